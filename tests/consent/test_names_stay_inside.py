"""No name leaves its room by the back: not in what a row is called, a log, the queue, a subject or an address (DESIGN promise 5)."""

import re
from html import unescape
from typing import Any
from urllib.parse import unquote_plus

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import CharField, DateField, FileField, ForeignKey, Model, TextField
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.models import User
from consent.models import Person, Purpose
from consent.services import purposes
from core.crypto import encrypted_fields
from core.models import AuditEntry, Hub, Link, OutboxItem
from core.where_people_are import OF_FAMILIES
from tests.cast import sign_in
from tests.consent import agreeing
from tests.consent.doorway import DOOR, asked_for_code, numbers, typed_in
from tests.demo.ashmere import OfAshmere
from tests.families import make_person, make_rights_request

NAME, EMAIL, PHONE = "Quirinus Canary", "quirinus.canary@family.example", "07700 900717"
CANARY = re.compile(r"quirinus|canary|7700\W*900717", re.IGNORECASE)
# These are called by what somebody wrote who names no family: an editor's title of a picture, checked like the page that shows it; a tag
# that an editor gave it, and Wagtail's log of what was done to it; the title of a page asked for in large print; a handler of the queue;
# the subject of a letter, which is the same for everybody (below).
CALLED_BY_OTHERS = {"home.HubImage", "home.HubRendition", "consent.FormatRequest", "core.OutboxItem", "core.DemoMessage"}
CALLED_BY_OTHERS |= {"taggit.Tag", "wagtailcore.ModelLogEntry"}
# Written by the house alone, in every table.
HOUSE_WORDS = {"code", "language", "reference", "week"}


# --- What a row is called -------------------------------------------------------------------------------------------------


def _full_of_names(model: type[Model]) -> Model:
    """Return a row of a model, not kept, whose every free word is somebody's name, as are those of the families' rows it leads to."""
    words = {field.attname: NAME for field in model._meta.concrete_fields if _takes_words(model, field)}
    days = {field.attname: timezone.now() for field in model._meta.concrete_fields if isinstance(field, DateField)}
    row = model(**words, **days)
    for field in model._meta.concrete_fields:
        if isinstance(field, ForeignKey) and field.remote_field.model is not model and field.remote_field.model._meta.label in OF_FAMILIES:
            setattr(row, field.name, _full_of_names(field.remote_field.model))
    return row


def _takes_words(model: type[Model], field: Any) -> bool:
    if field.name in encrypted_fields(model):
        return True
    return isinstance(field, CharField | TextField | FileField) and not (field.choices or field.primary_key or field.name in HOUSE_WORDS)


@pytest.mark.parametrize("label", sorted(OF_FAMILIES.keys() - CALLED_BY_OTHERS))
def test_no_row_about_a_family_is_called_by_anything_that_somebody_typed(label: str) -> None:
    row = _full_of_names(apps.get_model(label))
    assert not CANARY.search(str(row)), f"{label} calls itself {row}"


# --- The made-up council, whose sixty families have been everywhere ---------------------------------------------------------


def _words_of(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"\w+", name) if len(word) > 3}


class OfAllOfAshmere(OfAshmere):
    """Every row of every table is asked what it is called."""

    def setUp(self) -> None:
        people = [person for person in Person.objects.all() if person.name]
        assert len(people) >= 60
        staff = {word for user in User.objects.all() for word in _words_of(user.get_full_name())}
        places = {word for model in ("core.Hub", "core.Locality", "consent.Partner") for word in self._named(model)}
        self.names = {word for one in people for word in _words_of(one.name)} - staff - places
        self.addresses = {one.email.lower() for one in people if one.email} | {one.phone for one in people if one.phone}

    @staticmethod
    def _named(label: str) -> set[str]:
        return {word for row in apps.get_model(label)._default_manager.all() for word in _words_of(str(row))}

    def _names_in(self, words: str) -> set[str]:
        low = words.lower()
        return {one for one in self.addresses if one in low} | (self.names & set(re.findall(r"\w+", low)))

    def test_no_row_of_any_table_is_called_by_the_name_of_a_family(self) -> None:
        called = (
            (model._meta.label, str(row)) for model in apps.get_models(include_auto_created=True) for row in model._base_manager.all()
        )
        assert [(label, words) for label, words in called if self._names_in(words)] == []

    def test_no_log_no_queue_and_no_link_of_it_holds_one(self) -> None:
        rows: list[str] = []
        for model in (AuditEntry, ModelLogEntry, PageLogEntry, OutboxItem, Link):
            rows += [repr(row) for row in model._default_manager.values_list()]
        assert len(rows) > 300
        assert [row for row in rows if self._names_in(row)] == []


# --- Subjects ---------------------------------------------------------------------------------------------------------------


def test_every_subject_is_the_same_for_everybody() -> None:
    found = [file for folder in ("emails", "account/email") for file in (settings.ROOT / "templates" / folder).glob("*subject.txt")]
    assert len(found) > 10
    said = {file.name: re.findall(r"{{.*?}}", file.read_text()) for file in found}
    assert {name: words for name, words in said.items() if words} == {}


