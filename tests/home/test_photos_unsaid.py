"""A picture of which nobody has said whether it shows people is used nowhere: in no chooser, on no page. Whoever looks after it is told."""

from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from core import brand
from core.models import Hub
from core.sync import sync_roles
from home import provides
from home.models import HubImage, HubPage, InfoPage
from home.services import looks
from tests.builders import today
from tests.cast import sign_in
from tests.feedback.desk import words
from tests.home.photos import photo

pytestmark = pytest.mark.django_db
TAKEN_AWAY = "This picture was taken away."
NOBODY_SAID = "Nobody has said yet whether the picture “IMG_7” shows people"


@pytest.fixture
def unsaid(root_client: Client) -> HubImage:
    """A picture that came with several, and whose second form nobody sent."""
    root_client.post(reverse("wagtailimages:add_multiple"), {"title": "IMG_7", "files[]": photo(), "collection": 1})
    image: HubImage = HubImage.objects.get()
    assert image.shows == ""
    return image


def say_whom(client: Client, image: HubImage) -> None:
    """Answer on the form of the picture that it shows nobody."""
    said = {"title": image.title, "collection": 1, "shows": "nobody", "taken_on": "", "yes_of": ""}
    assert client.post(reverse("wagtailimages:edit", args=[image.pk]), said).status_code == 302


@pytest.mark.parametrize("asked", [{}, {"q": "IMG_7"}])
@pytest.mark.parametrize("name", ["wagtailimages_chooser:choose", "wagtailimages_chooser:choose_results"])
def test_it_stands_in_no_chooser_until_somebody_says(root_client: Client, unsaid: HubImage, name: str, asked: dict[str, str]) -> None:
    chosen = reverse("wagtailimages_chooser:chosen", args=[unsaid.pk])
    assert chosen not in root_client.get(reverse(name), asked).text
    say_whom(root_client, unsaid)
    assert chosen in root_client.get(reverse(name), asked).text


def test_one_that_was_put_away_is_chosen_for_no_page_either(root_client: Client, unsaid: HubImage) -> None:
    HubImage.objects.update(shows="nobody", put_away_on=today())
    address = reverse("wagtailimages_chooser:chosen", args=[unsaid.pk])
    assert address not in root_client.get(reverse("wagtailimages_chooser:choose")).text


def put_on(page: HubPage, image: HubImage) -> InfoPage:
    """Show a picture on a hub's page and on a page of words, past every form."""
    page.picture, page.picture_says = image, "A blue door"
    page.save_revision().publish()
    words_page = InfoPage(title="About us", body=[("picture", {"image": image, "alt_text": "A blue door", "decorative": False})])
    page.get_parent().get_parent().add_child(instance=words_page)
    words_page.save_revision().publish()
    return words_page


@pytest.mark.parametrize("address", ["/hubs/elm/", "/about-us/", "/ur/hubs/elm/"])
def test_no_family_sees_it_on_a_page_by_whatever_road_it_came_there(
    client: Client, root_client: Client, elm_page: HubPage, unsaid: HubImage, address: str
) -> None:
    put_on(elm_page, unsaid)

    page = client.get(address)

    assert page.status_code == 200
    assert TAKEN_AWAY in page.text or address.startswith("/ur/")
    assert "blue door" not in page.text
    assert "<img" not in page.text.partition("<main")[2].partition("</main")[0]
    say_whom(root_client, unsaid)
    assert 'alt="A blue door"' in client.get(address).text


def test_no_family_sees_it_as_the_councils_logo(client: Client, root_client: Client, elm_page: HubPage, unsaid: HubImage) -> None:
    look = brand.stored()
    look.logo = unsaid
    look.save()
    page = client.get("/hubs/elm/")
    assert page.status_code == 200
    assert "/media/images/" not in page.text
    say_whom(root_client, unsaid)
    brand.forget()
    assert "/media/images/" in client.get("/hubs/elm/").text


# --- Publishing -----------------------------------------------------------------------------------------------------------


def hub_form(page: HubPage, image: HubImage, **more: Any) -> dict[str, Any]:
    """What an editor sends of a hub's page."""
    said: dict[str, Any] = {"title": page.title, "hub": page.hub_id, "slug": page.slug, "introduction": "Warm words to keep."}
    said |= {"getting_in": "null", "quiet_times": "", "people": streamfield([]), "picture": image.pk, "picture_says": "A door"}
    form: dict[str, Any] = nested_form_data(said | more)
    return form


