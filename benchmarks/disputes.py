"""Count the conflicts, updates and altered quotations found in real coverage: python benchmarks/disputes.py [--show] [SET...].

Reads $NEWSLOOM_DATA/synthesis/SET.jsonl.gz (basil, multinews_lb and every twelfth story of wcep_sample by default). Nobody has
written these ledgers by hand: ``--show`` prints what was found on standard error, for reading. A dispute that is none, printed,
is the worst that the ledger can do; so every one that is counted here is to be read.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from pathlib import Path

from benchmarks.draft import sheet
from pipeline.facts import align, candidates, people, ranking, reports
from pipeline.facts.ledger import Ledger, ledger

SETS = {"basil": 1, "multinews_lb": 1, "wcep_sample": 12}


def ledgers(path: Path, every: int) -> list[tuple[str, Ledger]]:
    """The ledger of each such story of a set that has a sentence."""
    found = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every:
                continue
            story = json.loads(line)
            given = sheet(story)
            read = reports.reports(given, ranking.ranking(given), "en")
            sentences = candidates.collect(read)
            if sentences:
                found.append((story["id"], ledger(align.align(sentences, read), read, people.people(sentences))))
    return found


def show(name: str, found: Ledger) -> None:
    """Name on standard error what is to be read."""
    for conflict in found.conflicts:
        print(name, "conflict:", conflict.about, "|", " || ".join(value.value for value in conflict.values), file=sys.stderr)
    for update in found.updates:
        print(name, "update:", update.about, "|", update.old, "||", update.new, file=sys.stderr)
    for wording in found.wordings:
        print(name, "altered:", wording.words, "|", " || ".join(value.value for value in wording.others), file=sys.stderr)


def main(arguments: list[str]) -> int:
    base = os.environ.get("NEWSLOOM_DATA")
    if not base or not Path(base, "synthesis").is_dir():
        print("benchmarks/disputes.py: NEWSLOOM_DATA does not name a folder with synthesis/*.jsonl.gz", file=sys.stderr)
        return 2
    for name in [one for one in arguments if not one.startswith("--")] or SETS:
        found = ledgers(Path(base, "synthesis", f"{name}.jsonl.gz"), SETS.get(name, 1))
        if "--show" in arguments:
            for story, one in found:
                show(story, one)
        counts = {
            "set": name,
            "stories": len(found),
            "conflicts": sum(len(one.conflicts) for _, one in found),
            "updates": sum(len(one.updates) for _, one in found),
            "altered_quotations": sum(len(one.wordings) for _, one in found),
        }
        print(json.dumps(counts), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
