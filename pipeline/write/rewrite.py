"""One source sentence into one of ours: what only made sense where it stood is taken out, resolved or refused.

Nothing is added but resolved dates. Where a piece is cut, it is cut at a mark that bounds it, and never inside a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from pipeline.verify import dates, relative, tokens
from pipeline.write import days

_MONTH = rf"(?:{'|'.join(dates.MONTHS)}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_DAY = rf"(?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH})"
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40})(?:,\s[A-Z][\w. "
    r"]{1,30})*(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}))?\s*(?:\([^)]{2,40}\)\s*)?(?:[-–—:]+\s+|--+|—)(?=[A-ZÀ-Þ“\"])"
    rf"|^(?:[A-Z][\w.’-]+ ?){{1,3}}, (?:(?:{'|'.join(dates.MONTHS)}) \d{{1,2}}|\d{{1,2}} (?:{'|'.join(dates.MONTHS)}))"
    r"(?:,? (?:19|20)\d\d)? [-–—]+ (?=[A-ZÀ-Þ“\"])"
    r"|^(?:[A-Z][\w.’-]+,? ){1,4}\((?:CNN|AP|AFP|Reuters|UPI)\)\s*(?:[-–—]+\s*)?(?=[A-ZÀ-Þ“\"])"
    r"|^[A-Z]{3,}(?:/[A-Z]{3,})+\s+(?:\([^)]{2,40}\)\s*[-–—]?\s*)?(?=[A-Z][a-z])"
    r"|^\([A-Z][\w .]{1,30}\)\s*[-–—]?\s*(?=[A-Z])"
    # "Jan 27 (Quay Wire) - A ferry"
    rf"|^{_DAY}(?:,? (?:19|20)\d\d)?(?: \([^)]{{2,40}}\)\s*[-–—]*|\s+[-–—]+) (?=[A-ZÀ-Þ“\"])"
)
_CONNECTIVE = re.compile(
    r"^(?:However|Meanwhile|But|And|Yet|So|Still|Moreover|Also|Then|Instead|Furthermore|Nevertheless|"
    r"Nonetheless|Therefore|Thus|"
    r"Indeed|In addition|In fact|Of course|Separately|Besides|Additionally|Similarly|That said|For now|In between|After all|"
    r"As a result|For example|For instance|By contrast|On the other hand|At the same time|Again|Elsewhere|"
    r"First|Second|Third|Finally|Plus|Then again)\b,?\s+(?=[\w“\"])"
)
_HEDGE = re.compile(
    r"(?P<opening>^(?:In|On|At|After|Before|When|Since|By|During|For|Under|With)\b[^,]*)?,\s+"
    r"(?:of course|naturally|however|meanwhile|too|though|then|indeed|in fact|for example|"
    r"for instance|in turn|after all|moreover|therefore|instead|as well|respectively|himself|herself)(?:,|(?=\.))"
)
# "said in the statement": here no statement has been told of
_THE_PAPER = re.compile(
    r"(?<=\bin )(?:the|that|its|his|her)(?= (?:same )?(?:statement|interview|press release|blog post)(?:[,.]|$| (?:on|that)\b))"
)
_PAREN = re.compile(r"\s*[\(\[](?![$€£]\d)[^()\[\]]*[\)\]]")
# "doubled in a year in which its founders were elsewhere": what else the time was like is the writer's comment
_IRONY = re.compile(
    r"(?<=[a-z]) (?:in|at|over|during) an? (?:year|quarter|month|week|day|decade|time|moment|season|summer) "
    r"(?:in which|when|that) [^,;]{5,120}(?=\.$)"
)
# "Approved as to form by counsel": a participle is no verb of a sentence
_PARTICIPLE = re.compile(r"[A-Z][a-z]+ed (?:as|by|in|on|at|to|for|with|from|of)\b")
_INVERTED = re.compile(
    r"^(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|may|might|should|far|what|why|how|if)\b", re.IGNORECASE
)
FEWEST_WORDS = 6


def clean(text: str, written_on: date | None, form: str) -> tuple[str, bool, bool]:
    """The sentence as it could stand elsewhere: ``(text, its days were rewritten, a relative date is left)``."""
    text = _DATELINE.sub("", text.strip())
    text = outside(text, lambda part: _HEDGE.sub(_unhedged, _PAREN.sub("", _THE_PAPER.sub("a", part))))
    text = re.sub(r"^(The [a-z]+) here (?=(?:was|were|is|are)\b)", r"\1 ", strip_connective(text))
    text = outside(text, lambda part: _IRONY.sub("", part))
    text, done, left = _resolved(text, written_on, form)
    return tidy(text), done, left


def _unhedged(match: re.Match[str]) -> str:
    """Without the word and the commas around it; one stays after an opening ("In May, however, it") or where one is open."""
    opening, before = match["opening"] or "", match.string[: match.start()]
    stays = match[0].endswith(",") and (opening or "," in before)
    return f"{opening}," if stays else opening


def strip_connective(text: str) -> str:
    """Without an opening like "However" or "Meanwhile", which joins to what stood before it there, not here."""
    stripped = _CONNECTIVE.sub("", text)
    if stripped != text and _INVERTED.match(stripped):
        return text
    return capital(stripped) if stripped != text else text


def capital(text: str) -> str:
    """With its first letter, or the first after a quote mark, in upper case. A name like iPhone stays."""
    match = re.match(r"[“\"]?", text)
    at = match.end() if match else 0
    if at < len(text) and not re.match(r"[a-z]+[A-Z]", text[at:]):
        return text[:at] + text[at].upper() + text[at + 1 :]
    return text


def styled(text: str) -> str:
    """With typographic quote marks, as the house prints them; what stands between them is not touched."""
    return re.sub(r'"([^"]*)"', "“\\1”", text)


def tidy(text: str) -> str:
    """White space and doubled marks that cutting leaves behind."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([,;:!?]|\.(?!\.))", r"\1", text)  # an ellipsis stands as it is: a quotation may have one
    text = re.sub(r",\s*,+", ",", text)
    text = re.sub(r"[,;:]+\.", ".", text)
    text = re.sub(r"(?<=\w)\.\.$", ".", text)  # "about 4 a.m.", where the day after it was cut
    return re.sub(r"^[,;:\s]+", "", text).strip()


