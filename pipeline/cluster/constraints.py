"""What a person decided about who belongs together: no pass undoes it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a person decided: pairs of articles that stay together, and pairs that stay apart."""

    together: frozenset[tuple[str, str]] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()

    @property
    def articles(self) -> frozenset[str]:
        """All articles that a decision names: they are not moved."""
        return frozenset(article for pair in self.together | self.apart for article in pair)
