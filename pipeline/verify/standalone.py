"""A claim by itself against whatever evidence comes with it: what ``newsloom verify`` asks of a line with a claim.

What can be asked depends on the evidence. A few sentences are held against the claim as the sentences that a draft cites are.
Of a whole page only the sentences nearest to the claim are asked who stands where and whether something is turned round: far
from them, the same words say other things. A text in small letters names nobody that could be looked for, so that a claim
must nearly stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.values import Problem, Source
from pipeline.verify import polarity, slots, tokens
from pipeline.verify.claim import Evidence, Verdict, check
from pipeline.verify.sentence import further, known_names

# words up to which evidence is a few sentences that were chosen for the claim, and not a page
FEW_WORDS = 150
# the nearest sentences of a page, and the share of the claim's words of meaning that makes one near
NEAREST, NEAR = 3, 0.34
# a text of some length with fewer names than this a word was put into small letters
NAMELESS, LONG = 0.02, 40
# runs of three words of a claim that stand in a text in small letters; set on claims about news, half of them kept back
RUNS = 0.7
_SPLIT = re.compile(r"(?<=[.!?\"”])\s+|\n+")


def verify_claim(claim: str, evidence: str | Sequence[str]) -> Verdict:
    """Whether the claim's numbers, names, quotations and most of its words stand in the evidence, and none is turned round.

    ``evidence`` is a text or its sentences. Problems carry offsets in the claim; kinds are ``number``, ``name``, ``quote``,
    ``cover``, ``negation``, ``direction`` and ``role``, with a few sentences as evidence also ``date``, ``speaker`` and
    ``modality``. Empty evidence supports nothing.
    """
    given = _given(evidence)
    sentences = sentences_of(evidence)
    length = sum(len(tokens.words(sentence)) for sentence in sentences)
    if length >= LONG and _small(claim, sentences, length):
        return _of(_runs(claim, sentences))
    few = length <= FEW_WORDS
    verdict = check(claim, Evidence(given), denials=not few)
    if not verdict.supported:
        return verdict
    more = further(claim, _cited(sentences), {}) if few else _turned(claim, sentences)
    return _of((*verdict.problems, *more))


def _given(evidence: str | Sequence[str]) -> tuple[str, ...]:
    given = (evidence,) if isinstance(evidence, str) else tuple(evidence)
    return tuple(text for text in given if text.strip())


def sentences_of(evidence: str | Sequence[str]) -> tuple[str, ...]:
    """The sentences of evidence that is a text or a list of them; none that is empty."""
    given = _given(evidence)
    return tuple(piece for text in given for piece in _SPLIT.split(text) if piece.strip()) or given


def _of(problems: Sequence[Problem]) -> Verdict:
    return Verdict(not any(problem.blocking for problem in problems), tuple(problems))


def _cited(sentences: tuple[str, ...]) -> list[tuple[Source, int]]:
    source = Source(1, "", 1, "", "", "", None, (), None, "independent", None, (), 0.0, (), sentences)
    return [(source, number) for number in range(len(sentences))]


def _turned(claim: str, sentences: Sequence[str]) -> Iterator[Problem]:
    mine = tokens.content(claim)
    shares = sorted(
        ((len(mine & tokens.content(text)) / max(1, len(mine)), -n) for n, text in enumerate(sentences)), reverse=True
    )
    near = [sentences[-n] for share, n in shares[:NEAREST] if share >= NEAR]
    if not near:
        return
    for kind, detail in polarity.turned(claim, near, near):
        if kind == "direction":
            yield Problem(kind, detail)
    for span, there in slots.misplaced(claim, near, known_names((claim, *near))):
        detail = f"“{claim[span.start : span.end]}”, where the evidence has “{there}”"
        yield Problem("role", detail, start=span.start, end=span.end)


def _small(claim: str, sentences: Sequence[str], length: int) -> bool:
    """Whether claim and evidence were put into small letters."""
    return not tokens.names(claim) and sum(len(tokens.names(text)) for text in sentences) < NAMELESS * length


def _runs(claim: str, sentences: Sequence[str]) -> list[Problem]:
    """The claim's runs of three words, by their stems, must mostly stand in the evidence."""
    mine, theirs = ([tokens.stem(word) for word in tokens.words(text)] for text in (claim, " ".join(sentences)))
    runs, known = _threes(mine), set(_threes(theirs))
    share = sum(run in known for run in runs) / max(1, len(runs))
    return [] if share >= RUNS else [Problem("cover", f"only {share:.0%} of its runs of three words stand in the evidence")]


def _threes(stems: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(stems[n : n + 3]) for n in range(len(stems) - 2)] or [tuple(stems)]
