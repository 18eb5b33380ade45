"""Findings that an article accepts: comments that name a rule and give a reason (docs/configuration.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimcheck.model import Accepted, Article, Comment, Finding
from claimcheck.selection import stands_for, unknown

NO_REASON, BROKEN, UNUSED = "claimcheck/ignore-without-reason", "claimcheck/broken-ignore", "claimcheck/unused-ignore"
KIND = "inconsistent"
OWN = ((NO_REASON, KIND), (BROKEN, KIND), (UNUSED, KIND))
"""The findings on the comments themselves, as (rule, kind): such a comment does not go with its text."""

_HOWS = ("", "-file", "-start", "-end")
_LINE = re.compile(r"\r\n|\r|\n")
_PARTS_A_BLOCK = re.compile(
    r"</?(?:address|article|blockquote|br|dd|div|dt|figcaption|h[1-6]|hr|li|main|ol|p|section|table|td|th|tr|ul)\b[^>]*>", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A comment that accepts the findings of some rules between two source offsets; a `whole` one also those on the article."""

    comment: Comment
    names: tuple[str, ...]
    reason: str
    start: int
    end: int
    whole: bool = False

    def covers(self, finding: Finding) -> bool:
        return self.reaches(finding) and any(stands_for(name, finding.rule, finding.kind) for name in self.names)

    def reaches(self, finding: Finding) -> bool:
        """Whether the finding stands where the mark holds."""
        if finding.start is None or finding.end is None:
            return self.whole
        return finding.start < self.end and finding.end > self.start


@dataclass(slots=True)
class Settled:
    """What is left of the findings, what the article accepts, and what is wrong with its comments."""

    kept: list[Finding] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    own: list[Finding] = field(default_factory=list)


def settle(article: Article, findings: Sequence[Finding], *, marker: str, active: Sequence[tuple[str, str]], known: Sequence[tuple[str, str]]) -> Settled:
    """Part the findings by the comments of the article. `active`: the rules in use, `known`: all rules, as (id, kind)."""
    settled = Settled()
    marks = list(_marks(article, marker, settled.own))
    used: set[int] = set()
    for finding in findings:
        covering = [number for number, mark in enumerate(marks) if mark.covers(finding)]
        used.update(covering)
        if covering:
            settled.accepted.append(Accepted(finding, marks[covering[0]].reason))
        else:
            settled.kept.append(finding)
    settled.own += [
        _unused(article, mark, remedy) for number, mark in enumerate(marks) if number not in used for remedy in _remedies(mark, settled.kept, active, known)
    ]
    return settled


def _remedies(mark: _Mark, kept: Sequence[Finding], active: Sequence[tuple[str, str]], known: Sequence[tuple[str, str]]) -> Iterator[str]:
    """What to say of a mark that nothing was found for; nothing where its rules were left out of this run."""
    for name in mark.names:
        meant = unknown(name, known)
        if meant:
            yield f"There is no rule {name!r}: {meant}"
            return
    if any(stands_for(name, *rule) for name in mark.names for rule in active):
        here = sorted({finding.rule for finding in kept if mark.reaches(finding)})
        yield f"Found here: {', '.join(here)}." if here else "Take it away, or move it to what it is about."


def _marks(article: Article, marker: str, own: list[Finding]) -> Iterator[_Mark]:
    """The marks of an article; what is wrong with its comments goes to `own`."""
    form = re.compile(rf"\s*{re.escape(marker)}(?P<how>-[\w-]+)?(?![\w/-])(?P<names>[^:]*)(?::(?P<reason>.*))?", re.DOTALL)
    opened: list[_Mark] = []
    ends: list[int] = []

    def wrong(comment: Comment, rule: str, message: str, remedy: str) -> None:
        own.append(_own(article, comment, rule, "error", message, remedy))

    for comment in article.comments:
        match = form.fullmatch(comment.text)
        if match is None:
            continue
        how, names, reason = match["how"] or "", tuple(match["names"].replace(",", " ").split()), " ".join((match["reason"] or "").split())
        if how == "-end":
            closing = next((mark for mark in reversed(opened) if not names or set(names) & set(mark.names)), None)
            if closing is None:
                wrong(comment, BROKEN, f"Nothing is open that {marker}-end could end.", f"Put {marker}-start before it.")
            else:
                opened.remove(closing)
                yield _Mark(closing.comment, closing.names, closing.reason, closing.start, comment.end if comment.about else comment.start)
        elif how not in _HOWS:
            wrong(comment, BROKEN, f"{marker}{how} means nothing.", f"Write {', '.join(marker + how for how in _HOWS)}.")
        elif not names:
            wrong(comment, BROKEN, "It does not say which rule to ignore.", f"Write {marker}{how} RULE: reason; or all: reason.")
        elif not reason:
            wrong(comment, NO_REASON, f"{', '.join(names)} cannot be ignored without a reason.", f"Write {marker}{how} {', '.join(names)}: reason.")
        elif how == "-file":
            yield _Mark(comment, names, reason, 0, len(article.source), whole=True)
        elif how == "-start":
            opened.append(_Mark(comment, names, reason, comment.start if comment.about else comment.end, len(article.source)))
        else:
            ends = ends or [article.locate(block.start, block.end)[1] for block in article.blocks]
            yield _Mark(comment, names, reason, *_reach(article, comment, ends))
    for mark in opened:
        wrong(mark.comment, BROKEN, f"{marker}-start is never ended.", f"Write {marker}-end where it ends, or {marker}-file.")


def _reach(article: Article, comment: Comment, ends: Sequence[int]) -> tuple[int, int]:
    """What a comment stands for: its words in Word; the line that it ends or stands in; else the block that follows it. `ends`: of the blocks, in the source."""
    if comment.about:
        return comment.start, comment.end
    source = article.source
    start = 1 + max(source.rfind(sign, 0, comment.start) for sign in "\r\n")
    start = max((match.end() for match in _PARTS_A_BLOCK.finditer(source, start, comment.start)), default=start)
    if article.find(start, comment.start):
        line = _LINE.search(source, comment.end)
        end = line.start() if line else len(source)
        part = _PARTS_A_BLOCK.search(source, comment.end, end)
        return start, part.start() if part else end
    return comment.end, _end_of_next_block(article, comment.end, ends)


def _end_of_next_block(article: Article, at: int, ends: Sequence[int]) -> int:
    """Where the block ends that holds the first words after `at`; a table ends with its last cell."""
    end, table = at, None
    for block, last in zip(article.blocks, ends, strict=True):
        if end == at and last > at:
            end, table = last, block.row[0] if block.row else None
        elif end > at and table is not None and block.row and block.row[0] == table:
            end = max(end, last)
    return end


def _unused(article: Article, mark: _Mark, remedy: str) -> Finding:
    return _own(article, mark.comment, UNUSED, "info", f"Nothing is found here for {', '.join(mark.names)}.", remedy)


def _own(article: Article, comment: Comment, rule: str, severity: str, message: str, remedy: str) -> Finding:
    quote = " ".join(article.source[comment.start : comment.end].split())
    start, end = (comment.start, comment.end) if quote else (None, None)
    return Finding(rule, KIND, severity, message, remedy, None, start, end, quote or None)
