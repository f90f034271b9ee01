"""Pages, pictures and documents of another hub: an editor is refused, and reads no title and no word of them (promise 13, row 14)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Collection, Page

from accounts.models import User
from core.models import Hub
from core.sync import sync_roles
from home.models import HomePage, HubDocument, HubImage, HubPage, InfoPage
from home.services.pages import make_hub_page
from tests.cast import sign_in
from tests.home.photos import photo
from tests.home.test_documents import PDF

CANARY = "Zanzibarquail"
CALLED = "quagga"  # stands in every hidden title, so that a search for it would bring the canary
WAGTAILS = tuple(
    f"admin/{part}/"
    for part in (
        *("pages", "images", "documents", "collections", "choose-page", "reports"),
        *("workflows", "snippets", "redirects", "users", "groups", "api"),
    )
)


def addresses(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Return every staff address, as it is written in the urls."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, prefix + str(one.pattern))
        elif isinstance(one, URLPattern) and prefix.startswith("admin/"):
            yield prefix + str(one.pattern)


@pytest.fixture
def oaks(front: HomePage, elm_page: HubPage, oak: Hub) -> dict[str, int]:
    """What Oak has and nobody published: a page, its revision, a picture, a document."""
    page = make_hub_page(oak, title=f"{CANARY} quagga hub", introduction=f"{CANARY} words")
    page.unpublish()
    hidden = InfoPage(title=f"{CANARY} quagga plan", slug="plan", introduction=f"{CANARY} words", live=False)
    front.add_child(instance=hidden)
    shelf = Collection.get_first_root_node().add_child(name="Oak")
    image = HubImage.objects.create(title=f"{CANARY} quagga picture", collection=shelf, file=ContentFile(photo().read(), name="x.jpg"))
    document = HubDocument.objects.create(title=f"{CANARY} quagga paper", collection=shelf, file=ContentFile(PDF, name="x.pdf"))
    sync_roles()
    ids = {"page_id": page.pk, "parent_page_id": page.pk, "page_to_move_id": page.pk, "revision_id": page.latest_revision_id or 0}
    return ids | {"image_id": image.pk, "document_id": document.pk, "doc_id": document.pk, "collection_id": shelf.pk}


def filled(route: str, ids: dict[str, int]) -> Iterator[str]:
    """Return an address with Oak's ids in it, once for each thing that a bare `pk` may be; none when it asks for something Oak has not."""
    words = {"content_type_app_name": "home", "content_type_model_name": "hubpage", "app_label": "home", "model_name": "hubpage"}
    words |= {"filter_spec": "max-100x100", "action_name": "approve"}
    for pk in {ids["image_id"], ids["document_id"], ids["collection_id"]} if ":pk>" in route else {0}:
        address = route
        for name, value in {**ids, **words, "pk": pk, "destination_id": 1}.items():
            for kind in ("int", "slug", "str"):
                address = address.replace(f"<{kind}:{name}>", str(value))
        if "<" not in address and "^" not in address:
            yield f"/{address}"


@pytest.mark.parametrize("who", ["edie", "ben", "asha"])
def test_no_address_of_wagtail_shows_another_hubs_words(request: pytest.FixtureRequest, oaks: dict[str, int], who: str) -> None:
    person: User = request.getfixturevalue(who)
    sync_roles()
    client = sign_in(person)
    asked, leaks = 0, []
    for address in {address for route in addresses() if route.startswith(WAGTAILS) for address in filled(route, oaks)}:
        kind = "image_id" if "/images/" in address else "document_id" if "/documents/" in address else "page_id"
        asks = ["", f"?q={CALLED}&id={oaks[kind]}"] if any(part in address for part in ("choose", "results", "search", "/api/")) else [""]
        for query in asks:
            answer = client.get(address + query)  # a message left by a refusal shows on the next page that opens
            asked += 1
            assert answer.status_code < 500, address
            leaks += [address + query] * (not answer.streaming and CANARY in answer.text)
    assert not leaks, "\n".join(leaks)
    assert asked > 100


