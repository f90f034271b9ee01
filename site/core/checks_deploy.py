"""What a live council must not run with. `manage.py check --deploy` says it before families find out."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import connection

from core.database_roles import could_edit_the_trail

_LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1", ""}

_SHARED = {"common", "organizations", "consumers"}  # Microsoft's addresses for accounts of any organisation


def _refuse(number: int, says: str, hint: str) -> checks.CheckMessage:
    return checks.Error(says, hint=hint, id=f"earshot.E{number}")


@checks.register(checks.Tags.security, deploy=True)
def fit_for_families(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Refuse the demo setting, SQLite, stand-in secrets, and mail or addresses that lead nowhere."""
    found = []
    if settings.DEMO:
        found.append(_refuse(201, "DEMO is on: every page would call the council fictional.", "Set DEMO=off."))
    if "sqlite" in str(settings.DATABASES["default"]["ENGINE"]):
        found.append(_refuse(202, "The database is an SQLite file.", "Set DATABASE_URL to a PostgreSQL database (decision 0010)."))
    if not settings.HTTPS:
        found.append(_refuse(203, "HTTPS is off: answers would travel in the open.", "Set HTTPS=on."))
    if "protects nothing" in settings.SECRET_KEY or "demo:" in settings.FIELD_KEYS:
        found.append(_refuse(204, "SECRET_KEY or FIELD_KEYS is the demo's own.", "Make new ones; .env.example says how."))
    if urlsplit(settings.BASE_URL).scheme != "https" or (urlsplit(settings.BASE_URL).hostname or "") in _LOCAL:
        found.append(_refuse(205, f"BASE_URL is {settings.BASE_URL}: links in mail would lead nowhere.", "Set it to https://your-address."))
    if not set(settings.ALLOWED_HOSTS) - _LOCAL or "*" in settings.ALLOWED_HOSTS:
        found.append(_refuse(206, "ALLOWED_HOSTS names no address of yours, or every address there is.", "Name your own, with commas."))
    if settings.EMAIL_BACKEND.endswith(("DemoPostBackend", "console.EmailBackend")):
        found.append(_refuse(207, "Mail stays on this machine.", "Set EMAIL_URL, such as smtp://user:password@host:587."))
    if settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        found.append(_refuse(208, "Mail has no sender.", "Set MAIL_FROM to an address that somebody reads."))
    if not settings.SECOND_STEP_REQUIRED:
        found.append(_refuse(209, "Staff sign in without a second step.", "Set SECOND_STEP_REQUIRED=on."))
    if settings.OIDC_TRUSTS_EMAIL and _SHARED & set(urlsplit(settings.OIDC_SERVER_URL).path.split("/")):
        says = "OIDC_TRUSTS_EMAIL is on for a sign-in of many organisations: any of them could claim the address of your staff."
        found.append(_refuse(211, says, "Put your own tenant into OIDC_SERVER_URL, or set OIDC_TRUSTS_EMAIL=off."))
    return found


@checks.register(checks.Tags.database, deploy=True)
def not_under_the_owners_name(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Refuse a database role that could take the triggers down; `check --deploy --database default` asks the database itself."""
    if not databases or connection.vendor != "postgresql" or not could_edit_the_trail():
        return []
    hint = "Set DATABASE_URL to the application's role; docs/guides/operators.md shows how the two are made."
    return [_refuse(210, "This database role could edit the audit trail: it is, or could become, the owner of the tables.", hint)]
