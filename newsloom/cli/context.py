"""What every verb is given: where the newsroom is and how to open it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from newsloom.config import Newsroom, find_newsroom, load_newsroom

if TYPE_CHECKING:
    from newsloom.app import App


LOG_LINE = "%(levelname)s %(name)s: %(message)s"


@dataclass(frozen=True, slots=True)
class Context:
    """The options that stand before the verb."""

    folder: str | None
    verbose: bool

    def newsroom(self) -> Newsroom:
        """The newsroom, read and checked. Raises ConfigurationError."""
        return load_newsroom(find_newsroom(self.folder))

    @contextmanager
    def app(self, *, to_read: bool = False) -> Iterator[App]:
        """The newsroom with its store open; ``to_read`` is for verbs that write nothing, and works on a full disk."""
        from newsloom.app import opened, opened_to_read, quiet_logs

        quiet_logs(logging.INFO if self.verbose else logging.WARNING)
        with (opened_to_read if to_read else opened)(self.newsroom()) as app:
            yield app


pass_context: Callable[..., Any] = click.make_pass_decorator(Context)
