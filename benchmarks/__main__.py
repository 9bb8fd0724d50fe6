"""``make bench``: every benchmark in turn, each in a process of its own. ``--write FILE`` keeps what they print as a page."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
SUITE = ("extract", "near", "cluster", "draft", "real_pages")


def run(name: str) -> tuple[int, str]:
    """The exit status and the standard output of one benchmark; its progress goes to our standard error."""
    done = subprocess.run(
        [sys.executable, str(HERE / f"{name}.py")],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        cwd=HERE.parent,
        env={**os.environ, "PYTHONPATH": str(HERE.parent)},
    )
    return done.returncode, done.stdout


def machine() -> str:
    return f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def main(arguments: list[str]) -> int:
    if not os.environ.get("NEWSLOOM_DATA"):
        sys.stderr.write(
            "NEWSLOOM_DATA is not set: it names the folder of labelled evaluation data, which is not part of the project\n"
        )
        return 2
    page = [f"Measured on {machine()}.\n"]
    worst = 0
    for name in SUITE:
        status, output = run(name)
        worst = max(worst, status)
        part = f"## `python benchmarks/{name}.py`\n\n```text\n{output.rstrip()}\n```\n"
        print(part, flush=True)
        page.append(part)
    if len(arguments) == 2 and arguments[0] == "--write":
        Path(arguments[1]).write_text("\n".join(page), encoding="utf-8")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
