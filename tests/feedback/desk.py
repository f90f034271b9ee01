"""A member of staff at the survey screens: what they post and what they read."""

import re
from typing import Any

from django.urls import reverse

from feedback.models import Survey

Page = Any  # Django's test response


def words(page: Page) -> str:
    """Return the text of a page without its marks, its line breaks as spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def step(name: str, survey: Survey) -> str:
    """Return the address of a step of a survey's life: "open", "put_out", "close", "copy_survey", "try", "edit"."""
    return reverse(f"survey:{name}", args=(survey.pk,))


def change_wording(survey: Survey, text: str) -> None:
    """Change the wording of the first question, as a save of the builder does."""
    blocks = survey.questions.get_prep_value()
    blocks[0]["value"]["text"] = text
    survey.questions = blocks
    survey.save()
