"""What is kept: one Store over SQLite or PostgreSQL, and the archive of raw pages beside it.

::

    store.py ---- a transaction each ----> feeds, links, pages, articles, grouping, drafts, desk, outbox, leases, reports
                                                    |                                  (functions over a connection)
engine.py  connections, read and write    leasing.py   rows worked on by one process at a time
schema.py  the tables                     stories.py, merging.py   ids that stay good for ever
migrate.py, migrations/                   journal.py   the audit log
archive.py raw bodies on disk             codec.py, columns.py     values and text on their way in and out
"""

from storage.feeds import FeedState
from storage.reports import Counts
from storage.store import Store, open_store

__all__ = ["Counts", "FeedState", "Store", "open_store"]
