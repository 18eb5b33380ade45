"""What on a web page is surely no article text, and what is probably none."""

from __future__ import annotations

import re
from collections.abc import Mapping

_LEFT_OUT = frozenset(
    "script style noscript template nav footer aside svg math button select datalist textarea iframe object"
    " canvas audio video dialog menu pre code kbd samp del s strike rt rp label map xmp noembed noframes".split()
)
_ROLES = frozenset("navigation banner contentinfo complementary search menu menubar dialog alertdialog toolbar".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NOISE = frozenset(
    "nav navbar navigation menu submenu cookie cookies gdpr consent breadcrumb breadcrumbs sidebar share sharing"
    " social related comments comment respond newsletter subscribe subscription advert advertisement ads ad"
    " sponsored pagination pager popup modal footer skip login search toc tags disqus recommended promo".split()
)
_FILLER = frozenset(
    "site main primary secondary top bottom left right bar banner list links link box block widget widgets area"
    " container wrapper wrap section items item buttons button icons posts post articles stories content page"
    " header global mobile desktop notice policy media tools form inner outer js wp the id more follow us row col"
    " group panel overlay message signup cta footer sticky fixed".split()
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def is_left_out(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether nothing inside an element is read: not for reading, or not shown."""
    if name in _LEFT_OUT or "hidden" in attributes or attributes.get("aria-hidden", "").lower() == "true":
        return True
    if attributes.get("role", "").lower() in _ROLES and name not in ("body", "html"):
        return True
    return bool(_HIDDEN.search(attributes.get("style", "")))


def is_doubtful(attributes: Mapping[str, str]) -> bool:
    """Whether a class or id calls an element by nothing but words for navigation, sharing, comments and the like."""
    return any(_is_noise(name) for name in f"{attributes.get('class', '')} {attributes.get('id', '')}".split())


def _is_noise(name: str) -> bool:
    words = {word.lower() for word in _WORDS.findall(name)}
    return bool(words & _NOISE) and words <= _NOISE | _FILLER
