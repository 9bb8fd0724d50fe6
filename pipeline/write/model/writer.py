"""The writer with a language model: the draft without one is written first, and stands wherever the model fails.

    base draft -> sending.py -> prompt.py -> LanguageModel -> reading.py -> gate.py -> page.py -> draft
                                     ^------ once more, with what was refused ------'

Of an answer only headline, dek and sections are used, as sentences that cite what was sent; state, category, sources, facts and
ids are those of the base draft. A draft is never empty where the base is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.errors import ModelSilent
from pipeline.facts.ledger import ledger as ledger_of
from pipeline.facts.ranking import ranking
from pipeline.facts.reports import reports
from pipeline.protocols import Answer, LanguageModel, Question, StorySheet, Writer
from pipeline.values import Draft, Usage
from pipeline.write.extractive import ExtractiveWriter
from pipeline.write.material import material
from pipeline.write.model import prompt, sending
from pipeline.write.model.draft import draft_of, waiting
from pipeline.write.model.gate import Gate, gate_for
from pipeline.write.model.page import Page, page_of
from pipeline.write.model.reading import read_answer


@dataclass(frozen=True, slots=True)
class Budget:
    """What one draft may take: tokens in and out of all calls, cost at the prices of the settings, tokens of one answer."""

    tokens: int = 60_000
    cost: float = 0.5
    answer_tokens: int = 4_000


@dataclass(slots=True)
class _Account:
    """What the calls for one draft took so far."""

    budget: Budget
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0

    def book(self, answer: Answer) -> None:
        self.calls += 1
        self.tokens_in += answer.tokens_in
        self.tokens_out += answer.tokens_out
        self.cost += answer.cost

    @property
    def left(self) -> tuple[int, float]:
        return self.budget.tokens - self.tokens_in - self.tokens_out, self.budget.cost - self.cost


@dataclass(frozen=True, slots=True)
class ModelWriter:
    """Writes with a language model; ``base`` writes what stands where it fails, the writer without a model where it is None."""

    model: LanguageModel
    language: str = "en"
    budget: Budget = field(default_factory=Budget)
    base: Writer | None = None

    def write(self, sheet: StorySheet) -> Draft:
        """A draft of the story. What fell back and why are problems of it that do not block; ``usage`` is what it took."""
        base = (self.base or ExtractiveWriter(self.language)).write(sheet)
        if not base.sentences:
            return base
        order = ranking(sheet)
        found = reports(sheet, order, self.language)
        sent = sending.numbered(found, sheet.outlets, base, self._room())
        if not sent:
            return waiting(base, "no source of this story may be sent to it")
        asked = prompt.question(
            sent,
            sheet.style,
            self.language,
            marked=self.model.cites,
            answer_tokens=self.budget.answer_tokens,
            tokens=self.budget.tokens,
            cost=self.budget.cost,
        )
        account = _Account(self.budget)
        story = material(found, sheet.style)
        page, cause = self._page(asked, base, gate_for(base, sent, story), account)
        ledger = ledger_of(story.alignment, found, story.known)
        draft = waiting(base, cause) if page is None else draft_of(page, base, ledger, self.model.name)
        return replace(draft, usage=_usage(self.model.name, account))

    def _room(self) -> int:
        """Tokens of sources so that a question and its repetition keep within the draft's budget."""
        return max(500, self.budget.tokens // 2 - 2 * self.budget.answer_tokens - 1_500)

    def _page(self, asked: Question, base: Draft, gate: Gate, account: _Account) -> tuple[Page | None, str]:
        """The better page of at most two answers, or None and why there is none."""
        best: Page | None = None
        cause = ""
        for _ in range(2):
            answer, page, cause = self._answered(asked, base, gate, account)
            if page is not None and (best is None or _worth(page) > _worth(best)):
                best = page
            if answer is None or answer.end == "refused" or (page is not None and not page.refused):
                break
            tokens, cost = account.left
            findings = prompt.findings(page.refused) if page is not None else [cause]
            asked = prompt.again(asked, answer.text, findings, tokens=tokens, cost=cost)
        return best, cause

    def _answered(self, asked: Question, base: Draft, gate: Gate, account: _Account) -> tuple[Answer | None, Page | None, str]:
        try:
            answer = self.model.ask(asked)
        except ModelSilent as silent:
            return None, None, str(silent)
        account.book(answer)
        if answer.end != "whole":
            return answer, None, "it refuses to write this" if answer.end == "refused" else "its answer breaks off"
        try:
            told = read_answer(answer.text, marked=self.model.cites, code=self.language)
        except ModelSilent as silent:
            return answer, None, str(silent)
        return answer, page_of(told, base, gate), ""


def _worth(page: Page) -> tuple[int, int]:
    return page.written - len(page.refused), page.written


def _usage(name: str, account: _Account) -> Usage | None:
    if not account.calls:
        return None
    return Usage(name, account.calls, account.tokens_in, account.tokens_out, round(account.cost, 6))
