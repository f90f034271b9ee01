"""Use is checked at the moment of use: also when a message that was queued in good time is about to leave (promise 6)."""

from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import User
from consent import provides
from consent.choices import MAIL_IS_FOR
from consent.models import Partner, Person, Purpose
from consent.selectors import ledger as selectors
from consent.services import ledger as services
from consent.services import ledger_confirm
from consent.services import purposes as purposes_services
from core import mail, outbox
from core.models import Hub, Link, OutboxItem
from core.outbox import registry
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.feedback.desk import words


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, a parent at Elm."""
    return agreeing.make_person(elm)


@pytest.fixture
def card(priya: User) -> Purpose:
    """A purpose that is asked, with words."""
    return agreeing.asked_purpose(by=priya, key="take_part", title="Contact me about taking part")


@pytest.fixture
def panel(priya: User) -> Purpose:
    """Running the panel: nobody is asked for a yes."""
    return agreeing.make_purpose(key="panel", title="Running the panel", basis="public_task")


def _as(purpose: Purpose, **changed: Any) -> dict[str, Any]:
    """Return what stands about a purpose, with something changed."""
    return {name: getattr(purpose, name) for name in purposes_services.FIELDS} | changed


# --- May it be used now? --------------------------------------------------------------------------------------------------


def test_what_was_never_asked_is_not_used(ola: Person, card: Purpose) -> None:
    assert selectors.why_not_use(person=ola, purpose=card) == ["They have not agreed to this. What we know: Not known: nobody has asked."]


def test_a_yes_lets_it_be_used_until_they_change_their_mind(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra)
    assert selectors.why_not_use(person=ola, purpose=card, channel="email") == []
    services.change_mind(person=ola, purpose=card, today=today(), by=None)
    assert selectors.why_not_use(person=ola, purpose=card) == ["They have not agreed to this. What we know: Changed their mind."]


def test_a_yes_for_our_website_is_none_for_social_media(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra, channels=("web",))
    assert selectors.why_not_use(person=ola, purpose=card, channel="web") == []
    assert selectors.why_not_use(person=ola, purpose=card, channel="social") == ["They agreed to this, but not here: Social media."]


def test_a_yes_is_for_the_places_that_its_purpose_names_and_no_other(priya: User, petra: User, ola: Person) -> None:
    film = agreeing.asked_purpose(by=priya, channels=["web", "email"])
    record = agreeing.decide(ola, film, by=petra)
    assert record.channels == ["email", "web"]
    assert selectors.why_not_use(person=ola, purpose=film, channel="print") == [
        "This purpose has no such place: On paper.",
        "They agreed to this, but not here: On paper.",
    ]
    with pytest.raises(ValidationError, match="not here: On paper"):
        agreeing.use_of(record)  # a leaflet is on paper, whoever forgets to say so
    assert agreeing.use_of(record, used_as="page").channel == "web"


def test_places_that_a_purpose_gains_are_in_no_yes_of_before(priya: User, petra: User, ola: Person) -> None:
    film = agreeing.asked_purpose(by=priya, channels=["web"])
    assert purposes_services.edit_purpose(purpose=film, said=_as(film, channels=["web", "press"]), by=priya).channels == ["web", "press"]
    agreeing.decide(ola, film, by=petra)
    for wider in (["web", "press", "print"], []):
        with pytest.raises(ValidationError) as refused:
            purposes_services.edit_purpose(purpose=film, said=_as(film, channels=wider), by=priya)
        assert "Nobody was asked about" in refused.value.message_dict["channels"][0]
        assert "On paper" in refused.value.message_dict["channels"][0]
    Purpose.objects.filter(pk=film.pk).update(channels=["web", "press", "print"])
    film.refresh_from_db()
    assert selectors.why_not_use(person=ola, purpose=film, channel="print") == ["They agreed to this, but not here: On paper."]


def test_a_place_that_a_purpose_loses_is_called_back(priya: User, petra: User, ola: Person) -> None:
    film = agreeing.asked_purpose(by=priya, channels=["web", "print"])
    record = agreeing.decide(ola, film, by=petra)
    leaflet, page = agreeing.use_of(record), agreeing.use_of(record, used_as="page")
    purposes_services.edit_purpose(purpose=film, said=_as(film, channels=["web"]), by=priya)
    assert leaflet.tasks.count() == 1
    assert not page.tasks.exists()


def test_a_plain_yes_is_none_where_a_yes_to_these_very_words_is_needed_now(priya: User, petra: User, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(ola, card, by=petra)
    use = agreeing.use_of(record)
    purposes_services.edit_purpose(purpose=card, said=_as(card, special="explicit"), by=priya)
    card.refresh_from_db()
    assert selectors.why_not_use(person=ola, purpose=card) == [
        "They said yes, but not to these very words, which this needs now. Ask them anew."
    ]
    assert use.tasks.count() == 1

    ledger_confirm.ask_to_confirm(record=record, by=petra)
    ledger_confirm.confirm(link=Link.objects.get(), record=record, today=today())
    assert selectors.why_not_use(person=ola, purpose=card) == [], "they were shown these very words, and said that it is right"


def test_a_yes_for_our_website_alone_takes_back_the_leaflet_and_leaves_the_page(petra: User, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(ola, card, by=petra)
    leaflet, page = agreeing.use_of(record), agreeing.use_of(record, used_as="page")
    said = agreeing.said(ola, card, channels=("web",))
    done = services.record(said=said, by=petra, hub=None, today=today())
    assert done.stopped == ("We make no more of it. The copies that are out we cannot call back: Leaflet for baby week.",)
    assert leaflet.tasks.count() == 1
    assert not page.tasks.exists()
    services.change_mind(person=ola, purpose=card, today=today(), by=None)
    assert page.tasks.count() == leaflet.tasks.count() == 1


@pytest.mark.parametrize(
    ("safe", "channel", "why"),
    [
        ("only_ring", "email", "only ring"),
        ("only_ring", "post", "only ring"),
        ("only_ring", "phone", ""),
        ("in_person", "phone", "face to face"),
        ("in_person", "email", "face to face"),
        ("in_person", "web", ""),
        ("", "text", "Nobody has asked them yet"),
        ("yes", "text", ""),
    ],
)
def test_what_is_safe_is_heeded_as_well(petra: User, ola: Person, card: Purpose, safe: str, channel: str, why: str) -> None:
    agreeing.decide(ola, card, by=petra)
    ola.safe = safe
    reasons = selectors.why_not_use(person=ola, purpose=card, channel=channel)
    assert [why in reason for reason in reasons] == ([True] if why else [])


def test_an_ended_purpose_an_ended_partner_and_an_erased_person_are_not_used(priya: User, petra: User, elm: Hub, ola: Person) -> None:
    purpose = agreeing.asked_purpose(by=priya, for_a_partner=True)
    forum = Partner.objects.create(name="Forum", about="x")
    agreeing.decide(ola, purpose, by=petra, partner=forum)
    assert selectors.why_not_use(person=ola, purpose=purpose, partner=forum) == []
    assert "It is not said which partner." in selectors.why_not_use(person=ola, purpose=purpose)

    forum.ended_on = today()
    assert selectors.why_not_use(person=ola, purpose=purpose, partner=forum) == ["We share nothing with this partner any more."]
    purposes_services.end_purpose(purpose=purpose, by=priya, today=today())
    purpose.refresh_from_db()
    assert "This purpose has ended." in selectors.why_not_use(person=ola, purpose=purpose, partner=forum)
    gone = agreeing.make_person(elm, email="", erased_on=today())
    assert "was erased" in selectors.why_not_use(person=gone, purpose=purpose)[0]


# --- Messages -------------------------------------------------------------------------------------------------------------


def _may_leave(template: str, person: Person) -> list[str]:
    return provides.why_mail_stays(template=template, person_id=person.pk)


@pytest.fixture
def posted(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return a way to queue a message about taking part, as another part of Earshot will."""
    monkeypatch.setitem(MAIL_IS_FOR, "trial", "take_part")

    def send(kind: str, person_id: str) -> None:
        person = Person.objects.get(pk=person_id)
        mail.send_to_family("trial", person_id=person.pk, to=person.email, context={"number": kind})

    monkeypatch.setitem(registry.HANDLERS, "tests.to_family", send)
    return lambda person: outbox.put("tests.to_family", "news", str(person.pk))


