"""Persons as the reader meets them: full name and role at the first mention, the surname after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.facts.people import ROLE, SPEAKS, Person
from pipeline.verify import tokens
from pipeline.write.roles import has_role

_ROLE_WORDS = rf"(?:[\w’'-]+ ){{0,3}}(?:{ROLE})(?: and (?:[a-z-]+ ){{0,2}}(?:{ROLE}))?"
# ", Quillbase's chief executive," after a name; a clause with "who" may bring something new and stays
_AFTER = re.compile(
    rf",\s+(?:the |a |an |its )?{_ROLE_WORDS}(?: (?:of|at|for) [\w’' -]{{2,40}})?,?"
    rf"(?=\s(?:{SPEAKS[3:-1]}|was|is|has|had|will|would)\b|\.$)"
)
# "founder and CEO" before it, at the start, after a quotation or a comma, or after a verb of speech
_BEFORE = re.compile(
    r"(?:^|(?<=[”\",] )|(?<= said )|(?<= says ))(?:(?:[Tt]he|[Ii]ts|[A-Z][\w’-]*['’]s) )?(?:[A-Za-z-]+ )??"
    rf"(?i:{_ROLE_WORDS})\s$"
)


def introduce(text: str, known: Sequence[Person], met: set[str]) -> str:
    """Full name at first mention, surname after, outside quotations; ``met`` collects who has been introduced.

    Who has been presented with a role (``presented``) is not presented again.
    """
    for person in known:
        if person.surname in text:
            text = _introduced(text, person, met)
    return text


def presented(text: str, known: Sequence[Person]) -> frozenset[str]:
    """For ``met``: the marks of whom this text tells the role of."""
    bare = tokens.unquoted(text)
    return frozenset(_mark(person) for person in known if person.full in bare and has_role(bare, person))


def _mark(person: Person) -> str:
    return f"{person.full}, with a role"


def _introduced(text: str, person: Person, met: set[str]) -> str:
    bare = tokens.unquoted(text)
    match = _mention(bare, person)
    if not match or (not person.alone and not match["first"]):
        return text  # whom of two of the name it means, the source knows
    if _mark(person) in met:
        text, bare, match = _without_role(text, match, person)
    before = bare[: match.start()].rstrip()
    titled = re.search(rf"\b(?:{ROLE})$", before, re.IGNORECASE)
    short = person.full in met and not titled and person.alone
    # "Omar Idris Marant" is a longer name than "Idris Marant": no part of it goes
    longer = match["first"] and not titled and re.search(r"(?:^|\s)(?!(?:Mr|Ms|Mrs|Dr)\b)[A-ZÀ-Þ][a-zà-þ]+$", before)
    wanted = person.surname if short and not longer else person.full
    # "Ilse" alone before the surname is part of another form of the name: leave it
    if not re.search(r"\b[A-Z][a-z]+$", before) or match["first"]:
        text = text[: match.start()] + wanted + text[match.end() :]
    met.add(person.full)
    return text


def _mention(bare: str, person: Person) -> re.Match[str] | None:
    """The first mention: "Ilse Marant", "Ilse K. Marant", "Dr. Marant" or "Marant"."""
    return _form(person).search(bare)


@lru_cache(maxsize=1024)
def _form(person: Person) -> re.Pattern[str]:
    first = re.escape(person.full.removesuffix(person.surname).split()[0])
    last = re.escape(person.surname)
    return re.compile(
        rf"\b(?:(?:Dr|Mr|Ms|Mrs|Professor|Prof)\.? )?(?P<first>{first}(?: [A-Z]\.)* )?(?<!-){last}\b(?!-|\s[A-ZÀ-Þ])"
    )


def _without_role(text: str, match: re.Match[str], person: Person) -> tuple[str, str, re.Match[str]]:
    """The text without the role beside the mention, and the mention in it."""
    bare = tokens.unquoted(text)
    after = _AFTER.match(bare, match.end())
    if after:
        text = text[: after.start()] + text[after.end() :]
    before = _BEFORE.search(text[: match.start()])
    if before and match["first"]:
        text = text[: before.start()] + text[match.start() :]
    bare = tokens.unquoted(text)
    return text, bare, _mention(bare, person) or match
