"""Days in one form: relative ones resolved against the day of the report, all of them written as the house writes a day.

Works on what stands outside quotation marks; the caller keeps the quotations. A sentence that this changes is *derived*.
"""

from __future__ import annotations

import re
from datetime import date

from pipeline.verify import dates, relative

_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SHORT_WEEKDAYS = "Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun"
_MONTHS = "|".join(dates.MONTHS)
_SHORT = {name[:3]: name for name in dates.MONTHS} | {"Sept": "September"}
_ABBREVIATED = re.compile(
    r"\b(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)(?:\.\s?(?=\d|(?:19|20)\d\d\b)|\.?\s(?=\d{1,2}(?!\d|[:.,]\d|\s?(?:%|percent))))"
)
_WEEKDAY_OF_A_DATE = re.compile(
    rf"\b(?:{_WEEKDAYS}|(?:{_SHORT_WEEKDAYS})\.),?\s+(?:the )?"
    rf"(?=\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of )?(?:{_MONTHS})\b|(?:{_MONTHS})\s+\d)"
)
_ORDINAL = re.compile(rf"\b({_MONTHS}) (\d{{1,2}})(?:st|nd|rd|th)\b")
_YEARED = re.compile(rf"\b({_MONTHS}) (\d{{1,2}}) ((?:19|20)\d\d)\b")
_ISO = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\w-])")
_YEAR = r"(?:,? ((?:19|20)\d\d)(?![\d-]))?"
# "2 to 9 September", "2-9 September"
_RANGE = re.compile(
    rf"(?<![\d.,$€£-])\b(\d{{1,2}})(?:st|nd|rd|th)?(\s*[-–]\s*|\s+(?:to|and|or|until|through)\s+)"
    rf"(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTHS})\b{_YEAR}"
)
_DAY_FIRST = re.compile(
    rf"(?:\bthe )?(?<![\d.,-])\b(\d{{1,2}})(?:(?:st|nd|rd|th)? |(?:st|nd|rd|th) of )({_MONTHS})\b{_YEAR}(?! \d)"
)
_MONTH_FIRST = re.compile(rf"\b({_MONTHS}) (\d{{1,2}})\b(?!,?\d){_YEAR}")


def house_form(part: str, form: str) -> str:
    """The days of a text as the house writes them: "September 11" for "Sept. 11", "11 September" and "September 11th".

    ``form`` is the style's ``date_format``; a month that leads it leads here, else the day does. No year is added.
    """
    part = _ABBREVIATED.sub(lambda match: f"{_SHORT[match[1]]} ", part)
    part = _ORDINAL.sub(r"\1 \2", part)
    part = _WEEKDAY_OF_A_DATE.sub("", part)  # "on Monday 5 October", "Thursday, Sept. 17": the date is there already
    part = _ISO.sub(lambda match: form.format(month=dates.MONTHS[int(match[2]) - 1], day=int(match[3]), year=match[1]), part)
    return _month_first(part) if form.startswith("{month}") else _day_first(part)


def _month_first(part: str) -> str:
    part = _RANGE.sub(lambda match: f"{match[4]} {match[1]}{match[2]}{match[3]}" + (f", {match[5]}" if match[5] else ""), part)
    part = _DAY_FIRST.sub(lambda match: f"{match[2]} {match[1]}" + (f", {match[3]}" if match[3] else ""), part)
    return _YEARED.sub(r"\1 \2, \3", part)


def _day_first(part: str) -> str:
    return _MONTH_FIRST.sub(lambda match: f"{match[2]} {match[1]}" + (f" {match[3]}" if match[3] else ""), part)


# a week that was worked out reads like a riddle ("in the week of September 14") and says little: an addition is left out
_THIS_WEEK = re.compile(r",?\s+(?:(?:earlier|later) )?(?:this|last) week(?=[\s,.;]|$)")
_FIRST_WEEK = re.compile(r"^(?:Earlier |Later )?(?:This|Last|this|last) week,? (?=\w)")
_PAPER = (
    r"(?:statement|letter|speech|interview|memo|filing|post|tweet|note|call|email|hearing|conference|report|briefing|video)"
)


