"""What the phone beside the survey builder shows."""

from typing import Any

from django import template

from feedback.models import Survey
from feedback.questionnaire import compile_definition, freeze, options_of

register = template.Library()


@register.simple_tag
def preview_questions(survey: Survey) -> list[dict[str, Any]]:
    """Return each question of a survey as it stands in the form, with its answers, none of them chosen."""
    questions = compile_definition(freeze(survey)).questions
    return [{"question": question, "options": options_of(question, None)} for question in questions]
