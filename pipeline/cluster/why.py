"""Why two articles were put together, or not, in words and numbers that an editor can check."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

import numpy as np

from pipeline.cluster.readable import Readable, names_beside, said_beside
from pipeline.cluster.score import PairScore

_SHOWN = 4
_ALONE = 2
_TELLING_RARITY = 0.05


@dataclass(frozen=True, slots=True)
class Beside:
    """Two articles as the reasons read them, and the reasons."""

    mine: Readable
    theirs: Readable
    reasons: tuple[str, ...]


def reasons(mine: Readable, theirs: Readable, pair: PairScore) -> tuple[str, ...]:
    """Give the evidence of a pair, the strongest kind first; no evidence gives "no shared names, numbers or telling words"."""
    found = []
    if pair.containment:
        found.append(f"shared text {pair.containment:.0%}")
    if names := _shared_names(mine, theirs):
        found.append(f"shared names: {', '.join(names)}")
    if numbers := _shared_numbers(mine, theirs):
        found.append(f"shared numbers: {', '.join(numbers)}")
    if words := _shared_words(mine, theirs, set(" ".join(names).lower().split())):
        found.append(f"shared words: {', '.join(words)}")
    if not found:
        found.append("no shared names, numbers or telling words")
    if mine.fingerprint.language and theirs.fingerprint.language and mine.fingerprint.language != theirs.fingerprint.language:
        found.append(f"languages differ ({mine.fingerprint.language}, {theirs.fingerprint.language})")
    found.append(_apart(mine, theirs, pair.days))
    return (*found, *_doubted(mine, theirs))


def against(beside: Beside, score: float, instead: str, account: str = "") -> tuple[str, ...]:
    """Give why a pair was not put together: its score and what stood against it, what each names alone, what they share.

    ``account`` is what each kind of evidence added to the score (``effects.py``).
    """
    found = [f"score {score:.2f}, {instead}"]
    if account:
        found.append(account)
    ours, others = _names_alone(beside.mine, beside.theirs), _names_alone(beside.theirs, beside.mine)
    if ours and others:
        found.append(f"different names: {', '.join(ours)} / {', '.join(others)}")
    return (*found, *beside.reasons)


def amount(number: str) -> str:
    """Give a normalised number as people write it: ``180 million``, ``41%``, ``2026``."""
    if number.startswith("y") or number.endswith("%"):
        return number.removeprefix("y")
    value = float(number)
    for size, name in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if value >= size and (value / size * 100).is_integer():
            return f"{value / size:g} {name}"
    return f"{value:,.0f}" if value.is_integer() else f"{value:,g}"


def _shared_names(mine: Readable, theirs: Readable) -> list[str]:
    there = said_beside(mine, theirs)
    whole = [place for place, (_, words) in enumerate(names_beside(mine, theirs)) if there.issuperset(words)]
    whole.sort(key=lambda place: -sum([mine.names.get(word, 0.0) for word in mine.told_names[place][1]]))
    kept: dict[str, set[str]] = {}
    for place in whole:
        name = mine.fingerprint.names[place]
        words = set(name.lower().split())
        if not any(words <= longer for longer in kept.values()):
            kept[name] = words
        if len(kept) == _SHOWN:
            break
    return list(kept)


def _shared_numbers(mine: Readable, theirs: Readable) -> list[str]:
    shared = [number for number, column in mine.told_numbers if column in theirs.numbers]
    return [amount(number) for number in shared[:_SHOWN]]


def _shared_words(mine: Readable, theirs: Readable, said: set[str]) -> list[str]:
    weights = mine.postings.weights_at(mine.terms, theirs.terms.columns)
    places = np.flatnonzero(weights > 0)
    if not len(places):
        return []
    ours, columns = weights[places].astype(np.float64), theirs.terms.columns[places]
    shared = ours * theirs.terms.weights[places]
    # Of the names that are said above, and of those shown, none is further down than this; equal ones go by the alphabet.
    wanted = min(len(shared), _SHOWN + len(said))
    far = np.flatnonzero(shared >= -np.partition(-shared, wanted - 1)[wanted - 1])
    found = sorted((-float(shared[place]), mine.postings.keys[columns[place]], float(ours[place])) for place in far)
    telling = [(term, weight) for _, term, weight in found if term not in said]
    return [term for term, weight in telling[:_SHOWN] if weight >= _TELLING_RARITY]


def _names_alone(mine: Readable, theirs: Readable) -> list[str]:
    there = said_beside(mine, theirs)
    alone = (name for name, words in names_beside(mine, theirs) if there.isdisjoint(words))
    return list(islice(alone, _ALONE))


def _doubted(mine: Readable, theirs: Readable) -> list[str]:
    """Give which of the two dates are not believed, and why."""
    both = ((mine, ""), (theirs, "the other's "))
    return [f"{whose}{one.fingerprint.date_doubt}" for one, whose in both if one.fingerprint.date_doubt]


def _apart(mine: Readable, theirs: Readable, days: float | None) -> str:
    if days is None:
        return "at least one has no date that is believed" if _doubted(mine, theirs) else "at least one has no date"
    one, other = mine.fingerprint.published, theirs.fingerprint.published
    if one is not None and other is not None and (one.day_only or other.day_only):
        whole = abs((one.at.date() - other.at.date()).days)
        return "same day" if whole == 0 else _counted(whole, "day") + " apart"
    minutes = round(days * 1440)
    if minutes < 90:
        return _counted(minutes, "minute") + " apart"
    return (_counted(round(minutes / 60), "hour") if minutes < 2880 else _counted(round(days), "day")) + " apart"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
