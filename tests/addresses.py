"""Every registered address, by its name and by its route, and a path to visit it by."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

SAMPLES = {"int": "2", "str": "2", "slug": "x", "path": "x", "uuid": "00000000-0000-4000-8000-000000000000", "reference": "YS-2026-101"}
# Addresses written as regular expressions, and one path that each stands for.
WRITTEN_OUT = {
    "account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "account/password/reset/key/1-x/",
    "account/oidc/^(?P<provider_id>[^/]+)/login/": "account/oidc/council/login/",
    "account/oidc/^(?P<provider_id>[^/]+)/login/callback/": "account/oidc/council/login/callback/",
    r"admin/pages/^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$": "admin/pages/1/revisions/compare/live...latest/",
    "^admin/(?:users|groups)/": "admin/users/",
    "admin/^.*/$": "admin/nothing-here/",
    r"documents/^(\d+)/(.*)$": "documents/1/none.pdf",
    r"^((?:[\w\-]+/)*)$": "",
}
_PART = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One registered address: its name with namespaces (or its route, where it has none) and its route."""

    name: str
    route: str

    @property
    def is_written_out(self) -> bool:
        """Whether the route is a regular expression, which stands for one path of WRITTEN_OUT."""
        return bool(re.search(r"[(\\]", self.route))

    @property
    def parts(self) -> list[str]:
        """Return the names of what stands in the address: "pk", "slug"."""
        return [] if self.is_written_out else [found[2] for found in _PART.finditer(self.route)]

    def path(self, kwargs: Mapping[str, Any]) -> str:
        """Return an address to visit, with these values or with made-up ones. Raises KeyError for a route nobody wrote out."""
        if self.is_written_out:
            return "/" + WRITTEN_OUT[self.route]
        plain = self.route.replace("^", "").replace("$", "")
        return "/" + _PART.sub(lambda found: str(kwargs.get(found[2], SAMPLES[found[1] or "str"])), plain)


def _walk(patterns: list[Any], before: str = "", space: str = "") -> Iterator[Address]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, route, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield Address(f"{space}{one.name}" if one.name else route, route)


def every_address() -> list[Address]:
    """Return every registered address."""
    return list(_walk(get_resolver().url_patterns))
