"""Numbers in words: ``twenty-five``, ``fünfundzwanzig``, ``quatre-vingt-onze``, ``mil millones``, ``half a million``.

A run of number words is cut into its parts and read from the left, group by group, each group with the scale behind it. The
words, and what joins them, stand in the file of each language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.languages import Language

# What is one letter is a scale only behind digits ("$5m"), and what is two may be another word ("mi", "bi").
_SHORTEST_SCALE = 3
# The vowel signs of Devanagari are no letters to ``re``.
_LETTER = r"(?:[^\W\d_]|[\u0900-\u0963])"
_GAP = r"[ \u00a0\u202f\u2010\u2011-]"
_BEFORE = re.compile(rf"{_LETTER}|[\d_-]")
_BEHIND = re.compile(rf"\d|[\u2010\u2011-]{_LETTER}")
_DIGITS_BEFORE = re.compile(r"\d[ \u00a0\u202f-]$")
_HALF = Decimal("0.5")
_DECIMALS = 2
_DOZEN = 12


@dataclass(frozen=True, slots=True)
class Spelling:
    """The number words of one language: ``run`` finds them in lower-cased text, ``part`` cuts a run into its words.

    A text without one of ``telling`` has no number in words that is more than a dozen or a share.
    """

    run: re.Pattern[str]
    part: re.Pattern[str]
    telling: tuple[str, ...]
    language: Language
    scales: Mapping[str, int]


def spelling(language: Language) -> Spelling:
    """Give how numbers are read in a language that has ``counts``."""
    scales = {word: power for word, power in language.scales.items() if len(word) >= _SHORTEST_SCALE}
    joints = [joint for joint in {language.unit_joint, language.rest_joint} if joint]
    halves = (language.half_more,) if language.half_more else ()
    begin = _any([*language.counts, *language.fractions])
    go_on = [*language.counts, *language.fractions, *language.hundreds, *scales, *halves]
    if language.glued:
        more = f"(?>{_any([*go_on, *joints])})*+"
        run = rf"(?:{begin}){more}(?!{_LETTER})(?:{_GAP}(?>{_any(go_on)}){more}(?!{_LETTER}))*"
    else:
        joined = rf"(?:{_GAP}(?:{_any(joints)}))?" if joints else ""
        run = rf"(?:{begin})(?!{_LETTER})(?:{joined}{_GAP}(?:{_any(go_on)})(?!{_LETTER}))*"
    # "pour cent": a word of a share is no number.
    shares = [share for share in language.percents if not {*share.split()}.isdisjoint(language.counts)]
    return Spelling(
        run=re.compile(f"(?:{_any(shares)})|({run})" if shares else f"({run})"),
        part=re.compile(_any([*go_on, *joints])),
        telling=_telling(language, scales),
        language=language,
        scales=scales,
    )


def _telling(language: Language, scales: Mapping[str, int]) -> tuple[str, ...]:
    large = [word for word, value in language.counts.items() if value > _DOZEN]
    found = {*large, *language.hundreds, *scales, *language.fractions, *language.percents}
    if language.half_more:
        found.add(language.half_more)
    # Where "millions" stands, "million" does too.
    return tuple(word for word in found if not any(other != word and other in word for other in found))


def spelled_numbers(lowered: str, words: Spelling) -> Iterator[tuple[Decimal, int]]:
    """Give each number in words, and where it ends (0 within a run of several); of small ones not all.

    What may be two numbers or a part of one is left out.
    """
    if not any(word in lowered for word in words.telling):
        return
    for match in words.run.finditer(lowered):
        if not match.group(1):
            continue
        start, end = match.span()
        parts = words.part.findall(match.group())
        if _BEFORE.match(lowered, max(0, start - 1), start) or (_BEHIND.match(lowered, end) and parts[-1] not in words.scales):
            continue
        # "12 mil": the digits have read it.
        if (parts[0] in words.scales or parts[0] in words.language.hundreds) and _DIGITS_BEFORE.search(
            lowered[start - 2 : start]
        ):
            continue
        values = _values(parts, words)
        for value in values:
            yield value, end if len(values) == 1 else 0


def _values(parts: list[str], words: Spelling) -> list[Decimal]:
    """Give the numbers of a run, none where two stand side by side ("fifty-fifty", "nineteen eighty-four")."""
    found: list[Decimal] = []
    joints = {words.language.unit_joint, words.language.rest_joint}
    at = 0
    while at < len(parts):
        if at and parts[at] not in joints:
            return []
        at += bool(at)
        value, behind = _number(parts, at, words)
        if value is None:
            return []
        found.append(value)
        at = behind
    return found


def _number(parts: list[str], at: int, words: Spelling) -> tuple[Decimal | None, int]:
    """Read one number: groups of falling scales. Gives it, None where none begins here, and the place behind it."""
    total: Decimal | None = None
    least, begin = 0, at
    while begin < len(parts):
        group, behind = _group(parts, begin, words)
        power, behind = _power(parts, behind, words)
        if group is None or (total is not None and power >= least):
            break
        total = (total or Decimal(0)) + group.scaleb(power)
        if power and _word(parts, behind) == words.language.half_more != "":
            total, behind = total + _HALF.scaleb(power), behind + 1
        at = behind
        if not power:
            break
        least = power
        begin = at + (_word(parts, at) == words.language.rest_joint != "")
    return total, at


def _group(parts: list[str], at: int, words: Spelling) -> tuple[Decimal | None, int]:
    """Read what stands before a scale: below a thousand, or a fraction ("half a", "one and a half")."""
    language, word = words.language, _word(parts, at)
    behind = _word(parts, at + 1)
    if behind in language.fractions and language.counts.get(word) == 1:
        word, at = behind, at + 1  # "eine halbe": the one is an article
    if word in language.fractions:
        scaled = _word(parts, at + 1) in words.scales or _word(parts, at + 1) in language.hundreds
        fraction = Decimal(language.fractions[word])
        if _word(parts, at + 1) in language.hundreds:
            return fraction.scaleb(_DECIMALS), at + 2
        return (fraction if scaled else None), at + 1
    if word in words.scales:
        return (Decimal(1) if word in language.counts else None), at
    value, at = _below_thousand(parts, at, language)
    if value and _word(parts, at) == language.half_more != "":
        return value + _HALF, at + 1
    return (Decimal(value) if value else None), at


def _below_thousand(parts: list[str], at: int, language: Language) -> tuple[int, int]:
    value, at = _below_hundred(parts, at, language)
    if _word(parts, at) in language.hundreds and 0 < value < 100:
        value, at = value * 100, at + 1
    if value < 100:
        return value, at
    begin = at + (_word(parts, at) == language.rest_joint != "")
    rest, behind = _below_hundred(parts, begin, language)
    # "one hundred and two hundred" are two.
    if 0 < rest < 100 and _word(parts, behind) not in language.hundreds:
        return value + rest, behind
    return value, at


def _below_hundred(parts: list[str], at: int, language: Language) -> tuple[int, int]:
    """Read a count: one word, tens with their unit behind them or, where words are glued, before them."""
    value = language.counts.get(_word(parts, at), 0)
    joined = at + 1 + (_word(parts, at + 1) == language.unit_joint != "")
    more = language.counts.get(_word(parts, joined), 0)
    if language.glued:
        units_first = 0 < value < 10 and 20 <= more < 100 and joined == at + 2
        return (value + more, joined + 1) if units_first else (value, at + bool(value))
    # French counts on by twenties: "soixante-dix", "quatre-vingt-onze".
    room = 20 if value in {60, 80} else 10
    if 20 <= value < 100 and value % 10 == 0 and 0 < more < room:
        return value + more, joined + 1
    return value, at + bool(value)


def _power(parts: list[str], at: int, words: Spelling) -> tuple[int, int]:
    """Read a scale, or two that are multiplied ("mil millones")."""
    first = words.scales.get(_word(parts, at), 0)
    if not first:
        return 0, at
    second = words.scales.get(_word(parts, at + 1), 0)
    return (first + second, at + 2) if second >= 5 else (first, at + 1)


def _word(parts: list[str], at: int) -> str:
    return parts[at] if at < len(parts) else ""


def _any(words: Iterable[str]) -> str:
    """Give a pattern of any of these words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))
