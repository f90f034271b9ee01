"""What this room leaves to the worker."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from consent.models import Breach, Person, RetentionRun, SharingAgreement
from consent.selectors import breaches
from consent.selectors.ledger_uses import in_use
from consent.services import door, ledger_uses, retention, sharing
from consent.services import formats as services
from core import brand, clocks, links, mail, outbox
from core.models import Link


@outbox.handler(door.SEND)
def send_door_code(door_id: str) -> None:
    """Send the code that opens the families' door. It is made now and stands in no table: only its keyed hash does."""
    letter = door.make_code(door_id=door_id)
    if letter is None:
        raise outbox.NotWanted
    phone = brand.stored().phone
    mail.send("door_code" if letter.code else "door_shared", to=letter.address, context={"code": letter.code, "phone": phone})


@outbox.every("consent.forget_door", minutes=60)
def forget_door() -> None:
    """Forget codes and visits of the families' door that ended."""
    door.forget_old()


@outbox.every("consent.forget", minutes=24 * 60)
def forget() -> None:
    """Forget once a day who asked for something in another way, where it ended long enough ago."""
    services.forget_who_asked(clocks.today())


@outbox.every("consent.forget_the_moment", minutes=60)
def forget_the_moment() -> None:
    """Leave no moment to tell by in the rows of lately (decision 0024)."""
    services.forget_the_moment(clocks.today())


@outbox.handler("consent.ask_to_confirm")
def ask_to_confirm(link_id: str, person_id: str) -> None:
    """Send a family the link by which they say whether their yes was written down right, if it still opens something."""
    link = Link.objects.filter(pk=link_id, used_at__isnull=True, ended_at__isnull=True).first()
    person = Person.objects.filter(pk=person_id).first()
    if link is None or person is None or not links.is_for(link, person.email):
        raise outbox.NotWanted("The link was used, or their address has changed.")
    address = reverse("is_this_right", args=[links.token_of(link)])
    context = {"link": f"{settings.BASE_URL}{address}", "until": link.expires_at, "council": brand.current().council_name}
    mail.send_to_family("consent_confirm", person_id=person.pk, to=person.email, context=context)


@outbox.every("consent.stop_what_ran_out", minutes=24 * 60)
def stop_what_ran_out() -> None:
    """Stop once a day what rests on a yes whose last day has gone by."""
    with transaction.atomic():
        ledger_uses.stop_what_may_not_be_used(uses=in_use(), today=clocks.today(), by=None)


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


@outbox.handler("consent.write_about_review")
def write_about_review(agreement_id: int, person_id: int) -> None:
    """Write to one person that an agreement is to be looked at again. The letter names neither it nor the partner."""
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None or not SharingAgreement.objects.filter(pk=agreement_id).exists():
        raise outbox.NotWanted
    mail.send("agreement_review", to=person.email, context={"name": person.first_name, "link": settings.BASE_URL + reverse("needs_you")})
