"""Frozen sentences as candidates for the article: what each carries, and why it cannot be printed if it cannot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.languages import language
from pipeline.values import Span
from pipeline.verify import dates, tokens
from pipeline.write.sources import Report

_FIRST_OR_SECOND = re.compile(r"\b(?:I|us|(?i:I['’](?:m|ve|d|ll)|we|we['’]\w+|our|ours|ourselves|my|mine|me|you|your|yours|you['’]\w+|let['’]s))\b")
_IMPERATIVE = re.compile(r"^(?:If|Whether|Had|Were|Should|Nor|Consider|Look|Think|Note|Guess|Take|See|Imagine|Remember|Suppose|Hit|Ask|Wait|Don['’]t|Do not|Contact|Keep|Recall)\b")
_BOILERPLATE = re.compile(
    r"\b(?:sign up|subscribe|newsletter|inbox|follow (?:us|our)|read more|click here|told us|photo|image|photograph|getty|"
    r"this (?:article|story|post|piece)|updated? (?:at|on|with)|reporting by|editing by|additional reporting|own reporting|"
    r"earlier version|correction|corrected|all rights reserved|copyright|advertisement|press release|contributed to|"
    r"got a tip|reach (?:me|him|her) at|disclosure|have we missed|comments? (?:section|below)|podcast|follow .{1,40} on)\b|@|https?:|\bwww\.",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:of course|naturally|apparently|mercifully|surely|perhaps|arguably|frankly|oddly|sadly|happily|small world|gory|duff|"
    r"lovely|unlovely|favou?rite|charm|deserves?|ought|quiet|sadder|sad|odd|joke|curious\w*|remarkabl\w+|interesting|worst|best|least|"
    r"wonderful|terrible|beastly|poach\w*|gets? to|turns? out|if you|whom we|no doubt|needless|believe it|one (?:trusts|does|has|might|can|could|should|must|may|would)|another matter|\bhere\b|tells it|somebody|nobody|"
    r"anyone|anybody|everybody|invoice|ruinous|baldly|memorable|candou?r|story is|the point|not to be|so expect|proper|gunning|pancakes|(?:it|that|there|here|who)['’]s|(?:less|more) about|ago in|unsurpris\w+)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^(?:He|She|They|It|This|That|These|Those|His|Her|Their|Its|Both|Neither|Each|All|Some|Another|Others|None|Such|There|Here|One|Most|Many|Two of|Part of|Much of|In it|Among them|Of those|In both|At (?:that|this) \w+|In (?:that|this) \w+|(?:\w+ )?\w+ (?:years?|months?|weeks?|days?|hours?|minutes?) (?:ago|later|earlier|after that))\b(?!\s+of\s+the\s+[A-Z])|[^,]{3,60}, (?:it|they)\b|.*\bthere(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|to be|should))\b|.*\b(?:as (?:many|much)|do(?:es)? so|the same|another|others|either|too|the rest|not)\.$|.*\b(?:do(?:es|ne|ing)?|did) so\b|.*\b(?:close to|like|than|to|of|for|with) that(?= (?:for|in|on|at|by|and)\b|[.,;])|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*, (?:its|their|his|her) |.*\b(?:such an?|like (?:this|that|these)|this kind|that kind|of that|the latter|the former|the other two|as well as that)\b")
_DEFINITE = re.compile(
    r"^(?:The|Those|That|This)(?: (?!of\b|in\b|on\b|to\b|at\b|by\b|for\b|from\b|that\b)[\w'’-]+){0,3}? (?:company|firm|startup|start-up|group|team|project|programme|program|deal|move|hire|round|regulator|"
    r"authority|agency|network|unit|effort|centre|center|incident|outage|breach|attack|complaint|filing|document|note|listing|case|"
    r"region|chip|device|part|product|service|app|post|report|suit|lawsuit|investment|investor|money|funds?|figure|sum|number|"
    r"acquisition|purchase|buyer|seller|bank|court|judge|minister|ministry|official|spokes\w+|latter|former|first|second|third|last|"
    r"same|other|rest|result|change|cause|reason|explanation|answer|decision|plan|timing|engineer|note|data|stage|shares?|"
    r"announcement|statement|man|woman|pair|two|three|plant|law|bill|test|model|customers?|system|board|card|tool)s?\b(?! (?:of |at |in |to |for )?[A-Z“\"])",
)
_CALENDAR = frozenset((*dates.MONTHS, "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
_LOOSE_IT = re.compile(r"\b(?:used?|called?|made|built|found|bought|sold|left|joined|want(?:ed)?s?|use|gave|took|got|put|say|says|said|knew|told|of|about|with|for|to) it(?=[,.;]|\s+(?:since|to|for|in|on|at|as|from|over|by|again|up|all)\b)")
_MID_DEFINITE = re.compile(r"(?<!^)\b[Tt]he (?:project|programme|scheme|deal|listing|rival|outfit|kits?|incident|latter|former)\b(?! (?:[A-Z]|of|to|in|for|at|on|with))")
_SPEECH = r"(?:said|says|told|wrote|writes|added|asked|explained|announced|posted|put it|insists?|warned|argued|noted|replied)"
_LABEL = re.compile(r"^[A-Z][\w' ]{0,24}:\s")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|said|says|told|wrote|"
    r"\w{2,}(?:ed|es|s)|put|set|cut|hit|left|went|came|led|made|took|began|ran|held|lost|sold|bought|paid|rose|fell|quit|grew|gave|found|built|won|kept|met|sent|spent|drew|became|chose|spoke|stood|thought|knew|got)\b"
)  # fmt: skip
_LEADING_SHORT = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One source sentence. ``report`` is the place of its source in rank order, ``index`` its place in the frozen split.

    ``flaw`` says why it cannot be printed (None: it can); ``leans`` that its first words point to the sentence before;
    ``opinion`` counts marks of the outlet's own voice; ``place`` counts printable prose sentences of the source from 0.
    """

    report: int
    index: int
    text: str
    paragraph: int
    place: int
    stems: frozenset[str]
    names: frozenset[str]
    numbers: tuple[tokens.Quantity, ...]
    quotes: tuple[Span, ...]
    speaker: str | None
    flaw: str | None
    leans: bool
    opinion: int

    @property
    def key(self) -> tuple[int, int]:
        """Source and sentence."""
        return (self.report, self.index)


