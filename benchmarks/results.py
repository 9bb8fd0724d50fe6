"""What a benchmark found, kept beside what it printed, so that the plots show the figures of the tables and no others.

A benchmark run alone keeps nothing; ``python -m benchmarks`` names the folder in NEWSLOOM_RESULTS.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

Row = Mapping[str, str | float | int]


def keep(name: str, rows: Sequence[Row]) -> None:
    """Write the rows of one table, where a folder is named for them."""
    folder = os.environ.get("NEWSLOOM_RESULTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        lines = ",\n".join(json.dumps(row) for row in rows)
        (Path(folder) / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def read(folder: Path, name: str) -> list[Row]:
    """Give the rows of one table; none where it was not made."""
    path = folder / f"{name}.json"
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return rows
