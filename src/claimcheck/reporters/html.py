"""The report as one HTML page that needs nothing else: the articles with what was found in them, to read, to filter, to print."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from claimcheck.model import ArticleReport, EvidenceItem, Finding, Report
from claimcheck.reporters.common import in_file, plain
from claimcheck.reporters.html_prose import Span, prose
from claimcheck.reporters.lines import LineIndex

SEVERITIES = ("error", "warning", "info")
_PLURAL = {"error": "errors", "warning": "warnings", "info": "info"}


def render(report: Report, *, tool_version: str) -> str:
    """The whole report as a document; the same report gives the same bytes."""
    style, script = (files(__package__).joinpath(name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; base-uri 'none'; form-action 'none'"
    articles = "\n".join(_article(article, number) for number, article in enumerate(report.articles, 1))
    index = _index(report.articles) if len(report.articles) > 1 else ""
    title = f"claimcheck: {_name(report.articles[0])}" if len(report.articles) == 1 else f"claimcheck: {len(report.articles)} articles"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n{_head(report)}\n{index}<main>\n{articles}\n</main>\n"
        f"<footer><p>claimcheck {escape(tool_version)}, rules {escape(report.rules_version)}. No findings does not mean that an article is right.</p></footer>\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _name(article: ArticleReport) -> str:
    return plain(article.title or article.path)


def _head(report: Report) -> str:
    found = [finding for article in report.articles for finding in article.findings]
    severities, kinds = Counter(finding.severity for finding in found), Counter(finding.kind for finding in found)
    words = sum(article.words for article in report.articles)
    articles = f"{len(report.articles)} article{'' if len(report.articles) == 1 else 's'}"
    filters = _filter("Severity", "severity", [(name, severities[name]) for name in SEVERITIES if severities[name]]) + _filter(
        "Kind", "kind", sorted(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    )
    return (
        f'<header>\n<h1>claimcheck</h1>\n<p class="sum">{articles}, {words:,} words: {_counts(found)}</p>\n'
        '<div id="tools" hidden>\n<button type="button" id="previous">Previous <kbd>k</kbd></button>\n<button type="button" id="next">Next <kbd>j</kbd></button>\n'
        f'<output id="position">{len(found)} findings</output>\n<details>\n<summary>Filter<span>, keys</span></summary>\n<div id="filters">\n{filters}'
        '<fieldset>\n<legend>Keys</legend>\n<label><input type="checkbox" id="keys" checked> <kbd>j</kbd> next, <kbd>k</kbd> previous, '
        "<kbd>Esc</kbd> none</label>\n</fieldset>\n</div>\n</details>\n</div>\n</header>"
    )


def _filter(legend: str, name: str, values: Iterable[tuple[str, int]]) -> str:
    boxes = "\n".join(
        f'<label><input type="checkbox" data-filter="{name}" value="{value}" checked> <span class="{value}">{value}</span> ({count})</label>'
        for value, count in values
    )
    return f"<fieldset>\n<legend>{legend}</legend>\n{boxes}\n</fieldset>\n"


def _counts(found: Sequence[Finding]) -> str:
    counts = Counter(finding.severity for finding in found)
    return ", ".join(f"{counts[name]} {name if counts[name] == 1 else _PLURAL[name]}" for name in SEVERITIES)


def _index(articles: Sequence[ArticleReport]) -> str:
    rows = "\n".join(_row(article, number) for number, article in enumerate(articles, 1))
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Article", "Words", "Errors", "Warnings", "Info"))
    return f'<nav aria-label="Articles">\n<div class="wide" role="region" aria-label="Articles" tabindex="0">\n<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>\n</div>\n</nav>\n'


def _row(article: ArticleReport, number: int) -> str:
    counts = Counter(finding.severity for finding in article.findings)
    figures = [("words", f"{article.words:,}"), *((name if counts[name] == 1 else _PLURAL[name], str(counts[name])) for name in SEVERITIES)]
    cells = '<td colspan="4">could not be read</td>' if article.error else "".join(f'<td data-name="{name}">{figure}</td>' for name, figure in figures)
    title = f'<br><span class="quiet">{escape(plain(article.title))}</span>' if article.title else ""
    return f'<tr><th scope="row"><a href="#a{number}">{escape(plain(article.path))}</a>{title}</th>{cells}</tr>'


def _article(article: ArticleReport, number: int) -> str:
    own = f"a{number}"
    head = f'<h2 id="{own}">{escape(plain(article.path))}</h2>'
    if article.error:
        return f'<section class="article" aria-labelledby="{own}">\n{head}\n<p class="failed"><strong>Could not be read:</strong> {escape(plain(article.error))}</p>\n</section>'
    facts = [plain(article.title)] if article.title else []
    facts += [f"dated {article.date}"] if article.date else []
    facts += [f"{article.words:,} words", _counts(article.findings)]
    cards, spans = [], []
    lines = LineIndex(article.source) if in_file(article) else None
    for index, finding in enumerate(article.findings, 1):
        place = article.article.find(finding.start, finding.end) if article.article and finding.start is not None and finding.end is not None else None
        if place:
            spans.append(Span(*place, f"{own}f{index}", index, finding.severity, finding.kind))
        cards.append(_card(finding, f"{own}f{index}", index, lines, marked=place is not None))
    text = f'<div class="prose">\n{prose(article.article, spans)}\n</div>\n' if article.article else ""
    panel = f'<ol class="findings" aria-label="Findings">\n{"".join(cards)}</ol>' if cards else '<p class="none">Nothing was found.</p>'
    return f'<section class="article" aria-labelledby="{own}">\n{head}\n<p class="facts">{escape(" · ".join(facts))}</p>\n<div class="columns">\n{text}<aside aria-label="Findings">\n{panel}\n</aside>\n</div>\n</section>'


def _card(finding: Finding, name: str, index: int, lines: LineIndex | None, *, marked: bool) -> str:
    number = f'class="number {finding.severity}"'
    head = f'<a {number} href="#{name}t" aria-label="{index}, to the words in the text">{index}</a>' if marked else f"<span {number}>{index}</span>"
    head += f' <span class="{finding.severity}">{finding.severity}</span> {finding.kind}'
    quote = f"<blockquote>{escape(plain(finding.quote))}</blockquote>\n" if finding.quote else ""
    place = " · whole article" if finding.start is None else " · line {}, column {}".format(*lines.position(finding.start)) if lines else ""
    rows = [("Why", escape(plain(finding.explanation)))] if finding.explanation else []
    rows += [("Source", _source(item)) for item in finding.evidence]
    rows += [("Instead", escape(plain(finding.suggestion)))] if finding.suggestion else []
    told = "".join(f"<dt>{term}</dt><dd>{text}</dd>\n" for term, text in rows)
    return (
        f'<li class="finding {finding.severity}" id="{name}" tabindex="-1" data-severity="{finding.severity}" data-kind="{finding.kind}">\n<h3>{head}</h3>\n{quote}'
        f'<p class="message">{escape(plain(finding.message))}</p>\n<dl>\n{told}</dl>\n<p class="quiet">{escape(finding.rule)}{place}</p>\n</li>\n'
    )


def _source(item: EvidenceItem) -> str:
    address, title = escape(plain(item.url)), escape(plain(item.title))
    linked = f'<a href="{address}" rel="noopener noreferrer">{title}</a>' if item.url.lower().startswith(("http://", "https://")) else title
    dated = escape(", ".join(part for part in (plain(item.publisher), item.date or "undated") if part))
    return f'{linked} ({dated}) <span class="says">{escape(plain(item.says))}</span> <span class="address">{address}</span>'
