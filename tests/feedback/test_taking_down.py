"""An answer that names a family comes off the public pages at once, and a corrected one puts the page back."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from core import second_look
from core.choices import RoleKind
from core.codes import code_from, code_hash
from core.models import AuditEntry, Hub
from feedback.choices import Outcome, WhyTakenDown
from feedback.models import TakenDown, YouSaid
from feedback.provides import why_not_close_engagement
from feedback.selectors import you_said as selectors
from feedback.services import we_did as services
from feedback.services.taking_down import take_down
from feedback.services.you_said import edit_you_said
from tests.builders import make_open_survey, make_response, make_voice, make_we_did, make_you_said, today
from tests.cast import give_role, make_user, sign_in

LIST = "/you-said-we-did/"
CODE = code_from("one family's token")
NAMED = "Lena’s mum cannot open the door."


@pytest.fixture
def said(elm: Hub, asha: User) -> YouSaid:
    """A published answer whose words name a child."""
    said = make_you_said(elm, text=NAMED)
    make_we_did(said, by=asha, text="Lena’s door is lighter now.", published=True)
    return said


@pytest.fixture
def down(said: YouSaid, asha: User) -> YouSaid:
    return take_down(you_said=said, reason=WhyTakenDown.NAMES, by=asha, today=today())


def test_the_lead_takes_it_down_with_a_button_and_a_page_that_says_what_happens(said: YouSaid, asha: User, client: Client) -> None:
    lead, here = sign_in(asha), f"/admin/you-said/{said.pk}/"

    assert f"{here}take-down/" in lead.get(here).text
    assert "Take it down now" in lead.get(f"{here}take-down/").text
    assert NAMED in client.get(LIST).text
    assert "Choose why it has to come down." in lead.post(f"{here}take-down/").text
    assert NAMED in client.get(LIST).text

    page = lead.post(f"{here}take-down/", {"reason": "names"}, follow=True).text

    assert "Families cannot read it any more." in page
    assert "Taken off the public pages on" in page
    assert NAMED not in client.get(LIST).text
    assert "It was taken down on" in lead.get(f"{here}take-down/").text
    (entry,) = AuditEntry.objects.filter(verb="feedback.you_said.take_down")
    assert (entry.actor, '"reason":"names"' in entry.facts) == (f"staff:{asha.pk}", True)


@pytest.mark.parametrize("end", ["", "poster/"])
def test_the_address_says_that_it_was_taken_down_and_nothing_else(client: Client, down: YouSaid, end: str) -> None:
    page = client.get(f"{LIST}{down.reference}/{end}")

    assert page.status_code == 410
    assert f"We took this page down on {today():%-d %B %Y}. We will put it back or say more here." in page.text
    assert '<meta name="robots" content="noindex">' in page.text
    assert "Lena" not in page.text


def test_hubs_pages_lists_counts_and_search_lose_it(client: Client, elm: Hub, down: YouSaid) -> None:
    assert selectors.latest_answers(elm) == []
    assert list(selectors.hubs_with_answers()) == []
    assert sum(selectors.number_of_answers_by_outcome().values()) == 0
    for address in (LIST, f"{LIST}?hub=elm", "/search/?q=Lena", "/sitemap.xml"):
        page = client.get(address).text
        assert "Lena’s" not in page
        assert down.reference not in page


def test_a_code_tells_that_the_page_was_taken_down(client: Client, elm: Hub, asha: User, said: YouSaid) -> None:
    response = make_response(make_open_survey(elm), receipt_hash=code_hash(CODE))
    said.voices.add(make_voice(elm, response=response))
    take_down(you_said=said, reason=WhyTakenDown.NAMES, by=asha, today=today())

    page = client.post("/check-back/", {"code": CODE}, follow=True).text

    assert "we took that page down" in page
    assert "Lena" not in page
    assert "It is being looked at" not in page


def test_a_corrected_answer_puts_the_page_back_without_what_was_taken_down(client: Client, down: YouSaid, asha: User, dev: User) -> None:
    fields = {name: getattr(down, name) for name in ("topic", "owner", "heard_from_on", "heard_until_on", "answer_by_on")}
    edit_you_said(you_said=down, seen_count=0, hubs=list(down.hubs.all()), by=asha, text="The front door is too heavy.", **fields)
    answer = services.write_answer(
        you_said=down,
        seen_count=None,
        by=asha,
        today=today(),
        outcome=Outcome.DID,
        text="The door is lighter now.",
        what_changed="A new door",
        changed_on=today(),
    )
    look = services.ask_for_second_look(answer=answer, by=asha, today=today())
    assert client.get(f"{LIST}{down.reference}/").status_code == 410
    second_look.agree(look=look, by=dev, needs=services.NEEDS)
    services.publish_answer(answer=answer, by=asha, today=today())

    page = client.get(f"{LIST}{down.reference}/")

    assert page.status_code == 200
    assert "The door is lighter now." in page.text
    assert "Lena" not in page.text
    assert "The door is lighter now." in client.get(LIST).text
    assert [reply.we_say for reply in selectors.latest_answers()] == ["The door is lighter now."]


@pytest.mark.parametrize("kind", [RoleKind.SAFEGUARDING_LEAD, RoleKind.SAFEGUARDING_DEPUTY, RoleKind.HUB_MANAGER])
def test_who_sees_that_a_family_is_named_may_act_at_once(said: YouSaid, elm: Hub, oak: Hub, kind: str) -> None:
    said.hubs.add(oak)  # one of its hubs is enough
    sam = make_user("Sam")
    give_role(sam, kind, elm)

    sign_in(sam).post(f"/admin/you-said/{said.pk}/take-down/", {"reason": "risk"})

    assert YouSaid.objects.get().taken_down_on == today()


def test_who_only_reads_or_serves_elsewhere_takes_nothing_down(said: YouSaid, ben: User, cara: User, priya: User) -> None:
    for stranger in (ben, cara):
        with pytest.raises(PermissionDenied):
            take_down(you_said=said, reason=WhyTakenDown.NAMES, by=stranger, today=today())

    assert take_down(you_said=said, reason=WhyTakenDown.STAFF, by=priya, today=today()).taken_down_on == today()


def test_nothing_is_taken_down_twice_or_before_families_could_read_it(elm: Hub, asha: User, down: YouSaid) -> None:
    waiting = make_you_said(elm)

    with pytest.raises(ValidationError, match="down already"):
        take_down(you_said=down, reason=WhyTakenDown.NAMES, by=asha, today=today())
    with pytest.raises(ValidationError, match="cannot read this yet"):
        take_down(you_said=waiting, reason=WhyTakenDown.NAMES, by=asha, today=today())


def test_that_it_was_taken_down_is_never_undone_in_the_database(down: YouSaid) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        TakenDown.objects.update(reason=WhyTakenDown.WRONG)
    with pytest.raises(DatabaseError), transaction.atomic():
        TakenDown.objects.all().delete()

    assert down.we_dids.get().taken_down.reason == WhyTakenDown.NAMES


def test_what_was_asked_does_not_close_over_a_page_that_is_down(down: YouSaid) -> None:
    assert f"{down.reference} was taken down: publish a corrected answer first." in [
        missing.text for missing in why_not_close_engagement(engagement_id=down.engagement_id)
    ]


def test_nobody_is_told_of_an_answer_that_is_down(down: YouSaid, asha: User) -> None:
    page = sign_in(asha).post(f"/admin/you-said/{down.pk}/told/", {"how": "poster", "told_on": str(today())}, follow=True)

    assert "There is no published answer to tell people about." in page.text
