"""The verbs for outlets."""

from __future__ import annotations

from pathlib import Path

import click
from rich.table import Table

from newsloom.cli.context import Context, pass_context
from newsloom.cli.tables import print_table
from newsloom.config import Newsroom
from pipeline.errors import ConfigurationError, NewsloomError


@click.group()
def outlets() -> None:
    """The outlets that are crawled: list, add, check, enable, disable, import, export."""


@outlets.command("list", epilog="Example: newsloom outlets list --enabled")
@click.option("--enabled", is_flag=True, help="Only those that are crawled.")
@pass_context
def list_outlets(context: Context, *, enabled: bool) -> None:
    """The outlets of the newsroom: id, name, domains, whether enabled and checked."""
    newsroom = context.newsroom()
    table = Table(box=None, pad_edge=False)
    for heading in ("id", "name", "domains", "kind", "language", "enabled", "checked"):
        table.add_column(heading, overflow="fold")
    for outlet in (newsroom.enabled if enabled else newsroom.outlets).values():
        flags = ("yes" if outlet.enabled else "no", "yes" if outlet.checked else "not yet")
        table.add_row(outlet.id, outlet.name, ", ".join(outlet.domains), outlet.kind, outlet.language, *flags)
    print_table(table)


@outlets.command(epilog="Example: newsloom outlets add https://techcrunch.com")
@click.argument("url")
@click.option("--name", help="The outlet's name; else the feed's title.")
@pass_context
def add(context: Context, url: str, name: str | None) -> None:
    """Look at a site, find its feeds, and write an outlet file: disabled and not yet checked."""
    from newsloom.catalogue import propose

    with context.app() as app:
        path, proposals = propose(app.newsroom, app.look_plan(), url, name)
    click.echo(f"{path} written with {proposals[0].url}")
    for other in proposals[1:]:
        click.echo(f"  also there: {other.url} ({other.title or 'no title'}, {other.entries} links)")
    click.echo(f"Next: newsloom outlets check {path.stem}, then newsloom outlets enable {path.stem}")


@outlets.command(epilog="Example: newsloom outlets check techcrunch")
@click.argument("name", required=False)
@pass_context
def check(context: Context, name: str | None) -> None:
    """What a crawl would take from an outlet (or from all enabled ones), and why not the rest. Nothing is stored."""
    from newsloom.catalogue import check as check_outlets

    with context.app() as app:
        chosen = [app.newsroom.outlets[_outlet(app.newsroom, name)]] if name else list(app.newsroom.enabled.values())
        checks = check_outlets(app.look_plan(), chosen)
    for one in checks:
        click.echo(f"{one.outlet}: {'healthy' if one.healthy else 'look at this'}; robots: {one.robots}")
        for feed in one.feeds:
            found = f"{feed.entries} links" + (f"; {feed.fault}" if feed.fault else "")
            click.echo(f"  {feed.url}: {found if feed.entries else feed.fault or found}")
            for link in feed.links:
                click.echo(
                    f"    {'takes' if link.problem is None else 'not'} {link.url}{f': {link.problem}' if link.problem else ''}"
                )
    if not checks:
        click.echo("no outlet is enabled: choose some with `newsloom outlets enable NAME`")
    unhealthy = [one.outlet for one in checks if not one.healthy]
    if unhealthy:
        raise NewsloomError(f"{len(unhealthy)} of {len(checks)} outlets are not healthy: {', '.join(unhealthy)}")


def _outlet(newsroom: Newsroom, name: str) -> str:
    if name not in newsroom.outlets:
        raise ConfigurationError(f"no outlet {name!r} in {newsroom.folder / 'outlets'}: see `newsloom outlets list`")
    return name


@outlets.command(epilog="Example: newsloom outlets enable techcrunch the-new-stack")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@pass_context
def enable(context: Context, names: tuple[str, ...]) -> None:
    """Crawl these outlets from now on."""
    _switch(context.newsroom(), names, enabled=True)


@outlets.command(epilog="Example: newsloom outlets disable techcrunch")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@pass_context
def disable(context: Context, names: tuple[str, ...]) -> None:
    """Crawl these outlets no longer; what was read is kept."""
    _switch(context.newsroom(), names, enabled=False)


def _switch(newsroom: Newsroom, names: tuple[str, ...], *, enabled: bool) -> None:
    from newsloom.starter_files import set_outlet_key

    for name in names:
        _outlet(newsroom, name)
    for name in names:
        set_outlet_key(newsroom.folder / "outlets" / f"{name}.toml", "enabled", enabled)
        click.echo(f"{name}: {'enabled' if enabled else 'disabled'}")


@outlets.command("import", epilog="Example: newsloom outlets import feeds.opml")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@pass_context
def import_opml(context: Context, file: Path) -> None:
    """Take the feeds of an OPML list in as outlets: disabled and not yet checked."""
    from newsloom.catalogue import take_opml

    added = take_opml(context.newsroom(), file.read_bytes())
    for one in added:
        click.echo(f"{one.name}: {one.fault or one.path}")
    left_out = sum(one.path is None for one in added)
    if left_out:
        raise NewsloomError(f"{len(added) - left_out} outlets written, {left_out} rows left out for the reasons above")


@outlets.command("export", epilog="Example: newsloom outlets export > outlets.opml")
@pass_context
def export_opml(context: Context) -> None:
    """Print all outlets with their feeds as OPML."""
    from newsloom.catalogue import give_opml

    click.echo(give_opml(context.newsroom()).decode("utf-8"))


verbs = (outlets,)
