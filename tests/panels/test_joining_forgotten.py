"""What somebody told us who would like to join goes: at their word, when they are erased, and when its time is over. Holds are heeded."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from accounts.models import User
from consent.choices.retention import BY_CODE
from consent.models import Introduction, LegalHold, Person
from consent.rules.retention import months_before
from consent.selectors import retention
from consent.services.erasing import erase_everywhere
from core.answers import HeldBack
from core.choices import RoleKind
from core.models import Hub, PostHolder
from core.questions import person_export, post_hangs, retention_end, retention_find, retention_which
from panels.models import Interest, Membership, Panel
from panels.selectors.joining import CODE
from panels.services import joining as services
from panels.services import joining_ended
from tests.builders import make_post, today
from tests.cast import give_role, make_user, sign_in
from tests.families import make_person
from tests.panels.joining import asked, talked_with
from tests.panels.paneling import make_panel

pytestmark = pytest.mark.django_db
KIND = BY_CODE[CODE]


@pytest.fixture
def panel(elm: Hub) -> Panel:
    """The parents' panel of Elm."""
    return make_panel(elm, coordinator=make_post("Parent panel coordinator", hub=elm))


def held(priya: User, **about: object) -> LegalHold:
    return LegalHold.objects.create(name="Case", reason="A court.", from_on=today(), placed_by=priya, **about)


def joined(panel: Panel, petra: User, elm: Hub) -> Interest:
    one = talked_with(panel, petra)
    services.make_known(interest=one, name="Sana", hub=elm, by=petra, today=today())
    services.join(interest=one, kind="member", how_agreed="", by=petra, today=today())
    one.refresh_from_db()
    return one


