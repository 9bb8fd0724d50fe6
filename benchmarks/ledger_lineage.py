"""How well the lineage of a story is found, against a ledger written by hand: edges, who was first, independent reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.values import Draft, Lineage


def scores(gold: Mapping[str, Any], lineage: Lineage, draft: Draft) -> dict[str, int]:
    """Give the counts of one story; ``gold`` is its ledger as the TOML file has it.

    ``edges_found`` are of ``edges_said`` (ours) and ``edges_gold``, ``pairs_found`` the same without regard to kind. Whether
    the first publisher and the count of independent reports are exact is 0 or 1; ``independent_low`` holds the least possible
    count against it, which is the one to look at where the owners are on record.
    """
    said = {(bond.reader, bond.source, bond.how) for bond in lineage.bonds}
    wanted = {(edge["from"], edge["to"], edge["how"]) for edge in gold.get("edge", ())}
    return {
        "edges_found": len(said & wanted),
        "edges_said": len(said),
        "edges_gold": len(wanted),
        "pairs_found": len({each[:2] for each in said} & {each[:2] for each in wanted}),
        "first_exact": int(set(lineage.first) == set(gold.get("first", ()))),
        "independent_exact": int(draft.independent_sources == gold.get("independent")),
        "independent_low": int(draft.independent_low == gold.get("independent")),
    }


def wrong_edges(gold: Mapping[str, Any], lineage: Lineage) -> dict[str, list[str]]:
    """Give the edges that are too many and that are missing, each in words, for reading."""
    said = {(bond.reader, bond.source, bond.how): bond.evidence for bond in lineage.bonds}
    wanted = {(edge["from"], edge["to"], edge["how"]) for edge in gold.get("edge", ())}
    return {
        "extra": [
            f"{reader} {how} {source}: {said[reader, source, how]}" for reader, source, how in sorted(said.keys() - wanted)
        ],
        "missing": [f"{reader} {how} {source}" for reader, source, how in sorted(wanted - said.keys())],
    }
