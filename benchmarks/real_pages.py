"""Real pages of real outlets through the whole of ``newsloom run``.

Serves the saved pages of $NEWSLOOM_DATA/extraction/fundus on loopback, each under its own host name with a feed made from its
metadata, runs ``newsloom run`` on them, and reports how each page ended and how dates and titles agree with the metadata.

    NEWSLOOM_DATA=... python benchmarks/real_pages.py
"""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections import Counter, defaultdict
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newsloom.config import load_newsroom
from pipeline.urls import registrable_domain
from pipeline.values import Article, Refusal
from storage import open_store

FEED = "/newsloom-benchmark-feed.xml"
# the gold date of these two has day and month swapped
WRONG_DATES = {"KlasseGegenKlasse_2026_01_07", "AnadoluAjansi_2025_04_05"}


def read_pages(folder: Path) -> list[dict]:
    """The metadata of every page, with its bytes under ``html``."""
    pages = []
    for gold in sorted(folder.glob("*.gold.json")):
        page = json.loads(gold.read_text(encoding="utf-8"))
        page["html"] = gzip.decompress(gold.with_name(gold.name.replace(".gold.json", ".html.gz")).read_bytes())
        page["host"] = urlsplit(page["url"]).netloc
        pages.append(page)
    return pages


def feed_of(pages: list[dict]) -> str:
    """An RSS feed that names these pages with title and date."""
    items = "".join(
        f"<item><title>{escape(page['title'])}</title><link>{escape(page['url'])}</link>"
        f"<guid>{escape(page['url'])}</guid><pubDate>{format_datetime(datetime.fromisoformat(page['date']))}</pubDate></item>"
        for page in pages
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>feed</title>{items}</channel></rss>'


def web(pages: list[dict]) -> Starlette:
    """All hosts in one application, told apart by the Host header."""
    by_host: dict[str, list[dict]] = defaultdict(list)
    for page in pages:
        by_host[page["host"]].append(page)
    bodies = {(page["host"], urlsplit(page["url"]).path): page["html"] for page in pages}

    async def answer(request: Request) -> Response:
        host, path = request.headers["host"].split(":")[0], request.scope["raw_path"].decode().split("?")[0]
        if path == FEED and host in by_host:
            return Response(feed_of(by_host[host]), media_type="application/rss+xml")
        body = bodies.get((host, path)) or bodies.get((host, request.url.path))
        return Response(body, media_type="text/html") if body else Response("not here", status_code=404)

    return Starlette(routes=[Route("/{path:path}", answer)])


def write_newsroom(folder: Path, pages: list[dict], port: int, newsloom: str) -> None:
    """A newsroom with one outlet a registrable domain."""
    subprocess.run(
        [newsloom, "init", str(folder), "--name", "Benchmark", "--contact", "bench@newsloom.example", "--beat", "all"],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    for shipped in (folder / "outlets").glob("*.toml"):
        shipped.unlink()
    outlets: dict[str, list[dict]] = defaultdict(list)
    for page in pages:
        outlets[registrable_domain(page["host"])].append(page)
    for domain, own in outlets.items():
        feeds = sorted({f"https://{page['host']}{FEED}" for page in own})
        name = re.sub(r"[^a-z0-9]+", "-", domain)
        (folder / "outlets" / f"{name}.toml").write_text(
            f"name = {json.dumps(own[0]['outlet'])}\ndomains = {json.dumps([domain])}\n"
            f"feeds = {json.dumps(feeds)}\nenabled = true\n"
        )
    hosts = sorted({page["host"] for page in pages})
    resolve = "".join(f'"{host}" = "127.0.0.1:{port}"\n' for host in hosts)
    settings = (folder / "newsroom.toml").read_text()
    (folder / "newsroom.toml").write_text(settings.replace("delay = 1.0", "delay = 0.05") + f"\n[fetch.resolve]\n{resolve}")


def title_words(text: str) -> Counter:
    return Counter(re.findall(r"\w+", text.lower()))


def title_agrees(gold: str, got: str) -> bool:
    """Token F1 of .8 and more."""
    a, b = title_words(gold), title_words(got)
    shared = sum((a & b).values())
    return bool(shared) and 2 * shared / (sum(a.values()) + sum(b.values())) >= 0.8


def report(pages: list[dict], ends: dict[str, Article | Refusal | None]) -> dict:
    """How each page ended, and how titles and dates agree where it became an article."""
    refused: Counter = Counter()
    articles, titles, dates, dated = 0, 0, 0, 0
    for page in pages:
        end = ends[page["url"]]
        if isinstance(end, Refusal):
            refused[end.cause.value] += 1
        if not isinstance(end, Article):
            continue
        articles += 1
        titles += title_agrees(page["title"], end.title)
        if page["id"] not in WRONG_DATES:
            dated += 1
            gold = datetime.fromisoformat(page["date"])
            # the same day in the page's own zone: the metadata carries its offset
            dates += end.published is not None and end.published.at.astimezone(gold.tzinfo).date() == gold.date()
    return {
        "pages": len(pages),
        "articles": articles,
        "refused": dict(refused),
        "without an end": sum(ends[page["url"]] is None for page in pages),
        "title_agrees": round(titles / max(1, articles), 4),
        "date_same_day": round(dates / max(1, dated), 4),
    }


def main() -> int:
    root = os.environ.get("NEWSLOOM_DATA")
    if not root or not (Path(root) / "extraction" / "fundus").is_dir():
        sys.stderr.write("NEWSLOOM_DATA does not name a folder with extraction/fundus: nothing to measure\n")
        return 2
    pages = read_pages(Path(root) / "extraction" / "fundus")
    server = uvicorn.Server(uvicorn.Config(web(pages), host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    newsloom = str(Path(sys.executable).with_name("newsloom"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "newsroom"
        write_newsroom(folder, pages, port, newsloom)
        done = subprocess.run([newsloom, "--newsroom", str(folder), "run"], check=False)
        newsroom = load_newsroom(folder)
        store = open_store(newsroom.database, newsroom.var / "archive")
        ends = {page["url"]: store.end_of(page["url"]) for page in pages}
        print(json.dumps({"exit status": done.returncode, **report(pages, ends)}))
        store.close()
    server.should_exit = True
    thread.join(5)
    return 0


if __name__ == "__main__":
    sys.exit(main())
