"""The errors a user can meet. Each says where (file:line) and what to do about it."""

from __future__ import annotations


class ClaimcheckError(Exception):
    """Base of every error of ours: a message, the place it speaks of, and a remedy."""

    def __init__(self, message: str, *, where: str = "", remedy: str = "") -> None:
        self.message = message
        self.where = where
        self.remedy = remedy
        super().__init__(": ".join(part for part in (where, message) if part) + (f" ({remedy})" if remedy else ""))


class ReadError(ClaimcheckError):
    """An article that cannot be read: missing, empty, broken, of an unknown kind or encoding."""


class ConfigError(ClaimcheckError):
    """A wrong option or configuration file."""


class RuleError(ClaimcheckError):
    """A rule file that cannot be used."""


class KnowledgeError(ClaimcheckError):
    """A record of the knowledge base that cannot be used."""
