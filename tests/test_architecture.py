"""The arrows of the house, read from the imports."""

import ast
import importlib.metadata
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("pipeline", "crawlers", "storage", "exporters", "review", "newsloom")
MAY_IMPORT = {
    "pipeline": set(),
    "crawlers": {"pipeline"},
    "storage": {"pipeline"},
    "exporters": {"pipeline"},
    "review": {"pipeline"},
    "newsloom": {"pipeline", "crawlers", "storage", "exporters", "review", "scheduler"},
    "scheduler": {"pipeline", "crawlers", "storage", "exporters", "review", "newsloom"},
}
OURS = set(MAY_IMPORT)
# modules that can open a socket, and who may import them: the guard and its adapters, the servers, the port probe of serve
NETWORK = {"socket", "aiohttp", "httpx", "requests", "urllib.request", "http.client", "urllib3", "ftplib", "smtplib"}
MAY_OPEN = {"crawlers/guard.py", "crawlers/fetch.py", "crawlers/guarded_httpx.py", "newsloom/serve.py"}


def modules():
    files = [ROOT / "scheduler.py"]
    for room in ROOMS:
        files += sorted((ROOT / room).rglob("*.py"))
    return files


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: imports are written in full"
            yield node.module


def name_of(path):
    return str(path.relative_to(ROOT))


def test_there_are_modules_in_every_room():
    for room in ROOMS:
        assert list((ROOT / room).rglob("*.py")), room


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_arrows_point_one_way(path):
    room = path.relative_to(ROOT).parts[0].removesuffix(".py")
    wrong = {name for name in imported(path) if name.split(".")[0] in OURS - MAY_IMPORT[room] - {room}}
    assert not wrong, f"{name_of(path)} may not import {sorted(wrong)}"


def test_values_import_nothing_of_ours():
    assert not {name.split(".")[0] for name in imported(ROOT / "pipeline/values.py")} & OURS


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_only_the_guard_and_the_servers_open_sockets(path):
    if name_of(path) in MAY_OPEN or path.is_relative_to(ROOT / "newsloom/press"):
        return
    assert not NETWORK & set(imported(path)), f"{name_of(path)}: outbound bytes go through crawlers/guard.py"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_the_environment_is_read_in_one_module(path):
    if name_of(path) == "newsloom/config/environment.py":
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    read = [node.lineno for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}]
    assert not read, f"{name_of(path)}:{read}"


def test_only_an_approval_makes_an_approved():
    makers = set()
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Approved":
                makers.add(name_of(path))
    makers = {maker for maker in makers if not maker.startswith("storage/")}  # which reads back what an approval made
    assert makers == {"pipeline/approval.py"}


def test_no_dependency_brings_a_module_with_one_of_our_names():
    provided = importlib.metadata.packages_distributions()
    for name in OURS:
        assert set(provided.get(name, ["newsloom"])) == {"newsloom"}, name
        assert name not in sys.stdlib_module_names


def test_importing_a_module_does_nothing(tmp_path):
    """Every module is imported in a fresh process that may neither connect, listen, start a process nor write a file."""
    import subprocess

    names = [name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in modules()]
    names = [name for name in names if "migrations" not in name and not name.endswith("__main__")]
    watched = (
        "import sys, importlib\n"
        "def watch(event, args):\n"
        "    if event in ('socket.connect', 'socket.bind', 'subprocess.Popen', 'os.mkdir', 'os.remove'):\n"
        "        raise RuntimeError(event + repr(args))\n"
    )
    code = watched + "sys.addaudithook(watch)\n" + "".join(f"importlib.import_module({name!r})\n" for name in names)
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_every_library_that_is_imported_is_declared():
    import re
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = [*declared["dependencies"], *declared["optional-dependencies"]["postgres"]]
    distributions = {re.split(r"[>=<\[]", name)[0].strip().lower().replace("_", "-") for name in names}
    provided = importlib.metadata.packages_distributions()
    undeclared = set()
    for path in modules():
        for name in {module.split(".")[0] for module in imported(path)} - OURS - set(sys.stdlib_module_names):
            if not {dist.lower().replace("_", "-") for dist in provided.get(name, [])} & distributions:
                undeclared.add(f"{name} in {name_of(path)}")
    assert not undeclared
