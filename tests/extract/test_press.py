"""Every page of the sample press, in every site's own design, read back against the piece it was printed from."""

import re
from collections import Counter
from datetime import UTC, datetime
from functools import cache

import pytest

from newsloom.press.content import load_press
from newsloom.press.sites import site
from pipeline.extract import read_page
from pipeline.values import Article, Cause, FetchedPage, Outlet

NOW = datetime(2026, 9, 20, tzinfo=UTC)
PRESS = load_press()
FOLDERS = [outlet.folder for outlet in PRESS.outlets]
OUTLETS = {
    outlet.folder: Outlet(outlet.folder, outlet.name, (outlet.host,), kind="agency" if outlet.kind == "agency" else "outlet")
    for outlet in PRESS.outlets
}
REFUSED = {"paywalled": Cause.PAYWALL, "consent": Cause.CONSENT, "soft404": Cause.SOFT_404, "empty": Cause.TOO_SHORT}


@cache
def answers(folder):
    return list(read_site(folder))


def read_site(folder):
    answered = site(PRESS, PRESS.outlet(folder)).answers
    for piece in PRESS.pieces_of(folder):
        url, answer = PRESS.url(piece), answered[piece.path]
        page = FetchedPage(url, url, answer.status, tuple(answer.headers), answer.body, NOW, folder)
        yield piece, read_page(page, OUTLETS, NOW)


def words(text):
    return Counter(re.findall(r"\w+", text))


def institutions(piece):
    """Who may stand as the author where nobody signed: the agency it is from, or whose site it is."""
    return {PRESS.outlet(folder).name for folder in (piece.wire.partition("/")[0], piece.outlet) if folder}


def printed(piece):
    post = re.sub(r"\{\{post [^|]*\|([^|]*)\|[^|]*\|(.*?)\}\}", r"\1 \2", piece.body)
    return words(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", post))


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_site_of_the_sample_press_is_read_as_it_was_written(folder):
    for piece, read in answers(folder):
        if piece.kind in REFUSED:
            assert read.cause is REFUSED[piece.kind], piece.id
            continue
        assert isinstance(read, Article), (piece.id, read)
        assert read.title == piece.title, piece.id
        assert read.outlet == PRESS.outlet(folder).name
        assert read.language == PRESS.outlet(folder).language[:2], piece.id
        assert read.published.at.date() == piece.published.date(), piece.id
        assert set(read.authors) == set(piece.authors) or (not piece.authors and set(read.authors) <= institutions(piece)), (
            piece.id
        )
        want, got = printed(piece), words(read.text)
        shared = sum((want & got).values())
        # Footnotes below the article may be left out: they are a tenth of one piece.
        assert shared / sum(want.values()) >= 0.88, (piece.id, "the article is not all there")
        assert shared / sum(got.values()) >= 0.75, (piece.id, "more than the article is there")
        assert "{{post" not in piece.body or any(embed.kind == "post" for embed in read.embeds), piece.id
        assert piece.correction[:40] in read.text, (piece.id, "the correction is lost")
        for link in read.links:
            assert read.text[link.start : link.start + len(link.text)] == link.text, piece.id


def test_every_printing_of_a_wire_story_credits_the_agency():
    printings = [(piece, read) for folder in FOLDERS for piece, read in answers(folder) if piece.wire]
    assert len(printings) >= 5
    for piece, read in printings:
        agency = PRESS.outlet(piece.wire.partition("/")[0]).name
        assert (agency, "wire-line") in {(credit.outlet, credit.how) for credit in read.credits}, piece.id
