"""How well the shipped claim check tells supported claims from unsupported ones, on public sets of labelled claims.

    python benchmarks/claims.py [SET]...

Each row of $NEWSLOOM_DATA/synthesis/g_*.jsonl.gz has an ``id``, a ``claim``, the evidence (``sentences``, or ``source`` as one
text) and a ``label`` (1 supported). The check is the one that ``newsloom verify`` runs on a line {"id", "claim", "evidence"},
in one configuration for all sets. A JSON object a set on standard output: {"set", "n", "balanced_accuracy", "kept_true"
(share of supported claims found supported), "caught_false", "floor", "kind" ("floor" or "aim"), "cpu_ms_a_claim"}.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newsloom.batch.lines import Given
from newsloom.batch.verify import verify

DEMANDED = {
    "wice": (0.71, "floor"),
    "defacto": (0.74, "floor"),
    "summedits_news": (0.64, "floor"),
    "qags": (0.70, "aim"),
    "bump": (0.58, "aim"),
}


def rows(path: Path) -> list[dict[str, Any]]:
    """The labelled claims of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def evidence(row: dict[str, Any]) -> str | list[str]:
    """The evidence of a row as the verb reads it: a list of sentences, or a text."""
    if "sentences" in row:
        return [str(sentence) for sentence in row["sentences"]]
    return str(row["source"])


class Silent:
    """A meter that shows nothing."""

    def advance(self, steps: int = 1) -> None:
        """So many more steps are done."""

    def total(self, steps: int) -> None:
        """So many steps there are."""


def measured(name: str, labelled: Sequence[dict[str, Any]]) -> dict[str, object]:
    """What is printed of a set."""
    given = [
        Given(number, {"id": row["id"], "claim": row["claim"], "evidence": evidence(row)})
        for number, row in enumerate(labelled, start=1)
    ]
    started = time.process_time()
    supported = [bool(answer.get("supported")) for answer in verify(given, Silent())]
    spent = time.process_time() - started
    kept = [found for found, row in zip(supported, labelled, strict=True) if row["label"]]
    caught = [not found for found, row in zip(supported, labelled, strict=True) if not row["label"]]
    share = sum(kept) / max(1, len(kept)), sum(caught) / max(1, len(caught))
    floor, kind = DEMANDED[name]
    return {
        "set": f"g_{name}",
        "n": len(labelled),
        "balanced_accuracy": round(sum(share) / 2, 4),
        "kept_true": round(share[0], 4),
        "caught_false": round(share[1], 4),
        "floor": floor,
        "kind": kind,
        "cpu_ms_a_claim": round(1000 * spent / max(1, len(labelled)), 2),
    }


def main(arguments: Sequence[str]) -> int:
    base = Path(os.environ.get("NEWSLOOM_DATA") or "", "synthesis")
    if not os.environ.get("NEWSLOOM_DATA") or not base.is_dir():
        print(
            "benchmarks/claims.py: NEWSLOOM_DATA names no folder with synthesis/g_*.jsonl.gz; set it, run again",
            file=sys.stderr,
        )
        return 2
    for name in arguments or DEMANDED:
        print(json.dumps(measured(name, rows(base / f"g_{name}.jsonl.gz"))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
