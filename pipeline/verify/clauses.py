"""Whether each clause of a sentence has something to stand on: a true sentence with a made-up end is covered as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.values import Span
from pipeline.verify import senses, tokens

_CUT = re.compile(
    r"[,;:]\s|\s[–—-]{1,2}\s|\s(?=(?:because|amid|after|before|while|although|whereas|despite|amid|following|weil|nachdem|obwohl)\s)"
)
# words of meaning that a clause must have to be judged by itself, and the share of them that may be new
LEAST, NEW = 3, 0.76
# in a sentence whose other clauses stand nearly whole in what is cited, less that is new is enough: it was added
WHOLE, ADDED = 0.8, 0.49


def unfounded(claim: str, cited: Sequence[str], wide: Sequence[str]) -> Iterator[Span]:
    """The clauses of the claim of whose words of meaning next to none stands in what is cited.

    Names, figures and quotations are proved elsewhere and do not count; nor do words that stand beside what is cited.
    """
    text = tokens.unquoted(claim)
    evidence = frozenset[str]().union(*map(tokens.content, (*cited, *wide)))
    named = [(span.start, span.end) for span in tokens.names(text)]
    pieces = [(span, _stems(text, span, named)) for span in clauses(text)]
    for span, mine in pieces:
        rest = frozenset[str]().union(*(stems for other, stems in pieces if other != span))
        whole = len(rest) > LEAST and 1 - len(senses.missing(rest, evidence)) / len(rest) >= WHOLE
        if len(mine) >= LEAST and len(senses.missing(mine, evidence)) / len(mine) > (ADDED if whole else NEW):
            yield span


def _stems(text: str, span: Span, named: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The stems of a clause's words of meaning without its names and figures."""
    piece = "".join(" " if any(a <= n < b for a, b in named) else text[n] for n in range(span.start, span.end))
    return frozenset(stem for stem in tokens.content(piece) if not stem[0].isdigit() and stem not in _ATTRIBUTES)


_ATTRIBUTES = frozenset(
    map(tokens.stem, ("according", "reported", "stated", "added", "wrote", "sources", "differ", "give", "gives", "meanwhile"))
)


def clauses(text: str) -> list[Span]:
    """The text cut at commas, dashes and conjunctions."""
    found, start = [], 0
    for match in _CUT.finditer(text):
        found.append(Span(start, match.start()))
        start = match.end()
    return [span for span in (*found, Span(start, len(text))) if span.start < span.end]
