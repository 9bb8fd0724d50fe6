"""The words of names as they can be compared across languages and scripts.

In one script a name's word is compared by its letters, without accents and under the English name of a place
(``name_words``). Between scripts it is compared by how it roughly sounds (``sound``): the consonants, in classes that survive
the way from Latin letters to Devanagari and back, in the tradition of Soundex (Russell 1918). Short names keep their vowels.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from pipeline.features.places import place


def _paired(table: str) -> dict[str, str]:
    told = table.split()
    return dict(zip(told[::2], told[1::2], strict=True))


_DEVANAGARI = re.compile(r"[\u0900-\u0963]")
_VIRAMA, _NUKTA = "\u094d", "\u093c"
_FEW_CONSONANTS = 3
_LETTERS_OF_CONSONANTS = "क k ख k ग g घ g ङ n च c छ c ज j झ j ञ n ट t ठ t ड d ढ d ण n त t थ t द d ध d न n प p फ f ब b भ b म m"
_OTHER_CONSONANTS = "य y र r ल l ळ l व v श s ष s स s ह h"
_SOFTENED = {"क": "k", "ख": "k", "ग": "g", "ज": "j", "ड": "r", "ढ": "r", "फ": "f"}
_LETTERS_OF_VOWELS = "अ a आ a इ i ई i उ u ऊ u ऋ ri ए i ऐ i ऑ u ओ u औ u ऍ i"
_VOWEL_SIGNS = "ा a ि i ी i ु u ू u ृ ri े i ै i ॉ u ो u ौ u ॅ i"
_NASALS = frozenset("ंँ")
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
# From English, German, French, Spanish and Portuguese spelling to what Hindi papers write down, the longest first.
_SPELLED = (
    (re.compile("tion"), "sn"), (re.compile("tsch|tch"), "c"), (re.compile("sch|sh"), "s"), (re.compile("ph"), "f"),
    (re.compile("ck"), "k"), (re.compile("qu"), "kv"), (re.compile("q"), "k"), (re.compile("x"), "ks"),
    (re.compile("c(?=[eiy])"), "s"), (re.compile("c(?!h)"), "k"), (re.compile("(?<=[^aeiou])w|w(?=[aeiouy])"), "v"),
    (re.compile("w"), "u"), (re.compile("g(?=[eiy])"), "j"), (re.compile("z"), "j"), (re.compile("(?<=.)h"), ""),
    (re.compile("ee|ea"), "i"), (re.compile("oo|ou"), "u"), (re.compile("e$"), ""),
)  # fmt: skip
_CONSONANTS = _paired(_LETTERS_OF_CONSONANTS) | _paired(_OTHER_CONSONANTS)
_VOWELS, _SIGNS = _paired(_LETTERS_OF_VOWELS), _paired(_VOWEL_SIGNS)
_CLASSES = str.maketrans({"j": "g", "e": "i", "o": "u", "y": "i"})
_TWICE = re.compile(r"(.)\1+")


def name_words(names: Iterable[str], language: str | None) -> list[str]:
    """Give the distinct words of names as they are compared within one script, in their order; places in English."""
    found: dict[str, None] = {}
    for name in names:
        lowered = name.lower()
        if language not in (None, "en"):
            lowered = place(lowered) or " ".join(place(word) or word for word in lowered.split())
        found.update(dict.fromkeys((lowered if lowered.isascii() else folded(lowered)).split()))
    return list(found)


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """Give lower-cased words without the accents of Latin letters; other scripts stay as they are."""
    if _DEVANAGARI.search(word):
        return word
    plain = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 15)
def sound(word: str) -> str:
    """Give how a name's word (of ``name_words``) roughly sounds; words of other scripts than these two stay as they are."""
    spoken = _from_devanagari(word) if _DEVANAGARI.search(word) else _from_latin(word)
    spoken = _TWICE.sub(r"\1", spoken.translate(_CLASSES))
    consonants = re.sub("[aiu]", "", spoken[1:])
    if len(consonants) + (spoken[:1] not in "aiu") < _FEW_CONSONANTS:
        return spoken
    first = "a" if spoken[0] in "aiu" else spoken[0]
    return first + _TWICE.sub(r"\1", consonants)


def other_script(language: str | None) -> bool:
    """Tell whether a language is written in another script than English, so that its names are compared by sound."""
    return language in {"hi", "mr", "ne"}


def _from_latin(word: str) -> str:
    for spelled, spoken in _SPELLED:
        word = spelled.sub(spoken, word)
    return word.replace("-", "").replace("'", "").replace("’", "")


def _from_devanagari(word: str) -> str:
    spoken: list[str] = []
    for place_in_word, letter in enumerate(word):
        following = word[place_in_word + 1 : place_in_word + 2]
        if letter in _CONSONANTS:
            soft = following == _NUKTA
            spoken.append(_SOFTENED.get(letter, _CONSONANTS[letter]) if soft else _CONSONANTS[letter])
            if soft:
                following = word[place_in_word + 2 : place_in_word + 3]
            if following and following != _VIRAMA and following not in _SIGNS:
                spoken.append("a")
        elif letter in _NASALS:
            spoken.append("m" if following and following in "पफबभम" else "n")
        else:
            spoken.append(_VOWELS.get(letter) or _SIGNS.get(letter) or "")
    told = "".join(spoken)
    return told[:1] + re.sub("h", "", told[1:])
