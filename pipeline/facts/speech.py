"""Who speaks in a sentence: the subject of a verb of speech, who comes behind a quotation, and whom a pronoun means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.facts.candidates import Candidate
from pipeline.facts.entities import Entities
from pipeline.facts.houses import INVESTOR, WHERE, first_named
from pipeline.facts.origin import Attribution, Origin
from pipeline.independence import plain_name
from pipeline.languages import words
from pipeline.naming import PUBLIC_BODY
from pipeline.verify import tokens

_VERB = (
    r"(?:said|says|told|tells|wrote|writes|announced|announces|confirmed|confirms|posted|stated|disclosed|claims?|claimed|"
    r"insists?|insisted|argued|argues|warned|warns|add(?:ed|s)(?!\sto\b)|explained|explains|acknowledged|admitted|denied|denies|"
    r"declared|estimates?|estimated|expects?|reckons|promises|promised|reports|reported|noted|replied|answered|declined|"
    r"put it|puts?(?=\s(?:the|its|that|this|it)\b[^.,;]{2,40}\bat\b)|alleges?|alleged|calls?|called)"
)
# Read in small letters. No pattern below matches where none of these stands, and most sentences have none
SPEAKS = re.compile(
    rf"(?<!\w)(?:{_VERB[3:-1]}|according|filing|complaint|lawsuit|documents?|post-?mortem|report|preprint|paper|study|ruling|"
    rf"judge?ment|prospectus|"
    r"transcript|minutes|indictment|order|sheet|audit|sources?|anonymity|anonymous|familiar|briefed|seen|reviewed|obtained|"
    r"counted|viewed|found|calculated|tested|learned|learnt|understands|verified|measured|visited|unnamed)\b"
)
_NAME = r"(?:[A-ZÀ-Þ][\w&’'.-]*(?:\s(?:of|de|van|von|for|and)\s(?=[A-ZÀ-Þ]))?\s?){1,5}"
_SUBJECT = re.compile(
    rf"(?P<who>\b(?:[Tt]he|[Aa]|[Ii]ts)\s(?:[\w-]+\s){{0,3}}(?:compan(?:y|ies)|firm|start-?up|regulator|watchdog|authority|agency|"
    rf"ministry|group|operator|bank|lab|spokes\w+|maker|union|court|fund|police|board|university|chipmaker|chip maker|"
    rf"service|hospital|county|council|city|office|brigade|department|government|prosecutors?|lawyers?|institute|association|"
    rf"committee|commission|museum|port|airport|school)|\b[Aa]n?\s(?:spokes\w+|official|representative)\s(?:for|of|at)\s"
    rf"(?P<house>(?:[Tt]he\s)?(?:{_NAME}|[a-z-]+(?=\s)))|{_NAME}(?P<office>\bspokes\w+)?|\b[Ii]t|\b[Hh]e|\b[Ss]he|"
    rf"\b[Tt]hey)(?:,[^,“\"]{{2,90}},|,(?=\s(?:said|says|told)))?\s?(?:has\s|have\s|had\s|also\s|later\s|"
    rf"first\s)?(?:,?\swho\s(?:has\s|had\s)?)?\b(?P<verb>{_VERB})\b(?:\s(?:to\s)?(?P<to>(?:the\s|The\s)?{_NAME}))?"
)
# a quotation before it is blanked out
_SAID_X = re.compile(
    rf"(?:[”\",]\s|^\s+|\s\s)(?!tells?\b|told\b){_VERB}\s(?P<who>(?:(?:[a-z’'-]+\s){{0,5}}?){_NAME})(?![\w’'])"
    rf"(?:(?<!['’]s)(?<!['’]s\s)|(?=\s?(?:[a-z-]+\s){{1,3}}[A-ZÀ-Þ]))"
)
_ACCORDING = re.compile(
    rf"\b[Aa]ccording to\s(?P<who>(?:the\s|a\s|an\s|its\s)?(?:[a-z-]+\s){{0,4}}?(?:{_NAME}|company|firm|regulator|authority|"
    rf"police|association|union|agency|ministry|court|council|government|institute|university|office|department|watchdog|statement|announcement|"
    r"(?:press )?release|blog post|companies))"
)


# paragraphs: a pronoun means nobody who was named further up
_NEAR = 2
# "a reader wrote to say": who is "he" then has no name
_SOMEBODY = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Aa]nother)\s(?:[a-z-]+\s){0,2}?(?:reader|friend|customer|employee|worker|teacher|driver|resident|source|man|"
    r"woman|user|investor|analyst|researcher|neighbour|neighbor|student|colleague|fitter|nurse|doctor|lawyer|owner|person|engineer|"
    r"pensioner|passenger|tenant|pupil|parent|mother|father|farmer|officer|official|witness|insider|trader|developer)\b"
)
_WORDS = re.compile(r"\w+(?:[-’']\w{2,})*")


class Speakers:
    """Who spoke last in the source that is being read: a pronoun means that one."""

    def __init__(self) -> None:
        self.report = -1
        self.paragraph = 0
        self.last: Origin | None = None
        self.named: list[tuple[str, int]] = []
        self.subject = ""
        self.beside_hero = False

    def go_to(self, candidate: Candidate) -> None:
        """Go on to a sentence: another source, or one far below, has its own speakers."""
        if candidate.report != self.report:
            self.report, self.last, self.named, self.subject = candidate.report, None, [], ""
        elif candidate.paragraph - self.paragraph > 2:
            self.last, self.subject = None, ""
        self.paragraph = candidate.paragraph

    def hear(self, candidate: Candidate, said: Attribution, who: Entities) -> None:
        """Remember who spoke in the sentence and whom it named."""
        statements = [origin for origin in said.origins if origin.kind == "statement"]
        if statements:
            self.last = replace(statements[-1], to="")
        bare = tokens.unquoted(candidate.text)
        words = frozenset(_WORDS.findall(bare))
        houses = [origin.who for origin in statements if origin.who in who.acting.values()]
        if subject := houses[0] if houses else who.acting.get(first_named(bare, who.acting)):
            self.subject = subject
            self.beside_hero = any(form in bare for form, house in who.acting.items() if house == who.hero)
        named = sorted((surname for surname in who.persons if surname in words), key=bare.rfind)
        # who is "she" here can be "she" in the next sentence
        meant = [origin.by.split()[-1] for origin in statements if origin.by and origin.by.split()[-1] in who.persons]
        unnamed = [""] if not named and _SOMEBODY.search(bare) else []
        self.named = [*self.named, *((surname, self.paragraph) for surname in (*meant, *named, *unnamed))][-8:]

    def it(self, who: Entities, *, company: bool) -> str:
        """The organisation that "it" or "the company" means: whom the sentences before are of, else whom the story is of."""
        other = company and (self.beside_hero or PUBLIC_BODY.search(self.subject) or INVESTOR.search(self.subject))
        if self.subject and not other:
            return self.subject
        return who.hero

    def of(self, *, she: bool, who: Entities) -> str:
        """The surname of the last person named nearby whom "she" (or "he") can mean, else the person who spoke last."""
        near = [(surname, paragraph) for surname, paragraph in self.named if self.paragraph - paragraph <= _NEAR]
        fits = [(surname, where) for surname, where in near if not surname or who.persons[surname].she in {she, None}]
        if not fits:
            return self.last.by if self.last else ""
        here = [surname for surname, where in fits if where == fits[-1][1]]
        sure = [surname for surname in here if surname and who.persons[surname].she is she]
        return sure[-1] if sure and here[-1] else here[-1]


def statements(bare: str, who: Entities, outlets: Mapping[str, str], speakers: Speakers) -> Iterator[Origin]:
    """The parties that a sentence (its quotations blanked out) says speak; outlets of the story are credits, not speakers.

    Who speaks in what somebody else says ("the complaint said the company admitted it") is not whom the sentence is from.
    """
    outer = (match for match in _SUBJECT.finditer(bare) if not _WITHIN.search(bare[: match.start("who")]))
    for match in (*outer, *_SAID_X.finditer(bare), *_ACCORDING.finditer(bare)):
        before = _ARTICLE.sub("", bare[: match.start("who")])
        if (relative := _CONTACT.search(before)) and not _OFFICER.search(relative.group()):
            continue  # "the sum the company announced": said of that sum, not of the sentence
        if WHERE.search(before):
            continue
        given = match.groupdict()
        subject = (given.get("house") or match["who"]).strip()
        speaker = _speaker(subject.removesuffix(given.get("office") or "").strip(), who, speakers)
        party = who.party(speaker)
        if not speaker or plain_name(party) in outlets:
            continue
        if _PAPER.search(party):
            yield Origin("document", party)
            continue
        told = (given.get("to") or "").strip(" .,;:") if (given.get("verb") or "").startswith("t") else ""
        yield Origin("statement", party, told if told and plain_name(told) in outlets else "", who.person(speaker))


# a verb of speech with no mark between it and who speaks next: what follows is what was said
_WITHIN = re.compile(rf"\b{_VERB}(?:\s(?!and\b|but\b|while\b|as\b)[\w’'-]+){{0,3}}\s$")
# "the Privacy Policy stated": a paper, nobody's statement to an outlet
_PAPER = re.compile(r"\b(?:Policy|Terms|Agreement|Act|Code|Handbook|Contract|Charter|Report|Order|Complaint|Filing)$")
_OFFICER = re.compile(
    r"(?:executive|officer|founder|spokes\w+|director|president|chair\w*|chief|minister|partner|analyst|engineer|counsel|manager|head|"
    r"boss|professor|lawyer|mayor|secretary|commissioner|scientist|researcher|owner|editor|leader|spokesperson)\s$"
)
_ARTICLE = re.compile(r"\b(?:[Aa]n?|[Tt]he|[Ii]ts)\s$")
_CONTACT = re.compile(
    r"(?:\d|\b(?!and|but|as|when|that|after|because|while|since|where|which|who|although|though|if|how|what|before|said|says|"
    r"or|so|than|according|to|by|from|of|in|on)[a-z]{2,})\s$"
)


def _speaker(name: str, who: Entities, speakers: Speakers) -> str:
    """The name of who a subject of speech means; "" where the words name nobody whom the story knows."""
    low = name.lower()
    if low in {"he", "she"}:
        return speakers.of(she=low == "she", who=who)
    if low in {"it", "they"}:
        return speakers.it(who, company=False)
    return _by_noun(name, who, speakers) or by_name(name, who)


def _by_noun(name: str, who: Entities, speakers: Speakers) -> str:
    """Who is called what they are: "a Halden spokesperson", "the Eindhoven company", "the council"; else ""."""
    noun = name.lower().split()[-1]
    if noun.startswith("spokes") and (house := _HOUSE_OF.search(name)) and who.knows(house[1]):
        return house[1]
    if re.match(r"(?:[Tt]he|[Aa]n?|[Ii]ts)\s", name) and noun in _ORDINARY:
        return speakers.it(who, company=True)
    if re.match(r"(?:[Tt]he|[Aa]|[Ii]ts)\s[^A-ZÀ-Þ]+$", name):
        known = next((full for form, full in who.full.items() if " " in form and form.lower().split()[-1] == noun), "")
        return known or re.sub(r"^(?:the|an?|its)\s", "", name.lower())
    return ""


def by_name(name: str, who: Entities) -> str:
    """The organisation or person of the story that a subject names; "" where it names none."""
    parts = [word.rstrip(".") for word in re.sub(r"^(?:[a-z’'-]+\s)+", "", name.split(",", 1)[0]).split()]
    while parts:
        form = " ".join(parts)
        if (
            parts[0][:1].isupper()
            and not (form.isupper() and len(form) > _ACRONYM and form not in who.heroes)
            and parts[0] not in _NO_SPEAKER
            and (who.knows(form) or (len(parts) > 1 and _PERSONAL.fullmatch(form)))
        ):
            return form
        parts = parts[1:]
    return ""


_HOUSE_OF = re.compile(r"([A-ZÀ-Þ][\w&’'-]*(?:\s[A-ZÀ-Þ][\w&’'-]*)*)\s\w+$")
# "VERIFY", a command
_ACRONYM = 5
_PERSONAL = re.compile(r"[A-ZÀ-Þ][a-zà-þ’'-]+(?:\s(?:de|van|von|da|al))?\s[A-ZÀ-Þ][a-zà-þ’'-]+")
_ORDINARY = words(
    """
    company companies statement announcement release post firm start-up startup group operator bank lab maker chipmaker
    spokesperson spokesman spokeswoman
    """
)
_NO_SPEAKER = words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday But And So That This Who
    Which What When There Here Also Nobody Somebody Whether Some Many Most Until"""
)
