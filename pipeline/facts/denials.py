"""Who says the opposite: a sentence that denies what another affirms, by the very word or by the word against it."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.facts.candidates import Candidate
from pipeline.facts.families import family
from pipeline.languages import words
from pipeline.verify import tokens

# What is done can be denied: "no phase costs more" and "A, not B" deny nothing that another clause could affirm.
# It is read in small letters.
NEGATED = re.compile(
    r"(?<!\w)(?:(?:do|does|did|has|have|had|is|are|was|were|will|would|can|could|may|should)\s(?:\w+\s)?not|"
    r"(?<!whether or )never|cannot|denie[sd]|deny|denying|declined?|refused?|failed|voted against|ruled out|nicht)\b|n['’]t\b"
)
_BREATH = 40
# "has not had", "would not say": nothing is done that could be denied
_NOTHING_DONE = words("""had have has say says tell comment discuss know known""")
# What says no without a negation.
_PREVENTED = re.compile(
    r"\b(?:keep|bar|prevent|block|stop|prohibit|forbid|ban|exclud|refus|withh[oe]ld|lack|avoid)\w*|\b(?:without|unable|"
    r"nobody|none|nothing|no"
    r"|too few|ohne|kein\w*)\b"
)
_PAIRS = tuple(
    (frozenset(map(tokens.stem, one.split())), frozenset(map(tokens.stem, other.split())))
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


_PAIRED = frozenset[str]().union(*(side for pair in _PAIRS for side in pair))


def denies(text: str) -> bool:
    """Whether a clause denies that something was done."""
    return bool(_denied(tokens.unquoted(text)))


def opposite(mine: Candidate, clause: tuple[int, int], terms: frozenset[str], other: Candidate) -> bool:
    """Whether the other sentence denies what the clause affirms, or affirms what it denies: the very word, not any word."""
    if not negates(mine.text) and not negates(other.text) and not (terms | other.stems) & _PAIRED:
        return False
    denied, theirs = _denied(tokens.unquoted(mine.text)[clause[0] : clause[1]]), _denied(tokens.unquoted(other.text))
    if bool(denied) != bool(_denied(mine.text[clause[0] : clause[1]])) or bool(theirs) != bool(_denied(other.text)):
        return False  # what one outlet quotes and another retells is no denial
    if bool(denied) != bool(theirs) and _PREVENTED.search((other.text if denied else mine.text[clause[0] : clause[1]]).lower()):
        return False  # "may not work" and "keeps her from working" are one
    if denied & other.stems - theirs or theirs & terms - denied:
        hit = (denied & other.stems - theirs) | (theirs & terms - denied)
        return len(terms & other.stems) - len(hit) >= 2
    for one, opposite in _PAIRS:
        for a, b in ((one, opposite), (opposite, one)):
            if terms & a and other.stems & b and not other.stems & a and not terms & b and not denied and not theirs:
                return len(terms & other.stems) >= 3
    return False


@lru_cache(maxsize=4096)
def negates(text: str) -> bool:
    """Whether a negation stands in a text, of whatever."""
    return NEGATED.search(text.lower()) is not None


@lru_cache(maxsize=4096)
def _denied(text: str) -> frozenset[str]:
    """Stems of the first word of meaning after each negation; two in one breath ("denied that it had failed to") are none."""
    found = set()
    matches = list(NEGATED.finditer(tokens.lowered(text)))
    skip = -1
    for number, match in enumerate(matches):
        if number == skip:
            continue
        following = matches[number + 1] if number + 1 < len(matches) else None
        if (
            following
            and following.start() - match.end() < _BREATH
            and not re.search(r"[,;:.]", text[match.end() : following.start()])
        ):
            skip = number + 1
            continue
        for token in tokens.TOKEN.findall(re.split(r"[,;:.]", text[match.end() : match.end() + 50])[0]):
            if token.lower() in _NOTHING_DONE:
                break
            if token.lower() not in tokens.STOP and len(token) > 2:
                found.add(family(tokens.stem(token)))
                break
    return frozenset(found)
