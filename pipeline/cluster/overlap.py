"""What one article and each of its candidates both carry: the few entries of a candidate that say anything about the pair.

An article shares a tenth of what its candidates carry. That tenth is looked for once, in one pass over all candidates; each
kind of evidence is then a sum over it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.cluster.known import FACT, PART, PARTS, Known
from pipeline.cluster.postings import Columns, Postings, Weighed, Weights


@dataclass(frozen=True, slots=True, eq=False)
class Overlap:
    """The entries that an article and its candidates both carry: their ``columns`` and what each weighs.

    ``told`` is what it weighs in the article, ``headed`` what in the names that the article opens with or in its title;
    ``weights`` is what it weighs in the candidate, and ``where`` the candidate times ``len(PARTS)`` plus the part. ``facts``
    are those of all candidates, one row each.
    """

    columns: Columns
    told: Weights
    headed: Weights
    weights: Weights
    where: NDArray[np.int64]
    facts: Weighed

    @staticmethod
    def of(postings: Postings, mine: Known, candidates: Sequence[Known]) -> Overlap:
        """Give what an article shares with its candidates, of which there is at least one."""
        facts = np.frombuffer(b"".join([known.facts for known in candidates])).reshape(len(candidates), -1)
        ends = facts[:, -len(PARTS) :].astype(np.int64)
        ends[1:] += np.cumsum(ends[:-1, -1])[:, None]
        columns = np.concatenate([known.whole.columns for known in candidates])
        told = postings.weights_at(mine.part("terms", "sounds"), columns)
        places = np.flatnonzero(told > 0)
        columns = columns[places]
        return Overlap(
            columns,
            told[places],
            postings.weights_at(mine.part("lead", "title"), columns),
            np.concatenate([known.whole.weights for known in candidates])[places],
            # An empty part ends where the one before it does, and has no place that is before its end only.
            np.searchsorted(ends.ravel(), places, side="right"),
            facts,
        )

    def fact(self, name: str) -> Weighed:
        """Give one of the FACTS of each candidate."""
        return self.facts[:, FACT[name]]

    def sums(self, entries: Weights) -> Weighed:
        """Give the sum of the entries of each part and candidate, parts x candidates."""
        found = np.asarray(np.bincount(self.where, entries, self.facts.shape[0] * len(PARTS)), np.float64)
        return found.reshape(-1, len(PARTS)).T

    def term(self, column: int) -> Weighed:
        """Give the weight of one of the article's own terms among each candidate's terms."""
        found = np.zeros(self.facts.shape[0] * len(PARTS))
        places = np.flatnonzero(self.columns == column)
        found[self.where[places]] = self.weights[places]
        return found[PART["terms"] :: len(PARTS)]
