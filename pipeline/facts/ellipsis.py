"""Words that stand for a noun or a verb which the sentence does not give: printed alone it would be a riddle.

"Got his in 2025" needs the sentence that says what was got; "what one is worth" the one that says of what. An ordinal or
"the other" is no riddle where the sentence itself counts what it numbers ("two sites: the first was …").
"""

from __future__ import annotations

import re

_VERB = r"(?:is|are|was|were|has|had|have|will|would|can|could|may|might|did|does|came|went|got|took|said)"
_PLACE = r"(?:in|at|on|by|from|with|for|after|before|since|to|last|this|too|as well)"
_OWN = re.compile(rf"(?<!\bof )\b(?:his|hers|theirs|ours|yours|mine)(?=[.,;]| (?:{_PLACE}|{_VERB}|and|or|but)\b(?!-))")
_HEAD = re.compile(
    rf"\b(?i:the other|the others|the latter|the former|another)(?=[.,;]| {_VERB}\b)"
    rf"|\b(?i:the) (?:first|second|third|fourth|last|next)(?=[.;]| {_VERB}\b)"
)
_ONE = re.compile(
    r"\b(?:got|gets?|has|have|had|wants?|wanted|needs?|needed|built|made|sold|bought|lost|without|with|like) ones?"
    r"(?=[.,;]| (?:in|at|on|by|from|since|too)\b)"
    r"|\bwhat (?:one|ones|these|those|theirs|it|that) (?:is|are|was|were|means?|costs?)\b"
)
_VERBLESS = re.compile(
    r"\b(?:did|does|do|has|have|had|is|are|was|were|will|would|could|can) (?:so|too|likewise|the same|neither)(?=[.;])"
    r"|\b(?i:the same (?:treatment|goes|applies|again|is true|was true)|likewise|ditto|vice versa)\b"
    r"|\bas (?:did|does|do|has|is|was|were|will|would)(?=[.;])"
)
_NOT = re.compile(
    r"^(?:(?!but |while |whereas |although |though |not ).)*\b(?:did|does|do|has|have|had|will|would|could) not\.$"
)
_COUNTED = re.compile(r"\b(?:two|three|four|both|pair|either|one|first|each|several)\b", re.IGNORECASE)


def elliptical(bare: str) -> bool:
    """Whether the sentence (its quotations blanked out) leans on a noun or a verb that it leaves out."""
    if _OWN.search(bare) or _ONE.search(bare) or _VERBLESS.search(bare) or (bare.endswith(" not.") and _NOT.search(bare)):
        return True
    head = _HEAD.search(bare)
    return head is not None and not _COUNTED.search(bare[: head.start()])
