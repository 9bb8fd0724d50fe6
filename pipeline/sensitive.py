"""Minors, victims and accused persons whom a draft names: two editors must look before it goes out.

Rules of English, and the plainest of German, each on one sentence in which the person stands. Only persons are looked at
(``pipeline.dossiers.persons``), so that a company that is charged or a product that is killed marks nothing. A sentence
that tells of a conviction does not accuse; another one of the same person may.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.dossiers.persons import Person, persons_of
from pipeline.sensitive_rules import ACCUSED, CONVICTED, MINOR, OTHER, PERSON, VICTIM
from pipeline.values import SECOND_EDITOR, Draft, Problem

Why = Literal["minor", "victim", "accused"]
_SAYS: dict[Why, str] = {"minor": "a minor", "victim": "a victim", "accused": "accused or suspected"}
_RULES: tuple[tuple[Why, tuple[re.Pattern[str], ...]], ...] = (("minor", MINOR), ("victim", VICTIM), ("accused", ACCUSED))
_SHORTEST_SURNAME = 3
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class Flag:
    """A person, why two editors must look, and the sentence that shows it: its number among those given, and its text."""

    person: str
    why: Why
    sentence: int
    text: str


def flags(sentences: Sequence[str]) -> tuple[Flag, ...]:
    """Give who is shown as a minor, a victim or accused; each person once for each reason, with the first sentence."""
    found: dict[tuple[str, Why], Flag] = {}
    known = persons_of(sentences)
    for person in known:
        forms = _form(person, known)
        others = [_form(other, known) for other in known if other is not person]
        for place, sentence in enumerate(sentences):
            if person.surname not in sentence:
                continue
            marked = _marked(sentence, forms, others)
            convicted = any(rule.search(marked) for rule in CONVICTED)
            for why, rules in _RULES:
                if not (convicted and why == "accused") and any(rule.search(marked) for rule in rules):
                    found.setdefault((person.full, why), Flag(person.full, why, place, sentence))
    return tuple(found.values())


def sensitive_problems(draft: Draft) -> tuple[Problem, ...]:
    """Give the flags on persons whom the draft itself names, as problems that ask for a second editor.

    What its sources say of them counts: a girl is a minor also where only the source tells her age.
    """
    ours = [draft.headline.text, draft.dek.text, *(sentence.text for sentence in draft.sentences)]
    texts = [*ours, *(sentence for source in draft.sources for sentence in source.sentences)]
    labels = _labels(draft)
    written = "\n".join(ours)
    return tuple(_problem(flag, len(ours), labels) for flag in flags(texts) if _names(written, flag.person))


def _problem(flag: Flag, ours: int, labels: Sequence[str]) -> Problem:
    said = flag.text if len(flag.text) <= _LONGEST else f"{flag.text[: _LONGEST - 1].rstrip()}…"
    where = f" (source {labels[flag.sentence - ours]})" if flag.sentence >= ours else ""
    detail = f"{flag.person} is named as {_SAYS[flag.why]}: “{said}”{where}; a second editor must confirm"
    place = flag.sentence - 2 if 2 <= flag.sentence < ours else None
    before = {0: "headline: ", 1: "dek: "}.get(flag.sentence, "")
    return Problem(SECOND_EDITOR, before + detail, place, blocking=False)


def _labels(draft: Draft) -> list[str]:
    return [f"{source.rank}-{number}" for source in draft.sources for number in range(1, len(source.sentences) + 1)]


def _names(text: str, person: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", text) for form in (person, person.rsplit(maxsplit=1)[-1]))


def _form(person: Person, known: Iterable[Person]) -> re.Pattern[str]:
    """The person as a text may write it: by the surname alone only where nobody else has it."""
    bearers = {other.full for other in known if other.surname == person.surname}
    short = [person.surname] if len(bearers) == 1 and len(person.surname) >= _SHORTEST_SURNAME else []
    names = "|".join(map(re.escape, [person.full, *short]))
    return re.compile(rf"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Herr|Frau)\.? )?(?<!\w)(?:{names})(?![\w-])")


def _marked(sentence: str, person: re.Pattern[str], others: Sequence[re.Pattern[str]]) -> str:
    marked = person.sub(PERSON, sentence)
    for other in others:
        marked = other.sub(OTHER, marked)
    return _plain(marked)


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
