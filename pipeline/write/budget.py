"""What may still be copied: the running account of words taken from each source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.facts.reports import Report
from pipeline.verify import copying
from pipeline.write import clauses


@dataclass(slots=True)
class Account:
    """Words in runs of eight and more that were taken so far, by source; licensed sources are free."""

    texts: tuple[copying.SourceText, ...]
    free: frozenset[int]
    run_words: int
    taken: list[int] = field(default_factory=list)

    def cost(self, text: str) -> tuple[int, ...] | None:
        """What printing this would take from each source, or None where a run is too long or a source has no more to give."""
        found = []
        for number, source in enumerate(self.texts):
            lengths = [] if number in self.free else copying.runs(text, source)
            if max(lengths, default=0) > self.run_words or (self.taken[number] + sum(lengths) > source.budget and lengths):
                return None
            found.append(sum(lengths))
        return tuple(found)

    def take(self, cost: Sequence[int]) -> None:
        """Book what a printed sentence took."""
        self.taken = [before + now for before, now in zip(self.taken, cost, strict=True)]

    def give_back(self, cost: Sequence[int]) -> None:
        """Undo ``take`` for a sentence that was dropped after all."""
        self.taken = [before - now for before, now in zip(self.taken, cost, strict=True)]

    def affordable(self, text: str, *, drop_attribution: bool = False) -> tuple[str, tuple[int, ...]] | None:
        """The text, or the longest of its shorter forms, that the account allows, with its cost.

        ``drop_attribution`` lets go of a closing "X told Y" as well: what several origins say needs none.
        """
        for variant in self._variants(text, drop_attribution=drop_attribution):
            cost = self.cost(variant)
            if cost is not None:
                return variant, cost
        return None

    @staticmethod
    def _variants(text: str, *, drop_attribution: bool) -> Iterator[str]:
        bare = clauses.without_attribution(text) if drop_attribution else text
        forms = {text: None, bare: None, **dict.fromkeys(clauses.shorter(text)), **dict.fromkeys(clauses.shorter(bare))}
        yield from sorted(forms, key=len, reverse=True)[:16]


def account(reports: Sequence[Report], run_words: int) -> Account:
    """An account in which nothing has been taken yet."""
    texts = tuple(
        copying.source_text((report.source.title, *(report.article.sentence(i) for i in range(len(report.article.sentences)))))
        for report in reports
    )
    free = frozenset(number for number, report in enumerate(reports) if report.licensed)
    return Account(texts, free, run_words, [0] * len(reports))
