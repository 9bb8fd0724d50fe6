"""JSON Feed (versions 1 and 1.1) into the plain form that ``feeds.py`` makes entries of."""

from __future__ import annotations

import json
from typing import Any

from crawlers.text import clean
from pipeline.errors import NewsloomError


class JsonFeedError(NewsloomError):
    """This is not a JSON Feed."""


def read_json_feed(body: bytes, most: int) -> tuple[dict[str, str | None], list[dict[str, Any]], int]:
    """Give (feed, items, how many were left out): the newest ``most`` by date where all have one. Raises JsonFeedError."""
    try:
        feed = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise JsonFeedError(f"not a feed: broken JSON ({str(error)[:100]})") from None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise JsonFeedError("not a feed: JSON without a list of items")
    items = [item for item in items if isinstance(item, dict)]
    if len(items) > most and all(isinstance(_date(item), str) for item in items):
        items.sort(key=lambda item: str(_date(item)), reverse=True)
    head = {"title": clean(feed.get("title")), "site": _text(feed.get("home_page_url"))}
    return head, [_item(item, feed) for item in items[:most]], max(0, len(items) - most)


def _date(item: dict[str, Any]) -> Any:
    return item.get("date_published") or item.get("date_modified")


def _item(item: dict[str, Any], feed: dict[str, Any]) -> dict[str, Any]:
    authors = item.get("authors") or [item.get("author")] if item.get("authors") or item.get("author") else _feed_authors(feed)
    return {
        "links": (_text(item.get("url")), _web(item.get("id")), _text(item.get("external_url"))),
        "title": item.get("title"),
        "published": _date(item),
        "authors": [author.get("name") for author in authors if isinstance(author, dict)] if isinstance(authors, list) else [],
        "source": None,
        "guid": str(item["id"]) if isinstance(item.get("id"), str | int) else None,
    }


def _feed_authors(feed: dict[str, Any]) -> Any:
    return feed.get("authors") or [feed.get("author")]


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _web(value: object) -> str | None:
    return value if isinstance(value, str) and value.startswith(("http://", "https://")) else None
