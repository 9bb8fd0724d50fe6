"""What a person decided about which articles report one event: no pass undoes it.

``Fixed`` is what stands, ``Bonds`` the same beside who is in which story while a pass goes on. How it comes from the
corrections that were made is in ``corrections.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Pair = tuple[str, str]


@dataclass(frozen=True)
class Fixed:
    """Pairs of articles that stay together, and pairs that stay apart, with what follows from both.

    Who is together with whom is carried on: where a is with b and b apart from c, a is apart from c too. So articles fall
    into groups, each called by its smallest member, and two groups are apart or not. Pairs that contradict each other do
    not come from ``corrections.in_effect``; where they are given all the same, together wins.
    """

    together: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()

    @cached_property
    def articles(self) -> frozenset[str]:
        """All articles that a decision names: no pass moves them."""
        return frozenset(article for pair in self.together | self.apart for article in pair)

    def group(self, article: str) -> str:
        """Give the group of an article: itself, where it is together with nobody."""
        return self._groups.get(article, article)

    def foes(self, article: str) -> Collection[str]:
        """Give the groups that this article's is apart from."""
        return self._foes.get(self.group(article), ())

    def are_together(self, one: str, other: str) -> bool:
        """Tell whether a person put both into one story, at once or one after the other."""
        return self.group(one) == self.group(other)

    def are_apart(self, one: str, other: str) -> bool:
        """Tell whether a person set them apart."""
        return self.group(other) in self.foes(one)

    @cached_property
    def _groups(self) -> dict[str, str]:
        near: dict[str, list[str]] = defaultdict(list)
        for one, other in self.together:
            near[one].append(other)
            near[other].append(one)
        groups: dict[str, str] = {}
        for first in sorted(near):
            waiting = [] if first in groups else [first]
            while waiting:
                article = waiting.pop()
                if article not in groups:
                    groups[article] = first
                    waiting += near[article]
        return groups

    @cached_property
    def _foes(self) -> dict[str, set[str]]:
        foes: dict[str, set[str]] = defaultdict(set)
        for one, other in ((self.group(one), self.group(other)) for one, other in self.apart):
            if one != other:
                foes[one].add(other)
                foes[other].add(one)
        return dict(foes)


@dataclass(slots=True)
class Bonds:
    """What stands, beside which story each named article is in: also of those that are too old to be compared.

    A pass tells what it does (``join``, ``merge``) and asks before it does it. Each question costs no more than the number
    of groups that a person set apart from the one asked about.
    """

    fixed: Fixed = field(default_factory=Fixed)
    _stories: dict[str, str] = field(default_factory=dict)
    _groups: dict[str, set[str]] = field(default_factory=dict)

    def home(self, article: str) -> str | None:
        """Give the story that an article was put into, or that one is in which it stays together with; None without any."""
        return self._stories.get(self.fixed.group(article))

    def may_join(self, article: str, story: str) -> bool:
        """Tell whether nothing in a story was set apart from this article."""
        there = self._groups.get(story)
        return not there or there.isdisjoint(self.fixed.foes(article))

    def may_merge(self, one: str, other: str) -> bool:
        """Tell whether no article of one story was set apart from one of the other."""
        return all(self.may_join(group, other) for group in self._groups.get(one, ()))

    def join(self, article: str, story: str) -> None:
        """Note that an article is in a story."""
        if article in self.fixed.articles:
            group = self.fixed.group(article)
            self._stories[group] = story
            self._groups.setdefault(story, set()).add(group)

    def merge(self, gone: str, stays: str) -> None:
        """Note that all of a story is in another one."""
        groups = self._groups.pop(gone, set())
        self._groups.setdefault(stays, set()).update(groups)
        self._stories.update(dict.fromkeys(groups, stays))


def bonds(fixed: Fixed, homes: Iterable[Mapping[str, str]]) -> Bonds:
    """Give the bonds at the start of a pass; ``homes`` are the stories of articles, named or not, as far as known."""
    found = Bonds(fixed)
    for known in homes:
        for article in fixed.articles & known.keys():
            found.join(article, known[article])
    return found
