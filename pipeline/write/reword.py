"""A sentence said in the house's words where its source's stand too close together: as few changes as spare the most copying.

What may be said otherwise is data (``equivalents``, ``moves``); a change is made only where it spares words that would be
copied, so that a sentence that copies little stays as it is.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.verify import copying
from pipeline.write.equivalents import Edit, edits
from pipeline.write.moves import moved

# a part that moves must spare this many words: the source's order is mostly the better one
_MOVE = 4


def sparing(text: str, sources: Sequence[copying.SourceText]) -> str:
    """The text with those changes that together lessen most the words copied from these sources, and none that does not."""
    near = [source for source in sources if copying.runs(text, source)]
    if not near:
        return text
    best, least = _fewest(text, near)
    for other in moved(text):
        if not least:
            break
        changed, cost = _fewest(other, near)
        if cost <= least - _MOVE:
            best, least = changed, cost
    return best


def _fewest(text: str, near: Sequence[copying.SourceText]) -> tuple[str, int]:
    """All changes that do not overlap, less each without which no word more is copied."""
    before = copied(text, near)
    chosen: list[Edit] = []
    for edit in edits(text) if before else ():
        if not chosen or edit.start >= chosen[-1].end:
            chosen.append(edit)
    least = copied(applied(text, chosen), near) if chosen else before
    if least >= before:
        return text, before
    for edit in tuple(chosen):
        fewer = [other for other in chosen if other is not edit]
        cost = copied(applied(text, fewer), near)
        if cost <= least:
            chosen, least = fewer, cost
    return applied(text, chosen), least


def copied(text: str, sources: Sequence[copying.SourceText]) -> int:
    """The words in runs that stand in the sources, one by one and summed."""
    return sum(sum(copying.runs(text, source)) for source in sources)


def applied(text: str, chosen: Sequence[Edit]) -> str:
    """The text with these edits made; they are in order and do not overlap."""
    for edit in reversed(chosen):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text
