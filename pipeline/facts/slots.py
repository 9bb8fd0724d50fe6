"""Values in their slots: what a number or a date is the value *of*, so that two values can be told to be of one thing.

Money is put into a slot by the nearest word that says what it is (raised, valuation, revenue, price, fine …), a count by the
thing it counts, a measure by its dimension and what is measured, a date by what happens on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.facts.candidates import Candidate
from pipeline.facts.families import family
from pipeline.facts.units import unit_behind
from pipeline.languages import language
from pipeline.values import FactKind
from pipeline.verify import dates, tokens
from pipeline.verify.relative import relatives

CURRENCIES = frozenset("$€£₹¥")
_MONEY: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("valuation", r"valu\w+|worth|market cap\w*|bewert\w+"),
        ("revenue", r"revenues?|sales|turn(?:ed|s)? over|turnover|income|bookings?|umsatz\w*"),
        ("fine", r"fine[ds]?|penalt\w+|damages|settle\w*|geldbuße|strafe"),
        ("share price", r"shares? (?:fell|rose|closed|stood|traded|opened|dropped|at)|a share|per share|share price"),
        ("loss", r"loss(?:es)?|lost|cost of the|verlust\w*"),
        ("debt", r"debt|loan|credit facility|borrow\w*|kredit\w*|darlehen"),
        ("unit price", r"price[ds]?|starts? at|from|apiece|each|per \w+|costs?|preis\w*|kostet"),
        (
            "amount raised",
            (
                r"shares (?:for|sold|worth)|(?:preferred|new) shares|sold (?:\w+ )?shares|rais\w+|rounds?|"
                r"series [a-f]|equity|shares sold|funding|financing|total|extension|secur\w+|clos\w+|invest\w+|"
                r"finanzierungsrunde|eingesammelt|aufgestockt|runde"
            ),
        ),
        (
            "purchase price",
            r"(?:being |be |was |were |is )sold|sold to|sell(?:s|ing)? (?:itself|its)|buys?|bought|buying|acqui\w+|takeover|purchase\w*|deal|pays?|paying|sale|kauf\w*|übern\w+",
        ),
    )
)
_HEAD_ENDS = tokens.STOP | frozenset(
    "said says will would who that which whose were was is are has have had including such via per".split()
)
_NO_HEAD = frozenset(
    ("percent", "per", "cent", "million", "billion", "other", "more", "new", "former", "current", "additional", "further")
)
_APPROXIMATE = re.compile(
    r"\b(?:more than|over|at least|nearly|almost|about|around|some|roughly|up to|as many as|close to|approximately|an estimated|"
    r"fewer than|less than|under|above|below|rund|etwa|fast|knapp|mehr als|über|circa|ca\.)\s+(?:the\s+)?[$€£₹]?$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s(?:of|out of) (?:the|its|their|our|all|these)\b|\s*(?:in|of) (?:(?:new|additional|bank) )?(?:cash|shares|stock|debt|loans?|it)\b|,? of which\b|,? is (?:cash|debt)\b|,? in bar\b"
)
_BEFORE = re.compile(
    r"\b(?:up from|down from|compared (?:with|to)|(?:grew|rose|fell|raised|cut|lifted|went|up|down) (?:\w+ ){0,3}from|instead of|previous(?:ly)?|last year|a year (?:ago|earlier)|had been)\s"
    r"(?:\w+\s){0,2}[$€£₹]?$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:plans?|planned|aims?|expects?|expected|targets?|hopes?|wants?|will|would|to be|intends?|asks?|asking|seeks?|seeking|"
    r"could|may|might|proposed?)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_YEARS = (1900, 2100)
# a quarter stands where a month does, so much higher; a single day has three parts
_QUARTERS, _DAY = 100, 3
# What is dated so many days from its report at most may only say when somebody spoke.
_LATELY = 10


@dataclass(frozen=True, slots=True)
class Slot:
    """A value where it stands in a sentence (``place`` among the candidates; ``start`` and ``end`` in the sentence's text).

    ``norm`` is the value in the base unit of ``unit``; for a date (year, month, day) with 0 for what it leaves open.
    ``heads`` say what it is the value of, ``about`` are the stems of the clause around it, ``label`` is for readers. ``rough``
    is a round figure ("more than 5,000"), ``when`` tells one of before, of the future, or a part of a sum; ``clause`` is where its
    clause begins, ``converts`` where the sum does that this one in brackets gives in another currency.
    """

    place: int
    kind: FactKind
    unit: str
    norm: tuple[float, ...]
    start: int
    end: int
    text: str
    heads: tuple[str, ...]
    about: frozenset[str]
    label: str
    rough: bool = False
    when: str = ""
    clause: int = 0
    converts: int | None = None

    @property
    def value(self) -> tuple[str, str, tuple[float, ...]]:
        """What two slots with the same value share."""
        return self.kind, self.unit, self.norm

    @property
    def normal(self) -> str:
        """The value in the form that two ways of writing it share."""
        if self.kind != "date":
            return f"{self.norm[0]:.12g} {self.unit}".strip()
        if self.unit == "time":
            return f"T{self.norm[0]:02.0f}:{self.norm[1]:02.0f}"
        year, month, day = self.norm[:3]
        if month > _QUARTERS:
            return f"{year:04.0f}-Q{month - _QUARTERS:.0f}"
        parts = [f"{year:04.0f}" if year else "-", *(f"{part:02.0f}" for part in (month, day) if part)]
        first = "-".join(parts)
        return first if len(self.norm) == _DAY else f"{first}/{parts[0]}-{self.norm[3]:02.0f}-{self.norm[4]:02.0f}"

    @property
    def amount(self) -> float:
        """The number; for a date its days, roughly."""
        if self.kind != "date":
            return self.norm[0]
        return (
            self.norm[0] * 60 + self.norm[1] if self.unit == "time" else self.norm[0] * 366 + self.norm[1] * 31 + self.norm[2]
        )


def slots(candidates: Sequence[Candidate], days: Sequence[date | None], codes: Sequence[str]) -> tuple[Slot, ...]:
    """The slots of every sentence; ``days`` and ``codes`` are the day and the language of each report.

    Years, telephone numbers and small numbers in words without a unit are none.
    """
    found: list[Slot] = []
    for place, candidate in enumerate(candidates):
        if candidate.flaw == "no sentence" or not _HAS_VALUE.search(candidate.text):
            continue
        dated = list(_dates(place, candidate, days[candidate.report], codes[candidate.report]))
        found += _numbers(place, candidate, [(start, end) for start, end, _ in dated])
        found += [slot for _, _, slot in dated if slot is not None]
    return tuple(found)


_HAS_VALUE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    r"nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen|half|yesterday|today|tomorrow|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|"
    r"December|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Montag|Dienstag|Mittwoch|Donnerstag|Freitag)\b"
)
_CLAUSE = re.compile(
    r"[;:—–()!?]\s?|\s-\s|,\s(?=(?:and|but|while|which|who|whose|although|though|because|as|after|before|with|where|so|led|giving|"
    r"bringing|making|valuing|including|up|down|according|compared|und|aber|die|der|das|was)\b)|\s(?=(?:while|whereas|although|after|"
    r"because)\s)"
)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a stretch of a sentence begins and ends."""
    low, high = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            high = match.start()
            break
    return low, high


def clause_spans(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence in order, as half-open stretches without the marks between them."""
    spans, low = [], 0
    for match in _CLAUSE.finditer(text):
        if match.start() > low:
            spans.append((low, match.start()))
        low = match.end()
    return [*spans, (low, len(text))] if low < len(text) else spans


def _numbers(place: int, candidate: Candidate, dated: Sequence[tuple[int, int]]) -> Iterator[Slot]:
    text, before = candidate.text, None
    for number in candidate.numbers:
        if any(start <= number.start < end for start, end in dated) or _in_a_name(text, number):
            continue
        slot = _number(place, text, number)
        if slot is None:
            continue
        if before is not None and before.kind == slot.kind == "money" and _CONVERTED.fullmatch(text[before.end : slot.start]):
            slot = replace(slot, converts=before.start)
        if (
            before is not None
            and before.unit == slot.unit == "minutes"
            and re.fullmatch(r",? (?:and |und )?", text[before.end : slot.start])
        ):
            slot = replace(before, norm=(before.norm[0] + slot.norm[0],), end=slot.end, text=text[before.start : slot.end])
            before = None
            yield slot
            continue
        if before is not None:
            yield before
        before = slot
    if before is not None:
        yield before


def _number(place: int, text: str, number: tokens.Quantity) -> Slot | None:
    low, high = clause(text, number.start, number.end)
    around = _stems(text[low:high])
    shown = text[number.start : number.end].strip(" ,.")
    rough = bool(_APPROXIMATE.search(text[: number.start]))
    when = _when(text, number, low)
    made = Slot(place, "count", "", (number.value,), number.start, number.end, shown, (), around, "", rough, when, low)
    if number.unit in CURRENCIES:
        head = _money_head(text[low:high], number.start - low, number.end - low) or _money_head(text, number.start, number.end)
        return replace(made, kind="money", unit=number.unit, heads=(head,) if head else (), label=head or "sum")
    if number.unit == "%":
        heads = _nouns_near(text, number.start, number.end, low, high)
        return replace(made, kind="measure", unit="%", heads=heads, label=f"share: {heads[0]}" if heads else "share")
    if number.unit not in CURRENCIES and (currency := _CURRENCY_BEHIND.match(text, number.end)):
        sign = _SIGNS[currency[1].lower().removesuffix("s")]
        head = _money_head(text[low:high], number.start - low, number.end - low) or _money_head(text, number.start, number.end)
        return replace(
            made,
            kind="money",
            unit=sign,
            end=currency.end(),
            text=text[number.start : currency.end()],
            heads=(head,) if head else (),
            label=head or "sum",
        )
    unit = unit_behind(text, number.end)
    if unit is not None:
        dimension, factor, end = unit
        if dimension == "months" and _AGE.match(text, end):
            return replace(made, kind="count", unit="age", end=end, text=text[number.start : end], heads=("age",), label="age")
        heads = _nouns_near(text, number.start, end, low, high)
        shown = text[number.start : end]
        return replace(
            made,
            kind="measure",
            unit=dimension,
            norm=(_rounded(number.value * factor),),
            end=end,
            text=shown,
            heads=heads,
            label=text[number.end : end].strip(" \u00a0-"),
        )
    if number.spelled and number.value < 3:
        return None
    if _YEARS[0] <= number.value <= _YEARS[1] and re.fullmatch(r"\d{4}", shown):
        return None
    heads, label = _counted(text, number.start, number.end, high)
    if not heads and (number.value < 13 or number.spelled):
        return None
    return replace(made, heads=heads, label=f"number of {label}" if label else "number")


_CONVERTED = re.compile(r"\s\((?:about |around |roughly |some |or |rund |etwa )?")
_AGE = re.compile(r"[ -]olds?\b")
_CURRENCY_BEHIND = re.compile(r"[ \u00a0-](dollars?|euros?|pounds?|rupees?|yen)\b", re.IGNORECASE)
_SIGNS = {"dollar": "$", "euro": "€", "pound": "£", "rupee": "₹", "yen": "¥"}
# "Tern-2", "CDA-2026-0417", "section 9", "version 4.8": the number is part of a name
_NAMED_BEFORE = re.compile(
    r"[^\W\d_]-(?:\d+-)?$|\b(?:sections?|paragraphs?|articles?|chapters?|pages?|figures?|tables?|clauses?|versions?|release|rule|number|No\.?|"
    r"phase|part|step|level|case|room|gate|line|Artikel|Absatz|Kapitel|Seite|Nr\.?)\s$",
    re.IGNORECASE,
)


# "Frankfurt 2", "Iris 3"
_NAME_BEFORE = re.compile(r"(?<![.!?:“\"„] )(?<![“\"„])\b([A-ZÀ-Þ][\w’-]*)\s$")
_NOT_A_MODEL = frozenset(name.lower() for name in (*dates.MONTHS, "Sept", "Aug", "Oct", "Nov", "Dec", "Jan", "Feb"))
_MODEL = 100


def _in_a_name(text: str, number: tokens.Quantity) -> bool:
    before = text[max(0, number.start - 24) : number.start]
    if _NAMED_BEFORE.search(before[-14:]):
        return True
    named = _NAME_BEFORE.search(before)
    small = number.value < _MODEL and number.value == int(number.value) and not number.spelled
    return bool(named and small and number.start - len(named[0]) > 0 and named[1].lower() not in tokens.STOP | _NOT_A_MODEL)


def _stems(text: str) -> frozenset[str]:
    return frozenset(family(stem) for stem in tokens.content(text) if not stem[0].isdigit())


def _rounded(value: float) -> float:
    return float(f"{value:.9g}")


def _when(text: str, number: tokens.Quantity, low: int) -> str:
    if _PART.match(text, number.end):
        return "part"
    if _BEFORE.search(text[: number.start]):
        return "before"
    return "planned" if _PLANNED.search(text[low : number.start]) else ""


def _money_head(text: str, start: int, end: int) -> str | None:
    """The slot whose word stands nearest; a word before the number counts as nearer than one after it."""
    nearest: tuple[int, str] | None = None
    for name, pattern in _MONEY:
        for match in pattern.finditer(text):
            distance = start - match.end() if match.end() <= start else 12 + match.start() - end
            if 0 <= distance <= 90 and (nearest is None or distance < nearest[0]):
                nearest = (distance, name)
    return nearest[1] if nearest else None


# "three of the seven directors", "half of its customers"
_OF_A_WHOLE = re.compile(
    rf"\s(?:out )?of (?:the|its|their|our|all|these|his|her) (?:(?:\d[\d.,]*|{'|'.join(tokens.SMALL_NUMBERS)})[ -])?(?=[a-z])"
)
_WORDS_BEHIND = re.compile(r"[  -]([^\W\d_]+(?:['’][^\W\d_]+)?)")


def _counted(text: str, start: int, end: int, high: int) -> tuple[tuple[str, ...], str]:
    """The head noun behind a number first, then what describes it; where nothing stands behind, the nearest noun before."""
    run: list[str] = []
    whole = _OF_A_WHOLE.match(text, end)
    at = whole.end() - 1 if whole else end
    while len(run) < 5 and (match := _WORDS_BEHIND.match(text, at, high)):
        if match[1].lower() in _HEAD_ENDS or (run and re.search(r"(?:ed|ing)$", match[1])):
            break
        run.append(match[1])
        at = match.end()
    words = [word for word in run if word.lower() not in _NO_HEAD and len(word) > 2]
    if words:
        plural = [place for place, word in enumerate(words) if re.search(r"s$|people|staff|men$|women$|children$", word)]
        head = words[plural[-1]] if plural else words[-1]
        order = [head, *(word for word in reversed(words) if word != head)]
        return tuple(dict.fromkeys(family(tokens.stem(re.sub(r"['’]s?$", "", word))) for word in order)), head
    before = [word for word in re.findall(r"[^\W\d_]+", text[max(0, start - 40) : start]) if word.lower() not in _HEAD_ENDS]
    # "Frankfurt 2", "Article 34" are names
    if before and not re.search(r"[A-ZÀ-Þ]\w*\s$", text[:start]):
        return (family(tokens.stem(before[-1])),), before[-1]
    return (), ""


def _nouns_near(text: str, start: int, end: int, low: int, high: int) -> tuple[str, ...]:
    """The words of meaning next to a measure, the nearest first: what is measured stands beside it."""
    near = []
    for match in _LONG_WORD.finditer(text, low, high):
        if (match.end() <= start or match.start() >= end) and match.group().lower() not in _HEAD_ENDS:
            # a word before the number is the likelier one
            near.append((start - match.end() if match.end() <= start else 6 + match.start() - end, match.group()))
    return tuple(dict.fromkeys(family(tokens.stem(word)) for _, word in sorted(near)[:4]))


_LONG_WORD = re.compile(r"[^\W\d_]{3,}")


# --------------------------------------------------------------------------- dates

_SPEECH = re.compile(
    r"\b(?:said|says|told|wrote|announced|disclosed|confirmed|posted|published|reported|stated|unveiled|revealed|declared|added|"
    r"warned|sagte|teilte|erklärte|kündigte|gab)\b(?:\W+\w+){0,5}?\W*(?:late |early )?(?:on |in |am )?$",
    re.IGNORECASE,
)
_SPEECH_BEHIND = re.compile(r",?\s+(?:it|he|she|they|the \w+|[A-Z]\w+) (?:said|told|announced|wrote)\b|\s+that\b")
_QUARTER = re.compile(r"\b(?:(first|second|third|fourth) quarter(?: of)?|Q([1-4])) ((?:19|20)\d\d)\b", re.IGNORECASE)
_ORDINALS = ("first", "second", "third", "fourth")


def _dates(place: int, candidate: Candidate, day: date | None, code: str) -> Iterator[tuple[int, int, Slot | None]]:
    """Every date and time of day with where it stands; without a slot where it only says when somebody spoke."""
    text, taken = candidate.text, list[tuple[int, int]]()
    if dateline := _DATELINE.match(text):
        taken.append((0, dateline.end()))
        yield 0, dateline.end(), None
    for start, end, norm in (*_ranges(text, day), *_clocks(text), *_quarters(text), *_named(text, day, code)):
        if any(low < end and start < high for low, high in taken):
            continue
        taken.append((start, end))
        yield start, end, _dated(place, text, (start, end), norm, day)


def _dated(place: int, text: str, span: tuple[int, int], norm: tuple[float, ...], day: date | None) -> Slot | None:
    start, end = span
    low, high = clause(text, start, end)
    if _just_now(norm, day) and (_SPEECH.search(text[low:start]) or _SPEECH_BEHIND.match(text, end)):
        return None  # it only says when somebody spoke of it
    around = _stems(text[low:start] + " " + text[end:high]) - _CALENDAR
    if not around:
        return None
    when = "planned" if _PLANNED.search(text[low:start]) else ""
    unit = "time" if len(norm) == 2 else "date"
    return Slot(place, "date", unit, norm, start, end, text[start:end], (), around, unit, when=when, clause=low)


def _just_now(norm: tuple[float, ...], day: date | None) -> bool:
    """Whether a date is that of the report, or days from it, as far as either is known."""
    if day is None or len(norm) < _DAY:
        return True
    if not norm[2]:
        return norm[:2] == (day.year, day.month)
    try:
        then = date(int(norm[0]), int(norm[1]), int(norm[2]))
    except ValueError:
        return False
    return abs((day - then).days) <= _LATELY


# where a report was filed from, and when: "DUBLIN, Sept 16 (Meridian Wire) -"
_DATELINE = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]+,[^,;:()]{3,24}(?:\([^)]{2,40}\)\s*)?[-–—]{1,2}\s")
_MONTHS = rf"(?:{'|'.join(dates.MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?"
_RANGE = re.compile(
    rf"(?:\b(?:between|from)\s)?\b(?P<d1>\d{{1,2}})(?:\s(?P<m1>{_MONTHS}))?\s?(?:-|–|to|and|until)\s?(?P<d2>\d{{1,2}})\s(?P<m2>{_MONTHS})"
    rf"(?:\s(?P<y1>(?:19|20)\d\d))?"
    rf"|(?:\b(?:between|from)\s)?\b(?P<m3>{_MONTHS})\s(?P<d3>\d{{1,2}})\s?(?:-|–|to|and|until|through)\s?(?:(?P<m4>{_MONTHS})\s)?"
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


_CLOCK = re.compile(
    r"(?<![\d.,:$€£])(?P<h>[01]?\d|2[0-3])(?:[:.]|(?=\d\d\s?(?:UTC|GMT)))(?P<m>[0-5]\d)(?![\d])\s?(?P<half>[ap]\.?m\.?)?(?P<zone>\s?(?:UTC|GMT|BST|CET|CEST|Uhr|"
    r"ET|EST|EDT|PT|IST)\b)?"
)
_HOUR = re.compile(
    r"\b(?P<hour>1[0-2]|0?[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:\s?(?P<half>[ap]\.?m\b\.?)|\so['’]clock\b)"
    r"|\bat\s(?P<at>three|four|five|six|seven|eight|nine|ten|eleven)(?=[\s,.](?:in|on|and|the|to|sharp|this|that|$)|[.,]|$)",
    re.IGNORECASE,
)
_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()


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
        yield match.start(), match.end(), (int(match[3]), _QUARTERS + quarter, 0)


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
