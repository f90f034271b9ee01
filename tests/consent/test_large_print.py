"""The thing itself in large print: a survey on paper, an answer, a service, a hub, a page; and the way to ask for more."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from accounts.models import User
from core import memory
from core.models import Hub, OpeningTime
from feedback.choices import Outcome, WhyTakenDown
from feedback.services.taking_down import take_down
from home.models import HubPage, InfoPage, ServicePage
from home.services.closures import plan_closure
from home.services.pages import build_page_tree, make_hub_page, make_service
from tests import builders
from tests.feedback.desk import words

SHEET = settings.ROOT / "site" / "static" / "css" / "large-print.css"


def words_in(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def _printed(kind: str, key: object) -> str:
    page = Client().get(f"/another-way/{kind}/{key}/large-print/")
    assert page.status_code == 200
    return words(page)


@pytest.fixture
def front(db: None) -> Any:
    return build_page_tree(site_name="Ashmere family hubs", council_name="Ashmere County Council")


@pytest.fixture
def elm_page(front: Any, elm: Hub) -> HubPage:
    return make_hub_page(elm, introduction="A warm place by the park.", getting_in="<p>The ramp is at the back.</p><p>Ring the bell.</p>")


@pytest.fixture
def service(elm_page: HubPage, elm: Hub) -> ServicePage:
    more: dict[str, Any] = {"who_for": "Families with a new baby", "what_happens": "<p>We <b>play</b> &amp; sing.</p>"}
    return make_service("Stay and play", what_it_is="Toys and songs.", times=[(elm, "Tuesdays, 10am")], **more)


def test_a_survey_on_paper_has_every_question_in_order_and_where_each_answer_leads(elm: Hub) -> None:
    last = builders.long_text("What would you change?", help="As much as you like.")
    asked = [
        builders.one_choice("Was it easy?", {"text": "Yes", "go_to": last["id"]}, {"text": "No", "go_to": "end"}),
        builders.several_choices("What did you use?", "Play", "Food"),
        builders.faces("How was it?", go_to=last["id"]),
        last,
    ]
    survey = builders.make_open_survey(elm, title="After a session", slug="paper", questions=asked)

    page = _printed("survey", survey.slug)

    for said in ("1. Was it easy?", "Yes Then go to question 4.", "No Then you have finished.", "2. What did you use?"):
        assert said in page
    assert "3. How was it?" in page
    assert "Very unhappy" in page
    assert "Tick as many as you like." in page
    assert page.index("Very happy") < page.index("Then go to question 4.", page.index("3. How"))
    assert page.index("3. How was it?") < page.index("4. What would you change?") < page.index("Where to give this back")
    assert "As much as you like." in page


def test_the_paper_says_where_it_goes_by_when_and_that_it_is_destroyed(elm: Hub) -> None:
    Hub.objects.filter(pk=elm.pk).update(street="1 Elm Street", postcode="AS1 1AA")
    survey = builders.make_open_survey(elm, slug="paper", closes_on=builders.today() + timedelta(days=9))
    page = _printed("survey", survey.slug)
    assert "Elm, 1 Elm Street, AS1 1AA" in page
    assert "Give it back by" in page
    assert "destroy the paper" in page
    assert "your code" not in page.lower()


def test_an_answer_says_all_that_its_page_says(elm: Hub, asha: User) -> None:
    said = builders.make_you_said(elm, text="The door is heavy.")
    builders.make_we_did(said, by=asha, outcome=Outcome.NO, published=True)
    page = _printed("answer", said.reference)
    for words_of_it in ("The door is heavy.", "There is no room for it.", "If the room next door is free.", "Family hub manager"):
        assert words_of_it in page


def test_an_answer_taken_down_prints_nowhere(elm: Hub, asha: User) -> None:
    said = builders.make_you_said(elm, text="The door is heavy.")
    builders.make_we_did(said, by=asha, published=True)
    take_down(you_said=said, reason=WhyTakenDown.NAMES, by=asha, today=builders.today())
    for end in ("", "large-print/"):
        assert Client().get(f"/another-way/answer/{said.reference}/{end}").status_code == 404


def test_a_service_a_hub_and_a_page_print_their_own_words(service: ServicePage, elm_page: HubPage, elm: Hub, front: Any) -> None:
    OpeningTime.objects.create(hub=elm, weekday=0, opens_at="09:00", closes_at="12:00")
    info = InfoPage(
        title="First visit", introduction="You can bring anybody.", body=[("text", "<h2>Come in</h2><ul><li>No name</li></ul>")]
    )
    front.add_child(instance=info)

    for said in ("Toys and songs.", "Families with a new baby", "Elm: Tuesdays, 10am", "We play &amp; sing."):
        assert said in _printed("service", service.pk)
    for said in ("A warm place by the park.", "Monday: 9am to midday", "The ramp is at the back.", "Stay and play: Toys and songs."):
        assert said in _printed("hub", elm_page.pk)
    for said in ("You can bring anybody.", "Come in", "No name"):
        assert said in _printed("page", info.pk)


@pytest.mark.parametrize("slug", ["privacy", "accessibility", "help-now", "hubs", "services", "offer"])
def test_who_needs_large_print_gets_every_heading_and_number_of_the_page(front: Any, elm_page: HubPage, slug: str) -> None:
    builders.make_brand(safeguarding_phone="01632 960 001", phone="01632 960 000", officer_contact="dpo@elmshire.example")
    page = front.get_children().get(slug=slug)
    if not page.live:
        page.get_latest_revision().publish()
    main = Client().get(f"/{slug}/").text.split("<main", 1)[1].split("</main>", 1)[0]
    printed = _printed("page", page.pk)

    headings = [words_in(one) for one in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", main, re.DOTALL)]
    assert headings or slug in {"hubs", "services"}
    for said in [*headings, *re.findall(r'href="tel:[^"]*">([^<]+)<', main)]:
        assert said in printed, said
    assert "Ask for this in another way Large print" not in printed


def test_a_hubs_large_print_tells_of_its_closures_and_bank_holidays(elm_page: HubPage, elm: Hub, adam: User) -> None:
    OpeningTime.objects.create(hub=elm, weekday=0, opens_at="09:00", closes_at="12:00")
    soon = builders.today() + timedelta(days=9)
    plan_closure(name="Staff training", first=soon, last=soon, hubs=[elm], for_every_hub=False, by=adam)
    memory.forget()

    printed = _printed("hub", elm_page.pk)

    assert "Staff training" in printed
    assert "On bank holidays ring before you come." in printed


def test_a_page_that_is_no_longer_shown_prints_nothing(service: ServicePage) -> None:
    service.unpublish()
    assert Client().get(f"/another-way/service/{service.pk}/large-print/").status_code == 404


def test_letters_are_eighteen_points_and_more_and_boxes_are_large() -> None:
    sheet = SHEET.read_text(encoding="utf-8")
    sizes = [int(size) for size in re.findall(r"(?:font-size: |font: )(\d+)pt", sheet)]
    assert min(sizes) >= 18
    assert "inline-size: 11mm" in sheet


def test_the_way_to_ask_stands_on_every_survey_service_answer_and_hub(
    service: ServicePage, elm_page: HubPage, elm: Hub, asha: User
) -> None:
    survey = builders.make_open_survey(elm)
    said = builders.make_you_said(elm)
    builders.make_we_did(said, by=asha, published=True)
    shown = {
        f"/have-your-say/{survey.slug}/": f"/another-way/survey/{survey.slug}/",
        f"/you-said-we-did/{said.reference}/": f"/another-way/answer/{said.reference}/",
        service.url: f"/another-way/service/{service.pk}/",
        elm_page.url: f"/another-way/hub/{elm_page.pk}/",
        "/accessibility/": "/another-way/page/",
    }
    front = service.get_site().root_page
    for page in front.get_descendants().filter(slug="accessibility"):
        page.specific.save_revision().publish()
    for address, way in shown.items():
        page = Client().get(address)
        assert page.status_code == 200, address
        assert f'href="{way}' in page.content.decode(), address
        assert Client().get(re.search(rf'href="({way}[^"]*)"', page.content.decode())[1]).status_code == 200  # type: ignore[index]  # the line above found it


def test_in_another_language_the_way_stays_in_that_language(elm: Hub) -> None:
    survey = builders.make_open_survey(elm)
    with override("ur"):
        page = Client().get(f"/ur/have-your-say/{survey.slug}/").content.decode()
    assert f'href="/ur/another-way/survey/{survey.slug}/"' in page
