"""Somebody says from a phone that a hub is closed; families read it at once, and it ends by itself."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import brand, memory
from core.choices import HubKind
from core.clocks import day_in_words
from core.models import AuditEntry, Hub, OpeningTime
from core.sync import sync_roles
from home.choices import WhyClosed
from home.models import Closure, HomePage, HubPage, ServicePage
from home.selectors import closures as selectors
from home.services.closures import end_closure, open_again, plan_closure, say_bank_holidays, say_closed
from home.services.pages import make_hub_page
from tests.builders import make_hub, today
from tests.cast import sign_in
from tests.home.reading import open_all_week, words

SAY = reverse("closed_today")
NOON = time(12)


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is noon of an ordinary day, for the pages too."""
    moment = timezone.make_aware(datetime.combine(today(), NOON))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    monkeypatch.setattr("home.templatetags.offer.bank_holiday", lambda day: "")
    return moment


def later(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def said(**fields: Any) -> dict[str, Any]:
    return {"reason": WhyClosed.HEATING, "until": "tonight", **fields}


def test_a_hub_worker_says_it_and_families_read_it_everywhere_at_once(
    ben: User, elm: Hub, stay_and_play: ServicePage, client: Client, noon: datetime
) -> None:
    open_all_week(elm)
    Hub.objects.filter(pk=elm.pk).update(phone="01632 960001")
    for address in ("/", "/hubs/", "/hubs/elm/", "/services/stay-and-play/"):
        assert "no heating" not in words(client.get(address))

    answer = sign_in(ben).post(SAY, said(hubs=[elm.pk]), follow=True)

    assert "Families read it now. Elm is closed for the rest of today: no heating." in answer.text
    for address in ("/", "/hubs/", "/hubs/elm/"):
        page = client.get(address)
        assert "Closed today: no heating. Opens tomorrow at 12am." in words(page), address
        assert 'href="tel:01632960001"' in page.text, address
        assert "Ben" not in page.text
    assert "Closed today: no heating." in words(client.get("/services/stay-and-play/"))


def test_it_ends_by_itself_without_any_job(
    ben: User, elm: Hub, elm_page: HubPage, client: Client, noon: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_all_week(elm)
    sign_in(ben).post(SAY, said(hubs=[elm.pk], until="time", at="14:00"))
    assert "Closed today until 2pm: no heating." in words(client.get("/hubs/elm/"))

    later(monkeypatch, noon + timedelta(hours=1, minutes=59))
    assert "Closed today until 2pm" in words(client.get("/hubs/elm/"))
    later(monkeypatch, noon + timedelta(hours=2))
    assert "Open now" in words(client.get("/hubs/elm/"))


def test_beside_a_group_a_closure_of_several_days_says_which(
    ben: User, elm: Hub, stay_and_play: ServicePage, client: Client, noon: datetime
) -> None:
    sign_in(ben).post(SAY, said(hubs=[elm.pk], until="day", day=str(today() + timedelta(days=3))))

    shown = words(client.get("/services/stay-and-play/"))

    assert (
        f"Closed from {day_in_words(today(), year=False)} to {day_in_words(today() + timedelta(days=3), year=False)}: no heating." in shown
    )
    assert "Closed today" not in shown


def test_a_planned_closure_stands_beside_the_group_in_good_time(adam: User, elm: Hub, stay_and_play: ServicePage, client: Client) -> None:
    day = today() + timedelta(days=9)
    plan_closure(name="Staff training", first=day, last=day, hubs=[elm], for_every_hub=False, by=adam)
    memory.forget()

    assert f"Closed on {day_in_words(day, weekday=True, year=False)}: Staff training" in words(client.get("/services/stay-and-play/"))


def test_it_takes_three_taps_where_there_is_one_hub(ben: User, elm: Hub, oak: Hub, front: HomePage) -> None:
    page = sign_in(ben).get(reverse("wagtailadmin_home")).text
    assert f'<a href="{SAY}">A hub is closed today</a>' in page

    form = sign_in(ben).get(SAY).text

    assert "Oak" not in form
    assert f'value="{elm.pk}" id="id_hubs_0" checked' in form or f'value="{elm.pk}" checked' in form.replace(' id="id_hubs_0"', "")
    assert 'value="tonight"' in form


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"hubs": []}, "Choose which hub is closed."),
        ({"until": "time"}, "Say until when."),
        ({"until": "time", "at": "09:00"}, "That time has gone by."),
        ({"until": "time", "at": "nonsense"}, "Enter a valid time"),
        ({"until": "day"}, "Say until when."),
        ({"until": "day", "day": "2999-01-01"}, "more than two weeks"),
        ({"until": "day", "day": "9999-12-31"}, "Say until when."),
        ({"reason": ""}, "Choose why. Families read it."),
        ({"hubs": ["99999999999999999999"]}, "not one of the available choices"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(ben: User, elm: Hub, noon: datetime, sent: dict[str, Any], says: str) -> None:
    answer = sign_in(ben).post(SAY, said(hubs=[elm.pk]) | sent)

    assert answer.status_code == 200
    assert says in answer.text
    assert not Closure.objects.exists()


def test_nobody_closes_another_hub(ben: User, elm: Hub, oak: Hub, noon: datetime) -> None:
    answer = sign_in(ben).post(SAY, said(hubs=[oak.pk]))

    assert "not one of the available choices" in answer.text
    with pytest.raises(PermissionDenied):
        say_closed(hubs=[elm, oak], reason="snow", until=noon + timedelta(hours=1), by=ben)
    assert not Closure.objects.exists()


def test_who_only_reads_figures_closes_nothing(amir: User, elm: Hub, noon: datetime) -> None:
    with pytest.raises(PermissionDenied):
        say_closed(hubs=[elm], reason="snow", until=noon + timedelta(hours=1), by=amir)


def test_saying_it_again_changes_what_was_said(ben: User, elm: Hub, noon: datetime) -> None:
    first = say_closed(hubs=[elm], reason="snow", until=noon + timedelta(hours=1), by=ben, now=noon - timedelta(hours=1))
    say_closed(hubs=[elm], reason="heating", until=noon + timedelta(hours=3), by=ben)

    first.refresh_from_db()
    assert first.ends_at == noon
    assert [one.reason for one in selectors.closures_now(ben, "closure.say", noon)] == ["heating"]


def test_it_is_ended_early_for_ones_own_hub_alone(
    adam: User, ben: User, elm: Hub, oak: Hub, elm_page: HubPage, client: Client, noon: datetime
) -> None:
    open_all_week(elm)
    closure = say_closed(hubs=[elm, oak], reason="snow", until=noon + timedelta(hours=3), by=adam, now=noon - timedelta(hours=1))
    desk = sign_in(ben)
    assert "Elm, Oak are closed" in sign_in(adam).get(SAY).text

    answer = desk.post(reverse("open_again", args=[closure.pk]), follow=True)

    assert "Families read the ordinary opening times again." in answer.text
    assert "Open now" in words(client.get("/hubs/elm/"))
    assert list(closure.hubs.all()) == [oak]
    assert desk.post(reverse("open_again", args=[closure.pk])).status_code == 404
    open_again(closure=closure, by=adam)
    with pytest.raises(ValidationError, match="over already"):
        open_again(closure=closure, by=adam)


def test_a_hub_worker_does_not_learn_on_this_screen_of_another_hub(ben: User, adam: User, elm: Hub, oak: Hub, noon: datetime) -> None:
    say_closed(hubs=[oak], reason="snow", until=noon + timedelta(hours=3), by=adam)

    assert "Oak" not in sign_in(ben).get(SAY).text


def test_every_act_is_in_the_trail_and_no_name_on_the_closure(ben: User, adam: User, elm: Hub, noon: datetime, priya: User) -> None:
    closure = say_closed(hubs=[elm], reason="snow", until=noon + timedelta(hours=1), by=ben, now=noon - timedelta(hours=1))
    open_again(closure=closure, by=ben)
    day = today() + timedelta(days=3)
    planned = plan_closure(name="Training", first=day, last=day, hubs=[elm], for_every_hub=False, by=adam)
    end_closure(closure=planned, by=adam)
    say_bank_holidays(hub=elm, says="closed", by=adam)

    verbs = AuditEntry.objects.filter(verb__startswith="home.").order_by("pk").values_list("verb", "actor", "hub_id")
    assert list(verbs) == [
        ("home.closure.say", f"staff:{ben.pk}", elm.pk),
        ("home.closure.end", f"staff:{ben.pk}", elm.pk),
        ("home.closure.plan", f"staff:{adam.pk}", elm.pk),
        ("home.closure.end", f"staff:{adam.pk}", elm.pk),
        ("home.bank_holidays.say", f"staff:{adam.pk}", elm.pk),
    ]
    page = sign_in(priya).get("/admin/audit/").text
    assert "said that a hub is closed" in page
    assert "hubs with Elm" in page
    assert not [field.name for field in Closure._meta.get_fields() if field.related_model is User]


def test_a_spoke_that_is_closed_stands_on_the_front_page_though_its_card_does_not(
    adam: User, front: HomePage, client: Client, noon: datetime
) -> None:
    for number in range(6):
        make_hub_page(make_hub(f"Hub {number}"))
    library = make_hub("Library", kind=HubKind.SPOKE, parent=Hub.objects.first())
    make_hub_page(library)
    assert "Library" not in words(client.get("/"))

    say_closed(hubs=[library], reason="training", until=noon + timedelta(hours=5), by=adam)

    assert "Library Closed today until 5pm: staff training." in words(client.get("/"))


def test_what_is_remembered_outlives_a_database_that_is_away(
    adam: User, elm: Hub, noon: datetime, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    say_closed(hubs=[elm], reason="training", until=noon + timedelta(hours=5), by=adam)
    before = selectors.calendar_of(elm.pk)
    with django_assert_num_queries(0):
        assert selectors.calendar_of(elm.pk) == before

    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(memory, "SECONDS", -1)
    monkeypatch.setattr(selectors, "_read", away)
    assert selectors.calendar_of(elm.pk) == before
    brand.forget()
    assert selectors.calendar_of(elm.pk).spells == ()


def test_a_day_without_known_times_is_closed_too(adam: User, elm: Hub, elm_page: HubPage, client: Client, noon: datetime) -> None:
    say_closed(hubs=[elm], reason="other", until=noon + timedelta(hours=5), by=adam)

    assert "Closed today until 5pm." in words(client.get("/hubs/elm/"))
    assert not OpeningTime.objects.exists()


def test_the_words_hold_in_urdu(adam: User, elm: Hub, elm_page: HubPage, client: Client, noon: datetime) -> None:
    say_closed(hubs=[elm], reason="other", until=noon + timedelta(hours=5), by=adam)

    assert client.get("/ur/hubs/elm/").status_code == 200


def test_the_menu_shows_it_to_who_may(ben: User, amir: User, front: HomePage) -> None:
    sync_roles()

    assert "closed-today" in sign_in(ben).get(reverse("wagtailadmin_home")).text
    assert "closed-today" not in sign_in(amir).get(reverse("wagtailadmin_home")).text
