"""Polls for a time: who is asked, what each said, and what it comes to."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from accounts.models import User
from panels.choices import TimeSuits
from panels.models import Panel, TimeAnswer, TimeAsked, TimeOption, TimePoll
from panels.rules.polls import Result, results_of
from panels.selectors.asked import AskedLine, lines_among

VIEW, RIGHT = "meeting.view", "meeting.edit"
LETTER = "panel_time_poll"


@dataclass
class PollLine(AskedLine):
    """One member beside a poll. `said` is what suits them, by the moment's id."""

    def cells(self, options: list[TimeOption]) -> list[tuple[TimeOption, str, str]]:
        """Return each moment with what they said of it, as value and in words."""
        said = [(one, self.said.get(one.pk, "")) for one in options]
        return [(one, value, str(TimeSuits(value).label) if value else "–") for one, value in said]


def options_of(poll: TimePoll) -> list[TimeOption]:
    """Return the moments of a poll in their order."""
    return list(TimeOption.objects.filter(poll=poll).order_by("starts_at"))


def said_by(asked: TimeAsked) -> dict[int, str]:
    """Return what suits one member, by the moment's id."""
    return dict(TimeAnswer.objects.filter(asked=asked).values_list("option", "suits"))


def results(poll: TimePoll) -> list[Result]:
    """Return each moment with whom it suits."""
    return results_of(options_of(poll), TimeAnswer.objects.filter(asked__poll=poll).values_list("option", "suits"))


def lines_of(poll: TimePoll, user: User) -> list[PollLine]:
    """Return who comes to meetings of the panel, and who answered, by name; as many queries however many they are."""
    asked = TimeAsked.objects.filter(poll=poll).prefetch_related(Prefetch("answers", TimeAnswer.objects.order_by("option")))
    by_member = {one.membership_id: one for one in asked}
    said = {pk: {answer.option_id: answer.suits for answer in one.answers.all()} for pk, one in by_member.items()}
    return lines_among(poll.panel, user, asked=by_member, said=said, letter=LETTER, line=PollLine)


def polls_of(panel: Panel) -> Any:
    """Return the polls of a panel, the newest first."""
    return TimePoll.objects.filter(panel=panel).select_related("meeting").order_by("-closes_on", "-pk")
