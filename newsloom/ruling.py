"""What persons decided about the grouping, as a pass is given it: what stands, where it stands, and what was learned."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.cluster.adjust import Adjustment, read_adjustment, score_digest
from pipeline.cluster.constraints import Fixed
from pipeline.cluster.corrections import in_effect
from pipeline.protocols import Correction, KeptAdjustment
from storage import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What holds for a pass.

    ``newest`` is the number of the newest correction (0 without any), ``homes`` the stories of the articles that ``fixed``
    names; ``adjustment`` is None for the score as it ships.
    """

    newest: int
    fixed: Fixed
    homes: Mapping[str, str]
    adjustment: Adjustment | None


def read_ruling(store: Store) -> Ruling:
    """Read it. Whoever reads the memberships after this and saves under ``newest`` cannot miss a correction."""
    corrections = store.corrections()
    fixed = in_effect(corrections).fixed
    return Ruling(newest(corrections), fixed, store.stories_of(fixed.articles), usable(store.adjustment()))


def newest(corrections: Sequence[Correction]) -> int:
    """The number of the newest of these corrections, 0 without any."""
    return corrections[-1].number if corrections else 0


def usable(kept: KeptAdjustment | None) -> Adjustment | None:
    """The weights of a kept version; None, with a warning, where the score that ships is another one since."""
    if kept is None:
        return None
    weights = kept.record.get("weights")
    if kept.record.get("score") == score_digest() and isinstance(weights, dict):
        try:
            return read_adjustment(weights)
        except KeyError as error:
            log.info("version %s: %s", kept.version, error)
    log.warning(
        "version %s of what was learned is for another version of the score, so it is not used: `newsloom learn` learns again",
        kept.version,
    )
    return None
