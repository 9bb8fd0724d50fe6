"""Finding a newsroom and reading its files. Whatever is wrong is one line: file, key, mend."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from newsloom.config import environment
from newsloom.config.models import DocumentsFile, OutletFile, Settings, StyleFile, TopicTable
from pipeline.documents.values import DocumentSites, Kind, Site
from pipeline.errors import ConfigurationError
from pipeline.values import Outlet, Policy, Style, Topic

Model = TypeVar("Model", bound=BaseModel)
NEWSROOM_FILE = "newsroom.toml"
DOCUMENTS_FILE = "documents.toml"


@dataclass(frozen=True, slots=True)
class Newsroom:
    """A newsroom as its files have it. ``outlets`` by id, in the order of their file names."""

    folder: Path
    settings: Settings
    outlets: dict[str, Outlet]
    topics: tuple[Topic, ...]
    style: Style
    document_sites: DocumentSites = field(default_factory=DocumentSites)

    @property
    def var(self) -> Path:
        """The folder of database, archive and exports."""
        return self.folder / Path(self.settings.storage.var).expanduser()

    @property
    def database(self) -> str:
        """The database's address: environment, then settings, then SQLite in ``var``."""
        return (
            environment.database_url() or self.settings.storage.database or f"sqlite:///{(self.var / 'newsloom.db').resolve()}"
        )

    @property
    def enabled(self) -> dict[str, Outlet]:
        """The outlets that a crawl goes to."""
        return {id_: outlet for id_, outlet in self.outlets.items() if outlet.enabled}


def shipped() -> Path:
    """The folder of the newsroom that ships: what ``init`` writes and what batch verbs use."""
    return Path(__file__).parent.parent / "starter"


def find_newsroom(named: str | Path | None = None) -> Path:
    """The folder named, then ``NEWSLOOM_HOME``, then the current folder, then ``./config``.

    Raises ConfigurationError where there is none.
    """
    asked = Path(named).expanduser() if named else environment.home()
    candidates = [asked] if asked else [Path(), Path("config")]
    for folder in candidates:
        if (folder / NEWSROOM_FILE).is_file():
            return folder.resolve()
    where = str(asked) if asked else "this folder or ./config"
    raise ConfigurationError(
        f"no {NEWSROOM_FILE} in {where}: make a newsroom with `newsloom init DIR`, or name one with --newsroom DIR"
    )


def load_newsroom(folder: Path) -> Newsroom:
    """Read and check every file of a newsroom. Raises ConfigurationError at the first fault."""
    return Newsroom(
        folder=folder,
        settings=read_model(folder / NEWSROOM_FILE, Settings),
        outlets=load_outlets(folder / "outlets"),
        topics=load_topics(folder / "topics.toml"),
        style=load_style(folder / "style.toml"),
        document_sites=load_document_sites(folder / DOCUMENTS_FILE),
    )


def load_outlets(folder: Path) -> dict[str, Outlet]:
    """The outlets of a folder by id (the file's stem). Two files may not claim one domain."""
    outlets: dict[str, Outlet] = {}
    owners: dict[str, Path] = {}
    for path in sorted(folder.glob("*.toml")):
        outlet = _outlet(path.stem, read_model(path, OutletFile))
        for domain in outlet.domains:
            if domain in owners:
                raise ConfigurationError(
                    f"{path}: domains: {domain} is already in {owners[domain].name}; leave it in one of them"
                )
            owners[domain] = path
        outlets[outlet.id] = outlet
    return outlets


def load_topics(path: Path) -> tuple[Topic, ...]:
    """The topics in the order of the file."""
    topics = []
    for name, table in _read_toml(path).items():
        if not isinstance(table, dict):
            raise ConfigurationError(
                f"{path}: {name}: is no table; a topic begins with a line [{name}], title and terms under it"
            )
        topic = _checked(path, TopicTable, table, (name,))
        topics.append(Topic(name=name, title=topic.title, terms=_terms(topic.terms)))
    if not topics:
        raise ConfigurationError(f"{path}: no topic: add a table such as [funding] with title and terms")
    return tuple(topics)


