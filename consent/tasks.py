"""What this room leaves to the worker."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from consent.models import Breach, OldAddress, RetentionRun, SharingAgreement
from consent.rules.door import language_of
from consent.selectors import breaches
from consent.selectors.ledger_uses import in_use
from consent.selectors.tombstones import Tombstone
from consent.services import (
    beginning,
    door,
    erasing,
    ledger_confirm,
    ledger_uses,
    old_addresses,
    retention,
    rights_letter,
    sharing,
    sharing_exports,
    tombstones,
)
from consent.services import formats as services
from core import brand, clocks, links, mail, outbox
from core.models import Link


@outbox.handler(door.SEND)
def send_door_code(door_id: str, language: str = "") -> None:
    """Send the code that opens the families' door. It is made now and stands in no table: only its keyed hash does."""
    letter = door.make_code(door_id=door_id, language=language)
    if letter is None:
        raise outbox.NotWanted
    phone = brand.stored().phone
    with override(letter.language):
        mail.send("door_code" if letter.code else "door_shared", to=letter.address, context={"code": letter.code, "phone": phone})


@outbox.every("consent.forget_door", minutes=60)
def forget_door() -> None:
    """Forget codes and visits of the families' door that ended, and old addresses that nobody can be told at any more."""
    door.forget_old()
    old_addresses.forget_old()


@outbox.handler(old_addresses.SEND)
def tell_old_address(old_id: str, person_id: str) -> None:
    """Tell an address that somebody had that it was changed, if it is safe still. The letter names nobody and leads nowhere."""
    old = OldAddress.objects.filter(pk=UUID(old_id), person=UUID(person_id)).select_related("person").first()
    if old is None:
        raise outbox.NotWanted
    language = language_of(old.person.language)
    context = {"phone": brand.stored().phone}
    mail.send_to_family("address_changed", person_id=old.person.pk, to=old.email, context=context, language=language)
    old.delete()


@outbox.every("consent.forget_beginnings", minutes=5)
def forget_beginnings() -> None:
    """Forget what somebody typed into the public form whose numbers can be used no more."""
    beginning.forget_unproved()


@outbox.every("consent.forget", minutes=24 * 60)
def forget() -> None:
    """Forget once a day who asked for something in another way, where it ended long enough ago."""
    services.forget_who_asked(clocks.today())


@outbox.every("consent.forget_addresses", minutes=24 * 60)
def forget_addresses() -> None:
    """Forget once a day how to reach whoever was erased, where nobody said in time that they have the letter."""
    rights_letter.forget_old_ways(clocks.today())


@outbox.every("consent.forget_the_moment", minutes=60)
def forget_the_moment() -> None:
    """Leave no moment to tell by in the rows of lately (decision 0024)."""
    services.forget_the_moment(clocks.today())


@outbox.handler("consent.ask_to_confirm")
def ask_to_confirm(link_id: str, person_id: str) -> None:
    """Send a family the link by which they say whether their yes was written down right, if it still opens something."""
    link = Link.objects.filter(pk=link_id, used_at__isnull=True, ended_at__isnull=True).first()
    asked = ledger_confirm.asked_of(links.token_of(link)) if link else None
    if link is None or asked is None or str(asked[1].person_id) != person_id:
        raise outbox.NotWanted("The link was used, their address has changed, or they changed their mind.")
    person = asked[1].person
    address = reverse("is_this_right", args=[links.token_of(link)])
    context = {"link": f"{settings.BASE_URL}{address}", "until": link.expires_at, "council": brand.current().council_name}
    language = language_of(person.language)
    mail.send_to_family("consent_confirm", person_id=person.pk, to=person.email, context=context, language=language)


@outbox.every("consent.stop_what_ran_out", minutes=24 * 60)
def stop_what_ran_out() -> None:
    """Stop once a day what no yes covers any more, such as one whose last day has gone by. Where that failed, it is tried again."""
    if failed := ledger_uses.stop_what_ran_out(uses=in_use(), today=clocks.today()):
        raise RuntimeError(f"What rests on {failed} decisions could not be stopped.")


@outbox.every("consent.check_retention", minutes=24 * 60)
def check_retention() -> None:
    """Count once a day what is past its time and what soon will be; `/health/` says when nobody has for 26 hours."""
    retention.look_at_what_is_due(clocks.today())


@outbox.handler("consent.carry_out_retention")
def carry_out_retention(run_id: int) -> None:
    """End what the data protection officer approved; cut off in the middle, it goes on where it stopped."""
    run = RetentionRun.objects.filter(pk=run_id, finished_at__isnull=True).first()
    if run is None:
        raise outbox.NotWanted
    retention.carry_out(run, clocks.today())


@outbox.handler(erasing.BURY)
def bury(what: str, key: str, on: str) -> None:
    """Remember outside of the database that somebody, or an answer, was erased."""
    tombstones.bury(Tombstone(what, key, date.fromisoformat(on)))


@outbox.every("consent.tend_tombstones", minutes=24 * 60)
def tend_tombstones() -> None:
    """Take away once a day what no backup can hold any more, and put back what is missing."""
    tombstones.tend(clocks.today())


@outbox.handler("consent.write_about_breach")
def write_about_breach(breach_id: str) -> None:
    """Have each data protection officer written to, one item a person, so that one full letter box stops nobody else's."""
    if not Breach.objects.filter(pk=breach_id, closed_on=None).exists():
        raise outbox.NotWanted
    for person in breaches.officers():
        outbox.put("consent.write_to_officer", breach_id, person.pk, key=f"{breach_id}-{person.pk}")


@outbox.handler("consent.write_to_officer")
def write_to_officer(breach_id: str, person_id: int) -> None:
    """Tell one officer that something waits. The letter says nothing of what happened, and leads to the list."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None or not Breach.objects.filter(pk=breach_id, closed_on=None).exists():
        raise outbox.NotWanted
    mail.send("breach", to=person.email, context={"name": person.first_name, "link": settings.BASE_URL + reverse("breaches:index")})


@outbox.every("consent.remind_of_reviews", minutes=24 * 60)
def remind_of_reviews() -> None:
    """Remind once a day whoever looks after an agreement that is soon to be looked at again."""
    sharing.remind(clocks.today())


@outbox.every("consent.close_sharing_files", minutes=5)
def close_sharing_files() -> None:
    """Delete what was in files for partners whose quarter of an hour is over."""
    sharing_exports.close_old(timezone.now())


@outbox.handler("consent.write_about_review")
def write_about_review(agreement_id: int, person_id: int) -> None:
    """Write to one person that an agreement is to be looked at again. The letter names neither it nor the partner."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None or not SharingAgreement.objects.filter(pk=agreement_id).exists():
        raise outbox.NotWanted
    mail.send("agreement_review", to=person.email, context={"name": person.first_name, "link": settings.BASE_URL + reverse("needs_you")})
