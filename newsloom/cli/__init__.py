"""The command ``newsloom``: one file a group of verbs; this one gathers them and turns errors into one line."""

from __future__ import annotations

import errno
import logging
import sys
from collections.abc import Sequence

import click

from newsloom import __version__
from newsloom.cli import batch, corrections, demo, dossier, editorial, newsroom, outlets, queue, rulings, running, why
from newsloom.cli.context import LOG_LINE, Context
from newsloom.cli.output import NAME, give_up_output, named_output
from newsloom.termination import Termination
from pipeline.errors import ConfigurationError, NewsloomError

DONE, FAILED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130
STOPPED = "stopped; what was done is kept, and the same command goes on from there"


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Start with: newsloom demo",
)
@click.option("--newsroom", "folder", metavar="DIR", help="The newsroom's folder; else NEWSLOOM_HOME, this folder, ./config.")
@click.option("--verbose", "-v", is_flag=True, help="Log what is done, to standard error.")
@click.version_option(__version__, prog_name="newsloom")
@click.pass_context
def cli(context: click.Context, folder: str | None, *, verbose: bool) -> None:
    """Many reports, one article you can check.

    Crawls outlets, groups all coverage of one event, drafts one article with a citation behind every sentence,
    lets an editor approve it, and exports it.
    """
    if verbose:
        logging.basicConfig(level=logging.INFO, format=LOG_LINE)
    context.obj = Context(folder, verbose)


for verb in (
    *newsroom.verbs,
    *demo.verbs,
    *outlets.verbs,
    *running.verbs,
    *queue.verbs,
    *editorial.verbs,
    *rulings.verbs,
    *dossier.verbs,
    *corrections.verbs,
    *why.verbs,
    *batch.verbs,
):
    cli.add_command(verb)


def run(arguments: Sequence[str] | None = None, termination: Termination | None = None) -> int:  # noqa: PLR0911  one return an error is the plainest table
    """Run the command; gives the exit status. No traceback reaches a user who did not ask for it with --verbose.

    ``termination`` tells a stop by SIGTERM (status 1) from one by Ctrl-C (130).
    """
    errors, gone = sys.stderr, list[OSError]()
    try:
        with named_output(gone.append):
            code = cli.main(arguments, prog_name="newsloom", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return _say(STOPPED, FAILED if termination and termination.came else INTERRUPTED)
    except SystemExit as ended:
        sys.stderr = errors  # click ends so where the reader has gone (`| head`), with a stream of its own: no fault
        if gone:
            give_up_output()
            return DONE
        return _status(ended)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.ctx.get_help() if error.ctx else str(error), err=True)
        return UNUSABLE
    except click.ClickException as error:
        where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "newsloom"
        return _say(f"{error.format_message()} (see: {where} --help)", UNUSABLE)
    except ConfigurationError as error:
        return _say(str(error), UNUSABLE)
    except NewsloomError as error:
        return _say(str(error), FAILED)
    except BrokenPipeError:
        give_up_output()
        return DONE
    except OSError as error:
        if error.filename == NAME:
            give_up_output()
        return _say(_system_fault(error), FAILED)
    except Exception as error:
        logging.getLogger("newsloom").info("where it happened", exc_info=error)
        return _say(
            f"a fault in newsloom itself ({type(error).__name__}: {error}); --verbose shows where: please report it", FAILED
        )
    return code if isinstance(code, int) else DONE


def _status(ended: SystemExit) -> int:
    return ended.code if isinstance(ended.code, int) else DONE if ended.code is None else FAILED


def _system_fault(error: OSError) -> str:
    where = error.filename or "a file"
    if error.errno == errno.ENOSPC and where != NAME:
        return f"disk full: {where}; make room and run the same command again: nothing is lost"
    return f"{where}: {error.strerror or error}"


def _say(line: str, status: int) -> int:
    one_line = " ".join(line.split())
    click.echo(f"newsloom: {one_line}", err=True)
    return status
