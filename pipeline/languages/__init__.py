"""What Newsloom knows about a language: one file each, found because it is in this folder.

A new language is one new file with a ``LANGUAGE``; nothing else changes. Texts in a language without a file still
pass every stage: they are split by the rules all languages share and are compared by their names and numbers.
"""

from __future__ import annotations

import pkgutil
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from types import MappingProxyType

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_FEWEST_WORDS = 12
_READ = 8_000
"""In characters: a language shows within the first thousand words."""
_LEAST_SHARE = 0.14
_FEWEST_OF_A_TITLE = 4
_LEAST_OF_A_TITLE, _AHEAD_IN_A_TITLE, _LETTER = 1.0, 0.6, 0.5


@dataclass(frozen=True, slots=True)
class Language:
    """Words and conventions of one language; all words in lower case, abbreviations without their last dot.

    ``titles`` are abbreviations that a name or number always follows; ``abbreviations`` may also end a sentence.
    ``openings`` begin a sentence that does not stand without the one before it. ``relative_days`` map a word to days
    from the date of the report; ``vague_times`` say a time that cannot be resolved. ``reported`` are regular
    expressions with a group ``outlet`` around the name of an outlet that is being credited.
    ``familiar`` are nouns that need no introduction to take "the": there is one of them, or each reader knows which.
    The ``*_phrases`` are searched in lower-cased text; ``stamps`` begin a line that only says when something was
    printed, ``corrections`` a paragraph that corrects the article it stands in.

    ``decimal`` stands before the decimals of a number, each character of ``group`` may stand between its thousands;
    ``either_mark`` tells that the language is printed the other way round too. ``scales`` are words behind a number with their
    power of ten, ``percents`` words for a share, ``counts`` numbers in words, a scale that may stand alone among them ("mil").
    ``hundreds`` multiply by a hundred; ``unit_joint`` stands between tens and units, ``rest_joint`` behind hundreds and scales;
    ``glued`` tells that a number is one word with its units before its tens. ``fractions`` are decimals that stand before a
    scale, ``half_more`` adds a half. ``clock`` are patterns of a time of day, from its first digit on. ``common`` are words of
    the news that are no names, where no capital tells a name, ``letters`` those that English does not have.
    """

    code: str
    name: str
    stop_words: frozenset[str]
    titles: frozenset[str]
    abbreviations: frozenset[str]
    quotes: tuple[tuple[str, str], ...]
    months: tuple[tuple[str, ...], ...]
    weekdays: tuple[tuple[str, ...], ...]
    decimal: str = "."
    group: str = ","
    either_mark: bool = False
    scales: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    percents: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    hundreds: frozenset[str] = frozenset()
    unit_joint: str = ""
    rest_joint: str = ""
    glued: bool = False
    fractions: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    half_more: str = ""
    clock: tuple[str, ...] = ()
    common: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    ordinal_dot: bool = False
    pronouns: frozenset[str] = frozenset()
    connectives: frozenset[str] = frozenset()
    relative_days: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    vague_times: tuple[str, ...] = ()
    speech_verbs: frozenset[str] = frozenset()
    familiar: frozenset[str] = frozenset()
    bylines: tuple[str, ...] = ()
    reported: tuple[str, ...] = ()
    consent_phrases: tuple[str, ...] = ()
    paywall_phrases: tuple[str, ...] = ()
    missing_phrases: tuple[str, ...] = ()
    promo_phrases: tuple[str, ...] = ()
    stamps: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()

    @property
    def openings(self) -> frozenset[str]:
        """Words that lean on the sentence before them."""
        return self.pronouns | self.connectives


def words(text: str) -> frozenset[str]:
    """Give the words of a text that stand apart by spaces, for the files of this folder."""
    return frozenset(unicodedata.normalize("NFC", text).split())


def numbered(text: str) -> Mapping[str, int]:
    """Give the words of a text with the whole number behind each, for the files of this folder."""
    found = unicodedata.normalize("NFC", text).split()
    return MappingProxyType(dict(zip(found[::2], map(int, found[1::2]), strict=True)))


@cache
def languages() -> Mapping[str, Language]:
    """Give every language there is a file for, by its ISO 639-1 code."""
    found = [
        import_module(f"{__name__}.{module.name}").LANGUAGE
        for module in pkgutil.iter_modules(__path__)
        if not module.name.startswith("_")
    ]
    return MappingProxyType({language.code: language for language in found})


def language(code: str | None) -> Language:
    """Give the language of a code such as ``en`` or ``en-GB``; English where there is no file for it."""
    known = languages()
    return known.get((code or "").lower().replace("_", "-").partition("-")[0], known["en"])


def detect(text: str, hint: str | None = None) -> str | None:
    """Give the code of the language of a text, by the share of its words that are that language's stop words.

    ``hint`` (what the page says, ``de-AT`` counts as ``de``) wins where the text is too short or speaks for none of the
    languages there are files for; so the answer may also be a code without a file, or None. Without a hint a title is read
    too, by words and letters that few of the languages share.
    """
    said = (hint or "").lower().replace("_", "-").partition("-")[0] or None
    found = [word.lower() for word in _WORD.findall(text[:_READ])]
    if _devanagari(text) > len(text[:2_000]) // 3:
        return "hi" if said not in {"mr", "ne", "sa"} else said
    if len(found) < _FEWEST_WORDS:
        return said or _of_a_title(found)
    shares = sorted(((_share(found, known), code) for code, known in languages().items()), reverse=True)
    (best, code), (second, _) = shares[0], shares[1]
    if best < _LEAST_SHARE or best - second < 0.03:
        return said
    # A language without a file that looks a little like one with a file (Dutch, Portuguese of Angola) keeps its own name.
    if said and said not in languages() and best < 2 * _LEAST_SHARE:
        return said
    return code


def _of_a_title(tokens: list[str]) -> str | None:
    """Give the language that a few words speak for, None in doubt: a word or letter counts the less the more have it."""
    if len(tokens) < _FEWEST_OF_A_TITLE:
        return None
    spoken = dict.fromkeys(languages(), 0.0)
    marks = {*tokens, *(letter for token in tokens for letter in token if not letter.isascii())}
    for mark in marks:
        holders = [code for code, known in languages().items() if mark in known.stop_words or mark in known.letters]
        if not holders and len(mark) == 1 and not mark.isascii():
            return None  # a language that there is no file for
        for code in holders:
            spoken[code] += (_LETTER if len(mark) == 1 and not mark.isascii() else 1.0) / len(holders)
    (best, code), (second, _) = sorted(((said, code) for code, said in spoken.items()), reverse=True)[:2]
    return code if best >= _LEAST_OF_A_TITLE and best - second >= _AHEAD_IN_A_TITLE else None


def _share(tokens: list[str], known: Language) -> float:
    return sum(map(known.stop_words.__contains__, tokens)) / len(tokens)


def _devanagari(text: str) -> int:
    return sum("\u0900" <= character <= "\u097f" for character in text[:2_000])
