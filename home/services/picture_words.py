"""The words that stand beside a picture on pages and in their versions: gone when somebody on the picture is forgotten."""

import json
from collections.abc import Callable, Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from taggit.models import Tag
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, Page, Revision

from home.models import HubImage, HubPage, InfoPage

PICTURE = "picture"  # the field of a hub's page, and the block of a page of words (home/blocks.py)


def forget(numbers: Collection[int]) -> None:
    """Empty what describes these pictures: on pages, in every version and draft of them, and in what an editor has not saved yet.

    A page stands as it did, and shows what it showed of a picture that is not there.
    """
    if not numbers:
        return
    for hub_page in HubPage.objects.filter(picture__in=numbers).exclude(picture_says=""):
        hub_page.picture_says = ""
        hub_page.save(clean=False, update_fields=["picture_says"])
    for page in _that_name(InfoPage.objects.all(), "body", numbers):
        for block in page.body:
            if block.block_type == PICTURE and block.value is not None and block.value.pk in numbers:
                block.value.contextual_alt_text = ""
        page.save(clean=False, update_fields=["body"])
    pages = set[str]()
    for version in _that_name(Revision.objects.all(), "content", numbers):
        content = _emptied(version.content, numbers)
        if content != version.content:
            Revision.objects.filter(pk=version.pk).update(content=content)
            pages.add(version.object_id)
    FormState.objects.filter(content_type__in=_kinds_of_pages(), object_id__in=pages).delete()


def forget_title(image: HubImage, instead: str) -> None:
    """Let Wagtail's log of what was done to a picture call it otherwise. That it was done, and by whom, stays."""
    ModelLogEntry.objects.for_instance(image).update(label=instead)


def forget_tags(image: HubImage) -> None:
    """Take the tags off a picture, and delete those that nothing else has."""
    names = [tag.pk for tag in image.tags.all()]
    image.tags.clear()
    Tag.objects.filter(pk__in=names, taggit_taggeditem_items__isnull=True).delete()


def _that_name(rows: "QuerySet[Any]", column: str, numbers: Collection[int]) -> "QuerySet[Any]":
    """Return the rows whose JSON may name one of these pictures; the caller looks closer.

    JSON inside of JSON has its quotation marks escaped.
    """
    named = Q()
    for number in numbers:
        for key in ('"picture"', '"image"', '\\"image\\"'):
            named |= Q(as_text__contains=f"{key}: {number}")
    found: QuerySet[Any] = rows.annotate(as_text=Cast(column, TextField())).filter(named)
    return found


def _emptied(content: dict[str, Any], numbers: Collection[int]) -> dict[str, Any]:
    """Return a version of a page without the words beside these pictures."""
    emptied = dict(content)
    if emptied.get(PICTURE) in numbers and "picture_says" in emptied:
        emptied["picture_says"] = ""
    if isinstance(body := emptied.get("body"), str):
        blocks = _read(body)
        for block in blocks if isinstance(blocks, list) else []:
            value = block.get("value") if block.get("type") == PICTURE else None
            if isinstance(value, dict) and value.get("image") in numbers:
                value["alt_text"] = ""
                emptied["body"] = json.dumps(blocks)
    return emptied


def _read(body: str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _kinds_of_pages() -> "list[ContentType]":
    kinds: Callable[..., dict[Any, ContentType]] = ContentType.objects.get_for_models
    return list(kinds(Page, HubPage, InfoPage).values())
