"""The support log: read by few, each reading written down, in no list; the safeguarding lead reads it without reading names."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import Person
from core.models import AuditEntry, Hub
from core.role_table import RIGHTS
from panels.models import Membership, SupportNote
from panels.services.leaving import Goodbye, leave_panel
from panels.services.member_notes import add_to_log, read_log
from tests.builders import today
from tests.cast import sign_in
from tests.families import make_person
from tests.panels.membering import make_entry
from tests.panels.paneling import make_member, make_panel
from tests.participation.reaching import words

WORDS = "We found her a place to talk after the meeting."
READ = "panels.support_log.read"


@pytest.fixture
def ola(elm: Hub, petra: User) -> Membership:
    member = make_member(make_panel(elm), make_person(elm, "Ola Nowak"))
    make_entry(member, by=petra, words=WORDS)
    return member


def one(client: Client, member: Membership, name: str = "one") -> str:
    address = reverse(f"support_log:{name}", args=[member.pk])
    return words(client.post(address) if name == "read" else client.get(address))


def test_it_is_opened_by_a_button_and_each_reading_is_in_the_trail(petra: User, ola: Membership) -> None:
    client = sign_in(petra)
    assert WORDS not in one(client, ola)
    assert not AuditEntry.objects.filter(verb=READ).exists()

    for number in (1, 2):
        assert WORDS in one(client, ola, "read")
        assert AuditEntry.objects.filter(verb=READ, actor=f"staff:{petra.pk}").count() == number


def test_logs_stand_by_the_names_of_those_they_are_of(petra: User, ola: Membership, elm: Hub) -> None:
    Person.objects.filter(memberships=ola).update(code="AAAA")
    for code, name in (("BBBB", "Zoe Zane"), ("CCCC", "Ada Able")):
        make_member(ola.panel, make_person(elm, name, code=code))

    page = words(sign_in(petra).get(reverse("support_log:index")))

    assert page.index("Ada Able") < page.index("Ola Nowak") < page.index("Zoe Zane")


def test_nothing_of_it_stands_on_the_members_page_or_in_their_list(petra: User, ola: Membership) -> None:
    client = sign_in(petra)
    table = client.post(reverse("panel_members:table", args=[ola.panel.pk])).text

    assert WORDS not in words(client.get(reverse("members:one", args=[ola.pk])))
    assert WORDS not in table


def test_who_acts_on_worries_reads_it_by_the_code(sol: User, dee: User, ola: Membership) -> None:
    for reader in (sol, dee):
        client = sign_in(reader)
        listed = words(client.get(reverse("support_log:index")))
        assert ola.person
        assert ola.person.shown_code in listed
        assert "Ola Nowak" not in listed
        page = one(client, ola, "read")
        assert WORDS in page
        assert "Ola Nowak" not in page


def test_the_log_of_who_left_is_still_found(sol: User, ola: Membership) -> None:
    leave_panel(member=ola, on=today(), said=Goodbye(), by=None, today=today())

    assert ", left" in words(sign_in(sol).get(reverse("support_log:index")))
    page = one(sign_in(sol), ola, "read")
    assert WORDS in page
    assert "Write into it" not in page


def test_nobody_else_reads_it(hana: User, asha: User, fay: User, cara: User, ola: Membership) -> None:
    for other in (hana, asha, fay, cara):
        assert sign_in(other).post(reverse("support_log:read", args=[ola.pk])).status_code in {302, 403, 404}
        with pytest.raises(PermissionDenied):
            read_log(member=ola, by=other)
    assert not AuditEntry.objects.filter(verb=READ).exists()
    holders = {kind for kind, rights in RIGHTS.items() if "support_log.view" in rights}
    assert holders == {"panel_coordinator", "safeguarding_lead", "safeguarding_deputy"}


def test_writing_does_not_open_it_and_a_refusal_loses_nothing(sol: User, ola: Membership) -> None:
    client, address = sign_in(sol), reverse("support_log:add", args=[ola.pk])

    page = client.post(address, {"words": "Rang her on Monday. "}, follow=True)
    assert "It is written into the log." in words(page)
    assert WORDS not in words(page)
    assert SupportNote.objects.count() == 2
    assert not AuditEntry.objects.filter(verb=READ).exists()

    page = client.post(address, {"words": "Long. " * 200}, follow=True)
    assert "at most 1000 are kept" in words(page)
    assert "Long. Long." in page.text
    assert SupportNote.objects.count() == 2


def test_the_log_of_another_hub_is_not_there(dee: User, oak: Hub, petra: User) -> None:
    elsewhere = make_member(make_panel(oak), make_person(oak, "Kit"))

    assert sign_in(dee).post(reverse("support_log:read", args=[elsewhere.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        add_to_log(member=elsewhere, words="x", by=petra, today=today())
