"""What German asks of the proof: its nouns are written like names, and only some capitalised words name anybody."""

from __future__ import annotations

import re

from pipeline.languages import words as word_list
from pipeline.values import Span
from pipeline.verify import senses, tokens

_FUNCTION = word_list(
    "der die das und ist nicht mit eine einen einem einer von zu den dem im auf sich hat haben wird wurde für bei aus"
)
_DETERMINERS = word_list(
    """der die das dem den des ein eine einen einem einer eines kein keine keinen keinem keiner im am zum zur vom beim ins seine
    seiner seinen seinem seines ihre ihrer ihren ihrem ihres diese dieser dieses diesen diesem mehr viele wenige einige alle"""
)
_NOUN = re.compile(
    r"(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|tät|täten|nis|nisse|tum|ment|mente|ismus)$"
)
_AMOUNTS = word_list("euro dollar mio mrd million millionen milliarde milliarden prozent uhr jahr jahre tage wochen monate")

_CALENDAR = word_list(
    """montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni juli august
    september oktober november dezember"""
)


def is_german(text: str) -> bool:
    """Whether a sentence has at least two of the commonest German words."""
    return len(_FUNCTION & set(tokens.words(text))) >= 2


def is_noun(claim: str, span: Span, evidence: frozenset[str]) -> bool:
    """Whether a capitalised word of a German sentence is a common noun.

    It is behind a determiner or a figure, by its ending, or where a word of the evidence is akin; what it says is the cover's
    business.
    """
    word = claim[span.start : span.end].strip(".")
    before = re.findall(r"[\w.,]+", claim[max(0, span.start - 40) : span.start])
    if word.lower() in _CALENDAR or " " in word:
        return False
    if word.lower() in _AMOUNTS or _NOUN.search(word):
        return True
    if before and (before[-1].lower() in _DETERMINERS or before[-1][0].isdigit()):
        return True
    return any(senses.akin(tokens.stem(word), stem) for stem in evidence)
