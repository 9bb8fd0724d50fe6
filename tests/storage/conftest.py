from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from storage import Store, open_store
from storage.schema import metadata
from tests.storage.postgres import NoPostgres, fresh_database, running_postgres

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A PostgreSQL for the whole run. Missing binaries skip, but not where CI promises them."""
    try:
        with running_postgres() as url:
            yield url
    except NoPostgres as missing:
        if os.environ.get("CI") == "true":
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@dataclass
class Place:
    """Where one test's newsroom is: a database of its own and an archive. What ``open`` gave is closed at the end."""

    url: str
    archive: Path
    opened: list[Store] = field(default_factory=list)

    def open(self) -> Store:
        self.opened.append(open_store(self.url, self.archive))
        return self.opened[-1]

    def close(self) -> None:
        for store in self.opened:
            store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def bare_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place whose database is still empty."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path}/newsloom.db"
        if request.param == "postgres":
            url = stack.enter_context(fresh_database(request.getfixturevalue("postgres"), f"bare{next(_numbers)}"))
        place = Place(url, tmp_path / "archive")
        stack.callback(place.close)
        yield place


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("migrated") / "newsloom.db"
    open_store(f"sqlite:///{path}", path.parent).close()
    return path


@pytest.fixture(scope="session")
def migrated_database(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with fresh_database(postgres, "migrated") as url:
        open_store(url, tmp_path_factory.mktemp("migrated")).close()
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A place with the newest schema and nothing in it."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "newsloom.db")
        place = Place(f"sqlite:///{tmp_path}/newsloom.db", tmp_path / "archive")
        yield place
        place.close()
        return
    place = Place(request.getfixturevalue("migrated_database"), tmp_path / "archive")
    yield place
    place.close()
    # Emptying one database takes a tenth of the time of making one for each test.
    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute(f"truncate {', '.join(metadata.tables)} restart identity cascade".encode())


@pytest.fixture
def store(place: Place) -> Store:
    return place.open()
