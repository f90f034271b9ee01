"""What families read in the published offer: what is for everyone first, then extra help, and never a gap."""

import gzip
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from core import brand
from core.models import Hub
from home.models import HomePage, HubPage, OfferPage, ServicePage
from home.offer_list import EXTRA_HELP, FOR_EVERYONE, LINES
from home.topics import TOPIC_WORDS
from tests.builders import make_brand
from tests.core.test_words import house_words_in
from tests.home.offering import fill_the_offer, offered, the_offer
from tests.home.reading import words
from tests.tongues import latin_words_in

OFFER = "/offer/"


def main(page: str) -> str:
    """Return the page's own part, without menu and foot."""
    return page[page.index("<main") : page.index("</main>")]


def test_what_is_for_everyone_stands_first_and_each_in_the_order_families_need_it(client: Client, front: HomePage) -> None:
    offered("Quit club", "stop-smoking", for_whom="extra_help")
    offered("Nursing line", "health-visiting")
    offered("Bump check", "midwifery")

    page = main(client.get(OFFER).text).partition("</nav>")[2].rpartition("</nav>")[2]

    in_order = ["For everyone", "Midwives", "Bump check", "Health visitors", "Nursing line", "Extra help", "Stopping smoking", "Quit club"]
    places = [page.index(f">{said}<") for said in in_order]
    assert places == sorted(places)


def test_an_entry_says_what_it_is_how_to_get_it_whom_to_ring_where_and_when_and_when_it_was_checked(
    client: Client, front: HomePage, elm: Hub
) -> None:
    offered("Bump check", "midwifery", hub=elm, how_to_get_it="book", how_it_works="Ring first.", phone="01632 960 201")

    page = words(client.get(OFFER))

    for said in ("What Bump check is.", "Book a place.", "Ring first.", "01632 960 201", "Tuesdays, 10am: Elm", "Checked on"):
        assert said in page, said
    assert "We have not checked this for a while" not in page


def test_an_entry_that_names_no_phone_of_its_own_gives_the_councils(client: Client, front: HomePage) -> None:
    make_brand(phone="01632 960 000")
    offered("Bump check", "midwifery")

    entry = client.get(OFFER).text.partition("<article")[2].partition("</article>")[0]

    assert "01632 960 000" in entry


def test_an_entry_that_nobody_checked_for_half_a_year_says_ring_first(client: Client, front: HomePage) -> None:
    offered("Bump check", "midwifery", checked_on=timezone.localdate() - timedelta(days=200))
    offered("Nursing line", "health-visiting", checked_on=None)

    assert words(client.get(OFFER)).count("We have not checked this for a while: please ring first.") == 2


def test_a_service_that_answers_two_lines_stands_once_where_its_families_look_and_is_named_twice(client: Client, front: HomePage) -> None:
    offered("Not safe at home", "domestic-abuse", "safeguarding", for_whom="extra_help")
    offered("Getting ready", "midwifery", "parenting-programmes")

    page = main(client.get(OFFER).text)

    everyone, extra = page[page.index("<h2>For everyone") :].split("<h2>Extra help")
    assert everyone.count("<article") == extra.count("<article") == 1
    assert everyone.index(">Getting ready</a>") < everyone.index("See also:") < everyone.index(">Not safe at home</a>")
    assert extra.index(">Not safe at home</a>") < extra.index("See also:") < extra.index(">Getting ready</a>")


def test_only_live_public_pages_are_offered(client: Client, front: HomePage) -> None:
    for title in ("Draft", "Private", "Past"):
        offered(title, "midwifery")
    offered("Not in the offer")
    draft, private, past = (ServicePage.objects.get(title=title) for title in ("Draft", "Private", "Past"))
    draft.unpublish()
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    past.expire_at = timezone.now() - timedelta(hours=1)
    past.save()

    page = main(client.get(OFFER).text)

    assert "<article" not in page


@pytest.mark.parametrize("how", ["taken down", "private", "past"])
def test_of_an_offer_that_families_may_not_see_there_is_no_paper_copy_either(how: str, client: Client, front: HomePage) -> None:
    page, booklet = the_offer(), "/offer/booklet/"
    assert client.get(booklet).status_code == 200
    if how == "taken down":
        page.unpublish()
    elif how == "private":
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    else:
        OfferPage.objects.update(expire_at=timezone.now() - timedelta(hours=1))

    assert client.get(booklet).status_code == 404


def test_a_council_without_services_yet_asks_families_to_ring_about_each_line(client: Client, front: HomePage) -> None:
    make_brand(phone="01632 960 000", phone_hours="weekdays 9 to 5")

    page = words(client.get(OFFER))

    for line in LINES:
        assert str(line.words) in page, line
    assert page.count("Ring us about any of these") == 2
    assert "01632 960 000" in page
    for never in ("No page yet", "gap", "missing", "soon"):
        assert never not in main(client.get(OFFER).text), never


def test_a_council_without_a_phone_sends_families_to_a_hub(client: Client, front: HomePage) -> None:
    page = words(client.get(OFFER))

    assert "Ask at any family hub about these:" in page
    assert "Ring us" not in page


def test_a_line_that_is_answered_is_not_asked_about(client: Client, front: HomePage) -> None:
    make_brand(phone="01632 960 000")
    offered("Bump check", "midwifery")

    page = client.get(OFFER).text

    asked = page[page.index('class="ring-about"') : page.index("Extra help")]
    assert "You can also ring us about these:" in asked
    assert "Health visitors" in asked
    assert "Midwives" not in asked


