"""The fast way reads what the careful way reads, but for the comparison of readings."""

from dataclasses import replace

import pytest

from pipeline.extract import read_html
from pipeline.values import Article
from tests.extract.test_press import FOLDERS, NOW, OUTLETS, PRESS, printed, site, words


@pytest.mark.parametrize("folder", FOLDERS[:4])
def test_the_fast_way_reads_the_articles_of_a_site(folder):
    answered = site(PRESS, PRESS.outlet(folder)).answers
    for piece in PRESS.pieces_of(folder):
        url = PRESS.url(piece)
        careful = read_html(answered[piece.path].body, url, OUTLETS, NOW)
        quick = read_html(answered[piece.path].body, url, OUTLETS, NOW, fast=True)
        assert type(quick) is type(careful), piece.id
        if isinstance(quick, Article) and isinstance(careful, Article):
            want, got = printed(piece), words(quick.text)
            assert sum((want & got).values()) / sum(want.values()) >= 0.88, piece.id
            kept = {"text": "", "sentences": (), "links": (), "credits": (), "id": ""}
            assert replace(quick, **kept) == replace(careful, **kept), piece.id
