"""Whether an article is a round-up of several stories, of which this one is a part: its own form shows it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.originality import Novelty
from pipeline.urls import same_site
from pipeline.values import Article

# So many parts, of which only so large a share speaks of this story.
_PARTS, _SHARE = 4, 0.34
_HEADING_WORDS = 12
_ENDS = re.compile(r"[.!?:;,…”\"’]$")


def rounds_up(article: Article, new: Mapping[str, Novelty]) -> bool:
    """Tell whether an article has four parts or more, by its headings or its links, few of which name what the story is about.

    What it is about are the names that most of the other articles have; a story of two articles has none that is sure.
    """
    others = [novelty.details for other, novelty in new.items() if other != article.id]
    counts = Counter(fact[1:] for details in others for fact in details if fact.startswith("@"))
    names = {name for name, count in counts.items() if count > len(others) / 2}
    if len(others) < 2 or not names:
        return False
    parts = _headed(article.text.split("\n")) or list(_linked(article))
    about = sum(not names.isdisjoint(re.findall(r"[\w&’'-]+", part.lower())) for part in parts)
    return len(parts) >= _PARTS and about <= _SHARE * len(parts)


def _headed(lines: Sequence[str]) -> list[str]:
    """The parts under headings, each with its heading."""
    parts: list[list[str]] = []
    for line in lines:
        if _is_heading(line):
            parts.append([line])
        elif parts:
            parts[-1].append(line)
    return ["\n".join(part) for part in parts if len(part) > 1]


def _is_heading(line: str) -> bool:
    words = line.split()
    return 1 < len(words) <= _HEADING_WORDS and not _ENDS.search(line.strip()) and words[0][:1].isupper()


def _linked(article: Article) -> Iterator[str]:
    """The paragraphs that link to another site."""
    start = 0
    for line in article.text.split("\n"):
        end = start + len(line)
        links = [link.url for link in article.links if link.start is not None and start <= link.start <= end]
        if any(not article.url or not same_site(url, article.url) for url in links):
            yield line
        start = end + 1
