"""Coverage of one event, put together as it comes in.

``background.py`` knows how common words are, ``postings.py`` who carries which, ``state.py`` who is known and in which story;
``evidence.py`` holds an article against its candidates (``known.py``), ``score.py`` says how likely each pair is one event,
with what ``trees.py`` was taught; ``constraints.py`` is what a person decided, ``assign.py`` decides which story an article
joins, ``settle.py`` looks a second time,
``why.py`` says it in words.
``batch.py`` does a whole file, ``live.py`` one pass of the running newsroom.
"""

from pipeline.cluster.batch import cluster
from pipeline.cluster.constraints import Fixed
from pipeline.cluster.live import group

__all__ = ["Fixed", "cluster", "group"]
