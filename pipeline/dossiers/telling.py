"""What a draft tells for dossiers: what its story is about, when it began, and which outlet did what in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import get_args

from pipeline.dossiers.find import NOTHING_KNOWN, find_subjects
from pipeline.dossiers.values import Kind, Listed, Part, Telling
from pipeline.rank import rank
from pipeline.values import Article, Draft, NearCopy, Outlet, Role

# The better role first: an outlet with several articles in a story is shown by the best of them.
_ROLES: tuple[Role, ...] = get_args(Role)


def tell(
    draft: Draft,
    articles: Sequence[Article],
    outlets: Mapping[str, Outlet],
    copies: Sequence[NearCopy],
    listed: Listed,
    *,
    known: Mapping[str, Kind] = NOTHING_KNOWN,
) -> Telling:
    """Read off a draft and the article versions that it stands on what its story is about and who was first.

    ``known`` are names that other stories have told the kind of (``find_subjects``).
    """
    origins = {one.article: one.origin for one in rank(articles, outlets, copies)}
    subjects = find_subjects(articles, outlets, origins, listed, known)
    return Telling(draft.story, draft.version, _began(draft), subjects, _parts(draft))


def _began(draft: Draft) -> datetime:
    """When the story's first report came out, as far as the sources are dated."""
    dates = [source.published.at for source in draft.sources if source.published]
    return min((*dates, draft.updated))


def _parts(draft: Draft) -> tuple[Part, ...]:
    """What each outlet did, in the order of the sources; documents have no outlet and no part."""
    found: dict[str, Part] = {}
    for source in draft.sources:
        if not source.outlet:
            continue
        first = source.article in draft.lineage.first
        before = found.get(source.outlet)
        role = source.role if before is None else min(before.role, source.role, key=_ROLES.index)
        first = first or (before is not None and before.first)
        found[source.outlet] = Part(source.outlet, role, first, draft.lineage.evidence if first else "")
    return tuple(found.values())
