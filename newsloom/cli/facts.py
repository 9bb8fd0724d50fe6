"""A story's lineage and its ledger of facts as lines for the terminal."""

from __future__ import annotations

from textwrap import shorten

import click

from pipeline.values import Draft

# letters of a sentence that are shown beside the value that stands in it
_TOLD = 160


def print_lineage(draft: Draft) -> None:
    """Who published first, then a line a bond: the one that leans, the one it leans on, by the numbers of the sources."""
    ranks = {source.article: source.rank for source in draft.sources}
    lineage = draft.lineage
    if lineage.evidence:
        first = ", ".join(f"[{ranks[article]}]" for article in lineage.first if article in ranks)
        click.echo(f"  first: {first or 'not known'} {lineage.evidence}")
    for bond in lineage.bonds:
        if bond.reader in ranks and bond.source in ranks:
            apart = "" if bond.minutes is None else f" after {bond.minutes} min"
            click.echo(f"  [{ranks[bond.reader]}] {bond.how} of [{ranks[bond.source]}]{apart}: {bond.evidence}")


def print_facts(draft: Draft) -> None:
    """A line a claim: what it is, what became of it, from whom it is, where it stands; then quotations in other words."""
    for fact in draft.facts:
        about = "" if fact.about in {"", "date", "time"} else f"{fact.about}: "
        claim = f"{about}{fact.value}" if fact.value else fact.told
        became = fact.superseded_by or fact.disputed_with
        word = {"superseded": "now", "withdrawn": "rightly", "disputed": "against"}.get(fact.state, "")
        fate = f" ({fact.state}{f', {word} {became}' if became else ''})" if fact.state != "current" else ""
        origins = len(fact.origins)
        click.echo(f"  {fact.id} {fact.kind} {claim}{fate}")
        if fact.value and fact.kind != "quote":
            click.echo(f"      {shorten(fact.text, _TOLD, placeholder=' …')}")
        where = " ".join(draft.label(citation) for citation in fact.citations)
        via = f" via {fact.outlets} outlets" if fact.outlets > 1 else ""
        click.echo(f"      {origins} origin{'s' * (origins != 1)}{via}: {'; '.join(fact.origins)} [{where}]")
    for wording in draft.wordings:
        click.echo(f"  quoted in other words, {'by the document' if wording.checked else 'by most'}: {wording.words}")
        for other in wording.others:
            click.echo(f"      altered in {' '.join(draft.label(citation) for citation in other.citations)}: {other.value}")
