"""Near-copies: which articles print the same text, whole, cut short or extended.

``index.py`` proposes who may share an article's text, ``compare.py`` says exactly how much, ``copies.py`` puts them
together: ``near_copies`` for one article, ``dedupe`` for a batch.
"""

from pipeline.near.copies import dedupe, near_copies
from pipeline.near.index import NearIndex

__all__ = ["NearIndex", "dedupe", "near_copies"]
