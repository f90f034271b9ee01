"""One door for every number of people: what hears families says none on a page, in a chart, an export or an alternative text but by it.

A count of people is called `number_of_people` wherever it is kept or answered (STYLE 9), so a page that says it without
`core.small_numbers` can be found by its name.
"""

import ast
import re

from tests.house_pages import _lines
from tests.house_rules import House

HEARS_FAMILIES = ("participation", "feedback", "panels", "home")
COUNTS = {"number_of_people", "number_of_practitioners", "number_of_families"}
THE_DOOR = "core.small_numbers"
# These keep and judge counts; the others say them, or hand them to who does.
_SAYS_NONE = {"models", "rules", "services", "forms", "migrations"}
_BARE = re.compile(r"\{\{[^}]*\.(?:" + "|".join(sorted(COUNTS)) + r")\b")
# Counts of the council's own staff, who are no family: said as they are.
OF_STAFF = {"home/selectors/getting_ready.py"}


def bare_numbers_of_people(house: House) -> list[str]:
    """A number of people that a page says, or a module hands on, past the one door (DESIGN promise 11)."""
    return [*_in_templates(house), *_in_modules(house)]


def _in_templates(house: House) -> list[str]:
    folders = tuple(f"templates/{app}/" for app in HEARS_FAMILIES)
    return [
        f"{shown}:{number} says a number of people as it is: {match[0]}"
        for shown, number, line in _lines(house, ".html")
        if shown.startswith(folders) and (match := _BARE.search(line))
    ]


def _in_modules(house: House) -> list[str]:
    found = []
    for module in house.of_apps:
        if module.app not in HEARS_FAMILIES or module.room in _SAYS_NONE or module.shown in OF_STAFF:
            continue
        read = [node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute) and node.attr in COUNTS]
        said = [node for node in read if isinstance(node.ctx, ast.Load)]
        if said and not any(one.name.startswith(f"{THE_DOOR}.") for one in module.imports):
            found += [module.at(node.lineno, f"reads {node.attr} and knows nothing of {THE_DOOR}") for node in said]
    return found
