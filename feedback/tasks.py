"""What the spine leaves to the worker."""

from django.conf import settings
from django.urls import reverse

from core import clocks, mail, outbox
from feedback.models import Concern
from feedback.selectors import concerns
from feedback.services import forgetting, ratings


@outbox.every("feedback.sweep", minutes=60)
def sweep() -> None:
    """Delete drafts that have run out and retry keys older than 14 days, and leave no order or moment to tell by (DESIGN promise 4)."""
    forgetting.sweep()
    forgetting.shuffle_keys()
    forgetting.forget_the_moment()


@outbox.every("feedback.keep_rating_results", minutes=60)
def keep_rating_results() -> None:
    """Put into words what families said in the ratings that are over (decision 0054)."""
    ratings.keep_results(today=clocks.today())


@outbox.handler("feedback.alert_about_worry")
def alert_about_worry(concern_id: str) -> None:
    """Have each lead and deputy written to, one letter each, while the worry waits."""
    concern = Concern.objects.waiting().defer("words").filter(pk=concern_id).first()
    for person in concerns.who_acts(concern) if concern else ():
        outbox.put("feedback.write_about_worry", concern_id, person.pk, key=f"{concern_id}-{person.pk}")


@outbox.handler("feedback.write_about_worry")
def write_about_worry(concern_id: str, person_id: int) -> None:
    """Tell one of them that a worry waits: nothing of what it is, nor whose."""
    concern = Concern.objects.waiting().defer("words").filter(pk=concern_id).first()
    person = concerns.who_acts(concern).filter(pk=person_id).first() if concern else None
    if person is None:
        raise outbox.NotWanted("The worry was handed over, or they act on worries no more.")
    address = settings.BASE_URL + reverse("worries:one", args=[concern_id])
    mail.send("worry", to=person.email, context={"name": person.first_name, "link": address})
