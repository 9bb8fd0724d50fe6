"""One endpoint as a ``LanguageModel``: what was answered before is not asked again, what is asked keeps within the budget.

    question -> payload -> kept? -> affordable? -> call -> answer, booked and kept

A call that may have reached the endpoint and was never answered counts with all that it might have taken.
"""

from __future__ import annotations

import hashlib
import json
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from crawlers.guard import AddressRefused
from crawlers.guarded_httpx import NotAnswered, Reply
from newsloom.endpoints.calling import Caller
from newsloom.endpoints.form import Json
from newsloom.endpoints.kept import Answers, Spending, Spent
from pipeline.errors import ModelSilent
from pipeline.protocols import Answer, Question
from pipeline.write.model.sending import CHARACTERS_A_TOKEN

log = logging.getLogger(__name__)

REST = 60.0
"""Seconds for which nothing is asked of an endpoint that has just failed: a hundred stories need not learn it one by one."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a million tokens cost, and what a day (UTC) may take."""

    price_in: float = 0.0
    price_out: float = 0.0
    day_tokens: int = 2_000_000
    day_cost: float = 10.0

    def cost(self, tokens_in: int, tokens_out: int) -> float:
        """What so many tokens cost."""
        return (tokens_in * self.price_in + tokens_out * self.price_out) / 1_000_000


@dataclass(slots=True)
class Endpoint:
    """A model behind an address. Not frozen: it remembers that it has just failed. ``ticks`` is a monotonic clock."""

    name: str
    caller: Caller
    answers: Answers
    spending: Spending
    terms: Terms
    clock: Callable[[], datetime]
    ticks: Callable[[], float]
    resting: float = 0.0
    failed: str = ""

    @property
    def cites(self) -> bool:
        """Whether citations are its own business."""
        return self.caller.form.cites

    def ask(self, question: Question) -> Answer:
        """The answer, kept or new. Raises ModelSilent with the cause."""
        payloads = self.caller.form.payloads(question, self.name)
        digest = self._digest(payloads[0])
        if (kept := self.answers.get(digest)) is not None:
            return kept
        if self.failed and self.ticks() < self.resting:
            raise ModelSilent(self.failed)
        call = uuid.uuid4().hex
        most = self._reserve(call, question, payloads[0])
        try:
            reply = self.caller.call(payloads, lambda: self._book(uuid.uuid4().hex, most))
        except (NotAnswered, AddressRefused) as error:
            if not (isinstance(error, NotAnswered) and error.sent):
                self._book(call, Spent())
            self.resting, self.failed = self.ticks() + REST, str(error)
            raise ModelSilent(str(error)) from error
        answer = self._received(reply, question, call)
        if answer.end != "cut":
            self._keep(digest, answer)
        return answer

    def _digest(self, payload: Json) -> str:
        canonical = json.dumps([self.caller.url, self.caller.form.path, payload], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def _reserve(self, call: str, question: Question, payload: Json) -> Spent:
        """What the call may take at most, written down before it is made."""
        most_in = int(len(json.dumps(payload, ensure_ascii=False)) / CHARACTERS_A_TOKEN)
        most = Spent(most_in + question.answer_tokens, self.terms.cost(most_in, question.answer_tokens))
        if most.tokens > question.tokens or most.cost > question.cost:
            raise ModelSilent("the budget of one draft does not reach for this story")
        try:
            day = self.spending.of_day(self.clock())
            if day.tokens + most.tokens > self.terms.day_tokens or day.cost + most.cost > self.terms.day_cost:
                raise ModelSilent("the day's budget is spent")
            self.spending.book(call, most, self.clock())
        except OSError as error:
            raise ModelSilent(f"what it takes cannot be written down ({error.strerror})") from error
        return most

    def _received(self, reply: Reply, question: Question, call: str) -> Answer:
        try:
            given = json.loads(reply.body)
        except (ValueError, RecursionError) as error:
            raise ModelSilent("its answer is no JSON") from error  # what was reserved for it stays
        if not isinstance(given, dict):
            raise ModelSilent("its answer is no JSON object")
        answer = self.caller.form.answer(given, question)
        if not answer.tokens_in + answer.tokens_out:
            answer = replace(answer, tokens_in=_estimated(question), tokens_out=int(len(answer.text) / CHARACTERS_A_TOKEN))
        answer = replace(answer, cost=self.terms.cost(answer.tokens_in, answer.tokens_out))
        self._book(call, Spent(answer.tokens_in + answer.tokens_out, answer.cost))
        return answer

    def _book(self, call: str, spent: Spent) -> None:
        try:
            self.spending.book(call, spent, self.clock())
        except OSError as error:
            log.warning("%s: what a call took cannot be written down: %s", self.name, error)

    def _keep(self, digest: str, answer: Answer) -> None:
        try:
            self.answers.keep(digest, answer)
        except OSError as error:
            log.warning("%s: an answer cannot be kept, and would be paid for again: %s", self.name, error)


def _estimated(question: Question) -> int:
    lines = sum(len(text) for source in question.sources for _, text in source.lines)
    return int((lines + len(question.task) + len(question.request)) / CHARACTERS_A_TOKEN)
