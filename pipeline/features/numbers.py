"""The numbers of a text in one written form, so that they can be compared across outlets and languages.

``1,4 Milliarden``, ``1.4 billion``, ``$1.4bn``, ``140 करोड़`` and ``1,400,000,000`` are all ``1400000000``; a share is ``41%``;
a year is ``y2026``. Small whole numbers say little and are left out. How a language writes numbers stands in its file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pipeline.features.spelled import Spelling, spelled_numbers, spelling
from pipeline.languages import Language, languages
from pipeline.languages import language as language_of

# Languages that have no file in pipeline/languages yet: those that write 1,4 for 1.4, and their words for large numbers.
_DECIMAL_COMMA = frozenset({"it", "nl", "pl", "sv", "da", "fi", "nb", "no", "cs", "ru", "uk", "tr", "el", "ro", "hu"})
_SCALES_WITHOUT_FILE = {
    "mila": 3, "duizend": 3, "milioni": 6, "milione": 6, "mln": 6, "miljoen": 6, "miliardi": 9, "miliardo": 9, "mld": 9,
    "miljard": 9,
}  # fmt: skip
# A single letter is a scale only where it touches the digits ("$180m", not "180 m away") or a currency ("180 M€").
_LETTERS = frozenset({"k", "m", "b"})
_NUMBER = r"\d+(?:[.,'’\u00a0\u202f\u2009]\d+)*"
# A space groups thousands in many languages; two of them do so everywhere ("1 234 567").
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?"
_TWICE_SPACED = r"[1-9]\d{0,2}(?: \d{3}){2,}(?! ?\d)(?:[.,]\d+)?"
_GAP = re.compile(r"[\s-]?")
_WORD = re.compile(r"(?:[^\W\d_]|[\u0900-\u0963])+")
_SIGNS = re.compile(r"['’\u00a0\u202f\u2009 ]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})*,\d{3}")
_SPACES = " \u00a0\u202f"
_CURRENCIES = "€$£₹"
_AHEAD = 40
_SMALLEST = 13
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class _Convention:
    """How one language writes numbers: group 1 of ``number``, where it is no time of day; ``spelled`` those in words."""

    number: re.Pattern[str]
    comma: bool
    either: bool
    scales: Mapping[str, int]
    percents: tuple[str, ...]
    spelled: Spelling | None


def numbers_of(text: str, language: str | None) -> tuple[str, ...]:
    """Give the distinct numbers of a text in their one form, in the order in which they stand there."""
    convention = _convention(language)
    found: dict[str, None] = {}
    for match in convention.number.finditer(text):
        if match.group(1) is None or _is_part(text, match.start(), match.end()):
            continue
        said = _said(match.group(1), text[match.end() : match.end() + _AHEAD], convention)
        if said is not None:
            found.setdefault(said)
    if convention.spelled is not None:
        found.update(dict.fromkeys(_spelled(text.lower(), convention.spelled, convention.percents)))
    return tuple(found)


def _is_part(text: str, start: int, end: int) -> bool:
    """Tell whether digits are of a word ("B12"), a time of day or a longer chain of signs."""
    if text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit():
        return True
    before = text[start - 1 : start]
    if before == ".":
        return text[max(0, start - 3) : start] != "Rs."
    return before in {",", ":", "_"} or before.isalnum() or (before == "-" and text[start - 2 : start - 1].isalnum())


def _said(digits: str, after: str, convention: _Convention) -> str | None:
    value = _value(digits, convention)
    if value is None:
        return None
    gap = _GAP.match(after)
    rest = after[gap.end() if gap else 0 :].lower()
    if rest.startswith(convention.percents):
        return f"{_plain(value)}%"
    scale = _scale(rest, touching=rest == after.lower(), scales=convention.scales)
    if scale == 0 and digits.isdigit() and len(digits) == 4 and 1900 <= value < 2100:
        return f"y{int(digits)}"
    value = value.scaleb(scale)
    if value < _SMALLEST and value == value.to_integral_value():
        return None
    return _plain(value)


def _scale(rest: str, *, touching: bool, scales: Mapping[str, int]) -> int:
    """Give the power of ten that the words behind a number say; two of them are multiplied ("mil millones")."""
    word = _WORD.match(rest)
    if word is None or word.group() not in scales:
        return 0
    if word.group() in _LETTERS and not touching and rest[word.end() : word.end() + 1] not in _CURRENCIES:
        return 0
    second = _WORD.match(rest, word.end() + 1)
    more = scales.get(second.group(), 0) if second and len(second.group()) > 1 else 0
    return scales[word.group()] + (more if more >= 5 else 0)


def _spelled(lowered: str, words: Spelling, percents: tuple[str, ...]) -> Iterator[str]:
    for value, end in spelled_numbers(lowered, words):
        if end and lowered[end : end + _AHEAD].lstrip(_SPACES).startswith(percents):
            yield f"{_plain(value)}%"
        elif value >= _SMALLEST or value != value.to_integral_value():
            yield _plain(value)


def _value(digits: str, convention: _Convention) -> Decimal | None:
    """Give what digits with their marks mean; None for what is a date, a version or no number of a newspaper."""
    if digits.isdigit():
        return Decimal(digits) if len(digits) <= _LONGEST else None
    groups = _SIGNS.split(digits)
    whole = re.split("[.,]", groups[-1])[0]
    if len(digits) > _LONGEST or (len(groups) > 1 and any(len(group) != 3 for group in (*groups[1:-1], whole))):
        return None
    plain = "".join(groups)
    marks = plain.count(".") + plain.count(",")
    if marks == 1:
        return _one_mark(plain, convention, spaced=len(groups) > 1)
    if marks and "." in plain and "," in plain:
        return _two_marks(plain)
    return Decimal(re.sub("[.,]", "", plain)) if not marks or _GROUPED.fullmatch(plain.replace(".", ",")) else None


def _one_mark(plain: str, convention: _Convention, *, spaced: bool) -> Decimal:
    """Read a number with one mark.

    Three digits behind a mark that is not the language's own for decimals are a group of thousands. Spanish is printed both
    ways: "1.250" in Madrid, "1,250" in Mexico City.
    """
    head, _, tail = plain.replace(",", ".").partition(".")
    own = ("," in plain) == convention.comma
    if len(tail) == 3 and not spaced and (not own or (convention.either and head != "0")):
        return Decimal(head + tail)
    return Decimal(f"{head}.{tail}")


def _two_marks(plain: str) -> Decimal | None:
    """Read a number with points and commas: what comes last stands before the decimals, and stands there once."""
    mark = max(".,", key=plain.rfind)
    head, _, tail = plain.rpartition(mark)
    if mark in head or not _GROUPED.fullmatch(head.replace(".", ",")):
        return None
    return Decimal(re.sub("[.,]", "", head) + "." + tail)


def _pattern(language: Language) -> re.Pattern[str]:
    """Give what finds a time of day or, as its group, a number. Most places of a text are passed by at the first look."""
    number = "|".join([_SPACED if " " in language.group else _TWICE_SPACED, _NUMBER])
    clock = "|".join(language.clock)
    return re.compile(rf"(?=\d)(?:(?<![\d.,:])(?i:{clock})|({number}))" if clock else rf"(?=\d)({number})")


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _scales_of_all() -> Mapping[str, int]:
    """Give what a language without a file may borrow; where two differ ("billion"), it is read as in English."""
    borrowed = {word: size for each in languages().values() for word, size in each.scales.items()}
    return {**borrowed, **language_of("en").scales, **_SCALES_WITHOUT_FILE}


@cache
def _convention(code: str | None) -> _Convention:
    known = languages().get(code or "en")
    own = known or language_of("en")
    scales = own.scales if known else _scales_of_all()
    comma = own.decimal == "," if known else code in _DECIMAL_COMMA
    return _Convention(
        number=_pattern(own),
        comma=comma,
        either=own.either_mark,
        scales=scales,
        percents=tuple(
            {"%", *own.percents} | (set() if known else {each for one in languages().values() for each in one.percents})
        ),
        spelled=spelling(own) if own.counts and known else None,
    )