# "which buys its chips from Ferrowick today": as things are, and on no day
_NOWADAYS = re.compile(
    r"(?P<clause>\b(?:buys?|uses?|employs?|serves?|sells?|works?|owns?|runs?|operates?|costs?|pays?|counts?|has|have|relies|rely|"
    r"lives?|exists?|remains?|stands?|makes?|supplies|supply|depends?|knows?|wants?|needs?|looks?)\b"
    r"(?:(?!\b(?:said|says|told|wrote|announced|announces|launched|launches|will|was|were|been|[a-z]{3,}ed)\b)[^,;:.—–])*?)"
    r",? today(?=[,.;]|$)"
)
# "today, 12 March 2026,": the date says it
_DATED_ANYWAY = re.compile(
    rf"\b(?:(?:earlier |later )?today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening)),? (?:on )?"
    rf"(?=(?:{_MONTHS}) \d{{1,2}}\b|\d{{1,2}} (?:{_MONTHS})\b)"
)


def resolved(part: str, written_on: date | None, form: str) -> tuple[str, int, int]:
    """The text with its days resolved and in house form; how many were resolved, and how many could not be."""
    # "Thursday's outage" is the outage of that day, "last week's vote" the vote: said without the day it stands as well
    part = re.sub(rf"(?<=\b(?:of|in|at|or) )(?:{_WEEKDAYS})['’]s (?=[a-z])", "the ", part)
    part = re.sub(r"\b(?:this|last|next) (?:week|month|year)['’]s (?=[a-z])", "the ", part)
    part = _DATED_ANYWAY.sub("on ", house_form(part, form))
    part = _NOWADAYS.sub(lambda match: match["clause"], part)
    # "in a statement Monday": a day, and no kind of statement
    part = re.sub(rf"\b(an? (?:\w+ )?{_PAPER}) (?=(?:{_WEEKDAYS})\b)", r"\1 on ", part)
    part = _THIS_WEEK.sub(lambda match: match[0] if _BOUND.search(part[: match.start()]) else "", part)
    part = _FIRST_WEEK.sub("", part)
    # "has this week brought in", "has announced Tuesday": a perfect takes no date, and needs none
    part = re.sub(r"\b(has|have|had) (?:this|last|next) (?:week|month|year)(?= \w+(?:ed|t|n|d)\b)", r"\1", part)
    part = re.sub(
        rf"\b((?:has|have) (?:\w+ly )?(?!been\b)\w+(?:ed|[^aeiou]t|wn|en)) (?:on )?(?:{_WEEKDAYS})(?=[\s,.;])", r"\1", part
    )
    return relative.resolve(part, written_on, form)


_ADDED = re.compile(
    rf",?\s+(?:(?:late |early )?on\s+)?(?:late |early )?(?:{_WEEKDAYS})(?:\s+(?:morning|afternoon|evening|night))?(?=[\s,.;]|$)"
    r"|,?\s+(?:earlier |later |late |early )?(?:this|last|next)\s+(?:week|month|morning|night)(?=[\s,.;]|$)"
    r"|,?\s+(?:earlier |late |early )?(?:yesterday|today|tonight|tomorrow)(?: (?:morning|afternoon|evening|night))?"
    r"(?=[\s,.;]|$)"
)
# "On Thursday, the yard shut": the day and its comma
_OPENS_WITH_DAY = re.compile(
    rf"^(?:(?:Late |Early )?[Oo]n |Late |Early |Earlier )?(?:{_WEEKDAYS})(?: (?:morning|afternoon|evening|night))?, (?=\w)"
    r"|^(?:Earlier |Later |Late |Early )?(?:[Tt]his|[Ll]ast|[Nn]ext) (?:week|month|morning|night), (?=\w)"
    rf"|^(?:Late |Early )?[Oo]n (?:{_WEEKDAYS})(?: (?:morning|afternoon|evening|night))? (?=[\w“\"])"
)
_BOUND = re.compile(
    r"\b(?:the|an?|normal|each|every|any|since|until|by|from|of|for|that|this|its|before|after|as|and|or|than|(?:air|start|beginn|end|runn|arriv|premier|debut|clos)ing)$",
    re.IGNORECASE,
)


def without_undated(part: str) -> str:
    """Without the relative dates that are mere additions: "on Friday" goes, "the Friday vote" and "since Friday" stay."""
    part = _OPENS_WITH_DAY.sub("", part)
    return _ADDED.sub(lambda match: match[0] if _BOUND.search(part[: match.start()]) else "", part)