# --- Addresses ------------------------------------------------------------------------------------------------------------

# What may stand in an address of ours: numbers, our own codes, and what editors called their pages.
MAY_STAND = {"int", "uuid", "slug", "reference", ""}
LINKED = re.compile(r'(?:href|action|formaction|src|data-[\w-]*url)="([^"]*)"')


ABOUT_FAMILIES = ("/admin/families/", "/admin/rights/", "/admin/agreed/", "/admin/to-call-back/", "/admin/another-way/", "/my-choices/")
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.DOTALL)
TYPED = re.compile(r'<textarea|<input(?![^>]*type="(?:hidden|checkbox|radio|submit|date|number)")', re.IGNORECASE)


def _typed_into_an_address(page: Any) -> list[str]:
    """Return the forms of a page that put what somebody types into an address."""
    forms = [form for form in FORM.findall(page.text) if 'method="post"' not in form.partition(">")[0].lower()]
    return [form[:200] for form in forms if TYPED.search(form) and "/admin/pages/search/" not in form]  # Wagtail's, of pages


def _linked(page: Any) -> set[str]:
    """Return every address a page names, and the one it leads on to."""
    found = {unescape(one) for one in LINKED.findall(page.text)} if page.headers.get("Content-Type", "").startswith("text/html") else set()
    return found | ({page.headers["Location"]} if "Location" in page.headers else set())


def _walked(client: Client, begin: list[str], most: int) -> dict[str, set[str]]:
    """Follow links of our own from where somebody begins; return what each page names. What is posted is not followed."""
    waiting, seen = list(begin), dict[str, set[str]]()
    while waiting and len(seen) < most:
        at = waiting.pop(0)
        if at not in seen:
            page = client.get(at)
            assert _typed_into_an_address(page) == [], at
            seen[at] = _linked(page)
            waiting += sorted(one.split("#")[0] for one in seen[at] if one.startswith(ABOUT_FAMILIES))
    return seen


@pytest.fixture
def canary(elm: Hub, petra: User) -> Person:
    """Somebody who agreed to one thing and asked for their data."""
    purposes.begin()
    person = make_person(elm, NAME, email=EMAIL, phone=PHONE)
    agreeing.decide(person, Purpose.objects.get(key="told"), by=petra)
    make_rights_request(person, "access")
    return person


def _with_a_name(found: dict[str, set[str]]) -> dict[str, set[str]]:
    wrong = {at: {one for one in names if CANARY.search(unquote_plus(one))} for at, names in found.items()}
    return {at: names for at, names in wrong.items() if names}


def test_no_screen_of_the_staff_leads_to_an_address_with_a_name(canary: Person, petra: User, priya: User) -> None:
    for user in (petra, priya):
        desk = sign_in(user)
        found = _walked(desk, [f"/admin/families/{canary.pk}/", "/admin/families/", "/admin/rights/", "/admin/agreed/", "/admin/"], most=80)
        assert f"/admin/families/{canary.pk}/" in found
        for asked in (NAME, EMAIL, PHONE, "Canary"):
            found[asked] = _linked(desk.post("/admin/families/", {"words": asked}))
            assert found[asked]
        opened = desk.post(f"/admin/families/{canary.pk}/open/", {"reason": "rights"})
        assert (NAME in unescape(opened.text)) is (user == priya), "the one page that is full of names is walked; Petra needs no such page"
        found["opened"] = _linked(opened)
        assert _with_a_name(found) == {}


def test_no_log_and_no_queue_learns_a_name_from_what_staff_do(elm: Hub, petra: User) -> None:
    desk = sign_in(petra)
    said = {"name": NAME, "email": EMAIL, "phone": PHONE, "safe": "yes", "language": "en-gb", "hub": elm.pk}
    added = desk.post("/admin/families/add/", said)
    assert added.status_code == 302
    at = f"{added.headers['Location']}change/"
    seen = desk.get(at).context["form"]["seen"].value()
    assert desk.post(at, {**said, "name": f"{NAME} Again", "language": "pl", "seen": seen}).status_code == 302
    assert Person.objects.get().name == f"{NAME} Again"
    for model in (AuditEntry, ModelLogEntry, OutboxItem):
        assert [row for row in model._default_manager.values_list() if CANARY.search(repr(row))] == []
    assert AuditEntry.objects.filter(verb__startswith="consent.person").count() >= 2


def test_no_page_of_the_family_itself_does(canary: Person, client: Client) -> None:
    at = asked_for_code(client, EMAIL)
    inside = typed_in(client, at, numbers())
    found = {"asked": {at}, "typed": _linked(inside), **_walked(client, [DOOR], most=30)}
    assert len(found) > 5
    assert _with_a_name(found) == {}


def test_the_walk_would_see_one() -> None:
    assert _with_a_name({"/": {"/admin/families/?q=Quirinus+C%61nary", "/x/?phone=07700%20900717"}})["/"]
    assert _with_a_name({"/": {"/admin/families/?s=gAAAA"}}) == {}
