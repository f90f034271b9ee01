"""Where the things on the list of getting ready are done: addresses for the words that rules use (`home.rules.Gap.where`)."""

from django.urls import reverse

from accounts.models import User
from core.querysets import may, reach

# word: (address by name, the right that the screen asks for, where that is not everybody's who sees the list)
_SCREENS = {
    "open": ("opening", ""),
    "hubs": ("hub:index", ""),
    "add_hub": ("hub:add", ""),
    "put_service_in": ("put_service_in", ""),
    "people": ("people", ""),
    "invite": ("invite", ""),
    "posts": ("post:index", ""),
    "mail": ("test_letter", ""),
    "defaults": ("council_defaults", ""),
    "surveys": ("survey:index", "survey.edit"),
    "poster": ("entry_point:add", "entry_point.add"),
    "posters": ("entry_point:index", "entry_point.view"),
}
_ROWS = {
    "page": ("wagtailadmin_pages:edit", ""),
    "hub": ("hub:edit", ""),
    "post": ("post_holders", ""),
    "survey": ("survey:open", "survey.open"),
}


def address_of(where: str, person: User) -> str:
    """Return where something is done; nothing where this person may not do it, or where it is no screen."""
    word, _, rest = where.partition(":")
    if where.startswith("/"):
        return where
    if word == "look":
        return reverse("wagtailsettings:edit", args=("core", "brandsettings")) + (f"#id_{rest}" if rest else "")
    if word == "numbers":
        return reverse("opening") + "#numbers"
    name, right = (_ROWS if rest else _SCREENS).get(word, ("", ""))
    if not name or (right and not may(person, right)):
        return ""
    return reverse(name, args=[rest] if rest else [])


def paste_hubs(person: User) -> str:
    """Return where hubs are pasted from a spreadsheet; the list of hubs for who serves one hub alone, as a list may name them all."""
    return reverse("import_hubs") if reach(person, "hub.import") is None else reverse("hub:index")


def under_getting_ready(breadcrumbs: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the way to a screen that is a step of the list."""
    *above, here = breadcrumbs
    return [*above, {"url": reverse("getting_ready"), "label": "Getting ready"}, here]
