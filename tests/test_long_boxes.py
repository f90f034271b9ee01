"""A box for longer words counts as its writer sees them: a browser sends every line break as two letters and counts it as one."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.db import models
from wagtail import blocks
from wagtail.admin.forms.models import WagtailAdminModelForm, formfield_for_dbfield
from wagtail.fields import StreamField

from accounts.models import User
from core.long_boxes import LongBox
from core.models import Hub
from feedback.models import YouSaid
from tests.builders import make_engagement, make_post, today
from tests.cast import sign_in

OURS = ("core", "accounts", "consent", "participation", "feedback", "panels", "home")


def _boxes_of_models() -> Iterator[tuple[str, forms.Field]]:
    """Yield what Wagtail makes of each longer text that staff write."""
    for model in (model for label in OURS for model in apps.get_app_config(label).get_models()):
        for field in model._meta.get_fields():
            if type(field) is models.TextField and field.editable and field.max_length:
                yield f"{model.__name__}.{field.name}", formfield_for_dbfield(field)


def _boxes_of_forms() -> Iterator[tuple[str, forms.Field]]:
    """Yield the longer boxes of the forms that we write ourselves. The addresses lead to all of them."""
    import_module(settings.ROOT_URLCONF)
    waiting: list[type] = [forms.BaseForm]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        if kind.__module__.split(".")[0] in OURS and issubclass(kind, forms.BaseForm) and not issubclass(kind, WagtailAdminModelForm):
            boxes = {name: box for name, box in getattr(kind, "base_fields", {}).items() if isinstance(box.widget, forms.Textarea)}
            yield from ((f"{kind.__name__}.{name}", box) for name, box in boxes.items())


def _boxes_of_blocks() -> Iterator[tuple[str, forms.Field]]:
    """Yield the longer boxes of every stream on a page."""
    streams = [field for model in apps.get_models() for field in model._meta.get_fields() if isinstance(field, StreamField)]
    waiting: list[tuple[str, blocks.Block]] = [(f"{field.model.__name__}.{field.name}", field.stream_block) for field in streams]
    while waiting:
        name, block = waiting.pop()
        waiting += [(f"{name}.{child}", inner) for child, inner in getattr(block, "child_blocks", {}).items()]
        if isinstance(block, blocks.ListBlock):
            waiting.append((name, block.child_block))
        if isinstance(block, blocks.FieldBlock) and type(block.field.widget).__name__ == "AdminAutoHeightTextInput":
            yield name, block.field


BOXES = {**dict(_boxes_of_models()), **dict(_boxes_of_forms()), **dict(_boxes_of_blocks())}


def test_the_boxes_looked_at_are_of_every_kind() -> None:
    assert {"Engagement.question", "Survey.why", "ServicePage.what_it_is", "AnswerForm.reason"} <= BOXES.keys()
    assert any(name.endswith("notice.text") for name in BOXES)


@pytest.mark.parametrize("name", sorted(BOXES))
def test_what_a_browser_takes_the_box_takes(name: str) -> None:
    box = BOXES[name]
    assert isinstance(box, LongBox)
    assert box.max_length

    fits = ("Yes\n" * box.max_length)[: box.max_length - 1] + "."

    assert box.clean(fits.replace("\n", "\r\n")) == fits
    with pytest.raises(forms.ValidationError):
        box.clean(fits.replace("\n", "\r\n") + ".")


@pytest.mark.django_db
def test_what_families_said_is_kept_with_its_lines_when_it_just_fits(elm: Hub, asha: User) -> None:
    said = ("The door is heavy.\n" * 60)[:999] + "."
    chosen = {"engagement": make_engagement(elm).pk, "topic": "places", "hubs": [elm.pk], "owner": make_post("Lead", hub=elm).pk}
    days = dict.fromkeys(("heard_from_on", "heard_until_on", "answer_by_on"), str(today()))

    sign_in(asha).post("/admin/you-said/new/", {**chosen, **days, "text": said.replace("\n", "\r\n"), "save": "1"})

    assert YouSaid.objects.get().text == said
