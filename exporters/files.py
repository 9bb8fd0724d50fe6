"""The target that needs no server: a folder of pages, texts and side-cars, with a list and feeds of all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from exporters.disk import held, write_all
from exporters.history import making, making_record, outlets_of, with_outlets
from exporters.render.atom import atom
from exporters.render.html import Entry, html, index_html
from exporters.render.jsonfeed import json_feed
from exporters.render.look import Look, Making, look_of
from exporters.render.markdown import markdown
from exporters.render.text import text
from exporters.shelf import entries, kept, making_of, newest_first, stem_of
from pipeline.edition import publication
from pipeline.errors import ExportFailed, RecordError
from pipeline.records import publication_record
from pipeline.records.seal import DIGEST, PARTS, sealed
from pipeline.values import Approved, Outlet, Publication

FEED_LENGTH = 100


@dataclass(frozen=True, slots=True)
class FilesExporter:
    """Writes ``SLUG-KEY.html``, ``.md``, ``.txt`` and ``.json`` a story, and ``index.html``, ``feed.atom``, ``feed.json``.

    Names never change: the slug is the first headline's, the key is made of the story's id. Files whose content is the
    same are not touched. The list holds everything, the feeds the 100 most recent.
    """

    target: str
    folder: Path
    look: Look
    outlets: Mapping[str, Outlet]

    def export(self, approved: Approved, previous: Publication | None, now: datetime) -> Publication:
        """Write or update the article's files, then list and feeds; gives what the folder now has.

        Exporting an approved version again changes no byte. Raises ExportFailed naming the file and the mend.
        """
        with held(self.folder):
            stem = stem_of(self.folder, approved.draft.story, approved.draft.headline.text)
            before = _newest(previous, kept(self.folder, stem))
            try:
                made = publication(approved, self.target, self.outlets, before, now)
                counted = with_outlets(made.edition, outlets_of(approved.draft))
                made = _unless_equal(replace(made, edition=counted, url=self._url(stem)), before)
                how = making(made, approved.draft, before, making_of(self.folder, stem))
                contents = {**self._article(made, how, stem), **self._lists(Entry(made, f"{stem}.html", how), stem)}
            except (RecordError, LookupError) as error:
                raise ExportFailed(f"{self.folder / stem}: not written: {error}") from error
            write_all(self.folder, contents)
        return made

    def _url(self, stem: str) -> str | None:
        return f"{self.look.home.rstrip('/')}/{stem}.html" if self.look.home else None

    def _article(self, made: Publication, how: Making, stem: str) -> dict[str, bytes]:
        printed, look = made.edition, look_of(made, self.look, how)
        return {
            f"{stem}.html": html(printed, look).encode(),
            f"{stem}.md": markdown(printed, look).encode(),
            f"{stem}.txt": text(printed, look).encode(),
            f"{stem}.json": _side_car(made, how),
        }

    def _lists(self, made: Entry, stem: str) -> dict[str, bytes]:
        found = newest_first([made, *entries(self.folder, besides=stem)])
        return {
            "index.html": index_html(found, self.look, found[0].publication.edition.language).encode(),
            "feed.atom": atom(found[:FEED_LENGTH], self.look),
            "feed.json": json_feed(found[:FEED_LENGTH], self.look).encode(),
        }


def _unless_equal(made: Publication, before: Publication | None) -> Publication:
    """The same approval is the same revision, wherever the target has been moved to since."""
    if before is not None and replace(made, revision=before.revision) == replace(before, url=made.url, target=made.target):
        return replace(made, revision=before.revision)
    return made


def _newest(previous: Publication | None, on_disk: Publication | None) -> Publication | None:
    """What the target has: an export that wrote its files but never reported back counts as well."""
    known = [found for found in (previous, on_disk) if found is not None]
    return max(known, key=lambda found: found.revision, default=None)


def _side_car(made: Publication, how: Making) -> bytes:
    record = {key: value for key, value in publication_record(made).items() if key not in {DIGEST, PARTS}}
    # A lone surrogate has no form in UTF-8; "backslashreplace" writes it as the escape that JSON has for it.
    text_of = json.dumps(sealed({**record, **making_record(how, made.edition)}), ensure_ascii=False, indent=1) + "\n"
    return text_of.encode("utf-8", "backslashreplace")
