"""From a fetched page to an article or a refusal.

    bytes -> decode.py -> source.py (checked, parsed) -> tree.py -> body.py (the text) -> walls.py (is it an article at all?)
                                            |-> metadata.py, bylines.py, dates.py, credits.py
                                            |-> links.py, pictures.py, rights.py
                                            ... -> read.py -> Article

The text is read in body.py: furniture.py clears the tree, readings.py reads it once (fast) or three ways.

``read_page`` is for the crawl, ``read_html`` for the batch verb. Both give a ``Refusal`` with its cause for what is no article.
"""

from __future__ import annotations

from pipeline.extract.read import read_html, read_page

__all__ = ["read_html", "read_page"]
