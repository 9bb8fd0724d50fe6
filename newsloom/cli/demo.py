"""The verb a newcomer runs first."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command(epilog="Example: newsloom demo --once --json --dir /tmp/demo")
@click.option("--once", is_flag=True, help="End after the export instead of opening the desk.")
@click.option("--json", "as_json", is_flag=True, help="Print what was done as one JSON object.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port of the desk.")
@click.option(
    "--dir",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-newsroom"),
    show_default=True,
    help="Folder of the demo newsroom; a second run there fetches only what is new.",
)
def demo(folder: Path, port: int, *, once: bool, as_json: bool) -> None:
    """Serve a sample press on loopback and run everything on it.

    Crawls sixteen invented outlets and two primary sources over real HTTP, groups their coverage, drafts every story,
    approves the best one as the "demo editor", exports it to files, and opens the desk. Nothing leaves this machine.
    """
    from newsloom.app import quiet_logs
    from newsloom.demo import demo as run_demo

    quiet_logs()
    outcome = run_demo(folder, once=once or as_json, port=port, say=lambda line: click.echo(line, err=as_json))
    if as_json and outcome is not None:
        click.echo(json.dumps(asdict(outcome)))


verbs = (demo,)
