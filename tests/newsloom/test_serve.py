"""One process tree that can be stopped, killed in parts, and started twice."""

import os
import shutil
import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest

from tests.newsloom.conftest import Command


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if result := condition():
            return result
        time.sleep(0.2)
    raise AssertionError("it did not come about")


def children(pid):
    """Process ids by name of the role processes below a supervisor."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
            command = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == pid and b"spawn_main" in command:
            found.append(int(stat.parent.name))
    return sorted(found)


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


@pytest.fixture
def room(pressroom, tmp_path):
    shutil.copytree(pressroom.folder, tmp_path / "room")
    command = Command(tmp_path / "room")
    command.folder, command.port = tmp_path / "room", free_port()
    settings = command.folder / "newsroom.toml"
    settings.write_text(settings.read_text().replace("port = 0", f"port = {command.port}"))
    return command


@pytest.fixture
def serving(room):
    process = room.start("serve")
    until(lambda: answers(room.port))
    yield process
    process.kill()
    process.wait(30)


def stop(process, with_signal):
    process.send_signal(with_signal)
    out, err = process.communicate(timeout=60)
    assert "Traceback" not in err, err
    return process.returncode, out


@pytest.mark.parametrize("with_signal", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_every_process_cleanly(room, serving, with_signal):
    below = until(lambda: len(found := children(serving.pid)) == 4 and found)
    status, out = stop(serving, with_signal)
    assert status == 0
    assert f"desk: http://127.0.0.1:{room.port}/" in out
    assert "stopped" in out
    assert not [pid for pid in below if Path(f"/proc/{pid}").exists()]


def test_a_child_that_is_killed_is_started_again(room, serving):
    before = until(lambda: len(found := children(serving.pid)) == 4 and found)
    os.kill(before[-1], signal.SIGKILL)
    after = until(lambda: len(found := children(serving.pid)) == 4 and found != before and found)
    assert set(before[:-1]) < set(after)
    status, out = stop(serving, signal.SIGTERM)
    assert status == 0
    assert "exit code -9; starting it again" in out


def test_a_supervisor_that_is_killed_takes_its_children_along(room, serving):
    below = until(lambda: len(found := children(serving.pid)) == 4 and found)
    serving.kill()
    until(lambda: not [pid for pid in below if Path(f"/proc/{pid}").exists()])


def test_a_second_serve_on_the_same_port_says_so_in_one_line(room, serving):
    _, error = room("serve", status=2)
    (line,) = error.strip().splitlines()
    assert f"127.0.0.1:{room.port} cannot be used" in line


def test_a_second_serve_on_the_same_database_shares_the_work(room, serving):
    settings = room.folder / "newsroom.toml"
    settings.write_text(settings.read_text().replace(str(room.port), str(free_port())))
    second = room.start("serve", "--role", "work,export")
    until(lambda: len(children(second.pid)) == 2)
    status, out = stop(second, signal.SIGTERM)
    assert status == 0
    assert "another `newsloom serve` runs on this database" in out
    assert answers(room.port)


def test_a_role_that_does_not_exist_is_named(room):
    _, error = room("serve", "--role", "desk,chef", status=2)
    assert "no role chef" in error