def test_a_line_whose_service_stands_whole_under_another_is_not_asked_about(client: Client, front: HomePage) -> None:
    make_brand(phone="01632 960 000")
    offered("Feeding café", "infant-feeding", "specialist-infant-feeding")

    page = client.get(OFFER).text

    asked = page[page.index('class="ring-about"') : page.index("Extra help")]
    assert "Health visitors" in asked
    assert "When breastfeeding hurts or is hard" not in asked


def test_a_person_to_talk_to_stands_at_the_top_and_at_the_end(client: Client, front: HomePage) -> None:
    make_brand(phone="01632 960 000")
    offered("Bump check", "midwifery", phone="01632 960 201")

    page = main(client.get(OFFER).text)

    assert page.index("01632 960 000") < page.index("<article") < page.rindex("01632 960 000")


def test_the_programme_is_called_what_the_council_calls_it_and_nothing_until_it_has_said(client: Client, front: HomePage) -> None:
    page = the_offer()
    for name in ("Start for Life", "Healthy Babies"):
        assert name not in client.get(OFFER).text, name

    make_brand(offer_word="Healthy Babies offer")
    assert "Healthy Babies offer" in main(client.get(OFFER).text)

    page.title = "Your Healthy Babies offer in Ashmere"
    page.save_revision().publish()
    assert main(client.get(OFFER).text).count("Healthy Babies offer") == 1  # the title says it already


def test_it_speaks_to_dads_partners_and_carers_too_and_no_word_of_the_house(client: Client, front: HomePage) -> None:
    offered("Quit club", "stop-smoking", for_whom="extra_help")
    page = client.get(OFFER)

    assert all(said in words(page) for said in ("mums", "dads", "partners", "carers"))
    assert house_words_in(page.text) == []


def test_in_urdu_it_runs_from_right_to_left_and_marks_its_english(client: Client, front: HomePage, elm: Hub) -> None:
    make_brand(phone="01632 960 000", offer_word="First Steps")
    offered("Bump check", "midwifery", hub=elm, phone="01632 960 201")
    for address in (f"/ur{OFFER}", f"/ur{OFFER}booklet/"):
        page = client.get(address).text

        assert '<html lang="ur" dir="rtl">' in page
        theirs = ("Bump check", "Tuesdays", "First Steps", "pregnancy on", "mums")
        assert [said for said in latin_words_in(page, "ur") if any(one in said for one in theirs)] == []


@pytest.mark.parametrize("number", [1, 40])
def test_it_asks_the_database_the_same_for_one_service_and_for_forty(client: Client, front: HomePage, elm: Hub, number: int) -> None:
    fill_the_offer(number, elm)
    client.get(OFFER)

    with CaptureQueriesContext(connection) as queries:
        page = client.get(OFFER)

    assert page.text.count("<article") == number
    assert len(queries) <= 7  # one more than an information page: services, and the places of all of them


def test_with_forty_services_it_is_light(client: Client, front: HomePage, elm: Hub) -> None:
    fill_the_offer(40, elm)

    page = client.get(OFFER)

    assert len(gzip.compress(page.content)) + len(brand.look().packed) <= 20 * 1024  # of 25 KB; the script takes the rest


def test_a_service_answers_lines_of_the_offer_and_nothing_else(front: HomePage) -> None:
    page = offered("Bump check", "midwifery")
    page.full_clean()
    for wrong in (["tea"], "midwifery", [3], {"midwifery": True}):
        page.offer_lines = wrong
        with pytest.raises(ValidationError, match="Choose from the lines of the offer"):
            page.full_clean()


def test_the_list_has_the_six_for_everyone_with_specialist_feeding_apart_and_ten_of_extra_help() -> None:
    assert [line.code for line in FOR_EVERYONE] == [
        "midwifery",
        "health-visiting",
        "infant-feeding",
        "specialist-infant-feeding",
        "mental-health",
        "safeguarding",
        "send",
    ]
    assert len(EXTRA_HELP) == 10
    assert len({line.code for line in LINES}) == 17
    assert all(line.is_for_everyone for line in FOR_EVERYONE)
    assert not any(line.is_for_everyone for line in EXTRA_HELP)


# --- A service's own page ------------------------------------------------------------------------------------------------------


def test_a_service_says_what_it_is_about_and_leads_to_all_of_that(client: Client, stay_and_play: ServicePage) -> None:
    assert 'href="/services/?about=activities#found"' in client.get("/services/stay-and-play/").text

    stay_and_play.topic = "baby-and-toddler-groups"
    stay_and_play.save()
    page = client.get("/services/stay-and-play/").text

    assert f'href="/services/?topic=baby-and-toddler-groups#found">{TOPIC_WORDS["baby-and-toddler-groups"]}</a>' in page


def test_a_service_page_with_everything_on_it_stays_light(client: Client, stay_and_play: ServicePage, elm_page: HubPage) -> None:
    stay_and_play.topic = "baby-and-toddler-groups"
    stay_and_play.offer_lines = [line.code for line in LINES]
    stay_and_play.save()

    page = client.get("/services/stay-and-play/")

    assert len(gzip.compress(page.content)) + len(brand.look().packed) <= 20 * 1024


def test_a_line_that_left_the_list_takes_no_page_down(client: Client, front: HomePage) -> None:
    page = offered("Old and new", "midwifery")
    type(page).objects.filter(pk=page.pk).update(offer_lines=["a-line-that-is-gone"])
    offered("Midwives", "midwifery")

    for address in ("/offer/", "/offer/booklet/"):
        shown = client.get(address)
        assert shown.status_code == 200
        assert "Midwives" in shown.text
        assert "Old and new" not in shown.text
