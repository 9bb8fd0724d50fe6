"""Near-copies: which articles print the same text, whole, cut short or extended.

``shingles.py`` makes hashes of a text, ``index.py`` proposes who may share it, ``compare.py`` says exactly how much,
``copies.py`` puts them together: ``near_copies`` for one article, ``dedupe`` for a batch.
"""
