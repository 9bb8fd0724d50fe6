"""Relative dates in words and what they mean on the day they were written.

``resolve`` rewrites what can be resolved for certain ("on Monday", "yesterday", "last year") and says what it could not.
A week or month stays a week or month; nothing vague becomes a day. The rewritten form follows the house style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
RELATIVE = re.compile(
    rf"\b(?:(?P<lead>on|late on|early on|since|by|until|from|for|as of|of|before|after|this|last|next)\s+)?(?P<day>{_DAY}){_PART}(?!['’]s\s+[A-Z])\b"
    rf"|\b(?P<ofmonth>{'|'.join(MONTHS)}),?\s+(?:of\s+)?(?P<ofyear>this|last|next)\s+year\b"
    r"|\b(?P<near>(?:earlier|later)\s+today|yesterday|today|tomorrow|tonight|this\s+(?:morning|afternoon|evening)|last\s+night)(?:\s+(?:morning|afternoon|evening|night))?\b"
    r"|\b(?:(?P<part>earlier|later|late|early|of|in|until|since|by|from|before|after|for|during)\s+)?(?P<rel>this|last|next)\s+(?P<unit>week|month|year)\b"
    r"|\b(?P<relmonth>this|last|next)\s+(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:will|shall|to be|is due|are due|is to|are to|plans? to|expects? to|set to|scheduled)\b[^.;]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A relative expression, where it stood, the text for it (None: not resolvable) and the days it names."""

    start: int
    end: int
    text: str | None
    written: str


def day_text(day: date, form: str, *, year: bool = True) -> str:
    """A day in the house style; ``form`` knows ``{month}``, ``{day}`` and ``{year}``. Without the year its comma goes too."""
    if not year:
        form = re.sub(r",?\s*\{year\}", "", form)
    return form.format(month=MONTHS[day.month - 1], day=day.day, year=day.year)


def relatives(
    text: str, written_on: date | None, form: str = "{month} {day}, {year}", *, year: bool = True
) -> Iterator[Resolved]:
    """Every relative date of the text in order, resolved against the day the text was written on."""
    for match in RELATIVE.finditer(text):
        if match["day"] and not match["lead"] and _ANY.search(text[: match.start()]):
            continue  # "a normal Thursday" is no date
        if written_on is None:
            yield Resolved(match.start(), match.end(), None, match.group())
            continue
        yield Resolved(match.start(), match.end(), _text(match, text, written_on, form, year), match.group())


def _text(match: re.Match[str], text: str, today: date, form: str, year: bool) -> str | None:
    if match["day"]:
        if _is_adjective(match, text):
            return None
        day = _weekday(match, text, today)
        lead = (match["lead"] or "").lower()
        word = lead if lead in {"since", "by", "until", "from", "for", "as of", "of", "before", "after"} else "on"
        return f"{word} {day_text(day, form, year=year)}"
    if match["ofmonth"]:
        return f"{match['ofmonth']} {today.year + {'this': 0, 'last': -1, 'next': 1}[match['ofyear'].lower()]}"
    if match["near"]:
        if text[match.end() : match.end() + 2] in {"'s", "’s"}:
            return None
        shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(re.sub(r"\s+", " ", match["near"].lower()), 0)
        named = day_text(today + timedelta(days=shift), form, year=year)
        subject = re.match(r"\s+(?:is|was|marks|marked)\b", text[match.end() :])
        return named if subject else f"on {named}"
    if match["month"]:
        return _month_named(match, today)
    return _period(match["part"], match["rel"].lower(), match["unit"].lower(), today, form, year)


