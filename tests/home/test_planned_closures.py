"""Holidays are said once: families read of them in good time, and what opens next looks past them."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.choices import HubStatus
from core.models import Hub
from home.choices import BankHolidays
from home.models import BankHolidayHabit, Closure, HubPage
from home.rules import Calendar, Spell
from home.services.closures import plan_closure, say_bank_holidays
from home.services.pages import make_hub_page
from tests.builders import today
from tests.cast import sign_in
from tests.home.reading import open_all_week, words

CLOSURES, PLAN = reverse("closures"), reverse("plan_closure")


def plan(**fields: Any) -> dict[str, Any]:
    day = today() + timedelta(days=10)
    return {"name": "Christmas", "first": f"{day:%Y-%m-%d}", "last": f"{day + timedelta(days=4):%Y-%m-%d}", **fields}


@pytest.fixture
def pages(elm_page: HubPage, oak: Hub) -> list[str]:
    """Elm's page and Oak's."""
    make_hub_page(oak)
    return ["/hubs/elm/", "/hubs/oak/"]


def test_an_administrator_plans_christmas_once_for_every_hub(adam: User, pages: list[str], client: Client) -> None:
    answer = sign_in(adam).post(PLAN, plan(for_every_hub="on"), follow=True)

    assert "“Christmas” is planned. The hubs’ pages tell families now." in answer.text
    assert "Every hub" in answer.text
    for address in pages:
        assert ": Christmas" in words(client.get(address)), address


def test_christmas_holds_too_where_a_hub_has_closures_of_its_own_or_differs_on_bank_holidays(
    adam: User, elm: Hub, oak: Hub, pages: list[str], client: Client
) -> None:
    desk = sign_in(adam)
    day = f"{today() + timedelta(days=3):%Y-%m-%d}"
    desk.post(PLAN, plan(hubs=[elm.pk], name="Training", first=day, last=day))
    say_bank_holidays(hub=oak, says=BankHolidays.CLOSED, by=adam)

    desk.post(PLAN, plan(for_every_hub="on"))

    assert ": Training" in words(client.get("/hubs/elm/"))
    for address in pages:
        assert ": Christmas" in words(client.get(address)), address


def test_a_manager_plans_for_their_own_hub_alone(hana: User, elm: Hub, oak: Hub, pages: list[str], client: Client) -> None:
    desk = sign_in(hana)
    assert "Every hub of the council" not in desk.get(PLAN).text
    assert "Oak" not in desk.get(PLAN).text

    desk.post(PLAN, plan(hubs=[elm.pk], for_every_hub="on"))
    desk.post(PLAN, plan(hubs=[oak.pk], name="Never"))

    closure = Closure.objects.get()
    assert (closure.name, closure.for_every_hub, list(closure.hubs.all())) == ("Christmas", False, [elm])
    assert ": Christmas" in words(client.get("/hubs/elm/"))
    assert ": Christmas" not in words(client.get("/hubs/oak/"))


def test_it_is_told_from_four_weeks_before(adam: User, pages: list[str], client: Client) -> None:
    far = today() + timedelta(days=60)
    answer = sign_in(adam).post(PLAN, plan(for_every_hub="on", first=f"{far:%Y-%m-%d}", last=""), follow=True)

    assert f"tell families from {far - timedelta(weeks=4):%-d %B %Y}" in answer.text
    assert "Christmas" not in words(client.get("/hubs/elm/"))
    assert Closure.objects.get().ends_at - Closure.objects.get().starts_at <= timedelta(hours=25)


def test_a_manager_sees_the_councils_closures_and_does_not_change_them(hana: User, adam: User, elm: Hub, oak: Hub) -> None:
    day = today() + timedelta(days=5)
    everywhere = plan_closure(name="Christmas", first=day, last=day, hubs=[], for_every_hub=True, by=adam)
    both = plan_closure(name="Fair", first=day, last=day, hubs=[elm, oak], for_every_hub=False, by=adam)
    plan_closure(name="Oaks own", first=day, last=day, hubs=[oak], for_every_hub=False, by=adam)
    desk = sign_in(hana)

    page = desk.get(CLOSURES).text

    assert "Christmas" in page
    assert "Fair" in page
    assert "Oaks own" not in page
    for closure in (everywhere, both):
        assert desk.get(reverse("change_closure", args=[closure.pk])).status_code == 404
        assert desk.post(reverse("call_off_closure", args=[closure.pk])).status_code == 404
        with pytest.raises(PermissionDenied):
            plan_closure(closure=closure, name="Mine", first=day, last=day, hubs=[elm], for_every_hub=False, by=hana)


def test_a_plan_is_changed_and_called_off(hana: User, elm: Hub, pages: list[str], client: Client) -> None:
    desk = sign_in(hana)
    desk.post(PLAN, plan(hubs=[elm.pk]))
    closure = Closure.objects.get()
    form = desk.get(reverse("change_closure", args=[closure.pk])).text
    assert 'value="Christmas"' in form
    assert f'value="{today() + timedelta(days=14):%Y-%m-%d}"' in form

    desk.post(reverse("change_closure", args=[closure.pk]), plan(hubs=[elm.pk], name="New Year", opens="10:00", closes="14:00"))
    assert "Open 10am to 2pm from" in words(client.get("/hubs/elm/"))
    desk.post(reverse("call_off_closure", args=[closure.pk]))

    assert not Closure.objects.exists()
    assert "New Year" not in words(client.get("/hubs/elm/"))


def test_a_plan_keeps_a_hub_that_closed_for_good_since(adam: User, elm: Hub, oak: Hub) -> None:
    desk = sign_in(adam)
    desk.post(PLAN, plan(hubs=[elm.pk, oak.pk]))
    closure = Closure.objects.get()
    Hub.objects.filter(pk=oak.pk).update(status=HubStatus.CLOSED)

    desk.post(reverse("change_closure", args=[closure.pk]), plan(hubs=[elm.pk], name="Christmas and after"))

    assert Closure.objects.get().name == "Christmas and after"
    assert set(closure.hubs.all()) == {elm, oak}


def test_two_plans_for_the_same_days_and_hubs_are_remarked_upon(adam: User, elm: Hub, oak: Hub) -> None:
    desk = sign_in(adam)
    assert "planned too" not in desk.post(PLAN, plan(hubs=[elm.pk]), follow=True).text
    assert "planned too" not in desk.post(PLAN, plan(hubs=[oak.pk], name="Training"), follow=True).text

    answer = desk.post(PLAN, plan(for_every_hub="on", name="Snow"), follow=True)

    assert "On some of these days “Christmas”, “Training” are planned too." in answer.text
    later = plan(hubs=[elm.pk], name="Fair", first=f"{today() + timedelta(days=90):%Y-%m-%d}", last="")
    assert "planned too" not in desk.post(PLAN, later, follow=True).text
    again = plan(hubs=[oak.pk], name="Fair at Oak", first=later["first"], last="")
    assert "planned too" not in desk.post(PLAN, again, follow=True).text
    assert "“Fair” is planned too." in desk.post(PLAN, {**later, "name": "Fair again"}, follow=True).text


def test_a_plan_that_begins_the_day_after_another_ends_is_not_beside_it(adam: User, elm: Hub) -> None:
    desk = sign_in(adam)
    desk.post(PLAN, plan(hubs=[elm.pk]))
    for days in (9, 15):  # Christmas is from the tenth day to the fourteenth
        day = f"{today() + timedelta(days=days):%Y-%m-%d}"
        assert "planned too" not in desk.post(PLAN, plan(hubs=[elm.pk], name="Training", first=day, last=day), follow=True).text
    last = f"{today() + timedelta(days=14):%Y-%m-%d}"
    assert "planned too" in desk.post(PLAN, plan(hubs=[elm.pk], name="Fair", first=last, last=last), follow=True).text


def test_this_very_day_can_still_be_planned_and_yesterday_cannot(adam: User, elm: Hub) -> None:
    day = today()
    for first, last in ((day, day), (day - timedelta(days=3), day)):
        plan_closure(name="Training", first=first, last=last, hubs=[elm], for_every_hub=False, by=adam)
    with pytest.raises(ValidationError, match="These days have gone by"):
        plan_closure(name="Training", first=day - timedelta(1), last=day - timedelta(1), hubs=[elm], for_every_hub=False, by=adam)


def test_a_hub_that_closed_for_good_is_not_among_those_to_plan_for(adam: User, elm: Hub, oak: Hub) -> None:
    Hub.objects.filter(pk=oak.pk).update(status=HubStatus.CLOSED)
    desk = sign_in(adam)
    assert "Oak" not in desk.get(PLAN).text

    answer = desk.post(PLAN, plan(hubs=[oak.pk]))

    assert "not one of the available choices" in answer.text
    assert not Closure.objects.exists()


def test_a_closure_that_has_begun_ends_now_and_is_kept(adam: User, elm: Hub) -> None:
    closure = plan_closure(
        name="Works", first=today() - timedelta(days=1), last=today() + timedelta(days=1), hubs=[elm], for_every_hub=False, by=adam
    )

    sign_in(adam).post(reverse("call_off_closure", args=[closure.pk]))

    closure.refresh_from_db()
    assert closure.ends_at <= timezone.now()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"name": ""}, "Give it a name that families understand."),
        ({"first": ""}, "Say on which day it begins."),
        ({"first": "31/31/2026"}, "Enter a valid date"),
        ({"first": "2020-01-01", "last": "2020-01-02"}, "These days have gone by."),
        ({"last": "2020-01-02"}, "The last day comes before the first."),
        ({"last": "9999-12-31"}, "more than a year"),
        ({"first": "9999-06-01", "last": "9999-12-31"}, "more than two years ahead"),
        ({"opens": "10:00"}, "Other times need both"),
        ({"opens": "17:00", "closes": "10:00"}, "This closes before it opens."),
        ({"hubs": []}, "Choose which hubs."),
        ({"name": "x" * 61}, "at most 60"),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_lost(hana: User, elm: Hub, sent: dict[str, Any], says: str) -> None:
    answer = sign_in(hana).post(PLAN, plan(hubs=[elm.pk]) | sent)

    assert answer.status_code == 200
    assert says in answer.text
    assert not Closure.objects.exists()


# --- Bank holidays ----------------------------------------------------------------------------------------------------------


def test_until_somebody_says_families_are_asked_to_ring(elm: Hub, pages: list[str], client: Client) -> None:
    open_all_week(elm)

    assert "On bank holidays ring before you come." in words(client.get("/hubs/elm/"))


def test_the_council_says_it_once_and_a_hub_may_differ(
    adam: User, hana: User, elm: Hub, oak: Hub, pages: list[str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("home.templatetags.offer.bank_holiday", lambda day: "Boxing Day" if day == today() else "")
    open_all_week(elm)
    open_all_week(oak)
    assert "Bank holiday today: ring before you come" in words(client.get("/hubs/oak/"))

    sign_in(adam).post(CLOSURES, {"council": BankHolidays.CLOSED, f"hub-{elm.pk}": "", f"hub-{oak.pk}": ""})
    sign_in(hana).post(CLOSURES, {"council": BankHolidays.NOT_SAID, f"hub-{elm.pk}": BankHolidays.AS_USUAL})

    assert "We are closed on bank holidays." in words(client.get("/hubs/oak/"))
    assert "Closed today: bank holiday. Opens tomorrow at 12am." in words(client.get("/hubs/oak/"))
    assert "On bank holidays we are open as usual." in words(client.get("/hubs/elm/"))
    assert "Open now" in words(client.get("/hubs/elm/"))
    say_bank_holidays(hub=elm, says=None, by=hana)
    assert "We are closed on bank holidays." in words(client.get("/hubs/elm/"))


def test_a_manager_does_not_say_it_for_the_council(hana: User, elm: Hub, oak: Hub) -> None:
    assert "Every hub that does not differ" not in sign_in(hana).get(CLOSURES).text
    for hub in (None, oak):
        with pytest.raises(PermissionDenied):
            say_bank_holidays(hub=hub, says=BankHolidays.CLOSED, by=hana)


def test_the_council_has_one_habit(db: None) -> None:
    BankHolidayHabit.objects.create(hub=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        BankHolidayHabit.objects.create(hub=None)


def test_the_database_refuses_a_closure_that_ends_before_it_begins(db: None) -> None:
    now = timezone.now()
    for fields in ({"ends_at": now}, {"ends_at": now + timedelta(1), "opens_at": time(9)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Closure.objects.create(starts_at=now, **fields)


def test_the_screen_costs_the_same_for_one_and_for_many(adam: User, django_assert_max_num_queries: Any) -> None:
    from_on: datetime = timezone.now() + timedelta(days=3)
    for number in range(12):
        Closure.objects.create(name=f"Day {number}", starts_at=from_on, ends_at=from_on + timedelta(days=1), for_every_hub=True)
    desk = sign_in(adam)
    desk.get(CLOSURES)

    with django_assert_max_num_queries(18):  # ten of them are Wagtail's own furniture
        desk.get(CLOSURES)


def test_of_two_closures_at_once_the_longer_one_counts() -> None:
    noon = timezone.localtime().replace(hour=12)
    training = Spell(noon - timedelta(hours=1), noon + timedelta(hours=2), name="Training")
    christmas = Spell(noon - timedelta(hours=1), noon + timedelta(days=3), name="Christmas")

    for spells in ((training, christmas), (christmas, training)):
        assert Calendar(spells).closed_at(noon) == christmas
