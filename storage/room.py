"""Whether there is room left on a disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

# Less than one page of an outlet, its row and its index take.
LEAST = 1 << 20


def first_full(places: Iterable[Path]) -> Path | None:
    """Give the first of these places whose disk has less than 1 MiB left, None while each has more."""
    return next((place for place in places if _free(place) < LEAST), None)


def _free(place: Path) -> int:
    there = next(folder for folder in (place, *place.absolute().parents) if folder.exists())
    disk = os.statvfs(there)
    # what a file system keeps back is for the superuser
    return disk.f_frsize * (disk.f_bfree if os.geteuid() == 0 else disk.f_bavail)
