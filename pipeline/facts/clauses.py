"""The clauses of a sentence: the stretch in which a value says what it is of, and an event is told."""

from __future__ import annotations

import re

_CLAUSE = re.compile(
    r"[;:—–()!?]\s?|\s-\s|,\s(?=(?:and|but|while|which|who|whose|although|though|because|as|after|before|with|where|so|led|"
    r"giving|bringing|making|valuing|including|up|down|according|compared|und|aber|die|der|das|was)\b)|\s(?=(?:while|whereas|"
    r"although|after|because)\s)"
)


def clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the clause around a stretch of a sentence begins and ends."""
    low, high = 0, len(text)
    for match in _CLAUSE.finditer(text):
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            high = match.start()
            break
    return low, high


def clause_spans(text: str) -> list[tuple[int, int]]:
    """The clauses of a sentence in order, as half-open stretches without the marks between them."""
    spans, low = [], 0
    for match in _CLAUSE.finditer(text):
        if match.start() > low:
            spans.append((low, match.start()))
        low = match.end()
    return [*spans, (low, len(text))] if low < len(text) else spans
