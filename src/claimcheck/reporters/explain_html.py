"""All that is known under a name as one HTML page that stands alone: to read, to print, to send to an author."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from claimcheck.model import EvidenceItem
from claimcheck.reporters.explain import Entry, Page, Section

# Every colour of a text stands at 4.5:1 or more against its ground, in the light and the dark scheme (tests/test_knowledge_tools.py computes it).
COLOURS = {
    "light": {"ground": "#ffffff", "text": "#1b1b1b", "quiet": "#4d4d4d", "link": "#0b4f9e", "line": "#8a8a8a"},
    "dark": {"ground": "#16181b", "text": "#eceff1", "quiet": "#b8bec4", "link": "#8fc1ff", "line": "#7a828a"},
}
STYLE = """
:root{%(light)s;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{%(dark)s}}
body{background:var(--ground);color:var(--text);font:1.05rem/1.55 Georgia,"Times New Roman",serif;max-width:46rem;margin:0 auto;padding:1.5rem 1rem}
h1,h2,h3,.grade,.kind,nav{font-family:system-ui,"Segoe UI",Helvetica,Arial,sans-serif}
h1{margin:0 0 .5rem;line-height:1.2}h2{margin:2rem 0 .5rem;font-size:1.2rem;border-bottom:1px solid var(--line)}
.kind,.quiet,dt{color:var(--quiet)}.kind{font-size:1rem;font-weight:normal}
dl{margin:0}dt{float:left;margin-right:.4rem}dd{margin:0 0 .25rem}dt::after{content:":"}
a{color:var(--link)}a:focus-visible{outline:3px solid var(--link);outline-offset:2px}
li{margin:.35rem 0}sup{line-height:0}.label{font-weight:bold}.address{overflow-wrap:anywhere}:target{outline:2px solid var(--link)}
footer{margin-top:2.5rem;border-top:1px solid var(--line);font-size:.9rem;color:var(--quiet)}
@media print{:root{%(light)s}body{font-size:10.5pt;max-width:none;padding:0}nav{display:none}h2{break-after:avoid}li{break-inside:avoid}a{text-decoration:none}}
"""


def render(pages: Sequence[Page], *, tool: str) -> str:
    """The pages of one name as a document. `tool` names the program and its rules in the foot."""
    title = escape(pages[0].title if len(pages) == 1 else " / ".join(page.title for page in pages))
    style = STYLE % {scheme: ";".join(f"--{name}:{value}" for name, value in colours.items()) for scheme, colours in COLOURS.items()}
    body = "\n".join(_page(page, number) for number, page in enumerate(pages, 1))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title} - claimcheck</title>\n<style>{style}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n<footer><p>{escape(tool)}</p></footer>\n</body>\n</html>\n"
    )


def _page(page: Page, number: int) -> str:
    own = f"p{number}"
    kind = f' <span class="kind">{escape(page.kind)}</span>' if page.kind else ""
    named = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>\n" for label, text in page.facts if label)
    plain = "".join(f"<p>{escape(text)}</p>\n" for label, text in page.facts if not label)
    titles = [section.title for section in page.sections] + (["Sources"] if page.sources else [])
    links = " · ".join(f'<a href="#{own}s{index}">{escape(title)}</a>' for index, title in enumerate(titles, 1))
    nav = f'<nav aria-label="{escape(page.title)}: contents">{links}</nav>\n' if len(titles) > 2 else ""
    numbers = {item.source: index for index, item in enumerate(page.sources, 1)}
    sections = "\n".join(_section(section, f"{own}s{index}", own, numbers) for index, section in enumerate(page.sections, 1))
    return f"<article>\n<h1>{escape(page.title)}{kind}</h1>\n{plain}{f'<dl>{named}</dl>' if named else ''}\n{nav}{sections}\n{_sources(page.sources, own, len(titles))}</article>"


def _section(section: Section, anchor: str, own: str, numbers: dict[str, int]) -> str:
    entries = "\n".join(f"<li>{_entry(entry, own, numbers)}</li>" for entry in section.entries)
    return f'<section aria-labelledby="{anchor}">\n<h2 id="{anchor}">{escape(section.title)}</h2>\n<ul>\n{entries}\n</ul>\n</section>'


def _entry(entry: Entry, own: str, numbers: dict[str, int]) -> str:
    label = f'<span class="label">{escape(entry.label)}{":" if entry.text else ""}</span> ' if entry.label else ""
    cited = sorted(numbers[source] for source in entry.sources if source in numbers)
    marks = "".join(f' <a href="#{own}r{number}" aria-label="source [{number}]">[{number}]</a>' for number in cited)
    text = escape(entry.text).replace("&lt;&lt;", "<mark>").replace("&gt;&gt;", "</mark>") if not entry.sources else escape(entry.text)
    return f"{label}{text}{marks}"


def _sources(items: Sequence[EvidenceItem], own: str, index: int) -> str:
    if not items:
        return ""
    rows = "\n".join(f'<li id="{own}r{number}">{_source(item)}</li>' for number, item in enumerate(items, 1))
    return f'<section aria-labelledby="{own}s{index}">\n<h2 id="{own}s{index}">Sources</h2>\n<ol>\n{rows}\n</ol>\n</section>\n'


def _source(item: EvidenceItem) -> str:
    address = escape(item.url, quote=True)
    title = f'<a href="{address}">{escape(item.title)}</a>' if item.url.startswith(("http://", "https://")) else escape(item.title)
    return f'{title}. {escape(item.publisher)}, {escape(item.date or "undated")}. <span class="quiet">{escape(item.says)}</span> <span class="address quiet">{escape(item.url)}</span>'
