"""Every page of Ashmere weighs what DESIGN 9 allows: 25 KB over the wire, 50 KB where there are photos; a survey's own screens 15 KB."""

import re

from django.test import Client
from wagtail.models import Page

from demo.try_it import addresses, codes
from feedback.models import Survey, YouSaid
from home.models import HubPage
from tests.demo.ashmere import OfAshmere
from tests.feedback.family import Parent
from tests.weight import KB, Weight, weigh

MOST, WITH_PHOTOS, ON_THE_WAY = 25 * KB, 50 * KB, 15 * KB
TOOLS = (
    *("/have-your-say/", "/check-back/", "/search/", "/search/?q=baby", "/you-said-we-did/", "/you-said-we-did/?page=2"),
    *("/my-choices/", "/no-such-page/"),
)
BEHIND_THE_DOOR = {"/my-panel/"}  # leads to the door, which is "/my-choices/" and is weighed there


def _walked(survey: Survey) -> tuple[Client, list[str]]:
    """Walk a survey to its thank-you page; return the phone and every address it stood at."""
    parent = Parent().start(survey)
    stood = [f"/have-your-say/{survey.slug}/"]
    for _ in range(40):
        if parent.address in stood:  # nothing was chosen, and something has to be
            chosen = re.search(r'name="(hub|answer)"[^>]*value="([^"]+)"', parent.text.split("<main", 1)[1])
            assert chosen, parent.address
            parent.press(**{chosen[1]: chosen[2], "go": "on"})
            continue
        stood.append(parent.address)
        if parent.address.endswith("/check/"):
            parent.send()
            return parent.client, [*stood, parent.address]
        parent.press(go="on")
    raise AssertionError(f"{survey.slug} has no end: {stood}")


class Light(OfAshmere):
    """What a parent on a prepaid phone pays for."""

    def _complain(self, address: str, weight: Weight, most: int) -> list[str]:
        wrong = [] if weight.total <= most else [f"{address} weighs {weight.total / KB:.1f} KB: {weight.parts}"]
        return wrong + [f"{address} asks {elsewhere}" for elsewhere in weight.elsewhere]

    def _all_pages(self) -> list[str]:
        pages = [str(page.url) for page in Page.objects.live().public() if page.url]
        answers = [f"/you-said-we-did/{said.reference}/{end}" for said in YouSaid.objects.answered_in_public() for end in ("", "poster/")]
        return [*pages, *answers, *TOOLS, *(path for path, _what in addresses() if path not in BEHIND_THE_DOOR)]

    def test_every_page_in_both_directions(self) -> None:
        pages = self._all_pages()
        assert len(pages) > 60
        complaints = []
        for path in (f"{language}{path}" for language in ("", "/ur") for path in pages):
            weight = weigh(self.client, path)
            assert weight.status in {200, 404}, path
            has_photos = any(address.endswith((".jpg", ".webp", ".png")) for address in weight.parts)
            complaints += self._complain(path, weight, WITH_PHOTOS if has_photos else MOST)

        assert complaints == []

    def test_every_step_of_every_survey(self) -> None:
        surveys = list(Survey.objects.exclude(state="draft"))
        walked = 0
        complaints = []
        for survey in surveys:
            if survey.state == "closed":
                continue
            client, stood = _walked(survey)
            walked += 1
            for address in stood[:-2]:  # the walk has sent its answer: questions are looked at by a phone that is on its way
                weight = weigh(Parent().start(survey).client, address)
                complaints += self._complain(address, weight, ON_THE_WAY)
            complaints += self._complain(stood[-1], weigh(client, stood[-1]), MOST)

        assert walked >= 2
        assert complaints == []

    def test_what_a_code_shows(self) -> None:
        for code, what in codes():
            weight = weigh(self.client, "/check-back/", sent={"code": code})
            assert weight.status == 200
            assert self._complain(what, weight, MOST) == []

    def test_every_hub_has_its_page(self) -> None:
        assert HubPage.objects.live().count() == 10
