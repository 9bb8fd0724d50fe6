"""Money, counts and measures of a sentence, with what each is the value of.

Money is put into a slot by the nearest word that says what it is (raised, valuation, revenue, price, fine …), a count by the
thing it counts, a measure by its dimension and what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.facts.candidates import Candidate
from pipeline.facts.clauses import clause
from pipeline.facts.families import family
from pipeline.facts.slot import Slot, stems
from pipeline.facts.units import unit_behind
from pipeline.languages import words
from pipeline.verify import dates, tokens

CURRENCIES = frozenset("$€£₹¥")
_MONEY: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE))
    for name, words in (
        ("valuation", r"valu\w+|worth|market cap\w*|bewert\w+"),
        ("revenue", r"revenues?|sales|turn(?:ed|s)? over|turnover|income|bookings?|umsatz\w*"),
        ("fine", r"fine[ds]?|penalt\w+|damages|sue[sd]?|suing|settle\w*|geldbuße|strafe"),
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
            (
                r"(?:being |be |was |were |is )sold|sold to|sell(?:s|ing)? (?:itself|its)|buys?|bought|buying|acqui\w+|"
                r"takeover|taking over|purchase\w*|deal|pays?|paying|sale|offer(?:s|ed)?|bids?|kauf\w*|übern\w+"
            ),
        ),
    )
)
_HEAD_ENDS = tokens.STOP | words(
    """said says will would who that which whose were was is are has have had including such via per"""
)
_NO_HEAD = frozenset(
    ("percent", "per", "cent", "million", "billion", "other", "more", "new", "former", "current", "additional", "further")
)
_APPROXIMATE = re.compile(
    r"\b(?:more than|over|at least|nearly|almost|about|around|some|roughly|up to|as many as|close to|approximately|"
    r"an estimated|fewer than|less than|under|above|below|rund|etwa|fast|knapp|mehr als|über|circa|"
    r"ca\.)\s+(?:the\s+)?[$€£₹]?$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\s(?:of|out of) (?:the|its|their|our|all|these)\b|\s*(?:in|of) (?:it\b|(?:(?:new|additional|bank) )?(?:debt|loans?)\b)|"
    r",? of which\b|,? is (?:cash|debt)\b"
)
# the whole where no other sum stands beside it: "for $1.2 billion in cash"
_PAID_IN = re.compile(r"\s*(?:in|of) (?:(?:new|additional) )?(?:cash|shares|stock)\b|,? in bar\b")
_SUM = re.compile(r"[$€£₹¥]\s?\d|\d\s?(?:dollars|euros?|pounds|rupees|crore|Euro|Dollar)\b")
_BEFORE = re.compile(
    r"\b(?:up from|down from|compared (?:with|to)|(?:grew|rose|fell|raised|cut|lifted|went|up|down) (?:\w+ ){0,3}from|"
    r"instead of|previous(?:ly)?|last year|a year (?:ago|earlier)|(?<!that it )had been)\s"
    r"(?:\w+\s){0,4}[$€£₹]?$",
    re.IGNORECASE,
)
# what comes on top of something is no total of it
_ON_TOP = re.compile(
    r"\b(?:add(?:s|ed|ing)?|another|an? (?:additional|further|extra)|top(?:s|ped|ping)? up (?:\w+ ){0,4}(?:by|with))\s"
    r"(?:about |some |around )?[$€£₹]?$",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|rather than|nicht)\s(?:(?:the|a|an|die|der|das|den)\s)?[$€£₹]?$", re.IGNORECASE)
PLANNED = re.compile(
    r"\b(?:plans?|planned|aims?|expects?|expected|targets?|hopes?|wants?|will|would|to be|intends?|asks?|asking|seeks?|seeking|"
    r"could|may|might|proposed?)\b[^.;]{0,50}$",
    re.IGNORECASE,
)
_YEARS = (1900, 2100)
_OFTEN = 50
# No piece of anything costs so much.
_NO_PIECE = 10_000_000


def numbers(place: int, candidate: Candidate, dated: Sequence[tuple[int, int]]) -> Iterator[Slot]:
    """The slots of a sentence's numbers in order; ``dated`` are stretches that a date takes."""
    text, before = candidate.text, None
    for number in candidate.numbers:
        if any(start <= number.start < end for start, end in dated) or _in_a_name(text, number) or _clock(text, number):
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
    shown = text[number.start : number.end].strip(" ,.")
    rough = bool(_APPROXIMATE.search(text[: number.start]))
    made = Slot(
        place, "count", "", (number.value,), number.start, number.end, shown, (), stems(text[low:high]), "", rough,
        _when(text, number, low), low,
    )  # fmt: skip
    return (
        _money(made, text, number, (low, high)) or _measure(made, text, number, (low, high)) or _count(made, text, number, high)
    )


