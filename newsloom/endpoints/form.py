"""What an adapter for one kind of endpoint is: a question into JSON, and JSON into an answer. One file each, no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.errors import ModelSilent
from pipeline.protocols import Answer, Question

Json = Mapping[str, Any]
_MOST_TOKENS = 10**9


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of endpoint is spoken to.

    ``payloads`` gives the same question in several ways, the best first: the next is for an endpoint that takes not all of it
    (status 400 or 422). ``answer`` raises ModelSilent where the JSON is not what this kind of endpoint sends. ``cites`` as in
    ``LanguageModel``. ``keyed`` tells that it answers nobody without a key.
    """

    path: str
    headers: Callable[[str], Mapping[str, str]]
    payloads: Callable[[Question, str], Sequence[Json]]
    answer: Callable[[Json, Question], Answer]
    cites: bool = False
    keyed: bool = False


def tokens(usage: Any, *names: str) -> int:
    """The sum of these counts of an endpoint's usage; what is no sensible number counts as none."""
    if not isinstance(usage, Mapping):
        return 0
    found = [usage.get(name) for name in names]
    return sum(min(one, _MOST_TOKENS) for one in found if isinstance(one, int) and not isinstance(one, bool) and one > 0)


def unreadable(what: str) -> ModelSilent:
    """The error for an answer of another form."""
    return ModelSilent(f"its answer is not of the form that was expected: {what}")
