from collections import defaultdict

import pytest

from newsloom.press.content import load_press
from pipeline.cluster import cluster
from pipeline.values import Article, Moment


@pytest.fixture(scope="module")
def press():
    """The pieces of the sample press that are articles, with their text as it stands in Markdown, and their events."""
    pieces = [piece for piece in load_press().pieces if piece.kind in {"article", "paywalled"}]
    return [(Article(piece.id, piece.body, piece.title, published=Moment(piece.published)), piece.event) for piece in pieces]


@pytest.mark.parametrize("settle", [False, True])
def test_the_sample_press_is_grouped_without_an_error(press, settle):
    events, stories = defaultdict(set), defaultdict(set)
    for one, (_, event) in zip(cluster([article for article, _ in press], settle=settle), press, strict=True):
        events[event].add(one.story)
        stories[one.story].add(event)
    assert {event: len(found) for event, found in events.items() if event and len(found) != 1} == {}
    assert {story: found for story, found in stories.items() if len(found) > 1} == {}
