"""What staff meet in the admin: a short front page, a short menu, and pages that cannot be tidied away with what families said."""

from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from core.sync import sync_roles
from feedback.models import YouSaid
from home.models import AccessibilityStatementPage, HelpNowPage, HomePage, HubIndexPage, HubPage, InfoPage, ServicePage
from home.services.pages import make_hub_page
from home.views.staff_front import WAYS, WaysOn
from tests.builders import make_voice, make_you_said
from tests.cast import give_role, make_user, sign_in


def front_page_of(person: User) -> str:
    sync_roles()
    return sign_in(person).get(reverse("wagtailadmin_home")).text


# --- The front page and the menu --------------------------------------------------------------------------------------------


def test_a_lead_finds_everything_they_may_do(asha: User, front: HomePage) -> None:
    page = front_page_of(asha)

    for said in (
        "Other things you can do here",
        "Read what families said",
        "Answer families",
        "Ask families something",
        "Keep our pages right",
    ):
        assert said in page
    assert "Invite a colleague" not in page


def test_each_role_finds_its_own_work_and_no_other(front: HomePage, ben: User, edie: User, adam: User, priya: User) -> None:
    for person, theirs, not_theirs in (
        (ben, "Put up a poster", "Answer families"),
        (edie, "Keep our pages right", "Read what families said"),
        (adam, "Invite a colleague", "Read what families said"),
        (priya, "Read the audit trail", "Ask families something"),
    ):
        page = front_page_of(person)
        assert theirs in page, person
        assert not_theirs not in page, person


def test_every_way_leads_somewhere_for_whoever_is_shown_it(front: HomePage, elm: Hub) -> None:
    for kind in RoleKind.values:
        person = make_user(kind)
        give_role(person, kind, None)
        sync_roles()
        client = sign_in(person)
        page = client.get(reverse("wagtailadmin_home")).text
        for _, text, href, _ in WAYS:
            if f">{text}</a></li>" in page:
                assert client.get(str(href), follow=True).status_code == 200, (kind, text)


def test_who_works_on_no_page_finds_no_search_for_pages(front: HomePage, fay: User) -> None:
    page = front_page_of(fay)

    assert "Pay panel members back" in page
    assert reverse("wagtailadmin_pages:search") not in page


def test_whose_roles_lead_nowhere_yet_is_told_so(db: None, rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    request.user = make_user("Nobody yet")

    assert "There is no screen for your role to work on yet." in WaysOn(request).render_html()


def test_nobody_is_shown_one_screen_under_two_names(front: HomePage, asha: User, ben: User) -> None:
    assert "See what was answered" not in front_page_of(asha)
    assert "See what was answered" in front_page_of(ben)


def test_wagtails_clutter_is_gone(root_client: Client, front: HomePage) -> None:
    page = root_client.get(reverse("wagtailadmin_home")).text

    assert "Editor Guide" not in page
    assert "editor-guide" not in page
    assert "editor guide" not in page
    assert "w-summary" not in page
    assert "Wagtail v" not in page
    assert "Your most recent edits" not in page
    for report in ("workflow_tasks", "locked", "page-types-usage", "site-history"):
        assert f"/admin/reports/{report}/" not in page


# --- What cannot be tidied away ---------------------------------------------------------------------------------------------


def delete(client: Client, page: Page) -> str:
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {"confirm": page.title}, follow=True).text


def delete_in_bulk(client: Client, page: Page) -> str:
    return client.post(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page.pk}", follow=True).text


Way = Callable[[Client, Page], str]


@pytest.mark.parametrize("way", [delete, delete_in_bulk])
def test_the_page_of_a_hub_where_families_spoke_cannot_be_deleted(root_client: Client, elm_page: HubPage, elm: Hub, way: Way) -> None:
    make_you_said(elm)
    make_voice(elm, "The door is too heavy.")

    shown = way(root_client, elm_page)

    assert "Families have told Elm things" in shown
    assert HubPage.objects.filter(pk=elm_page.pk).exists()
    assert YouSaid.objects.count() == 1


def test_nor_can_a_page_above_it(root_client: Client, elm_page: HubPage, elm: Hub) -> None:
    make_you_said(elm)

    shown = delete(root_client, HubIndexPage.objects.get())

    assert "Families have told Elm things" in shown
    assert HubPage.objects.exists()


@pytest.mark.parametrize("kind", [HomePage, HubIndexPage, HelpNowPage, AccessibilityStatementPage])
def test_pages_the_site_stands_on_cannot_be_deleted(root_client: Client, front: HomePage, kind: type[Page]) -> None:
    page = kind.objects.get()

    for way in (delete, delete_in_bulk):
        assert "cannot be deleted: every page of this site leads there" in way(root_client, page)
    assert kind.objects.filter(pk=page.pk).exists()


