"""Writers of drafts: one file each, chosen by name in the configuration."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import ConfigurationError
from pipeline.protocols import Writer
from pipeline.write.extractive import ExtractiveWriter

WRITERS: dict[str, Callable[[], Writer]] = {
    "extractive": ExtractiveWriter,
}


def writer(name: str) -> Writer:
    """The writer of that name. Raises ConfigurationError where there is none."""
    if name not in WRITERS:
        raise ConfigurationError(f'newsroom.toml: writer = "{name}" is not known; choose one of: {", ".join(sorted(WRITERS))}')
    return WRITERS[name]()


__all__ = ["WRITERS", "ExtractiveWriter", "writer"]
