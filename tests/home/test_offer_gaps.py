"""Staff see what the offer lacks, and one tap leads to adding it. Families never do."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction, TaskState

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from core.questions import attention
from core.sync import sync_roles
from home.models import HomePage, ServiceIndexPage, ServicePage
from home.offer_list import LINES
from home.provides import what_the_offer_lacks
from home.services.looks import send_back
from tests.builders import today
from tests.cast import give_role, make_user, sign_in
from tests.home.offering import fill_the_offer, offered, the_offer
from tests.staff_forms import largest_form

GAP = "No page yet for specialist infant feeding"
AT_HOME = {"times-TOTAL_FORMS": ["1"], "times-0-place": ["At home"], "times-0-ORDER": ["1"]}  # a place, as the editor's script adds one


def answer_all_but(*codes: str) -> None:
    """Publish one service that answers every line of the offer but these."""
    offered("All of it", *(line.code for line in LINES if line.code not in codes))


def adding(code: str) -> str:
    """Return where a page for a line is added."""
    return f"/admin/pages/add/home/servicepage/{ServiceIndexPage.objects.get().pk}/?line={code}"


def filled_in(page: str) -> dict[str, list[str]]:
    """Return what the editor would send as it stands."""
    return largest_form("", page).values


def waits_for(person: User) -> list[tuple[str, str]]:
    return [(one.text, one.href) for some in attention.answers(user=person, today=today()) for one in some if "No page yet" in one.text]


@pytest.fixture
def edie(front: HomePage) -> User:
    """Keeps all pages of the council, and may publish them."""
    person = make_user("Edie")
    give_role(person, RoleKind.ENGAGEMENT_LEAD, None)
    sync_roles()
    return person


def test_a_gap_waits_for_who_keeps_all_pages_and_leads_to_adding_it(edie: User) -> None:
    answer_all_but("specialist-infant-feeding")

    assert waits_for(edie) == [(GAP, adding("specialist-infant-feeding"))]
    page = sign_in(edie).get("/admin/").text
    assert GAP in page


def test_who_keeps_one_hubs_pages_hears_of_no_gap(front: HomePage, elm: Hub) -> None:
    hubs_own = make_user("Hal")
    give_role(hubs_own, RoleKind.CONTENT_EDITOR, elm)

    assert waits_for(hubs_own) == []


def test_of_many_gaps_three_are_named_and_the_rest_stand_in_the_editor(edie: User) -> None:
    assert waits_for(edie) == [
        ("No page yet for midwifery", adding("midwifery")),
        ("No page yet for health visiting", adding("health-visiting")),
        ("No page yet for infant feeding advice", adding("infant-feeding")),
        ("No page yet for 14 more lines of the offer", f"/admin/pages/{the_offer().pk}/edit/"),
    ]


def test_gaps_of_an_offer_that_is_not_published_wait_for_nobody(edie: User) -> None:
    the_offer().unpublish()

    assert waits_for(edie) == []


def test_a_draft_or_a_page_taken_down_leaves_its_gap_open_and_leads_to_it(edie: User) -> None:
    answer_all_but("specialist-infant-feeding")
    special = offered("Specialist feeding", "specialist-infant-feeding")
    assert waits_for(edie) == []

    special.unpublish()

    edit = f"/admin/pages/{special.pk}/edit/"
    assert waits_for(edie) == [(f"{GAP}: “Specialist feeding” is not published", edit)]
    editor = sign_in(edie).get(f"/admin/pages/{the_offer().pk}/edit/").text
    assert f'href="{edit}">“Specialist feeding”</a> is not published' in editor


def test_a_gap_whose_page_waits_for_a_look_nags_nobody_but_who_is_to_look(edie: User) -> None:
    answer_all_but("specialist-infant-feeding")
    special = offered("Specialist feeding", "specialist-infant-feeding")
    special.unpublish()
    ed = make_user("Ed")
    give_role(ed, RoleKind.CONTENT_EDITOR, None)
    sync_roles()
    desk, edit = sign_in(ed), f"/admin/pages/{special.pk}/edit/"

    sent = desk.post(edit, filled_in(desk.get(edit).text) | AT_HOME | {"action-submit": ["1"]}, follow=True)

    assert "“Specialist feeding” is sent: it waits for a look by somebody who may publish it." in sent.text

    assert waits_for(edie) == waits_for(ed) == []
    assert "“Specialist feeding” waits for your look" in sign_in(edie).get("/admin/").text
    assert "</a> waits for a look" in desk.get(f"/admin/pages/{the_offer().pk}/edit/").text


def test_a_gap_whose_page_was_sent_back_waits_again_for_who_keeps_all_pages(edie: User) -> None:
    answer_all_but("specialist-infant-feeding")
    special = offered("Specialist feeding", "specialist-infant-feeding")
    special.unpublish()
    ed = make_user("Ed")
    give_role(ed, RoleKind.CONTENT_EDITOR, None)
    sync_roles()
    desk, edit = sign_in(ed), f"/admin/pages/{special.pk}/edit/"
    desk.post(edit, filled_in(desk.get(edit).text) | AT_HOME | {"action-submit": ["1"]})
    assert waits_for(edie) == []

    send_back(state=TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS), remark="Say who answers the phone.", by=edie)

    assert waits_for(edie) == [(f"{GAP}: “Specialist feeding” is not published", edit)]


def test_a_page_in_a_private_part_answers_no_line_and_is_no_draft_either(edie: User) -> None:
    answer_all_but("specialist-infant-feeding")
    special = offered("Specialist feeding", "specialist-infant-feeding")
    PageViewRestriction.objects.create(page=special, restriction_type="login")

    assert waits_for(edie) == [(GAP, adding("specialist-infant-feeding"))]


def test_of_two_drafts_for_a_line_the_one_that_was_sent_counts(edie: User) -> None:
    answer_all_but("specialist-infant-feeding")
    sent = offered("Specialist feeding", "specialist-infant-feeding")
    for page in (sent, offered("Another try", "specialist-infant-feeding")):
        page.unpublish()
    assert waits_for(edie) == [(f"{GAP}: “Another try” is not published", f"/admin/pages/{sent.pk + 1}/edit/")]

    ed = make_user("Ed")
    give_role(ed, RoleKind.CONTENT_EDITOR, None)
    sync_roles()
    edit = f"/admin/pages/{sent.pk}/edit/"
    desk = sign_in(ed)
    desk.post(edit, filled_in(desk.get(edit).text) | AT_HOME | {"action-submit": ["1"]})

    assert waits_for(edie) == []


def test_the_editor_of_the_offer_begins_with_what_is_missing(edie: User) -> None:
    answer_all_but("specialist-infant-feeding")
    desk = sign_in(edie)
    editor = desk.get(f"/admin/pages/{the_offer().pk}/edit/").text

    assert GAP in editor
    assert f'href="{adding("specialist-infant-feeding")}"' in editor
    assert editor.index(GAP) < editor.index('name="title"')

    offered("Specialist feeding", "specialist-infant-feeding")
    assert "Every line of the offer has a page." in desk.get(f"/admin/pages/{the_offer().pk}/edit/").text


@pytest.mark.parametrize("mode", ["", "booklet"])
def test_the_preview_shows_gaps_to_editors_and_the_page_never_does(edie: User, client: Client, mode: str) -> None:
    answer_all_but("specialist-infant-feeding")
    desk, page = sign_in(edie), the_offer()
    edit = f"/admin/pages/{page.pk}/edit/"
    desk.post(f"{edit}preview/", filled_in(desk.get(edit).text) | {"introduction": ["Not saved yet."]})

    preview = desk.get(f"{edit}preview/?mode={mode}").text

    assert "Not saved yet." in preview
    assert (GAP in preview) is (mode == "")
    for address in ("/offer/", "/offer/booklet/", "/services/"):
        assert "No page yet" not in client.get(address).text, address


def test_the_way_from_a_gap_finds_its_box_ticked_and_publishing_closes_the_gap(edie: User) -> None:
    answer_all_but("specialist-infant-feeding", "bereavement")
    desk = sign_in(edie)

    form = desk.get(adding("bereavement")).text
    sent = filled_in(form)
    assert sent["offer_lines"] == ["bereavement"]
    assert sent["for_whom"] == ["extra_help"]
    words = {"title": ["When somebody dies"], "slug": ["when-somebody-dies"], "what_it_is": ["A group."], "action-publish": ["1"]}
    desk.post(adding("bereavement"), sent | AT_HOME | words)

    assert ServicePage.objects.get(slug="when-somebody-dies").offer_lines == ["bereavement"]
    assert [text for text, _ in waits_for(edie)] == [GAP]


@pytest.mark.parametrize("line", ["", "tea", "\x00", "midwifery' OR 1"])
def test_an_odd_line_in_the_address_ticks_nothing(edie: User, line: str) -> None:
    form = sign_in(edie).get(adding(""), {"line": line})

    assert form.status_code == 200
    assert not filled_in(form.text).get("offer_lines")


def test_lines_are_changed_in_the_editor_of_a_service(edie: User, elm: Hub) -> None:
    page = offered("Bump check", "midwifery", hub=elm)
    desk, edit = sign_in(edie), f"/admin/pages/{page.pk}/edit/"
    sent = filled_in(desk.get(edit).text)
    assert sent["offer_lines"] == ["midwifery"]

    desk.post(edit, sent | {"offer_lines": ["midwifery", "send"], "action-publish": ["1"]})
    page.refresh_from_db()
    assert page.offer_lines == ["midwifery", "send"]

    desk.post(edit, sent | {"offer_lines": [], "action-publish": ["1"]})
    page.refresh_from_db()
    assert page.offer_lines == []


@pytest.mark.parametrize("number", [1, 16])
def test_the_gaps_cost_the_same_for_one_service_and_for_many(
    edie: User, elm: Hub, number: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill_the_offer(number, elm)

    with django_assert_max_num_queries(6):
        what_the_offer_lacks(user=edie, today=today())
