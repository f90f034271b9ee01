"""What we import is what we say we need: a library that comes only with another may go with its next version."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.house_plan import FLOORS, IN_SITE

ROOT = Path(__file__).resolve().parent.parent
# These are Wagtail's own ground: its pages and forms are made of them, and whoever writes a page has to name them.
WITH_WAGTAIL = {"django_filters", "modelcluster", "modelsearch", "permissionedforms", "taggit", "treebeard"}
WITH_ALLAUTH = {"requests"}  # we catch what its own calls raise
FOR_THE_TYPE_CHECKER = {"django_stubs_ext"}  # below TYPE_CHECKING: never imported when the site runs


def imported() -> dict[str, str]:
    """Return the top names of all that our code imports from elsewhere, each with a file that does."""
    found: dict[str, str] = {}
    for app in FLOORS:
        for path in (ROOT / ("site" if app in IN_SITE else "") / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    names = [node.module]
                else:
                    names = []
                found |= {name.split(".")[0]: str(path.relative_to(ROOT)) for name in names}
    return {
        name: path
        for name, path in found.items()
        if name not in sys.stdlib_module_names | {*FLOORS, *WITH_WAGTAIL, *WITH_ALLAUTH, *FOR_THE_TYPE_CHECKER}
    }


def named() -> set[str]:
    """Return what pyproject.toml says we need, and may need, as packages are called."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["production"]]
    return {plain(re.split(r"[\[<>=~!; ]", one)[0]) for one in wanted}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()


def test_every_library_that_we_import_is_named_as_one_we_need() -> None:
    comes_from = packages_distributions()
    missing = {
        f"{path} imports {name}"
        for name, path in imported().items()
        if not {plain(package) for package in comes_from.get(name, [name])} & named()
    }
    assert missing == set()
