"""Who says it: the attribution of a sentence, in the sentence or in the one it goes on from.

A statement has a named speaker, a document a kind, unnamed sources an outlet; "as The Byte reported" is a credit. What has no
attribution is the outlet's own until another sentence says from where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.facts.candidates import Candidate
from pipeline.facts.entities import Entities
from pipeline.facts.reports import Report
from pipeline.independence import plain_name
from pipeline.verify import tokens

OriginKind = Literal["document", "statement", "reporting", "unnamed"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim comes from: ``who`` is the document, the party that speaks or the outlet.

    ``to`` is the outlet that was told, ``by`` the person by full name who spoke for the party; "" where there is none.
    """

    kind: OriginKind
    who: str
    to: str = ""
    by: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What two mentions of one origin share: a statement of one party is one, to whomever it was made."""
        return ("own" if self.kind == "reporting" else self.kind, plain_name(self.who))

    def __str__(self) -> str:
        """Such as ``statement: Brightloom to The Byte Ledger``."""
        return f"{self.kind}: {self.who}{f' to {self.to}' if self.to else ''}"


@dataclass(frozen=True, slots=True)
class Attribution:
    """What a sentence says of where it is from: the origins, and the articles (report numbers) or outlets it credits."""

    origins: tuple[Origin, ...] = ()
    credits: tuple[str, ...] = ()


_VERB = (
    r"(?:said|says|told|tells|wrote|writes|announced|announces|confirmed|confirms|posted|stated|disclosed|claims?|claimed|"
    r"insists?|insisted|argued|argues|warned|warns|added|adds|explained|explains|acknowledged|admitted|denied|denies|"
    r"declared|estimates?|estimated|expects?|reckons|promises|promised|reports|reported|noted|replied|answered|declined|"
    r"put it|alleges?|alleged|calls?|called)"
)
# Read in small letters. No pattern below matches where none of these stands, and most sentences have none
_SPEAKS = re.compile(
    rf"(?<!\w)(?:{_VERB[3:-1]}|according|filing|complaint|lawsuit|documents?|post-?mortem|report|preprint|paper|study|ruling|"
    rf"judge?ment|prospectus|"
    r"transcript|minutes|indictment|order|sheet|audit|sources?|anonymity|anonymous|familiar|briefed|seen|reviewed|obtained|"
    r"counted|viewed|found|calculated|tested|learned|learnt|understands|verified|measured|visited|unnamed)\b"
)
_NAME = r"(?:[A-ZÀ-Þ][\w&’'.-]*(?:\s(?:of|de|van|von|for|and)\s(?=[A-ZÀ-Þ]))?\s?){1,5}"
_SUBJECT = re.compile(
    rf"(?P<who>\b(?:[Tt]he|[Aa]|[Ii]ts)\s(?:[a-z-]+\s){{0,2}}(?:company|firm|start-?up|regulator|watchdog|authority|agency|"
    rf"ministry|group|operator|bank|lab|spokes\w+|maker|union|court|fund|police|board|university|chipmaker|chip maker|"
    rf"service|hospital|county|council|city|office|brigade|department|government|prosecutors?|lawyers?|institute|association|"
    rf"committee|commission|museum|port|airport|school)|{_NAME}|\b[Ii]t|\b[Hh]e|\b[Ss]he|"
    rf"\b[Tt]hey)(?:,[^,“\"]{{2,90}},)?\s?(?:has\s|have\s|had\s|also\s|later\s|"
    rf"first\s)?\b(?P<verb>{_VERB})\b(?:\s(?:to\s)?(?P<to>(?:the\s|The\s)?{_NAME}))?"
)
# a quotation before it is blanked out
_SAID_X = re.compile(rf"(?:[”\",]\s|^\s+|\s\s){_VERB}\s(?P<who>(?:(?:[a-z’'-]+\s){{0,5}}?){_NAME})")
_ACCORDING = re.compile(
    rf"\b[Aa]ccording to\s(?P<who>(?:the\s|a\s|an\s|its\s)?(?:[a-z-]+\s){{0,4}}?(?:{_NAME}|company|firm|regulator|authority|"
    rf"police))"
)
_DOCUMENT = re.compile(
    r"\b(?:(?:a|an|the|its|in|court|per)\s)?(?P<what>(?:[a-z-]+\s)?(?:filing|complaint|lawsuit|court (?:documents?|papers|"
    r"records?)|post-?mortem|incident report|preprint|paper|study|ruling|judgment|judgement|prospectus|transcript|minutes|"
    r"indictment|consent order|data ?sheet|documents?|audit))\b(?=[^.]{0,40}\b(?:says?|said|shows?|showed|states?|stated|"
    r"seen by|reviewed by|reads?|put|puts|alleges?|alleged|gives?|gave|lists?|listed|describes?|reveals?|revealed|according|"
    r"filed|dated|made on)\b)|\b[Aa]ccording to (?:a |an |the |its )?(?P<by>(?:[a-z-]+\s){0,2}(?:filing|complaint|lawsuit|"
    r"documents?|post-?mortem|report|preprint|paper|study|ruling|transcript|minutes|records?|audit))\b"
)
_UNNAMED = re.compile(
    r"(?<!\w)(?:people|persons?|sources?|insiders?|officials?|executives?|employees?|investors?)\s(?:who (?:are|"
    r"were) )?(?:familiar with|briefed on|close to|with (?:direct )?knowledge of|who (?:asked|spoke on|declined to be|"
    r"requested)|(?:said|told|say)\b)|\b(?:anonymity|anonymous|asked not to be (?:named|identified)|unnamed|"
    r"not authori[sz]ed to speak)\b|\bsources? (?:say|said|tell|told)\b"
)
_OWN = r"(?:seen|reviewed|obtained|counted|viewed|read|found|calculated|tested|verified) by (?:the )?{outlet}|"
r"{outlet} (?:has )?(?:seen|learned|learnt|reviewed|obtained|found|counted|understands|verified|tested|measured|visited)"
_STATEMENT_IN = re.compile(r"\b(?:blog post|press release|statement|post on|memo|note to|letter to|announcement)\b")


def attributions(
    candidates: Sequence[Candidate], reports: Sequence[Report], who: Entities, outlets: Mapping[str, str]
) -> tuple[Attribution, ...]:
    """For each sentence its attribution; ``outlets`` maps the plain names of the story's outlets to how they are shown."""
    found: list[Attribution] = []
    speakers = _Speakers()
    crediting = {shown: _crediting(shown) for plain, shown in outlets.items() if len(plain) > 2}
    for candidate in candidates:
        report = reports[candidate.report]
        speakers.go_to(candidate)
        said = _of(candidate, report, _Known(who, outlets, crediting), speakers)
        if not said.origins and not said.credits and candidate.quotes and speakers.last is not None:
            # the quotation goes on without saying again who speaks
            said = Attribution((speakers.last,))
        found.append(said)
        speakers.hear(candidate, said, who)
    return tuple(found)