def collect(reports: Sequence[Report]) -> tuple[Candidate, ...]:
    """Every frozen sentence of every source, in rank order and reading order."""
    outlets = frozenset(report.source.outlet for report in reports if report.source.outlet)
    return tuple(candidate for number, report in enumerate(reports) for candidate in _of(number, report, outlets))


def _of(number: int, report: Report, outlets: frozenset[str]) -> list[Candidate]:
    article, found, place, inside = report.article, [], 0, False
    here, telegraphic = -1, False
    for index, span in enumerate(article.sentences):
        text = article.text[span.start : span.end]
        paragraph = article.text.count("\n", 0, span.start)
        if paragraph != here:
            here, telegraphic = paragraph, bool(_LABEL.match(text))
        flaw = _flaw(text, report, outlets) or ("in note form" if telegraphic else None)
        odd = len(tokens.unquoted(text)) and not tokens.balanced(text)
        if inside and not flaw:
            flaw = "inside a quotation that began before"
        if odd:
            inside = not inside
            flaw = flaw or "half a quotation"
        leans = _leans(text, found[-1] if found and found[-1].paragraph == paragraph else None)
        found.append(_candidate(number, index, text, paragraph, place, flaw, report, leans=leans))
        place += flaw is None or flaw == "half a quotation"
        if span.end < len(article.text) and article.text[span.end : span.end + 1] == "\n":
            inside = False
    return found


def _candidate(number: int, index: int, text: str, paragraph: int, place: int, flaw: str | None, report: Report, *, leans: bool) -> Candidate:  # noqa: PLR0917  the fields of one record
    bare = tokens.unquoted(text)
    return Candidate(
        report=number,
        index=index,
        text=text,
        paragraph=paragraph,
        place=place,
        stems=tokens.content(text),
        names=frozenset(_name_keys(text)),
        numbers=tokens.quantities(text, report.article.language or "en"),
        quotes=tokens.quotations(text),
        speaker=speaker(text),
        flaw=flaw,
        leans=leans,
        opinion=len(_OPINION.findall(bare)) + len(re.findall(r"[;–—]", bare)) // 2,
    )


