"""One source sentence into one of ours: what only made sense where it stood is taken out, resolved or refused.

Nothing is added but resolved dates. Where a piece is cut, it is cut at a mark that bounds it, and never inside a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from pipeline.verify import dates, relative, tokens

_DATELINE = re.compile(
    r"^(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]{2,40})(?:,\s[A-Z][\w. "
    r"]{1,30})*(?:,?\s+(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}))?\s*(?:\([^)]{2,40}\)\s*)?[-–—:]+\s+(?=[A-ZÀ-Þ“\"])"
    r"|^[A-Z]{3,}(?:/[A-Z]{3,})+\s+(?:\([^)]{2,40}\)\s*[-–—]?\s*)?(?=[A-Z][a-z])"
    r"|^\([A-Z][\w .]{1,30}\)\s*[-–—]?\s*(?=[A-Z])"
)
_CONNECTIVE = re.compile(
    r"^(?:However|Meanwhile|But|And|Yet|So|Still|Moreover|Also|Then|Instead|Furthermore|Nevertheless|"
    r"Nonetheless|Therefore|Thus|"
    r"Indeed|In addition|In fact|Of course|Separately|Besides|Additionally|Similarly|That said|For now|In between|After all|"
    r"As a result|For example|For instance|By contrast|On the other hand|At the same time|Again|Elsewhere|"
    r"First|Second|Third|Finally|Plus|Then again)\b,?\s+(?=[\w“\"])"
)
_HEDGE = re.compile(
    r",\s+(?:of course|naturally|however|meanwhile|too|though|then|indeed|in fact|for example|"
    r"for instance|in turn|after all|moreover|therefore|instead|as well|respectively|himself|herself)(?=[,.])"
)
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SAID = r"(?:said|says|told|wrote|added)"
_MONTHS = "|".join(dates.MONTHS)
_PAREN = re.compile(r"\s*[\(\[](?![$€£]\d)[^()\[\]]*[\)\]]")
_DASHED = re.compile(r"\s+[–—-]\s+[^–—.;]{3,120}?\s+[–—-]\s+|\s*—[^–—.;]{3,120}?—\s*")
_RELATIVE_MID = re.compile(r",\s+(?:who|which|whose|where|whom|in which|for which|of which)\b[^,;:“\"]{6,160},(?=\s)")
_RELATIVE_END = re.compile(r",\s+(?:who|which|whose|where|whom|in which|of which)\b[^;:“\"]{6,220}(?=\.$)")
_TAIL = re.compile(
    r"(?:,\s+(?:while|although|though|whereas|as|because|since|after|before|but|and|so|with|according to|"
    r"including|making|leaving|adding|citing|"
    r"bringing|alleging|accusing|saying|arguing|claiming|following|on top of|up from|down from|on)\b|"
    r"\s(?:although|even though|because|whereas|while|so that)\s|;(?=\s)|:(?=\s)|\s+[–—]\s)[^“\"]{8,220}(?=\.$)"
)
_TIME_TAIL = re.compile(r"\s+(?:long |soon |shortly |just )?(?:after|before|when|as soon as)\s[^,;:“\"]{5,60}(?=\.$)")
_ADVERBIAL = re.compile(
    r"^(?:In|After|At|As|On|For|Before|By|Since|During|With|Under|While|When|Although|Despite|Following|"
    r"According to|Over|From|Like|Unlike|Once|Until|Inside)\b[^,“\"]{3,90},\s+(?=[\w“\"])"
)
_APPOSITIVE = re.compile(r",\s+(?:a|an|the|one of|himself|formerly|now|then|based|founded|known)\b[^,;:“\"]{4,110},(?=\s)")
_AND_TAIL = re.compile(
    r"\s+and\s+(?:later |then |also |now |will |was |were |has |had |is |are |said |says |would |that )[^,;:“\"]{8,160}(?=[.,])"
)
_INVERTED = re.compile(
    r"^(?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|may|might|should|far|what|why|how|if)\b", re.IGNORECASE
)
FEWEST_WORDS = 6


def clean(text: str, written_on: date | None, form: str) -> tuple[str, bool, bool]:
    """The sentence as it could stand elsewhere: ``(text, dates were resolved, a relative date is left)``."""
    text = _DATELINE.sub("", text.strip())
    text = _outside(text, lambda part: _HEDGE.sub("", _PAREN.sub("", part)))
    text = strip_connective(text)
    text, done, left = _resolved(text, written_on, form)
    return tidy(text), done, left


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
    text = re.sub(r"\s+([,.;:!?])", r"\1", text)
    text = re.sub(r",\s*,+", ",", text)
    text = re.sub(r"[,;:]+\.", ".", text)
    return re.sub(r"^[,;:\s]+", "", text).strip()


def _outside(text: str, change: Callable[[str], str]) -> str:
    """The change made to what stands outside quotations; quotations stay byte for byte."""
    out, last = [], 0
    for span in tokens.quotations(text):
        out += [change(text[last : span.start]), text[span.start : span.end]]
        last = span.end
    return "".join([*out, change(text[last:])])


def _month_first(part: str) -> str:
    """Such as "September 11" for "11 September", as the house writes its days."""

    def change(match: re.Match[str]) -> str:
        if re.search(r"\d\s*(?:to|and|or|until|[-–])\s*$", part[: match.start()]):
            return match[0]  # "from 2 to 9 September": one month for two days
        return f"{match[2]} {match[1]}" + (f", {match[3]}" if match[3] else "")

    return re.sub(rf"(?<![\d.,-])\b(\d{{1,2}})(?:st|nd|rd|th)? ({_MONTHS})\b(?: ((?:19|20)\d\d))?", change, part)


def _resolved(text: str, written_on: date | None, form: str) -> tuple[str, bool, bool]:
    done = left = 0

    def change(part: str) -> str:
        nonlocal done, left
        # "Thursday's outage" is the outage of that day: said without the day it stands as well
        part = re.sub(rf"(?<=\b(?:of|in|at|or) )(?:{_WEEKDAYS})['’]s (?=[a-z])", "the ", part)
        # "on Monday 5 October": the date is there already
        part = re.sub(rf"\b(?:{_WEEKDAYS}),?\s+(?=\d{{1,2}}\s+(?:{_MONTHS})\b|(?:{_MONTHS})\s+\d)", "", part)
        part = _month_first(part) if form.startswith("{month}") else part
        # "has this week brought in" cannot take a date between its verbs, and needs none
        part = re.sub(r"\b(has|have|had) (?:this|last|next) (?:week|month|year)(?= \w+(?:ed|t|n|d)\b)", r"\1", part)
        resolved, here, unknown = relative.resolve(part, written_on, form)
        done, left = done + here, left + unknown
        return resolved

    # a part outside quotations is a piece of a sentence: a weekday's tense is read inside it
    changed = _outside(text, change)
    if left:
        changed = _outside(changed, _drop_undated)
        left = any(True for _ in relative.relatives(tokens.unquoted(changed), None))
    return capital(changed), bool(done), bool(left)


_ADDED = re.compile(
    rf",?\s+(?:(?:late |early )?on\s+)?(?:late |early )?(?:{_WEEKDAYS})(?:\s+(?:morning|afternoon|evening|night))?(?=[\s,.;]|$)"
    r"|,?\s+(?:earlier |later )?(?:this|last|next)\s+(?:week|month|morning|night|year)(?=[\s,.;]|$)"
    r"|,?\s+(?:yesterday|today|tonight|tomorrow)(?=[\s,.;]|$)"
)
_BOUND = re.compile(
    r"\b(?:the|an?|normal|each|every|any|since|until|by|from|of|for|that|this|its|before|after)$", re.IGNORECASE
)


def _drop_undated(part: str) -> str:
    """Without the relative dates that are mere additions: "on Friday" goes, "the Friday vote" and "since Friday" stay."""
    return _ADDED.sub(lambda match: match[0] if _BOUND.search(part[: match.start()]) else "", part)


def shorter(text: str) -> Iterator[str]:
    """The sentence with one or two of its clauses cut, the least loss first; each result can stand as a sentence."""
    seen = {text}
    first = list(_cuts(text))
    for variant in first:
        if variant not in seen and stands(variant):
            seen.add(variant)
            yield variant
    for variant in first:
        for second in _cuts(variant):
            if second not in seen and stands(second):
                seen.add(second)
                yield second


def without_attribution(text: str) -> str:
    """Without a closing ", X told Y" or ", X said": for what several origins say."""
    return re.sub(r",\s+(?!who|which)[^,“”\"]{2,60}\s(?:told|said|says|announced|confirmed)\b[^,“”\"]{0,40}\.$", ".", text)


def _cuts(text: str) -> Iterator[str]:
    patterns: Sequence[re.Pattern[str]] = (
        _DASHED,
        _RELATIVE_MID,
        _RELATIVE_END,
        _APPOSITIVE,
        _AND_TAIL,
        _ADVERBIAL,
        _TAIL,
        _TIME_TAIL,
    )
    masked = _mask(text)
    for pattern in patterns:
        for match in pattern.finditer(masked):
            piece = text[match.start() : match.end()]
            if re.search(r"[“”\"]", piece) or (re.search(r"\b(?:said|says|told|wrote)\b", piece) and pattern is not _AND_TAIL):
                continue
            # "a call about an hour before": the measure hangs on what would be cut
            if pattern is _TIME_TAIL and re.search(r"\b(?:minute|hour|day|week|month|year)s?$", text[: match.start()]):
                continue
            middle = " " if pattern in {_DASHED, _RELATIVE_MID, _APPOSITIVE} else ""
            # who speaks a quotation is told with the role: without it nobody knows why they are asked
            if pattern is _APPOSITIVE and '"q' in masked:
                continue
            # "Ilse Marant, 41, a co-founder, …": the age is still set off by its second comma
            middle = ", " if middle and re.search(r",\s+\d\d$", text[: match.start()]) else middle
            # "boards, which want their own, Moe said": the speaker is still set off
            speech = re.match(rf"\s?(?:[a-z]+ ){{0,3}}(?:[A-Z][\w’'-]+ ){{1,3}}{_SAID}\b", text[match.end() :])
            middle = ", " if speech and pattern is _RELATIVE_MID else middle
            # "a portal in Portland, Oregon, said": the state is part of what is cut
            state = re.match(r"\s[A-Z][\w.]+(?: [A-Z][\w.]+)?,(?=\s[a-z])", text[match.end() :]) if middle else None
            end = match.end() + (state.end() if state else 0)
            yield capital(tidy(text[: match.start()] + middle + text[end:]))


def _mask(text: str) -> str:
    """The text with commas inside numbers and dates hidden, so that no cut is made there; same length."""
    masked = re.sub(r"(?<=\d),(?=\d)", "_", text)
    masked = re.sub(r"(?<=\d),(?= (?:19|20)\d\d\b)", "_", masked)
    return tokens.QUOTATION.sub(
        lambda match: '"' + "q" * (len(match.group()) - 2) + '"' if len(match.group()) > 1 else match.group(), masked
    )


def stands(text: str) -> bool:
    """Whether what is left is still a sentence: a finite verb, enough words, balanced marks."""
    bare = tokens.unquoted(text)
    return (
        len(tokens.words(text)) >= FEWEST_WORDS
        and tokens.balanced(text)
        and bool(re.search(r"[.!?…][\"”’']?$", text))
        and bool(_VERB.search(bare))
        and not _INVERTED.match(text)
        and not _CONNECTIVE.match(text)
        and not re.search(r"\b(?:and|or|but|of|to|the|a|with|in|at|that|which|who)[.,]$", text)
    )


_VERB = re.compile(
    r"(?<!to )\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|does|did|said|says|"
    r"told|wrote|left|went|came|"
    r"made|took|began|ran|held|lost|sold|bought|paid|rose|fell|quit|grew|gave|found|built|won|kept|sent|"
    r"spent|led|set|put|cut|hit|"
    r"reports|joins|costs|moves|seeks|wants|asks|runs|makes|keeps|stays|goes|plans|employs|counts|expects|"
    r"remains|includes|handles|met|upheld|knew|felt|brought|caught|threw|drove|fought|taught|stood|spoke|wore|struck|shot|"
    r"drew|flew|broke|chose|ate|saw|heard|read|became|got|stole|swore|withdrew|sought|shook|rang|sang|overturned|understood|"
    r"tells|shows|needs|lives|works|calls|leaves|leads|faces|owns|pays|buys|opens|opened|believes|means|helps|"
    r"comes|takes|gives|begins|operates|serves|sells|uses|offers|holds|\w{3,}(?:[^e]ed|eed))\b"
)
