"""What a folder already holds of ours: its side-cars, read back. They are the truth that lists and feeds are built from."""

from __future__ import annotations

import hashlib
import logging
import re
from dataclasses import replace
from pathlib import Path

from exporters.history import read_making, read_outlets, with_outlets
from exporters.render.clean import slug
from exporters.render.html import Entry
from exporters.render.look import Making, modified
from exporters.render.marks import Marks
from pipeline.errors import RecordError
from pipeline.records import read_json, read_publication
from pipeline.values import Publication

_log = logging.getLogger(__name__)
_PLAIN_ID = re.compile(r"[a-z0-9]{1,40}")
_NOT_STORIES = frozenset({"feed.json"})


def stem_of(folder: Path, story: str, headline: str) -> str:
    """Give the name, without ending, of this story's files: the one it already has here, else one from the headline.

    It ends in a key made of the story's id, so a new headline never moves it and two stories never share it.
    """
    key = story_key(story)
    taken = (path.stem for path in sorted(folder.glob(f"*-{key}.json")) if path.stem.rpartition("-")[2] == key)
    return next(taken, f"{slug(headline)}-{key}")


def story_key(story: str) -> str:
    """Give a story's id as a part of a file name: itself where it is short, lower-case and plain, else a digest of it."""
    if _PLAIN_ID.fullmatch(story):
        return story
    return "x" + hashlib.sha256(story.encode("utf-8", "backslashreplace")).hexdigest()[:20]


def kept(folder: Path, stem: str) -> Publication | None:
    """Give what the folder has of one story, None where there is nothing or nothing that can be read."""
    found = _read(folder / f"{stem}.json")
    return found.publication if found else None


def making_of(folder: Path, stem: str) -> Making | None:
    """Give how what the folder has of one story came about, None where that is not known."""
    found = _read(folder / f"{stem}.json")
    return found.making if found else None


def entries(folder: Path, besides: str) -> list[Entry]:
    """Give everything the folder holds except the story with this stem.

    A side-car that cannot be read is left out with a warning that names it.
    """
    names = (path for path in sorted(folder.glob("*.json")) if path.name not in _NOT_STORIES and path.stem != besides)
    found = (_read(path) for path in names if not path.name.startswith("."))
    return [entry for entry in found if entry is not None]


def newest_first(found: list[Entry]) -> list[Entry]:
    """Give the entries by when readers last got something new, the newest first."""
    return sorted(found, key=lambda entry: (modified(entry.publication), entry.file), reverse=True)


def _read(path: Path) -> Entry | None:
    try:
        entry = _entry(path, read_json(path.read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, RecordError) as error:
        _log.warning("%s: left out of the list and the feeds (%s); export its story again or take the file away", path, error)
        return None
    return entry


def _entry(path: Path, record: object) -> Entry:
    if not isinstance(record, dict):
        raise RecordError("it is no JSON object")
    read = read_publication(record)
    publication = replace(read, edition=with_outlets(read.edition, read_outlets(record)))
    Marks(publication.edition)
    return Entry(publication, f"{path.stem}.html", read_making(record))
