"""A newsroom without a crawl: articles are put into its store as a crawl would, then grouped, drafted, shown and exported."""

from __future__ import annotations

import json
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from starlette.testclient import TestClient

from newsloom.app import App, now, opened
from newsloom.config import load_newsroom
from newsloom.cycle import group_articles
from newsloom.desk import build_desk
from newsloom.judging import assess_drafts
from newsloom.progress import meter
from newsloom.starter_files import write_newsroom
from newsloom.work import export_waiting, write_drafts
from pipeline.approval import approve
from pipeline.extract import read_page
from pipeline.languages import language
from pipeline.sentences import split
from pipeline.values import Article, FeedEntry, FetchedPage, Moment


@contextmanager
def odd_room(folder: Path, outlets: dict[str, str] | None = None):
    """The room, open, with these outlet files besides those that ship."""
    write_newsroom(folder, name="Odd", contact="desk@odd.example", beat="ferries and looms")
    for name, content in (outlets or {}).items():
        (folder / "outlets" / f"{name}.toml").write_text(content, encoding="utf-8")
    with opened(load_newsroom(folder)) as app:
        yield app


def page(name: str, text: str, title: str = "", *, outlet: str = "odd", published: datetime | None = None, **fields) -> Article:
    """An article as reading gives one: its own address, its sentences split."""
    given = {"url": f"https://{outlet}.example/{name}", "domain": f"{outlet}.example", "language": "en", **fields}
    spans = split(text, language(given["language"]))
    date = Moment(published) if published else None
    return Article(name, text, title, outlet=outlet, published=date, sentences=spans, **given)


def bring_in(app: App, articles: list[Article], at: datetime | None = None) -> dict[str, str]:
    """Put them into the store by way of a link and a page each; gives their ids by the names they came with."""
    names = {}
    for number, article in enumerate(articles):
        seen = (at or now() - timedelta(hours=6)) + timedelta(minutes=number)
        entry = FeedEntry(article.url, article.outlet, "https://feed.example/")
        app.store.discover([entry], seen)
        (link,) = app.store.lease_links([article.outlet], 5, seen + timedelta(seconds=1), 60)
        app.store.keep(link, FetchedPage(article.url, article.url, 200, (), b"<p>kept</p>", seen, article.outlet))
        for leased in app.store.lease_pages(5, seen + timedelta(seconds=2), 60):
            app.store.keep_article(leased, article, seen)
        names[article.id] = app.store.end_of(article.url).id
    return names


def read_html(app: App, url: str, html: str, *, outlet: str | None = None, seen: datetime | None = None) -> Article:
    """What reading this page gives."""
    found = read_page(FetchedPage(url, url, 200, (("Content-Type", "text/html; charset=utf-8"),), html.encode(), seen or now(), outlet),
                      app.newsroom.outlets, seen or now())  # fmt: skip
    assert isinstance(found, Article), found
    return found


def work(app: App) -> None:
    """Group, draft and assess what waits, as ``newsloom run`` does after its crawl."""
    with meter("test") as progress:
        group_articles(app, progress)
        write_drafts(app, progress)
    assess_drafts(app)


def story_of(app: App, article: str) -> str:
    """The story of an article, by its id in the store."""
    return next(one.id for one in app.store.queue(limit=1000) if article in app.store.story(one.id).articles)


def desk_page(app: App, path: str) -> str:
    """What the desk answers."""
    answer = TestClient(build_desk(app), base_url="http://127.0.0.1:8765").get(path)
    assert answer.status_code == 200
    return answer.text


def exported(app: App, story: str) -> dict[str, str]:
    """Approve the newest draft, export it, and give the files of it by their suffix."""
    app.store.approve(approve(app.store.draft(story), "tester", now(), app.store.decisions(story)), app.target_names())
    (done,) = export_waiting(app, story=story)
    assert done.fault is None, done.fault
    folder = app.newsroom.var / "export"
    (side_car,) = [path for path in folder.glob("*-*.json") if json.loads(path.read_text("utf-8")).get("story") == story]
    return {path.suffix: path.read_text("utf-8") for path in folder.glob(f"{side_car.stem}.*")}
