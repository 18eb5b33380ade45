"""Article -> Analysis: sentences, mentions, quantities, claims with their status and certainty (see docs/architecture.md)."""
