"""Choosing behind the door and by the link of a message: one tap each, and stopping is never harder than agreeing."""

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from consent.choices import Audience, Decision, Method, SafeThere
from consent.models import ConsentRecord, ConsentUse, Partner, Person, Purpose, TakeDownTask, Wording
from consent.selectors import ledger
from consent.selectors.my_choices import choices_of
from consent.services import choice_links, ledger_uses, purposes
from consent.services import ledger as services
from core.crypto import seal
from core.models import AuditEntry, Hub
from tests import builders
from tests.consent import agreeing
from tests.consent.doorway import DOOR, EMAIL, asked_for_code, numbers, typed_in
from tests.families import make_person
from tests.feedback.desk import words

CHOOSE, SLIP = reverse("choose"), reverse("choices_slip")


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, who gave us an address that it is safe to write to."""
    return make_person(elm, email=EMAIL)


@pytest.fixture
def inside(client: Client, ola: Person) -> Client:
    """Ola's phone, behind the door."""
    typed_in(client, asked_for_code(client), numbers())
    return client


@pytest.fixture(autouse=True)
def beginnings(db: None) -> None:
    """What every council begins with."""
    purposes.begin()


@pytest.fixture
def told(beginnings: None) -> Purpose:
    """The purpose of telling people what happened: asked as a yes."""
    return Purpose.objects.get(key="told")


def _words_of(purpose: Purpose, audience: str = Audience.ADULTS) -> Wording:
    return Wording.objects.current().get(purpose=purpose, audience=audience, language="en-gb")


def _say(client: Client, purpose: Purpose, say: str, **more: Any) -> Any:
    return client.post(CHOOSE, {"purpose": purpose.key, "wording": _words_of(purpose).pk, "say": say, **more})


def _stands(person: Person, purpose: Purpose) -> str:
    return ledger.standing(person, purpose).state


def stop_the_newsletter(*, consent_id: UUID, today: date) -> list[str]:
    """Answer consent.stop_use as a floor above would."""
    return ["The picture is off our page."]


OF_MEMBERS = ("panel_name", "panel_words")  # asked of who is on a panel: tests/panels/test_asked_of_members.py


def test_every_choice_stands_there_with_nothing_chosen_beforehand(inside: Client, ola: Person) -> None:
    page = inside.get(DOOR).text
    asked = Purpose.objects.asked().in_use().filter(for_a_partner=False).exclude(key__in=OF_MEMBERS)
    assert asked.count() >= 5
    for purpose in asked:
        assert _words_of(purpose).question in re.sub(r"&#x27;", "'", page), purpose.key
    assert page.count("You have not said yet.") == len(choices_of(ola, language="en-gb", today=builders.today()))
    assert page.count("Until there is a yes, it counts as no.") == 1
    assert "checked" not in page
    assert not ConsentRecord.objects.exists(), "looking says nothing"


def test_yes_and_no_are_one_tap_each_and_both_are_written_down(inside: Client, ola: Person, told: Purpose) -> None:
    photo = Purpose.objects.get(key="photo")
    assert _say(inside, told, "yes").headers["Location"] == f"{DOOR}#told"
    _say(inside, photo, "no")

    rows = {row.purpose.key: row for row in ConsentRecord.objects.all()}
    assert (rows["told"].decision, rows["photo"].decision) == (Decision.GRANTED, Decision.REFUSED)
    assert {row.method for row in rows.values()} == {Method.WEB}
    assert rows["told"].wording == _words_of(told)
    assert rows["told"].collected_by is None
    page = words(inside.get(DOOR))
    assert "You said yes , on" in page
    assert "You said no , on" in page


def test_changing_a_mind_is_one_tap_and_says_what_stopped(inside: Client, ola: Person, told: Purpose, settings: Any) -> None:
    settings.PROVIDERS = {**settings.PROVIDERS, "consent.stop_use": [f"{__name__}.stop_the_newsletter"]}
    _say(inside, told, "yes")
    record = ConsentRecord.objects.get()
    ledger_uses.begin_use(record=record, used_as="picture", title="Summer booklet", today=builders.today(), by=None)

    changed = _say(inside, told, "no")

    page = words(inside.get(changed.headers["Location"]))
    assert "Your choice is changed" in page
    assert "The picture is off our page." in page
    assert TakeDownTask.objects.count() == 1
    assert _stands(ola, told) == "withdrawn"
    assert "picture" not in changed.headers["Location"], "what stopped stands sealed in the address"
    assert "changed your mind" in page


