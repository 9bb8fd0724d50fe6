"""How the newsroom stands, in numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, func, select

from pipeline.documents.values import DOCUMENTS
from pipeline.values import Relation
from storage.schema import articles, copies, drafts, links, pages, publications, stories


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each.

    ``outlets`` have had at least one link discovered; ``copies`` are articles that copy an earlier one;
    ``drafts`` and ``exported`` count stories that have at least one; merged stories are not counted.
    """

    outlets: int
    articles: int
    copies: int
    refused: int
    stories: int
    drafts: int
    exported: int
    links_waiting: int
    pages_waiting: int


def counts(tx: Connection) -> Counts:
    """Give the numbers of this moment."""
    alive = stories.c.merged_into.is_(None)
    drafted = select(func.count(drafts.c.story.distinct())).join(stories, stories.c.id == drafts.c.story).where(alive)
    return Counts(
        outlets=_number(tx, select(func.count(links.c.outlet.distinct())).where(links.c.outlet != DOCUMENTS.id)),
        articles=_number(tx, select(func.count()).select_from(articles)),
        copies=_number(tx, select(func.count(copies.c.b.distinct())).where(copies.c.relation == Relation.COPY.value)),
        refused=_number(tx, select(func.count()).select_from(links).where(links.c.state == "refused")),
        stories=_number(tx, select(func.count()).select_from(stories).where(alive)),
        drafts=_number(tx, drafted),
        exported=_number(tx, select(func.count(publications.c.story.distinct()))),
        links_waiting=_number(tx, select(func.count()).select_from(links).where(links.c.state == "waiting")),
        pages_waiting=_number(tx, select(func.count()).select_from(pages).where(pages.c.done.is_(False))),
    )


def _number(tx: Connection, question: Select[Any]) -> int:
    return int(tx.execute(question).scalar_one())
