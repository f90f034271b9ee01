"""One record of Elm for every kind that stands in an address; `tests/access_table.py` names them.

Each returns what goes into the address; under "POST", what goes into the post, where the act needs it.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from core.models import Hub, Invitation, Post, Role
from feedback.models import SurveyVersion
from tests import builders

Kwargs = dict[str, Any]


def _survey(elm: Hub, asha: User) -> Kwargs:
    return {"pk": builders.make_survey(elm).pk}


def _open_survey(elm: Hub, asha: User) -> Kwargs:
    return {"slug": builders.make_open_survey(elm).slug}


def _open_survey_pk(elm: Hub, asha: User) -> Kwargs:
    return {"pk": builders.make_open_survey(elm).pk}


def _open_question(elm: Hub, asha: User) -> Kwargs:
    survey = builders.make_open_survey(elm)
    version = SurveyVersion.objects.get(survey=survey)
    return {"slug": survey.slug, "question": version.definition["questions"][0]["id"]}


def _poster(elm: Hub, asha: User) -> Kwargs:
    return {"code": builders.make_entry_point(builders.make_open_survey(elm), elm).code}


def _entry_point(elm: Hub, asha: User) -> Kwargs:
    return {"pk": builders.make_entry_point(builders.make_open_survey(elm), elm).pk}


def _answered(elm: Hub, asha: User) -> Kwargs:
    you_said = builders.make_you_said(elm)
    builders.make_we_did(you_said, by=asha, published=True)
    return {"reference": you_said.reference}


def _sent_invitation(elm: Hub, asha: User) -> Kwargs:
    now = timezone.now()
    sent = {"invited_by": asha, "invited_at": now, "expires_at": now + timedelta(hours=72), "token_hash": uuid.uuid4().hex * 2}
    return {"pk": Invitation.objects.create(email=f"{uuid.uuid4().hex}@ashmere.example", kinds=["hub_worker"], hub=elm, **sent).pk}


def _role(elm: Hub, asha: User) -> Kwargs:
    return {"pk": asha.pk, "role": Role.objects.get(user=asha).pk}


def _draft_answer(elm: Hub, asha: User) -> Kwargs:
    you_said = builders.make_you_said(elm)
    builders.make_we_did(you_said, by=asha)
    return {"pk": you_said.pk}


def _theme_to_merge(elm: Hub, asha: User) -> Kwargs:
    engagement = builders.make_engagement(elm)
    into = builders.make_theme(engagement, "Doors")
    return {"pk": builders.make_theme(engagement, "Heavy doors").pk, "POST": {"into": into.pk}}


def _voice_in_theme(elm: Hub, asha: User) -> Kwargs:
    voice = builders.make_voice(elm)
    theme = builders.make_theme(builders.make_engagement(elm), voices=[voice], by=asha)
    return {"pk": voice.pk, "POST": {"theme": theme.pk}}


def _post(elm: Hub, asha: User) -> Kwargs:
    return {"pk": Post.objects.get_or_create(title="Nursery nurse", hub=elm)[0].pk}


RECORDS: dict[str, Callable[[Hub, User], Kwargs]] = {
    "answered": _answered,
    "draft_answer": _draft_answer,
    "engagement": lambda elm, asha: {"pk": builders.make_engagement(elm).pk},
    "entry_point": _entry_point,
    "hub": lambda elm, asha: {"pk": elm.pk},
    "invitation": lambda elm, asha: {"token": "made-up"},
    "locality": lambda elm, asha: {"pk": elm.locality_id},
    "look": lambda elm, asha: {"mark": "any"},
    "open_question": _open_question,
    "open_survey": _open_survey,
    "open_survey_pk": _open_survey_pk,
    "person": lambda elm, asha: {"pk": asha.pk},
    "picture": lambda elm, asha: {"name": "none.png"},
    "post": _post,
    "poster": _poster,
    "role": _role,
    "sent_invitation": _sent_invitation,
    "survey": _survey,
    "theme": lambda elm, asha: {"pk": builders.make_theme(builders.make_engagement(elm)).pk},
    "theme_to_merge": _theme_to_merge,
    "token": lambda elm, asha: {"token": "made-up"},
    "voice": lambda elm, asha: {"pk": builders.make_voice(elm).pk},
    "voice_in_theme": _voice_in_theme,
    "you_said": lambda elm, asha: {"pk": builders.make_you_said(elm).pk},
}
