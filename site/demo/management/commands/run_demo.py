"""`manage.py run_demo`: the fictional council on this machine, from nothing to a page in the browser. `make demo` calls it."""

import hashlib
import os
import shutil
import socket
import urllib.error
import urllib.request
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from demo import people, supervise, try_it

ADDRESSES = (
    ("/", "the front page"),
    ("/have-your-say/", "answer, as a parent would"),
    ("/you-said-we-did/", "what the council answered"),
    ("/check-back/", "what happened to my answer?"),
    ("/ur/have-your-say/", "the same in Urdu, right to left"),
    ("/admin/", "for staff"),
    ("/demo/post/", "every e-mail the demo would have sent"),
)


class Command(BaseCommand):
    """Prepare the database and files, then run web and worker until Ctrl-C."""

    help = "Runs the fictional council on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--afresh", action="store_true", help="Throw away what was entered so far.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("This is not the demo. Set DEMO=on, or use `make demo`.")
        port: int = options["port"]
        if not _is_free(port):
            raise CommandError(f"Something already answers at port {port}. Try another: make demo PORT={port + 1}")
        if options["afresh"]:
            _throw_away(settings.DATABASES["default"])
            self._say("Everything entered so far is thrown away.")
        self._prepare()
        self._run(port)

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()  # read as it happens, also through a pipe

    def _prepare(self) -> None:
        self._say("Preparing the database …")
        call_command("migrate", verbosity=0)
        if (stamp := _stamp()) != _last_stamp():
            self._say("Gathering styles and pictures (the first time takes half a minute) …")
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
            _stamp_file().write_text(stamp, encoding="utf-8")
        self._say("Filling the made-up council …")
        call_command("seed_demo")
        call_command("sync_roles", verbosity=0)

    def _run(self, port: int) -> None:
        base = f"http://127.0.0.1:{port}"
        commands = {"web": supervise.web(port), "worker": supervise.worker()}
        environment = {"LOG_LEVEL": "WARNING", "BASE_URL": base} | os.environ | {"DEMO": "on"}

        def when_ready() -> bool:
            if not _answers(f"{base}/health/"):
                return False
            self._invite(base)
            return True

        ended = supervise.together(commands, folder=settings.ROOT, environment=environment, when_ready=when_ready)
        if ended:
            raise CommandError(f"The {ended} process ended by itself, so the demo stopped. Its last lines are above.")
        self._say("\nThe demo has stopped. What you entered is kept; `make demo-reset` throws it away.")

    def _invite(self, base: str) -> None:
        lines = ["", "Earshot is ready. Everything in it is made up.", ""]
        lines += [f"  {base + path:<60} {what}" for path, what in (*ADDRESSES, *try_it.addresses())]
        lines += ["", "Codes to type at /check-back/:", "", *(f"  {code:<60} {what}" for code, what in try_it.codes())]
        lines += ["", f"Sign in at {base}/admin/ as one of these. Everybody’s password is {people.PASSWORD}", ""]
        lines += [f"  {email:<36} {what}" for email, what in people.sign_ins()]
        self._say("\n".join([*lines, "", "Ctrl-C stops it.", ""]))


def _throw_away(database: dict[str, Any]) -> None:
    if "sqlite" not in str(database["ENGINE"]):
        raise CommandError("Only the demo's own SQLite file is thrown away. Empty any other database yourself.")
    for ending in ("", "-wal", "-shm"):
        Path(f"{database['NAME']}{ending}").unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _stamp_file() -> Path:
    return Path(settings.STATIC_ROOT) / ".gathered"


def _last_stamp() -> str:
    file = _stamp_file()
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _stamp() -> str:
    """Return a digest of our own static files and of the lock, which names everybody else's."""
    digest = hashlib.sha256((settings.ROOT / "requirements.txt").read_bytes())
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return digest.hexdigest()