def _leans(text: str, before: Candidate | None) -> bool:
    """Whether the sentence points back: a pronoun, "the company", "the kits" after "a kit", a quotation alone, a label before it."""
    bare = tokens.unquoted(text)
    if _LOOSE_IT.search(bare) or _PRONOUN.match(text) or _DEFINITE.match(text) or _MID_DEFINITE.search(bare) or _opens_with_quote_only(text):
        return True
    names = [text[span.start : span.end] for span in tokens.names(text)]
    company = re.search(r"(?<!^)\bthe (?:company|firm|startup|group)\b(?!['’]s)", bare)
    if company and len(tokens.names(bare[: company.start()])) <= 1 and not re.match(r"[A-Z][\w’'-]+ [A-Z]", text):
        return True
    if re.match(r"(?:Chief|CTO|CEO|CFO|COO|President|Executive|Founders?)\b", text) and not re.search(r"\b(?:of|at|from) (?:the )?[A-Z]|[A-Za-z]['’]s\b", text):
        return len(names) > 0 and before is not None
    if before is None:
        return False
    head = re.match(r"(?:The|Those|These|Both)((?: [a-z][\w-]+){1,2})", text)
    again = head is not None and bool(tokens.content(head[1]) & before.stems)
    return again or before.flaw == "a fragment"


def _name_keys(text: str) -> list[str]:
    found = (text[span.start : span.end] for span in tokens.names(text))
    return [tokens.stem(name) for name in found if name.removesuffix("'s").removesuffix("’s") not in _CALENDAR]


def _flaw(text: str, report: Report, outlets: frozenset[str]) -> str | None:
    bare = tokens.unquoted(text)
    lower = bare.lower()
    known = language(report.article.language)
    if report.closed:
        return "not to be quoted"
    if report.foreign:
        return "in another language"
    if not re.search(r"[.!?…][\"”’')\]]*$", text) or "|" in text or re.match(r"[-*•#\[]", text):
        return "no sentence"
    if len(tokens.words(text)) < _LEADING_SHORT or not _FINITE.search(bare if bare.strip(" .,") else text):
        return "a fragment"
    if _BOILERPLATE.search(bare) or any(phrase in lower for phrase in known.promo_phrases):
        return "boilerplate"
    if _FIRST_OR_SECOND.search(bare) or "?" in bare or "!" in bare or _IMPERATIVE.match(text) or _LABEL.match(text):
        return "the outlet's own voice"
    if _speaks_of_itself(bare, report.source.outlet):
        return "the outlet speaks of itself"
    if any(text.startswith(outlet) for outlet in outlets if len(outlet) > 3):
        return "an outlet speaks of another"
    return None


def _speaks_of_itself(text: str, outlet: str) -> bool:
    """Whether the outlet is more than the one that was told: "The Ferret asked", "which The Ferret's abacus makes"."""
    if len(outlet) < 3:
        return False
    name = re.escape(outlet.removeprefix("The "))
    return bool(re.search(rf"\b{name}(?:['’]s?|\s+(?:asked|read|understands|has|had|was|is|will|approached|contacted|put|could))\b", text))


def _opens_with_quote_only(text: str) -> bool:
    """A sentence that is nothing but a quotation leans on whoever was named before."""
    return not re.search(r"\w", tokens.unquoted(text))


_PERSON = r"[A-ZÀ-Þ][\w'’-]+(?:\s+(?:[A-ZÀ-Þ][\w'’-]+|de|van|von|al|da)){0,3}"
_AFTER_QUOTE = re.compile(rf"[”\"]\s*,?\s*(?:(?:{_SPEECH})\s+(?:[\w'’ -]{{0,40}}?\b)?(?P<a>{_PERSON})|(?P<b>{_PERSON}|he|she|they|it)(?:,[^,]{{1,60}},)?\s+{_SPEECH})")
_BEFORE_QUOTE = re.compile(rf"(?P<c>{_PERSON}|He|She|They|he|she|they)(?:,[^,“\"]{{1,60}},)?\s+(?:has |had )?{_SPEECH}\b[^“\"]{{0,80}}[“\"]")


def speaker(text: str) -> str | None:
    """Who speaks the quotation of this sentence, as the sentence names them; a pronoun is given as it stands."""
    for pattern in (_AFTER_QUOTE, _BEFORE_QUOTE):
        match = pattern.search(text)
        if match:
            return next(name for name in match.groupdict().values() if name)
    return None


def whole_quote(candidate: Candidate) -> bool:
    """Whether its quotations are whole and somebody speaks them: a word or two in quote marks needs no speaker."""
    long = [span for span in candidate.quotes if len(candidate.text[span.start : span.end].split()) >= 5]
    return not long or candidate.speaker is not None
