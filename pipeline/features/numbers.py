"""The numbers of a text in one written form, so that they can be compared across outlets and languages.

``1,4 Milliarden``, ``1.4 billion``, ``$1.4bn`` and ``1,400,000,000`` are all ``1400000000``; a share is ``41%``; a year is
``y2026``. Small whole numbers say little and are left out.
"""

from __future__ import annotations

import re
from decimal import Decimal

_SCALES = {
    "k": 3, "thousand": 3, "tausend": 3, "tsd": 3, "mille": 3, "mil": 3, "mila": 3, "duizend": 3,
    "m": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "millions": 6, "millionen": 6, "millones": 6, "millón": 6,
    "milioni": 6, "milione": 6, "miljoen": 6, "milhões": 6,
    "bn": 9, "b": 9, "billion": 9, "milliarde": 9, "milliarden": 9, "mrd": 9, "milliard": 9, "milliards": 9, "miliardi": 9,
    "miliardo": 9, "miljard": 9,
    "tn": 12, "trillion": 12, "billionen": 12,
    "lakh": 5, "crore": 7,
}  # fmt: skip
# A single letter is a scale only where it touches the digits ("$180m", not "180 m away").
_TOUCHING = frozenset("kmb")
_PERCENT = frozenset({"%", "percent", "prozent", "percentage", "pct"})
# Conventions of languages that have no file in pipeline/languages yet.
_DECIMAL_COMMA = frozenset({"de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "fi", "nb", "no", "cs"})
_NUMBER = re.compile(
    r"(?<![\w.,:])(?<!\w-)[$€£¥₹]?(\d+(?![:\d])(?:[.,'’\u00a0\u202f]\d+)*)"  # not the minutes of a time of day
    r"((?:\s?|-)(?:%|[^\W\d_]+))?"
)
_SMALLEST = 13
_LONGEST = 18


def numbers_of(text: str, language: str | None) -> tuple[str, ...]:
    """Give the distinct numbers of a text in their one form, in the order in which they stand there."""
    found: dict[str, None] = {}
    for match in _NUMBER.finditer(text):
        said = _said(match.group(1), (match.group(2) or ""), language)
        if said is not None:
            found.setdefault(said)
    return tuple(found)


def _said(digits: str, after: str, language: str | None) -> str | None:
    value = _value(digits, language)
    if value is None:
        return None
    unit = after.strip(" -\u00a0\u202f").lower()
    if unit in _PERCENT:
        return f"{_plain(value)}%"
    touching = not after[:1].isspace()
    scale = _SCALES.get(unit, 0) if touching or unit not in _TOUCHING else 0
    if scale == 0 and digits.isdigit() and len(digits) == 4 and 1900 <= value < 2100:
        return f"y{digits}"
    value = value.scaleb(scale)
    if value < _SMALLEST and value == value.to_integral_value():
        return None
    return _plain(value)


def _value(digits: str, language: str | None) -> Decimal | None:
    if len(digits) > _LONGEST:
        return None
    parts = re.split(r"[.,'’\u00a0\u202f]", digits)
    marks = re.findall(r"[.,'’\u00a0\u202f]", digits)
    if not marks:
        return Decimal(digits)
    decimal_mark = "," if language in _DECIMAL_COMMA else "."
    grouped = all(len(part) == 3 for part in parts[1:])
    if grouped and marks[-1] != decimal_mark and len(set(marks)) == 1:
        return Decimal("".join(parts))
    if len(marks) > 1 and len(set(marks)) == 1:
        return Decimal("".join(parts)) if grouped else None  # a date or a version
    return Decimal("".join(parts[:-1]) + "." + parts[-1])


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