def test_whoever_is_erased_is_gone_also_from_what_was_sent_under_their_address(panel: Panel, petra: User, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", email="ola@example.org", phone="07700 900123")
    asked(panel, phone="", email="OLA@example.org", words="I am Ola")
    asked(panel, phone="07700 900123")
    stays = asked(panel, phone="07700 900999")

    erase_everywhere(ola, today())

    assert [one.pk for one in Interest.objects.all()] == [stays.pk]
    assert Introduction.objects.count() == 1


@pytest.mark.parametrize("about", ["this record", "the whole kind", "a person behind it"])
def test_what_a_hold_keeps_is_not_erased(panel: Panel, priya: User, elm: Hub, about: str) -> None:
    ola, kit = make_person(elm, "Ola Nowak", phone="07700 900123"), make_person(elm, "Kit", phone="07700 900123")
    one = asked(panel, phone="07700 900123")
    kept: dict[str, dict[str, object]] = {
        "this record": {"code": CODE, "record": str(one.pk)},
        "the whole kind": {"code": CODE},
        "a person behind it": {"person": kit},
    }
    hold = held(priya, **kept[about])

    with pytest.raises(HeldBack):
        erase_everywhere(ola, today())
    assert Interest.objects.filter(pk=one.pk, introduction__isnull=False).exists()
    LegalHold.objects.filter(pk=hold.pk).delete()
    erase_everywhere(ola, today())
    assert not Interest.objects.exists()


def test_who_is_known_and_is_erased_leaves_no_interest_and_a_member_stays_counted(panel: Panel, petra: User, elm: Hub) -> None:
    one = talked_with(panel, petra)
    known = services.make_known(interest=one, name="Sana", hub=elm, by=petra, today=today()).person
    erase_everywhere(known, today())
    assert not Interest.objects.exists()

    one = joined(make_panel(elm, "Dads"), petra, elm)
    assert one.membership is not None
    assert one.membership.person is not None
    erase_everywhere(one.membership.person, today())
    assert Membership.objects.count() == 1
    assert Interest.objects.count() == 1  # where they heard of it, and nothing of who they were


def test_somebody_reads_in_their_copy_what_they_asked(panel: Panel, petra: User, elm: Hub) -> None:
    one = talked_with(panel, petra, heard_through="midwife", suits=["evenings"])
    known = services.make_known(interest=one, name="Sana", hub=elm, by=petra, today=today()).person

    copies = [held_ for found in person_export.answers(person_id=known.pk) for held_ in found]
    (mine,) = [one for one in copies if one.heading == "That you would like to join a panel"]
    assert ("Where did you hear of it?", "A midwife") in mine.rows
    assert ("What suits you?", "Evenings") in mine.rows


def test_what_another_wrote_under_my_address_is_not_in_my_copy(panel: Panel, elm: Hub) -> None:
    ola = make_person(elm, "Ola Nowak", phone="07700 900123")
    asked(panel, name="Mallory", words="Mallory wrote this")
    copies = [str(held_) for found in person_export.answers(person_id=ola.pk) for held_ in found]
    assert not any("Mallory" in one or "join a panel" in one for one in copies)


def test_six_months_after_they_asked_it_is_due_and_then_deleted(panel: Panel, petra: User, elm: Hub) -> None:
    old, new = asked(panel), asked(panel, phone="07700 900124")
    long_ago = months_before(today(), 6)
    Interest.objects.filter(pk=old.pk).update(came_on=long_ago)
    Interest.objects.filter(pk=new.pk).update(came_on=long_ago + timedelta(days=1))

    assert retention.standing_of(KIND, today()).number_due == 1
    (there,) = [one for found in retention_which.answers(code=CODE, keys=[str(old.pk)]) for one in found or []]
    assert (there.where, there.number) == ("Elm", 1)
    assert str(old.pk) in retention_find.answers(code=CODE, typed=f"/admin/would-like-to-join/{old.pk}/")

    (done,) = [one for one in retention_end.answers(code=CODE, key=str(old.pk), today=today()) if one]
    assert done.why_kept == ""
    assert [one.pk for one in Interest.objects.all()] == [new.pk]
    assert Introduction.objects.count() == 1
    assert [one.why_kept for one in retention_end.answers(code=CODE, key=str(old.pk), today=today()) if one] == [""]


def test_who_joined_is_no_prospect(panel: Panel, petra: User, elm: Hub) -> None:
    one = joined(panel, petra, elm)
    Interest.objects.update(came_on=months_before(today(), 12))

    assert retention.standing_of(KIND, today()).number_due == 0
    assert joining_ended.end_kept(key=str(one.pk)).why_kept == "They joined meanwhile."
    assert Interest.objects.exists()


@pytest.mark.parametrize("about", ["kind", "record", "person", "address"])
def test_what_is_held_back_is_not_deleted_at_anybodys_word(about: str, panel: Panel, petra: User, priya: User, elm: Hub) -> None:
    one = asked(panel)
    ola = make_person(elm, "Ola Nowak", phone="07700 900123")
    facts = {"kind": {"code": CODE}, "record": {"code": CODE, "record": str(one.pk)}}.get(about, {"person": ola})
    held(priya, **facts)

    with pytest.raises(ValidationError):
        joining_ended.forget(interest=one, by=petra)
    assert joining_ended.end_kept(key=str(one.pk)).why_kept == "They are held back."
    assert Introduction.objects.count() == 1


def test_who_is_known_by_now_is_forgotten_by_the_rights_desk(panel: Panel, petra: User, elm: Hub) -> None:
    one = talked_with(panel, petra)
    services.make_known(interest=one, name="Sana", hub=elm, by=petra, today=today())
    with pytest.raises(ValidationError) as refused:
        joining_ended.forget(interest=one, by=petra)
    assert "Questions about data" in refused.value.messages[0]
    assert Person.objects.count() == 1


def test_what_waits_moves_with_the_post(panel: Panel) -> None:
    asked(panel)
    assert panel.coordinator is not None
    hangs = [one for found in post_hangs.answers(post_ids=frozenset({panel.coordinator.pk}), today=today()) for one in found]
    assert "rings or meets 1 person who would like to join a panel" in [one.text for one in hangs]


def test_who_acts_for_the_post_of_a_council_panel_reaches_it(petra: User, elm: Hub) -> None:
    post = make_post("Council coordinator")
    PostHolder.objects.create(post=post, user=petra, from_on=today() - timedelta(days=2))
    one = asked(make_panel(None, coordinator=post))
    stranger = make_user("Wanda")
    give_role(stranger, RoleKind.PANEL_COORDINATOR, elm)

    at = f"/admin/would-like-to-join/{one.pk}/"
    assert sign_in(petra).get(at).status_code == 200
    assert sign_in(stranger).get(at).status_code == 404


def test_a_finance_role_reads_nobody(fay: User, panel: Panel, client: Client) -> None:
    one = asked(panel)
    desk = sign_in(fay)
    for at in ("/admin/would-like-to-join/", f"/admin/would-like-to-join/{one.pk}/"):
        assert desk.get(at).status_code in {302, 403, 404}


def test_who_was_deleted_by_a_colleague_meanwhile_is_no_error(panel: Panel, petra: User) -> None:
    one = asked(panel)
    stale = Interest.objects.get(pk=one.pk)
    assert joining_ended.forget(interest=one, by=petra) == 1

    assert joining_ended.forget(interest=stale, by=petra) == 0
    assert joining_ended.end_kept(key=str(stale.pk)).why_kept == ""
