"""Tells Django that this app exists."""

from django.apps import AppConfig


class ParticipationConfig(AppConfig):
    """The app's name and its words for staff."""

    name = "participation"
