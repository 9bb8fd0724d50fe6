"""Words, names, numbers and quotations of a sentence, in the form in which two sentences can be compared.

Everything here is a pure function of one text; offsets are half-open and in code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.languages import words as word_list
from pipeline.values import Span

WORD = re.compile(r"\w+")
TOKEN = re.compile(r"[^\W_]+(?:[-'’.&][^\W_]+)*")
QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"|„[^“”\"]*[“”\"]|«[^«»]*»")
NAME = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w’'&-]*|[a-z]+[A-Z]\w*)(?:\.(?=\s[A-Z]))?")

STOP = word_list(
    """a about after again against all also although am an and any are as at be because been before being between both
    but by can could did do does doing down during each even ever few for from further get gets got had has have having
    he her here hers him his how however i if in into is it its itself just like made make many may me might more most
    much must my near no nor not now of off on once one only or other our out over own per said same say says she should
    since so some still such than that the their them then there these they this those through to told too under until
    up upon us very was we were what when where whether which while who whom whose why will with within without would
    yet you your
    der die das den dem des ein eine einen einem einer eines und oder aber auch auf aus bei bis für im in ist mit nach
    nicht noch nur sich sie sind so über um von vor war werden wie wird zu zum zur er es als an am dass hat haben"""
)

_MULTIPLIERS = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "millions": 1e6, "m": 1e6, "mn": 1e6, "mio": 1e6,
    "millionen": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9, "b": 1e9, "milliarden": 1e9, "mrd": 1e9,
    "trillion": 1e12, "tn": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
_SMALL = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_QUANTITY = re.compile(
    r"(?P<currency>[$€£₹¥]|\bRs\.?\s?|\b(?:USD|EUR|GBP|INR)\s)?"
    r"(?<![\w.])(?P<digits>\d{1,3}(?:[,.  ]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?)"
    r"(?P<glued>(?:k|m|bn|b|mn|tn)\b)?"
    r"(?:[\s -]?(?P<word>hundred|thousand|millionen|millions?|billions?|milliarden|mio|mrd|trillion|lakh|crore|mn|bn|tn)\b)?"
    r"(?:\s?(?P<percent>%|percent\b|per cent\b|prozent\b))?",
    re.IGNORECASE,
)
# read in small letters: a pattern that ignores case costs several times as much
SMALL_NUMBERS = tuple(_SMALL)
_WORD_NUMBER = re.compile(r"(?<!\w)(" + "|".join(_SMALL) + r")(?:[\s-](hundred|thousand|million|billion))?\b")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written and as a value; ``unit`` is a currency, ``%``, or the stem of the word that follows."""

    value: float
    unit: str
    start: int
    end: int
    spelled: bool = False


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word lower-cased and without its commonest English endings; two forms of one word meet, roughly.

    A light suffix stripper in the manner of Harman's S-stemmer, with -ed and -ing.
    """
    word = word.lower().replace("’", "'").removesuffix("'s").strip("'.")
    if len(word) <= 3 or word[0].isdigit():
        return word
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("ly", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not (ending == "s" and word[-2] in "su"):
            word = word[: len(word) - len(ending)] + instead
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


def lowered(text: str) -> str:
    """The text in small letters, each where it stood: a letter that becomes two is kept."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)


def words(text: str) -> list[str]:
    r"""The words of a text, lower-cased: runs of ``\w``, as copied passages are counted."""
    return [word.lower() for word in WORD.findall(text)]


@lru_cache(maxsize=16384)
def content(text: str) -> frozenset[str]:
    """Stems of the words that carry meaning: no function words, nothing under three letters except numbers."""
    return frozenset().union(*map(_meanings, TOKEN.findall(text)))


@lru_cache(maxsize=65536)
def _meanings(token: str) -> frozenset[str]:
    """The stems of one token, part by part; a number is one part."""
    parts = [token] if token[0].isdigit() else token.replace(".", "-").split("-")
    return frozenset(stem(part) for part in map(str.lower, parts) if part not in STOP and (len(part) > 2 or part.isdigit()))


