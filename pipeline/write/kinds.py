"""Kinds of event and how an article on each is divided: titles, and the words by which a sentence finds its section."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.languages import words

EVENT: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "hire": words("hire move appointment"),
        "acquisition": words("deal acquisition purchase takeover sale transaction merger price"),
        "breach": words("breach intrusion incident theft attack intruders attackers"),
        "outage": words("outage incident failure disruption breakdown"),
        "lawsuit": words("case complaint lawsuit suit filing"),
        "funding": words("round funding financing money investment"),
        "launch": words("launch announcement product"),
        "departure": words("departure resignation move"),
        "research": words("study research findings paper researchers"),
        "policy": words("measure proposal decision"),
    }
)
REACTION = r"\b(?:disagree\w*|welcom\w+|critici\w+|respon\w+|declin\w+|statement|spokes\w+|apolog\w*|warned|praised|comment)\b"
# what a person or a body does in answer to an event
REACTS = (
    r"\b(?:disagree[ds]?|welcom(?:es|ed)|critici[sz](?:es|ed)|apologi[sz](?:es|ed)|warn(?:s|ed)|prais(?:es|ed)|accus(?:es|ed)|"
    r"blam(?:es|ed)|den(?:ies|ied)|reject(?:s|ed)|defend(?:s|ed)|condemn(?:s|ed)|urg(?:es|ed)|call(?:s|ed) (?:for|on)|"
    r"declin(?:es|ed) to|would not (?:comment|discuss|say)|regret(?:s|ted)|thank(?:s|ed)|hail(?:s|ed)|vow(?:s|ed)|"
    r"pledg(?:es|ed)|refus(?:es|ed)|object(?:s|ed) to|worr(?:ies|ied)|ask(?:s|ed) for|demand(?:s|ed))\b"
)
# what is still to come
FUTURE = (
    r"\b(?:will|plans? to|planned for|expects?|expected|due (?:to|in|on|by)|(?:is|are) to|set (?:to|for)|scheduled|intends?|"
    r"aims? to|would (?!be\b|not\b|have\b)[a-z]+ (?!said)|"
    r"next (?:week|month|year|quarter|spring|summer|autumn|fall|winter)|by the end of|later this|"
    r"(?:has|have|(?<!not )needs?) to|subject to|yet to|remains?|stays?|opens in)\b"
)
NEXT = (
    r"\b(?:will|plans?|expect\w*|next|by the end|until|deadline|due|upcoming|later this|hearing|"
    r"approval|closing|intends?|aims?|schedul\w+)\b"
)
PAST = (
    r"\b(?:founded|co-?founded|earlier|previous\w*|former\w*|until|career|began|years? ago|"
    r"in 20[0-2]\d|since 20\d\d|history|long|used to|was head|was one of)\b"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A titled section: its title, the words that call a sentence into it, and whether it is told in order of time.

    Where it takes only one kind of sentence, ``must`` is what marks that kind; with ``speech`` it is what somebody says.
    """

    title: str
    cues: re.Pattern[str]
    background: bool = False
    must: re.Pattern[str] | None = None
    speech: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event: the words that make a story one, and its sections in order."""

    name: str
    cues: re.Pattern[str]
    parts: tuple[Part, ...]

    @property
    def event(self) -> frozenset[str]:
        """The words by which the event is called: who has read the headline knows what "the deal" is."""
        return EVENT.get(self.name, frozenset())


def _part(title: str, cues: str, *, background: bool = False) -> Part:
    if title == "Reaction":
        return Part(title, re.compile(cues, re.IGNORECASE), speech=True)
    must = FUTURE if title == "What comes next" else PAST if title == "Background" and cues == PAST else None
    return Part(title, re.compile(cues, re.IGNORECASE), background, re.compile(must, re.IGNORECASE) if must else None)


def _kind(name: str, cues: str, *parts: Part) -> Kind:
    return Kind(name, re.compile(cues, re.IGNORECASE), parts)


_BACKGROUND = _part("Background", PAST, background=True)
_NEXT = _part("What comes next", NEXT)
_REACTION = _part("Reaction", REACTS)

KINDS: tuple[Kind, ...] = (
    _kind(
        "hire",
        r"\b(?:join(?:s|ed|ing)|hir(?:es|ed|ing)|appoint\w*|recruit\w*|names? new|named (?:as )?(?:chief|"
        r"head)|moves? to|new (?:chief|ceo|cto|head))\b",
        _part(
            "Role and mandate",
            r"\b(?:teams?|groups?|units?|reports? to|leads?|boss|superior|manager|mandate|brief|tasks?|"
            r"research|build\w*|set up|pre-training|training|experiments?|roles?|jobs?|loop|code|runs?|"
            r"models?|organi[sz]ation|compute)\b",
        ),
        _part(
            "Competition for talent",
            r"\b(?:rivals?|competitors?|compet\w+|lost|losing|quit|departures?|left in|went in|"
            r"senior people|red team|security|hiring|stock|CTO|chief scientist|chief technology officer|employees|staff)\b",
        ),
        _part(
            "Background",
            r"\b(?:founded|co-founded|co-founder|until|adviser|advisory|project|spent|begun|paused|"
            r"schools?|pupils|earlier|kits?|programme|pupils|schools|classrooms|career|former\w*|started|launched)\b|" + PAST,
            background=True,
        ),
    ),
    _kind(
        "acquisition",
        r"\b(?:acqui(?:re|res|red|sition|ring)|buys?|bought|takeover|merge[rsd]?|purchase[sd]?|to buy)\b",
        _part(
            "The terms",
            r"\b(?:cash|shares?|million|billion|price|pays?|value[ds]?|terms|stock|debt|premium|multiple|revenue)\b",
        ),
        _part(
            "The companies",
            r"\b(?:employees|staff|founded|makes?|software|customers?|based|product|sensors?|business|"
            r"sells?|plants?|ports?|offices?)\b",
        ),
        _part("What comes next", NEXT + r"|\b(?:subject to|regulators?|quarter|stays?|remain)\b"),
        _REACTION,
    ),
    _kind(
        "breach",
        r"\b(?:breach\w*|intruders?|hack(?:ed|ers?)|stole\w*|leak(?:ed|s)?|exposed|copied records|"
        r"data theft|misconfigured|ransomware|passwords?)\b",
        _part(
            "What was taken",
            r"\b(?:names|addresses|e-?mails?|passwords?|records|cards?|hashed|files|notes|appointment|"
            r"data|customers|patients|accounts)\b",
        ),
        _part(
            "How it happened",
            r"\b(?:access\w*|token|vulnerab\w*|found|discover\w*|researcher|index|misconfigur\w*|server|"
            r"attackers?|intruders?|audit|logs?|build|repository|search)\b",
        ),
        _part(
            "Response", REACTION + r"|\b(?:reset|notif\w+|regulator|inform\w*|hours|investigat\w*|fine|duty|commission\w*)\b"
        ),
    ),
    _kind(
        "outage",
        r"\b(?:outage|went (?:down|dark)|offline|fail(?:ed|ure)|downtime|unreachable|knock(?:s|ed) out|disrupt\w*|restored)\b",
        _part(
            "What failed",
            r"\b(?:configuration|controller|network|setting|rolled out|update|region|staging|version|key|"
            r"test|cause|switch\w*|servers?|engineers?|UTC|GMT|traced)\b",
        ),
        _part(
            "Who was affected",
            r"\b(?:customers?|payments?|tickets?|app|users|passengers|merchants|shops?|checkout|"
            r"transactions?|hit|tills?|members|services|tram\w*|banks?)\b",
        ),
        _part("Response", REACTION + r"|\b(?:credits?|report|supervisor|post|review|promis\w*|bill)\b"),
    ),
    _kind(
        "lawsuit",
        r"\b(?:complaint|lawsuit|su(?:es|ed|ing)|alleg\w+|court|fine[ds]?|charges?|accus\w+|indict\w*|"
        r"plaintiffs?|antitrust|regulator)\b",
        _part(
            "The complaint",
            r"\b(?:alleg\w+|complaint|counts?|section|paragraph|policy|records?|kept|filed|says|accus\w+|"
            r"data|location|evidence|claims?)\b",
        ),
        _part("Response", REACTION + r"|\b(?:counsel|den(?:y|ies|ied)|lawyer|defen[cs]e|reading)\b"),
        _part("What comes next", NEXT + r"|\b(?:answer|october|judge|order|fine|penalt\w+|settle\w*|seeks?|asks?)\b"),
        _BACKGROUND,
    ),
    _kind(
        "funding",
        r"\b(?:rais(?:e|es|ed|ing)|series [a-f]\b|funding|valuation|investors?|round|venture|led by|backers?)",
        _part(
            "The round",
            r"\b(?:rais\w+|round|led|valuation|valued|investors?|series|capital|debt|equity|filing|fund|"
            r"ventures|backers?|stake|shareholders?)\b",
        ),
        _part(
            "The business",
            r"\b(?:customers?|revenue|employees|founded|product|software|clients?|sells?|market|database|"
            r"banks?|users|contracts?|trial|documents?|built|started)\b",
        ),
        _part("What comes next", NEXT + r"|\b(?:hires?|hiring|office|expand\w*|expansion|open)\b"),
        _REACTION,
    ),
    _kind(
        "launch",
        r"\b(?:launch\w*|unveil\w*|releas\w+|introduc\w+|announc\w+ (?:its|a new)|debut\w*|shows? off|"
        r"new (?:chip|model|product|version)|accelerator)\b",
        _part(
            "What it does",
            r"\b(?:memory|bandwidth|throughput|performance|watts?|process|nm|GB|TB|HBM\w*|model|benchmark|"
            r"faster|times|runs?|features?|chip|board|power|design|inference|transistors?|cores?)\b",
        ),
        _part(
            "Price and availability",
            r"\b(?:price[ds]?|costs?|ships?|shipping|available|availability|february|orders?|customers?|"
            r"buyers?|users?|\$\d|from \$|sell\w*|delivery|first to)\b",
        ),
        _part("Competition", r"\b(?:rivals?|compet\w+|market|compared|against|versus|nvidia|foundry|alternative|cheaper)\b"),
        _REACTION,
    ),
    _kind(
        "departure",
        r"\b(?:resign\w*|steps? down|stepping down|depart(?:s|ed|ure)|ousted|fired|leav(?:es|ing)|quits?|retire\w*)\b",
        _part("Why now", r"\b(?:because|reason|after|disagree\w*|letter|decision|over|dispute|said in|wrote)\b"),
        _part("What comes next", NEXT + r"|\b(?:successor|replace\w*|interim|acting|nominee)\b"),
        _REACTION,
        _BACKGROUND,
    ),
    _kind(
        "research",
        r"\b(?:stud(?:y|ies)|researchers?|scientists?|paper|findings|journal|experiment\w*|preprint|university)\b",
        _part(
            "The findings",
            r"\b(?:found|show\w*|results?|per ?cent|percent|measured|evidence|effect|higher|lower|compared|suggests?)\b",
        ),
        _part(
            "How it was done", r"\b(?:method|sample|participants|data|tested|trial|experiment|analy[sz]ed|trained|benchmark)\b"
        ),
        _REACTION,
        _NEXT,
    ),
    _kind(
        "policy",
        r"\b(?:bill|law|legislat\w+|regulation|rules?|senate|congress|parliament|commission|minist\w+|"
        r"vote[ds]?|act|ban|policy|directive)\b",
        _part(
            "What changes",
            r"\b(?:require\w*|would|bans?|allow\w*|oblig\w+|limit\w*|rules?|law|bill|section|order|measure|provision)\b",
        ),
        _REACTION,
        _NEXT,
        _BACKGROUND,
    ),
)

GENERAL = _kind("event", r"", _part("Details", r"(?!)"), _REACTION, _BACKGROUND, _NEXT)


def kind_of(titles: str, openings: str) -> Kind:
    """The kind of event by the words of the titles (counted three times) and openings; ``GENERAL`` where none stands out."""
    scored = [
        (3 * len(kind.cues.findall(titles)) + len(kind.cues.findall(openings)), -place, kind)
        for place, kind in enumerate(KINDS)
    ]
    score, _, best = max(scored, key=lambda entry: entry[:2])
    # a single word in one title is no kind yet
    return best if score >= 5 else GENERAL
