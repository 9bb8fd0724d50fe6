from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage import Store, open_store
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
    """Where one test's newsroom is: a database of its own and an archive; ``open`` gives a Store on it."""

    url: str
    archive: Path
    open: Callable[[], Store]


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    opened: list[Store] = []

    def at(url: str) -> Place:
        def open_one() -> Store:
            opened.append(open_store(url, tmp_path / "archive"))
            return opened[-1]

        return Place(url, tmp_path / "archive", open_one)

    try:
        if request.param == "sqlite":
            yield at(f"sqlite:///{tmp_path}/newsloom.db")
        else:
            server = request.getfixturevalue("postgres")
            with fresh_database(server, f"room{next(_numbers)}") as url:
                yield at(url)
                for store in opened:
                    store.close()
    finally:
        for store in opened:
            store.close()


@pytest.fixture
def store(place: Place) -> Store:
    return place.open()
