"""claimcheck: the linter for health claims.

>>> import claimcheck
>>> report = claimcheck.check("Stem cells cure rheumatoid arthritis.")
>>> [finding.kind for finding in report.findings]
['overstated']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from claimcheck.engine import Checker
    from claimcheck.errors import ClaimcheckError
    from claimcheck.model import Article, ArticleReport, Finding, Report

__all__ = ["Article", "ArticleReport", "Checker", "ClaimcheckError", "Finding", "Report", "__version__", "check"]

_HOMES = {"Checker": "engine", "ClaimcheckError": "errors", "Article": "model", "ArticleReport": "model", "Finding": "model", "Report": "model"}


def check(text: str) -> ArticleReport:
    """The findings on a plain text. To check many, make one `Checker` and use it for all."""
    from claimcheck.engine import Checker
    from claimcheck.readers import read_text

    return Checker().check(read_text(text))


def __getattr__(name: str) -> Any:
    """The public names, imported when first used: importing claimcheck itself costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'claimcheck' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"claimcheck.{_HOMES[name]}"), name)
