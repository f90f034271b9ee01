"""A council that gets ready: families see one plain page until the urgent numbers were rung and the needed pages published."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction

from accounts.models import User
from core import brand
from core.models import AuditEntry, BrandSettings
from feedback.models import Survey
from home.models import HelpNowPage, HubPage, NumberCheck
from home.selectors import urgent_numbers, what_keeps_families_out
from home.services.pages import make_service
from tests.access_table import verdict
from tests.access_verdicts import EVERYBODY
from tests.addresses import every_address
from tests.builders import make_entry_point, make_open_survey
from tests.cast import make_user, sign_in
from tests.core.test_brand import picture
from tests.home.starting import FIVE, have_started, kim, make_ready

pytestmark = pytest.mark.django_db
READY, OPENING, RANG, LOOK = (
    "We are getting this website ready",
    "/admin/opening/",
    "/admin/opening/rang/",
    "/admin/settings/core/brandsettings/",
)
# What a stranger may reach before: ways in for staff and machines, and the styles of the holding page.
WAYS_IN = ("/account/", "/admin/", "/health/", "/invitation/", "/look/", "/_util/", "/demo/post/")


@pytest.fixture
def desk() -> Client:
    """Kim, who has just started the council."""
    have_started()
    return sign_in(kim())


# --- Held back ------------------------------------------------------------------------------------------------------------


def test_families_meet_one_page_at_every_address(desk: Client, client: Client) -> None:
    survey = Survey.objects.get()
    addresses = {one.path({}) for one in every_address() if (row := verdict(one.name)) and row.who == EVERYBODY}
    addresses |= {"/", "/hubs/elm-road/", "/privacy/", "/ur/", "/pl/services/", f"/have-your-say/{survey.slug}/", "/media/images/x.png"}
    families = sorted(address for address in addresses if not address.startswith(WAYS_IN))
    assert len(families) > 20

    for address in families:
        for page in (client.get(address), client.post(address, {"answer": "The singing"}), client.head(address)):
            assert page.status_code == 503, address
            assert page.headers["Cache-Control"] == "no-store", address
        assert READY in client.get(address).text or address.startswith(("/ur/", "/pl/")), address
        assert "Elm Road" not in client.get(address).text, address


def test_a_poster_that_hangs_too_early_leads_there_too(desk: Client, client: Client) -> None:
    survey = make_open_survey(Survey.objects.get().hubs.get())
    poster = make_entry_point(survey, survey.hubs.get())

    page = client.get(f"/have-your-say/p/{poster.code}/", follow=True)

    assert page.status_code == 503
    assert survey.title not in page.text


def test_the_page_gives_the_number_to_ring_and_no_number_that_nobody_tried(desk: Client, client: Client) -> None:
    BrandSettings.objects.update(safeguarding_phone="01632 960 009")
    brand.forget()

    page = client.get("/").text

    assert FIVE["phone"] in page
    assert 'href="tel:999"' in page
    assert "01632 960 009" not in page
    assert 'href="/privacy/"' not in page
    assert 'content="noindex"' in page


def test_it_is_read_in_the_languages_of_families(desk: Client, client: Client) -> None:
    page = client.get("/ur/").text

    assert 'dir="rtl"' in page
    assert READY not in page


def test_machines_and_staff_still_find_their_doors(desk: Client, client: Client) -> None:
    assert client.get("/health/").text == "ok"
    assert client.get("/account/login/").status_code == 200
    assert client.get(brand.look().address).status_code == 200
    assert client.get("/admin/").status_code == 302


def test_the_logo_stands_on_the_page_and_no_other_picture_is_given_out(desk: Client, client: Client) -> None:
    BrandSettings.objects.update(logo=picture("logo"))
    brand.forget()
    other = picture("hall").get_rendition("width-100")

    found = re.search(r'<img[^>]+src="(/media/images/[^"]+)"', client.get("/").text)

    assert found
    assert client.get(found[1]).status_code == 200
    assert client.get(other.url).status_code == 503
    assert desk.get(other.url).status_code == 200


def test_staff_see_the_site_as_it_will_be_and_strangers_with_an_account_do_not(desk: Client) -> None:
    assert "Elm Road" in desk.get("/hubs/elm-road/").text

    nobody = sign_in(make_user("Nia"))
    assert nobody.get("/hubs/elm-road/").status_code == 503


def test_families_are_asked_nothing_more_by_the_database_for_it(
    desk: Client, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/")

    with django_assert_num_queries(0):
        client.get("/have-your-say/")


# --- What is left ---------------------------------------------------------------------------------------------------------


def test_the_desk_says_what_is_left_and_leads_to_it(desk: Client) -> None:
    assert "Families do not see this site yet" in desk.get("/admin/").text

    page = desk.get(OPENING).text

    assert f'<a href="{LOOK}#id_safeguarding_phone">Worried about a child: write the number to ring.</a>' in page
    assert f'<a href="{LOOK}#id_officer_contact">Write how people reach your data protection officer.' in page
    assert "Left: NHS 111, Childline, NSPCC, National Domestic Abuse Helpline, Samaritans, Shout." in page
    assert '<a href="tel:116123">116 123</a>' in page
    assert 'text SHOUT to <a href="sms:85258">85258</a>' in page
    for slug in ("help-now", "privacy", "accessibility"):
        assert f'<a href="/admin/pages/{Page.objects.get(slug=slug).pk}/edit/">“' in page
    assert "Open the site to families" not in page


def test_only_who_sets_the_site_up_is_told(desk: Client, asha: User) -> None:
    assert "Families do not see this site yet" not in sign_in(asha).get("/admin/").text
    assert "opening" not in sign_in(asha).get("/admin/").text


def test_pressing_too_early_opens_nothing_and_says_why(desk: Client, client: Client) -> None:
    page = desk.post(OPENING, follow=True).text

    assert "Worried about a child: write the number to ring." in page
    assert client.get("/").status_code == 503


def test_a_number_is_checked_by_somebody_on_a_day_and_anew_when_it_changes(desk: Client) -> None:
    desk.post(RANG, {"number": "116 123"})

    check = NumberCheck.objects.get()
    assert (check.number, check.checked_by) == ("116123", kim())
    assert f"Rung and checked by {kim()} on" in desk.get(OPENING).text
    assert AuditEntry.objects.filter(verb="home.number.check").count() == 1

    page = HelpNowPage.objects.get().get_latest_revision_as_object()
    page.numbers[4].value["phone"] = "116 124"
    page.save_revision()
    samaritans = next(one for one in urgent_numbers() if one.label == "Samaritans")
    assert (samaritans.number, samaritans.checked_on) == ("116 124", None)


@pytest.mark.parametrize("number", ["", "999", "01632 960 777", "\x00", "x" * 5000])
def test_a_number_that_is_not_on_the_list_is_not_ticked_off(desk: Client, number: str) -> None:
    page = desk.post(RANG, {"number": number}, follow=True).text

    assert "not among the urgent ones any more" in page
    assert not NumberCheck.objects.exists()


def test_words_where_a_number_should_stand_are_no_number(desk: Client) -> None:
    page = HelpNowPage.objects.get().get_latest_revision_as_object()
    page.numbers[4].value["phone"] = "ask us"
    page.save_revision()

    gap = next(gap for gap in what_keeps_families_out() if "Samaritans" in gap.text)

    assert (gap.text, gap.where) == ("Samaritans: write the number to ring.", f"page:{page.pk}")


def test_a_number_in_two_places_is_rung_once(desk: Client) -> None:
    BrandSettings.objects.update(safeguarding_phone="0808 800 5000")
    brand.forget()

    assert [one.label for one in urgent_numbers() if one.number == "0808 800 5000"] == ["Worried about a child"]


def test_a_needed_page_that_only_some_may_read_is_not_enough(desk: Client) -> None:
    make_ready(desk)
    PageViewRestriction.objects.create(page=Page.objects.get(slug="privacy"), restriction_type="login")

    assert [gap.where for gap in what_keeps_families_out()] == [f"page:{Page.objects.get(slug='privacy').pk}"]


# --- Open -----------------------------------------------------------------------------------------------------------------


def test_with_everything_done_one_press_shows_the_site_to_families(desk: Client, client: Client) -> None:
    make_ready(desk)
    assert what_keeps_families_out() == []
    assert "Everything that must be done is done." in desk.get("/admin/").text

    assert "Families see the site now." in desk.post(OPENING, follow=True).text

    assert "Elm Road" in client.get("/hubs/").text
    assert client.get("/privacy/").status_code == client.get("/help-now/").status_code == 200
    assert AuditEntry.objects.filter(verb="home.site.open").count() == 1
    assert "Families do not see this site yet" not in desk.get("/admin/").text
    assert "Families see the site already." in desk.post(OPENING, follow=True).text


def test_who_opens_the_site_is_told_what_families_would_look_for_in_vain(desk: Client) -> None:
    make_ready(desk)

    page = desk.get(OPENING).text
    assert '<a href="/admin/put-a-service-in/">No service is published yet' in page
    assert "No hub has a page yet" not in page
    HubPage.objects.all().unpublish()
    assert "No hub has a page yet" in desk.get(OPENING).text

    make_service("Stay and play", what_it_is="Toys and tea.")
    assert "No service is published yet" not in desk.get(OPENING).text
    assert "Open the site to families" in page  # it may be opened all the same


def test_one_page_says_all_that_is_kept_and_what_never_is(desk: Client, client: Client) -> None:
    make_ready(desk)
    desk.post(OPENING)

    page = client.get("/privacy/").text

    for said in (
        "You do not need an account. Please do not write names",
        "your phone keeps one small cookie",
        "the tab remembers until you close it that it was left",
        "We use no other cookies for families",
        "We keep no list of who has which code.",
        "nobody can tell which answer is yours",
        "we may have to tell our safeguarding team",
    ):
        assert said in page, said


def test_who_sets_nothing_up_opens_nothing(desk: Client, client: Client, asha: User) -> None:
    make_ready(desk)

    sign_in(asha).post(OPENING)

    assert client.get("/").status_code == 503
