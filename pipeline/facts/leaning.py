"""Whether a sentence leans on the one before it: printed alone it would point at nothing."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet

from pipeline.verify import tokens

_LOOSE_IT = re.compile(
    r"\b(?:used?|called?|made|built|found|bought|sold|left|joined|want(?:ed)?s?|use|gave|took|got|put|say|"
    r"says|said|knew|told|of|about|with|for|to) it(?=[,.;]|\s+(?:since|to|for|in|on|at|as|from|over|by|again|up|all)\b)"
    r"|\b(?:still|also|never|now|already|then|often) [a-z]+ it(?=[,.;])"
)
_MID_DEFINITE = re.compile(
    r"(?<!^)\b[Tt]he (?:project|programme|scheme|deal|listing|rival|outfit|kits?|incident|latter|"
    r"former)\b(?! (?:[A-Z]|of|to|in|for|at|on|with))"
)
_PRONOUN = re.compile(
    r"^(?:Together|(?:On|At|In|By) (?:the same|that|this) \w+|He|She|They|It|This|That|These|Those|His|Her|Their|Its|Neither|"
    r"Each|All(?! [a-z]+s\b(?! of))|Both(?! (?:the |an? )?[\w’-]+(?: [\w’-]+)? and )|Some(?! [a-z]+s\b(?! of))|Another|"
    r"Others|None|Such|There|Here|One|Most(?! [a-z]+s\b(?! of))|Many(?! [a-z]+s\b(?! of))|Two of|Part of|Much of|In it|"
    r"Among them|Of those|In both|At (?:that|this) \w+|In (?:that|this) \w+|(?:\w+ )?\w+ (?:years?|months?|weeks?|days?|"
    r"hours?|minutes?) (?:ago|later|earlier|after that))\b(?!\s+of\s+the\s+[A-Z])|[^,]{3,60}, (?:it|they)\b|"
    r".*\bthere(?! (?:is|are|was|were|has|have|had|will|would|may|might|can|could|to be|should))\b|.*\b(?:as (?:many|much)|"
    r"do(?:es)? so|the same|another|others|either|too|the rest|not|more|less|better|worse)\.$|[^,]{3,40}? it is\b|.*\b(?:new|"
    r"old|other|such|these|those) ones?\b|.*\b(?:do(?:es|ne|ing)?|did) so\b|.*\b(?:close to|like|than|to|of|for|"
    r"with) that(?= (?:for|in|on|at|by|and|is|"
    r"are|was|were|has|have|will)\b|[.,;])|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*, (?:its|their|his|her) |"
    r".*\b(?:such an?|like (?:this|that|these)|this kind|that kind|of that|the latter|the former|the other two|"
    r"as well as that)\b"
)
_DEFINITE = re.compile(
    r"^(?:The|Those|That|This)(?: (?!of\b|in\b|on\b|to\b|at\b|by\b|for\b|from\b|that\b)[\w'’-]+){0,3}? (?:company|firm|"
    r"startup|start-up|group|team|project|programme|program|deal|move|hire|round|regulator|authority|agency|network|unit|"
    r"effort|centre|center|incident|outage|breach|attack|complaint|filing|document|note|listing|case|region|chip|device|part|"
    r"product|service|app|post|report|suit|lawsuit|investment|investor|money|funds?|figure|sum|number|acquisition|purchase|"
    r"buyer|seller|bank|court|judge|minister|ministry|official|spokes\w+|latter|former|first|second|third|last|same|other|"
    r"rest|result|change|cause|reason|explanation|answer|decision|plan|timing|engineer|note|data|stage|shares?|announcement|"
    r"statement|man|woman|pair|two|three|plant|law|bill|test|model|customers?|system|board|card|tool)s?\b(?! (?:of |at |in |"
    r"to |for )?[A-Z“\"])",
)
# "The member of the public was Linnea Storm": it answers a question that the sentence before has raised
_ANSWER = re.compile(
    r"(?:The|That|This|One)(?: [a-z][\w’'-]*){1,6} (?:was|is|were|are) (?:not )?(?:an? |the )?[A-ZÀ-Þ][a-zà-þ]"
)
_MID_BACK = re.compile(
    r"\b(?:each|every|either|neither|any|none|most|all|both|some|two|three|half) of (?:them|those|these|it)\b|\b(?:each|"
    r"every|this|that|no) one\b(?! of)|\bboth [a-z]+s\b(?! (?:and|of)\b)|\b(?:these|such|of other|the other) [a-z]+s\b|"
    r"\bthose (?!who\b|that\b|whose\b|which\b|of\b|in\b|with\b|at\b|for\b|on\b|from\b|behind\b|around\b)[a-z]+s?\b(?! (?:who|"
    r"that|whose|which|of)\b)"
)
# a quotation whose first word stands for something that was said before it
_TAKES_UP = re.compile(r"[“\"](?:She|He|They|That|Those|These|And|But|So|Yes|No|Nor|Neither|Also|Then)\b(?! (?:who|which)\b)")
_BODY = re.compile(r"\b[Tt]he (?:company|firm|startup|group|regulator|bank|agency|university|ministry|foundation)\b")
_COMPANY = re.compile(r"(?<!^)\b[Tt]he (?:company|firm|startup|group)\b(?!['’]s)")
# "Petra Lindqvist, the chief scientist, went": of what is not said either
_OFFICE = re.compile(
    r"[A-Z][\w’'-]+ [A-Z][\w’'-]+, the (?:[a-z-]+ ){0,2}"
    r"(?:scientist|executive|officer|engineer|founder|chair|chairman|chairwoman|director|president),"
)
_TITLE = re.compile(r"(?:Chief|CTO|CEO|CFO|COO|President|Executive|Founders?)\b")


def leans(text: str, before: str | None, *, after_fragment: bool = False) -> bool:
    """Whether the sentence points back: a pronoun, "the company", "the kits" after "a kit", a quotation alone.

    ``before`` is the sentence before it in the paragraph; ``after_fragment`` says that it is a label, which it then leans on.
    """
    if points(text) or _names_known(text) or (before is not None and after_fragment):
        return True
    return before is not None and (_untitled(text) or _again(text, before))


def points(text: str) -> bool:
    """Whether only the sentence before tells what a word of it means: a pronoun, an answer, "each one", a quotation alone."""
    bare = tokens.unquoted(text)
    if _TAKES_UP.match(text) or _PRONOUN.match(text) or _loose_it(bare) or _ANSWER.match(text) or _back(bare):
        return True
    return not re.search(r"\w", bare)


def _loose_it(bare: str) -> bool:
    """Whether "told it" means something outside the sentence: "unconnected with the company, … told it" does not."""
    match = _LOOSE_IT.search(bare)
    return match is not None and not _BODY.search(bare[: match.start()])


def _names_known(text: str) -> bool:
    """Whether it speaks of a thing as known by what it is ("The company said"), of which may have been told long before."""
    bare = tokens.unquoted(text)
    return bool(_DEFINITE.match(text) or _MID_DEFINITE.search(bare) or _company_of_nobody(text, bare))


def _back(bare: str) -> bool:
    """Whether it says "each one" or "those customers" of what it has not named itself."""
    match = _MID_BACK.search(bare)
    return match is not None and not tokens.content(match.group()) & tokens.content(bare[: match.start()])


def _company_of_nobody(text: str, bare: str) -> bool:
    """Such as "…, the company said" where no company was named in the sentence."""
    company = _COMPANY.search(bare)
    return (
        company is not None and len(tokens.names(bare[: company.start()])) <= 1 and not re.match(r"[A-Z][\w’'-]+ [A-Z]", text)
    )


_BARE = re.compile(
    r"The ([a-z][a-z-]+) (?:will|would|has|had|is|was|are|were|said|says|did|does|can|could|may|must|plans|wants)\b"
)


def bare_definite(text: str, topic: AbstractSet[str]) -> bool:
    """Whether it opens with a definite thing nobody has brought in: "The association will meet"; the topic is no such thing."""
    match = _BARE.match(text)
    return match is not None and tokens.stem(match[1]) not in topic


def _untitled(text: str) -> bool:
    """Such as "Chief scientist Petra Lindqvist quit": of what, the sentence before has said."""
    placed = re.search(r"\b(?:of|at|from) (?:the )?[A-Z]|[A-Za-z]['’]s\b", text)
    if placed is not None:
        return False
    return bool(_OFFICE.match(text)) or (bool(_TITLE.match(text)) and bool(tokens.names(text)))


def _again(text: str, before: str) -> bool:
    """Such as "The kits stay" after "A kit cost": a definite thing that the sentence before brought in."""
    head = re.match(r"(?:The|Those|These|Both)((?: [a-z][\w-]+){1,2})", text)
    return head is not None and bool(tokens.content(head[1]) & tokens.content(before))
