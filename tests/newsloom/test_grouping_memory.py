"""What a process holds of the grouping between two passes is used by the second one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from newsloom.app import opened
from newsloom.config import load_newsroom
from newsloom.grouping import group_articles, kept_grouping
from newsloom.progress import Silent
from newsloom.starter_files import write_newsroom
from pipeline.values import Moment
from tests.storage.samples import article, crawl

START = datetime.now(UTC) - timedelta(days=1)


def test_what_a_process_holds_is_read_once_and_brought_up_to_date_afterwards(tmp_path):
    room = tmp_path / "room"
    write_newsroom(room, name="Loom", contact="desk@loom.example", beat="x")
    with opened(load_newsroom(room)) as app:
        kept = kept_grouping(app)
        for number in range(3):
            said = (
                f"The ferry number {number} of Orlet stopped at noon. Its captain Ines Calloway waits for {number + 40} parts."
            )
            crawl(app.store, f"ferry-{number}", article(f"ferry-{number}", said, published=Moment(START)), at=START)
            assert group_articles(app, Silent(), kept) == 1
            assert len(kept) == number + 1
        assert kept.rebuilt == 1
