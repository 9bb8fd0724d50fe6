"""What may still be copied: the running account of words taken from each source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.facts.reports import Report
from pipeline.verify import copying, tokens
from pipeline.write import clauses
from pipeline.write.reword import sparing

# what a copied word takes from what a form is worth, in words; what a cut must gain; words that a name or number is worth
COPIED, CUT, FACT = 1.2, 1.0, 1.5
# as many forms of one sentence are weighed
FORMS = 12


@dataclass(frozen=True, slots=True)
class Form:
    """One way to say a sentence: what it takes from each source, its longest run, and what it is worth beside that."""

    text: str
    cost: tuple[int, ...]
    longest: int
    worth: float


@dataclass(slots=True)
class Account:
    """Words in runs of eight and more that were taken so far, by source; licensed sources are free."""

    texts: tuple[copying.SourceText, ...]
    free: frozenset[int]
    run_words: int
    taken: list[int] = field(default_factory=list)
    forms: dict[tuple[str, bool], tuple[Form, ...]] = field(default_factory=dict, repr=False)

    def cost(self, text: str) -> tuple[int, ...] | None:
        """What printing this would take from each source, or None where a run is too long or a source has no more to give."""
        form = self._form(text)
        return form.cost if self._allowed(form) else None

    def take(self, cost: Sequence[int]) -> None:
        """Book what a printed sentence took."""
        self.taken = [before + now for before, now in zip(self.taken, cost, strict=True)]

    def give_back(self, cost: Sequence[int]) -> None:
        """Undo ``take`` for a sentence that was dropped after all."""
        self.taken = [before - now for before, now in zip(self.taken, cost, strict=True)]

    def affordable(self, text: str, *, drop_attribution: bool = False) -> tuple[str, tuple[int, ...]] | None:
        """The text in the form that is worth most of those that the account allows, with its cost; None where it allows none.

        A form is worth its words and facts less what of it is copied. ``drop_attribution`` lets go of a closing "X told Y" as
        well: what several origins say needs none.
        """
        form = next((form for form in self._forms(text, drop_attribution=drop_attribution) if self._allowed(form)), None)
        return (form.text, form.cost) if form else None

    def _allowed(self, form: Form) -> bool:
        fits = all(
            not more or before + more <= source.budget
            for before, more, source in zip(self.taken, form.cost, self.texts, strict=True)
        )
        return form.longest <= self.run_words and fits

    def _forms(self, text: str, *, drop_attribution: bool) -> tuple[Form, ...]:
        """The ways to say it, in the order in which they are wanted.

        First the whole and what it is without its asides, the one that is worth most first; then what loses a clause or its
        attribution, the longest first.
        """
        key = text, drop_attribution
        if key not in self.forms:
            bare = clauses.without_attribution(text) if drop_attribution else text
            light = {text: None, **dict.fromkeys(clauses.lighter(text))}
            shorter = {bare: None, **dict.fromkeys(clauses.shorter(text)), **dict.fromkeys(clauses.shorter(bare))}
            heavy = sorted((one for one in shorter if one not in light), key=len, reverse=True)[:FORMS]
            wanted = [self._form(self.reworded(one), whole=one == text) for one in light]
            found = (*sorted(wanted, key=lambda form: -form.worth), *(self._form(self.reworded(one)) for one in heavy))
            self.forms[key] = found
        return self.forms[key]

    def _form(self, text: str, *, whole: bool = True) -> Form:
        runs = [() if number in self.free else copying.runs(text, source) for number, source in enumerate(self.texts)]
        cost = tuple(map(sum, runs))
        told = len(tokens.words(text)) + FACT * (len(tokens.names(text[1:])) + len(tokens.quantities(text)))
        worth = told - COPIED * max(cost, default=0) - (0 if whole else CUT)
        return Form(text, cost, max((max(some, default=0) for some in runs), default=0), worth)

    def reworded(self, text: str) -> str:
        """The text in the house's words where it copies a source that is not licensed (``reword.sparing``)."""
        return sparing(text, [source for number, source in enumerate(self.texts) if number not in self.free])


def account(reports: Sequence[Report], run_words: int) -> Account:
    """An account in which nothing has been taken yet."""
    texts = tuple(
        copying.source_text((report.source.title, *(report.article.sentence(i) for i in range(len(report.article.sentences)))))
        for report in reports
    )
    free = frozenset(number for number, report in enumerate(reports) if report.licensed)
    return Account(texts, free, run_words, [0] * len(reports))
