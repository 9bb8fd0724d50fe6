"""``make bench``: every benchmark in turn, each in a process of its own, then the plots of what they found.

    NEWSLOOM_DATA=... python -m benchmarks [--write FILE] [NAME...]

``--write`` keeps what they print as a page; names limit the run to these benchmarks.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
# The plots come last: they draw what the others kept.
SUITE = (
    "extract",
    "near",
    "near_growth",
    "near_restart",
    "cluster",
    "cluster_speed",
    "languages",
    "judgement",
    "learned_corrections",
    "draft",
    "coherence",
    "ledger",
    "disputes",
    "living",
    "claims",
    "liar",
    "real_pages",
    "plots",
)


def run(name: str) -> tuple[int, str]:
    """The exit status and the standard output of one benchmark; its progress goes to our standard error."""
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py")],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        cwd=HERE.parent,
        env={**os.environ, "PYTHONPATH": str(HERE.parent), "NEWSLOOM_RESULTS": str(HERE / "results")},
    )
    return done.returncode, done.stdout


def machine() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def main(arguments: Sequence[str]) -> int:
    known = argparse.ArgumentParser(prog="python -m benchmarks", description="Every benchmark in turn, then the plots.")
    known.add_argument("--write", type=Path, metavar="FILE", help="keep what they print as a page")
    known.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(SUITE)}")
    asked = known.parse_args(arguments)
    if unknown := sorted(set(asked.names) - set(SUITE)):
        known.error(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(SUITE)}")
    if not os.environ.get("NEWSLOOM_DATA"):
        known.error(
            "NEWSLOOM_DATA is not set: it names the folder of labelled evaluation data, which is not part of the project"
        )
    page = [f"Measured on {machine()}.\n"]
    worst = 0
    for name in asked.names or SUITE:
        status, output = run(name)
        worst = max(worst, status)
        part = f"## `python benchmarks/{name}.py`\n\n```text\n{output.rstrip()}\n```\n"
        print(part, flush=True)
        page.append(part)
    if asked.write:
        asked.write.write_text("\n".join(page), encoding="utf-8")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
