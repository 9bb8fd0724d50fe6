"""Near-copies as plain datasketch and rensa find them, the way their documentation shows, and as Newsloom does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec

from datasketch import MinHash, MinHashLSH

from pipeline.features.shingles import words_of
from pipeline.fingerprint import text_fingerprint
from pipeline.near import NearIndex, dedupe, near_copies
from pipeline.values import Article, Relation

Pair = frozenset[str]
Method = Callable[[Sequence[Article]], set[Pair]]
HAS_RENSA = find_spec("rensa") is not None


def batch(articles: Sequence[Article]) -> set[Pair]:
    """The verb ``dedupe``."""
    return {frozenset((found.a, found.b)) for found in dedupe(articles) if found.relation is Relation.COPY}


def one_by_one(articles: Sequence[Article]) -> set[Pair]:
    """As the running newsroom does: each new article against those before it."""
    index, named = NearIndex(), set()
    for article in articles:
        mine = text_fingerprint(article)
        named |= {frozenset((copy.a, copy.b)) for copy in near_copies(mine, index) if copy.relation is Relation.COPY}
        index.add(mine)
    return named


def plain(threshold: float) -> Method:
    """Datasketch: 5-word shingles, 128 permutations, its fastest way to many signatures, one threshold."""

    def copies(articles: Sequence[Article]) -> set[Pair]:
        index, found = MinHashLSH(threshold=threshold, num_perm=128), set()
        # It hands out one object again and again where it is not told otherwise.
        sketches = MinHash.generator((shingles(article) for article in articles), num_perm=128)
        for article, sketch in zip(articles, sketches, strict=True):
            found |= {frozenset((article.id, other)) for other in index.query(sketch) if other != article.id}
            index.insert(article.id, sketch, check_duplication=False)
        return found

    return copies


def rensa(threshold: float) -> Method:
    """Rensa: the same shingles as strings, its R-MinHash and index."""

    def copies(articles: Sequence[Article]) -> set[Pair]:
        from rensa import RMinHash, RMinHashLSH

        index, found = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=16), set()
        for number, article in enumerate(articles):
            sketch = RMinHash(num_perm=128, seed=1)
            sketch.update([shingle.decode() for shingle in shingles(article)])
            found |= {frozenset((article.id, articles[other].id)) for other in index.query(sketch)}
            index.insert(number, sketch)
        return found

    return copies


def shingles(article: Article) -> list[bytes]:
    """The 5-word shingles of a text as the peers take them."""
    words = words_of(article.text)
    return [" ".join(words[start : start + 5]).encode() for start in range(max(1, len(words) - 4))]


def methods() -> Iterator[tuple[str, Method]]:
    """Every method by name, ours first; rensa where it is installed."""
    yield "newsloom", batch
    yield "newsloom, one by one", one_by_one
    for threshold in (0.7, 0.5):
        yield f"datasketch, Jaccard {threshold:.1f}", plain(threshold)
    if HAS_RENSA:
        yield "rensa, Jaccard 0.7", rensa(0.7)
