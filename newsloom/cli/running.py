"""The verbs that run the newsroom: one crawl, one cycle, or everything for as long as it is wanted."""

from __future__ import annotations

from pathlib import Path

import click

from newsloom.cli.context import Context, pass_context
from pipeline.errors import NewsloomError

OUTLET = click.option("--outlet", "only", multiple=True, metavar="NAME", help="Only this outlet (its id); may be given again.")


@click.command(epilog="Example: newsloom crawl --outlet techcrunch --now")
@OUTLET
@click.option("--now", "even_if_not_due", is_flag=True, help="Look at every feed, whether it is due or not.")
@pass_context
def crawl(context: Context, only: tuple[str, ...], *, even_if_not_due: bool) -> None:
    """One polite crawl of what is due: fetch, archive, extract, store."""
    from newsloom.cycle import crawl_and_read

    with context.app() as app:
        read, crawled = crawl_and_read(app, only, even_if_not_due=even_if_not_due)
        waiting = app.store.counts().links_waiting
    click.echo(f"{read} pages read; {waiting} links wait for a later try" if waiting else f"{read} pages read")
    name_faults(crawled.faults, crawled.warnings)


@click.command(epilog="Example: newsloom --newsroom my-newsroom run")
@OUTLET
@pass_context
def run(context: Context, only: tuple[str, ...]) -> None:
    """One full cycle: crawl, then deduplicate, cluster, rank, draft."""
    from newsloom.cycle import run_cycle

    with context.app() as app:
        done = run_cycle(app, only)
        counts = app.store.counts()
    click.echo(
        f"{done.read} pages read, {done.grouped} articles grouped, {done.drafted} drafts written; "
        f"in all {counts.articles} articles in {counts.stories} stories, {counts.refused} pages refused"
    )
    name_faults(done.faults, done.warnings)


def name_faults(faults: tuple[str, ...], warnings: tuple[str, ...] = ()) -> None:
    """Name what went wrong on standard error; raises NewsloomError where something failed, for the exit status."""
    for warning in warnings:
        click.echo(f"- warning: {warning}", err=True)
    for fault in faults:
        click.echo(f"- {fault}", err=True)
    if faults:
        raise NewsloomError(f"done, with {len(faults)} fault{'s' if len(faults) > 1 else ''} named above; the rest is kept")


@click.command(epilog="Example: newsloom serve --role crawl,work")
@click.option("--role", default="all", show_default=True, metavar="ROLES", help="all, or a list of crawl, work, desk, export.")
@pass_context
def serve(context: Context, role: str) -> None:
    """Everything in one process tree: crawl when due, group, draft, the desk, export. Ctrl-C stops it cleanly."""
    from newsloom.app import quiet_logs
    from newsloom.serve import parse_roles
    from newsloom.serve import serve as serve_roles

    quiet_logs()
    folder: Path = context.newsroom().folder
    serve_roles(folder, parse_roles(role), click.echo)


verbs = (crawl, run, serve)
