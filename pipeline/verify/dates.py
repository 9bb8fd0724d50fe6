"""Dates that a text names in figures and months, and whether one may be the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date as a text names it: a day, a month or a year (what it leaves open is None), and where it stands."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def weekday(self) -> str:
        """The name of its day of the week; "" where the day, or whether there is one, is not known."""
        if self.year is None or self.month is None or self.day is None:
            return ""
        try:
            return f"{date(self.year, self.month, self.day):%A}"
        except ValueError:
            return ""

    def may_be(self, other: NamedDate) -> bool:
        """Whether both can name the same date: nothing that both say differs, and the other is at least as exact."""
        if (self.day is not None and other.day is None) or (self.month is not None and other.month is None):
            return False
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


_ABBREVIATED = (
    r"Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
)
_MONTH = "(?P<{0}>" + _ABBREVIATED + ")"
_NAMED = re.compile(
    rf"\b{_MONTH.format('m1')}\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:percent|%))(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH.format('m2')}\b(?:,?\s+(?P<y2>(?:19|20)\d\d))?"
    rf"|\b{_MONTH.format('m3')}(?:\s+(?P<y3>(?:19|20)\d\d))?\b"
    r"|\b(?P<y4>(?:19|20)\d\d)\b(?![-\d])"
)


def named_dates(text: str) -> tuple[NamedDate, ...]:
    """The dates a text names in figures and months, in order."""
    found = []
    for match in _NAMED.finditer(text):
        group = match.groupdict()
        month = next((group[key] for key in ("m1", "m2", "m3") if group[key]), None)
        day = group["d1"] or group["d2"]
        year = next((group[key] for key in ("y1", "y2", "y3", "y4") if group[key]), None)
        number = next((i + 1 for i, name in enumerate(MONTHS) if month and name.startswith(month.rstrip(".")[:3])), None)
        found.append(NamedDate(match.start(), match.end(), int(year) if year else None, number, int(day) if day else None))
    return tuple(found)
