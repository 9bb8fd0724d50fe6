"""Who says it: the attribution of a sentence, in the sentence or in the one it goes on from.

A statement has a named speaker, a document a kind, unnamed sources an outlet; "as The Byte reported" is a credit. What has no
attribution is the outlet's own until another sentence says from where it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pipeline.facts.candidates import Candidate
from pipeline.facts.entities import Entities
from pipeline.facts.german_speech import statements_in_german
from pipeline.facts.origin import Attribution, Origin
from pipeline.facts.reports import Report
from pipeline.facts.speech import SPEAKS, Speakers, statements
from pipeline.verify import tokens

_DOCUMENT = re.compile(
    r"\b(?:(?:a|an|the|its|in|court|per)\s)?(?P<what>(?:(?<!['’])\b[a-z-]+\s)?(?:filing|complaint|lawsuit|court (?:documents?|"
    r"papers|records?)|post-?mortem|incident report|preprint|paper|study|ruling|judgment|judgement|prospectus|transcript|"
    r"minutes|indictment|consent order|data ?sheet|documents?|audit))\b(?=[^.]{0,40}\b(?:says?|said|shows?|showed|states?|"
    r"stated|seen by|reviewed by|reads?|put|puts|alleges?|alleged|gives?|gave|lists?|listed|describes?|reveals?|revealed|"
    r"according|filed|dated|made on)\b)|\b[Aa]ccording to (?:a |an |the |its )?(?P<by>(?:[a-z-]+\s){0,2}(?:filing|complaint|"
    r"lawsuit|documents?|post-?mortem|report|preprint|paper|study|ruling|transcript|minutes|records?|audit))\b"
)
_UNNAMED = re.compile(
    r"(?<!\w)(?:people|persons?|sources?|insiders?|officials?|executives?|employees?|investors?)\s(?:who (?:are|"
    r"were) )?(?:familiar with|briefed on|close to|with (?:direct )?knowledge of|who (?:asked|spoke on|declined to be|"
    r"requested)|(?:said|told|say)\b)|\b(?:anonymity|anonymous|asked not to be (?:named|identified)|unnamed|"
    r"not authori[sz]ed to speak)\b|\bsources? (?:say|said|tell|told)\b"
)
_OWN = (
    r"(?:seen|reviewed|obtained|counted|viewed|read|found|calculated|tested|verified) by (?:the )?{outlet}|"
    r"{outlet} (?:has )?(?:seen|learned|learnt|reviewed|obtained|found|counted|understands|verified|tested|measured|visited)"
)


def attributions(
    candidates: Sequence[Candidate], reports: Sequence[Report], who: Entities, outlets: Mapping[str, str]
) -> tuple[Attribution, ...]:
    """For each sentence its attribution; ``outlets`` maps the plain names of the story's outlets to how they are shown."""
    found: list[Attribution] = []
    speakers = Speakers()
    crediting = {shown: _crediting(shown) for plain, shown in outlets.items() if len(plain) > 2}
    for candidate in candidates:
        report = reports[candidate.report]
        speakers.go_to(candidate)
        said = _of(candidate, report, _Known(who, outlets, crediting), speakers)
        if not said.origins and not said.credits and speakers.last is not None and _goes_on(candidate):
            # the quotation goes on without saying again who speaks
            said = Attribution((speakers.last,))
        found.append(said)
        speakers.hear(candidate, said, who)
    return tuple(found)


def _goes_on(candidate: Candidate) -> bool:
    """Whether a sentence only quotes: one that says more has a speaker of its own, known or not."""
    if candidate.text[:1] in '“"„«' and not tokens.balanced(candidate.text):
        return True
    bare = tokens.unquoted(candidate.text)
    return bool(candidate.quotes) and len(bare.split()) <= _BESIDE and not SPEAKS.search(bare.lower())


# words beside a quotation that say nothing of who speaks
_BESIDE = 4


@dataclass(frozen=True, slots=True)
class _Known:
    who: Entities
    outlets: Mapping[str, str]
    crediting: Mapping[str, re.Pattern[str]]


def _of(candidate: Candidate, report: Report, known: _Known, speakers: Speakers) -> Attribution:
    bare = tokens.unquoted(candidate.text)
    own = report.source.outlet
    credited = tuple(_credits(bare, own, known.crediting))
    if (report.article.language or "").startswith("de"):
        return Attribution(tuple(statements_in_german(bare, known.who, known.outlets, speakers)), credited)
    if not SPEAKS.search(bare.lower()):
        return Attribution((), credited)
    origins = list(_documents(bare))
    if _UNNAMED.search(bare.lower()):
        origins.append(Origin("unnamed", credited[0] if credited else own))
    elif own and own.removeprefix("The ") in bare and re.search(_OWN.format(outlet=re.escape(own)), bare):
        origins += [] if origins else [Origin("reporting", own)]
    if not any(origin.kind == "unnamed" for origin in origins):
        origins += statements(bare, known.who, known.outlets, speakers)
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