def test_the_exact_words_agreed_to_stay_when_newer_ones_are_published(inside: Client, ola: Person, told: Purpose, priya: User) -> None:
    _say(inside, told, "yes")
    old = _words_of(told)
    made = Wording.objects.create(
        purpose=told, number=old.number + 1, question="May we write?", text="Newer words.", yes="Yes", no="No", supersedes=old
    )
    Wording.objects.filter(pk=made.pk).update(published_at=timezone.now(), digest="x" * 64, published_by=priya)
    page = words(inside.get(DOOR))
    assert "May we write?" in page
    assert old.text.split(".")[0] in page.replace("&#x27;", "'")


def test_a_yes_to_words_that_were_replaced_meanwhile_is_asked_anew(inside: Client, told: Purpose, priya: User) -> None:
    old = _words_of(told)
    agreeing.publish_words(told, by=priya, question="May we tell you, and everybody else?", text="Newer and wider words.")
    for shown in (old.pk, 999_999):
        answer = inside.post(CHOOSE, {"purpose": "told", "wording": shown, "say": "yes"})
        assert answer.headers["Location"] == f"{DOOR}#told"
    assert not ConsentRecord.objects.exists()
    assert "May we tell you, and everybody else?" in words(inside.get(DOOR))
    _say(inside, told, "yes")
    assert ConsentRecord.objects.get().wording.text == "Newer and wider words."


@pytest.mark.parametrize(
    "post",
    [{}, {"purpose": "nothing", "say": "yes"}, {"purpose": "told", "partner": "7", "say": "yes"}, {"purpose": "panel", "say": "yes"}],
    ids=["nothing", "unknown", "a partner where none is", "not asked"],
)
def test_what_is_no_choice_of_theirs_changes_nothing(inside: Client, post: dict[str, str]) -> None:
    inside.post(CHOOSE, post)
    assert not ConsentRecord.objects.filter(decision=Decision.GRANTED).exists()


def test_nobody_chooses_from_before_the_door(client: Client, ola: Person, told: Purpose) -> None:
    assert _say(client, told, "yes").headers["Location"].startswith(f"{DOOR}?away=")
    assert client.get(CHOOSE).headers["Location"] == DOOR
    assert client.get(SLIP).headers["Location"] == DOOR
    assert not ConsentRecord.objects.exists()


def test_what_is_done_without_asking_says_why_and_stops_in_one_step_where_it_can(inside: Client, ola: Person) -> None:
    monitoring, panel = Purpose.objects.get(key="monitoring"), Purpose.objects.get(key="panel")
    page = words(inside.get(DOOR))
    assert monitoring.title in page
    assert panel.title in page
    assert ledger.why_not_use(person=ola, purpose=monitoring) == []

    inside.post(CHOOSE, {"purpose": "monitoring", "say": "no"})

    assert ledger.why_not_use(person=ola, purpose=monitoring) == ["They told us to stop using theirs for this."]
    assert "we stopped using yours" in words(inside.get(DOOR))
    inside.post(CHOOSE, {"purpose": "monitoring", "say": "again"})
    assert ledger.why_not_use(person=ola, purpose=monitoring) == []


def test_sharing_is_chosen_for_each_partner(inside: Client, ola: Person) -> None:
    nhs, forum = (Partner.objects.create(name=name, about="x") for name in ("The health trust", "The forum"))
    share = Purpose.objects.asked().in_use().get(for_a_partner=True)
    page = words(inside.get(DOOR))
    assert "The health trust" in page
    assert "The forum" in page
    ids = re.findall(r' id="(share[^"]*)"', inside.get(DOOR).text)
    assert sorted(ids) == sorted({f"share-{one.pk}" for one in (nhs, forum)}), "each has an address of its own"
    assert _say(inside, share, "yes", partner=str(nhs.pk)).headers["Location"] == f"{DOOR}#share-{nhs.pk}"
    assert ledger.standing(ola, share, nhs).is_yes
    assert not ledger.standing(ola, share, forum).is_yes


def test_a_young_person_for_whom_somebody_decides_can_only_stop(client: Client, elm: Hub, told: Purpose) -> None:
    later = builders.today() + timedelta(days=400)
    child = make_person(
        elm, "Kid", email="kid@family.example", is_young=True, decided_by="Dana", says_may_decide=True, ask_again_from=later
    )
    typed_in(client, asked_for_code(client, "kid@family.example"), numbers())
    page = words(client.get(DOOR))
    assert "Somebody else says yes for you until you are asked yourself, from " in page
    _say(client, told, "no")
    assert _stands(child, told) == "refused"


