"""A draft survey goes when nobody wants it; what families have seen stays."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import User
from core.models import AuditEntry, Hub
from feedback.models import Survey
from feedback.services.surveys import delete_survey
from tests.builders import long_text, make_open_survey, make_survey
from tests.cast import sign_in


def test_a_draft_is_deleted_after_a_page_that_asks(asha: User, elm: Hub) -> None:
    survey = make_survey(elm, title="The garden", questions=[long_text("What would you change?")])
    lead, here = sign_in(asha), f"/admin/survey/delete/{survey.pk}/"

    assert here in lead.get(f"/admin/survey/edit/{survey.pk}/").text
    assert "No family has seen it." in lead.get(here).text
    lead.post(here)

    assert not Survey.objects.exists()
    assert AuditEntry.objects.filter(
        verb="feedback.survey.delete", actor=f"staff:{asha.pk}", subject=f"feedback.Survey:{survey.pk}"
    ).exists()


def test_what_families_have_seen_is_not_deleted_and_says_why(asha: User, elm: Hub) -> None:
    survey = make_open_survey(elm, title="The garden")
    lead, here = sign_in(asha), f"/admin/survey/delete/{survey.pk}/"

    assert here not in lead.get(f"/admin/survey/edit/{survey.pk}/").text
    assert here not in lead.get("/admin/survey/").text
    assert "Families have seen this survey, so it stays. Close it instead." in lead.post(here, follow=True).text

    assert Survey.objects.get() == survey


def test_a_draft_of_two_hubs_is_deleted_only_by_who_serves_both(asha: User, ben: User, elm: Hub, oak: Hub) -> None:
    for survey, stranger in ((make_survey(elm, oak), asha), (make_survey(elm), ben)):
        with pytest.raises(PermissionDenied):
            delete_survey(survey=survey, by=stranger)


def test_a_copy_of_the_questions_field_still_knows_its_questions() -> None:
    copy = Survey._meta.get_field("questions").clone()

    assert "one_choice" in copy.stream_block.child_blocks
