"""Saying that a service page is still right, by staff with one tap or by who runs it with a link; and asking them."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from wagtail.models import Revision

from accounts.models import User
from core import audit, clocks, links, outbox
from core.models import AuditEntry, Link
from home import rules
from home.models import CheckReminder, ServicePage, WrongReport
from home.selectors import kept_true as selectors
from home.services.wrong_reports import provider_says_wrong

SAID, CONFIRM = "home.service.still_right", "home.service.confirm"
LINK_DAYS = 28
REMIND_AGAIN = 28
ASKED_TODAY = "They were asked today already. Give them a day, or ring them."
NO_ADDRESS = "Nobody has written down an e-mail address of who runs it. Put it into the page, under “Keeping it right”."


@transaction.atomic
def still_right(*, service: ServicePage, by: User, today: date) -> date | None:
    """Say that everything on a service page is right today. Returns the day of the check before, for who pressed by mistake."""
    page = _locked(service)
    before = page.checked_on
    _set_check(page, today)
    links.end(act=CONFIRM, about=service)  # nobody is asked any more
    audit.record(SAID, service, by=by, before=before.isoformat() if before else None)
    return before


@transaction.atomic
def take_back(*, service: ServicePage, before: date | None, by: User) -> None:
    """Put the day of the check before back. Raises ValidationError when a colleague has checked it since."""
    page = _locked(service)
    # The day alone does not tell: a colleague may have said so after this person, on the same day.
    said = AuditEntry.objects.filter(subject=audit.name_of(service), verb__in=(SAID, CONFIRM)).order_by("-pk").first()
    if page.checked_on != clocks.today() or said is None or (said.verb, said.actor) != (SAID, f"staff:{by.pk}"):
        raise ValidationError(["This was changed meanwhile. Look at the page."])
    _set_check(page, before)
    audit.record("home.service.take_back", service, by=by, checked_on=before.isoformat() if before else None)


@transaction.atomic
def ask_provider(*, service: ServicePage, by: User | None, today: date) -> Link:
    """Send who runs a service a link by which they say that its page is still right, or what is not.

    Raises ValidationError where there is no address, or when they were asked today already. An earlier link ends.
    """
    if not service.provider_email:
        raise ValidationError([NO_ADDRESS])
    if CheckReminder.objects.filter(page=service, provider_asked_on=today).exists():
        raise ValidationError([ASKED_TODAY])
    link = links.make(act=CONFIRM, about=service, address=service.provider_email, days=LINK_DAYS, by=by)
    CheckReminder.objects.update_or_create(page=service, defaults={"provider_asked_on": today})
    outbox.put("home.write_to_provider", str(link.pk), expires_at=link.expires_at)
    audit.record("home.service.ask_provider", service, by=by)
    return link


def asked_of(token: str) -> tuple[Link, ServicePage] | None:
    """Return the link of a token and the service it is about; None when it opens nothing any more."""
    link = links.opened(token, act=CONFIRM)
    if link is None:
        return None
    service = ServicePage.objects.live().filter(pk=links.record_id(link)).first()
    return (link, service) if service and links.is_for(link, service.provider_email) else None


@transaction.atomic
def confirm(*, link: Link, service: ServicePage, words: str, today: date) -> None:
    """Take the word of who runs a service that its page is still right; what they wrote beside it goes to whoever keeps the page.

    Raises ValidationError when the link was used meanwhile, or the words are too many.
    """
    if words.strip():
        provider_says_wrong(service=service, words=words, today=today)
    links.use(link)
    _set_check(_locked(service), today)
    audit.record("home.service.confirm", service, by=None)


@transaction.atomic
def say_what_changed(*, link: Link, service: ServicePage, words: str, today: date) -> WrongReport:
    """Take what who runs a service says is not right any more, for whoever keeps the page.

    Raises ValidationError without words, with too many, or when the link was used meanwhile.
    """
    report = provider_says_wrong(service=service, words=words, today=today)
    links.use(link)
    return report


def _locked(service: ServicePage) -> ServicePage:
    locked: ServicePage = ServicePage.objects.select_for_update(of=("self",)).get(pk=service.pk)
    return locked


def _set_check(page: ServicePage, day: date | None) -> None:
    """Set the day of the check on a locked page, and on every version that may be published later: else a draft would bring an old day
    back.
    """
    ServicePage.objects.filter(pk=page.pk).update(checked_on=day)
    later = Q(pk=page.latest_revision_id) | Q(approved_go_live_at__isnull=False)
    for version in Revision.objects.for_instance(page).filter(later):
        content = {**version.content, "checked_on": day.isoformat() if day else None}
        Revision.objects.filter(pk=version.pk).update(content=content)


# --- Reminders ---------------------------------------------------------------------------------------------------------------


def remind(today: date) -> None:
    """Ask, once in four weeks at most, who runs a service whose check runs out in three weeks; and, a week later, who keeps it."""
    due: Any = selectors.services_to_check(ServicePage.objects.live(), today + (rules.ASK_BEFORE - rules.REMIND_BEFORE))
    for service in due.select_related("kept_by").iterator(chunk_size=200):
        _ask_and_remind(service, today)


@transaction.atomic
def _ask_and_remind(service: ServicePage, today: date) -> None:
    reminder, _ = CheckReminder.objects.select_for_update().get_or_create(page=service)
    if service.provider_email and _is_long_ago(reminder.provider_asked_on, today):
        ask_provider(service=service, by=None, today=today)
    is_due = selectors.services_to_check(ServicePage.objects.filter(pk=service.pk), today).exists()
    if is_due and _is_long_ago(reminder.keeper_reminded_on, today):
        CheckReminder.objects.filter(pk=reminder.pk).update(keeper_reminded_on=today)
        for person in selectors.keepers_of(service, today):
            outbox.put("home.write_to_keeper", person.pk, key=str(person.pk))


def _is_long_ago(day: date | None, today: date) -> bool:
    return day is None or (today - day).days >= REMIND_AGAIN
