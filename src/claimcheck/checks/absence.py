"""`absence`: something that an article promoting a treatment never mentions.

match: words (patterns, any of which would be enough); voice; claims (how many flat promises of benefit make it promotional, in these voices);
denied: true (a denial counts as a mention).
"""

from __future__ import annotations

from collections.abc import Iterator

from claimcheck.checks.common import Case, Check, Found, form, phrase_cues, promises
from claimcheck.rules import Rule


def find(rule: Rule, case: Case) -> Iterator[Found]:
    """One finding on the whole article, or none."""
    analysis = case.analysis
    if (
        (analysis.topic is None and analysis.voice not in ("seller", "enthusiast"))
        or analysis.careful
        or ("voice" in rule.match and analysis.voice not in rule.match["voice"])
    ):
        return
    if "mark" in rule.match and ((case.knowledge.mark(analysis.topic) if analysis.topic else None) or "unmarked") not in rule.match["mark"]:
        return
    if promises(case) < int(rule.match.get("claims", 2)):
        return
    if _mentioned(rule, case):
        return
    lineage = case.knowledge.lineage(analysis.topic) if analysis.topic else ()
    known = next((case.knowledge.warnings[step] for step in lineage if step in case.knowledge.warnings), [])
    harms = ", ".join(dict.fromkeys(harm for warning in known for harm in warning.harms))
    names = {
        "harms": harms or "its risks",
        "warnings": " ".join(warning.says for warning in known[:2]),
    }
    yield Found(None, None, None, None, names, case.knowledge.items(*known[:2]))


def _mentioned(rule: Rule, case: Case) -> bool:
    """Whether one of the words is said, not denied, of the topic: in a sentence whose last-named treatment is the topic or of its kind."""
    if f"{rule.id}#words" not in case.phrases:
        return False
    topic = case.analysis.topic or ""
    last = topic
    for sentence in case.analysis.sentences:
        last = next((m.concept for m in reversed(sentence.mentions) if m.kind == "treatment"), last)
        heading = case.analysis.article.blocks[sentence.block].kind == "heading"
        if any(cue.status != "negated" or rule.match.get("denied") for cue in phrase_cues(rule, "words", sentence)) and (
            heading or not topic or case.knowledge.is_a(last, topic) or case.knowledge.is_a(topic, last)
        ):
            return True
    return False


CHECK = Check(form(match={"words", "voice", "claims", "mark", "denied"}, names={"harms", "warnings"}), find)
