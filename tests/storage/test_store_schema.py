"""Opening a database: migrations arrive at the schema, once, whichever process comes first."""

from __future__ import annotations

import multiprocessing
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.engine import Connection

from pipeline.errors import ConfigurationError, StoreError
from storage import open_store
from storage.engine import Database, parse_url
from storage.schema import metadata
from tests.storage.conftest import Place
from tests.storage.samples import NOW, entry


def _checks(connection: Connection) -> dict[str, set[str | None]]:
    seen = inspect(connection)
    return {table: {check["name"] for check in seen.get_check_constraints(table)} for table in metadata.tables}


def test_the_migrations_arrive_at_exactly_the_schema(bare_place: Place):
    bare_place.open().close()
    database = Database(bare_place.url)
    with database.read() as connection:
        compared = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(compared, metadata) == []
        migrated = _checks(connection)
    with database.write() as connection:
        connection.execute(text("drop table alembic_version"))
        metadata.drop_all(connection)
        metadata.create_all(connection)
    with database.read() as connection:
        assert migrated == _checks(connection)
        assert migrated["links"] >= {"ck_links_state", "ck_links_refusal_has_cause", "ck_links_article_is_named"}
    database.close()


def test_a_link_cannot_end_without_its_article_or_its_cause(bare_place: Place):
    store = bare_place.open()
    store.discover([entry("a")], NOW)
    for state in ("article", "refused", "forgotten"):
        with pytest.raises(StoreError), store._db.write() as tx:
            tx.execute(text("update links set state = :state"), {"state": state})


def test_a_database_of_a_newer_newsloom_is_left_alone(bare_place: Place):
    bare_place.open().close()
    database = Database(bare_place.url)
    with database.write() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    database.close()
    with pytest.raises(StoreError, match=r"newer Newsloom \(schema 9999.*install that version, or restore") as refused:
        bare_place.open()
    assert "\n" not in str(refused.value)


def test_a_migration_that_fails_leaves_nothing_behind(bare_place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    import storage.migrate

    versions = tmp_path / "migrations" / "versions"
    versions.mkdir(parents=True)
    shipped = Path(storage.migrate.__file__).with_name("migrations")
    (versions.parent / "env.py").write_text((shipped / "env.py").read_text())
    for migration in (shipped / "versions").glob("*.py"):
        (versions / migration.name).write_text(migration.read_text())
    newest = max(migration.stem[:4] for migration in versions.glob("*.py"))
    (versions / "0099_fails.py").write_text(
        f'from alembic import op\nrevision = "0099"\ndown_revision = "{newest}"\n\n\n'
        'def upgrade():\n    op.execute("create table half (id integer)")\n    op.execute("create table half (id integer)")\n'
    )
    monkeypatch.setattr(storage.migrate, "__file__", str(tmp_path / "migrate.py"))
    with pytest.raises(StoreError, match="half"):
        bare_place.open()
    monkeypatch.undo()
    database = Database(bare_place.url)
    with database.read() as connection:
        assert inspect(connection).get_table_names() == []
    database.close()
    assert bare_place.open().counts().articles == 0


def _open_and_write(url: str, archive: Path, number: int, answers: multiprocessing.Queue[str]) -> None:
    try:
        store = open_store(url, archive)
        store.discover([entry(f"of-{number}")], NOW)
        store.close()
        answers.put("")
    except Exception as error:  # noqa: BLE001  whatever it was, the parent shows it
        answers.put(repr(error))


def test_four_processes_may_open_a_new_database_at_once(bare_place: Place):
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["tests.storage.work"])
    answers: multiprocessing.Queue[str] = server.Queue()
    processes = [
        server.Process(target=_open_and_write, args=(bare_place.url, bare_place.archive, n, answers)) for n in range(4)
    ]
    for process in processes:
        process.start()
    said = [answers.get(timeout=60) for _ in processes]
    for process in processes:
        process.join(30)
    assert said == [""] * 4
    assert bare_place.open().counts().links_waiting == 4


def test_sqlite_is_opened_as_it_must_be(tmp_path: Path):
    store = open_store(f"sqlite:///{tmp_path}/deep/er/newsloom.db", tmp_path)
    with store._db.read() as tx:
        found = {
            name: tx.execute(text(f"pragma {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_a_plain_postgresql_address_gets_its_driver():
    assert parse_url("postgresql://ed@db.example/news").drivername == "postgresql+psycopg"
    assert parse_url("postgresql+psycopg://ed@db.example/news").drivername == "postgresql+psycopg"


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "newsloom.db", "", "oracle://x"])
def test_another_address_is_refused_with_the_form_it_should_have(url: str, tmp_path: Path):
    with pytest.raises(ConfigurationError, match="sqlite:////folder"):
        open_store(url, tmp_path)


def test_a_missing_driver_is_named_with_what_installs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setattr("storage.engine.find_spec", lambda name: None)
    with pytest.raises(ConfigurationError, match=r"newsloom\[postgres\]"):
        open_store("postgresql://ed@db.example/news", tmp_path)


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path):
    with pytest.raises(StoreError, match=r"cannot be reached") as refused:
        open_store("postgresql://ed:s3cret@127.0.0.1:9/news", tmp_path, wait=2)
    assert "s3cret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_server_with_another_encoding_is_refused(postgres: str, tmp_path: Path):
    engine = create_engine(parse_url(postgres), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("create database latin encoding 'LATIN1' template template0 locale 'C'"))
    engine.dispose()
    with pytest.raises(StoreError, match="encoding UTF8"):
        open_store(postgres.rsplit("/", 1)[0] + "/latin", tmp_path)


def test_a_file_that_is_no_database_is_named(tmp_path: Path):
    path = tmp_path / "newsloom.db"
    path.write_bytes(b"not a database at all, whatever it is" * 200)
    with pytest.raises(StoreError, match=f"{path} is damaged or no database"):
        open_store(f"sqlite:///{path}", tmp_path)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="no folder for the database"):
        open_store(f"sqlite:///{tmp_path}/file/newsloom.db", tmp_path)


def test_a_database_of_somebody_else_is_not_taken_over(tmp_path: Path):
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("create table links (id integer)")
        other.commit()
    with pytest.raises(StoreError, match="links"):
        open_store(f"sqlite:///{path}", tmp_path)
    with closing(sqlite3.connect(path)) as other:
        assert [name for (name,) in other.execute("select name from sqlite_master")] == ["links"]
