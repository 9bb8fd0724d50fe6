"""Who says a thing in a claim, and who in its source: the name beside the verb of speech, for a pronoun who was named last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.languages import words as word_list
from pipeline.verify import tokens

_VERB = (
    r"(?:said|says|say|told|tells|wrote|writes|added|adds|explained|explains|noted|notes|argued|argues|warned|warns|insisted|insists|"
    r"claimed|claims|recalled|replied|asked|tweeted|posted|stated|states|declared|confirmed|confirms|announced|joked|concluded|"
    r"testified|continued|acknowledged|admitted|remarked|observed|predicted|suggested|complained|believes|thinks|expects|estimates)"
)
_PROPER = r"(?:[A-ZÀ-Þ][\w’'-]*(?:\.(?=\s[A-Z]))?(?:\s(?:de|van|von|da|al|of|der|bin)\s(?=[A-ZÀ-Þ]))?\s?){1,6}"
_ASIDE = r"(?:,[^,“”\"]{2,120},)?"
_FIRST = re.compile(
    rf"(?P<who>{_PROPER}|\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)\s|\b[Tt]he\s(?:[\w-]+\s){{1,3}}){_ASIDE}\s?(?:\s?(?:also|has|had|have|later|then|previously|recently)\s)?"
    rf"\b{_VERB}\b"
)
_AFTER = re.compile(
    rf"(?:[”\",]|^)\s?{_VERB}\s(?P<who>(?:(?:[a-z’'-]+,?\s){{0,6}}?){_PROPER}|(?:he|she|they|it)\b|the\s(?:[\w-]+\s?){{1,3}}[^\w]?[^.”“\"]{{0,80}})"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording to\s(?P<who>(?:[a-z’'-]+\s){{0,5}}?{_PROPER})")
_PRONOUN = word_list("he she they it")
_NO_PERSON = word_list(
    """the a an in on at but and monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec mr mrs
    ms dr sir sen rep gov president"""
)
_PERSON = re.compile(r"\b[A-ZÀ-Þ][a-zà-þ’'-]+\s(?:[A-Z]\.\s)?(?:de\s|van\s|von\s)?[A-ZÀ-Þ][a-zà-þ’'-]{2,}")
_BACK = 4


@lru_cache(maxsize=8192)
def speakers(text: str) -> tuple[str, ...]:
    """The subjects of the verbs of speech outside quotations: names, pronouns, or a description such as "the company"."""
    bare = _open_unquoted(text)
    found = [match["who"].strip(" ,") for pattern in (_FIRST, _AFTER, _ACCORDING) for match in pattern.finditer(bare)]
    return tuple(dict.fromkeys(one for one in found if one))


def _open_unquoted(text: str) -> str:
    """The text without its quotations, a half one at either end too; what stood there leaves its marks."""
    return re.sub(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|^[^“\"]*”", lambda match: '"' + " " * (len(match.group()) - 2) + '"', text)


def names_of(who: str) -> frozenset[str]:
    """The words of a subject that name somebody; empty for a pronoun or a description."""
    return frozenset(
        re.sub(r"['’]s$", "", word.lower())
        for word in re.findall(r"[A-ZÀ-Þ][\w’'-]*", who)
        if word.lower() not in _NO_PERSON and word.lower() not in _PRONOUN
    )


def in_source(sentences: Sequence[str], index: int) -> frozenset[str]:
    """The words that can name who speaks in a sentence of a source: its own attribution, else that of the sentences around.

    A pronoun is whoever was named as speaking, or as a person, last before it. Empty: nothing tells.
    """
    found: set[str] = set()
    own = speakers(sentences[index])
    for who in own:
        found |= names_of(who)
    if own and found:
        return frozenset(found)
    for before in range(index - 1, max(-1, index - 1 - _BACK), -1):
        named = frozenset[str]().union(*(names_of(who) for who in speakers(sentences[before])))
        persons = frozenset(
            word.lower() for match in _PERSON.finditer(tokens.unquoted(sentences[before])) for word in match.group().split()
        )
        if named or persons:
            found |= named | persons
            break
    if not own and index + 1 < len(sentences):
        for who in speakers(sentences[index + 1]):
            found |= names_of(who)
    return frozenset(found)


def wrong_speaker(claim: str, cited: Sequence[tuple[Sequence[str], int]]) -> str | None:
    """The claim's speaker where every cited sentence that tells who speaks names somebody else; None where nothing does.

    ``cited`` are (sentences of a source, index) pairs: those whose sentence has the claim's quotation, where it has one.
    """
    mine = [who for who in speakers(claim) if names_of(who)]
    if not mine or not cited:
        return None
    known = [in_source(sentences, index) for sentences, index in cited]
    if not any(known):
        return None
    everyone = frozenset[str]().union(*known)
    # a word that the source writes small as well ("Attendees said") names nobody
    small = frozenset(word for sentences, index in cited for word in tokens.TOKEN.findall(sentences[index]) if word.islower())
    return next((who for who in mine if names_of(who) - small and not names_of(who) & everyone), None)