def quotations(text: str) -> tuple[Span, ...]:
    """Where the quotations stand, marks included; an unpaired mark opens none."""
    return tuple(Span(match.start(), match.end()) for match in QUOTATION.finditer(text))


@lru_cache(maxsize=16384)
def unquoted(text: str) -> str:
    """The text with every quotation blanked out, so that offsets stay."""
    return QUOTATION.sub(lambda match: " " * len(match.group()), text)


def balanced(text: str) -> bool:
    """Whether each quote mark has its partner."""
    rest = QUOTATION.sub(" ", text)
    return not re.search(r"[“”„«»\"]", rest)


@lru_cache(maxsize=4096)
def quantities(text: str, language: str | None = "en") -> tuple[Quantity, ...]:
    """The numbers of a text by value and unit, in order; ``1.900`` is read by the language's own marks."""
    found = [_digits(match, text, language) for match in _QUANTITY.finditer(text)] if _DIGIT.search(text) else []
    taken = [(quantity.start, quantity.end) for quantity in found]
    for match in _WORD_NUMBER.finditer(lowered(text)):
        if any(start <= match.start() < end for start, end in taken):
            continue
        value = _SMALL[match[1]] * _MULTIPLIERS.get(match[2] or "", 1.0)
        found.append(Quantity(value, _unit(text, match.end()), match.start(), match.end(), spelled=True))
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _digits(match: re.Match[str], text: str, language: str | None) -> Quantity:
    value = _value(match["digits"], language)
    for group in ("glued", "word"):
        value *= _MULTIPLIERS.get((match[group] or "").lower(), 1.0)
    if match["currency"]:
        unit = {"USD": "$", "EUR": "€", "GBP": "£", "INR": "₹", "Rs": "₹"}.get(match["currency"].strip(" ."), match["currency"])
    elif match["percent"]:
        unit = "%"
    else:
        unit = _unit(text, match.end())
    return Quantity(round(value, 6), unit, match.start(), match.end())


def _value(digits: str, language: str | None) -> float:
    digits = re.sub(r"[  ]", "", digits)
    comma_decimal = language is not None and language[:2] in {"de", "fr", "es", "it", "nl", "pt"}
    thousands, point = (".", ",") if comma_decimal else (",", ".")
    if re.fullmatch(r"\d{1,3}(?:" + re.escape(thousands) + r"\d{3})+", digits.split(point)[0]):
        digits = digits.replace(thousands, "")
    elif digits.count(thousands) == 1 and point not in digits:
        # "3,1" in an English text can only be a slip of the other convention
        return float(digits.replace(thousands, "."))
    plain = digits.replace(thousands, "").replace(point, ".")
    # a telephone number or a version ("3.1.4") is a name made of digits: its digits are its value
    return float(plain) if plain.count(".") <= 1 else float(re.sub(r"\D", "", digits))


def _unit(text: str, end: int) -> str:
    following = re.match(r"[\s-]+([^\W\d_]+)", text[end : end + 40])
    return stem(following[1]) if following and following[1].lower() not in STOP else ""


def same_value(a: float, b: float) -> bool:
    """Whether two values are one, up to the rounding of float arithmetic."""
    return abs(a - b) <= 1e-6 * max(1.0, abs(a), abs(b))


@lru_cache(maxsize=16384)
def names(text: str) -> tuple[Span, ...]:
    """Capitalised words outside the place where any word is capitalised (start of the text, after a stop or a quote mark).

    The first word counts as a name only where a second capitalised word follows it.
    """
    found: list[Span] = []
    for match in NAME.finditer(text):
        before = text[: match.start()].rstrip(" ")
        initial = not before or before[-1] in '.!?:“"„«…‘'
        follows = re.match(r"[\w’'&-]*\s+[A-ZÀ-Þ]", text[match.start() :])
        if not initial or (follows and match.group().lower() not in STOP):
            found.append(Span(match.start(), match.end()))
    return tuple(found)
