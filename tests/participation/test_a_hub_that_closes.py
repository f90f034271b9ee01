"""A hub that closes for good asks nobody any more: its everyday listening ends answered, and its page says what came of it."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.choices import HubStatus
from core.models import Hub, Post
from feedback.models import Survey
from feedback.rules.entry_points import why_not_put_up
from feedback.services.ready_made import ask_ready_made
from feedback.services.surveys import close_survey
from participation.choices import Degree, Stage
from participation.models import Engagement
from participation.provides import what_waits
from participation.provides.plain import words_in_plain
from participation.rules.looking_again import why_not_look_again
from participation.selectors.gates import reasons_not_to_close, why_not_ask_in, why_not_open_now
from participation.selectors.public import list_for_families
from participation.services.engagements import close_engagement, start_standing_engagement
from participation.services.everyday import renew_everyday
from tests.builders import make_brand, make_everyday_engagement, make_open_survey, make_post, make_theme, make_we_did, make_you_said, today
from tests.cast import sign_in
from tests.participation.known import hold

pytestmark = pytest.mark.django_db

HAS_CLOSED = "Elm has closed for good: nobody is asked there any more."


@pytest.fixture
def listening(elm: Hub, asha_acts: Post) -> Engagement:
    """Return Elm's everyday listening, begun more than a year ago."""
    return make_everyday_engagement(elm, who_acts=asha_acts, opened_on=today() - timedelta(days=500))


@pytest.fixture
def asha_acts(elm: Hub, asha: User) -> Post:
    return hold(asha, make_post("Hub manager", hub=elm))


def shut(hub: Hub) -> None:
    hub.status = HubStatus.CLOSED
    hub.save()


def told(user: User) -> list[str]:
    return [one.text for one in what_waits(user=user, today=today())]


def shown(client: Client, engagement: Engagement, language: str = "") -> str:
    return str(client.get(f"{language}/what-we-ask/{engagement.slug}/").content.decode())


def test_it_stands_no_more_among_what_is_asked_every_day(listening: Engagement, elm: Hub, oak: Hub) -> None:
    other = make_everyday_engagement(oak, opened_on=today() - timedelta(days=501))
    assert list_for_families() == [("Every day, at each hub", [listening, other])]

    shut(elm)
    assert list_for_families() == [("Heard, and not answered yet", [listening]), ("Every day, at each hub", [other])]

    Engagement.objects.filter(pk=listening.pk).update(stage=Stage.CLOSED, closed_on=today())
    assert list_for_families() == [("Answered", [listening]), ("Every day, at each hub", [other])]


def test_its_page_says_that_the_hub_has_closed_and_what_came_of_it(listening: Engagement, elm: Hub, asha: User, client: Client) -> None:
    make_open_survey(elm, engagement=listening, title="After a session")
    you_said = make_you_said(elm, text="The door is too heavy.", engagement=listening)
    make_we_did(you_said, by=asha, published=True)
    assert "You can tell us now" in shown(client, listening)

    shut(elm)
    page = shown(client, listening)
    assert "This hub has closed. We are answering what families said." in page
    assert "The door is too heavy." in page
    assert "You can tell us now" not in page
    assert "After a session" not in page

    Engagement.objects.filter(pk=listening.pk).update(stage=Stage.CLOSED, closed_on=today())
    page = shown(client, listening)
    assert "This hub has closed. Families have been answered." in page
    assert "The door is too heavy." in page
    assert "How well we listened" not in page  # nobody was ever asked how everyday listening was
    (about, *_) = words_in_plain(kind="asked_about", key=listening.slug)
    assert about.paragraphs[0] == "This hub has closed. Families have been answered."


@pytest.mark.parametrize("language", ["ur", "ar", "pl", "ro"])
def test_it_says_so_in_the_languages_of_families(listening: Engagement, elm: Hub, client: Client, language: str) -> None:
    shut(elm)

    assert "This hub has closed" not in shown(client, listening, f"/{language}")


def test_it_is_to_be_closed_and_not_to_be_renewed(listening: Engagement, elm: Hub, asha: User) -> None:
    assert told(asha) == [f"“{listening}”: look at it once a year, with five short answers"]

    shut(elm)

    assert told(asha) == [f"“{listening}”: the hub has closed for good. Answer families, then close it"]


