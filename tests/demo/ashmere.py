"""One Ashmere for the tests of a class."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TestCase

from core import brand
from feedback import questionnaire


class OfAshmere(TestCase):
    """Tests that look at the made-up council: Django makes it once for each class and takes it away again."""

    @classmethod
    def setUpTestData(cls) -> None:
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(settings, "DEMO", True)
            call_command("seed_demo", verbosity=0)
        brand.forget()
        questionnaire.forget()
