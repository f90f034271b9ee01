"""A page that was never saved can be looked at while it is written, whatever its kind."""

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from core.models import Hub
from home.models import AccessibilityStatementPage, HomePage, HubIndexPage, InfoPage, ServiceIndexPage
from tests.staff_forms import largest_form

PARENTS = {"home.HubPage": HubIndexPage, "home.ServicePage": ServiceIndexPage}


@pytest.mark.parametrize("model", [InfoPage, *(apps.get_model(name) for name in PARENTS)], ids=lambda model: model._meta.model_name)
def test_it_is_seen_before_it_is_saved(root_client: Client, front: HomePage, elm: Hub, model: type[Page]) -> None:
    parent = PARENTS[model._meta.label].objects.get() if model._meta.label in PARENTS else front
    add = reverse("wagtailadmin_pages:add", args=["home", model._meta.model_name, parent.pk])
    form = largest_form(add, root_client.get(add).text).values | {"title": ["Baby songs"], "slug": ["baby-songs"]}
    counts = {"body-count": ["0"], "people-count": ["0"], "hub": [str(elm.pk)]}
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["home", model._meta.model_name, parent.pk])

    root_client.post(preview, form | counts)
    page = root_client.get(preview)

    assert page.status_code == 200
    assert "<main" in page.text


def test_the_accessibility_statement_draws_itself_without_a_number(front: HomePage) -> None:
    statement = AccessibilityStatementPage.objects.get()
    statement.pk = statement.id = None

    assert statement.make_preview_request().status_code == 200
