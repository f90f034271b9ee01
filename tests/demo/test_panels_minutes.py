"""Ashmere's parents' panel: what it raised was answered, and its minutes are out."""

from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.clocks import today
from demo.panels_words import TERMS
from panels.models import AnnualReport, ExpensePolicy, Meeting, Panel
from panels.provides.meetings import what_waits
from panels.selectors.annual_report import year_of
from panels.selectors.spending import moments
from tests.demo.ashmere import OfAshmere
from tests.panels.meeting import words


class PanelsMinutes(OfAshmere):
    """As families and the coordinator find it."""

    def test_families_read_what_came_of_it(self) -> None:
        panel = Panel.objects.get(slug="maple-road-parents")

        page = words(self.client.get(reverse("panel_since_last_time", args=[panel.slug])))

        assert "The café at Maple Road closes at 2 in the afternoon." in page, "what was raised was answered"
        assert "By a show of hands: most were for it" in page
        assert "Another hour of the clinic" in page
        assert "Between meetings: each said whether they can live with it" in page
        assert "A member of the panel, by" in page.replace("\u2068", "").replace("\u2069", "")

    def test_the_minutes_of_every_meeting_that_was_are_out(self) -> None:
        held = Meeting.objects.filter(panel__slug="maple-road-parents").held()
        assert held.count() == 8
        for meeting in held:
            page = self.client.get(reverse("panel_minutes", args=[meeting.panel.slug, meeting.pk]))
            assert page.status_code == 200
            assert "bus shelter" not in page.text, "what was raised stands on no page in its own words"

    def test_it_meets_on_tuesdays_as_its_page_says(self) -> None:
        panel = Panel.objects.get(slug="maple-road-parents")

        assert "on Tuesdays at 10am" in panel.when_it_meets
        met = {timezone.localtime(one.starts_at) for one in Meeting.objects.filter(panel=panel)}
        assert {(one.weekday(), one.hour) for one in met} == {(1, 10)}

    def test_its_year_cost_what_was_given_and_a_thank_you_is_what_it_says(self) -> None:
        panel = Panel.objects.get(slug="maple-road-parents")
        last = year_of(year_of(today()).first - timedelta(days=1))
        met_last_year = Meeting.objects.held().filter(panel=panel, starts_at__range=moments(last.first, last.last)).exists()

        total = sum(Decimal(AnnualReport.objects.published().get(panel=panel).figures[part]) for part in ("thanks", "access"))

        assert bool(total) == met_last_year
        assert f"A £{ExpensePolicy.objects.get(panel=panel).thank_you:.0f} voucher" in TERMS["money"]

    def test_nobody_is_asked_for_minutes(self) -> None:
        cora = User.objects.get(email="cora.panel@ashmere.example")

        assert not [one.text for one in what_waits(user=cora, today=today()) if "minutes" in one.text]

    def test_the_coordinator_opens_a_run_sheet(self) -> None:
        self.client.force_login(User.objects.get(email="cora.panel@ashmere.example"))
        last = Meeting.objects.filter(panel__slug="maple-road-parents").held()[0]

        page = words(self.client.get(reverse("meeting:run", args=[last.pk])))

        assert "Now I can sit down with the little one" in page
        assert "It is among the comments, and is answered like every other." in page
