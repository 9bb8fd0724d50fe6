"""The one reactor of a process, on an asyncio loop. Twisted allows one reactor a process, so one loop carries every crawl."""

from __future__ import annotations

import asyncio
import sys
from typing import Final

from pipeline.errors import NewsloomError

_runners: Final[list[asyncio.Runner]] = []


def install_reactor() -> None:
    """Put Twisted's reactor on the running loop. Raises NewsloomError when the process has another one already."""
    loop = asyncio.get_running_loop()
    if "twisted.internet.reactor" not in sys.modules:
        from twisted.internet import asyncioreactor

        asyncioreactor.install(loop)  # type: ignore[no-untyped-call]  # Twisted
    from twisted.internet import reactor

    if getattr(reactor, "_asyncioEventloop", None) is not loop:
        raise NewsloomError(
            "this process has crawled in another event loop before: crawl in one loop, or in a process of its own"
        )


def runner() -> asyncio.Runner:
    """The loop for crawls that wait: the same one each time in a process, never closed."""
    if not _runners:
        _runners.append(asyncio.Runner())
    return _runners[0]
