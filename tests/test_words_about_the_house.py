"""The READMEs and decisions keep step with the house."""

import re
from pathlib import Path

import pytest

from tests import house_plan as plan
from tests.house_rules import House

ROOT = Path(__file__).resolve().parent.parent


def _readme(app: str) -> str:
    return (ROOT / ("site" if app in plan.IN_SITE else "") / app / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("app", plan.FLOORS)
def test_every_app_says_what_it_owns_its_words_and_what_it_may_import(app: str) -> None:
    text = _readme(app)
    assert text.startswith(f"# {app}\n")
    for part in ("**Owns**", "**Words**", "**May import**"):
        assert part in text
    assert len(text.splitlines()) <= 60, "one page"


@pytest.mark.parametrize("app", plan.FLOORS)
def test_what_an_app_may_import_is_what_stands_below_it(app: str) -> None:
    line = re.search(r"\*\*May import\*\* ([^.]*)\.", _readme(app))
    assert line is not None
    said = [] if line.group(1).startswith("nothing") else line.group(1).replace("\n", " ").split(", ")
    assert said == list(plan.FLOORS[: plan.FLOORS.index(app)])


def test_decisions_are_numbered_without_a_gap_and_say_four_things() -> None:
    files = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [file.name[:4] for file in files] == [f"{number:04}" for number in range(1, len(files) + 1)]
    for file in files:
        text = file.read_text(encoding="utf-8")
        for part in ("**We chose**", "**Instead of**", "**Why.**", "**What would change our mind.**"):
            assert part in text, f"{file.name} does not say: {part}"


def test_every_decision_that_the_code_names_is_written() -> None:
    written = {file.name[:4] for file in (ROOT / "docs" / "decisions").glob("*.md")}
    for path, shown in House(ROOT).files(".py", ".html", ".md"):
        for number in re.findall(r"decision (\d{4})", path.read_text(encoding="utf-8")):
            assert number in written, f"{shown} names decision {number}"


def test_every_file_of_the_map_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text) + re.findall(r'(?:src|href)="(?!https?:)([^"#]+)"', text)
    assert len(links) > 5
    for link in links:
        assert (ROOT / link).exists(), f"README links to {link}"


def test_no_file_names_where_packages_come_from() -> None:
    host = re.compile(r"index[-_]url|find[-_]links|\b" + "py" + r"pi\b", re.IGNORECASE)  # in two pieces: this file is in the house too
    names = [*ROOT.glob("requirements*.txt"), *ROOT.glob(".ci/*"), ROOT / "Makefile", ROOT / "pyproject.toml", ROOT / "README.md"]
    for file in names:
        assert not host.search(file.read_text(encoding="utf-8")), f"{file.name} names a package index"


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "requirements-production"])
def test_every_line_of_a_lock_has_its_hashes(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([A-Za-z0-9_.\[\]-]+)==", text, re.MULTILINE)
    assert len(pins) > 30
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        assert "--hash=sha256:" in block


def test_the_locks_agree_with_each_other() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([A-Za-z0-9_.-]+==[^ ;\\]+)", (ROOT / f"{name}.txt").read_text(encoding="utf-8"), re.MULTILINE))

    base = pins("requirements")
    assert base <= pins("requirements-dev")
    assert base <= pins("requirements-production")
