"""One settings.py: every variable is explained twice, the two agree, and what is unsafe does not start or does not pass."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import get_connection
from pytest_django import Settings

from config import env
from core.checks_deploy import fit_for_families

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = ROOT / "site" / "config" / "settings.py"
GOOD = {
    "SECRET_KEY": "x" * 50,
    "FIELD_KEYS": "k1:Y2hlY2sta2V5LXByb3RlY3RzLW5vdGhpbmctMzJieXQ=",
    "EMAIL_URL": "smtp://user:password@mail.example:587",
    "ALLOWED_HOSTS": "hubs.example",
    "DATABASE_URL": "postgresql://earshot@127.0.0.1/earshot",
}


def _read_in_settings() -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(SETTINGS.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="env")), args=[ast.Constant(value=name), *_]):
                names.add(str(name))
    return names


def _in_example() -> set[str]:
    return set(re.findall(r"^#?([A-Z][A-Z_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))


def _in_readme() -> set[str]:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = text[text.index("## Variables") :].split("\n## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))


def test_the_settings_read_something() -> None:
    assert {"SECRET_KEY", "DATABASE_URL", "DEMO", "OIDC_CLIENT_SECRET"} <= _read_in_settings()


def test_every_variable_is_in_the_example_and_every_line_of_the_example_is_read() -> None:
    assert _in_example() == _read_in_settings()


def test_every_variable_is_in_the_readme_and_every_row_of_the_readme_is_read() -> None:
    assert _in_readme() == _read_in_settings()


def test_only_the_readers_of_config_env_touch_the_environment() -> None:
    assert not re.search(r"\bos\b|environ\[|getenv", SETTINGS.read_text(encoding="utf-8"))


def test_the_example_holds_no_secret() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    assert re.search(r"^SECRET_KEY=$", text, re.MULTILINE)
    assert re.search(r"^FIELD_KEYS=$", text, re.MULTILINE)


def _start(*, code: str = "print(s.HTTPS, s.DEBUG, s.SECOND_STEP_REQUIRED)", **variables: str) -> subprocess.CompletedProcess[str]:
    """Load the settings as a web server would, with nothing in the environment but these, and run a line with them."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}", "DATA_DIR": "/nonexistent"}
    command = [sys.executable, "-c", f"import config.settings as s; {code}"]
    return subprocess.run(command, env=clean | variables, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("missing", ["SECRET_KEY", "FIELD_KEYS", "EMAIL_URL"])
def test_a_live_council_does_not_start_without_its_secrets(missing: str) -> None:
    ended = _start(**{name: value for name, value in GOOD.items() if name != missing})
    assert ended.returncode != 0
    assert f"{missing} is missing" in ended.stderr


def test_a_live_council_starts_safe_when_nothing_is_said_about_safety() -> None:
    assert _start(**GOOD).stdout.split() == ["True", "False", "True"]


def test_a_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(GOOD["SECRET_KEY"] + "\n")
    others = {name: value for name, value in GOOD.items() if name != "SECRET_KEY"}
    assert _start(**others, SECRET_KEY_FILE=str(tmp_path / "key")).returncode == 0


def test_a_misspelt_switch_stops_the_start_and_is_named() -> None:
    ended = _start(**GOOD, HTTPS="onn")
    assert "HTTPS is 'onn'. Set it to on or off." in ended.stderr


def test_the_demo_starts_with_nothing_said(tmp_path: Path) -> None:
    assert _start(DEMO="on", DATA_DIR=str(tmp_path)).stdout.split() == ["False", "False", "False"]


def test_links_in_mail_are_whole_however_the_front_page_was_written() -> None:
    ended = _start(**GOOD, BASE_URL="https://hubs.example/", code="print(s.BASE_URL + '/admin/')")
    assert ended.stdout.strip() == "https://hubs.example/admin/"


def test_the_whole_domain_is_promised_to_browsers_only_where_somebody_asked() -> None:
    said = [_start(**GOOD, **asked, code="print(s.SECURE_HSTS_PRELOAD)").stdout.strip() for asked in ({}, {"HSTS_PRELOAD": "on"})]
    assert said == ["False", "True"]


@pytest.mark.parametrize(
    ("url", "says"),
    [("mysql://host/name", "neither sqlite:/// nor postgresql://"), ("earshot.db", "neither")],
)
def test_a_database_we_do_not_know_is_refused(url: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says):
        env.database(url)


def test_a_database_address_is_read_whole() -> None:
    read = env.database("postgresql://ear%40shot:p%3Aw@db.example:6432/live?sslmode=require")
    assert (read["USER"], read["PASSWORD"], read["HOST"], read["PORT"], read["NAME"]) == ("ear@shot", "p:w", "db.example", "6432", "live")
    assert read["OPTIONS"] == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("url", "backend"),
    [
        ("smtp://u:p@host:587", "smtp.EmailBackend"),
        ("smtps://u:p@host:465", "smtp.EmailBackend"),
        ("anymail-brevo://KEY@", "anymail.backends.brevo.EmailBackend"),
        ("console:", "console.EmailBackend"),
        ("demo:", "DemoPostBackend"),
    ],
)
def test_mail_goes_by_the_road_that_the_address_names(url: str, backend: str) -> None:
    assert str(env.mail(url, required=True)["EMAIL_BACKEND"]).endswith(backend)


