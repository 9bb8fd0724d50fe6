"""The only module that reads the environment. Every variable of ours begins with ``NEWSLOOM_``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import ConfigurationError

PREFIX = "NEWSLOOM_"


def home(environ: Mapping[str, str] = os.environ) -> Path | None:
    """The folder that ``NEWSLOOM_HOME`` names, or None."""
    value = environ.get(PREFIX + "HOME", "")
    return Path(value).expanduser() if value else None


def database_url(environ: Mapping[str, str] = os.environ) -> str | None:
    """``NEWSLOOM_DATABASE_URL`` (or the content of the file that ``NEWSLOOM_DATABASE_URL_FILE`` names), or None."""
    return secret("DATABASE_URL", environ)


def secret(name: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """A value that may stand in ``NEWSLOOM_<name>`` or in the file named by ``NEWSLOOM_<name>_FILE``.

    Raises ConfigurationError where both are given or the file cannot be read.
    """
    value, file = environ.get(PREFIX + name), environ.get(f"{PREFIX}{name}_FILE")
    if value and file:
        raise ConfigurationError(f"{PREFIX}{name} and {PREFIX}{name}_FILE are both set: unset one of them")
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").strip() or None
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{PREFIX}{name}_FILE: cannot read {file}: {error}") from error
    return value or None
