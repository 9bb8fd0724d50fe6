"""Coverage of one event, put together as it comes in.

``background.py`` knows how common words are, ``postings.py`` who carries which, ``state.py`` who is known and in which story;
``evidence.py`` holds an article against its candidates (``known.py``), ``score.py`` says how likely each pair is one event,
with what ``trees.py`` was taught; ``assign.py`` decides which story an article joins, ``settle.py`` looks a second time,
``why.py`` says it in words.
``batch.py`` does a whole file, ``live.py`` one pass of the running newsroom, ``kept.py`` what it holds between passes.

What persons say comes before every score: ``corrections.py`` works out what stands, ``constraints.py`` holds a pass to it,
``learn.py`` draws examples from it, ``adjust.py`` fits what they add to the score, ``regroup.py`` shows what that would change.
"""

from pipeline.cluster.batch import cluster
from pipeline.cluster.constraints import Fixed
from pipeline.cluster.live import group

__all__ = ["Fixed", "cluster", "group"]
