"""Changing one's mind reaches every place that relied on the yes: what can be hidden goes at once, copies that are out are a task."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings as live
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from accounts.models import User
from consent import provides
from consent.models import ConsentRecord, ConsentUse, Person, TakeDownTask
from consent.services import ledger as services
from consent.services import ledger_uses
from core.choices import RoleKind
from core.clocks import working_days_after
from core.models import AuditEntry, Hub, Post, PostHolder, Role
from tests.builders import make_post, today
from tests.cast import give_role, make_user, sign_in
from tests.consent import agreeing
from tests.feedback.desk import words

asked_of_us: list[UUID] = []


def hide_the_page(*, consent_id: UUID, today: date) -> list[str]:
    """Answer consent.stop_use as a part that shows something on a page: it hides it, and says so."""
    asked_of_us.append(consent_id)
    hidden = ConsentUse.objects.filter(record=consent_id, used_as="page", ended_on__isnull=True)
    said = [f"It stands no more on: {use.title}." for use in hidden]
    for use in hidden:
        ledger_uses.end_use(use=use, today=today, by=None)
    return said


def break_down(*, consent_id: UUID, today: date) -> list[str]:
    """Answer consent.stop_use as a part that is broken."""
    raise RuntimeError("broken")


@pytest.fixture
def provider(settings: Settings) -> None:
    """Let the part above answer."""
    asked_of_us.clear()
    settings.PROVIDERS = {**live.PROVIDERS, "consent.stop_use": [f"{__name__}.hide_the_page"]}


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, a parent at Elm."""
    return agreeing.make_person(elm)


@pytest.fixture
def record(petra: User, priya: User, ola: Person) -> ConsentRecord:
    """Ola said yes to a photo."""
    return agreeing.decide(ola, agreeing.asked_purpose(by=priya, title="Use a photo"), by=petra)


@pytest.fixture
def hanas_post(elm: Hub, hana: User) -> Post:
    """Hana manages Elm and holds the post for it."""
    post = make_post("Hub manager", hub=elm)
    PostHolder.objects.create(post=post, user=hana, from_on=date(2026, 1, 5))
    return post


def change_mind(record: ConsentRecord) -> tuple[str, ...]:
    """Let the person of a record change their mind, on the web."""
    return services.change_mind(person=record.person, purpose=record.purpose, today=today(), by=None).stopped


# --- Fan out --------------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("provider")
def test_a_page_is_hidden_at_once_and_paper_becomes_a_task(record: ConsentRecord) -> None:
    page = agreeing.use_of(record, used_as="page", title="Baby week")
    leaflet = agreeing.use_of(record)
    forum = agreeing.use_of(record, used_as="partner", title="Parent forum")

    said = change_mind(record)

    page.refresh_from_db()
    assert page.ended_on == today()
    assert asked_of_us == [record.pk]
    assert {task.use for task in TakeDownTask.objects.all()} == {leaflet, forum}
    assert said == (
        "It stands no more on: Baby week.",
        "We make no more of it. The copies that are out we cannot call back: Leaflet for baby week.",
        "We tell them to stop. What they know already we cannot take back: Parent forum.",
    )


def test_a_page_that_nobody_hid_is_a_task_too(record: ConsentRecord) -> None:
    agreeing.use_of(record, used_as="page", title="Baby week")
    assert change_mind(record) == ("Somebody takes this away now: Baby week.",)
    assert TakeDownTask.objects.count() == 1


def test_a_part_that_breaks_takes_the_change_of_mind_back_with_it(settings: Settings, record: ConsentRecord) -> None:
    """Better an error that the family sees than a change of mind that reached half of the places."""
    settings.PROVIDERS = {**live.PROVIDERS, "consent.stop_use": [f"{__name__}.break_down"]}
    with pytest.raises(RuntimeError):
        change_mind(record)
    assert ConsentRecord.objects.count() == 1


@pytest.mark.usefixtures("provider")
def test_a_no_on_a_later_form_stops_it_as_well_and_a_second_no_asks_nobody_twice(petra: User, record: ConsentRecord) -> None:
    use = agreeing.use_of(record)
    agreeing.decide(record.person, record.purpose, "refused", by=petra)
    agreeing.decide(record.person, record.purpose, "refused", by=petra)
    assert use.tasks.count() == 1


@pytest.mark.usefixtures("provider")
def test_what_rested_on_an_earlier_yes_stops_with_the_later_one(petra: User, record: ConsentRecord) -> None:
    use = agreeing.use_of(record)
    again = agreeing.decide(record.person, record.purpose, by=petra)
    change_mind(again)
    assert set(asked_of_us) == {record.pk, again.pk}
    assert use.tasks.count() == 1


def test_nothing_is_begun_that_they_have_not_agreed_to(record: ConsentRecord) -> None:
    change_mind(record)
    with pytest.raises(ValidationError, match="have not agreed"):
        agreeing.use_of(record)
    assert not ConsentUse.objects.exists()


# --- Somebody's task ------------------------------------------------------------------------------------------------------


def _waits(user: User) -> list[Any]:
    return provides.what_to_call_back(user=user, today=today())


