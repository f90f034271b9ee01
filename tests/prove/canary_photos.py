"""A photo of a canary, on two pages: what editors do with it inside its Earshot (tests/prove/canary_staff.py)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import ConsentUse, Person, index_of
from core.models import Hub
from home.models import HomePage, HubImage, HubPage, InfoPage
from home.models.images import USE_KEY
from home.services.pages import build_page_tree, make_hub_page
from tests.home.photos import photo


def begin_pages() -> None:
    """Make the front page with what stands below it, and Robin, who may do anything in the admin."""
    build_page_tree()
    User.objects.create_superuser("robin@ashmere.example", "x", first_name="Robin")


def show_on_pages(person: Person, name: str, hub: Hub) -> None:
    """Put a photo of somebody in by the screens, with their name in all that can be typed; show it on two pages, with a draft of one."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(User.objects.get(first_name="Robin"))
    day = str(timezone.localdate())
    said: dict[str, Any] = {"title": f"{name} in the sand", "description": f"{name} smiles", "tags": f'"{name}"', "collection": 1}
    said |= {"shows": "people", "taken_on": day, "yes_of": person.shown_code}
    client.post(reverse("wagtailimages:add"), {**said, "file": photo(name=f"{name}.jpg")})
    image = HubImage.objects.get(title=said["title"])
    client.post(reverse("wagtailimages:edit", args=[image.pk]), said)  # Wagtail writes down what was changed, and calls it by its title
    image.get_rendition("width-640|format-webp")
    alt = f"{name} at the sand table"
    body = [("picture", {"image": image, "alt_text": alt, "decorative": False})]
    page = HomePage.objects.get().add_child(instance=InfoPage(title=f"A day here, {image.pk}", body=body))
    page.save_revision().publish()
    page.save_revision()
    hub_page: HubPage = make_hub_page(hub, introduction="A warm place.")
    hub_page.picture, hub_page.picture_says = image, alt
    hub_page.save_revision().publish()


def photos(*, email: str, **_: Any) -> list[str]:
    """Return the names of the files of every picture of a canary, and of its sizes: each is made by chance."""
    person = Person.objects.get(email_index=index_of("email", email), merged_into=None)
    uses = ConsentUse.objects.filter(record__person=person, key__startswith=USE_KEY).values_list("key", flat=True)
    images = HubImage.objects.filter(pk__in=[key.removeprefix(USE_KEY) for key in uses])
    return [Path(file.name).name for image in images for file in (image.file, *(size.file for size in image.renditions.all()))]


def named(stores: Mapping[str, bytes], names: list[str]) -> set[str]:
    """Return which of these files are there."""
    return {Path(name).name for name in stores} & set(names)
