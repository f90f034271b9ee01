"""Who may open which address. Every registered address has a line here; `tests/test_every_url.py` tries them all with the whole cast.

To add an address, add one line to LINES of a file in tests/access_lines/, by its name (`"survey:edit"`) or, where it has none, by its
path as the test prints it:

    "survey:edit": right("survey.edit", "survey"),           # who holds this right, and only for their own hubs' survey: else 404
    "survey:open": right("survey.open", "survey", post=True),  # the same, asked by POST
    "you_said_list": everybody(),                            # no sign-in
    "people": right("staff.view"),                           # no record in the address

The second word names a record of Elm, made in `tests/access_records.py`. Wagtail's own screens are covered by WAGTAIL below.
"""

from tests.access_lines import (
    account,
    activities,
    before,
    breaches,
    checklist,
    consent,
    engagements,
    front,
    imports,
    information,
    invitations,
    joining,
    kept_true,
    ledger,
    meetings,
    members,
    messages,
    money,
    my_panel,
    panels,
    people,
    phone,
    public,
    reach,
    ready,
    retention,
    returns,
    sharing,
    voice,
)
from tests.access_verdicts import WAGTAILS, Row, everybody, nobody

_PARTS = (
    *(public, account, people, voice, front, ready, consent, imports, phone, kept_true),
    *(ledger, retention, breaches, sharing, activities, information, engagements, checklist, reach, before),
    *(panels, joining, members, meetings, invitations, messages, money, my_panel, returns),
)
ROWS: dict[str, Row] = {name: row for part in _PARTS for name, row in part.LINES.items()}

# Wagtail's own screens, by how their names begin: behind the sign-in, and closed to who has no role.
# What of a hub's pages each role sees there is Wagtail's own refusal (tests/home).
WAGTAIL: tuple[str, ...] = (
    "wagtailadmin_",
    "wagtailimages",
    "wagtaildocs",
    "wagtailredirects",
    "wagtailsettings",
    "wagtailembeds",
    "wagtail_bulk_action",
    "wagtailsnippets",
    "wagtailsites",
)
# Of those, what shows nobody's data and answers everybody, and what is shut.
WAGTAIL_OPEN = {"wagtailadmin_javascript_catalog", "wagtailadmin_sprite", "wagtaildocs_serve"}
WAGTAIL_CLOSED = {
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_done",
    "wagtailcore_login",
    "wagtailcore_authenticate_with_password",
    "wagtaildocs_authenticate_with_password",
}

# Wagtail's own page for trying how an error looks; only staff reach it, and it is not visited by the test.
BREAKS_ON_PURPOSE = {"wagtailadmin_error_test"}


def verdict(name: str) -> Row | None:
    """Return an address's verdict; None when nobody thought about it yet."""
    if name in ROWS:
        return ROWS[name]
    if name in WAGTAIL_CLOSED or name.startswith("wagtailusers_"):
        return nobody()  # staff come by invitation: Wagtail's screens for users and groups lead to ours
    if name in WAGTAIL_OPEN:
        return everybody()
    return Row(WAGTAILS) if name.startswith(WAGTAIL) else None
