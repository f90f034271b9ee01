"""Asking, hearing and answering: one file per aggregate."""

from feedback.models.answering import Draft, Response, SubmissionKey
from feedback.models.concern import Concern
from feedback.models.rating_result import RatingResult
from feedback.models.survey import EntryPoint, Survey, SurveyVersion
from feedback.models.taken_down import TakenDown
from feedback.models.theme import Theme, ThemeMark
from feedback.models.voice import Voice
from feedback.models.you_said import Told, WeDid, YouSaid

__all__ = [
    "Concern",
    "Draft",
    "EntryPoint",
    "RatingResult",
    "Response",
    "SubmissionKey",
    "Survey",
    "SurveyVersion",
    "TakenDown",
    "Theme",
    "ThemeMark",
    "Told",
    "Voice",
    "WeDid",
    "YouSaid",
]