def test_a_task_is_a_posts_has_a_day_and_stands_on_the_front_page(
    hanas_post: Post, hana: User, asha: User, petra: User, record: ConsentRecord
) -> None:
    agreeing.use_of(record)
    change_mind(record)

    task = TakeDownTask.objects.get()
    assert (task.post, task.due_on) == (hanas_post, working_days_after(today(), 5))
    (one,) = _waits(hana)
    assert one.text == "Somebody changed their mind. Call back “Leaflet for baby week”"
    assert one.why == "You hold Hub manager at Elm."
    assert _waits(asha) == _waits(petra) == []
    assert "Call back “Leaflet for baby week”" in words(sign_in(hana).get("/admin/"))


def test_without_a_post_it_waits_for_all_who_may_act(petra: User, cara: User, record: ConsentRecord) -> None:
    agreeing.use_of(record)
    change_mind(record)
    assert [one.why for one in _waits(petra)] == ["Nobody holds a post for this, so it waits for all of you who may act."]
    assert _waits(cara) == []


def test_a_post_whose_holder_may_not_act_is_passed_over(elm: Hub, petra: User, record: ConsentRecord) -> None:
    """Who leads for the council may only read here: what waited for that post would wait for nobody."""
    lead = make_user("Lea")
    give_role(lead, RoleKind.ENGAGEMENT_LEAD)
    for person, title, hub in ((lead, "Engagement lead", None), (petra, "Panel coordinator", elm)):
        PostHolder.objects.create(post=make_post(title, hub=hub), user=person, from_on=date(2026, 1, 5))
    agreeing.use_of(record)
    change_mind(record)
    assert TakeDownTask.objects.get(post__title="Panel coordinator")
    assert [one.why for one in _waits(petra)] == ["You hold Panel coordinator at Elm."]
    Role.objects.filter(user=petra).delete()
    colleague = make_user("Mo")
    give_role(colleague, RoleKind.HUB_MANAGER, elm)
    assert [one.why for one in _waits(colleague)] == ["Nobody holds a post for this, so it waits for all of you who may act."]


# --- Calling it back -----------------------------------------------------------------------------------------------------


@pytest.fixture
def task(record: ConsentRecord) -> TakeDownTask:
    """A leaflet is out, and Ola changed her mind."""
    agreeing.use_of(record)
    change_mind(record)
    return TakeDownTask.objects.get()


@pytest.fixture
def desk(petra: User) -> Client:
    """Petra's desk."""
    return sign_in(petra)


def _at(task: TakeDownTask) -> str:
    return reverse("take_downs:one", args=[task.pk])


def test_what_could_not_be_called_back_says_so_honestly(desk: Client, petra: User, task: TakeDownTask) -> None:
    assert "Say whether it is called back" in words(desk.post(_at(task), {"words": "Half a sentence"}))
    page = desk.post(_at(task), {"state": "could_not", "words": ""})
    assert "one honest sentence" in words(page)
    assert 'value="could_not" checked' in page.text
    assert "5 letters too long" in words(desk.post(_at(task), {"state": "done", "words": "w" * 505}))

    desk.post(_at(task), {"state": "could_not", "words": "300 leaflets are in homes. We print no more."})

    task.refresh_from_db()
    task.use.refresh_from_db()
    assert (task.state, task.ended_by, task.ended_on, task.use.ended_on) == ("could_not", petra, today(), today())
    assert "300 leaflets are in homes." in words(desk.get(reverse("consent_ledger:one", args=[task.use.record.person_id])))
    assert "This has ended already." in words(desk.post(_at(task), {"state": "done"}))
    assert AuditEntry.objects.filter(verb="consent.take_down.could_not").count() == 1


def test_a_task_says_whether_the_family_or_a_colleague_said_it(desk: Client, petra: User, record: ConsentRecord) -> None:
    agreeing.use_of(record)
    services.change_mind(person=record.person, purpose=record.purpose, today=today(), by=petra, method="spoken")
    page = words(desk.get(_at(TakeDownTask.objects.get())))
    assert "A colleague says that somebody changed their mind" in page
    assert "The family was told" not in page


def test_a_task_of_who_said_it_themselves_tells_what_they_read(desk: Client, task: TakeDownTask) -> None:
    page = words(desk.get(_at(task)))
    assert "The family was told" in page
    assert "A colleague says" not in page


def test_the_list_shows_what_waits_and_what_has_ended(
    desk: Client, petra: User, task: TakeDownTask, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("take_downs:index")
    assert "Leaflet for baby week" in words(desk.get(address))
    assert "Nothing has ended yet." in words(desk.get(address, {"state": "ended"}))
    with django_assert_max_num_queries(14):
        desk.get(address)
    ledger_uses.call_back(task=task, state="done", words="", by=petra, today=today())
    assert "Nothing waits." in words(desk.get(address))
    assert "Called back" in words(desk.get(address, {"state": "ended"}))


def test_who_only_reads_does_not_end_it(asha: User, task: TakeDownTask) -> None:
    assert "How did it go?" not in words(sign_in(asha).get(_at(task)))
    assert sign_in(asha).post(_at(task), {"state": "done"}).status_code in {302, 403}


@pytest.mark.parametrize("wrong", [{"state": "done"}, {"ended_on": "2026-01-05"}, {"state": "could_not", "ended_on": "2026-01-05"}])
def test_the_database_refuses_what_must_never_be(task: TakeDownTask, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        TakeDownTask.objects.filter(pk=task.pk).update(**wrong)
