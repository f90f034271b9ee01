"""What a poster can ask, and what stands on one."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse

from core import clocks, qr
from core.models import Hub
from feedback.models import EntryPoint, Survey
from feedback.questionnaire import compile_definition
from participation.models import Engagement


@dataclass(frozen=True)
class PosterSheet:
    """Everything that is printed on a poster, and nothing that only staff should read."""

    title: str
    why: str
    hub: str
    who_acts: str
    answered_by_on: date | None
    answered_within_weeks: int | None
    first_promised_on: date | None
    number_of_questions: int
    all_can_be_skipped: bool
    address: str
    answers_address: str
    qr: qr.QrPicture
    is_rating: bool = False

    @property
    def passed_on(self) -> date | None:
        """The day that families were promised, once it has passed: paper does not promise a day in the past."""
        return self.answered_by_on if self.answered_by_on and self.answered_by_on < clocks.today() else None

    @property
    def address_parts(self) -> list[str]:
        """Return the address in pieces, so that a narrow sheet breaks it after a slash and nowhere else."""
        *ways, last = self.address.split("/")
        return [*(f"{way}/" for way in ways), last]


def surveys_for_posters(hub: Hub, day: date | None = None) -> list[Survey]:
    """Return the surveys that families can answer at a hub now or soon: open, and not past their last day."""
    today = day or clocks.today()
    return list(Survey.objects.filter(state="open", hubs=hub).exclude(closes_on__lt=today).defer("questions").order_by("title"))


def poster_sheet(poster: EntryPoint) -> PosterSheet:
    """Return what is printed. Words come from the version families answer, never from a draft."""
    survey = poster.survey
    assert survey.current_version is not None, "a poster hangs for a survey that was opened (rules/entry_points.py)"
    assert survey.engagement is not None, "an open survey hangs on an engagement (database constraint)"
    questions = compile_definition(survey.current_version.definition)
    full = settings.BASE_URL.rstrip("/") + reverse("poster", args=(poster.code,))
    return PosterSheet(
        title=questions.title,
        why=questions.why,
        hub=poster.hub.name,
        who_acts=str(survey.engagement.who_acts or ""),
        answered_by_on=survey.engagement.answer_by_on,
        answered_within_weeks=survey.engagement.answer_within_weeks,
        first_promised_on=_put_off_from(survey.engagement),
        number_of_questions=len(questions.questions),
        all_can_be_skipped=not any(question.required for question in questions.questions),
        address=_as_typed(full),
        answers_address=_as_typed(settings.BASE_URL.rstrip("/") + reverse("you_said_list")),
        qr=qr.picture(full),
        is_rating=bool(survey.rating_point),
    )


def _put_off_from(engagement: Engagement) -> date | None:
    """Return the day families were told first, where the one that is printed now is later."""
    first = engagement.promised_on(clocks.today())
    return first if first and engagement.answer_by_on and engagement.answer_by_on > first else None


def _as_typed(address: str) -> str:
    """Return an address as people type it."""
    return address.split("://", 1)[-1].rstrip("/")
