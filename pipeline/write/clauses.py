"""Clauses that a sentence can lose: what an aside, a relative clause or a tail adds is cut at the marks that bound it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.verify import tokens
from pipeline.write import rewrite

_SAID = r"(?:said|says|told|wrote|added)"
_DASHED = re.compile(r"\s+[–—-]\s+[^–—.;]{3,120}?\s+[–—-]\s+|\s*—[^–—.;]{3,120}?—\s*")
_RELATIVE_MID = re.compile(r",\s+(?:who|which|whose|where|whom|in which|for which|of which)\b[^,;:“\"]{6,160},(?=\s)")
_RELATIVE_END = re.compile(r",\s+(?:who|which|whose|where|whom|in which|of which)\b[^;:“\"]{6,220}(?=\.$)")
# what follows a second comma may belong to what stands before the first: "countries, which few trust, to use their weight"
_RELATIVE_LAST = re.compile(r",\s+(?:who|which|whose|where)\b[^,;:“\"]{6,160}(?=\.$)")
_TAIL = re.compile(
    r"(?:,\s+(?:while|as|because|since|after|before|and|with|"
    r"including|making|leaving|adding|citing|"
    r"bringing|alleging|accusing|saying|arguing|claiming|following|on top of|up from|down from|on)\b|"
    r",\s+an? (?:move|step|decision|sign|development|shift|change|figure|reversal|practice|policy|claim|charge) "
    r"(?:that|which)\s|"
    r"\s(?:because|while|so that)\s|;(?=\s)|:(?=\s)|\s+[–—]\s)[^“\"]{8,220}(?=\.$)"
)
# "long after they quit" is the point of what stands before it
_TIME_TAIL = re.compile(
    r"(?<!\blong)(?<!\bsoon)(?<!\bshortly)(?<!\bwell)\s+(?:just )?(?:after|before|as soon as)\s[^,;:“\"]{5,60}(?=\.$)"
)
# what somebody is accused of is told whole: when and why it was done can be what makes it an offence
_ACCUSES = re.compile(r"\b(?:accus|alleg|charg(?:ed|es|ing) |sue[sd]?\b|suing|blam|fined?\b)", re.IGNORECASE)
# what only says when, beside what or in which paper; "In staging", "Under the plan", "For ten users" bound what is true
_ADVERBIAL = re.compile(
    r"^(?:In (?:an?|his|her|its|their) (?:[a-z-]+ ){0,3}?(?:statement|interview|post|letter|speech|memo|filing|email|note|"
    r"tweet|report|paper)|After|At|As|On|Before|During|While|When|Although|Despite|Following|Like|Unlike)\b[^,“\"]{3,90},"
    r"\s+(?=[\w“\"])"
)
_APPOSITIVE = re.compile(r",\s+(?:a|an|the|one of|himself|formerly|now|then|based|founded|known)\b[^,;:“\"]{4,110},(?=\s)")
_AND_TAIL = re.compile(
    r"\s+and\s+(?:later |then |also |now |will |was |were |has |had |is |are |said |says |would |that )[^,;:“\"]{8,160}(?=[.,])"
)


def shorter(text: str) -> Iterator[str]:
    """The sentence with one or two of its clauses cut, the least loss first; each result can stand as a sentence."""
    yield from _shorter(text, _ALL)


def lighter(text: str) -> Iterator[str]:
    """The sentence without one or two of its asides: what they add to a name, and nothing of what the sentence says."""
    # who speaks a quotation is told with all that says why they are asked
    yield from () if tokens.quotations(text) else _shorter(text, _ASIDES)


def _shorter(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    seen = {text}
    first = list(_cuts(text, patterns))
    for variant in first:
        if variant not in seen and rewrite.stands(variant):
            seen.add(variant)
            yield variant
    for variant in first:
        for second in _cuts(variant, patterns):
            if second not in seen and rewrite.stands(second):
                seen.add(second)
                yield second


def without_attribution(text: str) -> str:
    """Without a closing ", X told Y", ", X said" or ", according to X": for what several origins say."""
    return re.sub(
        r",\s+(?!who|which)[^,“”\"]{2,60}\s(?:told|said|says|announced|confirmed)\b[^,“”\"]{0,40}\.$"
        r"|, according to [^,“”\"]{2,70}\.$",
        ".",
        text,
    )


_SET_OFF = (_DASHED, _RELATIVE_MID, _APPOSITIVE)
_ASIDES = (_DASHED, _RELATIVE_MID, _RELATIVE_LAST, _APPOSITIVE)
_ALL = (*_ASIDES, _RELATIVE_END, _AND_TAIL, _ADVERBIAL, _TAIL, _TIME_TAIL)
# after an appositive its noun's verb goes on, or the sentence: no second noun ("of Moe, a member of a guild, the old one, and")
_ANOTHER = re.compile(r"\s?(?:a|an|the|one of|its|his|her|their)\s|\s?[a-z]+ (?:who|which|that|of|for|at)\b")


_IN_A_TOWN = re.compile(r"\b(?:in|at|near|from|outside|of) (?:[A-Z][\w.’'-]+ ?)+,$")
_STATE = re.compile(r"\s[A-Z][\w.]+(?: [A-Z][\w.]+)?,(?=\s[a-z])")
_FIRM = re.compile(
    r"\b(?:maker|company|firm|start-?up|network|group|club|bank|chain|agency|brand|platform|service|publisher|carrier|airline|"
    r"retailer|lender|operator|charity|union|university|hospital|city|town|village)\b"
)
_FULL_NAME = re.compile(r"(?:^|\s)(?!The\b|Inc\b)[A-ZÀ-Þ][\w.’'-]* (?:[A-Z]\. )?[A-ZÀ-Þ][\w’'-]*[a-zà-þ](?:,\s\d\d)?$")
# after what was set off the sentence goes on with its verb or, where it has one, with what belongs to that
_RESUMES = re.compile(
    rf"\s?(?:(?:also|now|then|still|later|never|not|first|once|only|\w+ly) )*(?:{rewrite.FINITE})(?:n['’]t)?\b", re.IGNORECASE
)
_TOLD = re.compile(rf"\b(?:{rewrite.FINITE})\b")
_LINKS = re.compile(
    r"\s?(?!as well as)(?:in|on|at|by|for|from|with|to|as|after|before|during|"
    r"since|until|under|over|between|through|that|because|while|"
    r"when|if|against|within|without|into|about|and (?:said|is|was|has|had|will|would|that|in|on|to|as))\b"
    r"(?! (?:which|whom|whose)\b)"
)


def _resumes(before: str, after: str) -> bool:
    """Whether the sentence goes on after what was set off by commas: "Moe, the founder, left", not "Moe, his dogs, a cat"."""
    if _ANOTHER.match(after):
        return False
    told = bool(_TOLD.search(before))
    speaker = re.match(rf"\s?(?:[a-z]+ ){{0,3}}(?:[A-Z][\w’'-]+ ){{1,3}}{_SAID}\b", after)
    return bool(_RESUMES.match(after)) or (told and bool(_LINKS.match(after) or speaker))


# "…, the pair broke their silence, as …": a clause of its own, and after an opening "In interviews" the one that all hangs on
_CLAUSE = re.compile(
    rf"^(?:(?!\b(?:who|which|that|whose|where|known|based|founded)\b).)*"
    rf"(?:\b(?:{rewrite.PLAIN})\b|\b(?:now|then) (?!the\b|an?\b|in\b|with\b|of\b|at\b))"
)
_OPENED = re.compile(
    r"^(?:In|On|At|As|After|Before|When|While|If|For|Since|Although|Because|With|By|During|Earlier|Later|According|Along|Under|"
    r"Among|From|Through|Despite|\w+ \w+ after)\b[^,]*$"
)


def _cuts(text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[str]:
    masked = _mask(text)
    for pattern in patterns:
        if pattern is _TIME_TAIL and _ACCUSES.search(masked):
            continue
        for match in pattern.finditer(masked):
            piece = text[match.start() : match.end()]
            if re.search(r"[“”\"]", piece) or (re.search(r"\b(?:said|says|told|wrote)\b", piece) and pattern is not _AND_TAIL):
                continue
            # "a call about an hour before": the measure hangs on what would be cut
            if pattern is _TIME_TAIL and re.search(r"\b(?:minute|hour|day|week|month|year)s?$", text[: match.start()]):
                continue
            middle = " " if pattern in _SET_OFF else ""
            # "a portal in Portland, Oregon, said": the state is part of what is cut
            state = _STATE.match(text[match.end() :]) if pattern in _SET_OFF and _IN_A_TOWN.search(piece) else None
            end = match.end() + (state.end() if state else 0)
            if pattern in {_APPOSITIVE, _RELATIVE_MID} and not _resumes(text[: match.start()], text[end:]):
                continue
            # who somebody is belongs to the name and goes only where no room is; "the kites, the drums or the masks" is a list
            somebody = patterns is _ASIDES and _FULL_NAME.search(text[: match.start()]) and not _FIRM.search(piece)
            if pattern is _APPOSITIVE and (somebody or re.search(r"\bor\b", piece)):
                continue
            if pattern is _APPOSITIVE and (_CLAUSE.search(piece) or _OPENED.match(text[: match.start()])):
                continue
            # who speaks a quotation is told with the role: without it nobody knows why they are asked
            if pattern is _APPOSITIVE and '"q' in masked:
                continue
            # "Ilse Marant, 41, a co-founder, …": the age is still set off by its second comma
            middle = ", " if middle and re.search(r",\s+\d\d$", text[: match.start()]) else middle
            # "boards, which want their own, Moe said": the speaker is still set off
            speech = re.match(rf"\s?(?:[a-z]+ ){{0,3}}(?:[A-Z][\w’'-]+ ){{1,3}}{_SAID}\b", text[match.end() :])
            middle = ", " if speech and pattern is _RELATIVE_MID else middle
            yield rewrite.capital(rewrite.tidy(text[: match.start()] + middle + text[end:]))


def _mask(text: str) -> str:
    """The text with commas inside numbers and dates hidden, so that no cut is made there; same length."""
    masked = re.sub(r"(?<=\d),(?=\d)", "_", text)
    masked = re.sub(r"(?<=\d),(?= (?:19|20)\d\d\b)", "_", masked)
    return tokens.QUOTATION.sub(
        lambda match: '"' + "q" * (len(match.group()) - 2) + '"' if len(match.group()) > 1 else match.group(), masked
    )
