"""SIGTERM ends a verb as Ctrl-C does. Imports nothing of ours: it is in place before the rest is loaded."""

from __future__ import annotations

import signal
from types import FrameType


class Termination:
    """Passes SIGTERM on as SIGINT, which every loop already ends cleanly at, and remembers that it came."""

    def __init__(self) -> None:
        self.came = False

    def listen(self) -> None:
        """Take SIGTERM from now on. For the main thread."""
        signal.signal(signal.SIGTERM, self._pass_on)

    def _pass_on(self, _signal: int, _frame: FrameType | None) -> None:
        self.came = True
        signal.raise_signal(signal.SIGINT)
