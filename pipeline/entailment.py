"""An entailment model that the newsroom brings, as a function from premises and claims to scores: the extra ``entailment``.

A classifier of pairs of texts (natural language inference, Bowman et al. 2015; Williams et al. 2018) as an ONNX graph runs in
onnxruntime, on one thread, so that equal texts get equal scores. What a claim may follow from is read whole sentence by whole
sentence in windows that the model can hold, and the window that sees most of the claim counts (Laban et al. 2022 take the best
sentence). Nothing is ever downloaded; ``pipeline.entailment_files`` reads the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelUnusable

SETTING = "[verify] entailment"
WINDOWS = 8
"""So many windows of a premise are read at most, those that share most words with the claim."""
_AT_ONCE = 16
_SPECIAL = 8  # room for the marks that a tokenizer sets around and between two texts
_CHARACTERS = 4_000
_PROBABILITIES = ("probabilities", "probability", "probs", "scores")
_WORD = re.compile(r"\w+")

Logits = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class OnnxScorer:
    """An ``EntailmentScorer`` from files. ``name`` changes whenever they do: scores of two names are never compared.

    ``inputs`` are the graph's inputs with their types, ``output`` is the output that is read and ``column`` the one in it that
    means entailment (None where there is but one, of a sigmoid). ``limit`` is in tokens of both texts together.
    """

    name: str
    tokenizer: Any
    session: Any
    inputs: tuple[tuple[str, str], ...]
    output: str
    column: int | None
    limit: int

    def scores(self, pairs: Sequence[tuple[Sequence[str], str]]) -> list[float]:
        """How surely each claim follows from its premise sentences, 0 to 1, in four places; 0 from no premise.

        A score does not depend on what else is asked. Of a claim longer than half the limit the beginning is read. Raises
        ModelUnusable where the graph gives something else than numbers.
        """
        asked: list[tuple[int, str, str]] = []
        for place, (premise, claim) in enumerate(pairs):
            cut, length = self._claim(claim)
            asked += [(place, text, cut) for text in self._windows(premise, cut, self.limit - length - _SPECIAL)]
        best = [0.0] * len(pairs)
        for (place, _, _), score in zip(asked, self._run([(text, cut) for _, text, cut in asked]), strict=True):
            best[place] = max(best[place], score)
        return [round(score, 4) for score in best]

    def _claim(self, claim: str) -> tuple[str, int]:
        read = self.tokenizer.encode(claim[:_CHARACTERS], add_special_tokens=False)
        most = self.limit // 2
        if len(read.ids) <= most:
            return claim[:_CHARACTERS], len(read.ids)
        return claim[: read.offsets[most - 1][1]], most

    def _windows(self, premise: Sequence[str], claim: str, room: int) -> list[str]:
        sentences = [text[:_CHARACTERS] for text in premise if text.strip()]
        lengths = [len(one.ids) for one in self.tokenizer.encode_batch(sentences, add_special_tokens=False)]
        windows = [" ".join(one) for one in _packed(sentences, lengths, room)]
        if len(windows) <= WINDOWS:
            return windows
        mine = set(_WORD.findall(claim.lower()))
        shared = [len(mine & set(_WORD.findall(text.lower()))) for text in windows]
        nearest = sorted(range(len(windows)), key=lambda place: (-shared[place], place))[:WINDOWS]
        return [windows[place] for place in sorted(nearest)]

    def _run(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """One score a (premise, claim). Pairs of one length go together, so that none is padded and none depends on another."""
        encoded = self.tokenizer.encode_batch(list(pairs)) if pairs else []
        by_length: dict[int, list[int]] = {}
        for place, one in enumerate(encoded):
            by_length.setdefault(len(one.ids), []).append(place)
        found = [0.0] * len(pairs)
        for places in by_length.values():
            for start in range(0, len(places), _AT_ONCE):
                some = places[start : start + _AT_ONCE]
                for place, score in zip(some, self._asked([encoded[place] for place in some]), strict=True):
                    found[place] = score
        return found

    def _asked(self, encoded: Sequence[Any]) -> list[float]:
        return scores_of(self.answer(encoded), self.output, self.column)

    def answer(self, encoded: Sequence[Any]) -> NDArray[Any]:
        """What the graph gives for encoded pairs of one length. Raises ModelUnusable where it cannot be run on them."""
        given = {
            "input_ids": [one.ids for one in encoded],
            "attention_mask": [one.attention_mask for one in encoded],
            "token_type_ids": [one.type_ids for one in encoded],
        }
        feeds = {name: np.array(given[name], dtype=kind) for name, kind in self.inputs}
        try:
            return np.asarray(self.session.run([self.output], feeds)[0])
        except Exception as broken:  # onnxruntime raises nothing narrower
            raise ModelUnusable(
                f"{SETTING}: the graph cannot be run on two texts of {len(encoded[0].ids)} tokens: {line_of(broken)}. Name "
                'another model, or set it to "" to do without.'
            ) from broken


def line_of(error: Exception) -> str:
    """An error of somebody else's in one line."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"


def scores_of(answer: Any, output: str, column: int | None) -> list[float]:
    """The scores of a graph's answer, a row a pair. Raises ModelUnusable where that is no table of finite numbers."""
    rows: Logits = np.asarray(answer, dtype=np.float64)
    rows = rows[:, None] if rows.ndim == 1 else rows
    if rows.ndim != 2 or not np.isfinite(rows).all():
        what = f"an answer of shape {list(rows.shape)}" if rows.ndim != 2 else "an answer that is not a finite number"
        raise ModelUnusable(
            f"{SETTING}: the graph gives {what} as {output!r}, where a score or a row of scores a pair is needed. Name another "
            'model, or set it to "" to do without.'
        )
    if output.lower() in _PROBABILITIES:
        return [float(row[column or 0]) for row in np.clip(rows, 0, 1)]
    if column is None:
        return [float(one) for one in 1 / (1 + np.exp(-np.clip(rows[:, 0], -60, 60)))]
    odds = np.exp(rows - rows.max(axis=1, keepdims=True))
    return [float(one) for one in odds[:, column] / odds.sum(axis=1)]


def _packed(sentences: Sequence[str], lengths: Sequence[int], room: int) -> Iterator[list[str]]:
    """The sentences in their order, as many together as there is room for; one that is too long stands alone."""
    window: list[str] = []
    used = 0
    for text, length in zip(sentences, lengths, strict=True):
        if window and used + length > room:
            yield window
            window, used = [], 0
        window.append(text)
        used += length
    if window:
        yield window
