"""``newsloom why``: why an article is where it is, and what two of them have in common."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from newsloom.cli.context import Context, pass_context

Record = dict[str, Any]


@click.command(epilog="Example: newsloom why https://quayledger.example/ferry s4kq2mx7c3d5e6fa")
@click.argument("article", metavar="ARTICLE")
@click.argument("other", metavar="[ARTICLE|STORY]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with every effect on the log-odds.")
@pass_context
def why(context: Context, article: str, other: str | None, *, as_json: bool) -> None:
    """Why an article is in its story and not in the nearest other one; or what it has in common with a second one.

    Articles are named by id or by address. A score is the probability of one event, and 0.5 joins. It is said as log-odds
    too, with what every kind of evidence adds to them. "As decided" is what was known when the article came in, the rest is
    worked out from what is known now.
    """
    from newsloom.why import why_article, why_two

    with context.app(to_read=True) as app:
        found = why_article(app, article) if other is None else why_two(app, article, other)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: Record) -> Iterator[str]:
    yield from _named(found["article"])
    yield f"in story {found['story']}{_copy(found['decided'])}"
    if "pair" in found:
        yield from _named(found["other"])
        together = found["story"] == found["other_story"]
        yield f"in {'the same story' if together else 'story ' + found['other_story']}"
        yield from _pair(found["pair"], "")
    elif "fit" in found:
        yield from _fit(found["fit"], "beside" if found["story"] != found["beside"] else "in")
    else:
        yield from _decided(found["decided"])
        if found["together"]:
            yield from _fit(found["together"], "now in")
        elif not found["apart"]:
            yield "nothing near is known now: it stands alone"
        for fit in found["apart"][:1]:
            yield from _fit(fit, "now not in")


def _named(article: Record) -> Iterator[str]:
    when = article["published"] or "no date"
    yield f"{article['id']} · {article['outlet'] or 'no outlet'}: {article['title'] or 'untitled'} · {when}"
    for note in article["notes"]:
        yield f"  note: {note}"


def _copy(decided: Record | None) -> str:
    return f", as a copy of {decided['duplicate_of']}" if decided and decided["duplicate_of"] else ""


def _decided(decided: Record | None) -> Iterator[str]:
    if decided is None:
        return
    if not decided["nearest"]:
        yield "as decided: opened its story, nothing near was known"
    for near in decided["nearest"]:
        yield f"as decided: near {near['id']} at {near['score']:.2f}: {'; '.join(near['reasons'])}"
    if rejected := decided["rejected"]:
        nearest = f" (nearest there: {rejected['nearest']})" if rejected["nearest"] else ""
        said = "; ".join(rejected["reasons"])
        yield f"as decided: not put into {rejected['story']} at {rejected['score']:.2f}{nearest}: {said}"


def _fit(fit: Record, how: str) -> Iterator[str]:
    best = f"mean of its {len(fit['pairs'])} best" if len(fit["pairs"]) > 1 else "its best"
    yield f"{how} {fit['story']} at {fit['score']:.2f} ({best}; {fit['needed']:.2f} joins)"
    for pair in fit["pairs"]:
        yield from _pair(pair, "  ")


def _pair(pair: Record, before: str) -> Iterator[str]:
    yield f"{before}{pair['score']:.2f} with {pair['id']} {pair['outlet'] or ''}: {pair['title'] or 'untitled'}"
    yield f"{before}  {pair['account']}"
    yield f"{before}  {'; '.join(pair['reasons'])}"
    if pair["phrases"]:
        yield f"{before}  both print {'; '.join(pair['phrases'])}"


verbs = (why,)