def test_the_slip_says_what_holds_by_code_and_without_a_name(inside: Client, ola: Person, told: Purpose) -> None:
    _say(inside, told, "yes")
    page = inside.get(SLIP)
    assert ola.shown_code in words(page)
    assert "Ola" not in words(page)
    assert "Yes, since" in words(page)
    assert "no-store" in page.headers["Cache-Control"]


# --- The link in a message ------------------------------------------------------------------------------------------------


@pytest.fixture
def link(ola: Person, told: Purpose) -> str:
    """The address at the foot of a message to Ola."""
    return "/" + choice_links.address_of(person=ola, purpose=told).partition("//")[2].partition("/")[2]


def test_a_link_shows_one_choice_without_name_or_history_and_looking_changes_nothing(
    client: Client, ola: Person, told: Purpose, link: str
) -> None:
    page = client.get(link)
    assert _words_of(told).question in words(page).replace("&#x27;", "'")
    assert "Ola" not in page.text
    assert Purpose.objects.get(key="photo").title not in words(page)
    assert not ConsentRecord.objects.exists()


def test_a_link_stops_what_the_message_rests_on_however_often_it_is_pressed(client: Client, ola: Person, told: Purpose, link: str) -> None:
    services.record(said=agreeing.said(ola, told, method="web", witness=""), by=None, hub=None, today=builders.today())
    assert ledger.why_not_use(person=ola, purpose=told) == []
    for _ in range(3):
        assert "It is stopped" in words(client.post(link))
    assert [row.decision for row in ConsentRecord.objects.oldest_first()] == [Decision.GRANTED, Decision.WITHDRAWN]
    assert AuditEntry.objects.filter(verb="consent.record.change_mind").count() == 1
    assert ledger.why_not_use(person=ola, purpose=told) == ["They have not agreed to this. What we know: Changed their mind."]


def test_a_link_about_what_needs_no_yes_opens_nothing_and_breaks_nothing(client: Client, ola: Person) -> None:
    for key in ("monitoring", "panel"):
        address = choice_links.address_of(person=ola, purpose=Purpose.objects.get(key=key)).partition("//")[2].partition("/")[2]
        assert client.get(f"/{address}").status_code == 410, key
        assert client.post(f"/{address}").status_code == 410, key
    assert not ConsentRecord.objects.exists()


def test_a_forged_an_old_and_a_moved_on_link_open_nothing(
    client: Client, ola: Person, told: Purpose, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    forged = link[:-6] + "AAAA=/"
    other = "/my-choices/stop/" + seal("[1]", where="somewhere.else") + "/"
    for bad in (forged, other, "/my-choices/stop/made-up/"):
        assert client.get(bad).status_code == 410, bad
        assert client.post(bad).status_code == 410
    with monkeypatch.context() as patch:
        patch.setattr(choice_links, "LASTS", -1)
        assert client.post(link).status_code == 410
    ola.email = "new@family.example"
    ola.save()
    assert client.post(link).status_code == 410, "it was sent to an address that is theirs no more"
    assert not ConsentRecord.objects.exists()


def test_no_link_holds_a_name_or_an_address_that_could_be_read(ola: Person, link: str) -> None:
    for canary in ("ola", "nowak", "family.example", str(ola.pk)):
        assert canary not in link.lower()


def test_where_writing_is_not_safe_the_choice_is_still_theirs(client: Client, ola: Person, told: Purpose, link: str) -> None:
    Person.objects.filter(pk=ola.pk).update(safe=SafeThere.IN_PERSON)
    assert "It is stopped" in words(client.post(link))
    assert ConsentUse.objects.count() == 0


def test_what_is_still_english_keeps_its_days_in_english_on_a_page_that_runs_the_other_way(inside: Client, told: Purpose) -> None:
    """An Urdu month inside an English sentence would turn its day and year round."""
    _say(inside, told, "yes")

    with override("ur"):
        page = inside.get(reverse("my_choices")).content.decode()

    assert "You said yes</strong>, on {0.day} {0:%B} {0.year}.".format(timezone.localdate()) in page
    assert '<div lang="en-gb" dir="ltr"><details><summary>What you decided: ' in page
    assert "<div><details open><summary>آپ کون ہیں" in page
