"""What the tests of the workbench share: Asha at her desk, and what Elm asks about."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import Hub, Post
from participation.models import Engagement
from tests import builders
from tests.cast import sign_in


@pytest.fixture
def asked(elm: Hub, elm_manager: Post) -> Engagement:
    """What Elm asks about, and its manager acts on."""
    return builders.make_engagement(elm, title="Longer opening at Elm", who_acts=elm_manager)


@pytest.fixture
def desk(asha: User) -> Client:
    """Asha at her desk."""
    return sign_in(asha)