def test_another_hubs_things_cannot_be_changed(edie: User, oaks: dict[str, int]) -> None:
    sync_roles()
    client = sign_in(edie)
    page, image, document = oaks["page_id"], oaks["image_id"], oaks["document_id"]
    for address in (
        reverse("wagtailadmin_pages:edit", args=[page]),
        reverse("wagtailadmin_pages:delete", args=[page]),
        reverse("wagtailadmin_pages:copy", args=[page]),
        reverse("wagtailadmin_pages:set_privacy", args=[page]),
        reverse("wagtailadmin_pages:unpublish", args=[page]),
        reverse("wagtailimages:edit", args=[image]),
        reverse("wagtailimages:delete", args=[image]),
        reverse("wagtaildocs:delete", args=[document]),
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"]) + f"?id={page}",
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={page}",
        reverse("wagtail_bulk_action", args=["home", "hubimage", "delete"]) + f"?id={image}",
        reverse("wagtail_bulk_action", args=["home", "hubdocument", "delete"]) + f"?id={document}",
    ):
        answer = client.post(address, {"title": "Mine now", "slug": "mine", "restriction_type": "none"}, follow=True)
        assert CANARY not in answer.text, address

    kept = Page.objects.get(pk=page)
    assert (kept.title, kept.live) == (f"{CANARY} quagga hub", False)
    assert HubImage.objects.get(pk=image).title == f"{CANARY} quagga picture"
    assert HubDocument.objects.filter(pk=document).exists()


@pytest.mark.parametrize("who", ["edie", "ben"])
@pytest.mark.parametrize("kind", ["page", "hubimage", "hubdocument"])
def test_ticking_names_nothing_of_another_hub(request: pytest.FixtureRequest, oaks: dict[str, int], who: str, kind: str) -> None:
    person: User = request.getfixturevalue(who)
    sync_roles()
    client = sign_in(person)
    number = oaks[{"page": "page_id", "hubimage": "image_id", "hubdocument": "document_id"}[kind]]
    app = "wagtailcore" if kind == "page" else "home"
    for action in ("delete", "move", "publish", "unpublish") if kind == "page" else ("delete", "add_tags", "add_to_collection"):
        address = reverse("wagtail_bulk_action", args=[app, kind, action])
        for ticked in (str(number), "all"):
            assert CANARY not in client.get(f"{address}?id={ticked}").text, (action, ticked)
            assert CANARY not in client.post(f"{address}?id={ticked}").text, (action, ticked)


@pytest.mark.parametrize("who", ["edie", "ben"])
def test_no_list_for_programs_names_what_another_hub_has(request: pytest.FixtureRequest, oaks: dict[str, int], who: str) -> None:
    client = sign_in(request.getfixturevalue(who))
    sync_roles()
    for kind, number in (("images", oaks["image_id"]), ("documents", oaks["document_id"]), ("pages", oaks["page_id"])):
        for address in ("", f"{number}/", f"find/?id={number}", "?search=quagga"):
            assert CANARY not in client.get(f"/admin/api/main/{kind}/{address}", follow=True).text, (kind, address)


def test_an_editor_ticks_the_page_of_their_own_hub(edie: User, oaks: dict[str, int], elm_page: HubPage) -> None:
    sync_roles()

    answer = sign_in(edie).get(reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"]) + f"?id={elm_page.pk}")

    assert answer.status_code == 200
    assert elm_page.title in answer.text


def test_an_editor_changes_the_page_of_their_own_hub(edie: User, elm_page: HubPage, client: Client) -> None:
    sync_roles()

    answer = sign_in(edie).get(reverse("wagtailadmin_pages:edit", args=[elm_page.pk]))

    assert answer.status_code == 200
    assert "How to get in" in answer.text


def test_a_page_stays_with_its_hub(edie: User, elm_page: HubPage, oak: Hub) -> None:
    elm_page.hub = oak

    with pytest.raises(Exception, match="stays with its hub"):
        elm_page.full_clean()
