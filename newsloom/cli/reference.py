"""The reference of all verbs, made from the command line: ``python -m newsloom.cli.reference > docs/cli.md``."""

from __future__ import annotations

import click

from newsloom.cli import cli

INTRO = """# The command line

Results go to standard output, progress to standard error: a bar on a terminal, log lines elsewhere.
Exit status: 0 done, 1 done with failures that were named, 2 wrong use or unusable configuration, 130 stopped with Ctrl-C
(1 where SIGTERM stopped it). A feed that is read only in part is a warning; a run fails where an outlet gave nothing.
This page is made from the code; a test holds the two equal.
"""
WIDTH = 100


def reference() -> str:
    """The page in Markdown."""
    return "\n".join([INTRO, *_sections(cli, "newsloom")])


def _sections(group: click.Group, path: str) -> list[str]:
    parts: list[str] = []
    for name, command in sorted(group.commands.items()):
        full = f"{path} {name}"
        if isinstance(command, click.Group):
            parts += _sections(command, full)
        else:
            parts.append(f"## `{full}`\n\n```text\n{_help(command, full)}\n```\n")
    return parts


def _help(command: click.Command, full: str) -> str:
    context = click.Context(
        command, info_name=full, max_content_width=WIDTH, terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    return command.get_help(context)


if __name__ == "__main__":
    print(reference(), end="")  # noqa: T201  a page for the documentation
