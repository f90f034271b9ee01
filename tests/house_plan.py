"""The plan of the house as data: floors, doors, rooms. `tests/house_rules.py` holds the code to it (DESIGN 2, decision 0002)."""

# Bottom first. An app imports only from the left of itself.
FLOORS = ("accounts", "core", "consent", "participation", "feedback", "panels", "home", "demo", "config")
IN_SITE = {"accounts", "core", "demo", "config"}

# The rooms of a lower app that others may enter. Any module of core (and accounts, which has one room) is open to all above.
DOORS = {"choices", "models", "rules", "selectors", "services"}
OPEN_HOUSES = {"accounts", "core"}

# Left to right: a room imports from its own group and from groups before it.
ROOMS: tuple[tuple[str, ...], ...] = (
    ("choices",),
    ("blocks",),
    ("querysets",),
    ("models",),
    ("rules",),
    ("selectors",),
    ("emails",),
    ("services",),
    ("provides",),
    ("tasks",),
    ("forms",),
    ("templatetags",),
    ("views", "viewsets"),
    ("urls", "wagtail_hooks"),
    ("checks", "management", "apps"),
)

# Rooms named for one thing, and the room they stand right of.
NAMED_ROOMS: dict[str, dict[str, str]] = {
    "consent": {"middleware": "selectors", "families_words": "choices"},
    "participation": {
        "lundy": "choices",
        "reflection": "choices",
        "starters": "choices",
        "starter_groups": "choices",
        "equality": "choices",
    },
    "panels": {"terms_template": "choices", "return_mapping": "choices", "report_template": "choices"},
    "feedback": {"rating_set": "choices", "questionnaire": "models", "qr": "selectors", "posters": "selectors"},
    "home": {
        "topics": "choices",
        "families_words": "choices",
        "offer_list": "choices",
        "first_visit": "choices",
        "getting_ready": "choices",
        "private_words": "choices",
        "reach": "selectors",
        "middleware": "views",
        "checks_panel": "views",
        "editing": "views",
        "keeping": "views",
    },
}

# These have as many rooms as they have tools; only the rooms above keep their order in them.
FREE_ROOMS = {"core", "demo", "config"}

NOT_A_NAME = {"utils", "helpers", "misc", "base"}
LONGEST_FILE = 300
NOT_HAND_WRITTEN = {".git", ".venv", "var", "migrations", "locale", "__pycache__", "node_modules"}
LONG_BY_NATURE = ("requirements", "LICENSE", "docs/")  # locks, the licence, and prose

# Files that may do what a rule forbids, each with its reason.
MAY_BE_UNESCAPED: dict[str, str] = {}
# The one function of a file in which an import may stand: Django must find the path before it is imported, and apps load checks and
# receivers when they are ready.
MAY_IMPORT_INSIDE = {"manage.py": "main", "apps.py": "ready"}
# Who cleans markup, and so lets some of it through, stands in one place (security row 1).
ONLY_IN = {"bleach": "site/core/text.py"}
