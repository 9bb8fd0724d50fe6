"""The reference of all settings, made from the models: ``python -m newsloom.config.reference > docs/settings.md``."""

from __future__ import annotations

import json
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from newsloom.config.models import DocumentsFile, FilesTarget, OutletFile, PolicyTable, Settings, StyleFile, TopicTable

FILES: tuple[tuple[str, str, type[BaseModel]], ...] = (
    ("outlets/ID.toml", "One file an outlet; the file's name is its id.", OutletFile),
    ("[policy]` in `outlets/ID.toml", "What an editor decided on an outlet, shown wherever it counts.", PolicyTable),
    ("topics.toml", "A table `[NAME]` for each topic; the name is the category that articles get.", TopicTable),
    (
        "documents.toml",
        "What counts as a primary document. A newsroom without this file uses the one that ships.",
        DocumentsFile,
    ),
    ("style.toml", "The house style. Lengths are in words unless the name says otherwise.", StyleFile),
)
INTRO = """# Settings

A newsroom is a folder with `newsroom.toml`, `outlets/*.toml`, `topics.toml`, `documents.toml` and `style.toml`.
`newsloom init DIR` writes one.
Unknown keys stop the start, and so do missing ones that have no default.
This page is made from the code; a test holds the two equal.

Environment: `NEWSLOOM_HOME` names the newsroom's folder, `NEWSLOOM_DATABASE_URL` (or `NEWSLOOM_DATABASE_URL_FILE`) its
database, `NEWSLOOM_MODEL_KEY` (or `NEWSLOOM_MODEL_KEY_FILE`) the key of the language model.
"""


def reference() -> str:
    """The page in Markdown."""
    parts = [INTRO]
    for name, field in Settings.model_fields.items():
        if name == "targets":
            parts += ["## `[targets.NAME]` in newsroom.toml\n", f"{field.description}\n", _table(FilesTarget)]
        else:
            parts += [f"## `[{name}]` in newsroom.toml\n", f"{_model(field).__doc__}\n", _table(_model(field))]
    for file, sentence, model in FILES:
        parts += [f"## `{file}`\n", f"{sentence}\n", _table(model)]
    return "\n".join(parts)


def _model(field: FieldInfo) -> type[BaseModel]:
    assert isinstance(field.annotation, type)
    assert issubclass(field.annotation, BaseModel)
    return field.annotation


def _table(model: type[BaseModel]) -> str:
    rows = ["| key | default | what it is |", "|---|---|---|"]
    rows += [f"| `{name}` | {_default(field)} | {_sentence(field)} |" for name, field in model.model_fields.items()]
    return "\n".join(rows) + "\n"


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "required"
    value: Any = field.get_default(call_default_factory=True)
    if value is None:
        return "not set"
    return f"`{json.dumps(value, ensure_ascii=False, default=str)}`"


def _sentence(field: FieldInfo) -> str:
    assert field.description, "every setting has its sentence"
    choices = _choices(field)
    return field.description + (f" One of: {choices}." if choices and "`" not in field.description else "")


def _choices(field: FieldInfo) -> str:
    named = get_args(field.annotation) if get_origin(field.annotation) is not None else ()
    return ", ".join(f"`{value}`" for value in named if isinstance(value, str))


if __name__ == "__main__":
    print(reference(), end="")  # noqa: T201  a page for the documentation
