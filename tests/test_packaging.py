"""What is built is what works: the wheel is taken apart and run with the source out of reach."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = out.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(out / "site")
    return out / "site"


def run(unpacked, code):
    prelude = f"import sys; sys.path = [p for p in sys.path if p != {str(ROOT)!r}]; sys.path.insert(0, {str(unpacked)!r}); "
    done = subprocess.run(
        [sys.executable, "-I", "-c", prelude + code], capture_output=True, text=True, check=False, cwd=unpacked
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_wheel_carries_a_newsroom_that_init_can_write(unpacked, tmp_path):
    code = (
        "from newsloom.cli import run; import newsloom; "
        f"status = run(['init', {str(tmp_path / 'room')!r}, '--name', 'N', '--contact', 'c@example.org', '--beat', 'b']); "
        "print(newsloom.__file__); sys.exit(status)"
    )
    assert str(unpacked) in run(unpacked, code)
    assert len(list((tmp_path / "room" / "outlets").glob("*.toml"))) == 50


def test_the_wheel_carries_templates_migrations_weights_and_the_press(unpacked):
    names = {str(path.relative_to(unpacked)) for path in unpacked.rglob("*") if path.is_file()}
    for room, ending in (
        ("exporters", ".j2"),
        ("review", ".html"),
        ("storage/migrations", ".py"),
        ("newsloom/press/articles", ".md"),
    ):
        assert any(name.startswith(room) and name.endswith(ending) for name in names), room
    assert run(unpacked, "from newsloom.press.content import load_press; print(len(load_press().pieces) > 60)") == "True"
    assert run(unpacked, "from pipeline.cluster import cluster; print(cluster([], settle=False))") == "[]"


def test_nothing_else_is_in_the_wheel(unpacked):
    top = {path.name for path in unpacked.iterdir()}
    ours = {"newsloom", "crawlers", "pipeline", "storage", "review", "exporters", "scheduler.py"}
    assert {name for name in top if not name.endswith(".dist-info")} == ours
