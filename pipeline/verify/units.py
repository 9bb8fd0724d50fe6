"""Of what there is so much: the unit of a claim's figure against the unit of the same figure in what is cited.

Money, shares and measures of time, length, weight and bytes are told apart by a closed list; of anything else that is counted,
the word must stand in what is cited, or one akin to it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from pipeline.languages import words as word_list
from pipeline.values import Span
from pipeline.verify import senses, tokens

_MEASURES = """
dollar dollars usd us$ $
euro euros eur €
pound pounds gbp £
yen jpy ¥
rupee rupees inr ₹
% percent prozent
percentage prozentpunkte
second seconds sekunden
minute minutes min mins minuten
hour hours hr hrs stunden stunde
day days tage tagen
week weeks wochen
month months monate monaten
year years yr yrs jahre jahren
mile miles
kilometer kilometers kilometre kilometres km
meter meters metre metres
foot feet ft
yard yards
inch inches
nm nanometer nanometers nanometre
mm millimetre millimeter millimetres millimeters
centimetre centimeter cm
acre acres
hectare hectares
kilogram kilograms kilogramm kg
gram grams
ton tons tonne tonnes
ounce ounces
litre litres liter liters
gallon gallons
watt watts
kilowatt kilowatts kw
megawatt megawatts mw
gigawatt gigawatts gw
volt volts
gb gigabyte gigabytes
mb megabyte megabytes
tb terabyte terabytes
decade decades
century centuries
"""
# what any counted thing may be called in another wording
_ANY = word_list(
    "people person man men woman women time times thing things other others case cases unit units part parts item items"
)
_AHEAD = 3
_NEXT = re.compile(r"[\s-]{1,2}([^\W\d_]+)")


@cache
def _measures() -> Mapping[str, int]:
    return {word: number for number, line in enumerate(_MEASURES.strip().splitlines()) for word in line.split()}


def wrong_units(claim: str, cited: Sequence[str], around: Sequence[str]) -> list[tuple[Span, str]]:
    """(where, what of) for each figure of the claim that what is cited has of something else only."""
    theirs = [(text, figure) for text in cited for figure in tokens.quantities(text)]
    everything = frozenset[str]().union(*map(tokens.content, (*cited, *around)))
    wrong = []
    for figure in tokens.quantities(claim):
        same = [(text, other) for text, other in theirs if tokens.same_value(figure.value, other.value)]
        if not same or (figure.spelled and figure.value <= 2):
            continue
        of = _of(claim, figure)
        if of and not any(_agree(of, _of(text, other), everything) for text, other in same):
            wrong.append((Span(figure.start, figure.end), of[0]))
    return wrong


def _of(text: str, figure: tokens.Quantity) -> tuple[str, ...]:
    """The words after a figure up to a mark of punctuation, lower-cased; its currency or % alone where it has one."""
    if figure.unit in _measures() and not figure.unit.isalpha():
        return (figure.unit,)
    found: list[str] = []
    end = figure.end
    while len(found) < _AHEAD and (match := _NEXT.match(text, end)):
        if found and match[1].lower() in tokens.STOP:
            break
        found.append(match[1].lower())
        end = match.end()
    return tuple(found)


def _agree(mine: tuple[str, ...], theirs: tuple[str, ...], everything: frozenset[str]) -> bool:
    measures = _measures()
    a, b = ({measures[word] for word in words if word in measures} for words in (mine, theirs))
    if a or b:
        # "ten to fifteen percent": the first figure has its unit further on, or none that can be seen
        bare = not theirs or theirs[0] in tokens.STOP or not mine or mine[0] in tokens.STOP
        return bool(a & b) or (bare and not (a and b))
    noun = next((word for word in mine if word not in tokens.STOP), "")
    if len(noun) < 3 or noun in _ANY or mine[0] in tokens.STOP or not theirs or theirs[0] in tokens.STOP:
        return True
    stems = frozenset(tokens.stem(word) for word in mine if word not in tokens.STOP and len(word) > 2)
    return len(senses.missing(stems, everything)) < len(stems)
