"""The tools of the journeys do what they say: they see faults, and see none where there are none."""

from collections.abc import Callable

import pytest
from django.test import override_settings
from playwright.sync_api import Page

from accounts.models import User
from tests.journeys.conftest import OpenContext, Watch, axe_problems, sideways_scroll

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_phone_opens_a_page_of_ours(phone: Page) -> None:
    response = phone.goto("/have-your-say/")
    assert response is not None
    assert response.status == 200
    assert "content-security-policy" in response.headers
    assert sideways_scroll(phone) == 0


def test_axe_runs_under_the_strict_policy_and_finds_a_fault_that_is_there(phone: Page) -> None:
    phone.goto("/have-your-say/")
    phone.evaluate("() => document.body.appendChild(document.createElement('img')).src = 'data:image/gif;base64,'")

    assert any(problem.startswith("image-alt (critical)") for problem in axe_problems(phone))


def test_a_request_to_another_host_is_seen(phone: Page, watch: Watch) -> None:
    phone.goto("/have-your-say/")
    phone.evaluate("() => { document.body.appendChild(document.createElement('img')).src = 'http://127.0.0.2:9/x.png' }")
    phone.wait_for_timeout(200)

    assert any("127.0.0.2" in problem for problem in watch.problems)
    watch.allow("127.0.0.2")
    watch.allow("Failed to load resource|Content Security Policy")


def test_a_fault_in_a_script_is_seen(phone: Page, watch: Watch) -> None:
    phone.goto("/have-your-say/")
    phone.evaluate("() => setTimeout(() => { throw new Error('made up') }, 0)")
    phone.wait_for_timeout(200)

    assert any("made up" in problem for problem in watch.problems)
    watch.allow("made up")


def test_a_phone_without_scripts_runs_none(phone_without_scripts: Page) -> None:
    phone_without_scripts.goto("/have-your-say/")
    assert phone_without_scripts.locator("h1").count() == 1


@override_settings(SECOND_STEP_REQUIRED=False)
def test_staff_sign_in_on_a_desk(desk: Page, sign_in_on: Callable[[Page, User], None], asha: User, watch: Watch) -> None:
    watch.allow("Failed to load resource")
    sign_in_on(desk, asha)
    response = desk.goto("/admin/")
    assert response is not None
    assert response.status == 200
    assert "/account/login" not in desk.url


def test_two_contexts_are_two_people(open_context: OpenContext) -> None:
    first, second = open_context(), open_context(color_scheme="dark")
    first.add_cookies([{"name": "mine", "value": "1", "url": "http://127.0.0.1"}])
    assert second.cookies() == []
