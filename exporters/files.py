"""The target that needs no server: a folder of pages, texts and side-cars, with a list and feeds of all of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from pipeline.edition import edition

from exporters.disk import held, write_all
from exporters.render.atom import atom
from exporters.render.html import Entry, html, index_html
from exporters.render.jsonfeed import json_feed
from exporters.render.look import Look, look_of
from exporters.render.markdown import markdown
from exporters.render.text import text
from exporters.shelf import entries, kept, stem_of
from pipeline.errors import ExportFailed, RecordError
from pipeline.records import publication_record
from pipeline.values import Approved, Edition, Outlet, Publication

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
        printed = edition(approved.draft, self.outlets)
        with held(self.folder):
            stem = stem_of(self.folder, printed.story, printed.headline.text)
            before = _newest(previous, kept(self.folder, stem))
            publication = self._publication(approved, printed, before, f"{stem}.html", now)
            try:
                write_all(self.folder, self._article(publication, stem))
                write_all(self.folder, self._lists())
            except RecordError as error:
                raise ExportFailed(f"{self.folder / stem}: not written: {error}") from error
        return publication

    def _publication(
        self, approved: Approved, printed: Edition, before: Publication | None, file: str, now: datetime
    ) -> Publication:
        publication = Publication(
            edition=printed,
            target=self.target,
            approved_by=approved.by,
            approved_at=approved.at,
            first_published=before.first_published if before else now,
            revision=before.revision if before else 1,
            url=f"{self.look.home.rstrip('/')}/{file}" if self.look.home else None,
        )
        if before is None or publication == replace(before, url=publication.url, target=self.target):
            return publication
        return replace(publication, revision=before.revision + 1)

    def _article(self, publication: Publication, stem: str) -> dict[str, bytes]:
        printed, look = publication.edition, look_of(publication, self.look)
        return {
            f"{stem}.html": html(printed, look).encode(),
            f"{stem}.md": markdown(printed, look).encode(),
            f"{stem}.txt": text(printed, look).encode(),
            f"{stem}.json": _side_car(publication),
        }

    def _lists(self) -> dict[str, bytes]:
        found = entries(self.folder)
        return _lists_of(found, self.look) if found else {}


def _lists_of(found: list[Entry], look: Look) -> dict[str, bytes]:
    language = found[0].publication.edition.language
    return {
        "index.html": index_html(found, look, language).encode(),
        "feed.atom": atom(found[:FEED_LENGTH], look),
        "feed.json": json_feed(found[:FEED_LENGTH], look).encode(),
    }


def _newest(previous: Publication | None, on_disk: Publication | None) -> Publication | None:
    """What the target has: an export that wrote its files but never reported back counts as well."""
    known = [publication for publication in (previous, on_disk) if publication is not None]
    return max(known, key=lambda publication: publication.revision, default=None)


def _side_car(publication: Publication) -> bytes:
    # A lone surrogate has no form in UTF-8; "backslashreplace" writes it as the escape that JSON has for it.
    text_of = json.dumps(publication_record(publication), ensure_ascii=False, indent=1) + "\n"
    return text_of.encode("utf-8", "backslashreplace")
