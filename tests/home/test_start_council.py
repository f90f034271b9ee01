"""A new council, from an empty database to the first person at the desk: five answers, no e-mail needed."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from wagtail.models import Page, Site

from accounts.models import User
from core import outbox
from core.models import AuditEntry, BrandSettings, Hub, Locality, Post, PostHolder, Role
from core.querysets import may
from core.samples import MADE_UP_COUNCIL
from feedback.models import Survey
from participation.models import Engagement
from tests.home.starting import FIVE, kim, start, way_in

pytestmark = pytest.mark.django_db
PASSWORD = "elmshire is a long way from here"


def everything() -> tuple[int, ...]:
    """Return how many there are of all that it makes."""
    made: tuple[Any, ...] = (User, Role, Page, Site, BrandSettings, Hub, Locality, Post, PostHolder, Engagement, Survey)
    return tuple(model.objects.count() for model in made)


def test_five_answers_make_pages_a_hub_and_what_it_needs_to_listen() -> None:
    said = start()

    live = dict(Page.objects.filter(depth=3).values_list("slug", "live"))
    assert live == {"hubs": True, "services": True, "offer": True, "help-now": False, "privacy": False, "accessibility": False}
    assert Page.objects.get(slug="elm-road").live
    engagement, survey = Engagement.objects.get(), Survey.objects.get()
    assert (engagement.stage, engagement.answer_within_weeks, str(engagement.who_acts)) == ("open", 4, "Family hub manager")
    assert (survey.title, survey.state, survey.engagement) == ("After a session at Elm Road", "draft", engagement)
    assert survey.mode == "code"
    assert PostHolder.objects.get().user == kim()
    look = BrandSettings.objects.get()
    assert (look.council_name, look.phone) == ("Elmshire County Council", "01632 960 001")
    site = Site.objects.get()
    assert (site.hostname, site.port, site.root_url) == ("hubs.elmshire.example", 443, "https://hubs.elmshire.example")
    for words in ("kim@elmshire.example may set everything up", "the hub Elm Road", "After a session at Elm Road"):
        assert words in said


def test_the_first_person_may_do_the_work_of_a_small_council_and_is_no_superuser() -> None:
    start()

    assert all(may(kim(), right) for right in ("staff.invite", "brand.edit", "page.publish", "survey.open", "entry_point.add"))
    assert not kim().is_superuser
    assert AuditEntry.objects.filter(verb="core.role.give", actor="system").count() == Role.objects.count()


def test_the_printed_link_lets_them_in_once_before_any_mail_works(client: Client) -> None:
    link = way_in(start())

    form = client.get(link, follow=True)
    done = client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD}, follow=True)
    assert done.status_code == 200
    client.post("/account/login/", {"login": kim().email, "password": PASSWORD})

    assert "Families do not see this site yet" in client.get("/admin/").text
    assert "This link does not work any more" in Client().get(link, follow=True).text


def test_a_code_by_e_mail_lets_them_in_too(client: Client) -> None:
    start()

    client.post("/account/login/code/", {"email": "kim@elmshire.example"})
    outbox.drain()
    [letter] = mail.outbox
    code = next(word for word in str(letter.body).split() if len(word) == 9 and "-" in word)
    client.post("/account/login/code/confirm/", {"code": code})

    assert client.get("/admin/", follow=True).status_code == 200


def test_running_it_again_changes_nothing_and_gives_a_new_link_while_nobody_came_in() -> None:
    first = start()
    before = everything()

    again = start()

    assert everything() == before
    assert "Everything was there already. Nothing was changed." in again
    assert way_in(first)
    assert way_in(again)


def test_running_it_again_leaves_what_was_written_meanwhile(client: Client) -> None:
    start()
    BrandSettings.objects.update(site_name="Elmshire hubs", phone="01632 960 555", held_back_since=None)
    Page.objects.filter(slug="privacy").update(title="How we use what you tell us", live=True)
    client.force_login(kim())

    said = start()

    look = BrandSettings.objects.get()
    assert (look.site_name, look.phone, look.held_back_since) == ("Elmshire hubs", "01632 960 555", None)
    assert Page.objects.get(slug="privacy").title == "How we use what you tell us"
    assert "/account/password/" not in said
    assert "signs in at https://hubs.elmshire.example/account/login/" in said


def test_another_address_on_a_later_run_is_said() -> None:
    start()
    assert "families find the site at https://families.elmshire.example from now on" in start(address="https://families.elmshire.example")
    assert "families find the site" not in start(address="https://families.elmshire.example")


def test_a_hub_that_was_added_later_listens_after_running_it_again() -> None:
    start()
    Hub.objects.create(name="Oak Lane", slug="oak-lane", locality=Locality.objects.get())
    elm = Hub.objects.get(slug="elm-road")
    Hub.objects.create(name="Ash Hall", slug="ash", locality=elm.locality, kind="outreach", parent=elm)

    start()

    assert set(Survey.objects.values_list("title", flat=True)) == {"After a session at Elm Road", "After a session at Oak Lane"}
    assert Engagement.objects.count() == 2
    assert Page.objects.filter(slug="oak-lane", live=True).exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"council": " "}, "Type an answer"),
        ({"council": "x" * 81}, "81 letters long, and 80 fit"),
        ({"address": "hubs.elmshire.example"}, "Type https:// and a name"),
        ({"address": "https://hubs.elmshire.example/welcome"}, "nothing behind it"),
        ({"address": "https://kim:secret@hubs.elmshire.example"}, "nothing behind it"),
        ({"address": "https://[hubs"}, "nothing behind it"),
        ({"address": "https://hubs.elmshire.example:99999"}, "nothing behind it"),
        ({"email": "kim"}, "kim is no e-mail address"),
        ({"email": "kim\n@elmshire.example"}, "is no e-mail address"),
        ({"hub": ""}, "Type an answer"),
        ({"hub": "\x00\u200b"}, "Type an answer"),
        ({"phone": "ring us"}, "Type a phone number in digits"),
        ({"phone": "12"}, "Type a phone number in digits"),
        ({"phone": "٠١٦٣٢ ٩٦٠٠٠١"}, "Type a phone number in digits"),
    ],
)
def test_an_answer_that_will_not_do_makes_nothing_and_says_what_to_type(wrong: dict[str, str], said: str) -> None:
    before = everything()

    with pytest.raises(CommandError, match=said):
        start(**wrong)

    assert everything() == before


def test_every_answer_that_will_not_do_is_named_at_once() -> None:
    with pytest.raises(CommandError) as refused:
        start(hub="", phone="ring us")

    assert str(refused.value).splitlines() == [
        "What is your first family hub called? Type an answer.",
        "Which phone number can families ring? Type a phone number in digits and spaces, such as 01632 960 001.",
    ]


def test_an_address_that_is_not_of_staff_here_is_refused(settings: Settings) -> None:
    settings.STAFF_EMAIL_DOMAINS = ["elmshire.gov.example"]

    with pytest.raises(CommandError, match=r"@elmshire\.gov\.example"):
        start()

    assert not User.objects.exists()


def test_it_never_starts_over_the_made_up_council(settings: Settings) -> None:
    settings.DEMO = True
    with pytest.raises(CommandError, match="made-up council"):
        start()

    settings.DEMO = False
    BrandSettings.objects.create(site=Site.objects.get(is_default_site=True), council_name=MADE_UP_COUNCIL)
    with pytest.raises(CommandError, match="in a database of its own"):
        start()

    assert not User.objects.exists()


def test_another_councils_database_and_another_administrator_are_left_alone() -> None:
    start()
    before = everything()

    with pytest.raises(CommandError, match="This is the database of Elmshire County Council"):
        start(council="Oakshire County Council")
    with pytest.raises(CommandError, match="they invite others under People"):
        start(email="eve@elmshire.example")

    assert everything() == before


def test_somebody_who_has_an_account_is_not_made_administrator_by_it() -> None:
    User.objects.create_user("kim@elmshire.example")

    with pytest.raises(CommandError, match="without being administrator"):
        start()

    assert not Role.objects.exists()


def test_an_address_that_the_server_does_not_know_is_said(settings: Settings) -> None:
    settings.BASE_URL = "https://localhost"

    assert "Set BASE_URL=https://hubs.elmshire.example and put its name into ALLOWED_HOSTS" in start()

    settings.BASE_URL = "https://hubs.elmshire.example"
    assert "BASE_URL" not in start()


def test_the_demonstration_is_refused_before_anything_is_asked(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.DEMO = True
    monkeypatch.setattr("builtins.input", lambda words: pytest.fail(f"asked: {words}"))

    with pytest.raises(CommandError, match="made-up council"):
        call_command("start_council")


def test_what_was_not_given_is_asked_until_it_will_do(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed: Iterator[str] = iter([FIVE["council"], "hubs", FIVE["address"], "kim", FIVE["email"], FIVE["hub"], FIVE["phone"]])
    asked: list[str] = []

    def answer(words: str) -> str:
        asked.append(words)
        return next(typed)

    monkeypatch.setattr("builtins.input", answer)

    call_command("start_council")

    assert len(asked) == 7
    assert asked[1] == asked[2] == "At which web address will families find the site? (such as https://hubs.elmshire.gov.uk)\n> "
    assert "Type https:// and a name" in capsys.readouterr().err
    assert kim().roles.exists()


def test_with_nobody_to_ask_it_says_which_answer_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(words: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", nobody)

    with pytest.raises(CommandError, match="Give it as --council"):
        call_command("start_council")


def test_odd_letters_in_a_name_leave_it_as_it_looks() -> None:
    start(council="Elmshire\x00 County\u202e\nCouncil", hub=" Elm\tRoad ")

    assert BrandSettings.objects.get().council_name == "Elmshire County Council"
    assert Hub.objects.get().name == "Elm Road"


def test_two_hubs_of_like_names_have_addresses_of_their_own() -> None:
    start()
    start(hub="Elm-Road")
    start(hub="مرکز")

    assert sorted(Hub.objects.values_list("slug", flat=True)) == ["elm-road", "elm-road-2", "hub"]
