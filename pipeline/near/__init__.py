"""Near-copies: which articles print the same text, whole, cut short or extended.

furniture.py   what a site prints on every page, left out before anything is hashed
sketch.py      the keys by which texts are found: bands of the signature, samples of the shingles
table.py       articles by their keys  ->  postings.py, segments.py: which rows carry a key
index.py       the known articles, all in memory or with their texts in the store
live.py        that index in the running newsroom: brought up to date from the store
compare.py     how much two texts share, exactly         copies.py   ``near_copies`` of one, ``dedupe`` of a batch
"""

from pipeline.near.copies import dedupe, near_copies
from pipeline.near.index import NearIndex, Sketches, SketchStore
from pipeline.near.live import LiveIndex

__all__ = ["LiveIndex", "NearIndex", "SketchStore", "Sketches", "dedupe", "near_copies"]