_ARTICLE = re.compile(r"\b(?:the|that|this|its|his|her|their)\s+(?:\w+\s+)?$", re.IGNORECASE)
_ANY = re.compile(r"\b(?:an?|any|each|every|most|some|normal|typical|usual|ordinary|busy)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_adjective(match: re.Match[str], text: str) -> bool:
    """A day that says which vote, outage or traffic is meant ("the Thursday vote", "today's") cannot become "on September 17"."""
    follows = text[match.end() : match.end() + 2]
    return not match["lead"] and (bool(_ARTICLE.search(text[: match.start()])) or follows in {"'s", "’s"})


def _weekday(match: re.Match[str], text: str, today: date) -> date:
    index = _DAYS.index(match["day"].lower())
    back = (today.weekday() - index) % 7
    lead = (match["lead"] or "").lower()
    if lead == "last" and back == 0:
        back = 7
    ahead = lead in {"next", "by", "until"} or bool(_FUTURE.search(text[: match.start()]))
    if ahead:
        ahead_by = (index - today.weekday()) % 7
        return today + timedelta(days=7 if lead == "next" and not ahead_by else ahead_by)
    return today - timedelta(days=back)


def _month_named(match: re.Match[str], today: date) -> str:
    month = [name.lower() for name in MONTHS].index(match["month"].lower()) + 1
    relation, year = match["relmonth"].lower(), today.year
    if relation == "last" and month >= today.month:
        year -= 1
    if relation == "next" and month <= today.month:
        year += 1
    return f"in {MONTHS[month - 1]} {year}"


def _period(part: str | None, relation: str, unit: str, today: date, form: str, year: bool) -> str | None:
    shift = {"this": 0, "last": -1, "next": 1}[relation]
    # "until last year" is "until 2025"; "until last week" has no short and certain form
    if part and part.lower() in {"of", "until", "since", "by", "from", "before", "after", "for", "during"}:
        word = "" if part.lower() == "of" else f"{part.lower()} "
        return f"{word}{today.year + shift}" if unit == "year" else None
    prefix = f"{part.lower()} " if part and part.lower() != "in" else ""
    if unit == "year":
        return f"{prefix}in {today.year + shift}"
    if unit == "month":
        month = today.year * 12 + today.month - 1 + shift
        name = MONTHS[month % 12]
        return f"{prefix}in {name} {month // 12}" if year or month // 12 != today.year else f"{prefix}in {name}"
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    return f"{prefix}in the week of {day_text(monday, form, year=year)}"


def resolve(
    text: str, written_on: date | None, form: str = "{month} {day}, {year}", *, year: bool = True
) -> tuple[str, int, int]:
    """The text with its relative dates resolved, how many were, and how many were left because no day is known."""
    out, last, done, left = [], 0, 0, 0
    for found in relatives(text, written_on, form, year=year):
        if found.text is None:
            left += 1
            continue
        out += [text[last : found.start], found.text]
        last, done = found.end, done + 1
    return "".join([*out, text[last:]]), done, left


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date as a text names it: a day, a month or a year (what it leaves open is None), and where it stands."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    def may_be(self, other: NamedDate) -> bool:
        """Whether both can name the same date: nothing that both say differs, and the other is at least as exact."""
        if (self.day is not None and other.day is None) or (self.month is not None and other.month is None):
            return False
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


_MONTH = "(?P<{0}>Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?|July?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)"  # noqa: E501  one pattern
_NAMED = re.compile(
    rf"\b{_MONTH.format('m1')}\s+(?P<d1>\d{{1,2}})\b(?!\s*(?:percent|%))(?:,?\s+(?P<y1>(?:19|20)\d\d))?"
    rf"|\b(?P<d2>\d{{1,2}})\s+{_MONTH.format('m2')}\b(?:\s+(?P<y2>(?:19|20)\d\d))?"
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


def derivable(sentences: tuple[str, ...], written_on: date | None) -> tuple[NamedDate, ...]:
    """Every date that these sentences name or that follows from the day they were written on."""
    found = [named for sentence in sentences for named in named_dates(sentence)]
    if written_on is not None:
        found.append(NamedDate(0, 0, written_on.year, written_on.month, written_on.day))
        for sentence in sentences:
            for relative in relatives(sentence, written_on):
                found += named_dates(relative.text or "")
    return tuple(found)