_WORDS = re.compile(r"\w+(?:[-’']\w{2,})*")


class _Speakers:
    """Who spoke last in the source that is being read: a pronoun means that one."""

    def __init__(self) -> None:
        self.report = -1
        self.paragraph = 0
        self.last: Origin | None = None
        self.named: list[str] = []

    def go_to(self, candidate: Candidate) -> None:
        if candidate.report != self.report:
            self.report, self.last, self.named = candidate.report, None, []
        elif candidate.paragraph - self.paragraph > 2:
            self.last = None
        self.paragraph = candidate.paragraph

    def hear(self, candidate: Candidate, said: Attribution, who: Entities) -> None:
        statements = [origin for origin in said.origins if origin.kind == "statement"]
        if statements:
            self.last = replace(statements[-1], to="")
        bare = tokens.unquoted(candidate.text)
        words = frozenset(_WORDS.findall(bare))
        named = [surname for surname in who.persons if surname in words]
        self.named = [*self.named, *sorted(named, key=bare.rfind)][-8:]

    def of(self, *, she: bool, who: Entities) -> str:
        """The surname of the last person named whom "she" (or "he") can mean, else who spoke last."""
        fits = [surname for surname in self.named if who.persons[surname].she in {she, None}]
        sure = [surname for surname in fits if who.persons[surname].she is she]
        if fits:
            return (sure or fits)[-1]
        return (self.last.by or self.last.who) if self.last else ""


@dataclass(frozen=True, slots=True)
class _Known:
    who: Entities
    outlets: Mapping[str, str]
    crediting: Mapping[str, re.Pattern[str]]


