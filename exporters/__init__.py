"""The world out: brings approved articles to where the readers are. One file a target.

    render/   an Edition as HTML, Markdown, text, and the feeds: pure functions
    files.py  a folder of files; shelf.py reads back what it holds, disk.py writes whole files or none

An exporter takes ``Approved``, never a draft. A new target is one file here and one line in ``EXPORTERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, tzinfo
from pathlib import Path
from types import MappingProxyType

from exporters.files import FilesExporter
from exporters.render import Look
from pipeline.errors import ConfigurationError
from pipeline.protocols import Exporter
from pipeline.values import Outlet

__all__ = ["EXPORTERS", "exporter"]

EXPORTERS: Mapping[str, Callable[[str, Path, Look, Mapping[str, Outlet]], Exporter]] = MappingProxyType(
    {"files": FilesExporter}
)


def exporter(  # noqa: PLR0917  called once, with the settings of a target in their order
    kind: str,
    target: str,
    site: str,
    url: str,
    folder: Path,
    outlets: Mapping[str, Outlet],
    *,
    zone: tzinfo = UTC,
    disclosure: str | None = None,
    categories: Mapping[str, str] = MappingProxyType({}),
    complaints: str = "",
    tell_model: bool = True,
) -> Exporter:
    """Give what brings articles to a target of this kind.

    ``site`` is the newsroom's name, ``url`` the public address of the target (empty: links stay relative), ``zone``
    its time zone, ``disclosure`` the line that says how articles are made, ``categories`` the titles of topics,
    ``complaints`` where readers report mistakes, ``tell_model`` whether the page says if a language model wrote.
    Raises ConfigurationError for an unknown kind.
    """
    if kind not in EXPORTERS:
        raise ConfigurationError(f"targets.{target}.kind: {kind!r} is not known; use one of {', '.join(sorted(EXPORTERS))}")
    look = Look(
        site=site,
        home=url,
        index=True,
        zone=zone,
        disclosure=disclosure,
        categories=categories,
        complaints=complaints,
        tell_model=tell_model,
    )
    return EXPORTERS[kind](target, folder, look, outlets)
