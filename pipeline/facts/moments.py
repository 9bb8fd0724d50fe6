"""Dates, spans of days and times of day of a sentence, resolved against the day it was written on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pipeline.facts.candidates import Candidate
from pipeline.facts.clauses import clause
from pipeline.facts.numbers import PLANNED
from pipeline.facts.slot import DAY, QUARTERS, Slot, stems
from pipeline.languages import language
from pipeline.verify import dates, tokens
from pipeline.verify.relative import relatives

# What is dated so many days from its report at most may only say when somebody spoke.
_LATELY = 10


_SPEECH = re.compile(
    r"\b(?:said|says|told|wrote|announced|disclosed|confirmed|posted|published|reported|stated|unveiled|revealed|declared|"
    r"added|warned|sagte|teilte|erklärte|kündigte|gab)\b(?:\W+\w+){0,5}?\W*(?:late |early )?(?:on |in |am )?$",
    re.IGNORECASE,
)
_SPEECH_BEHIND = re.compile(r",?\s+(?:it|he|she|they|the \w+|[A-Z]\w+) (?:said|told|announced|wrote)\b|\s+that\b")
_QUARTER = re.compile(r"\b(?:(first|second|third|fourth) quarter(?: of)?|Q([1-4])) ((?:19|20)\d\d)\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth")


def moments(place: int, candidate: Candidate, day: date | None, code: str) -> Iterator[tuple[int, int, Slot | None]]:
    """Every date and time of day with where it stands; without a slot where it only says when somebody spoke."""
    text, taken = candidate.text, list[tuple[int, int]]()
    if dateline := _DATELINE.match(text):
        taken.append((0, dateline.end()))
        yield 0, dateline.end(), None
    counted = (*_ranges(text, day), *_clocks(text)) if _CLOCK_OR_DIGIT.search(text) else ()
    for start, end, norm in (*counted, *_quarters(text), *_named(text, day, code)):
        if any(low < end and start < high for low, high in taken):
            continue
        taken.append((start, end))
        yield start, end, _dated(place, text, (start, end), norm, day)


def _dated(place: int, text: str, span: tuple[int, int], norm: tuple[float, ...], day: date | None) -> Slot | None:
    start, end = span
    low, high = clause(text, start, end)
    if _just_now(norm, day) and (_SPEECH.search(text[low:start]) or _SPEECH_BEHIND.match(text, end)):
        return None  # it only says when somebody spoke of it
    around = stems(text[low:start] + " " + text[end:high]) - _CALENDAR
    if not around:
        return None
    when = "planned" if PLANNED.search(text[low:start]) or _AHEAD.search(text[low:start]) else ""
    if when and len(norm) > 2 and day is not None and not _YEAR.search(text[start:end]) and _over(norm, day):
        norm = (norm[0] + 1, *norm[1:])  # what is still to come in September is not last September
    if part := _PART.search(text[:start]):
        start = part.start()  # "late March" is what was said
    unit = "time" if len(norm) == 2 else "date"
    return Slot(place, "date", unit, norm, start, end, text[start:end], (), around, unit, when=when, clause=low)


def _over(norm: tuple[float, ...], day: date) -> bool:
    """Whether a day or a month lies before a day; one without a year or a month does not."""
    return bool(norm[0] and norm[1]) and (norm[0], norm[1], norm[2] or day.day) < (day.year, day.month, day.day)


def _just_now(norm: tuple[float, ...], day: date | None) -> bool:
    """Whether a date is that of the report, or days from it, as far as either is known."""
    if day is None or len(norm) < DAY:
        return True
    if not norm[2]:
        return norm[:2] == (day.year, day.month)
    try:
        then = date(int(norm[0]), int(norm[1]), int(norm[2]))
    except ValueError:
        return False
    return abs((day - then).days) <= _LATELY


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PART = re.compile(r"\b(?:late|early|mid)[ -]$", re.IGNORECASE)
# words that only stand before a day to come
_AHEAD = re.compile(
    r"\b(?:due|until|must|deadline|by the end of|pushed back|postponed|delayed|scheduled|set for)\b[^.;]{0,40}$", re.IGNORECASE
)
# where a report was filed from, and when: "DUBLIN, Sept 16 (Meridian Wire) -"
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]+,[^,;:()]{3,24}(?:\([^)]{2,40}\)\s*)?[-–—]{1,2}\s")
_MONTHS = rf"(?:{'|'.join(dates.MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
_RANGE = re.compile(
    rf"(?:\b(?:between|from)\s)?\b(?P<d1>\d{{1,2}})(?:\s(?P<m1>{_MONTHS}))?\s?(?:-|–|to|and|"
    rf"until)\s?(?P<d2>\d{{1,2}})\s(?P<m2>{_MONTHS})"
    rf"(?:\s(?P<y1>(?:19|20)\d\d))?"
    rf"|(?:\b(?:between|from)\s)?\b(?P<m3>{_MONTHS})\s(?P<d3>\d{{1,2}})\s?(?:-|–|to|and|until|"
    rf"through)\s?(?:(?P<m4>{_MONTHS})\s)?"
    rf"(?P<d4>\d{{1,2}})\b(?!:)(?:,?\s(?P<y2>(?:19|20)\d\d))?"
)


def _ranges(text: str, day: date | None) -> Iterator[tuple[int, int, tuple[float, ...]]]:
    """Spans of days, as (year, month, day, month, day): "from 2 to 9 September", "between Sept. 2 and Sept. 9"."""
    for match in _RANGE.finditer(text):
        given = match.groupdict()
        last_month = given["m2"] or given["m4"] or given["m3"]
        first_month = given["m1"] or given["m3"] or last_month
        year, month, first = _norm(
            int(given["y1"] or given["y2"] or 0) or None, _month(first_month), int(given["d1"] or given["d3"]), day
        )
        yield match.start(), match.end(), (year, month, first, float(_month(last_month)), float(given["d2"] or given["d4"]))


def _month(name: str) -> int:
    return next(number for number, month in enumerate(dates.MONTHS, start=1) if month.startswith(name.rstrip(".")[:3]))


_CLOCK_OR_DIGIT = re.compile(r"\d|clock|\bat\s[a-z]")
_CLOCK = re.compile(
    r"(?<![\d.,:$€£])(?P<h>[01]?\d|2[0-3])(?:[:.]|(?=\d\d\s?(?:UTC|"
    r"GMT)))(?P<m>[0-5]\d)(?![\d])\s?(?P<half>[ap]\.?m\.?)?(?P<zone>\s?(?:UTC|GMT|BST|CET|CEST|Uhr|"
    r"ET|EST|EDT|PT|IST)\b)?"
)
_HOUR = re.compile(
    r"\b(?P<hour>1[0-2]|0?[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s?(?P<half>[ap]\.?m\b\.?)|"
    r"\so['’]clock\b)"
    r"|\bat\s(?P<at>three|four|five|six|seven|eight|nine|ten|eleven)(?=[\s,.](?:in|on|and|the|to|sharp|this|that|$)|[.,]|$)",
    re.IGNORECASE,
)
_HOURS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def _clocks(text: str) -> Iterator[tuple[int, int, tuple[float, ...]]]:
    """Times of day, as (hour, minute); a decimal number is none, so that a dot needs a zone or "am" behind it."""
    for match in _CLOCK.finditer(text):
        if ":" in match.group() or match["half"] or match["zone"]:
            hour = int(match["h"]) % 12 + 12 * match["half"].lower().startswith("p") if match["half"] else int(match["h"])
            yield match.start(), match.end(), (float(hour), float(match["m"]))
    for match in _HOUR.finditer(text):
        told = (match["hour"] or match["at"]).lower()
        hour = _HOURS.index(told) + 1 if told in _HOURS else int(told)
        afternoon = bool(match["half"] and match["half"].lower().startswith("p"))
        yield match.start(), match.end(), (float(hour % 12 + 12 * afternoon if match["half"] else hour), 0.0)


_CALENDAR = frozenset(
    tokens.stem(word) for word in (*dates.MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
)


def _quarters(text: str) -> Iterator[tuple[int, int, tuple[float, ...]]]:
    for match in _QUARTER.finditer(text):
        quarter = _ORDINALS.index(match[1].lower()) + 1 if match[1] else int(match[2])
        yield match.start(), match.end(), (int(match[3]), QUARTERS + quarter, 0)


def _named(text: str, day: date | None, code: str) -> Iterator[tuple[int, int, tuple[float, ...]]]:
    if code != "en":
        yield from _foreign(text, day, code)
        return
    for relative in relatives(text, day):
        for named in dates.named_dates(relative.text or "")[:1]:
            if "week of" not in (relative.text or ""):
                yield relative.start, relative.end, _norm(named.year, named.month, named.day, day)
    for named in dates.named_dates(text):
        yield named.start, named.end, _norm(named.year, named.month, named.day, day)


def _foreign(text: str, day: date | None, code: str) -> Iterator[tuple[int, int, tuple[float, ...]]]:
    months = {name: number for number, names in enumerate(language(code).months, start=1) for name in names}
    pattern = re.compile(
        rf"(?:(\d{{1,2}})\.?\s(?:de\s)?)?\b({'|'.join(months)})\b\.?(?:\s(?:de\s)?((?:19|20)\d\d))?", re.IGNORECASE
    )
    for match in pattern.finditer(text):
        yield (
            match.start(),
            match.end(),
            _norm(int(match[3]) if match[3] else None, months[match[2].lower()], int(match[1]) if match[1] else None, day),
        )
    for match in re.finditer(r"\b(?:19|20)\d\d\b", text):
        yield match.start(), match.end(), (int(match.group()), 0, 0)


def _norm(year: int | None, month: int | None, day: int | None, written: date | None) -> tuple[float, ...]:
    """The date with the year that a report of ``written`` leaves out: the nearest one to it."""
    if year is None and month is not None and written is not None:
        near = written.year * 12 + written.month - 1
        year = min((written.year - 1, written.year, written.year + 1), key=lambda one: abs(one * 12 + month - 1 - near))
    return float(year or 0), float(month or 0), float(day or 0)
