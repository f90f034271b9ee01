"""The translations as they stand, and the words we wrapped for them: read by plain Python, so that no gettext need be installed."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
OURS = ("consent", "participation", "feedback", "panels", "home", "site")
_CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2}
_SAID = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"([^"]+)"|'([^']+)')""")
_GIVEN = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')\)""")
_BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)(?:\{%\s*plural\s*%\}(.*?))?\{%\s*endblocktrans(?:late)?\s*%\}", re.DOTALL)
_LINE = re.compile(r'(msgid|msgid_plural|msgstr|msgstr\[\d\])? ?(".*")$')


@dataclass(frozen=True)
class Entry:
    """One entry of a catalogue. `said` holds one text, or one for each plural form."""

    english: str
    plural: str
    said: tuple[str, ...]
    is_fuzzy: bool


def source_of(code: str) -> str:
    """Return a language's catalogue as it was written."""
    return (ROOT / "locale" / code / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")


def entries(source: str) -> list[Entry]:
    """Return the entries of a catalogue. The first, with the English words "", is its head."""
    return [entry for block in re.split(r"\n\s*\n", source) if (entry := _entry(block))]


def _entry(block: str) -> Entry | None:
    parts: dict[str, str] = {}
    key, flags = "", ""
    for line in block.splitlines():
        if line.startswith("#,"):
            flags = line
        elif not line.startswith("#") and (found := _LINE.match(line)):
            key = found[1] or key
            parts[key] = parts.get(key, "") + ast.literal_eval(found[2])
    if "msgid" not in parts:
        return None
    said = tuple(text for name, text in parts.items() if name.startswith("msgstr"))
    return Entry(parts["msgid"], parts.get("msgid_plural", ""), said, "fuzzy" in flags)


def number_of_forms(source: str) -> int:
    """Return how many plural forms a catalogue's head asks for."""
    found = re.search(r"nplurals=(\d)", source)
    assert found
    return int(found[1])


def placeholders(text: str) -> list[str]:
    """Return what is filled into a sentence, such as ["%(day)s"] or ["{number}"], in order of the alphabet."""
    return sorted(re.findall(r"%\(\w+\)[sd]|\{\w+\}", text))


def words_in_python(source: str) -> Iterator[tuple[str, str]]:
    """Yield (English, plural) for each text that a module gives to gettext."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _CALLS:
            texts = [str(text.value) for text in node.args[: _CALLS[node.func.id]] if isinstance(text, ast.Constant)]
            if texts:
                yield texts[0], texts[1] if len(texts) > 1 else ""


def words_in_template(source: str) -> Iterator[tuple[str, str]]:
    """Yield (English, plural) for each text that a template gives to gettext."""
    for found in (*_SAID.finditer(source), *_GIVEN.finditer(source)):
        yield found[1] or found[2], ""
    for options, one, many in _BLOCK.findall(source):
        yield _as_message(one, options), _as_message(many, options)


def _as_message(text: str, options: str) -> str:
    """Return a block as gettext knows it: names as %(name)s, and `trimmed` to one line."""
    if "trimmed" in options:
        text = " ".join(line.strip() for line in text.strip().splitlines())
    return re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", text)


@cache
def wrapped_words() -> dict[str, str]:
    """Return every text we wrapped, with its plural. Staff screens are in English, so all of them are words families read."""
    files = [path for app in OURS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts]
    found = [pair for path in files for pair in words_in_python(path.read_text(encoding="utf-8"))]
    templates = [path for ending in ("*.html", "*.txt") for path in (ROOT / "templates").rglob(ending)]
    found += [pair for path in templates for pair in words_in_template(path.read_text(encoding="utf-8"))]
    return dict(found)
