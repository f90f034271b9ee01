"""Tells Django that this app exists."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The app's name and its words for staff."""

    name = "demo"
