"""Parts of a sentence that stand as well at its other end: a date, an attribution. Each move is the sentence said once more.

Only where one clause is all that the part can belong to; a sentence with a quotation is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.verify import tokens
from pipeline.write import rewrite

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_TIME = (
    rf"(?:[Ii]n (?:early |late |mid-)?(?:(?:{_MONTHS})(?:,? \d{{4}})?|(?:19|20)\d\d)"
    rf"|[Oo]n (?:{_MONTHS}) \d{{1,2}}(?:, \d{{4}})?)"
)
# a second clause, or a word that the time could belong to instead
_SECOND = re.compile(
    r"[,;:–—]|\b(?:that|which|who|whose|whom|when|while|because|if|after|before|since|until|where|as|than|said|says|told|"
    rf"and|but|or|from|by|through|to|between|{_MONTHS}|(?:19|20)\d\d)\b"
)
_TIME_FIRST = re.compile(rf"^({_TIME}),? (.+)\.$")
_TIME_LAST = re.compile(rf"^(.+?) ({_TIME})\.$")
# what keeps no capital inside a sentence
_SMALL = re.compile(
    r"(?:The|A|An|He|She|They|It|Its|His|Her|Their|There|This|These|That|Those|Some|Many|Most|More|All|Both|Another|Several|No|"
    r"Two|Three|Four|Five|Six|Seven|Eight|Nine|About|Nearly|Almost|In|On|At|After|Before|Officials|Police|Authorities|"
    r"Investigators|Prosecutors|Researchers|Scientists|Doctors|Residents|Students|Workers|People|Men|Women|Children) "
)
_PEOPLE = (
    r"(?:(?:the |local |state |federal |court |city |county |company )?(?:police|officials|authorities|prosecutors|"
    r"investigators|researchers|analysts|experts|witnesses|doctors|scientists|lawyers|company|agency|department|report|study|complaint|"
    r"lawsuit|indictment|statement))"
)
_SPEAKER = rf"(?:(?:the )?(?:[A-Z][\w.’'-]+ ?){{1,4}}|{_PEOPLE})"
_SAID_LAST = re.compile(rf"^([^;:]+), ({_SPEAKER})\s?(said|says)\.$")
_ACCORDING_LAST = re.compile(rf"^(.+), according to ({_SPEAKER})\.$")
_LEADING = re.compile(r"^((?:In|On|At|By|During|After|Before|Since|Under|For|Last|Over) [^,]{3,45}), (.+)$")
_REPORTING = re.compile(r"\b(?:said|says|told|according|claimed|alleged|accused)\b")


# a clause that says when or why, and the one that it belongs to
_CLAUSE_FIRST = re.compile(r"^(After|When|Because|Although|Before|While|Once) ([^,]{8,90}), ([^,]{10,120})\.$")
_CLAUSE_LAST = re.compile(r"^([^,]{10,110}?),? (after|when|because|although) ([^,]{10,110})\.$")
# "two days after": the clause says how long, and cannot leave what counts it
_MEASURED = re.compile(r"\b(?:long|soon|shortly|right|days?|weeks?|months?|years?|hours?|minutes?|even|only|just|ever)$")
_PRONOUN = re.compile(r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|that|these|those)\b", re.IGNORECASE)
_NESTED = re.compile(
    r"[;:–—]|\b(?:that|which|who|whose|whom|when|while|because|if|after|before|since|until|as|than|said|says|told|and|but|not)\b"
)
_FINITE = r"(?:is|are|was|were|has|have|had|will|would|could|can|may|might)"
_SUBJECT_FIRST = re.compile(rf"^((?:[\w’'.-]+ ){{1,6}}?)({_FINITE} .+)$")


def moved(text: str) -> Iterator[str]:
    """The sentence with one of its parts moved; none where that could be read another way."""
    if tokens.quotations(text) or not text.endswith("."):
        return
    yield from _times(text)
    yield from _clauses(text)
    yield from _attributions(text)


def _times(text: str) -> Iterator[str]:
    first = _TIME_FIRST.match(text)
    if first and not _SECOND.search(first[2]):
        yield rewrite.capital(f"{first[2]} {first[1][0].lower()}{first[1][1:]}.")
    last = _TIME_LAST.match(text)
    if last and not _SECOND.search(last[1]) and not _hangs(last[1]) and (small := lowered(last[1])):
        yield rewrite.capital(f"{last[2]}, {small}.")


_LAST_PARTICIPLE = re.compile(
    r"(?P<before>.*?)(?P<helped>\b(?:is|are|was|were|been|be|being|has|have|had) (?:(?:\w+ly|also|not|first) )?)?"
    r"\b(?:[a-z]{2,}ed|sent|made|held|given|taken|written|built|sold|born|shot|led|paid|won|lost|found|seen|set|put)$"
)


def _hangs(clause: str) -> bool:
    """Whether a time after this would be that of a participle, and not of what the clause tells: "answered questions sent"."""
    match = _LAST_PARTICIPLE.match(clause)
    return match is not None and not match["helped"] and bool(_TELLS.search(match["before"]))


_TELLS = re.compile(rf"\b(?:{rewrite.FINITE})\b")


def _clauses(text: str) -> Iterator[str]:
    """A clause of time or reason at the other end; not a pronoun before its name, nor beside a third clause."""
    first = _CLAUSE_FIRST.match(text)
    if first and not _PRONOUN.search(first[3]) and not any(_NESTED.search(part) for part in (first[2], first[3])):
        yield rewrite.capital(f"{first[3]} {first[1].lower()} {first[2]}.")
    last = _CLAUSE_LAST.match(text)
    if last and not _PRONOUN.search(last[3]) and not any(_NESTED.search(part) for part in (last[1], last[3])):
        if _MEASURED.search(last[1]):
            return
        if small := lowered(last[1]):
            yield f"{last[2].capitalize()} {last[3]}, {small}."


def _attributions(text: str) -> Iterator[str]:
    according = _ACCORDING_LAST.match(text)
    if according and not _REPORTING.search(according[1]):
        text = f"{according[1]}, {according[2]} said."
        yield text
    said = _SAID_LAST.match(text)
    # of two clauses the second would no longer be what was said
    if said is None or _REPORTING.search(said[1]) or re.search(r", (?:and|but|so|while|which|who)\b", said[1]):
        return
    clause, who, verb = said[1], said[2].strip(), said[3]
    leading = _LEADING.match(clause)
    if leading and not re.search(r"[“”\"]", clause):
        yield f"{leading[1]}, {who} {verb}, {leading[2]}."
        return
    subject = _SUBJECT_FIRST.match(clause)
    if subject and "," not in clause and not _NESTED.search(subject[1]):
        yield f"{subject[1].rstrip()}, {who} {verb}, {subject[2]}."
    if small := lowered(clause):
        yield rewrite.capital(f"{who} {verb} {small}.")


def lowered(text: str) -> str | None:
    """With a small first letter, or as it is where it opens with a full name; None where neither is certain."""
    if _SMALL.match(text):
        return text[0].lower() + text[1:]
    return text if re.match(r"[A-Z][\w’'-]+ [A-Z][a-z]", text) or re.match(r"[A-Z]{2,}\b", text) else None
