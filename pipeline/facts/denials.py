"""Who says the opposite: a sentence that denies of somebody the very deed that another one affirms.

The same verb (or the word against it), with somebody of the same name before it and two words of the same object behind it;
whatever is quoted, subordinate ("if", "whether", "would") or denied twice in one breath denies nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from pipeline.facts.candidates import Candidate
from pipeline.facts.clauses import clause_spans
from pipeline.facts.families import family
from pipeline.languages import words
from pipeline.verify import tokens

# What is done can be denied: "no phase costs more" and "A, not B" deny nothing that another clause could affirm.
# It is read in small letters.
NEGATED = re.compile(
    r"(?<!\w)(?:(?:do|does|did|has|have|had|is|are|was|were|will)\s(?:\w+\s)?not|(?<!whether or )never|"
    r"cannot|denie[sd]|deny|denying|declined?|refused?|failed|voted against|ruled out|nicht)\b|n['’]t\b"
)
_BREATH = 40
# "has not had", "would not say": nothing is done that could be denied
_NOTHING_DONE = words("had have has say says tell comment discuss know known be been want think believe")
_SUBORDINATE = re.compile(
    r"^(?:and |but )?(?:if|whether|unless|who|which|that|because|while|when|where|although|though|as|since|until|with|"
    r"without|ob|wenn|dass|weil)\b"
)
_MODAL = re.compile(
    r"\b(?:would|could|might|should|must|may|can|to|from|will|if|whether|not|never|könnte|würde|soll\w*|zu)\s(?:\w+\s)?$"
)
_OBJECT = 2
_PAIRS = tuple(
    (
        frozenset(family(tokens.stem(word)) for word in one.split()),
        frozenset(family(tokens.stem(word)) for word in other.split()),
    )
    for one, other in (
        (
            "approved approve approves backed accepted granted passed",
            "rejected reject rejects refused blocked denied dismissed",
        ),
        ("rose rises increased grew climbed gained", "fell falls dropped declined decreased shrank lost"),
        ("confirmed confirms admitted acknowledged", "denied denies"),
        ("won wins", "lost loses"),
        ("survived alive", "died dead killed"),
        ("opened opens opening", "closed closes shut closing"),
        ("guilty convicted", "acquitted cleared innocent"),
        ("continue continues continued", "halted stopped suspended paused"),
    )
)


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb with the stems before and behind it in its clause."""

    verb: str
    before: frozenset[str]
    behind: frozenset[str]


def denies(text: str) -> bool:
    """Whether a text denies that something was done."""
    return bool(_denied(text))


def opposite(mine: Candidate, terms: AbstractSet[str], other: Candidate) -> bool:
    """Whether one of two sentences denies a deed that the other affirms, or affirms its opposite.

    ``terms`` are those of the clause of mine that is in question: the deed's verb must be one of them.
    """
    names = mine.names | other.names
    for one, against in ((mine, other), (other, mine)):
        for deed in _denied(one.text):
            if deed.verb in terms and any(_same(deed, done, names) for done in _done(against.text, frozenset({deed.verb}))):
                return True
    for left, right in _PAIRS:
        for verbs, opposites in ((left, right), (right, left)):
            if not terms & verbs:
                continue
            theirs = _done(other.text, opposites)
            if any(_same(deed, done, names) for deed in _done(mine.text, verbs) for done in theirs):
                return True
    return False


def _same(one: _Deed, other: _Deed, names: AbstractSet[str]) -> bool:
    """Whether two deeds are of somebody of one name and of one object."""
    somebody = one.before & other.before
    # "paid the ransom" has one word of object, and that is all of it
    all_of_it = bool(one.behind) and one.behind == other.behind
    return (bool(somebody & names) or len(somebody) >= _OBJECT) and (all_of_it or len(one.behind & other.behind) >= _OBJECT)


@lru_cache(maxsize=4096)
def negates(text: str) -> bool:
    """Whether a negation stands in a text, of whatever."""
    return NEGATED.search(text.lower()) is not None


@lru_cache(maxsize=4096)
def _denied(text: str) -> tuple[_Deed, ...]:
    """The deeds that a sentence denies; two negations in one breath ("denied that it had failed to") deny none."""
    if not negates(text):
        return ()
    found = []
    for piece in _clauses(text):
        matches = list(NEGATED.finditer(tokens.lowered(piece)))
        if len(matches) != 1 or not matches[0]:
            continue
        match = matches[0]
        for token in tokens.TOKEN.finditer(piece, match.end(), min(len(piece), match.end() + _BREATH)):
            low = token[0].lower()
            if low in _NOTHING_DONE:
                break
            if low not in tokens.STOP and len(low) > 2:
                found.append(_Deed(family(tokens.stem(low)), _stems(piece[: match.start()]), _stems(piece[token.end() :])))
                break
    return tuple(found)


@lru_cache(maxsize=8192)
def _done(text: str, verbs: frozenset[str]) -> tuple[_Deed, ...]:
    """The deeds of these verbs that a sentence says were done."""
    found = []
    for piece in _clauses(text):
        if negates(piece):
            continue
        for token in tokens.TOKEN.finditer(piece):
            verb = family(tokens.stem(token[0]))
            if verb in verbs and token.start() and not _MODAL.search(tokens.lowered(piece[: token.start()])):
                found.append(_Deed(verb, _stems(piece[: token.start()]), _stems(piece[token.end() :])))
    return tuple(found)


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a sentence without its quotations and without those that hang on another."""
    bare = _WHO_SAYS.sub("", tokens.unquoted(text))
    for start, end in clause_spans(bare):
        piece = bare[start:end]
        if not _SUBORDINATE.match(piece.strip().lower()):
            yield piece


# who says it is no part of what is said to be done
_WHO_SAYS = re.compile(
    r",\s[^,.;:]{2,80}\b(?:said|says|told|wrote|announced|confirmed|added)\b[^,;:]{0,40}\.?\s*$|"
    r",?\saccording to [^,;:]{2,80}\.?\s*$"
)


def _stems(text: str) -> frozenset[str]:
    return frozenset(family(stem) for stem in tokens.content(text))
