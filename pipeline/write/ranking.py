"""The ranked list of sources, the count of independent reports and the category that go under a draft."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.protocols import StorySheet
from pipeline.values import Source
from pipeline.write.sources import outlet_of


@dataclass(frozen=True, slots=True)
class Ranked:
    """Sources in rank order, how many reports are independent (and at least, where owners are unknown), and the category."""

    sources: tuple[Source, ...]
    independent: int
    independent_low: int
    category: str


def ranked(sheet: StorySheet) -> Ranked:
    """Rank the sheet's articles. PROVISIONAL."""
    copies = {c.b: c.a for c in sheet.copies}
    order = sorted(sheet.articles, key=lambda a: (a.id in copies, a.published.at.timestamp() + (86399 if a.published.day_only else 0) if a.published else 0))
    def role(a):
        if a.id in copies: return "copy"
        o = outlet_of(a, sheet)
        if o and o.kind == "primary": return "primary"
        return "original" if a is order[0] else "independent"
    sources = tuple(
        Source(n+1, a.id, a.version, a.digest, (outlet_of(a, sheet).name if outlet_of(a, sheet) else (a.outlet or "")), a.title, a.url, a.authors, a.published, role(a), copies.get(a.id), tuple(c.outlet for c in a.credits), 0.5, (), tuple(a.sentence(i) for i in range(len(a.sentences))))
        for n, a in enumerate(order))
    n = len({s.article for s in sources if s.role not in ("copy","primary")})
    return Ranked(sources, n, n, "products")
