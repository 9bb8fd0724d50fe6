"""Tables on standard output: fitted to a terminal, one whole row a line for whatever else reads them."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table

WIDE_ENOUGH = 10_000  # columns; a program that reads the table wants no folded cell


def print_table(table: Table) -> None:
    """Print a table."""
    if sys.stdout.isatty():
        Console().print(table)
    else:
        console = Console(width=WIDE_ENOUGH)
        with console.capture() as printed:
            console.print(table)
        click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))
