"""Documents that cannot rot: every verb and every setting is documented, or the suite fails."""

import re
from pathlib import Path

import click
import pytest

from newsloom.cli import cli
from newsloom.cli import reference as verbs
from newsloom.config import reference as settings

ROOT = Path(__file__).parent.parent


def commands(group, path=("newsloom",)):
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name), command


def test_the_settings_page_is_what_the_code_says():
    assert (ROOT / "docs/settings.md").read_text() == settings.reference(), (
        "python -m newsloom.config.reference > docs/settings.md"
    )


def test_the_verbs_page_is_what_the_code_says():
    assert (ROOT / "docs/cli.md").read_text() == verbs.reference(), "python -m newsloom.cli.reference > docs/cli.md"


@pytest.mark.parametrize(("path", "command"), [pytest.param(p, c, id=" ".join(p)) for p, c in commands(cli)])
def test_every_verb_has_help_with_an_example(path, command):
    context = click.Context(command, info_name=" ".join(path))
    text = " ".join(command.get_help(context).split())
    assert command.help
    assert "Example: newsloom " in text


def test_every_option_has_its_sentence():
    for path, command in commands(cli):
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{' '.join(path)} {parameter.name}"


def test_every_dependency_is_explained():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    named = [*project["dependencies"], *(one for group in project["optional-dependencies"].values() for one in group)]
    page = (ROOT / "docs/dependencies.md").read_text()
    names = [re.split(r"[>=<\[]", one)[0].strip() for one in named]
    missing = [name for name in names if f"| {name} |" not in page]
    assert not missing, missing


def test_links_between_documents_lead_somewhere():
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