def _money(made: Slot, text: str, number: tokens.Quantity, around: tuple[int, int]) -> Slot | None:
    """The number as a sum, its currency before or behind it; None where it is none."""
    unit, end = number.unit, number.end
    if unit not in CURRENCIES:
        behind = _CURRENCY_BEHIND.match(text, end)
        code = _CODE_BEFORE.search(text[: number.start])
        if unit == "%" or (behind is None and code is None):
            return None
        if code is not None:
            unit = _sign(code[1])
            made = replace(made, start=code.start(), text=text[code.start() : end].strip())
        elif behind is not None:
            unit, end = _sign(behind[1]), behind.end()
            made = replace(made, end=end, text=text[number.start : end])
    low, high = around
    large = number.value >= _NO_PIECE
    head = _money_head(text[low:high], number.start - low, number.end - low, large=large) or _money_head(
        text, number.start, number.end, large=large
    )
    return replace(made, kind="money", unit=unit, heads=(head,) if head else (), label=head or "sum")


def _sign(word: str) -> str:
    """The one sign of a currency, however it is written."""
    low = word.lower()
    return _SIGNS.get(low, _SIGNS.get(low.removesuffix("s"), low.removesuffix("s")))


def _measure(made: Slot, text: str, number: tokens.Quantity, around: tuple[int, int]) -> Slot | None:
    """The number as a share, an age or a measure of some dimension; None where no unit stands behind it."""
    if number.unit == "%":
        near = _words_near(text, number.start, number.end, *around)
        label = f"share: {near[0]}" if near else "share"
        return replace(made, kind="measure", unit="%", heads=_heads(near), label=label)
    unit = unit_behind(text, number.end)
    if unit is None:
        return None
    dimension, factor, end = unit
    if dimension == "times" and number.value > _OFTEN:
        # "downloaded 310,000 times" counts what was done
        done = _words_near(text, number.start, end, *around)
        return replace(made, kind="count", unit="", heads=_heads(done), label="number")
    if dimension == "months" and _AGE.match(text, end):
        return replace(made, unit="age", end=end, text=text[number.start : end], heads=("age",), label="age")
    return replace(
        made, kind="measure", unit=dimension, norm=(_rounded(number.value * factor),), end=end, text=text[number.start : end],
        heads=_heads(_words_near(text, number.start, end, *around)), label=text[number.end : end].strip(" \u00a0-"),
    )  # fmt: skip


def _count(made: Slot, text: str, number: tokens.Quantity, high: int) -> Slot | None:
    """The number as a count of something; None for years, and for small ones that count nothing."""
    year = _YEARS[0] <= number.value <= _YEARS[1] and re.fullmatch(r"\d{4}", made.text)
    if year or (number.spelled and number.value < _FEW):
        return None
    if (
        _AGED.fullmatch(text[number.end : number.end + 1])
        and _NAMED.search(text[: number.start])
        and _ADULT <= number.value < _FEW_LIVE
    ):
        return replace(made, unit="age", heads=("age",), label="age")
    if _BARE.search(text[: number.start]) and not text[number.end :].strip(" .”\"'"):
        return made if number.value >= _TELLING and not number.spelled else None
    heads, label = _counted(text, number.start, number.end, high)
    if not heads and (number.value < _TELLING or number.spelled):
        return None
    # what is counted stands in the plural; anything else is only a word beside the number
    return replace(made, heads=heads, label=f"number of {label}" if _PLURAL.search(label) else "number")