def test_no_role_deletes_the_page_of_a_hub_that_holds_answers(elm_page: HubPage, elm: Hub) -> None:
    make_you_said(elm)
    for kind in RoleKind.values:
        person = make_user(kind)
        give_role(person, kind, elm)
        give_role(person, kind, None)
        sync_roles()
        delete(sign_in(person), elm_page)
        delete_in_bulk(sign_in(person), elm_page)

    assert HubPage.objects.filter(pk=elm_page.pk).exists()


def test_deleting_the_page_of_a_quiet_hub_leaves_the_hub(root_client: Client, elm_page: HubPage, elm: Hub) -> None:
    delete(root_client, elm_page)

    assert not HubPage.objects.exists()
    assert Hub.objects.filter(pk=elm.pk).exists()


def test_a_plain_page_can_be_deleted_and_a_hub_page_unpublished(
    root_client: Client, front: HomePage, elm_page: HubPage, elm: Hub, client: Client
) -> None:
    make_you_said(elm)
    page = InfoPage(title="Old news", slug="old-news")
    front.add_child(instance=page)

    delete(root_client, page)
    root_client.post(reverse("wagtailadmin_pages:unpublish", args=[elm_page.pk]))

    assert not InfoPage.objects.filter(slug="old-news").exists()
    assert client.get("/hubs/elm/").status_code == 404


def test_a_hubs_page_cannot_be_copied(root_client: Client, elm_page: HubPage) -> None:
    shown = root_client.get(reverse("wagtailadmin_pages:copy", args=[elm_page.pk]), follow=True).text

    assert "A hub has one page" in shown


# --- Editing ----------------------------------------------------------------------------------------------------------------


def test_a_hubs_staff_edit_its_page_from_the_moment_it_is_there(edie: User, front: HomePage, elm: Hub) -> None:
    page = make_hub_page(elm)

    assert GroupPagePermission.objects.filter(page=page, group__user=edie, permission__codename="change_page").exists()


@pytest.mark.parametrize("kind", ["hubpage", "servicepage", "infopage"])
def test_the_forms_of_pages_open(root_client: Client, front: HomePage, kind: str) -> None:
    parents = {"hubpage": HubIndexPage, "servicepage": ServicePage.allowed_parent_page_models()[0], "infopage": HomePage}

    page = root_client.get(reverse("wagtailadmin_pages:add", args=["home", kind, parents[kind].objects.get().pk]))

    assert page.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ftp://example.org/",
        "//evil.example/",
    ],
)
def test_an_editor_cannot_put_a_dangerous_link_into_a_page(front: HomePage, address: str) -> None:
    page = InfoPage(title="x", slug="x", body=[("text", f'<p><a href="{address}">here</a></p>')])

    with pytest.raises(Exception, match="A link must begin with"):
        page.body.stream_block.child_blocks["text"].clean(page.body[0].value)


def test_what_an_editor_pastes_is_cut_down_to_a_few_tags(root_client: Client, front: HomePage, client: Client) -> None:
    content = (
        '{"blocks":[{"key":"a","text":"hello","type":"unstyled","depth":0,"inlineStyleRanges":[],"entityRanges":'
        '[{"offset":0,"length":5,"key":0}]},{"key":"b","text":"quote","type":"blockquote","depth":0,"inlineStyleRanges":[],"entityRanges":[]}],'
        '"entityMap":{"0":{"type":"LINK","mutability":"MUTABLE","data":{"url":"javascript:alert(document.domain)"}}}}'
    )
    data = {"title": "Pasted", "slug": "pasted", "introduction": "", "action-publish": "1"}
    data |= {"body-count": "1", "body-0-type": "text", "body-0-order": "0", "body-0-deleted": "", "body-0-id": "", "body-0-value": content}

    root_client.post(reverse("wagtailadmin_pages:add", args=["home", "infopage", front.pk]), data)

    shown = client.get("/pasted/").text
    assert "hello" in shown
    assert "javascript:" not in shown
    assert "<blockquote" not in shown


def test_no_page_has_a_block_for_raw_html_embeds_tables_or_quotes() -> None:
    for kind in (HomePage, InfoPage, HelpNowPage, HubPage):
        for field in kind._meta.get_fields():
            for block in getattr(getattr(field, "stream_block", None), "child_blocks", {}).values():
                assert not {"RawHTMLBlock", "EmbedBlock", "TableBlock", "BlockQuoteBlock"} & {base.__name__ for base in type(block).__mro__}
