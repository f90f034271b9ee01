"""A file of ten thousand people for a partner: looked at, made, fetched; beside its floor. Run it with `make bench`.

The floor is one pass over the same people that opens the same two cells and writes CSV: it asks nobody whether they said yes.
"""

import csv
import io
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="earshot-bench-"))

import django

django.setup()

from django.db import connection
from django.test.utils import setup_test_environment, teardown_test_environment
from django.utils import timezone

from accounts.models import User
from bench.bench_people import PEOPLE, seconds, write_people
from bench.measure import as_served
from consent.models import ConsentRecord, Person, Purpose, SharingAgreement
from consent.rules.sharing_exports import Wanted
from consent.selectors.purposes import current_of
from consent.selectors.sharing_exports import plan_for
from consent.services import sharing_exports as services
from core import clocks
from core.choices import RoleKind
from tests.cast import give_role, make_user
from tests.consent.exporting import make_purpose
from tests.consent.sharing_people import lead, signed

GOAL = 0.05  # of the floor, for the three together: each asks about every person anew


def all_say_yes(agreement: SharingAgreement) -> None:
    """Let everybody say yes to the partner."""
    purpose = Purpose.objects.get(key=agreement.purpose_code)
    wording = current_of(purpose, language="en-gb", audience="adults")
    facts = {"purpose": purpose, "partner": agreement.partner, "decision": "granted", "given_by": "self", "method": "web"}
    ConsentRecord.objects.bulk_create(
        (ConsentRecord(person=one, wording=wording, given_on=clocks.today(), **facts) for one in Person.objects.all()), batch_size=500
    )


def floor() -> None:
    """Write the same cells as CSV."""
    writer = csv.writer(io.StringIO())
    writer.writerows((one.name, one.phone) for one in Person.objects.all())


def share(agreement: SharingAgreement, officer: User) -> None:
    """Look, make the file, fetch it."""
    wanted = Wanted(agreement.partner, agreement.purpose_code, ("name", "phone"))
    seen = plan_for(officer, wanted, clocks.today()).digest
    file = services.make_file(wanted=wanted, why_now="regular", seen=seen, by=officer, now=timezone.now())
    assert len(services.fetch(file=file, by=officer, now=timezone.now()).splitlines()) == PEOPLE + 1


def main() -> None:
    """Print the ratio."""
    setup_test_environment()
    as_served()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        write_people()
        officer = make_user("Priya")
        give_role(officer, RoleKind.DATA_PROTECTION_OFFICER)
        agreement = signed(lead(), officer)
        make_purpose(officer)
        all_say_yes(agreement)
        mine, least = seconds(lambda: share(agreement, officer)), seconds(floor)
        verdict, said = "meets" if least / mine >= GOAL else "MISSES", f"{mine:.2f} s CPU, floor {least:.2f} s"
        print(f"{'10,000 people for a partner':<28} {least / mine:5.2f} of F3 {verdict} {GOAL}: {said}; all three; {connection.vendor}")
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


if __name__ == "__main__":
    main()
