"""For whom a person of the story speaks: the organisation that the sentences name with the office.

An office that stands alone ("its chief executive", "spokesman") is one of the organisation that its sentence, else the
sentences before it, speak of. Whose office is of a house without a name ("of a wholesaler") speaks for nobody in the story.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts.candidates import Candidate
from pipeline.facts.people import Person
from pipeline.languages import words
from pipeline.verify import tokens

_FOUNDS = r"co-?founder|founder|Mitgründer(?:in)?|Gründer(?:in)?"
_SPEAKS_FOR = (
    r"chief executive(?: officer)?|CEO|CFO|COO|CTO|chief (?:\w+ ){1,2}officer|chief scientist|general counsel|"
    r"(?:vice[- ])?president|spokes\w+|chair(?:man|woman|person)?|managing director|head of \w+(?: (?!at|of|for)\w+)?|"
    rf"(?:{_FOUNDS}) and \w+(?: (?!at|of|for)\w+)?|(?:\w+ )?manager|director|minister|commissioner|secretary|mayor|"
    rf"Geschäftsführer(?:in)?|Sprecher(?:in)?|Chefin?|{_FOUNDS}|who (?:runs|heads|leads)"
)
_ROLE = re.compile(rf"(?<!\w)(?:{_SPEAKS_FOR.lower()})\b")
_ORG = r"[A-ZÀ-Þ][\w&’'-]*(?:\s(?:of|for|and|the|&)?\s?[A-ZÀ-Þ][\w&’'-]*){0,4}"
_PERSON = r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s(?:[A-Z]\.|de|van|von|da|al|bin|der|[A-ZÀ-Þ][\w’'-]+)){0,3})"
_TAIL = rf"(?:\s(?:of|at|for|bei|von)\s(?:the\s)?(?P<of>{_ORG})|\s(?:of|at|for)\s(?P<some>an?|one|some|several)\s)?"
_AFTER_NAME = re.compile(
    rf"\b{_PERSON},\s+(?:who is\s)?(?P<lead>(?:[\w&’'-]+\s){{0,5}}?)(?P<role>(?i:{_SPEAKS_FOR}))(?![\w-]){_TAIL}"
)
_BEFORE_NAME = re.compile(rf"(?<![\w-])(?P<role>(?i:{_SPEAKS_FOR}))(?![\w-]){_TAIL},?\s{_PERSON}")
# what stands right before an office, as far as the next mark
_LEAD = re.compile(r"(?:[\w&’'-]+\s){1,6}$")
# An occasion or an office is no organisation, however it is written.
NO_HOUSE = re.compile(
    r"\b(?:Forum|Conference|Congress|Summit|Festival|Fair|Expo|Week|Symposium|Meeting|Day|Days|Awards?|Spokes\w+|Secretary|President|"
    r"Minister|Senator|Chair(?:man|woman)?|Director|Officer|Chief|Executive)$"
)
# Such are said of their bearers without a house: "President", "Senator", not "its president".
_PUBLIC = re.compile(r"(?i:president|minister|secretary|mayor|commissioner|chair(?:man|woman|person)?)")
_FORMERLY = re.compile(r"\b(?:former|ex-|then|until|long|ehemalige[rn]?|frühere[rn]?)\b", re.IGNORECASE)
_FOUNDER_ONLY = re.compile(rf"(?i:{_FOUNDS})")
_GENERIC = words(
    """company firm start-up startup group business maker developer supplier provider operator bank lab outfit vendor"""
)
NEVER = words(
    """He She It They We I The This That His Her Its Their A An In On At For But And Monday Tuesday Wednesday Thursday
    Friday Saturday Sunday Series Chief CEO Vice Senior General Deputy"""
)
_ACTS = re.compile(
    rf"(?P<who>{_ORG}?)(?:['’]s\s(?:chief|CEO|spokes\w+|founder|boss|head)|,?\s(?:said|says|announced|confirmed|told|declined|"
    r"apologi[sz]ed|plans|expects|wrote))\b"
)
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:the )?(?P<who>{_ORG})")
WHERE = re.compile(r"\b[a-z]+ (?:in|from|at|of|near|across) (?:the )?$")
INVESTOR = re.compile(r"\b(?:Ventures|Capital|Partners|Holdings|Fund|Equity)$")
# Names that end so are organisations although nobody in the story lets them speak.
_INSTITUTION = re.compile(
    r"\b(?:Union|Bank|Association|University|Institute|Council|Commission|Authority|Agency|Group|Labs?|Alliance|Society|Trust|"
    r"School|College|Hospital|Ministry|Department|Ventures|Capital|Partners|Holdings|Inc|Ltd|GmbH|AG|Corp)\.?$"
)
_OWNER = re.compile(r"^[A-ZÀ-Þ].*['’]s?$")
_BODIES = words("""council county city union police school hospital association ministry court university state government""")
_FAR = 80
_SAYS_SO, _STANDS_BY = 3, 1


@dataclass(frozen=True, slots=True)
class _Office:
    """An office beside a name: of ``house`` as the text writes it, "" of nobody in the story, None where it stands alone."""

    surname: str
    house: str | None
    founds: bool
    at: int


@dataclass(frozen=True, slots=True)
class Houses:
    """The organisations of a story. ``full`` maps each form of a name to its longest, ``acting`` only of those that act.

    ``hero`` is the one that most titles name, "" where none acts; ``titles`` are those of the reports.
    """

    full: Mapping[str, str]
    acting: Mapping[str, str]
    hero: str
    titles: Sequence[str]


def houses(candidates: Sequence[Candidate], full: Mapping[str, str], hero: str, titles: Sequence[str]) -> Houses:
    """The organisations that act in the story: they speak, have officers, begin a title, or are called as institutions are."""
    openers = {form for form in full if any(title.startswith(f"{form} ") for title in titles)}
    openers -= {form for form in openers if any(re.search(rf"\b{re.escape(form.lower())}\b", one.text) for one in candidates)}
    # "Auriga-7" is a thing that somebody makes
    acting = {form for form in full if _INSTITUTION.search(form)} | {form for form in openers if form.isalpha() or " " in form}
    for candidate in candidates:
        text = tokens.unquoted(candidate.text)
        # "two regulators in Europe said"
        acting.update(bare(match["who"]) for match in _ACTS.finditer(text) if not WHERE.search(text[: match.start()]))
    there = {full[form] for form in acting if form in full}
    return Houses(full, {form: name for form, name in full.items() if name in there}, hero if hero in there else "", titles)


def spokesmen(candidates: Sequence[Candidate], persons: Mapping[str, Person], story: Houses) -> dict[str, str]:
    """For whom each person speaks, by surname, as most sentences have it; nobody who has no office.

    A founder of another house whom two titles name speaks in her own name: the story is of what she does.
    """
    votes: dict[str, Counter[str]] = {}
    founders: dict[str, bool] = {}
    for place, candidate in enumerate(candidates):
        if not _ROLE.search(candidate.text.lower()):
            continue
        for office in _offices(candidate.text, persons, story.full):
            votes.setdefault(office.surname, Counter()).update(_vote(office, candidates, place, story))
            founders[office.surname] = founders.get(office.surname, True) and office.founds
    found = {surname: count.most_common(1)[0][0] for surname, count in votes.items()}
    return {
        surname: house
        for surname, house in found.items()
        if house and not (founders[surname] and house != story.hero and sum(surname in title for title in story.titles) > 1)
    }


def _vote(office: _Office, candidates: Sequence[Candidate], place: int, story: Houses) -> dict[str, int]:
    """What one sentence says for: the house that it names counts more than the one that stands nearby."""
    if office.house is not None:
        return {_called(office.house, story.full, candidates): _SAYS_SO}
    near = _near(candidates, place, office.at, story)
    return {story.hero if near is None else near: _STANDS_BY}


def _offices(text: str, persons: Mapping[str, Person], full: Mapping[str, str]) -> Iterator[_Office]:
    """The offices beside the names of a sentence, one for each name."""
    seen = set[str]()
    for pattern in (_AFTER_NAME, _BEFORE_NAME):
        for match in pattern.finditer(text):
            surname = next((word for word in reversed(match["name"].split()) if word in persons), None)
            if surname is None or surname in seen:
                continue
            before = _LEAD.search(text[max(0, match.start() - _FAR) : match.start()]) if pattern is _BEFORE_NAME else None
            lead = match["lead"] if pattern is _AFTER_NAME else (before.group() if before else "")
            if _FORMERLY.search(lead + match.group()):
                continue
            house = _house(match, lead, full)
            if house is not None and NO_HOUSE.search(house):
                continue
            if house is None and _PUBLIC.fullmatch(match["role"]) and not re.search(r"\b[Ii]ts\s", lead):
                continue
            seen.add(surname)
            yield _Office(surname, house, bool(_FOUNDER_ONLY.fullmatch(match["role"])), match.start())


def _house(match: re.Match[str], leading: str, full: Mapping[str, str]) -> str | None:
    """The organisation that a match says: before the office ("a Halden spokesperson"), or behind it ("at Lumen")."""
    if match["some"]:
        return ""
    if match["of"] and match["of"] not in NEVER:
        return bare(match["of"])
    lead = leading.split()
    if not lead:
        return None
    if body := next((word for word in map(bare, reversed(lead)) if word in _BODIES), None):
        return body
    # right before the office, or its owner: "Nimbus Grid vice president", "Nimbus Grid's new vice president"
    end = next((place for place in range(len(lead), 0, -1) if _OWNER.search(lead[place - 1])), len(lead))
    for start in range(end):
        name = bare(" ".join(lead[start:end]))
        if name in full and name not in NEVER:
            return name
    owner = bare(lead[end - 1])
    return owner if owner[:1].isupper() and owner not in NEVER else None


def _called(named: str | None, full: Mapping[str, str], candidates: Sequence[Candidate]) -> str:
    """The organisation of an office as the story calls it; one that only this office names is none of the story's."""
    if not named or named.lower() in _GENERIC:
        return ""
    if named in full:
        return full[named]
    return named if sum(candidate.text.count(named) for candidate in candidates) > 1 else ""


