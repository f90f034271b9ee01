"""A picture of people is kept with the day it was taken and the yes it rests on, or not at all."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import ConsentUse, Person
from core.models import Hub
from core.sync import sync_roles
from home.models import HubImage
from tests.builders import today
from tests.cast import sign_in
from tests.consent import agreeing
from tests.feedback.desk import words
from tests.home.photographed import ola, picture_of, who_agreed
from tests.home.photos import photo

__all__ = ["ola"]
pytestmark = pytest.mark.django_db
ADD = reverse("wagtailimages:add")


def upload(client: Client, **said: Any) -> Any:
    """Upload a photo of people, taken this month, unless `said` says otherwise."""
    usual = {"title": "In the garden", "file": photo(), "collection": 1, "shows": "people", "taken_on": str(today()), "yes_of": ""}
    return client.post(ADD, usual | said)


def test_a_picture_of_people_is_kept_with_its_day_and_the_yes_it_rests_on(root_client: Client, ola: Person) -> None:
    upload(root_client, yes_of=f" p-{ola.code.lower()} ")

    image, use = HubImage.objects.get(), ConsentUse.objects.get()
    assert (image.shows, image.taken_on) == ("people", today())
    assert (use.record.person, use.key, use.used_as) == (ola, f"home.HubImage:{image.pk}", "picture")
    assert "garden" not in use.title, "a family reads it, and a title may name somebody"
    edit = root_client.get(reverse("wagtailimages:edit", args=[image.pk])).text
    assert f'value="P-{ola.code}"' in edit
    assert f'value="{today()}"' in edit


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"taken_on": ""}, "Write the day on which it was taken"),
        ({"taken_on": str(date(2999, 1, 1))}, "That day is still to come."),
        ({"taken_on": "in spring"}, "Enter a valid date."),
        ({"yes_of": ""}, "Write the code of each person on it, such as P-7K3F."),
        ({"yes_of": "P-0000"}, "We know nobody at your hubs with the code P-0000."),
        ({"yes_of": ", ".join(["P-7K3F"] * 21)}, "Write at most 20 codes."),
        ({"yes_of": "P" * 301}, "at most 300 characters"),
        ({"shows": ""}, "This field is required."),
        ({"shows": "cats"}, "Select a valid choice."),
        ({"shows": "nobody"}, "Leave the codes out."),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(root_client: Client, ola: Person, said: dict[str, str], why: str) -> None:
    page = upload(root_client, **({"yes_of": f"P-{ola.code}"} | said))

    assert why in words(page).replace("&#x27;", "'")
    assert "In the garden" in page.text
    assert not HubImage.objects.exists()
    assert not ConsentUse.objects.exists()


def test_who_did_not_agree_is_not_shown(root_client: Client, ola: Person, elm: Hub, petra: User) -> None:
    mo = agreeing.make_person(elm, name="Mo Hale", email="mo@family.example")
    assert f"P-{mo.code} has not agreed to photos on our website." in words(upload(root_client, yes_of=f"P-{ola.code}, P-{mo.code}"))

    on_paper = who_agreed(elm, petra, "Kit Reed", channels=("print",))
    assert f"P-{on_paper.code} has not agreed to photos on our website." in words(upload(root_client, yes_of=f"P-{on_paper.code}"))
    assert not HubImage.objects.exists()


def test_an_editor_knows_nobody_of_another_hub(edie: User, ola: Person, oak: Hub, petra: User) -> None:
    sync_roles()
    far = who_agreed(oak, petra, "Far Away")
    desk = sign_in(edie)

    assert f"We know nobody at your hubs with the code P-{far.code}" in words(upload(desk, yes_of=f"P-{far.code}"))


@pytest.mark.parametrize("shows", ["nobody", "unknowable"])
def test_a_picture_on_which_nobody_can_be_told_needs_neither(root_client: Client, shows: str) -> None:
    upload(root_client, shows=shows, taken_on="")
    assert HubImage.objects.get().shows == shows


def test_many_at_once_are_stored_clean_and_asked_about_next(root_client: Client, ola: Person) -> None:
    first = root_client.post(reverse("wagtailimages:add_multiple"), {"title": "x", "files[]": photo(), "collection": 1}).json()
    image = HubImage.objects.get()
    assert "Does it show people who can be recognised?" in first["form"]

    address, prefix = reverse("wagtailimages:edit_multiple", args=[image.pk]), f"image-{image.pk}"
    said = {f"{prefix}-title": "x", f"{prefix}-collection": "1", f"{prefix}-tags": "", f"{prefix}-yes_of": f"P-{ola.code}"}
    assert root_client.post(address, {**said, f"{prefix}-shows": "people"}).json()["success"] is False
    assert root_client.post(address, said).json()["success"] is False, "what asks must be answered"
    done = root_client.post(address, {**said, f"{prefix}-shows": "people", f"{prefix}-taken_on": str(today())}).json()

    assert done["success"] is True
    assert ConsentUse.objects.get().key == image.use_key


def test_a_code_taken_out_rests_on_it_no_more_and_one_that_stays_is_kept(root_client: Client, ola: Person, elm: Hub, petra: User) -> None:
    mo = who_agreed(elm, petra, "Mo Hale")
    upload(root_client, yes_of=f"P-{ola.code} P-{mo.code}")
    image = HubImage.objects.get()

    said = {"title": "x", "collection": 1, "shows": "people", "taken_on": str(today()), "yes_of": f"P-{ola.code}"}
    root_client.post(reverse("wagtailimages:edit", args=[image.pk]), said)

    assert ConsentUse.objects.get(record__person=mo).ended_on == today()
    assert ConsentUse.objects.get(record__person=ola).ended_on is None


def test_the_database_keeps_no_picture_of_people_without_a_day(ola: Person) -> None:
    image = picture_of(ola)
    with pytest.raises(IntegrityError), transaction.atomic():
        HubImage.objects.filter(pk=image.pk).update(taken_on=None)
