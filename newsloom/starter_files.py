"""Writing a newsroom: the files that ship, with the newcomer's answers in them. Nothing is ever overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import tomlkit

from newsloom.config import shipped
from newsloom.config.load import NEWSROOM_FILE
from pipeline.errors import ConfigurationError


def write_newsroom(folder: Path, *, name: str, contact: str, beat: str) -> list[Path]:
    """Write a newsroom into ``folder``; gives the files written. Files that are there already stay as they are.

    Raises ConfigurationError where the folder is a newsroom already.
    """
    if (folder / NEWSROOM_FILE).exists():
        raise ConfigurationError(f"{folder / NEWSROOM_FILE} is there already: this folder is a newsroom; init never overwrites")
    folder.mkdir(parents=True, exist_ok=True)
    written = [target for source in _files() if (target := _copy(source, folder)) is not None]
    settings = tomlkit.parse((shipped() / NEWSROOM_FILE).read_text(encoding="utf-8"))
    table = settings["newsroom"]
    for key, answer in (("name", name), ("contact", contact), ("beat", beat)):
        table[key] = answer
    (folder / NEWSROOM_FILE).write_text(tomlkit.dumps(settings), encoding="utf-8")
    return [folder / NEWSROOM_FILE, *written]


def _files() -> list[Path]:
    root = shipped()
    return sorted(path.relative_to(root) for path in root.rglob("*.toml") if path.name != NEWSROOM_FILE)


def _copy(relative: Path, folder: Path) -> Path | None:
    target = folder / relative
    if target.exists():
        return None
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(shipped() / relative, target)
    return target


def set_outlet_key(path: Path, key: str, value: object) -> None:
    """Change one key of an outlet's file and keep its comments and layout."""
    document = tomlkit.parse(path.read_text(encoding="utf-8"))
    document[key] = value
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
