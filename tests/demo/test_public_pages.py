"""Every page of Ashmere says that it is made up, and none speaks the words of the house."""

import re

from django.conf import settings
from django.test import override_settings
from wagtail.models import Page

from core import clocks
from core.models import SecondLook
from demo.try_it import addresses
from feedback.models import Told, WeDid, YouSaid
from home.models import HubPage, ServicePage
from tests.core.test_words import house_words_in
from tests.demo.ashmere import OfAshmere

TOOLS = ("/have-your-say/", "/have-your-say/what-families-want/", "/check-back/", "/you-said-we-did/", "/no-such-page/")
# Ofcom keeps 01632 960000-960999 for drama; the others are the national helplines of /help-now/.
_PHONE = re.compile(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b")


def _addresses() -> list[str]:
    pages = [page.url for page in Page.objects.live().public() if page.url]
    answers = [f"/you-said-we-did/{one.reference}/" for one in YouSaid.objects.answered_in_public()]
    return [*pages, *answers, *TOOLS, *(path for path, _what in addresses())]


class PublicPages(OfAshmere):
    """What a parent reads."""

    @override_settings(DEMO=True)
    def test_every_page_says_it_is_made_up_and_speaks_plainly(self) -> None:
        for path in _addresses():
            with self.subTest(path=path):
                page = self.client.get(path, follow=True).text
                assert "is a made-up council" in page
                assert house_words_in(page) == []

    def test_every_place_and_a_full_offer_have_pages(self) -> None:
        assert HubPage.objects.live().count() == 10
        assert ServicePage.objects.live().count() >= 25
        assert ServicePage.objects.values("category").distinct().count() == 6
        assert ServicePage.objects.live().values("for_whom").distinct().count() == 2

    def test_ring_only_numbers_that_reach_nobody(self) -> None:
        for page in ServicePage.objects.live():
            text = self.client.get(page.url).text
            assert [number for number in _PHONE.findall(text) if not number.replace(" ", "").startswith("01632960")] == [], page.title

    def test_the_poster_of_a_session_leads_to_its_questions(self) -> None:
        poster = next(path for path, _what in addresses() if "/p/" in path)
        assert "After a session at Maple Road" in self.client.get(poster, follow=True).text

    def test_each_answer_was_looked_at_by_somebody_else_before_it_came_out(self) -> None:
        for answer in WeDid.objects.published():
            look = SecondLook.objects.get(about=f"feedback.WeDid:{answer.pk}")
            assert look.state == "agreed"
            assert look.looked_by != look.asked_by
            assert look.looked_at is not None
            assert answer.published_at is not None
            assert look.looked_at < answer.published_at

    def test_answers_came_out_over_the_last_months_and_people_were_told_afterwards(self) -> None:
        days = sorted(one.published_on for one in YouSaid.objects.answered_in_public() if one.published_on)
        assert (days[-1] - days[0]).days > 60
        assert days[-1] < clocks.today()
        for told in Told.objects.select_related("you_said"):
            assert told.you_said.published_on is not None
            assert told.you_said.published_on <= told.told_on <= clocks.today()

    def test_four_wait_for_an_answer_one_of_them_too_long(self) -> None:
        waiting = YouSaid.objects.filter(published_on__isnull=True).order_by("answer_by_on")
        assert [clocks.is_late(one.answer_by_on, clocks.today()) for one in waiting] == [True, False, False, False]

    def test_the_demo_asks_for_no_second_step(self) -> None:
        assert settings.SECOND_STEP_REQUIRED is False
