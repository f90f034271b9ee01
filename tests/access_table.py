"""Who may open which address. Every registered address has a line here; `tests/test_every_url.py` tries them all with the whole cast.

To add an address, add one line to ROWS, by its name (`"survey:edit"`) or, where it has none, by its path as the test prints it:

    "survey:edit": right("survey.edit", "survey"),           # who holds this right, and only for their own hubs' survey: else 404
    "survey:open": right("survey.open", "survey", post=True),  # the same, asked by POST
    "you_said_list": everybody(),                            # no sign-in
    "people": right("staff.view"),                           # no record in the address

The second word names a record of Elm, made in `tests/access_records.py`. Wagtail's own screens are covered by WAGTAIL below.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One address's verdict. `who` is a right of core/role_table.py, or one of the words below."""

    who: str
    record: str = ""
    post: bool = False
    also: str = ""
    """A second right that opens the same address."""
    everywhere: bool = False
    """Whether only who holds the right for the whole council is let in."""


EVERYBODY, DOORWAY, SIGNED_IN, STAFF, NOBODY, WAGTAILS = "everybody", "doorway", "signed in", "staff", "nobody", "wagtail"
ONLY_BY_LINK = "nothing.but.the.link"


def everybody(record: str = "", *, post: bool = False) -> Row:
    """Return the verdict of a public address: never a sign-in, never a refusal."""
    return Row(EVERYBODY, record, post)


def doorway() -> Row:
    """Return the verdict of a step on the way in or out: it shows itself only in its turn, and must never break."""
    return Row(DOORWAY)


def signed_in() -> Row:
    """Return the verdict of an address about one's own account."""
    return Row(SIGNED_IN)


def staff() -> Row:
    """Return the verdict of an address for everybody with any role."""
    return Row(STAFF)


def nobody() -> Row:
    """Return the verdict of a closed door: it leads away, is not there, or says that it is closed."""
    return Row(NOBODY)


def right(name: str, record: str = "", *, post: bool = False, also: str = "", everywhere: bool = False) -> Row:
    """Return the verdict of a staff address: who holds the right, for records of their own hubs."""
    return Row(name, record, post, also, everywhere)


def _screens(name: str, *, record: str = "", delete: bool = False, change: bool = True) -> dict[str, Row]:
    """Return the lines of a stock viewset whose resource and address have this name."""
    record = record or name
    rows = {"index": right(f"{name}.view"), "index_results": right(f"{name}.view")}
    if change:
        rows |= {"add": right(f"{name}.add"), "edit": right(f"{name}.edit", record)}
        rows |= {"history": right(f"{name}.edit", record), "history_results": right(f"{name}.edit", record)}
    if delete:
        rows["delete"] = right(f"{name}.delete", record)
    return {f"{name}:{end}": row for end, row in rows.items()}


_PUBLIC = {
    "health": everybody(),
    "worker_health": everybody(),
    "robots": everybody(),
    "sitemap": everybody(),
    "look": everybody("look"),
    "picture": everybody("picture"),
    "search": everybody(),
    "have_your_say": everybody(),
    "poster": everybody("poster"),
    "survey_start": everybody("open_survey"),
    "survey_clear": everybody("open_survey"),
    "survey_leave": everybody("open_survey", post=True),
    "survey_hub": everybody("open_survey"),
    "survey_check": everybody("open_survey"),
    "survey_thanks": everybody("open_survey"),
    "survey_question": everybody("open_question"),
    "check_back": everybody(),
    "you_said_list": everybody(),
    "you_said": everybody("answered"),
    "you_said_poster": everybody("answered"),
    "wagtail_serve": everybody(),
}

# allauth's doors: those before sign-in are open to everybody, those about one's own account to who signed in.
_BEFORE = (
    "account_login account_inactive account_reset_password account_reset_password_done account_request_login_code "
    "socialaccount_login_cancelled socialaccount_login_error"
)
_STEPS = (
    "account_logout account_email_verification_sent account_reset_password_from_key account_reset_password_from_key_done "
    "account_confirm_login_code account_reauthenticate mfa_authenticate mfa_login_webauthn mfa_reauthenticate mfa_reauthenticate_webauthn"
)
_OWN_ACCOUNT = (
    "account_email account_change_password account_set_password mfa_index mfa_activate_totp mfa_deactivate_totp "
    "mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes mfa_list_webauthn "
    "mfa_add_webauthn mfa_remove_webauthn mfa_edit_webauthn socialaccount_connections usersessions_list"
)
_CLOSED = "account_signup socialaccount_signup openid_connect_login openid_connect_callback"
_ACCOUNT = {
    **dict.fromkeys(_BEFORE.split(), everybody()),
    **dict.fromkeys(_STEPS.split(), doorway()),
    **dict.fromkeys(_OWN_ACCOUNT.split(), signed_in()),
    **dict.fromkeys(_CLOSED.split(), nobody()),
    "invitation": everybody("invitation"),
    "account/oidc/<str:provider_id>/login/": nobody(),  # only where single sign-on is set up
    "account/social/login/cancelled/": everybody(),
    "account/social/login/error/": everybody(),
    "account/social/signup/": nobody(),
    "account/social/connections/": doorway(),
    "admin/login/": nobody(),
    "_util/login/": nobody(),
    "^admin/(?:users|groups)/": nobody(),
    "admin/test404/": Row(WAGTAILS),
    "admin/^.*/$": nobody(),
    "wagtailadmin_logout": doorway(),
}