def _near(candidates: Sequence[Candidate], place: int, at: int, story: Houses) -> str | None:
    """Of whom an office that stands alone is: whom its sentence names first, before it, else the sentence before; or None."""
    here = candidates[place]
    there = first_named(tokens.unquoted(here.text)[:at], story.acting)
    for back in (1, 2):
        if there or place < back or candidates[place - back].report != here.report:
            break
        before = tokens.unquoted(candidates[place - back].text)
        there = _speaks(before, story.acting) or first_named(before, story.acting)
    return story.full.get(there, there) or None


def _speaks(text: str, acting: Mapping[str, str]) -> str:
    """The organisation that a text gives as its source: "according to the Drivers' Association"; "" where none is."""
    match = _ACCORDING.search(text)
    name = bare(match["who"]) if match else ""
    return name if name in acting or _INSTITUTION.search(name) else ""


def first_named(text: str, acting: Mapping[str, str]) -> str:
    """The form of a name that stands first in a text; "" where none of ``acting`` does."""
    places = [(found.start(), -len(form), form) for form in acting if form in text and (found := _whole(form, text))]
    return min(places, default=(0, 0, ""))[2]


def _whole(form: str, text: str) -> re.Match[str] | None:
    return re.search(rf"(?<![\w-]){re.escape(form)}(?![\w-])", text)


def bare(name: str) -> str:
    """A name without its article, its possessive and a comma behind it."""
    return re.sub(r"^(?:[Tt]he|[Aa]n?|[Ii]ts)\s|['’]s?$|,$", "", name.strip()).strip()
