"""Whose data is asked for after two records were joined: whoever was known for one of them is not known for both (decision 0047)."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.choices import HowReceived, PartVerdict, SafeThere, Source, Verdict
from consent.models import PartDecision, Person, RightsRequest
from consent.rules import rights as rules
from consent.selectors import rights as selectors
from consent.services import rights, rights_copy
from consent.services.people import add_person, merge_people
from core.models import AuditEntry, Hub
from tests.builders import today
from tests.cast import sign_in
from tests.consent.rights import above, at, decided, known
from tests.families import make_person, make_rights_request
from tests.feedback.desk import words

__all__ = ["above"]

ANEW = "Two records were joined since: say again how you know who asks."
SECRET = "14 Quay Lane, whom nobody may tell"
HERS = "ola.nowak@family.example"


@pytest.fixture
def ola(elm: Hub) -> Person:
    """Ola, to whom it is not safe to write, and who moved to an address that nobody may learn."""
    return make_person(elm, email=HERS, post_address=SECRET, safe=SafeThere.IN_PERSON)


@pytest.fixture
def his(db: None) -> Person:
    """A record that somebody who reads her mailbox made by the public form, with her own address."""
    said = {"name": "Ola", "email": HERS, "safe": SafeThere.YES, "language": "en-gb", "is_young": False}
    return add_person(said=said, by=None, source=Source.FORM)


def asked_at_the_door(person: Person, kind: str) -> RightsRequest:
    return make_rights_request(person, kind, how=HowReceived.DOOR)


# --- The door proved one mailbox, and not that the other record is theirs -------------------------------------------------


@pytest.mark.parametrize("kind", ["access", "erasure"])
@pytest.mark.parametrize("hers_stays", [True, False])
def test_who_asked_at_the_door_is_not_known_for_the_record_that_was_joined_to_theirs(
    priya: User, petra: User, ola: Person, his: Person, kind: str, hers_stays: bool
) -> None:
    asked = asked_at_the_door(his, kind)
    stays, goes = (ola, his) if hers_stays else (his, ola)
    merge_people(stays=stays, goes=goes, by=petra)

    page = words(decided(sign_in(priya), asked))

    row = RightsRequest.objects.get()
    assert ANEW in page
    assert (row.decided_on, row.identified_on, row.identified_how) == (None, None, "")
    with pytest.raises(ValidationError):
        rights.erase(request=asked, by=priya, today=today())
    assert Person.objects.get(pk=stays.pk).post_address == SECRET


def test_what_was_decided_before_the_records_were_joined_is_decided_anew(priya: User, petra: User, ola: Person, his: Person) -> None:
    desk = sign_in(priya)
    asked = asked_at_the_door(his, "access")
    decided(desk, asked, answer="Here is your copy, as you asked.")
    assert desk.post(at("copy_file", asked), {"as": "html"}).headers.get("Content-Disposition")

    merge_people(stays=ola, goes=his, by=petra)

    page = desk.post(at("copy_file", asked), {"as": "html"})
    assert not page.headers.get("Content-Disposition")
    assert SECRET not in page.text
    row = RightsRequest.objects.get()
    assert (row.verdict, row.decided_on, row.decided_by, row.why_not_all) == ("", None, None, "")
    assert "Here is your copy, as you asked." in words(desk.get(at("one", asked))), "what the officer wrote is not lost"


@pytest.mark.usefixtures("above")
def test_what_was_said_of_parts_of_a_copy_goes_with_it(priya: User, petra: User, elm: Hub) -> None:
    ola, twice = make_person(elm), make_person(elm, "Aleksandra")
    asked = known(make_rights_request(ola), priya)
    (note,) = [part for part in selectors.parts_of(asked) if part.held.hold_back]
    rights_copy.judge_part(request=asked, key=note.key, verdict=PartVerdict.GIVE, instead="", by=priya, today=today())

    merge_people(stays=twice, goes=ola, by=petra)

    assert not PartDecision.objects.exists()


def test_the_officer_says_once_more_how_they_know_and_goes_on(priya: User, petra: User, elm: Hub) -> None:
    ola, twice = make_person(elm), make_person(elm, "Aleksandra")
    asked = known(make_rights_request(ola, "erasure"), priya)
    merge_people(stays=twice, goes=ola, by=petra)
    desk = sign_in(priya)
    assert ANEW in words(desk.get(at("one", asked)))
    assert "would go from every place" not in words(desk.get(at("one", asked)))

    page = words(desk.post(at("identify", asked), {"how": "known"}, follow=True))

    assert ANEW not in page
    assert "would go from every place" in page
    decided(desk, asked)
    rights.erase(request=asked, by=priya, today=today())
    assert Person.objects.get(pk=twice.pk).erased_on == today()


def test_the_clock_may_stand_still_again_while_we_ask_who_they_are(priya: User, petra: User, elm: Hub) -> None:
    ola, twice = make_person(elm), make_person(elm, "Aleksandra")
    asked = known(make_rights_request(ola), priya)
    merge_people(stays=twice, goes=ola, by=petra)
    rights.stop_clock(request=asked, why="identity", by=priya, today=today())
    assert RightsRequest.objects.get().pauses.filter(until_on__isnull=True).exists()


def test_nobody_of_staff_says_that_somebody_came_in_by_the_door(priya: User, petra: User, ola: Person, his: Person) -> None:
    asked = asked_at_the_door(his, "access")
    merge_people(stays=ola, goes=his, by=petra)
    with pytest.raises(ValidationError, match="Choose how you know who it is"):
        rights.identify(request=asked, how="door", by=priya, today=today())


def test_a_request_that_has_ended_keeps_what_was_said_of_it(priya: User, petra: User, elm: Hub) -> None:
    ola, twice = make_person(elm), make_person(elm, "Aleksandra")
    desk = sign_in(priya)
    asked = known(make_rights_request(ola), priya)
    decided(desk, asked)
    desk.post(at("copy_file", asked))
    desk.post(at("finish", asked))

    merge_people(stays=twice, goes=ola, by=petra)

    row = RightsRequest.objects.get()
    assert (row.identified_on, row.verdict, row.done_on) == (today(), Verdict.YES, today())
    assert not AuditEntry.objects.filter(verb="consent.rights.ask_anew").exists()


def test_what_an_objection_has_stopped_stays_stopped_and_nobody_gets_the_letter_unknown(priya: User, petra: User, elm: Hub) -> None:
    ola, twice = make_person(elm), make_person(elm, "Aleksandra")
    asked = known(make_rights_request(ola, "objection"), priya)
    RightsRequest.objects.update(verdict="yes", decided_on=today(), decided_by=priya, stopped_on=today())

    merge_people(stays=twice, goes=ola, by=petra)

    assert RightsRequest.objects.get().stopped_on == today()
    with pytest.raises(ValidationError, match="say again how you know who asks"):
        rights.finish(request=asked, by=priya, today=today())
    rights.identify(request=asked, how="known", by=priya, today=today())
    rights.finish(request=asked, by=priya, today=today())


def test_the_trail_keeps_that_it_is_asked_anew(petra: User, priya: User, ola: Person, his: Person) -> None:
    asked_at_the_door(his, "access")
    merge_people(stays=ola, goes=his, by=petra)
    assert AuditEntry.objects.get(verb="consent.rights.ask_anew").actor == f"staff:{petra.pk}"


def test_a_code_of_the_door_counts_for_the_record_it_was_sent_for_and_for_no_other(petra: User, ola: Person, his: Person) -> None:
    """Also for what was joined before this was heeded."""
    asked = asked_at_the_door(his, "access")
    Person.objects.filter(pk=his.pk).update(merged_into=ola)
    row = RightsRequest.objects.select_related("person__merged_into").get(pk=asked.pk)
    reasons = rules.why_not_decide(row, verdict="yes", why="", answer="Here.", undecided=0)
    assert ANEW in reasons


# --- Before they are joined ----------------------------------------------------------------------------------------------


def side_by_side(petra: User, stays: Person, goes: Person) -> str:
    desk: Client = sign_in(petra)
    return words(desk.get(reverse("families:merge", args=[stays.pk]), {"other": goes.code}))


def test_the_screen_warns_where_one_came_by_the_form_and_the_other_is_not_safe_to_write_to(petra: User, ola: Person, his: Person) -> None:
    Person.objects.filter(pk=his.pk).update(hub=ola.hub)
    for stays, goes in ((ola, his), (his, ola)):
        page = side_by_side(petra, stays, goes)
        assert f"{his.shown_code} came by the public form" in page
        assert "Whoever reads their post can have filled it in." in page
        assert "do not say the same about whether it is safe" in page


def test_the_screen_warns_where_they_differ_about_what_is_safe(petra: User, elm: Hub) -> None:
    page = side_by_side(petra, make_person(elm, "Ola"), make_person(elm, "Ola N", safe=SafeThere.ONLY_RING))
    assert "do not say the same about whether it is safe" in page
    assert "came by the public form" not in page


def test_of_two_who_say_the_same_nothing_is_warned_about(petra: User, elm: Hub) -> None:
    page = side_by_side(petra, make_person(elm, "Ola"), make_person(elm, "Ola N"))
    assert "This cannot be taken back." in page
    assert "do not say the same about whether it is safe" not in page
    assert "came by the public form" not in page