# "the union counts 63": of what, a sentence before has said
_BARE = re.compile(r"\b(?:says|said|counts|counted|puts it at|put it at|had it at|has it at|speaks of|spoke of|gives|gave)\s$")
_PLURAL = re.compile(r"(?<!s)s$|^(?:people|staff|men|women|children|users|police)$|(?:men|leute|er|en)$")
# "Ilse Marant, 41, leaves"
_AGED, _NAMED = re.compile(r"[,.;)]"), re.compile(r"[A-ZÀ-Þ][\w’-]+\s(?:\w+\s)?[A-ZÀ-Þ][\w’-]+,\s$")
_ADULT, _FEW_LIVE = 10, 100
# "one" and "two" are rarely counted, and a number below that in figures without a noun tells nothing.
_FEW, _TELLING = 3, 13
_CONVERTED = re.compile(r"\s\((?:about |around |roughly |some |or |rund |etwa )?")
_AGE = re.compile(r"[ -]olds?\b")
_CURRENCY_BEHIND = re.compile(
    r"[ \u00a0-](dollars?|euros?|pounds?|rupees?|yen|crowns?|kron(?:er|or|a|e)|francs?|yuan|zlot(?:ys?|ych|e)|won|rand|lira|"
    r"reais|real|shekels?|dirhams?|ringgit|baht|forints?|pesos?|(?-i:PLN|CHF|SEK|NOK|DKK|CZK|HUF|CAD|AUD|JPY|CNY|KRW|SGD|TRY|ILS|ZAR))\b",
    re.IGNORECASE,
)
# "PLN 412 million"
_CODE_BEFORE = re.compile(r"\b(PLN|CHF|SEK|NOK|DKK|CZK|HUF|CAD|AUD|JPY|CNY|KRW|SGD|TRY|ILS|ZAR)\s?$")
_SIGNS = {
    "dollar": "$", "euro": "€", "pound": "£", "rupee": "₹", "yen": "¥", "crown": "kr", "kroner": "kr", "kronor": "kr",
    "krona": "kr", "krone": "kr", "franc": "Fr", "yuan": "CN¥", "zloty": "zł", "zlotych": "zł", "zlote": "zł", "pln": "zł",
    "chf": "Fr", "jpy": "yen", "cny": "CN¥",
}  # fmt: skip
# "Tern-2", "CDA-2026-0417", "section 9", "version 4.8": the number is part of a name
_NAMED_BEFORE = re.compile(
    r"[^\W\d_]-(?:\d+-)?$|\b(?:sections?|paragraphs?|articles?|chapters?|pages?|figures?|tables?|clauses?|versions?|release|"
    r"rule|number|No\.?|phase|part|step|level|case|room|gate|line|Artikel|Absatz|Kapitel|Seite|Nr\.?)\s$",
    re.IGNORECASE,
)


# "Frankfurt 2", "Iris 3"
_NAME_BEFORE = re.compile(r"(?<![.!?:“\"„] )(?<![“\"„])\b([A-ZÀ-Þ][\w’-]*)\s$")
_SLASHED = re.compile(r"/\d")
_NOT_A_MODEL = frozenset(name.lower() for name in (*dates.MONTHS, "Sept", "Aug", "Oct", "Nov", "Dec", "Jan", "Feb"))
_MODEL = 100


def _in_a_name(text: str, number: tokens.Quantity) -> bool:
    before = text[max(0, number.start - 24) : number.start]
    if before.endswith("/") or (
        text[number.end : number.end + 2].startswith("/") and text[number.end + 1 : number.end + 2].isdigit()
    ):
        return True
    if _NAMED_BEFORE.search(before[-14:]):
        return True
    named = _NAME_BEFORE.search(before)
    small = number.value < _MODEL and number.value == int(number.value) and not number.spelled
    return bool(named and small and number.start - len(named[0]) > 0 and named[1].lower() not in tokens.STOP | _NOT_A_MODEL)


