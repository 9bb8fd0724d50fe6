"""This process by name, and whether another that left its name in the database still runs."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def name_of_this() -> str:
    """``host:pid:start``: the start tells a process from a later one with the same number."""
    return f"{platform.node()}:{os.getpid()}:{_started(os.getpid())}"


def is_gone(name: str) -> bool:
    """Whether a process of this machine has ended; of one on another machine we cannot know, so it counts as alive."""
    host, _, rest = name.rpartition(":")[0].rpartition(":")
    if host != platform.node() or not rest.isdigit():
        return False
    return _started(int(rest)) != name.rpartition(":")[2]


def _started(pid: int) -> str:
    """When it started, in clock ticks since boot; empty where there is no such process (or no /proc: then all look alike)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    except OSError:
        return "" if Path("/proc/self/stat").exists() else "?"
    return "" if fields[0] == "Z" else fields[19]
