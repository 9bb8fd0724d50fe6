"""How the articles of a story stand to each other, read once for the ranking and for the lineage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.independence import Ties, grouped, ties
from pipeline.originality import Novelty, novelty, published_order
from pipeline.rank.documents import documents
from pipeline.rank.retold import Retelling, retellings
from pipeline.rank.roles import leans_on, roles_of
from pipeline.values import Article, NearCopy, Outlet, Role


@dataclass(frozen=True, slots=True)
class Relations:
    """The articles in order of publication, by id what each is and leans on, and the group that counts as one report."""

    ordered: Sequence[Article]
    outlets: Mapping[str, Outlet]
    tied: Ties
    new: Mapping[str, Novelty]
    retold: Mapping[str, Retelling]
    roles: Mapping[str, Role]
    origins: Mapping[str, str]


def relations(articles: Sequence[Article], outlets: Mapping[str, Outlet], copies: Iterable[NearCopy]) -> Relations:
    """Read the relations of a story's articles; ``outlets`` are by id. The order of the input does not matter.

    What comes back has beside these outlets those who speak for themselves in this story.
    """
    ordered = published_order(sorted(articles, key=lambda article: article.id))
    outlets = {**outlets, **documents(ordered, outlets)}
    tied = ties(ordered, outlets, copies)
    new = novelty(ordered)
    retold = retellings(ordered, outlets, tied, new, roles_of(ordered, outlets, tied, new))
    roles = roles_of(ordered, outlets, tied, new, retold)
    leaning = {article.id: leans_on(article, tied, roles, retold) for article in ordered}
    return Relations(ordered, outlets, tied, new, retold, roles, grouped(ordered, tied, leaning))
