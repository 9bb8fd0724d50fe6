"""What of a sentence may be said otherwise without another meaning: pairs of words (``pairs``) and changes of form (``forms``).

A capital that opens the sentence is kept; what stands inside quotation marks is not looked at.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pipeline.verify import tokens
from pipeline.write.forms import FORMS
from pipeline.write.pairs import PAIRS


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a text, half-open in code points, and what may stand there instead."""

    start: int
    end: int
    text: str


def edits(text: str) -> tuple[Edit, ...]:
    """What may be said otherwise in this text, outside its quotations, in order; pieces may overlap."""
    bare = tokens.unquoted(text)
    found = [
        _mended(bare, Edit(match.start(), match.end(), _cased(match.expand(instead), match.group())))
        for pattern, instead in _rules_for(bare)
        for match in pattern.finditer(bare)
    ]
    found += [Edit(match.start(), match.end(), _NUMBERS[match.group()]) for match in _SPELLED.finditer(bare)]
    return tuple(sorted(set(found), key=lambda edit: (edit.start, edit.end)))


def _cased(text: str, before: str) -> str:
    """With the capital of what stood there, where that was the opening of a sentence."""
    return text[:1].upper() + text[1:] if before[:1].isupper() and not before.startswith("U.S") else text


_ARTICLE = re.compile(r"(?<![\w’'-])([Aa]n?) $")
# by sound: "a European", "an hour", "a one-time"
_VOWEL = re.compile(r"(?:[aeio]|u(?!ni(?!n|m)|s[aeiu]|ti|ku|bi|ro)|hour|hono|heir|8|11\b|18\b)", re.IGNORECASE)
_NO_VOWEL = re.compile(r"(?:eu|one|once|u\.)", re.IGNORECASE)


def article(word: str) -> str:
    """Which article goes before the word, by its sound."""
    return "an" if _VOWEL.match(word) and not _NO_VOWEL.match(word) else "a"


def _mended(text: str, edit: Edit) -> Edit:
    """With the article before it as the new word needs it: "an almost 26-year term", "a nearly 26-year term"."""
    before = _ARTICLE.search(text, max(0, edit.start - 3), edit.start)
    follows = (edit.text + text[edit.end : edit.end + 12]).lstrip()
    if before is None or not follows or article(follows) == before[1].lower():
        return edit
    right = article(follows) if before[1][0] == "a" else article(follows).capitalize()
    return Edit(before.start(), edit.end, f"{right} {edit.text}")


def _rules_for(text: str) -> list[tuple[re.Pattern[str], str]]:
    """The rules whose first word stands in the text: there are hundreds, and few of them can hold."""
    keyed, always = _rules()
    there = dict.fromkeys(re.findall(r"[a-z]+", text.lower()))
    return [rule for word in there for rule in keyed.get(word, ())] + list(always)


@cache
def _rules() -> tuple[dict[str, list[tuple[re.Pattern[str], str]]], tuple[tuple[re.Pattern[str], str], ...]]:
    """Every pair, by the first word it must have; and every change of form."""
    keyed: dict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
    for line in PAIRS.strip().splitlines():
        left, _, right = line.rpartition(" | ")
        word = re.search(r"[a-z]+", _outside_groups(left))
        keyed[word[0] if word else ""].append((_pattern(left.strip()), right.strip()))
    return dict(keyed), tuple((re.compile(left), right) for left, right in FORMS)


def _outside_groups(pattern: str) -> str:
    depth, out = 0, []
    for sign in pattern:
        depth += sign == "("
        out.append(sign if not depth else " ")
        depth -= sign == ")"
    return "".join(out)


def _pattern(left: str) -> re.Pattern[str]:
    # a capital is found where the sentence opens with it; a name in capitals is left alone
    first = re.match(r"[a-z]", left)
    opened = f"[{left[0]}{left[0].upper()}]{left[1:]}" if first else left
    return re.compile(rf"(?<![\w’'-]){opened}(?![\w’'-])")


_NUMBERS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50",
    "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
}  # fmt: skip
# numerals from ten on, as most house styles have it; not where more of the number follows
_SPELLED = re.compile(
    rf"(?<=[a-z,] )(?:{'|'.join(_NUMBERS)})(?= (?!hundred|thousand|million|billion|or|and|to|percent|per cent)[a-z]+s\b)"
)
