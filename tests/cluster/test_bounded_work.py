"""What one article costs is bounded, however many are known: counted in holders looked at, not in seconds."""

from datetime import UTC, datetime, timedelta

from pipeline.cluster.postings import _ENTRIES
from pipeline.cluster.state import ClusterState
from pipeline.values import Fingerprint, Moment

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
COMMON = [f"common{number}" for number in range(30)]


def printed(number: int) -> Fingerprint:
    """Every article has the same thirty words, one that ten share, and the name and the number of its hundred."""
    terms = tuple((term, 1.0) for term in sorted((*COMMON, f"shared{number // 10}")))
    published = Moment(MONDAY + timedelta(minutes=number))
    names, numbers = (f"Ines Calloway{number // 100}",), (f"{1000 + number // 100}",)
    return Fingerprint(f"a{number}", 1, b"", b"", terms, names, numbers, published=published, domain="quill.example")


def filled(size: int) -> ClusterState:
    state = ClusterState()
    for number in range(size):
        known = printed(number)
        state.add(state.weigh(known), known.article)
    return state


def looked_at(state: ClusterState, number: int) -> int:
    before = state.postings.looked_at
    assert state.candidates(state.weigh(printed(number)))
    return state.postings.looked_at - before


def test_no_more_holders_are_looked_at_in_an_archive_ten_times_as_large():
    small, large = (looked_at(filled(size), size) for size in (1_500, 15_000))
    assert small <= large <= 2 * _ENTRIES
    assert large <= 1.1 * small


def test_an_article_that_left_is_not_looked_at_any_more():
    state = filled(300)
    all_of_them = looked_at(state, 300)
    for number in range(290):
        state.forget(f"a{number}")
    assert looked_at(state, 300) < all_of_them / 20
    assert {known.fingerprint.article for known in state.candidates(state.weigh(printed(300)))} <= {
        f"a{number}" for number in range(290, 300)
    }
