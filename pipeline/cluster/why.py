"""Why two articles were put together, or not, in words and numbers that an editor can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import numpy as np

from pipeline.cluster.readable import Readable, names_beside, said_beside
from pipeline.cluster.score import PairScore
from pipeline.features.terms import normal_form
from pipeline.languages import language
from pipeline.languages import words as word_list
from pipeline.values import Fingerprint

_SHOWN = 4
_ALONE = 2
_OTHER_NAMES = "different names"
_TELLING_RARITY = 0.05
_DIGITS = "0123456789"
_SCALE_LETTERS = 4
"""A shorter scale may be another word ("bio", "mi")."""
_JOINTS = str.maketrans(dict.fromkeys("-'’.&", " "))
_ENGLISH = frozenset({None, "en"})
# What English words look like without an s that is no plural's; names are known by their own words.
_NO_SINGULAR = {
    normal_form(word, "en"): word
    for word in word_list(
        """
        series species movies cookies rookies calories zombies news lens bias atlas canvas chaos christmas politics physics
        economics mathematics statistics athletics gymnastics olympics paralympics logistics electronics robotics genetics
        ethics analytics diabetes measles rabies headquarters texas kansas arkansas dallas perhaps besides
        """
    )
}


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
    if words := _shared_words(mine, theirs, names):
        found.append(f"shared words: {', '.join(words)}")
    if not found:
        found.append("no shared names, numbers or telling words")
    found += [] if names else _other_names(mine, theirs)
    found += [] if numbers else _other_numbers(mine, theirs)
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
    said = any(reason.startswith(_OTHER_NAMES) for reason in beside.reasons)
    return (*found, *([] if said else _other_names(beside.mine, beside.theirs)), *beside.reasons)


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


def _shared_words(mine: Readable, theirs: Readable, names: Sequence[str]) -> list[str]:
    weights = mine.postings.weights_at(mine.terms, theirs.terms.columns)
    places = np.flatnonzero(weights > 0)
    if not len(places):
        return []
    ours, columns = weights[places].astype(np.float64), theirs.terms.columns[places]
    shared = ours * theirs.terms.weights[places]
    said = _terms_of(names, mine, theirs)
    scales = language(mine.fingerprint.language).scales
    telling: list[tuple[str, float]] = []
    # Where few of the heaviest are parts of numbers, none that is shown is further down than the names' words and as many more.
    for wanted in sorted({min(len(shared), _SHOWN + len(said)), len(shared)}):
        far = np.flatnonzero(shared >= -np.partition(-shared, wanted - 1)[wanted - 1])
        # Equal ones go by the alphabet.
        found = sorted((-float(shared[place]), mine.postings.keys[columns[place]], float(ours[place])) for place in far)
        telling = [(term, weight) for _, term, weight in found if term not in said and not _is_number(term, scales)][:_SHOWN]
        if len(telling) == _SHOWN:
            break
    return _as_written([term for term, weight in telling if weight >= _TELLING_RARITY], mine, theirs)


def _is_number(term: str, scales: Mapping[str, int]) -> bool:
    """Tell whether a term is a piece of a number ("400" of 14,400; "4bn", "million"): numbers are said whole."""
    unit = term.lstrip(_DIGITS)
    return term.isdecimal() or (unit in scales and (unit != term or len(unit) >= _SCALE_LETTERS))


def _terms_of(names: Sequence[str], mine: Readable, theirs: Readable) -> set[str]:
    """Give the terms that the words of names are for either article: English leaves an s away ("Leeds" counts as "leed")."""
    words = " ".join(names).lower().translate(_JOINTS).split()
    said = set(words)
    if not _ENGLISH.isdisjoint((mine.fingerprint.language, theirs.fingerprint.language)):
        said.update([normal_form(word, "en") for word in words])
    return said


def _as_written(terms: list[str], mine: Readable, theirs: Readable) -> list[str]:
    """Give words for terms that are none in themselves: a name's word as it is written, a plural that has no singular."""
    if not {mine.fingerprint.language, theirs.fingerprint.language} <= _ENGLISH:
        return terms  # a term of another language is the word itself
    # What may be a plural is looked for as one, which is for less than to look at each word of the names.
    plurals = [(term, f"{term}s", f"{term[:-1]}ies") for term in terms]
    return [
        next((word for word in forms if word in theirs.words), None) or _NO_SINGULAR.get(forms[0], forms[0])
        for forms in plurals
    ]


def _names_alone(mine: Readable, theirs: Readable) -> list[str]:
    there = said_beside(mine, theirs)
    alone = (name for name, words in names_beside(mine, theirs) if there.isdisjoint(words))
    return list(islice(alone, _ALONE))


def _other_names(mine: Readable, theirs: Readable) -> list[str]:
    ours, others = _names_alone(mine, theirs), _names_alone(theirs, mine)
    return [f"{_OTHER_NAMES}: {', '.join(ours)} / {', '.join(others)}"] if ours and others else []


def _other_numbers(mine: Readable, theirs: Readable) -> list[str]:
    ours, others = ([amount(number) for number, _ in one.told_numbers[:_SHOWN]] for one in (mine, theirs))
    return [f"different numbers: {', '.join(ours)} / {', '.join(others)}"] if ours and others else []


def _doubted(mine: Readable, theirs: Readable) -> list[str]:
    """Give which of the two dates are not believed, and why."""
    both = ((mine, ""), (theirs, "the other's "))
    return [f"{whose}{one.fingerprint.date_doubt}" for one, whose in both if one.fingerprint.date_doubt]


def _apart(mine: Readable, theirs: Readable, days: float | None) -> str:
    if days is None:
        missing = "at least one has no date that is believed" if _doubted(mine, theirs) else "at least one has no date"
        first, second = _seen(mine.fingerprint), _seen(theirs.fingerprint)
        if first is None or second is None:
            return missing
        return f"seen {_span(abs(first - second).total_seconds() / 86_400)} apart, {missing}"
    one, other = mine.fingerprint.published, theirs.fingerprint.published
    if one is None or other is None:
        return f"at least {_span(days)} apart"
    if one.day_only or other.day_only:
        whole = abs((one.at.date() - other.at.date()).days)
        return "same day" if whole == 0 else _counted(whole, "day") + " apart"
    return f"{_span(days)} apart"


def _seen(fingerprint: Fingerprint) -> datetime | None:
    return fingerprint.published.at if fingerprint.published else fingerprint.first_seen


def _span(days: float) -> str:
    minutes = round(days * 1440)
    if minutes < 90:
        return _counted(minutes, "minute")
    return _counted(round(minutes / 60), "hour") if minutes < 2880 else _counted(round(days), "day")


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