_PAST = re.compile(
    r"(?:\s(?:minutes?\s)?(?:past|to|after)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
)
_HOUR = re.compile(r"\b(?:half|quarter|\w+|minutes) (?:past|to) $")


def _clock(text: str, number: tokens.Quantity) -> bool:
    """Whether it is part of a time of day in words: "twenty past seven"."""
    if not number.spelled:
        return False
    behind = _PAST.match(text, number.end)
    before = _HOUR.search(text[: number.start])
    return bool(behind and "to" not in behind[0].split()) or bool(before and "past" in before[0])


def _rounded(value: float) -> float:
    return float(f"{value:.9g}")


def _when(text: str, number: tokens.Quantity, low: int) -> str:
    if number.unit != "%" and _PART.match(text, number.end):
        return "part"
    if _PAID_IN.match(text, number.end) and len(_SUM.findall(text)) > 1:
        return "part"
    if _ON_TOP.search(text[: number.start]):
        return "part"
    if _BEFORE.search(text[: number.start]):
        return "before"
    if _NOT.search(text[: number.start]):
        return "not"
    return "planned" if PLANNED.search(text[low : number.start]) else ""


def _money_head(text: str, start: int, end: int, *, large: bool) -> str | None:
    """The slot whose word stands nearest; a word before the number counts as nearer than one after it.

    A ``large`` sum is the price of no piece: "from $4.2 billion" is a change, "a price of $4.2 billion" that of a purchase.
    """
    nearest: tuple[int, str] | None = None
    for name, pattern in _MONEY:
        for match in pattern.finditer(text):
            distance = start - match.end() if match.end() <= start else 12 + match.start() - end
            if large and name == "unit price" and not _PRICE.match(match.group()):
                continue
            if 0 <= distance <= 90 and (nearest is None or distance < nearest[0]):
                nearest = (distance, name)
    if nearest is None:
        return None
    return "purchase price" if large and nearest[1] == "unit price" else nearest[1]


_PRICE = re.compile(r"price|cost", re.IGNORECASE)


# "three of the seven directors", "half of its customers"
_OF_A_WHOLE = re.compile(
    rf"\s(?:out )?of (?:the|its|their|our|all|these|his|her) (?:(?:\d[\d.,]*|{'|'.join(tokens.SMALL_NUMBERS)})[ -])?(?=[a-z])"
)
_NUMBER_OF = re.compile(r"\bnumber of (?:[a-z-]+ )??(people|[a-z-]{3,}s)\b")
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
    nouns = [word for word in run if word.lower() not in _NO_HEAD and len(word) > 2]
    if nouns:
        plural = [place for place, word in enumerate(nouns) if re.search(r"s$|people|staff|men$|women$|children$", word)]
        head = nouns[plural[-1]] if plural else nouns[-1]
        order = [head, *(word for word in reversed(nouns) if word != head)]
        return tuple(dict.fromkeys(family(tokens.stem(re.sub(r"['’]s?$", "", word))) for word in order)), head
    if listed := _NUMBER_OF.findall(text[:start]):
        return (family(tokens.stem(listed[-1])),), listed[-1]
    before = [word for word in re.findall(r"[^\W\d_]+", text[max(0, start - 40) : start]) if word.lower() not in _HEAD_ENDS]
    # "Frankfurt 2", "Article 34" are names
    if before and not re.search(r"[A-ZÀ-Þ]\w*\s$", text[:start]):
        return (family(tokens.stem(before[-1])),), before[-1]
    return (), ""


def _heads(near: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(family(tokens.stem(word)) for word in near))


def _words_near(text: str, start: int, end: int, low: int, high: int) -> list[str]:
    """The words of meaning next to a measure, the nearest first: what is measured stands beside it."""
    near = [
        # a word before the number is the likelier one
        (start - match.end() if match.end() <= start else 6 + match.start() - end, match.group())
        for match in _LONG_WORD.finditer(text, low, high)
        if (match.end() <= start or match.start() >= end) and match.group().lower() not in _HEAD_ENDS
    ]
    return [word for _, word in sorted(near)[:4]]


_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