def test_a_change_of_mind_between_queue_and_send_stops_the_message_and_staff_see_why(
    petra: User, ola: Person, card: Purpose, posted: Any
) -> None:
    agreeing.decide(ola, card, by=petra)
    posted(ola)
    services.change_mind(person=ola, purpose=card, today=today(), by=None)

    tally = outbox.drain()

    assert (tally.stopped, tally.done) == (1, 0)
    assert not django_mail.outbox
    page = words(sign_in(petra).get(reverse("consent_ledger:one", args=[ola.pk])))
    assert "Messages that did not leave" in page
    assert "They have not agreed to this. What we know: Changed their mind." in page
    assert "ola@" not in OutboxItem.objects.get().last_error


def test_a_message_that_is_still_wanted_leaves(petra: User, ola: Person, card: Purpose, posted: Any) -> None:
    agreeing.decide(ola, card, by=petra)
    posted(ola)
    outbox.drain()
    assert [letter.to for letter in django_mail.outbox] == [["ola@family.example"]]
    assert "Messages that did not leave" not in words(sign_in(petra).get(reverse("consent_ledger:one", args=[ola.pk])))


def test_a_message_that_nobody_said_what_it_is_for_does_not_leave(ola: Person, panel: Purpose) -> None:
    assert _may_leave("newsletter", ola) == ["Nobody has said what this message is for, so it does not leave."]
    assert _may_leave("panel_dates", ola) == []


