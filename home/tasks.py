"""What the floor of pages leaves to the worker."""

from django.conf import settings
from django.urls import reverse
from wagtail.models import TaskState

from accounts.models import User
from core import brand, clocks, outbox
from core.links import token_of
from core.mail import send
from core.models import Link
from core.selectors.staff import holders_of
from home.models import MailTest
from home.models.page_look import RIGHT, hubs_of
from home.selectors import kept_true
from home.services import looks, photos, scheduled, wrong_reports
from home.services.kept_true import asked_of, remind
from home.services.letters import SEND, digits_of


@outbox.every("home.publish_and_take_down", minutes=1)
def publish_and_take_down() -> None:
    """Let pages come and go on the days their editors chose. One worker at a time: a chore is one item of the queue."""
    scheduled.publish_and_take_down()


@outbox.every("home.go_on_when_read", minutes=5)
def go_on_when_read() -> None:
    """Let pages go on to the look that a panel has read."""
    looks.go_on_when_read()


@outbox.handler(SEND)
def send_test_mail(letter_id: int) -> None:
    """Send somebody the test letter they asked for."""
    letter = MailTest.objects.select_related("asked_by").filter(pk=letter_id, arrived_at__isnull=True).first()
    if letter is None or not letter.asked_by.is_active:
        raise outbox.NotWanted
    link = settings.BASE_URL + reverse("test_letter")
    send("test_letter", to=letter.asked_by.email, context={"name": letter.asked_by.first_name, "digits": digits_of(letter), "link": link})


def _waiting(number: int) -> TaskState:
    state = TaskState.objects.select_related("workflow_state__requested_by").filter(pk=number, status=TaskState.STATUS_IN_PROGRESS).first()
    if state is None or state.workflow_state.content_object is None:
        raise outbox.NotWanted
    return state


@outbox.handler("home.write_to_who_may_look")
def write_to_who_may_look(number: int) -> None:
    """Have everybody who may publish a page written to, those of its hub alone where there are any; never who sent it."""
    state = _waiting(number)
    page = state.workflow_state.content_object
    roles = list(holders_of(RIGHT, hubs_of([page])[page.pk]).exclude(user=state.workflow_state.requested_by))
    for person in {role.user_id for role in roles if role.hub_id} or {role.user_id for role in roles}:
        outbox.put("home.write_about_a_look", number, person, key=f"{number}-{person}")


@outbox.handler("home.write_about_a_look")
def write_about_a_look(number: int, person_id: int) -> None:
    """Tell one person that a page waits, while it does. The letter names no page."""
    state, person = _waiting(number), _at_work(person_id)
    link = settings.BASE_URL + reverse("look_at_page", args=[state.pk])
    send("page_waits", to=person.email, context={"link": link, "name": person.first_name})


@outbox.handler("home.write_to_who_sent")
def write_to_who_sent(number: int) -> None:
    """Tell who sent a page that somebody has looked. What came of it stands on their own front page."""
    state = TaskState.objects.select_related("workflow_state__requested_by").filter(pk=number).first()
    person = state.workflow_state.requested_by if state else None
    if person is None or not person.is_active:
        raise outbox.NotWanted
    send("page_looked_at", to=person.email, context={"link": settings.BASE_URL + reverse("wagtailadmin_home"), "name": person.first_name})


@outbox.handler(photos.DELETE)
def delete_picture_file(name: str) -> None:
    """Delete one file of a picture that was put away or has ended. What is gone already is gone."""
    photos.delete_file(name)


@outbox.every("home.keep_services_right", minutes=24 * 60)
def keep_services_right() -> None:
    """Once a day: before a check is too old ask who runs the service and remind who keeps it; tell of reports; forget what has served."""
    today = clocks.today()
    remind(today)
    wrong_reports.tell_keepers(today)
    wrong_reports.forget_reports(today)


@outbox.every("home.forget_the_moment", minutes=60)
def forget_the_moment() -> None:
    """Leave no moment to tell by in what families said was wrong of late (decision 0024)."""
    wrong_reports.forget_the_moment(clocks.today())


@outbox.handler("home.write_to_keeper")
def write_to_keeper(person_id: int) -> None:
    """Remind somebody of the services they keep that want checking, in one letter for all of them."""
    today = clocks.today()
    person = _at_work(person_id)
    number = kept_true.services_to_check(kept_true.services_kept_by(person, today), today).count()
    if not number:
        raise outbox.NotWanted
    link = f"{settings.BASE_URL}{reverse('services_to_check')}?due=now"
    send("services_to_check", to=person.email, context={"name": person.first_name, "number": number, "link": link})


@outbox.handler("home.write_about_wrong")
def write_about_wrong(person_id: int) -> None:
    """Tell who keeps a service that somebody says something is wrong. The letter holds none of their words."""
    person = _at_work(person_id)
    if not kept_true.reports_waiting_for(person, clocks.today()).exists():
        raise outbox.NotWanted
    send("something_wrong", to=person.email, context={"name": person.first_name, "link": settings.BASE_URL + reverse("wrong_reports")})


@outbox.handler("home.write_to_provider")
def write_to_provider(link_id: str) -> None:
    """Send who runs a service the link that `ask_provider` made, while it opens something."""
    link = Link.objects.filter(pk=link_id).first()
    asked = asked_of(token_of(link)) if link else None
    if link is None or asked is None:
        raise outbox.NotWanted
    service = asked[1]
    context = {
        "service": service.title,
        "council": brand.stored().council_name,
        "phone": brand.stored().phone,
        "link": settings.BASE_URL + reverse("still_right", args=[token_of(link)]),
        "until": link.expires_at,
    }
    send("provider_check", to=service.provider_email, context=context)


def _at_work(person_id: int) -> User:
    person = User.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise outbox.NotWanted
    return person