def outside(text: str, change: Callable[[str], str]) -> str:
    """The change made to what stands outside quotations; quotations stay byte for byte."""
    out, last = [], 0
    for span in tokens.quotations(text):
        out += [change(text[last : span.start]), text[span.start : span.end]]
        last = span.end
    return "".join([*out, change(text[last:])])


def _resolved(text: str, written_on: date | None, form: str) -> tuple[str, bool, bool]:
    done = left = 0

    def change(part: str) -> str:
        nonlocal done, left
        changed, here, unknown = days.resolved(part, written_on, form)
        done, left = done + here, left + unknown
        return changed

    # a part outside quotations is a piece of a sentence: a weekday's tense is read inside it
    changed = outside(text, change)
    if left:
        changed = outside(changed, days.without_undated)
        left = any(True for _ in relative.relatives(tokens.unquoted(changed), None))
    return capital(changed), bool(done) or changed != text, bool(left)


def stands(text: str) -> bool:
    """Whether what is left is still a sentence: a finite verb, enough words, balanced marks."""
    bare = tokens.unquoted(text)
    return (
        len(tokens.words(text)) >= FEWEST_WORDS
        and tokens.balanced(text)
        and bool(re.search(r"[.!?…][\"”’']?$", text))
        and bool(_VERB.search(_main(bare)))
        and not _INVERTED.match(text)
        and not _CONNECTIVE.match(text)
        and not re.search(r"\b(?:and|or|but|of|to|the|a|with|in|at|that|which|who)[.,]$", text)
    )


def _main(bare: str) -> str:
    """Without participles that could be taken for the verb: "Approved as to form by counsel", "crawls of supported sites"."""
    bare = _SUBORDINATE.sub("", bare.split(" ", 1)[-1] if _PARTICIPLE.match(bare) else bare)
    return _MADE_BY.sub("", _ADJECTIVE.sub("", bare))


# "After the strike ended, pay rose": the verb of the first clause makes no sentence
_SUBORDINATE = re.compile(r"^(?:After|When|As|While|Before|Because|Although|Though|If|Once|Until)\b[^,]*, ")
# "supported sites" after "of", "the heavily fortified station", "a game made by Halden"
_ADJECTIVE = re.compile(
    r"\b(?<=of |by )[a-z]+ed\b(?= [a-z“])|\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir) (?:[a-z]+ly )?[a-z]+ed(?= [A-Za-z])"
)
_MADE_BY = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )\b"
    r"(?:made|held|built|found|led|sold|sent|won|lost|paid|kept|run|set|put|\w+ed) by\b"
)
# verbs that are mostly nothing else
PLAIN = (
    "is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|said|says|told|wrote|went|came|made|took|began|"
    "ran|held|lost|sold|bought|paid|rose|fell|grew|gave|found|won|kept|sent|knew|felt|brought|threw|spoke|became|got|goes|comes|"
    "claims?|argues?|warns?|insists?|denies|deny|becomes?|appears?|remains?|continues?"
)
# verbs in the forms that make a sentence; some could be a noun or a participle as well
FINITE = (
    r"is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|said|says|told|wrote|left|went|came|"
    r"made|took|began|ran|held|lost|sold|bought|paid|rose|fell|quit|grew|gave|found|built|won|kept|sent|"
    r"spent|led|set|put|cut|hit|"
    r"reports|joins|costs|moves|seeks|wants|asks|runs|makes|keeps|stays|goes|plans|employs|counts|expects|"
    r"remains|includes|handles|met|upheld|knew|felt|brought|caught|threw|drove|fought|taught|stood|spoke|wore|struck|shot|"
    r"drew|flew|broke|chose|ate|saw|heard|read|became|got|stole|swore|withdrew|sought|shook|rang|sang|overturned|understood|"
    r"swept|spread|laid|hung|slept|rode|bit|dealt|fled|fed|dug|hid|lit|bent|beat|blew|drank|woke|tore|sank|shut|hurt|burst|split|"
    r"tells|shows|needs|lives|works|calls|leaves|leads|faces|owns|pays|buys|opens|opened|believes|means|helps|"
    r"comes|takes|gives|begins|operates|serves|sells|uses|offers|holds|claims|estimates|describes|ranks|argues|warns|suggests|"
    r"reveals|appears|allows|requires|continues|covers|affects|becomes|refuses|accuses|alleges|denies|insists|brings|contains|"
    r"used|died|tied|lied|owed|sued|cued|vied|divides|remain|include|show|say|believe|seek|appear|become|seem|allow|require|suggest|know|want|need|"
    r"\w{2,}(?:[^e]ed|eed)"
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|does|did|do|would|could|should)n['’]t\b|\b(?:won|can)['’]t\b|"
    rf"(?<!to )\b(?:{FINITE})\b"
    # "Deng ranks the flood", "Orrin refuses to": after a name, and before what only a verb has after it
    r"|(?<=[a-z] )[A-ZÀ-Þ][\w’-]+ [a-z]{3,}s (?=(?:the|an?|his|her|its|their|that|to|how|why)\b)"
)