def test_people_from_a_list_get_messages_about_their_panel_and_nothing_else(elm: Hub, petra: User, card: Purpose, panel: Purpose) -> None:
    agreeing.make_purpose(key="expenses", title="Paying you back", basis="legal_duty")
    listed = agreeing.make_person(elm, source="list", safe="")
    assert _may_leave("panel_dates", listed) == []
    for template in ("take_part", "claim_paid"):
        assert "decided nothing yet" in _may_leave(template, listed)[0]
    listed.safe = "in_person"
    listed.save()
    assert "face to face" in _may_leave("panel_dates", listed)[0]
    listed.safe = "yes"
    listed.save()
    agreeing.decide(listed, card, by=petra)
    assert _may_leave("take_part", listed) == []


def test_what_goes_to_nobody_we_know_is_not_ours_to_stop(db: None) -> None:
    assert provides.why_mail_stays(template="trial", person_id=None) == []


# --- Rights to their own ledger -------------------------------------------------------------------------------------------


def test_they_can_have_every_decision_with_its_exact_words(petra: User, ola: Person, card: Purpose) -> None:
    agreeing.decide(ola, card, by=petra)
    held, behind = provides.what_they_decided(person_id=ola.pk)
    assert behind.hold_back, "who heard it is somebody else"
    rows = dict(held.rows)
    assert held.heading == "What you decided: Contact me about taking part"
    assert rows["You said"] == "Yes"
    assert rows["The words it was about"] == "May we write to you?\n\nWe write four times a year."


def test_erasing_stops_what_is_used_deletes_names_and_says_what_stays(petra: User, ola: Person, card: Purpose) -> None:
    record = agreeing.decide(ola, card, by=petra, method="paper", scan=("pdf", b"%PDF-"))
    use = agreeing.use_of(record)
    erased = provides.erase_behind_decisions(person_id=ola.pk, today=today())
    assert erased.number_of_records == 2
    assert "No name stands in it." in erased.kept[0].why
    assert use.tasks.count() == 1
