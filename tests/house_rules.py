"""Reads the house and says what breaks its plan. Each rule returns lines such as `feedback/views.py:3 imports upwards: …`."""

import ast
import os
import re
import tokenize
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests import house_plan as plan


@dataclass(frozen=True)
class Import:
    """One imported module, written out in full: `feedback.models.survey`."""

    name: str
    line: int

    @property
    def app(self) -> str:
        return self.name.split(".")[0]

    @property
    def room(self) -> str:
        return self.name.split(".")[1] if "." in self.name else ""


@dataclass
class Module:
    """One hand-written Python file."""

    path: Path
    shown: str
    app: str
    room: str
    tree: ast.Module = field(repr=False)

    def at(self, line: int, says: str) -> str:
        """Return a finding that an editor can open."""
        return f"{self.shown}:{line} {says}"

    @cached_property
    def imports(self) -> list[Import]:
        """Every import in the file, wherever it stands; `from feedback import models` counts as `feedback.models`."""
        found: list[Import] = []
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found += [Import(alias.name, node.lineno) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                package = ".".join(self._package[: len(self._package) - node.level + 1]) if node.level else ""
                module = ".".join(filter(None, (package, node.module)))
                found += [Import(f"{module}.{alias.name}", node.lineno) for alias in node.names]
        return found

    @property
    def _package(self) -> list[str]:
        parts = self.shown.removeprefix("site/").split("/")
        return parts[:-1]


@dataclass
class House:
    """The tree below a folder."""

    root: Path

    @cached_property
    def _all(self) -> list[tuple[Path, str]]:
        found = []
        for folder, below, names in os.walk(self.root):
            below[:] = [name for name in below if name not in plan.NOT_HAND_WRITTEN and (name == ".ci" or not name.startswith("."))]
            found += [Path(folder, name) for name in names]
        return [(path, path.relative_to(self.root).as_posix()) for path in sorted(found)]

    def files(self, *suffixes: str) -> list[tuple[Path, str]]:
        """Return hand-written files and how to show them."""
        return [(path, shown) for path, shown in self._all if not suffixes or path.suffix in suffixes]

    @cached_property
    def modules(self) -> list[Module]:
        """Every Python file, read once."""
        found = []
        for path, shown in self.files(".py"):
            parts = shown.removeprefix("site/").removesuffix(".py").split("/")
            app = parts[0] if parts[0] in plan.FLOORS else ""
            room = parts[1] if app and len(parts) > 1 and parts[1] != "__init__" else ""
            found.append(Module(path, shown, app, room, ast.parse(path.read_text(encoding="utf-8"))))
        return found

    @property
    def of_apps(self) -> list[Module]:
        """The modules that live in an app."""
        return [module for module in self.modules if module.app]


def _rank(app: str, room: str) -> float | None:
    """Return where a room stands from the left; None for a room that the plan does not know."""
    for number, group in enumerate(plan.ROOMS):
        if room in group:
            return number
    neighbour = plan.NAMED_ROOMS.get(app, {}).get(room)
    left = _rank(app, neighbour) if neighbour else None
    return None if left is None else left + 0.5


def _app_named_in(value: object) -> str:
    """Return the app that a text such as "feedback.Survey" names; nothing for any other value."""
    return value.split(".")[0] if isinstance(value, str) and re.fullmatch(r"[a-z]+\.[A-Z]\w+", value) else ""


def wrong_floor(house: House) -> list[str]:
    """An app imports from an app above it; or a model names one in a text, such as ForeignKey("feedback.Survey")."""
    found = []
    for module in house.of_apps:
        above = set(plan.FLOORS[plan.FLOORS.index(module.app) + 1 :])
        found += [module.at(one.line, f"imports upwards: {one.name}") for one in module.imports if one.app in above]
        if module.room == "models":
            for node in ast.walk(module.tree):
                if isinstance(node, ast.Constant) and _app_named_in(node.value) in above:
                    found.append(module.at(node.lineno, f"reaches upwards by name: {node.value!s}"))
    return found


def wrong_door(house: House) -> list[str]:
    """An app enters another by something that is no door."""
    return [
        module.at(one.line, f"goes in by the wrong door: {one.name} (doors: {', '.join(sorted(plan.DOORS))})")
        for module in house.of_apps
        for one in module.imports
        if one.app in plan.FLOORS and one.app not in {module.app, *plan.OPEN_HOUSES} and one.room not in plan.DOORS
    ]


def wrong_room(house: House) -> list[str]:
    """A room imports from a room to its right."""
    found = []
    for module in house.of_apps:
        here = _rank(module.app, module.room)
        for one in module.imports:
            there = _rank(one.app, one.room) if one.app == module.app else None
            if here is not None and there is not None and there > here:
                found.append(module.at(one.line, f"{module.room} imports from {one.room}, a room to its right"))
    return found


def unknown_room(house: House) -> list[str]:
    """An app has a room that the plan does not name."""
    strangers = {
        f"{module.app}/{module.room} is no room of the plan: find the room, or name it in tests/house_plan.py"
        for module in house.of_apps
        if module.room and module.app not in plan.FREE_ROOMS and _rank(module.app, module.room) is None
    }
    return sorted(strangers)


def circles(house: House) -> list[str]:
    """Apps that import each other, however long the way round."""
    edges: dict[str, set[str]] = {}
    for module in house.of_apps:
        edges.setdefault(module.app, set()).update(one.app for one in module.imports if one.app in plan.FLOORS and one.app != module.app)

    def reached_from(app: str, seen: frozenset[str]) -> frozenset[str]:
        for following in edges.get(app, set()) - seen:
            seen = reached_from(following, seen | {following})
        return seen

    return [f"{app} imports itself in a circle" for app in sorted(edges) if app in reached_from(app, frozenset())]


def too_long(house: House) -> list[str]:
    """A hand-written file is longer than a tired reader can hold."""
    found = []
    for path, shown in house.files():
        written = path.suffix in {".py", ".html", ".css", ".js", ".md", ".txt", ".toml", ".sh", ""}
        if written and not shown.startswith(plan.LONG_BY_NATURE):
            length = len(path.read_text(encoding="utf-8", errors="replace").splitlines())
            if length > plan.LONGEST_FILE:
                found.append(f"{shown} has {length} lines; {plan.LONGEST_FILE} are enough")
    return found


def drawers(house: House) -> list[str]:
    """A module whose name says nothing."""
    return [
        f"{shown} is a drawer: name it for the thing"
        for _, shown in house.files(".py")
        if plan.NOT_A_NAME & set(shown.removesuffix(".py").split("/"))
    ]


def signals(house: House) -> list[str]:
    """A signal outside core; or, in core, one that is neither allauth's nor post_migrate."""
    found = []
    for module in house.of_apps:
        for one in module.imports:
            parts = one.name.split(".")
            if "signals" not in parts and not one.name.startswith("django.dispatch"):
                continue
            ours = one.name.startswith(("allauth.", "django.dispatch")) or parts[-1] == "post_migrate"
            if module.app != "core" or not ours:
                found.append(module.at(one.line, f"listens to a signal: {one.name}"))
        for node in ast.walk(module.tree):  # `models.signals.post_save.connect(…)` needs no import of its own
            if isinstance(node, ast.Attribute) and node.attr == "signals":
                found.append(module.at(node.lineno, "listens to a signal by the way round"))
    return found


def dangerous_tools(house: House) -> list[str]:
    """A tool that only one file may take into its hands."""
    return [
        module.at(one.line, f"imports {one.app}, which only {plan.ONLY_IN[one.app]} may")
        for module in house.of_apps
        for one in module.imports
        if one.app in plan.ONLY_IN and module.shown != plan.ONLY_IN[one.app]
    ]


def imports_inside_functions(house: House) -> list[str]:
    """An import that hides in a function."""
    found = []
    for module in house.modules:
        for function in ast.walk(module.tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if plan.MAY_IMPORT_INSIDE.get(module.path.name) == function.name:
                continue
            lines = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
            found += [module.at(line, f"imports inside {function.name}()") for line in lines]
    return found


_SILENCED = re.compile(r"type: ignore(\[[\w, -]*\])?|noqa(: *[A-Z]+\d+(, *[A-Z]+\d+)*)?|fmt: *(skip|off)")


def silenced_without_a_reason(house: House) -> list[str]:
    """A warning is silenced, and the line does not say why."""
    found = []
    for path, shown in house.files(".py"):
        with tokenize.open(path) as text:
            for token in tokenize.generate_tokens(text.readline):
                said = _SILENCED.sub("", token.string) if token.type == tokenize.COMMENT else token.string
                if said != token.string and not said.strip(" #:"):
                    found.append(f"{shown}:{token.start[0]} silences a warning and does not say why")
    return found


def skipped_without_a_reason(house: House) -> list[str]:
    """A test is left out, or may fail, and nobody reads why."""
    found = []
    for module in house.modules:
        given = {id(node.func) for node in ast.walk(module.tree) if isinstance(node, ast.Call) and _gives_a_reason(node)}
        found += [
            module.at(node.lineno, f"leaves a test out by {node.attr} and does not say why")
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Attribute) and node.attr in _LEAVES_OUT and _of_pytest(node) and id(node) not in given
        ]
    return found


_LEAVES_OUT = {"skip", "skipif", "xfail"}


def _of_pytest(node: ast.Attribute) -> bool:
    return ast.unparse(node.value) in {"pytest", "pytest.mark"}


def _gives_a_reason(call: ast.Call) -> bool:
    named = any(word.arg == "reason" for word in call.keywords)
    return named or (bool(call.args) and isinstance(call.func, ast.Attribute) and call.func.attr != "skipif")


def open_forms(house: House) -> list[str]:
    """A form or screen that does not name its fields."""
    return [
        module.at(line, f"{name} does not name its fields")
        for module in house.of_apps
        for node in ast.walk(module.tree)
        for name, value, line in _named_values(node)
        if name in {"exclude", "exclude_form_fields"} or (isinstance(value, ast.Constant) and value.value == "__all__")
    ]


def _named_values(node: ast.AST) -> list[tuple[str, ast.expr | None, int]]:
    """Return what a class body says of its fields, and what a call such as modelform_factory(fields=…) is told."""
    names = {"fields", "form_fields", "exclude", "exclude_form_fields"}
    found: list[tuple[str, ast.expr | None, int]] = []
    if isinstance(node, ast.ClassDef):
        for line in node.body:
            if isinstance(line, ast.Assign):
                found += [(target.id, line.value, line.lineno) for target in line.targets if isinstance(target, ast.Name)]
            elif isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                found.append((line.target.id, line.value, line.lineno))
    elif isinstance(node, ast.Call):
        found += [(word.arg, word.value, node.lineno) for word in node.keywords if word.arg in {"fields", "form_fields"}]
    return [one for one in found if one[0] in names]