def _of(candidate: Candidate, report: Report, known: _Known, speakers: _Speakers) -> Attribution:
    bare = tokens.unquoted(candidate.text)
    own = report.source.outlet
    credited = tuple(_credits(bare, own, known.crediting))
    if not _SPEAKS.search(bare.lower()):
        return Attribution((), credited)
    origins = list(_documents(bare))
    if _UNNAMED.search(bare.lower()):
        origins.append(Origin("unnamed", credited[0] if credited else own))
    elif own and own.removeprefix("The ") in bare and re.search(_OWN.format(outlet=re.escape(own)), bare):
        origins += [] if origins else [Origin("reporting", own)]
    if not any(origin.kind == "unnamed" for origin in origins):
        origins += _statements(bare, known.who, known.outlets, speakers)
    return Attribution(tuple(dict.fromkeys(origins)), credited)


def _documents(bare: str) -> Iterator[Origin]:
    for match in _DOCUMENT.finditer(bare):
        what = (match["what"] or match["by"]).strip()
        kind = what.split()[-1]
        if kind in {"documents", "document", "report", "paper", "study"} and not re.search(
            r"\b(?:seen|reviewed|according|shows?|filed|filing)\b", bare, re.IGNORECASE
        ):
            continue
        yield Origin("document", f"the {what}" if not what.startswith(("a ", "the ")) else what)


def _credits(bare: str, own: str, outlets: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    for shown, pattern in outlets.items():
        if shown != own and shown.removeprefix("The ") in bare and pattern.search(bare):
            yield shown


def _crediting(shown: str) -> re.Pattern[str]:
    """What credits this outlet in running text."""
    name = re.escape(shown.removeprefix("The ").removeprefix("the "))
    return re.compile(
        rf"\b(?:[Aa]ccording to|reported by|[Aa]s|told|citing|cited by|first in|by|to|per)\s(?:[Tt]he\s)?{name}\b|"
        rf"\b{name}(?:['’]s)?\s(?:first\s|originally\s|earlier\s|had\s|previously\s)?(?:reported|reports|revealed|broke|"
        rf"wrote|writes|said|says|report\b)|\({name}\)|\bwhich {name}\b|\b{name},? (?:which|citing)\b"
    )


def _statements(bare: str, who: Entities, outlets: Mapping[str, str], speakers: _Speakers) -> Iterator[Origin]:
    for match in (*_SUBJECT.finditer(bare), *_SAID_X.finditer(bare), *_ACCORDING.finditer(bare)):
        if _CONTACT.search(bare[: match.start("who")]):
            continue  # "the sum the company announced": said of that sum, not of the sentence
        speaker = _speaker(match["who"].strip(), who, speakers)
        party = who.party(speaker)
        if not speaker or plain_name(party) in outlets:
            continue
        given = match.groupdict()
        told = (given.get("to") or "").strip(" .,;:") if (given.get("verb") or "").startswith("t") else ""
        yield Origin("statement", party, told if told and plain_name(told) in outlets else "", who.person(speaker))


_CONTACT = re.compile(
    r"(?:\d|\b(?!and|but|as|when|that|after|because|while|since|where|which|who|although|though|if|how|what|before|said|says|"
    r"or|so|than|according|to|by|from|of|in|on)[a-z]{2,})\s$"
)


def _speaker(name: str, who: Entities, speakers: _Speakers) -> str:
    """The name of who a subject of speech means; "" where the words name nobody whom the story knows."""
    low = name.lower()
    if low in {"he", "she"}:
        return speakers.of(she=low == "she", who=who)
    if low in {"it", "they"}:
        return who.hero
    if re.match(r"(?:[Tt]he|[Aa]|[Ii]ts)\s[^A-ZÀ-Þ]+$", name):
        noun = low.split()[-1]
        if noun in _ORDINARY:
            return who.hero
        known = next((full for form, full in who.full.items() if " " in form and form.lower().split()[-1] == noun), "")
        return known or re.sub(r"^(?:the|an?|its)\s", "", low)
    words = [word.rstrip(".") for word in re.sub(r"^(?:[a-z’'-]+\s)+", "", name.split(",")[0]).split()]
    while words:
        form = " ".join(words)
        if (
            words[0][:1].isupper()
            and words[0] not in _NO_SPEAKER
            and (who.knows(form) or (len(words) > 1 and _PERSONAL.fullmatch(form)))
        ):
            return form
        words = words[1:]
    return ""


_PERSONAL = re.compile(r"[A-ZÀ-Þ][a-zà-þ’'-]+(?:\s(?:de|van|von|da|al))?\s[A-ZÀ-Þ][a-zà-þ’'-]+")
_ORDINARY = frozenset(
    "company firm start-up startup group operator bank lab maker chipmaker spokesperson spokesman spokeswoman".split()
)
_NO_SPEAKER = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday But And So That This Who Which What When There Here Also Nobody Somebody Whether Some Many Most Until".split()
)
