"""The verb that makes a newsroom."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(epilog="Example: newsloom init my-newsroom --name 'The Loom' --contact desk@example.org --beat 'AI and chips'")
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option("--name", help="The newsroom's name.")
@click.option("--contact", help="An e-mail address or web page where outlets can reach you; no crawl starts without it.")
@click.option("--beat", help="What you cover, in a sentence.")
def init(folder: Path, name: str | None, contact: str | None, beat: str | None) -> None:
    """Write a newsroom: settings, fifty outlets (all disabled), topics, house style. Never overwrites.

    Asks for what is not given where a person is at the terminal.
    """
    from newsloom.starter_files import write_newsroom

    written = write_newsroom(
        folder,
        name=_asked(name, "Name of the newsroom", "Newsroom"),
        contact=_asked(contact, "Contact (e-mail or web page, sent with every request)", ""),
        beat=_asked(beat, "What do you cover, in a sentence", "Artificial intelligence and the technology it runs on"),
    )
    click.echo(f"{folder}: {len(written)} files written")
    click.echo(f"Next: newsloom --newsroom {folder} outlets enable techcrunch, then newsloom --newsroom {folder} run")


def _asked(given: str | None, question: str, default: str) -> str:
    if given is not None or not sys.stdin.isatty():
        return given if given is not None else default
    return str(click.prompt(question, default=default, show_default=bool(default)))


verbs = (init,)
