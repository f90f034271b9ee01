"""Getting ready: a list that ticks itself from what is there, can be left and resumed, and goes when all is done."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from accounts.models import User
from core import clocks
from core.choices import RoleKind
from core.models import AuditEntry, BrandSettings, Hub, Invitation, Locality, OpeningTime, Post, PostHolder
from core.selectors import defaults
from feedback.models import Survey
from feedback.services.surveys import open_survey
from home.getting_ready import TASKS
from home.models import HubPage, NumberCheck
from home.selectors import getting_ready, what_keeps_families_out
from participation.models import Engagement
from tests.builders import make_brand, make_entry_point, make_open_survey, make_response
from tests.cast import give_role, make_user, sign_in
from tests.home.starting import have_started, kim, look_and_words, make_ready, publish

pytestmark = pytest.mark.django_db
LIST, FRONT = "/admin/getting-ready/", "/admin/"
QUERIES = 28


@pytest.fixture
def desk() -> Client:
    """Kim, who has just started the council."""
    have_started()
    return sign_in(kim())


def left(key: str) -> list[str]:
    """Return what is left of one thing, in words."""
    return [gap.text for item in getting_ready() if item.task.key == key for gap in item.gaps]


def press(desk: Client, button: str, key: str = "") -> str:
    return desk.post(f"{LIST}{button}/", {"key": key}, follow=True).text


# --- On the front page ----------------------------------------------------------------------------------------------------


def test_the_front_page_says_in_words_how_far_it_is_and_what_comes_next(desk: Client) -> None:
    page = desk.get(FRONT).text

    assert f"Getting ready: 0 of {len(TASKS)} done" in page
    assert "Urgent numbers, rung and checked</a></strong> (8 minutes: one for each call)" in page
    assert f'href="{LIST}">See everything' in page
    assert "Name the safeguarding lead" not in page  # the rest is behind the link


def test_only_who_sets_the_council_up_sees_it(desk: Client, asha: User) -> None:
    assert "Getting ready" not in sign_in(asha).get(FRONT).text
    assert sign_in(asha).get(LIST).status_code in {302, 403}


def test_it_goes_when_all_is_done_or_put_off_and_stays_under_settings(desk: Client) -> None:
    make_ready(desk)
    desk.post("/admin/opening/")
    for item in getting_ready():
        if item.gaps:
            press(desk, "not-now", item.task.key)

    page = desk.get(FRONT).text

    assert "Getting ready:" not in page
    assert LIST in page  # the menu's data
    assert "What is left waits until you bring it back." in desk.get(LIST).text


def test_the_whole_list_asks_the_same_number_of_questions_with_ten_hubs(
    desk: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(QUERIES):
        getting_ready()
    for number in range(10):
        Hub.objects.create(name=f"Hub {number}", slug=f"hub-{number}", locality=Locality.objects.get())
        Post.objects.create(title=f"Post {number}")

    with django_assert_num_queries(QUERIES):
        getting_ready()


# --- The list -------------------------------------------------------------------------------------------------------------


def test_each_thing_says_why_who_and_how_long_and_whether_it_can_wait(desk: Client) -> None:
    page = desk.get(LIST).text

    first, later = page.split("<h2>Can wait</h2>")
    assert "Must be done before families see the site" in first
    for task in TASKS:
        part = first if task.is_must else later
        for words in (task.title, task.why, task.who, task.takes):
            assert words in part, (task.key, words)


def test_every_line_leads_to_where_it_is_done(desk: Client) -> None:
    page = desk.get(LIST).text

    for line, address in (
        ("Elm Road has no address, no phone and no opening times yet.", f"/admin/hub/edit/{Hub.objects.get().pk}/"),
        ("Send yourself a test letter", "/admin/getting-ready/letter/"),
        ("You are the only one here", "/admin/people/invite/"),
        ("No questions were open to families yet", f"/admin/survey/open/{Survey.objects.get().pk}/"),
        ("Make the first poster", "/admin/entry_point/new/"),
        ("Read what you promise families", "/admin/what-we-begin-with/"),
        ("“Your privacy”", f"/admin/pages/{Page.objects.get(slug='privacy').pk}/edit/"),
        ("Say when a person answers the phone.", "/admin/settings/core/brandsettings/#id_phone_hours"),
        ("Paste hubs from a spreadsheet", "/admin/"),
    ):
        assert f'href="{address}' in page, line
        assert desk.get(address.split("#")[0], follow=True).status_code == 200, line
        assert line in page


def test_what_somebody_may_not_do_is_said_without_a_way_there(desk: Client) -> None:
    person = make_user("Nia")
    give_role(person, RoleKind.ADMINISTRATOR)

    page = sign_in(person).get(LIST).text

    assert "<li>Make the first poster: four choices, and the printer.</li>" in page


def test_publishing_a_needed_page_leads_back_to_the_list(desk: Client) -> None:
    page = Page.objects.get(slug="privacy")
    form = {"title": page.title, "slug": page.slug, "introduction": "", "body-count": "0", "action-publish": "1"}

    shown = desk.post(f"/admin/pages/{page.pk}/edit/", form, follow=True)

    assert shown.redirect_chain[-1][0] == LIST
    assert "“Your privacy” is published. Families read it once the site is open." in shown.text


def test_saving_the_look_leads_back_to_the_list(desk: Client) -> None:
    shown = desk.post(f"/admin/settings/core/brandsettings/{BrandSettings.objects.get().site_id}/", look_and_words(), follow=True)

    assert f'href="{LIST}"' in shown.text.split("Back to getting ready")[0].rsplit("<a", 1)[1]


# --- It ticks itself ------------------------------------------------------------------------------------------------------


def test_the_look_is_settled_by_colour_words_and_hours_or_by_saying_so(desk: Client) -> None:
    assert len(left("look")) == 3
    make_brand(brand_colour="#1f5f5b", offer_word="Healthy Babies offer", phone_hours="Weekdays, 9 to 5")
    assert left("look") == []

    make_brand(brand_colour="#5b2a86", offer_word="Start for Life offer")
    assert "Keep the plain look and these words" in desk.get(LIST).text
    press(desk, "so", "look")
    assert left("look") == []


def test_a_hub_with_address_phone_and_times_is_enough(desk: Client) -> None:
    hub = Hub.objects.get()
    hub.street, hub.postcode = "1 Elm Street", "EL1 1AA"
    hub.save()
    assert left("hubs") == ["Elm Road has no phone and no opening times yet."]

    hub.phone = "01632 960 010"
    hub.save()
    OpeningTime.objects.create(hub=hub, weekday=0, opens_at="09:00", closes_at="17:00")

    assert left("hubs") == []


def test_a_hub_added_later_is_named_and_one_press_lets_it_listen(desk: Client) -> None:
    Hub.objects.create(name="Oak Lane", slug="oak-lane", locality=Locality.objects.get())
    assert "Oak Lane has no page and everyday listening yet." in desk.get(LIST).text

    said = press(desk, "listen")

    assert "Done for Oak Lane: a page, everyday listening, and the questions after a session." in said
    assert HubPage.objects.filter(hub__slug="oak-lane", live=True).exists()
    engagement = Engagement.objects.get(hubs__slug="oak-lane")
    assert (engagement.stage, engagement.answer_within_weeks) == ("open", 4)
    assert Survey.objects.filter(title="After a session at Oak Lane", state="draft").exists()
    assert PostHolder.objects.get(post__hub__slug="oak-lane").user == kim()
    assert AuditEntry.objects.filter(verb="home.hub.listen").count() == 1
    assert "Every hub has its page and listens already." in press(desk, "listen")


def test_people_and_posts_name_who_is_missing(desk: Client) -> None:
    assert left("people") == [
        "You are the only one here: invite a colleague.",
        "No safeguarding lead is named yet: invite them, or give the role.",
        "No data protection officer is named yet: invite them, or give the role.",
    ]
    now = timezone.now()
    sent = {"invited_by": kim(), "invited_at": now, "token_hash": "x", "salt": "x", "expires_at": now + timedelta(hours=72)}
    Invitation.objects.create(email="sol@elmshire.example", kinds=["safeguarding_lead"], **sent)
    assert "The safeguarding lead you invited has not come in yet." in left("people")

    for name, kind in (("Sol", "safeguarding_lead"), ("Priya", "data_protection_officer")):
        give_role(make_user(name), kind)
    Post.objects.create(title="Head of early help")
    assert left("people") == [
        "There is one administrator only. Name a second, for the day the first is ill.",
        "Nobody holds the post “Head of early help”.",
    ]


def test_a_post_whose_holder_left_for_good_is_held_by_nobody(desk: Client) -> None:
    holder = PostHolder.objects.get()
    User.objects.filter(pk=holder.user_id).update(is_active=False)

    assert "Nobody holds the post “Family hub manager, Elm Road”." in left("people")


def test_urgent_numbers_are_rung_again_after_a_year(desk: Client) -> None:
    make_ready(desk)
    desk.post("/admin/opening/")
    assert left("numbers") == []

    NumberCheck.objects.filter(number="116123").update(checked_on=clocks.today() - timedelta(days=366))

    assert left("numbers") == ["Nobody has tried these for more than a year: Samaritans. Ring them again."]
    assert "more than a year ago: ring it again" in desk.get("/admin/opening/").text
    assert "Getting ready:" in desk.get(FRONT).text
    desk.post("/admin/opening/rang/", {"number": "116 123"})
    assert left("numbers") == []


def test_without_a_phone_that_a_person_answers_the_site_is_not_opened(desk: Client) -> None:
    make_ready(desk)
    make_brand(phone="")

    assert [gap.text for gap in what_keeps_families_out()] == ["Write the phone number that a person answers."]
    desk.post("/admin/opening/")
    assert BrandSettings.objects.get().held_back_since is not None


def test_the_privacy_notice_needs_the_officer_and_says_how_to_reach_them(desk: Client) -> None:
    publish("privacy")
    assert left("privacy") == ["Write how people reach your data protection officer. It stands on the privacy page."]

    make_brand(officer_contact="dpo@elmshire.example, or County Hall")

    assert left("privacy") == []
    page = desk.get("/privacy/").text
    assert "dpo@elmshire.example, or County Hall" in page
    assert "When fewer than 10 people said something, we show no number" in page
    assert "months at most" not in page, "nothing deletes words by itself yet"
    assert "we show no number" not in desk.get("/help-now/").text


def test_a_survey_ticks_when_it_opens_and_a_poster_when_it_hangs(desk: Client) -> None:
    make_brand(safeguarding_phone="01632 960 009")
    open_survey(survey=Survey.objects.get(), by=kim())
    assert left("survey") == []
    assert left("poster") == ["Make the first poster: four choices, and the printer."]
    assert "Nobody can tick this off" in press(desk, "so", "poster")

    make_entry_point(Survey.objects.get(), Hub.objects.get())
    assert left("poster") == ["A poster is made. Print it. Is it on the wall?"]
    press(desk, "so", "poster")
    assert left("poster") == []


def test_an_answer_says_by_itself_that_a_poster_hangs(desk: Client) -> None:
    make_response(make_open_survey(Hub.objects.get()))

    assert left("poster") == []


def test_what_you_begin_with_is_read_or_changed(desk: Client) -> None:
    press(desk, "so", "defaults")
    assert left("defaults") == []
    press(desk, "bring-back", "defaults")
    assert len(left("defaults")) == 1

    start_with = {name: getattr(defaults.standing(), name) for name in ("mode", "standard_weeks", "keep_months")}
    more = {"everyday_weeks": 3, "hide_below_public": 10, "hide_below_inside": 5, "reason": "Our hubs are small."}
    desk.post("/admin/what-we-begin-with/", {**start_with, **more})

    assert left("defaults") == []


def test_without_any_pages_no_hub_is_let_listen_and_the_reason_is_said(adam: User, elm: Hub) -> None:
    assert "There are no pages yet." in press(sign_in(adam), "listen")
    assert not Engagement.objects.exists()
