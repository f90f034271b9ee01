"""Ashmere's checklists: one half answered, one full and thin where it matters, and a year of everyday listening."""

from participation.choices import Element
from participation.models import Engagement, EverydayLook
from participation.selectors import checklist as selectors
from tests.demo.ashmere import OfAshmere


class HowWellAshmereListens(OfAshmere):
    """What the checklists of the demonstration say."""

    def test_where_nobody_with_power_listens_three_good_elements_do_not_hide_it(self) -> None:
        asked = Engagement.objects.get(title="How it goes when you ask for help")

        words = {element: one.word for element, one in selectors.profile_of(asked).items()}

        assert words[Element.AUDIENCE] == "not yet"
        assert {word for element, word in words.items() if element != Element.AUDIENCE} == {"well shown"}

    def test_the_other_is_half_answered_and_somebody_sees_to_what_is_open(self) -> None:
        asked = Engagement.objects.get(title="What families want from the hubs")

        sheet = selectors.sheet(asked)

        assert 15 < sum(bool(answer.said) for answer in sheet.values()) < 30
        assert any(answer.owner and not answer.said for answer in sheet.values())

    def test_one_hub_has_looked_at_its_year(self) -> None:
        look = EverydayLook.objects.get()

        assert look.engagement.title == "Everyday listening at Maple Road"
        assert look.engagement.renewed_on == look.looked_on
