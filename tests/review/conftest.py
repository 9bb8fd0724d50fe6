from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from review.app import desk_app
from storage import Store
from tests.review.newsroom import SETTINGS, fill, open_at
from tests.review.press import NOW, OUTLETS
from tests.review.serving import served

LOOPBACK = "http://127.0.0.1:8765"


@dataclass
class Woken:
    """Takes the calls that tell the export of an approval."""

    stories: list[str] = field(default_factory=list)

    def __call__(self, story: str) -> None:
        self.stories.append(story)


@pytest.fixture
def empty_store(tmp_path: Path) -> Iterator[Store]:
    store = open_at(tmp_path)
    yield store
    store.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented newsroom on disk, made once: each test works on its own copy."""
    folder = tmp_path_factory.mktemp("filled")
    fill(open_at(folder)).close()
    return folder


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    store = open_at(tmp_path)
    yield store
    store.close()


@pytest.fixture(scope="session")
def shared_app(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Starlette]:
    folder = tmp_path_factory.mktemp("shared")
    shutil.copytree(filled, folder, dirs_exist_ok=True)
    store = open_at(folder)
    yield desk_app(store, OUTLETS, SETTINGS, lambda: NOW)
    store.close()


@pytest.fixture
def reader(shared_app: Starlette) -> TestClient:
    """The desk for tests that change nothing: one for all of them."""
    return TestClient(shared_app, base_url=LOOPBACK, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def woken() -> Woken:
    return Woken()


@pytest.fixture
def app(store: Store, woken: Woken) -> Starlette:
    return desk_app(store, OUTLETS, SETTINGS, lambda: NOW, woken)


@pytest.fixture
def desk(app: Starlette) -> TestClient:
    return TestClient(app, base_url=LOOPBACK, raise_server_exceptions=False, follow_redirects=False)


@pytest.fixture
def address(app: Starlette) -> Iterator[str]:
    with served(app) as address:
        yield address


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]{64})"', page)
    assert found, "the page has no form"
    return found[1]
