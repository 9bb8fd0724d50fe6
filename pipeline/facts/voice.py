"""The outlet's own voice and other debris: what may not be printed as ours, and how much of a sentence is opinion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.facts.ellipsis import elliptical
from pipeline.facts.reports import Report
from pipeline.languages import language
from pipeline.verify import tokens

_FIRST_OR_SECOND = re.compile(
    r"\b(?:I|us|(?i:I['’](?:m|ve|d|ll)|we|we['’]\w+|our|ours|ourselves|my|mine|me|you|your|yours|you['’]\w+|let['’]s))\b"
)
_IMPERATIVE = re.compile(
    r"^(?:If|Whether|Had|Were|Should|Nor|Consider|Look|Think|Note|Guess|Take|See|Imagine|Remember|Suppose|"
    r"Hit|Ask|Wait|Don['’]t|Do not|Contact|Keep|Recall)\b"
)
# These are read in small letters: a pattern of many words that ignores case costs several times as much.
_BOILERPLATE = re.compile(
    r"(?<!\w)(?:sign up|subscribe|newsletter|inbox|follow (?:us|our)|read more|click here|told us|photo|image|photograph|getty|"
    r"(?:this|the same) (?:article|story|post|piece)|"
    r"updated? (?:at|on|with)|reporting by|editing by|additional reporting|own reporting|"
    r"earlier version|correction|corrected|all rights reserved|copyright|advertisement|press release|contributed to|"
    r"(?:is|are) (?:pictured|seen here)|breaking news (?:alerts?|emails?)|"
    r"special reports?\.|reports for the|reports (?:live )?from|"
    r"got a tip|reach (?:me|him|her) at|disclosure|have we missed|comments? (?:section|below)|podcast|"
    r"follow .{1,40} on)\b|, pictured\b|@|https?:|\bwww\."
)
# a caption tells in the present what a dated picture shows: "A minister speaks in Corrow, May 2, 2014."
_CAPTION = re.compile(
    r"^[^“”\"]*?\b(?:speaks?|(?:is|are) seen|stands?|sits?|walks?|arrives?|leaves?|poses?|looks?|holds?|waves?|gestures?|"
    r"attends?|talks?|answers?|listens?|points?|hugs?|shakes?|carry|carries|shoots|testifies|smiles?|distributes?)\b.*"
    r"(?:,|[A-Z][\w’-]+) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[.,]{0,2} \d{1,2},? (?:19|20)\d\d"
    r"(?:,? [^.]{0,40})?\.$"
)
_OPINION = re.compile(
    r"(?<!\w)(?:of course|naturally|apparently|mercifully|surely|perhaps|arguably|frankly|oddly|sadly|happily|lovely|"
    r"unlovely|favou?rite|charm|deserves?|ought|quiet|sadder|sad|odd|joke|curious\w*|remarkabl\w+|interesting|worst|best|"
    r"least|wonderful|terrible|poach\w*|gets? to|turns? out|if you|whom we|no doubt|needless|believe it|one (?:trusts|does|"
    r"has|might|can|could|should|must|may|would)|another matter|\bhere\b|tells it|somebody|nobody|anyone|anybody|everybody|"
    r"memorable|candou?r|story is|the point|not to be|to be fair|for those|of sorts|very|respectable|so expect|proper|(?:it|"
    r"that|there|here|who)['’]s|(?:less|more) about|ago in|unsurpris\w+|unusual\w*|grasp|not surprised|(?:main|real|"
    r"only) (?:problem|question|trouble)|(?:opposite|other) bet|different (?:sort|kind)|(?:is|are) right|something (?:like|"
    r"close to)|the way (?:other )?people|to the tune of|a great many|any luck|in other words|supposedly|ostensibly|"
    r"presumably|evidently|conveniently|famously|tellingly|predictably|ironically|mind you|as it happens|in fairness|"
    r"to put it mildly|if anything|at best|at worst|no small|not least|hardly|scarcely|wished (?:\w+ )?well|shown the door|"
    r"jump(?:ed|s)? ship|(?:put|puts) its name to|makes? a claim|(?:says|say|said) (?:a lot|much|something|little) about|"
    r"speaks? volumes|something|everything|so to speak|as if|in a word|therefore|whatever|pays? off|good news|bad news|"
    r"a lesson|lessons?|than (?:it|they) (?:may|might) (?:sound|seem|look))\b"
)
# what only an essayist says of a thing without naming who thinks so
_JUDGED = re.compile(
    r"\b(?:is|are) (?:likely|unlikely|bound|sure|certain|meant|supposed) to\b"
    r"|^(?:[\w’'-]+ ){1,3}do(?:es)? (?!not\b|so\b|business\b|the\b|an?\b|its\b|their\b|this\b|that\b|more\b)[a-z]{3,}"
)
_RHETORICAL = re.compile(
    r"^(?:(?:Wow|Oh|Well|Hey|Yes|No|OK|Okay|Ah|Alas|Yikes|Ouch|Whoa|Oops), |"
    r"Not (?:that|for|everyone|everybody|even|so|just|one|bad)\b|Enter |Cue |Never mind|So much for|"
    r"(?:Small|No|Little) wonder|Such is|Such are|That leaves|Which |Gone (?:is|are)|Out (?:goes|went)|In (?:comes|came)\b|"
    r"Therein|Cynics|Call it|Say what|Rest assured|To be (?:sure|fair|clear))"
)
# a sum or a gloss that the outlet makes of what it has just told: "That is 900 a day", "Which means …"
_GLOSS = re.compile(
    r"(?:That|This|Which|It|(?:Over|At|In|For|On) [^,.]{3,40} that) "
    r"(?:is|was|means?|meant|makes?|made|leaves?|left|adds? up|works out|would be)\b"
)
ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|according to|announced|wrote|writes|confirmed|reported|alleg\w+|claims?|claimed|"
    r"showed|shows|posted|argued|warned|answered|added|explained|declined|"
    r"insists?|noted|put (?:it|the)|in a (?:statement|post|filing|note|letter)|accus\w+|thinks|reckons|blamed|traced)\b",
    re.IGNORECASE,
)
# "Company: …" is a label; "Kandil said: “…”" is a sentence
_LABEL = re.compile(
    r"^(?![^:]*\b(?:said|says|told|added|adds|continued|wrote|tweeted|replied|warned|warns|cautions|cautioned|explained|argued|"
    r"concluded|insisted|stated|asked)(?: [a-z]+){0,2}:\s[\"“])[A-Z][\w' ]{0,24}:\s"
)
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|said|says|told|wrote|"
    r"\w{2,}(?:ed|es|s)|put|set|cut|hit|left|went|came|led|made|took|began|ran|held|lost|sold|bought|paid|"
    r"rose|fell|quit|grew|gave|found|built|won|kept|met|sent|spent|drew|became|chose|spoke|stood|thought|knew|got)\b"
)  # fmt: skip
_LEADING_SHORT = 5
_CREDITED = re.compile(r"^ (?:first |originally |previously )?(?:reported|reports|revealed|broke)\b")


def flaw(text: str, report: Report, outlets: frozenset[str]) -> str | None:
    """Why the sentence cannot be printed, in a few words, or None."""
    return next(_flaws(text, tokens.unquoted(text), report, outlets), None)


def opinion(text: str) -> int:
    """How many marks of judgement stand outside quotations."""
    bare = tokens.unquoted(text)
    judged = bool(_JUDGED.search(bare)) and not ATTRIBUTED.search(bare)
    return judged + len(_OPINION.findall(bare.lower())) + len(re.findall(r"[;–—]", bare)) // 2


def gloss(text: str) -> bool:
    """Whether the sentence comments on the one before it: an outlet's own sum or conclusion."""
    return bool(_GLOSS.match(text))


