"""What is kept: one Store over SQLite or PostgreSQL, and the archive of raw pages beside it.

Every statement to the database stands in this folder, as functions over a connection; ``store.py`` opens the transactions.

    store.py    a transaction each  ->  feeds, links, pages, articles, grouping, drafts, desk, outbox, leases, reports

    engine.py   connections, read and write     leasing.py   rows that one process at a time works on
    schema.py   the tables                      stories.py, merging.py   ids that stay good for ever
    corrections.py, releases.py, adjustments.py     what persons say about the grouping, and what was learned from it
    migrate.py, migrations/                     journal.py   the audit log
    archive.py  raw bodies on disk              codec.py, columns.py     values and text on their way in and out
"""

from storage.feeds import FeedState
from storage.reports import Counts
from storage.store import Store, open_for_reading, open_store

__all__ = ["Counts", "FeedState", "Store", "open_for_reading", "open_store"]
