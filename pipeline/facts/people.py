"""The people of a story: full names, and who "she" is where that is certain.

A capitalised pair is a person when its last word also stands alone more often than its first ("Marant" for Ilse Marant,
but "Halden" for Halden Labs), or when it speaks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.facts.candidates import Candidate
from pipeline.languages import words
from pipeline.verify import tokens

# what may stand before a surname, by itself ("de Vries") or grown to it ("McArdle", "O'Hare")
_PARTICLE = r"(?:(?:de|van|von|da|al|bin|der)\s)?(?:(?:Mc|Mac|O[’']|De|Di|Du|La|Le|Fitz)(?=[A-Z]))?"
_FULL = re.compile(
    rf"(?<![\w.])([A-ZÀ-Þ][a-zà-þ’'-]+(?:\s[A-Z]\.)?)\s"
    rf"({_PARTICLE}[A-ZÀ-Þ][a-zà-þ]+(?:[-’'][A-ZÀ-Þ][a-z]+|-[a-z]+)?)(?!\s+[A-ZÀ-Þ]|[\w-])"
)
SPEAKS = r"(?:said|says|told|wrote|writes|added|announced|insists?|argued|warned|explained|joins|joined|resigned|left|quit)"
_NOT_FIRST = words(
    """
    The A An In On At For After Before As When While But And If It Its This That Mr Mrs Ms Dr Prof Chief Vice
    General Former Series New North South East West United National Saint San Los Las Data Board Last One Two
    Three Both Under Head State First President Senator January February March April May June July August
    September October November December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Inside
    Outside Secretary Judge Justice Minister Prime Officer Chairman Governor Representative Attorney Inc High
    Supreme White House Policy
    """
)
_NOT_LAST = words(
    """
    Labs Lab Inc Corp Ltd Group Authority Ventures Capital Motors Systems Analytics Cloud Health Mobility
    Semiconductor Foundry Grid Pay University Court House Act Street Council Office Agency Department Ministry
    Bank Times Post Ledger Wire News Journal Tribune Gazette Standard Daily Upper Academy Union Committee
    Commission Party State States City County Island Wire Partners Holdings Credit Court January February
    March April May June July August September October November December Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday Officer Executive Technologies Security Intelligence Republican Republicans Democrat
    Democrats Senator Governor President Chairman Congressman Conservative Liberal Labour Independent
    """
)


ROLE = (
    "scientist|officer|CTO|CEO|CFO|COO|chief|executive|director|president|vice-president|veteran|founder|"
    "co-founder|partner|spokesperson|"
    "spokesman|spokeswoman|counsel|engineer|researcher|chair|minister|professor|analyst|lawyer|manager|"
    "head|leader|secretary|senator|attorney|adviser|advisor|representative|governor|chairman|chairwoman|mayor|treasurer"
)


# so many times as often as another of the surname somebody must be named to be the one that it stands for
NAMED = 3
_STYLE = (
    "Sen|Rep|Gov|Sheriff|Detective|Captain|Capt|Sgt|Lt|Col|Maj|Coach|Sir|Lady|Lord|Pope|King|Queen|Prince|Princess|Speaker|"
    "Father|Bishop|Archbishop|Pastor|Rabbi|Imam|Sister|Brother"
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person by full name and by the surname that stands for it; ``she`` is None where no text tells.

    ``alone`` is False where somebody else of the story has the surname and is named about as often: then it stands for neither.
    """

    full: str
    surname: str
    she: bool | None
    alone: bool = True


def people(candidates: Sequence[Candidate]) -> tuple[Person, ...]:
    """The persons named in full anywhere in the story, those named most often first."""
    candidates = [candidate for candidate in candidates if candidate.flaw not in {"in another language", "no sentence"}]
    text = "\n".join(candidate.text for candidate in candidates)
    pairs = Counter((match[1], match[2]) for match in _FULL.finditer(text))
    singles = Counter(re.findall(r"\b[A-ZÀ-Þ][\w-]+", text))
    small = frozenset(re.findall(r"(?<![\w’'-])[a-z]{2,}(?![\w-])", text))
    seen = _Seen.of(text)
    found: dict[str, Person] = {}
    for (first, last), count in pairs.most_common():
        full = f"{first} {last}"
        if (
            first.endswith(("'", "’", "'s", "’s"))
            or first.lower() in tokens.STOP
            or first.lower() in small
            or first in _NOT_FIRST
            or last in _NOT_LAST
            or last in _NOT_FIRST
            or last in seen.goes_on
            or f"the {full}" in text
        ):
            continue
        surname_alone, first_alone = singles[last] - count, singles[first] - count
        speaks = full in seen.speaks or last in seen.titled
        alone_speaks = surname_alone > first_alone and last in seen.surname_speaks
        inside = full in seen.inside or count > 1
        if (inside and (surname_alone > max(1, first_alone) or alone_speaks)) or (speaks and first_alone <= surname_alone + 1):
            alone = not _namesake(first, last, count, {pair: n for pair, n in pairs.items() if pair[0].lower() not in small})
            found.setdefault(last, Person(full, last, _gender(full, last, candidates), alone))
    return tuple(found.values())