_PEOPLE = {
    "people": right("staff.view"),
    "person": right("staff.view", "person"),
    "take_role": right("staff.edit", "role", post=True),
    "close_account": right("staff.close", "person", post=True),
    "open_account": right("staff.close", "person", post=True),
    "reset_second_step": right("second_step.reset", "person"),
    "hand_over": right("post.edit", "person", everywhere=True),  # a leaver's posts may be of any hub
    "invite": right("staff.invite"),
    "withdraw_invitation": right("staff.invite", "sent_invitation", post=True),
    "send_invitation_again": right("staff.invite", "sent_invitation", post=True),
    "post_holders": right("post.view", "post"),
    "self_checks": right("second_look.allow_self"),
    "audit_seals": right("audit.seals", also="audit.view"),
    "opening": right("brand.edit"),
    "rang_number": right("brand.edit", post=True),
    "audit:index": right("audit.view"),
    "audit:index_results": right("audit.view"),
    # A named colleague's own link: whoever it was not written for finds nothing.
    "second_look": right(ONLY_BY_LINK, "token"),
    "demo_post": nobody(),  # only in the demo, and tests are not the demo
    "my_posts": staff(),
    "styleguide": staff(),
    "look_before_saving": everybody(),
}

_VOICE = {
    **_screens("engagement"),
    "engagement:everyday": right("engagement.edit"),
    "engagement:open": right("engagement.edit", "engagement", post=True),
    "engagement:close": right("engagement.edit", "engagement", post=True),
    **_screens("survey", delete=True),
    "survey:preview_on_add": right("survey.add"),
    "survey:preview_on_edit": right("survey.edit", "survey"),
    "survey:try": right("survey.view", "survey"),
    "survey:open": right("survey.open", "survey"),
    "survey:put_out": right("survey.open", "open_survey_pk"),
    "survey:close": right("survey.open", "open_survey_pk"),
    "survey:copy_survey": right("survey.add", "survey"),
    **_screens("entry_point", change=False),
    "entry_point:add": right("entry_point.add"),
    "entry_point:print": right("entry_point.view", "entry_point"),
    "entry_point:take_down": right("entry_point.edit", "entry_point"),
    "comments:index": right("voice.view"),
    "comments:one": right("voice.view", "voice"),
    "comments:put_to_themes": right("theme.edit", post=True),
    "comments:take_out": right("theme.edit", "voice_in_theme", post=True),
    "themes:index": right("theme.view"),
    "themes:one": right("theme.view", "theme"),
    "themes:merge": right("theme.edit", "theme_to_merge", post=True),
    "themes:rename": right("theme.edit", "theme", post=True),
    "themes:no_further": right("theme.edit", "theme", post=True),
    "themes:agree": right("theme.publish", "theme", post=True),
    "themes:send_back": right("theme.publish", "theme", post=True),
    "themes:publish": right("theme.publish", "theme", post=True),
    "themes:reopen": right("theme.edit", "theme", post=True),
    "you_said_board:index": right("you_said.view"),
    "you_said_board:raise": right("you_said.add"),
    "you_said_board:one": right("you_said.view", "you_said"),
    "you_said_board:edit": right("you_said.edit", "you_said"),
    "you_said_board:answer": right("we_did.edit", "you_said"),
    "you_said_board:drop_answer": right("we_did.edit", "draft_answer", post=True),
    "you_said_board:ask_look": right("we_did.edit", "draft_answer", post=True),
    "you_said_board:agree": right("we_did.publish", "draft_answer", post=True),
    "you_said_board:send_back": right("we_did.publish", "draft_answer", post=True),
    "you_said_board:publish": right("we_did.publish", "draft_answer", post=True),
    "you_said_board:take_down": right("you_said.take_down", "you_said"),
    "you_said_board:told": right("you_said.edit", "you_said", post=True),
}

ROWS: dict[str, Row] = {**_PUBLIC, **_ACCOUNT, **_PEOPLE, **_screens("hub"), **_screens("post"), **_screens("locality"), **_VOICE}

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
