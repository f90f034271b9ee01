"""One Ashmere for the tests of a class."""

from functools import cache

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TestCase

from core import brand
from feedback import questionnaire
from tests.remembered import Change, put_back, rows_made_by


@cache
def _rows() -> list[Change]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(settings, "DEMO", True)
        return rows_made_by(lambda: call_command("seed_demo", verbosity=0))


@pytest.mark.xdist_group("ashmere")  # made once, so in one process
class OfAshmere(TestCase):
    """Tests that look at the made-up council: Django has its rows for each class and takes them away again."""

    @classmethod
    def setUpTestData(cls) -> None:
        put_back(_rows())
        brand.forget()
        questionnaire.forget()
