"""`manage.py import_services FILE`: a directory's feed into draft services, from the operator's own disk."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from core.imports import asking, report
from core.imports.choices import ImportState, Outcome
from core.imports.records import Unreadable
from core.models import Hub, ImportLine, ImportRun
from home.models import ServiceIndexPage
from home.services.imports.kinds import DIRECTORY
from home.services.imports.sites import PLACES_OF

CHUNK = 256 * 1024


class Command(BaseCommand):
    """Reads one file, or every .json and .jsonl of a folder by name. Nothing is fetched over the network (promise 16)."""

    help = "Bring services of a directory (Open Referral UK, JSON) in as drafts. Running it again updates them. Publishes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and whose it is."""
        parser.add_argument("file", help="A JSON file, or a folder of them.")
        parser.add_argument("--source", default="directory", help="Which directory it is from; the same name next time updates.")
        parser.add_argument(
            "--places-of", default="", metavar="HUB", help="Make places that are not ours planned places of this hub (slug)."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would happen, and write nothing.")

    def handle(self, **options: Any) -> None:
        """Bring in each file, and say what came of it."""
        if not ServiceIndexPage.objects.exists():
            raise CommandError("There is no council here yet. Run start_council.")
        chosen = {PLACES_OF: _hub(options["places_of"])}
        for path in _files(Path(options["file"])):
            self.stdout.write(f"{path.name}:")
            run = self._try(path, options["source"], chosen)
            if not options["dry_run"]:
                self._bring_in(run)
            self._say(run)

    def _try(self, path: Path, source: str, chosen: dict[str, str]) -> ImportRun:
        try:
            run = asking.begin(kind=DIRECTORY, by=None, name=path.name, chunks=_chunks(path), source=source, options=chosen)
        except Unreadable as error:
            raise CommandError(f"{path.name}: {error}") from None
        asking.ask_to_try(run, here=True)
        if run.state == ImportState.FAILED:
            raise CommandError(f"{path.name}: {run.failed}")
        return run

    def _bring_in(self, run: ImportRun) -> None:
        try:
            asking.ask_to_bring_in(run, by=None, here=True)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None

    def _say(self, run: ImportRun) -> None:
        """Print the counts, then every record that was left out, then how many have which problem."""
        counts = report.outcomes(run)
        told = ", ".join(f"{number} {Outcome(outcome).label.lower()}" for outcome, number in counts.items())
        self.stdout.write(f"  {told or 'nothing'}")
        for line in report.lines(run, show=Outcome.REFUSED):
            self.stdout.write(f"  {_in_a_line(line)}")
        for code, number in report.problems(run):
            self.stdout.write(f"  {number} {DIRECTORY.problems.get(code, code)}")
        if run.state == ImportState.TRIED:
            self.stdout.write("  This was a trial: nothing was written.")


def _in_a_line(line: ImportLine) -> str:
    return f"{line.number}. {line.name or 'No name'}: {' '.join(remark.words for remark in line.remarks.all())}"


def _hub(slug: str) -> str:
    if not slug:
        return ""
    hub = Hub.objects.filter(slug=slug).first()
    if hub is None:
        raise CommandError(f"No hub has the address “{slug}”.")
    return str(hub.pk)


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        found = sorted(one for one in path.iterdir() if one.suffix.lower() in {".json", ".jsonl", ".ndjson"} and one.is_file())
        if not found:
            raise CommandError(f"There is no .json file in {path.name}.")
        return found
    if not path.is_file():
        raise CommandError(f"There is no file {path.name}.")
    return [path]


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
