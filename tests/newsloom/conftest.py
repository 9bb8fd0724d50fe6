import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from newsloom.demo import write_demo_newsroom
from newsloom.press.content import load_press
from newsloom.press.server import serving

NEWSLOOM = Path(sys.executable).with_name("newsloom")


class Command:
    """The installed command, run as a person runs it."""

    def __init__(self, folder=None):
        self.before = ["--newsroom", str(folder)] if folder else []

    def start(self, *arguments):
        environment = {key: value for key, value in os.environ.items() if not key.startswith("NEWSLOOM_")}
        return subprocess.Popen(
            [str(NEWSLOOM), *self.before, *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip

    def __call__(self, *arguments, stdin=None, status=0):
        process = self.start(*arguments)
        out, err = process.communicate(stdin, timeout=110)
        assert "Traceback" not in err, err
        assert process.returncode == status, err
        return out, err

    def json(self, *arguments):
        return json.loads(self(*arguments)[0])

    def lines(self, *arguments, stdin=None):
        return [json.loads(line) for line in self(*arguments, stdin=stdin)[0].splitlines()]


@pytest.fixture(scope="session")
def newsloom():
    return Command()


@pytest.fixture(scope="session")
def press():
    return load_press()


@pytest.fixture(scope="session")
def pressroom(press, tmp_path_factory):
    """A newsroom over the whole sample press after one `newsloom run`; with the web it was run on."""
    folder = tmp_path_factory.mktemp("pressroom")
    with serving(press) as web:
        write_demo_newsroom(folder, press, press_port=web.port, desk_port=0)
        command = Command(folder)
        command.web, command.folder = web, folder
        command.first_run = command("run")
        yield command
