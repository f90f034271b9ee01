"""What templates and scripts may not do. Reads text, where `tests/house_rules.py` reads Python."""

import re

from tests import house_plan as plan
from tests.house_rules import House

_UNESCAPED = {
    ".py": re.compile(r"\b(mark_safe|SafeString|SafeText|html_safe)\b"),
    ".html": re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off"),
    ".js": re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval)\b"),
}
_INLINE = re.compile(r"<script(?![^>]*(\bsrc=|application/json))|<style\b|\sstyle=[\"']|\son[a-z]+=[\"']", re.IGNORECASE)
_POSTED = re.compile(r"<form\b[^>]*\bmethod=[\"']post[\"'].*?</form>", re.IGNORECASE | re.DOTALL)
_OF_STAFF = re.compile(r"/staff/|^templates/core/")
_ONLY = re.compile(r"\{%\s*include\s+[\"']([^\"']+)[\"'][^%]*\bonly\s*%\}")
_COMPONENT = re.compile(r"\{%\s*include\s+[\"']components/[^%]*%\}")


def _lines(house: House, suffix: str) -> list[tuple[str, int, str]]:
    return [
        (shown, number, line)
        for path, shown in house.files(suffix)
        if not shown.startswith("tests/")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    ]


def unescaped(house: House) -> list[str]:
    """Text that would reach a page unescaped: in Python, in a template, in a script."""
    return [
        f"{shown}:{number} is not escaped: {match.group(0).strip()}"
        for suffix, pattern in _UNESCAPED.items()
        for shown, number, line in _lines(house, suffix)
        if shown not in plan.MAY_BE_UNESCAPED and (match := pattern.search(line))
    ]


def inline(house: House) -> list[str]:
    """A script, a style or a handler inside a template: the content security policy would stop it. Mail has no style sheet."""
    return [
        f"{shown}:{number} is inline: {match.group(0).strip()}"
        for shown, number, line in _lines(house, ".html")
        if not shown.startswith("templates/emails/") and (match := _INLINE.search(line))
    ]


def leaky_components(house: House) -> list[str]:
    """A component that is included without `only` sees more than its contract names."""
    found = []
    for path, shown in house.files(".html"):
        text = path.read_text(encoding="utf-8")
        for match in _COMPONENT.finditer(text):
            if not re.search(r"\bonly\s*%\}$", match.group(0)):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{shown}:{line} includes a component without `only`")
    return found


def forms_without_a_token(house: House) -> list[str]:
    """A form of staff that the site would refuse: it posts without Django's token, or is included with `only` and is handed none.

    Django's own test client asks for no token, so no other test sees it. Families' forms need none (core.family_forms).
    """
    texts = {shown: path.read_text(encoding="utf-8") for path, shown in house.files(".html")}
    found = []
    for shown, text in texts.items():
        for match in _POSTED.finditer(text):
            if _OF_STAFF.search(shown) and "csrf_token" not in match.group(0):
                found.append(f"{shown}:{text.count(chr(10), 0, match.start()) + 1} posts without a token")
        for match in _ONLY.finditer(text):
            if "csrf_token" in texts.get(f"templates/{match.group(1)}", "") and "csrf_token=" not in match.group(0):
                found.append(f"{shown}:{text.count(chr(10), 0, match.start()) + 1} hands no token to {match.group(1)}")
    return found


def components_without_a_contract(house: House) -> list[str]:
    """A component that does not open with a comment naming what it takes."""
    return [
        f"{shown} opens with no comment naming what it takes"
        for path, shown in house.files(".html")
        if shown.startswith("templates/components/") and not path.read_text(encoding="utf-8").startswith(("{% comment", "{#"))
    ]