def load_document_sites(path: Path) -> DocumentSites:
    """Where primary documents lie. A newsroom without the file, made before there was one, uses the one that ships."""
    file = read_model(path if path.exists() else shipped() / DOCUMENTS_FILE, DocumentsFile)
    kinds: tuple[tuple[Kind, dict[str, list[str]]], ...] = (
        ("court", file.courts),
        ("regulator", file.regulators),
        ("code", file.code),
        ("preprint", file.preprints),
    )
    return DocumentSites(
        sites={domain: Site(domain, kind, tuple(paths)) for kind, listed in kinds for domain, paths in listed.items()},
        never=frozenset(file.never),
        coverage=frozenset(file.coverage),
        coverage_words=frozenset(file.coverage_words),
        companies={domain: tuple(names) for domain, names in file.companies.items()},
        same=tuple(file.same.items()),
    )


def load_style(path: Path) -> Style:
    """The house style."""
    return Style(**read_model(path, StyleFile).model_dump())


def read_model(path: Path, model: type[Model]) -> Model:
    """A TOML file as a checked model. Raises ConfigurationError with file, key and mend in one line."""
    return _checked(path, model, _read_toml(path), ())


def _outlet(id_: str, file: OutletFile) -> Outlet:
    fields = file.model_dump()
    policy = Policy(**fields["policy"]) if file.policy else None
    return Outlet(id=id_, **{**fields, "domains": tuple(file.domains), "feeds": tuple(file.feeds), "policy": policy})


def _terms(given: list[str | dict[str, float]]) -> tuple[tuple[str, float], ...]:
    weighted: dict[str, float] = {}
    for term in given:
        weighted.update({term: 1.0} if isinstance(term, str) else term)
    return tuple(weighted.items())


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigurationError(
            f"{path}: the file is missing; `newsloom init DIR` writes a whole newsroom to take it from"
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}: not valid TOML: {error}") from error


def _checked(path: Path, model: type[Model], content: object, within: tuple[str, ...]) -> Model:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in (*within, *first["loc"]) if not _is_type(part)) or "the file"
        raise ConfigurationError(f"{path}: {key}: {_mend(model, first['type'], first['msg'], first['loc'])}") from error


def _mend(model: type[BaseModel], kind: str, message: str, location: tuple[int | str, ...]) -> str:
    if kind == "extra_forbidden":
        close = difflib.get_close_matches(str(location[-1]), _keys_beside(model, location), n=1)
        return "unknown setting; " + (f"did you mean {close[0]!r}?" if close else "remove it, or see docs/settings.md")
    if kind == "missing":
        return "is missing and has no default; add it"
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(location[0]), "is not written as it should be; see docs/settings.md")
    if kind in _KINDS:
        return f"{_KINDS[kind]}; see docs/settings.md"
    return message.removeprefix("Value error, ")


# what a value of another kind should be, in words
_KINDS = {
    "list_type": 'is no list; write it in brackets, such as ["one", "two"]',
    "string_type": 'is no text; write it in quotes, such as "one"',
    "bool_type": "is neither true nor false",
    "bool_parsing": "is neither true nor false",
    "int_type": "is no whole number",
    "int_parsing": "is no whole number",
    "float_type": "is no number",
    "float_parsing": "is no number",
    "dict_type": "is no table",
    "model_type": "is no table; it begins with a line such as [name]",
}


# what a key with a pattern wants, in words
_PATTERNS = {
    "domains": "is no domain; write it in small letters without www and without https://, such as example.org",
    "feeds": "is no web address; write it with https:// or http:// in front",
}


def _is_type(part: int | str) -> bool:
    """Whether a part of a place is not a key but the type that pydantic tried there, such as ``dict[str,float]``."""
    return isinstance(part, str) and (part in {"str", "constrained-str", "float"} or part.startswith(("dict[", "function-")))


def _keys_beside(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    here: type[BaseModel] = model
    for part in location[:-1]:
        field = here.model_fields.get(str(part))
        inner = field.annotation if field else None
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        here = inner
    return list(here.model_fields)
