"""A real store filled through its own protocols, and the desk over it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from pipeline.fingerprint import fingerprint
from pipeline.protocols import GroupingResult
from pipeline.values import Article, Assignment, Draft, FeedEntry, FetchedPage, Near, NearCopy, Rejected, Relation
from review.settings import DeskSettings
from storage import Store, open_store
from tests.review.press import NORTHWELL, NOW, article, at, northwell_draft, short_draft

SETTINGS = DeskSettings(
    newsroom="Nordlys Desk",
    beat="AI and the machines it runs on",
    time_zone="Europe/Berlin",
    targets=("files",),
    editor="",
    hosts=("desk.example",),
)
NORTHWELL_ID = "northwell"


def open_at(folder: Path) -> Store:
    return open_store(f"sqlite:///{folder}/newsloom.db", folder / "archive")


def keep_articles(store: Store, articles: Iterable[Article]) -> None:
    """Bring articles into the store the way a crawl does: a link, a page, an article."""
    for found in articles:
        now = found.first_seen or NOW
        store.discover([FeedEntry(found.url or "", found.outlet or "", "feed")], now)
        store.recheck([found.url or ""], now)
        for link in store.lease_links([found.outlet or ""], 10, now + timedelta(seconds=1), 60):
            page = FetchedPage(link.entry.url, link.entry.url, 200, (), found.text.encode(), now, found.outlet)
            store.keep(link, page)
        for leased in store.lease_pages(10, now + timedelta(seconds=2), 60):
            store.keep_article(leased, found, now)


def group(store: Store, assignments: Sequence[Assignment], articles: Iterable[Article], now: datetime, **more: object) -> None:
    fence = store.acquire("grouping", "tests", now, 60)
    assert fence is not None
    plain = GroupingResult(tuple(fingerprint(found) for found in articles), tuple(assignments), (), {})
    store.save_grouping(replace(plain, **more), fence, now)
    store.release("grouping", "tests", fence)


def northwell_assignments(passed_by: str = "") -> list[Assignment]:
    ids = {name: found.id for name, found in NORTHWELL.items()}
    near = lambda name, score, *why: Near(ids[name], score, why)  # noqa: E731  a table of six rows
    rejected = Rejected("sundnes", 0.31, ("names: Sundnes Compute", "five months apart"), passed_by)
    story = NORTHWELL_ID
    return [
        Assignment(ids["ledger"], story, rejected=rejected),
        Assignment(
            ids["kestrel"], story, nearest=(near("ledger", 0.74, "names: Kestrel Vale, Northwell, Statlinje", "75 min apart"),)
        ),
        Assignment(ids["polarwire"], story, nearest=(near("ledger", 0.81, "same quotation", "numbers: 240, 420"),)),
        Assignment(ids["fjord"], story, duplicate_of=ids["polarwire"], nearest=(near("polarwire", 1.0, "same text"),)),
        Assignment(
            ids["evening"], story, duplicate_of=ids["polarwire"], nearest=(near("polarwire", 0.98, "same text, shorter"),)
        ),
        Assignment(ids["gridreview"], story, nearest=(near("kestrel", 0.58, "names: Tverr, Statlinje"), near("ledger", 0.55))),
        Assignment(ids["cloudnotes"], story, nearest=(near("ledger", 0.69, "links to it"),), rejected=rejected),
        Assignment(ids["rechenzeit"], story, nearest=(near("polarwire", 0.47, "names: Northwell, Statlinje", "numbers: 240"),)),
    ]


SIDE = {
    "sundnes": ("Sundnes Compute drops its plan for 150 megawatts", "cloud", at(9, 14)),
    "marl": ("Marl Systems opens the weights of its smallest speech model", "foundation-models", at(16.2, 15)),
    "inkwell": ("Inkwell raises 12 million euros for contracts that read themselves", "funding", at(6.75)),
    "ombud": ("Ombudsman asks schools to stop scoring essays by machine", "policy", at(13.1)),
}


def side_article(name: str) -> Article:
    title, _, when = SIDE[name]
    text = f"{title}, it said on {when:%A}.\nThe plan had been made a year ago. A spokesperson gave no further detail."
    return article("gridreview", title, text, when, f"https://gridreview.example/{name}")


def fill(store: Store, draft: Draft | None = None) -> Store:
    """The whole invented newsroom: the rich story, three with one source, one without a draft."""
    sides = {name: side_article(name) for name in SIDE}
    articles = [*NORTHWELL.values(), *sides.values()]
    keep_articles(store, articles)
    assignments = [*northwell_assignments(sides["sundnes"].id), *(Assignment(found.id, name) for name, found in sides.items())]
    ids = {name: found.id for name, found in NORTHWELL.items()}
    copies = (
        NearCopy(ids["polarwire"], ids["fjord"], 1.0, 1.0, Relation.COPY),
        NearCopy(ids["polarwire"], ids["evening"], 1.0, 0.55, Relation.COPY),
    )
    for name, (_, _, when) in SIDE.items():
        group(store, [Assignment(sides[name].id, name)], [sides[name]], when + timedelta(minutes=20))
    group(store, assignments[:8], NORTHWELL.values(), at(12.2), copies=copies)
    for name in ("sundnes", "marl", "inkwell"):
        title, category, when = SIDE[name]
        store.save_draft(short_draft(name, sides[name], title, category), when + timedelta(minutes=30))
    store.save_draft(draft or northwell_draft(NORTHWELL_ID), at(12.3))
    return store
