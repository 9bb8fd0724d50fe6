"""JSON Feed 1.1 of what was exported."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from exporters.render.clean import printable, web_address
from exporters.render.html import Entry, feed_html
from exporters.render.look import Look, look_of, modified, permanent_id


def json_feed(entries: Sequence[Entry], look: Look) -> str:
    """Give the feed of these publications, in the order given. Raises RecordError where a citation leads nowhere.

    Addresses are left out where the target has no public one: a JSON Feed has no relative links.
    """
    home = (web_address(look.home) or "").rstrip("/")
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": printable(look.site),
        **({"home_page_url": f"{home}/index.html", "feed_url": f"{home}/feed.json"} if home else {}),
        "authors": [{"name": printable(look.site)}],
        "items": [_item(entry, look) for entry in entries],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1) + "\n"


def _item(entry: Entry, look: Look) -> dict[str, Any]:
    publication = entry.publication
    edition = publication.edition
    return {
        "id": permanent_id(edition.story),
        **({"url": publication.url} if publication.url else {}),
        "title": printable(edition.headline.text),
        "summary": printable(edition.dek.text),
        "content_html": feed_html(edition, look_of(publication, look, entry.making)),
        "date_published": publication.first_published.isoformat(timespec="seconds"),
        "date_modified": modified(publication).isoformat(timespec="seconds"),
        "tags": [printable(edition.category)],
        "language": printable(edition.language),
    }