def words_form(image: HubImage) -> dict[str, Any]:
    """What an editor sends of a page of words."""
    picture = {"image": image.pk, "alt_text": "A door", "decorative": ""}
    body = streamfield([("picture", picture)])
    form: dict[str, Any] = nested_form_data({"title": "About us", "slug": "about-us", "introduction": "Keep me.", "body": body})
    return form


def test_a_hubs_page_with_it_is_not_published_and_nothing_typed_is_lost(root_client: Client, elm_page: HubPage, unsaid: HubImage) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[elm_page.pk])

    page = root_client.post(address, hub_form(elm_page, unsaid, **{"action-publish": "yes"}))

    assert NOBODY_SAID in words(page)
    assert "Warm words to keep." in page.text
    elm_page.refresh_from_db()
    assert elm_page.picture is None
    assert root_client.post(address, hub_form(elm_page, unsaid)).status_code == 302, "a draft may hold it"
    say_whom(root_client, unsaid)
    root_client.post(address, hub_form(elm_page, unsaid, **{"action-publish": "yes"}))
    elm_page.refresh_from_db()
    assert elm_page.picture == unsaid


def test_a_page_of_words_with_it_is_not_published(root_client: Client, elm_page: HubPage, unsaid: HubImage) -> None:
    page = InfoPage(title="About us", slug="about-us")
    elm_page.get_parent().get_parent().add_child(instance=page)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])

    answer = root_client.post(address, {**words_form(unsaid), "action-publish": "yes"})

    assert NOBODY_SAID in unescape(answer.text).encode().decode("raw-unicode-escape")
    assert "Keep me." in answer.text
    assert not list(InfoPage.objects.get(pk=page.pk).body)
    say_whom(root_client, unsaid)
    assert root_client.post(address, {**words_form(unsaid), "action-publish": "yes"}).status_code == 302
    assert [block.value.pk for block in InfoPage.objects.get(pk=page.pk).body] == [unsaid.pk]


@pytest.mark.parametrize("kind", [HubPage, InfoPage])
def test_neither_several_at_once_nor_an_answered_question_publishes_it(
    root_client: Client, elm_page: HubPage, unsaid: HubImage, kind: type[HubPage | InfoPage]
) -> None:
    put_on(elm_page, unsaid)
    page = kind.objects.last()
    assert page is not None
    page.title = "Another title"
    page.save_revision()
    several = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    told = root_client.post(f"{several}?id={page.pk}", {"include_descendants": ""}, follow=True)

    assert NOBODY_SAID in words(told)
    with pytest.raises(ValidationError, match="Nobody has said yet whether the picture “IMG_7” shows people"):
        looks.publish_answered_for(page=page, is_for_work=True, by=User.objects.get(email="root@ashmere.example"))
    page.refresh_from_db()
    assert page.title != "Another title"


# --- Whoever looks after it is told ---------------------------------------------------------------------------------------


def test_whoever_may_answer_finds_it_on_their_front_page_with_a_link_to_the_form(
    root_client: Client, edie: User, elm: Hub, unsaid: HubImage
) -> None:
    sync_roles()
    assert provides.pictures_to_say_whom(user=edie, today=today()) == [], "it is on no shelf of hers"
    HubImage.objects.update(collection=Collection.objects.get(name=elm.name))

    desk = sign_in(edie)
    front = desk.get(reverse("wagtailadmin_home"))

    assert "Say whether “IMG_7” shows people" in words(front)
    form = reverse("wagtailimages:edit", args=[unsaid.pk])
    assert form in front.text
    assert "Does it show people who can be recognised?" in desk.get(form).text
    say_whom(desk, unsaid)
    assert "Say whether “IMG_7”" not in words(desk.get(reverse("wagtailadmin_home")))


def test_of_many_the_first_are_named(edie: User, elm: Hub, root_client: Client) -> None:
    sync_roles()
    for number in range(5):
        root_client.post(reverse("wagtailimages:add_multiple"), {"title": f"IMG_{number}", "files[]": photo(), "collection": 1})
    HubImage.objects.update(collection=Collection.objects.get(name=elm.name))

    lines = provides.pictures_to_say_whom(user=edie, today=today())

    assert [line.text for line in lines] == [
        *(f"Say whether “IMG_{number}” shows people" for number in range(3)),
        "Say of 2 more pictures whether they show people",
    ]
    assert lines[3].href == reverse("wagtailimages:edit", args=[HubImage.objects.get(title="IMG_3").pk])


def test_who_looks_after_no_pictures_is_told_of_none(priya: User, unsaid: HubImage) -> None:
    assert provides.pictures_to_say_whom(user=priya, today=today()) == []
