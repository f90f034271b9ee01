"""Tells Django that this app exists."""

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    """The app's name and its words for staff."""

    name = "panels"