@pytest.mark.parametrize(
    "url",
    # SendGrid is not among them: anymail has given it up, and says so in a warning.
    [
        *(f"anymail-{name}://KEY@" for name in ("brevo", "mailersend", "mailgun", "mailtrap", "mandrill", "postmark", "resend")),
        *("anymail-sparkpost://KEY@", "anymail-mailjet://KEY:SECRET@", "anymail-scaleway://KEY@?project_id=ID"),
        *("anymail-postal://KEY@?api_url=https://post.example/", "anymail-unisender-go://KEY@?api_url=https://post.example/"),
    ],
)
def test_every_provider_of_anymail_finds_what_it_needs_in_the_address(url: str, settings: Settings) -> None:
    for name, value in env.mail(url, required=True).items():
        setattr(settings, name, value)

    assert type(get_connection()).__module__ == settings.EMAIL_BACKEND.rpartition(".")[0]


def test_a_mail_address_we_do_not_know_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        env.mail("pigeon://loft", required=True)


# --- check --deploy -------------------------------------------------------------------------------------------------------


def _live(settings: Settings) -> None:
    settings.DEMO, settings.HTTPS, settings.SECOND_STEP_REQUIRED = False, True, True
    settings.SECRET_KEY, settings.FIELD_KEYS = GOOD["SECRET_KEY"], GOOD["FIELD_KEYS"]
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://hubs.example", ["hubs.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.DEFAULT_FROM_EMAIL = "hubs@hubs.example"


def _found() -> set[str | None]:
    return {message.id for message in fit_for_families(None)}


def _without_sqlite(found: set[str | None]) -> set[str | None]:
    return found - {"earshot.E202"}  # the tests themselves run on SQLite


def test_settings_fit_for_families_pass(settings: Settings) -> None:
    _live(settings)
    assert _without_sqlite(_found()) == set()


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("DEMO", True, "E201"),
        ("HTTPS", False, "E203"),
        ("SECRET_KEY", "a secret that only the demo may use, it protects nothing", "E204"),
        ("FIELD_KEYS", "demo:ZGVtby1rZXktcHJvdGVjdHMtbm90aGluZy0zMmJ5dGU=", "E204"),
        ("BASE_URL", "http://hubs.example", "E205"),
        ("BASE_URL", "https://localhost", "E205"),
        ("ALLOWED_HOSTS", ["127.0.0.1", "localhost"], "E206"),
        ("ALLOWED_HOSTS", ["*"], "E206"),
        ("EMAIL_BACKEND", "core.demo_post.DemoPostBackend", "E207"),
        ("DEFAULT_FROM_EMAIL", "webmaster@localhost", "E208"),
        ("SECOND_STEP_REQUIRED", False, "E209"),
    ],
)
def test_what_is_unfit_for_families_is_refused_before_they_come(settings: Settings, name: str, value: object, number: str) -> None:
    _live(settings)
    setattr(settings, name, value)
    assert _without_sqlite(_found()) == {f"earshot.{number}"}


@pytest.mark.parametrize(("tenant", "said"), [("common", {"earshot.E211"}), ("organizations", {"earshot.E211"}), ("4f1c-ashmere", set())])
def test_an_address_is_taken_on_trust_only_from_ones_own_tenant(settings: Settings, tenant: str, said: set[str]) -> None:
    _live(settings)
    settings.OIDC_TRUSTS_EMAIL, settings.OIDC_SERVER_URL = True, f"https://login.example/{tenant}/v2.0"
    assert _without_sqlite(_found()) == said


def test_sqlite_is_refused_for_families() -> None:
    ended = _manage(DATABASE_URL="sqlite:///var/never-made.sqlite3")
    assert "earshot.E202" in ended.stderr


def test_the_check_is_clean_on_live_settings() -> None:
    ended = _manage(DATABASE_URL=GOOD["DATABASE_URL"])
    assert ended.returncode == 0, ended.stderr


def test_the_check_is_registered_for_deploy_alone() -> None:
    registry = checks.registry.registry
    assert fit_for_families in registry.deployment_checks
    assert fit_for_families not in registry.registered_checks


def _manage(**variables: str) -> subprocess.CompletedProcess[str]:
    live = GOOD | {"SECRET_KEY": "abcdefghij" * 6, "BASE_URL": "https://hubs.example", "MAIL_FROM": "hubs@hubs.example"}
    clean = {"PATH": os.environ["PATH"]} | live | variables
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=False)


def test_what_was_erased_is_remembered_on_this_machine_or_in_a_bucket(tmp_path: Path) -> None:
    here = env.store("", tmp_path / "private")
    assert here["OPTIONS"] == {"location": tmp_path / "private", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}

    there = env.store("s3://earshot-private/erased", tmp_path)

    assert there["BACKEND"] == "storages.backends.s3.S3Storage"
    assert there["OPTIONS"] == {"bucket_name": "earshot-private", "location": "erased", "default_acl": None, "file_overwrite": True}


@pytest.mark.parametrize("url", ["s3://", "https://bucket.example/erased", "/var/private", "bucket"])
def test_a_slip_in_the_private_store_does_not_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="PRIVATE_STORE is no s3://bucket/folder"):
        env.store(url, tmp_path)