def _namesake(first: str, last: str, count: int, pairs: Mapping[tuple[str, str], int]) -> bool:
    """Whether somebody with another first name has the surname, named a third as often or more; "Rob" may be Robert."""
    others = ((name, times) for (name, surname), times in pairs.items() if surname == last and name[0] != first[0])
    return any(
        NAMED * times >= count and name not in _NOT_FIRST and not re.fullmatch(f"(?:{ROLE}|{_STYLE})", name, re.IGNORECASE)
        for name, times in others
    )


_PAIR = rf"[A-ZÀ-Þ][\w'’-]*(?:\s[A-Z]\.)?\s{_PARTICLE}[A-ZÀ-Þ][a-zà-þ]+(?:[-’'][A-ZÀ-Þ]?[a-z]+)?"
_ROLE_AND_SPEECH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:{ROLE})[.,]? (?=({_PAIR}))",
        rf"({_PAIR}), (?:the |its |a |an |who |\d\d,|former |then )",
        rf"({_PAIR})(?:,[^,\n]{{2,60}},|,)?\s+{SPEAKS}\b",
        rf"\b(?:said|says|by|Mr|Mrs|Ms|Dr)\.? ({_PAIR})",
    )
)
_INSIDE = re.compile(rf"[\w,;] (?=({_PAIR}))")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? ([A-ZÀ-Þ][\w’'-]+)")
_SURNAMESPEAKS = re.compile(rf"\b([A-ZÀ-Þ][\w’'-]+)\s+{SPEAKS}\b|\b(?:said|says) ([A-ZÀ-Þ][\w’'-]+)\b(?! [A-ZÀ-Þ])")
# "Halden" of "Halden Labs" is no surname; "Marant Sunday" is a name and a day
_GOES_ON = re.compile(
    r"([A-ZÀ-Þ][\w’'-]+) (?=[A-ZÀ-Þ])(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:January|February|March|April|May|June|"
    r"July|August|September|October|November|December)\b)"
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the story's text shows of its capitalised words, found in a few passes instead of one for each name."""

    speaks: frozenset[str]
    inside: frozenset[str]
    titled: frozenset[str]
    surname_speaks: frozenset[str]
    goes_on: frozenset[str]

    @classmethod
    def of(cls, text: str) -> _Seen:
        return cls(
            frozenset(match[1] for pattern in _ROLE_AND_SPEECH for match in pattern.finditer(text)),
            frozenset(match[1] for match in _INSIDE.finditer(text)),
            frozenset(match[1] for match in _TITLED.finditer(text)),
            frozenset(match[1] or match[2] for match in _SURNAMESPEAKS.finditer(text)),
            frozenset(match[1] for match in _GOES_ON.finditer(text)),
        )


def _gender(full: str, surname: str, candidates: Iterable[Candidate]) -> bool | None:
    """By the pronouns of the sentences that name this person and no second one; None where they do not agree."""
    votes: Counter[bool] = Counter()
    for candidate in candidates:
        if surname in candidate.text:
            rest = candidate.text.split(surname, 1)[1]
            if len(_FULL.findall(candidate.text.replace(full, ""))) == 0:
                votes[True] += len(re.findall(r"\b(?:she|her|hers|herself|Ms)\b", tokens.unquoted(rest)))
                votes[False] += len(re.findall(r"\b(?:he|his|him|himself|Mr)\b", tokens.unquoted(rest)))
    if votes[True] > 2 * votes[False]:
        return True
    return False if votes[False] > 2 * votes[True] else None


def named(text: str, known: Sequence[Person]) -> list[Person]:
    """The persons a text names, by full name or surname, in the order of first mention."""
    places = [
        (match.start(), person) for person in known if person.surname in text and (match := _word(person.surname).search(text))
    ]
    return [person for _, person in sorted(places, key=lambda pair: pair[0])]


@lru_cache(maxsize=1024)
def _word(surname: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(surname)}\b")


_OPENING_PRONOUN = re.compile(r"^(She|He|Her|His)\b")
_ANY_PRONOUN = re.compile(r"\b(she|he|her|his|him|She|He|Her|His)\b")


def loose_pronoun(text: str, known: Sequence[Person]) -> re.Match[str] | None:
    """The first personal pronoun outside quotations with nobody named before it in the sentence, or None."""
    bare = tokens.unquoted(text)
    match = _ANY_PRONOUN.search(bare)
    if match and (_TOGETHER.match(bare[: match.start()]) or not named(bare[: match.start()], known)):
        return match
    return None


# of several who do a thing together none is "he": "Marant and other members criticised his plan"
_TOGETHER = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*)* and (?:other|some|several|many|fellow) [^,]*$")


# one of whom nobody has been told, and whom the sentence itself brings in
_SOMEBODY = re.compile(
    r"^(?:An?|One) (?:[\w’'-]+ ){0,4}?(?P<who>man|woman|boy|girl|infant|baby|toddler|child|teenager|teen|student|villager|"
    r"farmer|driver|passenger|pilot|worker|employee|resident|patient|mother|father|grandmother|grandfather|husband|wife|couple|"
    r"researcher|engineer|founder|developer|customer|user|tourist|hiker|climber|nurse|teacher|singer|actor|actress|player|"
    r"veteran|soldier|inmate|prisoner|suspect|pedestrian|shopper|student)\b"
)
# "her ring", not "told her of it"
_OF_HERS = re.compile(r" (?!(?:to|in|on|at|for|and|as|by|with|of|from|about|that|when|after|before|if) )[a-z]")
_HERS = {"woman", "girl", "mother", "grandmother", "wife", "actress"}
_HIS = {"man", "boy", "father", "grandfather", "husband"}


def means_somebody(text: str, loose: re.Match[str]) -> bool:
    """Whether a loose pronoun means one whom the sentence opens with: "A woman wants …, as she", "An infant … her life".

    Not as an object ("told him"), which may be another.
    """
    there = _SOMEBODY.match(text)
    if there is None or loose.start() < there.end():
        return False
    low, after = loose[1].lower(), loose.string[loose.end() :]
    if low == "him" or (low == "her" and not _OF_HERS.match(after)):
        return False
    others = _HIS if low in {"she", "her"} else _HERS
    return there["who"] not in others


def loose_its(text: str, known: Sequence[Person]) -> bool:
    """Whether a sentence about a person says "its" of something it has not named: "Danquah joins its red team"."""
    bare = tokens.unquoted(text)
    match = re.search(r"\bits\b", bare)
    if match is None or not named(bare, known):
        return False
    before = bare[: match.start()]
    people_there = {word for person in named(before, known) for word in person.full.split()}
    before = re.sub(r",[^,]*,", " ", before)
    others = [before[span.start : span.end] for span in tokens.names(before)]
    return (
        bool(people_there) and all(name in people_there for name in others) and not re.search(r"\b(?:the|a|an) [a-z]", before)
    )


# nobody has come before the pronoun that it could mean: "In 2019 she", "After that, he"
_OPENED = re.compile(r"(?:(?:In|On|At|By|Since|During|From|Until|Before|After|Now|Then|Later|Earlier|Today)\b[^,]{0,30},? )?$")


def opens(text: str, loose: re.Match[str]) -> bool:
    """Whether the pronoun is the first that the sentence speaks of: only then may the name before it be put in its place."""
    before = tokens.unquoted(text)[: loose.start()]
    return bool(_OPENED.match(before)) and not re.search(r"\b(?:the|an?|his|her|its|their) [a-z]", before.lower())


def antecedent(position: int, pronoun: str, source: Sequence[Candidate], known: Sequence[Person]) -> Person | None:
    """Who a pronoun in sentence ``position`` of a source means, where the two sentences before leave no choice; else None."""
    she = pronoun.lower() in {"she", "her", "hers"}
    for back in (1, 2):
        if position - back < 0 or source[position].paragraph - source[position - back].paragraph > 2:
            return None
        before = source[position - back].text
        there = [person for person in named(before, known) if person.she is None or person.she is she]
        # only somebody whom other sentences call "she" can be this "she": a name alone does not tell
        if len(there) == 1 and there[0].she is she and there[0].alone and _speaks_of(before, there[0]):
            return there[0]
        if there or re.search(
            r"\b(?:the|a|an) (?:\w+ )?(?:spokeswoman|spokesman|woman|man|founder|engineer|chief|official)\b", before
        ):
            return None
    return None


_OPENING = re.compile(
    r"^(?:In|On|At|While|After|Before|When|As|Since|By|During|For|Under|With|Asked|Speaking|Later|Earlier|Now|Then)\b"
    r"[^,“”\"]*, "
)
# what may stand before the name of whom a sentence speaks
_ROLES = frozenset(ROLE.lower().split("|"))
_SMALL = _ROLES | {"the", "a", "an", "its", "former", "longtime", "of", "for", "and"}


def _speaks_of(before: str, person: Person) -> bool:
    """Whether the sentence is one about the person: its subject, or who says it; not "Moe's plan" nor "with Moe's lawyer"."""
    bare = tokens.unquoted(before)
    match = _word(person.surname).search(bare)
    if match is None or re.match(r"['’]s?\b|['’](?=\s)", bare[match.end() :]):
        return False
    start = bare[: match.start()]
    if re.search(r"\b(?:said|says|added) (?:[A-ZÀ-Þ][\w.’'-]* )*$", start):
        return True
    rest = _OPENING.sub("", start)
    said = [word.lower().strip(",") for word in rest.split()]
    # "the harbour treasurer": a word before a role belongs to it
    roled = {place - 1 for place, word in enumerate(said) if word in _ROLES}
    named_so = [word[0].isupper() for word in rest.split()]
    return all(named_so[place] or word in _SMALL or place in roled for place, word in enumerate(said))


def put_name(text: str, match: re.Match[str], person: Person) -> str:
    """The text with the pronoun replaced by the surname, in the possessive where it was one."""
    possessive = match[1].lower() == "his" or (match[1].lower() == "her" and bool(re.match(r"\s+[a-z]", text[match.end() :])))
    return text[: match.start()] + person.surname + ("'s" if possessive else "") + text[match.end() :]
