"""A full disk: what is there can be read, in the terminal and on the desk; what writes says which disk."""

import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest

from newsloom.app import opened
from newsloom.config import load_newsroom
from newsloom.starter_files import write_newsroom
from tests.newsloom.conftest import NEWSLOOM
from tests.storage.samples import story_with_draft


def _can_mount():
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return bool(shutil.which("unshare")) and subprocess.run(command, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(not _can_mount(), reason="no user namespaces here: no small disk can be made")

SCRIPT = textwrap.dedent("""
    mkdir -p "$2" && mount -t tmpfs -o size=3m none "$2" && cp -r "$1/." "$2" && cd "$2"
    dd if=/dev/zero of=ballast bs=4096 2>/dev/null
    "$3" --newsroom "$2" $4
""")


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    """Run a verb in a newsroom with one story on a disk without room."""
    room = tmp_path_factory.mktemp("room")
    write_newsroom(room, name="Loom", contact="desk@loom.example", beat="x")
    with opened(load_newsroom(room)) as app:
        story_with_draft(app.store)

    def run(verb):
        where = room.parent / "small"
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", SCRIPT, "sh", room, where, NEWSLOOM, verb],
            capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done

    return run


@pytest.mark.parametrize("verb", ["stories", "story s1", "stories --json"])
def test_what_only_reads_works(full, verb):
    done = full(verb)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ferry stops at noon" in done.stdout


def test_a_draft_that_cannot_be_written_anew_is_shown_as_it_is_kept(full):
    done = full("draft s1 --json")
    assert '"version": 1' in done.stdout
    assert "newsloom: disk full: " in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize("verb", ["reject s1 --as Ada --note x", "export s1 --to files", "approve s1 --version 1 --as Ada"])
def test_what_writes_says_which_disk(full, verb):
    done = full(verb)
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("newsloom: disk full: ")
    assert str(Path("small") / "var") in line
    assert done.returncode == 1
