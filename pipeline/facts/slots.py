"""The values of a story in their slots, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from pipeline.facts.candidates import Candidate
from pipeline.facts.moments import moments
from pipeline.facts.numbers import numbers
from pipeline.facts.slot import Slot


def slots(
    candidates: Sequence[Candidate],
    days: Sequence[date | None],
    codes: Sequence[str],
    primary: AbstractSet[int] = frozenset(),
) -> tuple[Slot, ...]:
    """The slots of every sentence; ``days`` and ``codes`` are the day and the language of each report.

    ``primary`` are the reports that are documents: what they list ("(a) to pay a penalty of ...") states values, too. Years,
    telephone numbers and small numbers in words without a unit are none.
    """
    found: list[Slot] = []
    for place, candidate in enumerate(candidates):
        listed = candidate.flaw == "no sentence" and candidate.report not in primary
        if listed or not _HAS_VALUE.search(candidate.text.lower()):
            continue
        dated = list(moments(place, candidate, days[candidate.report], codes[candidate.report]))
        found += numbers(place, candidate, [(start, end) for start, end, _ in dated])
        found += [slot for _, _, slot in dated if slot is not None]
    return tuple(found)


_HAS_VALUE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    r"eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|half|yesterday|today|"
    r"tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|"
    r"october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember|montag|dienstag|mittwoch|donnerstag|"
    r"freitag)\b"
)
