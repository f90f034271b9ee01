"""An editor begins at the council's own pages, and puts a service in with one press."""

import pytest
from django.urls import reverse

from accounts.models import User
from core.choices import RoleKind
from core.models import Hub
from core.sync import sync_roles
from home.models import HomePage, ServiceIndexPage
from home.services.pages import make_hub_page
from tests.cast import give_role, make_user, sign_in

ADD = "/admin/put-a-service-in/"
PAGES = "/admin/our-pages/"


@pytest.fixture
def eve(front: HomePage) -> User:
    """Eve edits the pages of the whole council."""
    person = make_user("Eve")
    give_role(person, RoleKind.CONTENT_EDITOR)
    sync_roles()
    return person


def test_pages_open_at_the_front_page_of_the_council_and_not_at_the_root(eve: User, front: HomePage) -> None:
    desk = sign_in(eve)
    assert f'href="{PAGES}"' in desk.get("/admin/").text

    answer = desk.get(PAGES, follow=True)

    assert answer.request["PATH_INFO"] == reverse("wagtailadmin_explore", args=[front.pk])
    assert answer.status_code == 200


def test_a_service_is_put_in_from_the_front_page_and_from_the_list_of_services(eve: User) -> None:
    desk = sign_in(eve)
    for here in ("/admin/", reverse("services_to_check")):
        assert ADD in desk.get(here).text

    answer = desk.get(ADD, follow=True)

    index = ServiceIndexPage.objects.get()
    assert answer.request["PATH_INFO"] == reverse("wagtailadmin_pages:add", args=["home", "servicepage", index.pk])
    assert "What it is" in answer.text


def test_without_a_place_for_services_it_says_who_makes_one(eve: User) -> None:
    ServiceIndexPage.objects.get().delete()

    assert "Whoever runs the machine makes it with start_council." in sign_in(eve).get(ADD, follow=True).text


def test_who_keeps_one_hub_is_offered_its_pages_and_no_service(front: HomePage, elm: Hub) -> None:
    page, person = make_hub_page(elm), make_user("Ed")
    give_role(person, RoleKind.CONTENT_EDITOR, elm)
    sync_roles()
    desk = sign_in(person)

    assert ADD not in desk.get("/admin/").text
    assert ADD not in desk.get(reverse("services_to_check")).text
    assert desk.get(ADD).status_code == 302
    assert page is not None
    assert desk.get(PAGES, follow=True).status_code == 200
