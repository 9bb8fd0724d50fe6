"""Relative dates in words and what they mean on the day they were written.

``resolve`` rewrites what can be resolved for certain ("on Monday", "yesterday", "last year") and says what it could not.
A week or month stays a week or month; nothing vague becomes a day. The rewritten form follows the house style.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.verify.dates import MONTHS, NamedDate, named_dates

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
RELATIVE = re.compile(
    rf"\b(?:(?P<lead>on|late on|early on|since|by|until|from|for|as of|of|before|after|this|last|"
    rf"next)\s+)?(?P<day>{_DAY}){_PART}(?!['’]s\s+[A-Z])\b"
    rf"|\b(?P<ofmonth>{'|'.join(MONTHS)}),?\s+(?:of\s+)?(?P<ofyear>this|last|next)\s+year\b"
    r"|\b(?P<near>(?:earlier|later)\s+today|yesterday|today|tomorrow|tonight|this\s+(?:morning|afternoon|"
    r"evening)|last\s+night)(?:\s+(?:morning|afternoon|evening|night))?\b"
    r"|\b(?:(?P<part>earlier|later|late|early|of|in|until|since|by|from|before|after|for|"
    r"during)\s+)?(?P<rel>this|last|next)\s+(?P<unit>week|month|year)\b"
    r"|\b(?P<relmonth>this|last|next)\s+(?P<month>January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b",
    re.IGNORECASE,
)
# no relative date without one of these, and most sentences have none
_MAYBE = re.compile(r"days?\b|tomorrow|tonight|morning|afternoon|evening|this\b|last\b|next\b")
US = "{month} {day}, {year}"
_SHIFT = {"this": 0, "last": -1, "next": 1}
_KEPT = frozenset({"since", "by", "until", "from", "for", "as of", "of", "before", "after"})
_ARTICLE = re.compile(r"\b(?:the|that|this|its|his|her|their)\s+(?:\w+\s+)?$", re.IGNORECASE)
_ANY = re.compile(r"\b(?:an?|any|each|every|most|some|normal|typical|usual|ordinary|busy)\s+(?:\w+\s+)?$", re.IGNORECASE)
# a day in a name is none: "Bloody Sunday", "Friday prayers", "the Sunday Times", "Sunday school"
_NAMED_BEFORE = re.compile(
    r"\b(?:Bloody|Black|Good|Super|Cyber|Easter|Palm|Ash|Maundy|Holy|Fat|Shrove|Giving|Whit|Freaky|Casual|Small Business)\s+$"
)
_NAMED_AFTER = re.compile(
    r"\s+(?:[Ss]chools?|Times|Night Football|night football|Mirror|Telegraph|Herald|Express|Mail|Independent|Review|prayers?|"
    r"roast|newspapers?|papers?|[Ll]eague|Agreement|brunch)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|shall|to be|is due|are due|is to|are to|plans? to|expects? to|set to|scheduled)\b[^.;]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A relative expression: where it stood, and the text for it (None: not resolvable)."""

    start: int
    end: int
    text: str | None


def day_text(day: date, form: str) -> str:
    """A day in the house style; ``form`` knows ``{month}``, ``{day}`` and ``{year}``."""
    return form.format(month=MONTHS[day.month - 1], day=day.day, year=day.year)


def relatives(text: str, written_on: date | None, form: str = US) -> Iterator[Resolved]:
    """Every relative date of the text in order, resolved against the day the text was written on."""
    if not _MAYBE.search(text.lower()):
        return
    for match in RELATIVE.finditer(text):
        if match["day"] and not match["lead"] and _ANY.search(text[: match.start()]):
            continue  # "a normal Thursday" is no date
        if match["day"] and (_NAMED_BEFORE.search(text[: match.start("day")]) or _NAMED_AFTER.match(text[match.end() :])):
            continue
        resolved = None if written_on is None else _text(match, text, written_on, form)
        yield Resolved(match.start(), match.end(), resolved)