def noted(text: str) -> bool:
    """Whether a paragraph that begins so is in note form: "Company: …", "Numbers: …"."""
    return bool(_LABEL.match(text))


def _flaws(text: str, bare: str, report: Report, outlets: frozenset[str]) -> Iterator[str]:
    if report.closed:
        yield "not to be quoted"
    if report.foreign:
        yield "in another language"
    small = re.match(r"[a-zà-ÿ]", text) and not re.match(r"[a-z]+[A-Z]", text)
    if (
        small
        or not re.search(r"[.!?…][\"”’')\]]*$", text)
        # a teaser breaks off
        or re.search(r"(?:\.\.\.|…)$", text)
        or re.search(r"\||[A-Z]{2}_[A-Z]{2}", text)
        or re.match(r"[-*•#\[(]|\d+[.)]\s", text)
    ):
        yield "no sentence"
    if len(tokens.words(text)) < _LEADING_SHORT or not FINITE.search(bare if bare.strip(" .,") else text):
        yield "a fragment"
    low = bare.lower()
    if _BOILERPLATE.search(low) or any(phrase in low for phrase in _promotion(report.article.text, report.article.language)):
        yield "boilerplate"
    if _CAPTION.match(text):
        yield "a caption"
    if _FIRST_OR_SECOND.search(bare) or "?" in bare or "!" in bare or _IMPERATIVE.match(text) or _RHETORICAL.match(text):
        yield "the outlet's own voice"
    if _LABEL.match(text):
        yield "in note form"
    if elliptical(bare):
        yield "elliptical"
    if not report.primary and _speaks_of_itself(bare, report.source.outlet):
        yield "the outlet speaks of itself"
    if any(_speaks_of(text, outlet) for outlet in outlets if len(outlet) > 3):
        yield "an outlet speaks of another"


@lru_cache(maxsize=64)
def _promotion(text: str, code: str | None) -> tuple[str, ...]:
    """The phrases of promotion that an article has anywhere."""
    low = text.lower()
    return tuple(phrase for phrase in language(code).promo_phrases if phrase in low)


def _speaks_of(text: str, outlet: str) -> bool:
    """Whether the sentence is about an outlet, or passes on what an outlet reported."""
    return outlet in text and (text.startswith(outlet) or bool(_CREDITED.search(text.partition(outlet)[2][:24])))


def _speaks_of_itself(text: str, outlet: str) -> bool:
    """Whether the outlet is more than the one that was told: "The Ferret asked", "which The Ferret's abacus makes"."""
    if len(outlet) < 3:
        return False
    name = re.escape(outlet.removeprefix("The "))
    if re.search(rf"\b(?:asked|approached|contacted|reached) by (?:[Tt]he )?{name}\b", text):
        return True
    return bool(
        re.search(
            rf"\b{name}(?:['’]s?|\s+(?:asked|read|understands|has|had|was|is|will|approached|contacted|put|could))\b", text
        )
    )
