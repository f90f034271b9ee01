"""The spine's public addresses."""

from django.urls import path, register_converter

from feedback.views import check_back, own_answer, posters, questions, sending, start, you_said


class Reference:
    """A reference as it is printed, such as YS-2026-014, in any capitals. Nothing else reaches the database."""

    regex = "[Yy][Ss]-[0-9]{4}-[0-9]{1,9}"

    def to_python(self, value: str) -> str:
        """Return the reference as it is stored."""
        return value.upper()

    def to_url(self, value: str) -> str:
        """Return the reference as it stands in an address."""
        return value


register_converter(Reference, "reference")

urlpatterns = [
    path("have-your-say/", start.have_your_say, name="have_your_say"),
    path("have-your-say/p/<str:code>/", start.poster, name="poster"),
    path("have-your-say/<slug:slug>/", start.start, name="survey_start"),
    path("have-your-say/<slug:slug>/clear/", start.clear, name="survey_clear"),
    path("have-your-say/<slug:slug>/leave/", start.leave, name="survey_leave"),
    path("have-your-say/<slug:slug>/hub/", questions.hub, name="survey_hub"),
    path("have-your-say/<slug:slug>/check/", sending.check, name="survey_check"),
    path("have-your-say/<slug:slug>/thank-you/", sending.thanks, name="survey_thanks"),
    path("have-your-say/<slug:slug>/<uuid:question>/", questions.question, name="survey_question"),
    path("check-back/", check_back.check_back, name="check_back"),
    path("check-back/add/", own_answer.add, name="own_answer_add"),
    path("check-back/delete/", own_answer.delete, name="own_answer_delete"),
    path("you-said-we-did/", you_said.you_said_list, name="you_said_list"),
    path("you-said-we-did/<reference:reference>/", you_said.you_said, name="you_said"),
    path("you-said-we-did/<reference:reference>/poster/", posters.you_said_poster, name="you_said_poster"),
]