def resolve(text: str, written_on: date | None, form: str = US) -> tuple[str, int, int]:
    """The text with its relative dates resolved, how many were, and how many could not be."""
    out, last, done, left = [], 0, 0, 0
    for found in relatives(text, written_on, form):
        if found.text is None:
            left += 1
            continue
        out += [text[last : found.start], found.text]
        last, done = found.end, done + 1
    return "".join([*out, text[last:]]), done, left


def _text(match: re.Match[str], text: str, today: date, form: str) -> str | None:
    """The expression resolved; None where it cannot be."""
    if match["day"]:
        return _day_named(match, text, today, form)
    if match["ofmonth"]:
        return f"{match['ofmonth']} {today.year + _SHIFT[match['ofyear'].lower()]}"
    if match["near"]:
        return _near(match, text, today, form)
    return _month_named(match, today) if match["month"] else _period(match, today, form)


def _day_named(match: re.Match[str], text: str, today: date, form: str) -> str | None:
    """Such as "on September 17" for "on Thursday"; None where the day says which vote is meant ("the Thursday vote")."""
    lead = (match["lead"] or "").lower()
    if not lead and (_ARTICLE.search(text[: match.start()]) or _possessive(match, text)):
        return None
    return f"{lead if lead in _KEPT else 'on'} {day_text(_weekday(match, text, today), form)}"


def _near(match: re.Match[str], text: str, today: date, form: str) -> str | None:
    if _possessive(match, text):
        return None
    shift = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(re.sub(r"\s+", " ", match["near"].lower()), 0)
    named = day_text(today + timedelta(days=shift), form)
    # "Today is the day": the date is the subject
    return named if re.match(r"\s+(?:is|was|marks|marked)\b", text[match.end() :]) else f"on {named}"


def _possessive(match: re.Match[str], text: str) -> bool:
    return text[match.end() : match.end() + 2] in {"'s", "’s"}


def _weekday(match: re.Match[str], text: str, today: date) -> date:
    """The day meant: the last one of that name, or the next one where the sentence looks ahead."""
    lead, index = (match["lead"] or "").lower(), _DAYS.index(match["day"].lower())
    if lead in {"next", "by", "until"} or _FUTURE.search(text[: match.start()]):
        ahead = (index - today.weekday()) % 7
        return today + timedelta(days=7 if lead == "next" and not ahead else ahead)
    back = (today.weekday() - index) % 7
    return today - timedelta(days=7 if lead == "last" and not back else back)


def _month_named(match: re.Match[str], today: date) -> str:
    month = [name.lower() for name in MONTHS].index(match["month"].lower()) + 1
    relation, year = match["relmonth"].lower(), today.year
    if relation == "last" and month >= today.month:
        year -= 1
    if relation == "next" and month <= today.month:
        year += 1
    return f"in {MONTHS[month - 1]} {year}"


def _period(match: re.Match[str], today: date, form: str) -> str | None:
    """A week, month or year as itself: "in the week of September 14", "in August 2026", "until 2025"."""
    part, unit, shift = (match["part"] or "").lower(), match["unit"].lower(), _SHIFT[match["rel"].lower()]
    if part in _KEPT | {"during"}:
        # "until last year" is "until 2025"; "until last week" has no short and certain form
        return f"{part} {today.year + shift}" if unit == "year" else None
    prefix = f"{part} " if part and part != "in" else ""
    if unit == "year":
        return f"{prefix}in {today.year + shift}"
    if unit == "month":
        month = today.year * 12 + today.month - 1 + shift
        return f"{prefix}in {MONTHS[month % 12]} {month // 12}"
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
    return f"{prefix}in the week of {day_text(monday, form)}"


def derivable(sentences: Sequence[str], written_on: date | None) -> tuple[NamedDate, ...]:
    """Every date that these sentences name or that follows from the day they were written on."""
    found = [named for sentence in sentences for named in named_dates(sentence)]
    if written_on is not None:
        found.append(NamedDate(0, 0, written_on.year, written_on.month, written_on.day))
        for sentence in sentences:
            for relative in relatives(sentence, written_on):
                found += named_dates(relative.text or "")
    return tuple(found)
