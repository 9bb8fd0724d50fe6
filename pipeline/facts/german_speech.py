"""Who speaks in a German sentence: before the verb of speech or right behind it, and whom "laut" and "zufolge" name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pipeline.facts.entities import Entities
from pipeline.facts.origin import Origin
from pipeline.facts.speech import Speakers, by_name
from pipeline.independence import plain_name

_VERB = (
    r"(?:sag(?:te|t|en|ten)|erklär(?:te|t|en|ten)|teil(?:te|t|ten|en)|bestätig(?:te|t|ten|en)|beton(?:te|t)|schrieb|schreibt|"
    r"kündig(?:te|t|ten)|warn(?:te|t)|sprach|spricht|räum(?:te|t)|begründe(?:te|t)|versicher(?:te|t)|kritisier(?:te|t)|"
    r"mitteil(?:te|t|ten)|ankündig(?:te|t|ten)|bericht(?:et|ete)|erläuter(?:te|t)|behaupte(?:te|t)|dementier(?:te|t))"
)
# Read in small letters: where none of these stands, nobody speaks.
_SPEAKS = re.compile(rf"\b(?:{_VERB}|laut|angaben|zufolge)\b")
_NAME = r"(?:[A-ZÄÖÜ][\w&’'.-]*(?:\s(?:von|van|de|der|und)(?=\s[A-ZÄÖÜ]))?\s?){1,5}"
_COMPANY = (
    r"(?:[Dd]as|[Dd]ie|[Dd]er|[Dd]em|[Dd]es)\s(?:[a-zäöüß]+\s){0,2}(?:Unternehmens?|Konzerns?|Firma|Herstellers?|Betreibers?|Anbieters?|"
    r"Start-?ups?|Gruppe|Bank|Mitteilung)|[Ee]in(?:e[rs]?)?\s(?:(?:Firmen|Unternehmens|Konzern)?[Ss]precher(?:in|s)?)"
)
_BODY = (
    r"(?:[Dd]as|[Dd]ie|[Dd]er|[Dd]em|[Dd]es)\s(?P<body>[A-ZÄÖÜ]\w*(?:behörde|ministeriums?|amt(?:e?s)?|gerichts?|rat(?:s)?|gewerkschaft|"
    r"staatsanwaltschaft|polizei|stadt)|Behörde|Ministerium|Gericht|Gewerkschaft|Staatsanwaltschaft|Polizei|Stadt|Betriebsrat)"
)
_WHO = rf"(?P<who>{_COMPANY}|{_BODY}|\b[Ee]r\b|\b[Ss]ie\b|{_NAME})"
_PATTERNS = (
    re.compile(rf"(?:^|[,;:]\s|\s\s|[”“\"]\s?){_WHO}(?:,[^,“„\"]{{2,90}},)?\s?\b{_VERB}\b"),
    re.compile(rf"\b{_VERB}\s{_WHO}(?=\s|[.,:;]|$)"),
    re.compile(rf"\b[Ww]ie\s{_WHO}[^,.;]{{0,60}}?\b{_VERB}\b"),
    re.compile(rf"\b(?:[Ll]aut|[Nn]ach Angaben (?:von|der|des))\s{_WHO}"),
    re.compile(rf"{_WHO}\szufolge\b"),
)
_OFFICE = re.compile(r"^(?:\w*(?:chef|sprecher|führer|vorstand)(?:in)?|\w*vorstandsvorsitzende[rn]?)\s", re.IGNORECASE)
# Before a name, in capitals as every noun is: no part of it.
_CALLED = re.compile(
    r"^(?:\w*(?:chef|sprecher|führer|vorstand|leiter|gründer|analyst|anwalt|anwält|minister|professor|direktor|expert|"
    r"sekretär|präsident|händler|forscher|mitarbeiter)(?:in|e)?|\w*vorsitzende[rn]?)\s(?=\w+\s\w)",
    re.IGNORECASE,
)


def statements_in_german(bare: str, who: Entities, outlets: Mapping[str, str], speakers: Speakers) -> Iterator[Origin]:
    """The parties that a German sentence (its quotations blanked out) says speak; outlets of the story are no speakers."""
    if not _SPEAKS.search(bare.lower()):
        return
    seen = set[str]()
    for pattern in _PATTERNS:
        for match in pattern.finditer(bare):
            party, person = _party(match, who, speakers)
            if party and plain_name(party) not in outlets and party not in seen:
                seen.add(party)
                yield Origin("statement", party, "", person)


def _party(match: re.Match[str], who: Entities, speakers: Speakers) -> tuple[str, str]:
    """(party, person) of a match: an officer speaks for the company that the sentences before are of."""
    said = match["who"].strip()
    if match["body"]:
        return match["body"], ""
    if re.fullmatch(_COMPANY, said):
        return speakers.it(who, company=True), ""
    if said.lower() in {"er", "sie"}:
        name = speakers.of(she=said.lower() == "sie", who=who)
        return (who.party(name), who.person(name)) if name else ("", "")
    name = "" if re.match(r"[Ee]ine?\s", said) else by_name(_CALLED.sub("", said), who)
    if not name:
        return "", ""
    person = who.person(name) or (name if " " in name and not who.knows(name) else "")
    if _OFFICE.match(said) and person and who.party(name) in {person, name}:
        return speakers.it(who, company=True), person
    return who.party(name), person
