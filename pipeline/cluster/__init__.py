"""Coverage of one event, put together as it comes in.

``background.py`` knows how common words are, ``state.py`` who shares them, ``score.py`` how likely two articles report one
event, ``assign.py`` which story an article joins, ``settle.py`` looks a second time, ``why.py`` says it in words.
``batch.py`` does a whole file, ``live.py`` one pass of the running newsroom.
"""

from pipeline.cluster.batch import cluster
from pipeline.cluster.live import group
from pipeline.cluster.settle import Fixed

__all__ = ["Fixed", "cluster", "group"]
