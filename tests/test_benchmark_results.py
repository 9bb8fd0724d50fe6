"""The suite of benchmarks keeps what it found, and says what it was asked wrongly."""

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.results import keep, read

ROOT = Path(__file__).parent.parent


def suite(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if name != "NEWSLOOM_DATA"}
    command = [sys.executable, "-m", "benchmarks", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**bare, **environment}, capture_output=True, text=True, check=False)


def test_a_table_is_kept_only_where_a_folder_is_named_for_it(tmp_path, monkeypatch):
    rows = [{"set": "a", "b_cubed": 0.5}, {"set": "b", "b_cubed": 0.25}]
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSLOOM_RESULTS", raising=False)
    keep("events", rows)
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setenv("NEWSLOOM_RESULTS", str(tmp_path / "kept"))
    keep("events", rows)
    assert read(tmp_path / "kept", "events") == rows
    assert read(tmp_path / "kept", "near") == []


def test_the_suite_names_the_benchmarks_there_are_and_the_data_it_lacks():
    wrong = suite("clutser", NEWSLOOM_DATA="/nowhere")
    assert wrong.returncode == 2
    assert "no such benchmark: clutser" in wrong.stderr
    assert "cluster_speed" in wrong.stderr
    bare = suite()
    assert bare.returncode == 2
    assert "NEWSLOOM_DATA is not set" in bare.stderr
