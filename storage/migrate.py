"""Bring a database to the schema of this code: whole or not at all, and by one process at a time."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from pipeline.errors import StoreError
from storage.engine import Database

_ALONE = 0x6D69_6772  # one number for the whole database: "migr"


def migrations() -> Config:
    """Give Alembic's configuration for the migrations that ship in this package; no alembic.ini is read."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    return config


def is_current(database: Database) -> bool:
    """Whether the database has the newest schema; writes nothing. Raises StoreError for one that a newer Newsloom has made."""
    script = ScriptDirectory.from_config(migrations())
    with database.read() as connection:
        return _checked(connection, script, database.where) == script.get_current_head()


def migrate(database: Database) -> None:
    """Bring the database to the newest schema. Raises StoreError for one that a newer Newsloom has made."""
    script = ScriptDirectory.from_config(migrations())
    with database.read() as connection:
        if _checked(connection, script, database.where) == script.get_current_head():
            return
    with database.write() as connection:
        if connection.dialect.name == "postgresql":
            # Another process may be at it for longer than an ordinary lock is waited for.
            connection.execute(text("set local lock_timeout = '120s'"))
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _ALONE})
        if _checked(connection, script, database.where) != script.get_current_head():
            config = migrations()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _checked(connection: Connection, script: ScriptDirectory, where: str) -> str | None:
    """Give the revision the database is at, None for an empty one. Raises StoreError for one that is not ours to know."""
    revision = MigrationContext.configure(connection).get_current_revision()
    known = {step.revision for step in script.walk_revisions()}
    if revision is not None and revision not in known:
        raise StoreError(
            f"{where} was made by a newer Newsloom (schema {revision}, this one knows up to {script.get_current_head()}): "
            "install that version, or restore a backup from before it"
        )
    return revision
