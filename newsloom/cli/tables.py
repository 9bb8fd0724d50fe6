"""Tables on standard output: fitted to a terminal, one whole row a line for whatever else reads them."""

from __future__ import annotations

import sys

from rich.console import Console
from rich.table import Table

WIDE_ENOUGH = 10_000  # columns; a program that reads the table wants no folded cell


def print_table(table: Table) -> None:
    """Print a table."""
    if sys.stdout.isatty():
        Console().print(table)
    else:
        Console(width=WIDE_ENOUGH).print(table)
