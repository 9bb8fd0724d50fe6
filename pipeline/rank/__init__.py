"""Which source counts for what: roles, credit, originality and order, each with its reason in words.

The rules are those of the field (what Google's patents, Techmeme and the trade publish of theirs), as far as the
articles themselves can answer them: no reader clicks, no size, no third-party rating. Being first is worth credit, not
position; originality and the credit of peers are what a report earns its place with.

    ties of one story (independence.py)  ->  roles, rewrites (retold.py)  ->  who was first  ->  score and reasons  ->  order

``relations`` is all up to the roles, read once for the ranking and for the lineage (``pipeline/lineage.py``).
"""

from pipeline.rank.authority import WINDOW, Authority, PastStory, Standing, authorities
from pipeline.rank.order import independent_reports, rank, ranked
from pipeline.rank.ranked import Ranked
from pipeline.rank.relations import Relations, relations

__all__ = [
    "WINDOW",
    "Authority",
    "PastStory",
    "Ranked",
    "Relations",
    "Standing",
    "authorities",
    "independent_reports",
    "rank",
    "ranked",
    "relations",
]