def test_it_closes_by_the_usual_gate(listening: Engagement, elm: Hub, asha: User, settings: Any) -> None:
    doors = make_theme(listening, "Doors")
    assert [one.text for one in reasons_not_to_close(listening)] == ["Everyday listening at a hub does not close."]

    shut(elm)
    with pytest.raises(ValidationError, match="Doors"):
        close_engagement(engagement=listening, by=asha)

    doors.delete()
    survey = make_open_survey(elm, engagement=listening, title="After a session")
    with pytest.raises(ValidationError, match="Families can still answer “After a session”"):
        close_engagement(engagement=listening, by=asha)
    close_survey(survey=survey, by=asha)
    Survey.objects.update(closed_on=today() - timedelta(days=4))  # who began in time has sent it by now

    close_engagement(engagement=listening, by=asha)
    listening.refresh_from_db()
    assert (listening.stage, listening.closed_on) == (Stage.CLOSED, today())
    assert told(asha) == []


def test_its_page_for_staff_offers_to_close_it(listening: Engagement, elm: Hub, asha: User) -> None:
    desk, close = sign_in(asha), reverse("engagement:close", args=[listening.pk])
    assert close not in desk.get(reverse("engagement:edit", args=[listening.pk])).content.decode()

    shut(elm)
    assert close in desk.get(reverse("engagement:edit", args=[listening.pk])).content.decode()

    desk.post(close)
    listening.refresh_from_db()
    assert listening.stage == Stage.CLOSED
    assert close not in desk.get(reverse("engagement:edit", args=[listening.pk])).content.decode()


def test_nothing_is_asked_there_any_more(listening: Engagement, elm: Hub, asha: User) -> None:
    make_brand(safeguarding_phone="01632 960 001")
    survey = make_open_survey(elm, engagement=listening)
    facts: Any = {"hub": elm, "hubs": [elm], "today": today()}
    assert why_not_put_up(survey, **facts) == []
    shut(elm)

    assert [one.text for one in why_not_ask_in(listening)] == [HAS_CLOSED]
    assert why_not_put_up(survey, **facts) == ["Elm has closed for good, so a poster for its everyday listening would lead nowhere."]
    with pytest.raises(ValidationError, match=HAS_CLOSED):
        ask_ready_made(key="after-a-session", hub=elm, by=asha)
    Engagement.objects.filter(pk=listening.pk).update(stage=Stage.PLANNING)
    listening.refresh_from_db()
    assert HAS_CLOSED in [one.text for one in why_not_open_now(listening)]
    assert told(asha) == []


def test_screens_begin_nothing_there(elm: Hub, asha: User) -> None:
    shut(elm)
    desk = sign_in(asha)

    assert f'value="{elm.pk}"' not in desk.get(reverse("engagement:everyday")).content.decode()
    assert "ready:after-a-session" not in desk.get(f"{reverse('entry_point:add')}?hub={elm.pk}").content.decode()
    assert not Engagement.objects.exists()


def test_a_hub_that_opens_again_listens_anew(listening: Engagement, elm: Hub, asha: User) -> None:
    shut(elm)
    close_engagement(engagement=listening, by=asha)
    elm.status = HubStatus.ACTIVE
    elm.save()

    anew = start_standing_engagement(hub=elm, by=asha)

    assert anew.pk != listening.pk
    assert anew.slug != listening.slug
    assert start_standing_engagement(hub=elm, by=asha) == anew


def test_it_is_not_looked_at_again(listening: Engagement, elm: Hub, asha: User) -> None:
    Engagement.objects.filter(pk=listening.pk).update(stage=Stage.CLOSED, closed_on=today())
    listening.refresh_from_db()

    assert why_not_look_again(listening, degree=Degree.INFORMED, notes={}) == ["Everyday listening was looked at once a year instead."]


def test_nobody_renews_it(listening: Engagement, elm: Hub, asha: User, asha_acts: Post) -> None:
    shut(elm)

    with pytest.raises(ValidationError, match=r"Elm has closed for good\. Answer families, then close"):
        renew_everyday(engagement=listening, by=asha, who_acts=asha_acts, weeks=6, leaves_out="Nobody.", answers={})


@pytest.mark.parametrize("stage", [Stage.SENSE, Stage.ANSWERING, Stage.LOOKED])
def test_the_database_knows_everyday_listening_planned_open_or_closed(listening: Engagement, stage: str) -> None:
    with pytest.raises(IntegrityError, match="everyday_listening_is_open_or_closed"), transaction.atomic():
        Engagement.objects.filter(pk=listening.pk).update(stage=stage, closed_on=today())
