"""Who speaks is presented: with what a source says the person is, at the first mention, or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

from pipeline.facts.candidates import Candidate
from pipeline.facts.people import ROLE, SPEAKS, Person, named
from pipeline.verify import tokens
from pipeline.write.rewrite import capital


@dataclass(frozen=True, slots=True)
class Role:
    """What a source says that a person is, as words that can stand after the name, and the place of that sentence.

    With ``before`` they are a title that stands before the name ("Sen.", "Corrow Police Chief").
    """

    text: str
    place: int
    before: bool = False


# what an office or a rank is called before a name
_TITLE = (
    r"(?:(?:Sen|Rep|Gov|Gen|Col|Maj|Lt|Sgt|Capt|Cpl|Prof|Dr|Supt|Det|Adm)\.|Senator|Representative|Congressman|Congresswoman|"
    r"Governor|President|Premier|Chancellor|Secretary|Minister|Chairman|Chairwoman|Chair|Speaker|Judge|Justice|Mayor|Sheriff|"
    r"Chief|Director|Commissioner|Superintendent|Administrator|Ambassador|Leader|Spokesman|Spokeswoman|Spokesperson|Officer|"
    r"Detective|Professor|Treasurer|Counsel|Attorney|Attorney General|Inspector General|Surgeon General|Coroner|Professor|CEO|"
    r"CTO|CFO|COO|General|Colonel|Captain|Editor)"
)


Presentable = tuple[Person, Role]


# what people are called by what they do, in small letters before a name
_TRADE = (
    r"(?:astronomer|astrophysicist|physicist|economist|biologist|chemist|scientist|researcher|analyst|lawyer|attorney|spokesman|"
    r"spokeswoman|spokesperson|director|manager|engineer|founder|co-founder|reporter|journalist|author|actor|actress|singer|"
    r"comedian|student|witness|resident|owner|coach|doctor|neurologist|pediatrician|surgeon|nurse|detective|officer|prosecutor|"
    r"historian|activist|organizer|consultant|adviser|advisor|strategist|pollster|critic|editor|curator|pilot|driver|farmer|"
    r"teacher|principal|professor|executive|president|chairman|chairwoman|chief|developer|designer|investor|partner)"
)


def has_role(text: str, person: Person) -> bool:
    """Whether the text says who the person is: "X, who runs …", "engineer X", "a spokeswoman, X,"."""
    # a story has hundreds of sentences and dozens of people: most sentences do not name most of them
    if person.full.lower() not in text.lower():
        return False
    after, before = _beside(person.full)
    return bool(after.search(text) or before.search(text))


@lru_cache(maxsize=1024)
def _beside(full: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells a role after this name, and what before it."""
    name = re.escape(full)
    return (
        re.compile(rf"{name},\s+(?!(?:{SPEAKS[3:-1]})\b)(?:who|a|an|the|its|one|[a-z]+|[A-Z][\w’'-]*['’]s)\b"),
        re.compile(
            rf"\b{_TITLE} {name}|\b(?i:{_TRADE}) {name}"
            rf"|(?i:\b(?:{ROLE}|chairwoman|chairman|harbou?r master|councillor|captain|doctor|mayor)\b"
            rf"[^.;“”\"]{{0,40}}?,? {name})",
        ),
    )


def stranger(text: str, known: Sequence[Person], met: AbstractSet[str]) -> Person | None:
    """Whoever speaks in the text without having been met (by full name, or by the stem of a surname) and without a role."""
    bare = tokens.unquoted(text)
    for person in named(bare, known):
        if person.full in met or tokens.stem(person.surname) in met:
            continue
        speaks = re.search(
            rf"\b{re.escape(person.surname)}\s+(?:has |had )?{SPEAKS}\b|\b{SPEAKS}\s+{re.escape(person.full)}\b", bare
        )
        if speaks and not has_role(bare, person):
            return person
    return None


def role(person: Person, candidates: Sequence[Candidate], voices: Sequence[float]) -> Role | None:
    """What the sources say the person is, in few and plain words, from a sentence that may be cited; None where none says it.

    ``voices`` tells for each source how much of it is its own voice: a chatty one is asked last.
    """
    found = []
    name = re.escape(person.full)
    for place, candidate in enumerate(candidates):
        if person.full not in candidate.text or candidate.flaw in {"in another language", "not to be quoted", "boilerplate"}:
            continue
        bare = tokens.unquoted(candidate.text)
        after = re.search(
            rf"{name}, ((?:who|a|an|the|[A-Z][\w’'-]*['’]s) [^,;:.()]{{4,80}}"
            rf"|(?:[a-z-]+ ){{0,3}}(?:{_TRADE}|head|co-director|vice president) (?:of|at|for|with) [^,;:.()]{{3,70}})(?=[,.])",
            bare,
        )
        before = re.search(rf"\b((?:[A-Z][\w’-]*['’]s )(?:[a-z][\w-]* ){{0,4}}[a-z]+),? {name}\b", bare)
        match = after or before
        if (
            match
            and not re.search(r"\b(?:he|she|his|her|its|their|they|it)\b", match[1])
            and 2 <= len(match[1].split()) <= 16
            and not match[1].startswith("who is")
        ):
            plain = re.search(rf"\b(?:{ROLE})\b", match[1])
            found.append((plain is None, voices[candidate.report] > 0.25, len(match[1]), place, match[1]))
    return Role(min(found)[4], min(found)[3]) if found else _titled(person, candidates)


def _titled(person: Person, candidates: Sequence[Candidate]) -> Role | None:
    """The title that a source puts before the name, the shortest one; None where none does."""
    name = re.escape(person.full)
    pattern = re.compile(
        rf"(?<![\w’'-])((?:[A-Z][\w’'&-]* (?:of the |of |for )?){{0,5}}{_TITLE}"
        rf"|(?:[A-Z][\w’'&-]* ){{0,3}}"
        rf"(?:(?!(?:the|an?|and|by|of|to|as|for|with|said|says) )[a-z]+(?<!ed) )?{_TRADE}) {name}\b"
    )
    found = []
    for place, candidate in enumerate(candidates):
        if person.full not in candidate.text or candidate.flaw in {"in another language", "not to be quoted", "boilerplate"}:
            continue
        match = pattern.search(tokens.unquoted(candidate.text))
        # the first word of a sentence has its capital from there
        if match and match[1].split()[0].lower() not in tokens.STOP:
            found.append((len(match[1]), place, match[1]))
    return Role(min(found)[2], min(found)[1], before=True) if found else None


def presentable(
    known: Sequence[Person], candidates: Sequence[Candidate], voices: Sequence[float]
) -> dict[str, tuple[Person, Role]]:
    """The persons of whom a source says who they are, by the stem of the surname; not those who share it with another."""
    surnames = Counter(tokens.stem(person.surname) for person in known)
    found = ((person, role(person, candidates, voices)) for person in known if surnames[tokens.stem(person.surname)] == 1)
    return {tokens.stem(person.surname): (person, said) for person, said in found if said is not None}


def with_role(text: str, person: Person, role: Role) -> str:
    """The text with the role after the first full name: "X, who runs the yard, said"."""
    match = re.search(rf"{re.escape(person.full)}(?=[\s.])", tokens.unquoted(text))
    if match is None:
        return text
    if role.before:
        return capital(f"{text[: match.start()]}{role.text} {text[match.start() :]}")
    closing = "" if text[match.end()] == "." else ","
    return f"{text[: match.end()]}, {role.text}{closing}{text[match.end() :]}"
