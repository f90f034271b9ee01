"""Typed readers of environment variables: they fail loudly and name the variable."""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    """Return the variable's text, or the default when it is missing or empty."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    """Return whether a switch is on. Only on/off, yes/no, true/false and 1/0 are understood."""
    value = text(name, "on" if default else "off").lower()
    if value in {"on", "yes", "true", "1"}:
        return True
    if value in {"off", "no", "false", "0"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to on or off.")


def number(name: str, default: int) -> int:
    """Return a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a whole number.") from None


def words(name: str, default: str = "") -> list[str]:
    """Return a list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret(name: str, *, stand_in: str | None) -> str:
    """Return a secret from NAME, or from the file that NAME_FILE points to.

    `stand_in` is what the demo uses; where it is None a missing secret stops the start.
    """
    if path := text(f"{name}_FILE"):
        with open(path, encoding="utf-8") as file:
            return file.read().strip()
    if value := text(name):
        return value
    if stand_in is not None:
        return stand_in
    raise ImproperlyConfigured(f"{name} is missing. Set it in the environment (see .env.example), or set DEMO=on to try Earshot.")


def database(url: str) -> dict[str, object]:
    """Turn sqlite:///path or postgresql://user:password@host:port/name?option=value into Django's form."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        file = Path(unquote(parts.path.removeprefix("/")))
        file.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(file),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA secure_delete=ON;",  # what is erased is overwritten (core/old_pages.py); not every SQLite does it unasked
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": dict(parse_qsl(parts.query)),
        }
    raise ImproperlyConfigured("DATABASE_URL starts with neither sqlite:/// nor postgresql://.")


def store(url: str, folder: Path) -> dict[str, object]:
    """Turn s3://bucket/folder into Django's form; without one, a folder of this machine that nobody else reads.

    Keys, region and the address of another provider than Amazon are read by its library itself (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, …).
    """
    parts = urlsplit(url)
    if not url:
        modes = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder, **modes}}
    if parts.scheme == "s3" and parts.netloc:
        where = {"bucket_name": parts.netloc, "location": parts.path.strip("/"), "default_acl": None, "file_overwrite": True}
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": where}
    raise ImproperlyConfigured("PRIVATE_STORE is no s3://bucket/folder. Leave it empty to use a folder of this machine.")


_PLAIN_MAIL = {"smtp": False, "smtps": True}
# What a provider calls its key, where it is not "API key".
_KEY_IS_CALLED = {"mailersend": "api_token", "mailtrap": "api_token", "postmark": "server_token", "scaleway": "secret_key"}


def mail(url: str, *, required: bool) -> dict[str, object]:
    """Turn EMAIL_URL into Django's mail settings.

    smtp://user:password@host:587 and smtps:// are plain SMTP; anymail-NAME://KEY@ is a provider of django-anymail (anymail-brevo://…),
    with what else it needs behind a question mark (`?sender_domain=…`); demo: keeps mail in the database for `/demo/post/`; console:
    prints it.
    """
    if not url and required:
        raise ImproperlyConfigured("EMAIL_URL is missing. Set it to smtp://user:password@host:587 (see .env.example).")
    parts = urlsplit(url)
    if parts.scheme == "demo" or not url:
        return {"EMAIL_BACKEND": "core.demo_post.DemoPostBackend"}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme in _PLAIN_MAIL:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname or "",
            "EMAIL_PORT": parts.port or 587,
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": _PLAIN_MAIL[parts.scheme],
            "EMAIL_USE_TLS": not _PLAIN_MAIL[parts.scheme] and "notls" not in parts.query,
            "EMAIL_TIMEOUT": 20,
        }
    if parts.scheme.startswith("anymail-"):
        provider = parts.scheme.removeprefix("anymail-").replace("-", "_")
        given = dict(parse_qsl(parts.query)) | {_KEY_IS_CALLED.get(provider, "api_key"): unquote(parts.username or "")}
        if parts.password:  # Mailjet has two keys
            given["secret_key"] = unquote(parts.password)
        return {
            "EMAIL_BACKEND": f"anymail.backends.{provider}.EmailBackend",
            "ANYMAIL": {
                **{f"{provider}_{name}".upper(): value for name, value in given.items() if value},
                "SEND_DEFAULTS": {"track_clicks": False, "track_opens": False},
                "REQUESTS_TIMEOUT": (10, 20),
            },
        }
    raise ImproperlyConfigured("EMAIL_URL starts with none of smtp://, smtps://, anymail-…://, console: and demo:.")
