"""One record of Elm for every kind that stands in an address; `tests/access_table.py` names them.

Each returns what goes into the address; under "POST", what goes into the post, where the act needs it.
"""

import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import Any

from django.utils import timezone

from accounts.models import User
from consent.models import (
    Breach,
    Partner,
    ProcessingActivity,
)
from core.models import Hub, ImportRun, Invitation, Post, PostHolder, Role
from feedback.models import Concern, SurveyVersion
from home.models import Alert, HubIndexPage, HubPage, ServicePage
from home.services.closures import plan_closure, say_closed
from home.services.pages import build_page_tree, make_hub_page, make_service
from home.services.panel_pages import make_panel_page
from home.services.wrong_reports import family_says_wrong
from tests import builders
from tests.consent import agreeing
from tests.consent import records as consent
from tests.families import make_person, make_rights_request
from tests.panels import records as panels
from tests.panels.paneling import make_panel
from tests.participation import asking, known
from tests.remembered import Change, put_back, rows_made_by

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


def _format_request_to_hand_on(elm: Hub, asha: User) -> Kwargs:
    post = _post(elm, asha)["pk"]
    PostHolder.objects.create(post_id=post, user=asha, from_on=builders.today())  # only a post whose holder may act is offered
    return {"pk": builders.make_format_request(elm).pk, "POST": {"post": post}}


def _known_person(elm: Hub, asha: User) -> Kwargs:
    return {"pk": make_person(elm).pk, "POST": {"reason": "rights"}}


def _rights_request(elm: Hub, asha: User) -> Kwargs:
    return {"pk": make_rights_request(make_person(elm)).pk}


def _post(elm: Hub, asha: User) -> Kwargs:
    return {"pk": Post.objects.get_or_create(title="Nursery nurse", hub=elm)[0].pk}


def _import_run(elm: Hub, asha: User) -> Kwargs:
    return {"pk": ImportRun.objects.create(kind="services", by=asha, state="applied", file_name="Services of Elm.csv").pk}


def _said_closed(elm: Hub, asha: User) -> Kwargs:
    return {"pk": say_closed(hubs=[elm], reason="heating", until=timezone.now() + timedelta(hours=2), by=asha).pk}


def _planned_closure(elm: Hub, asha: User) -> Kwargs:
    day = builders.today() + timedelta(days=9)
    return {"pk": plan_closure(name="Training", first=day, last=day, hubs=[elm], for_every_hub=False, by=asha).pk}


def _alert(elm: Hub, asha: User) -> Kwargs:
    now = timezone.now()
    return {"pk": Alert.objects.create(text="Elm moves.", place="hub", hub=elm, from_at=now, until_at=now + timedelta(days=1)).pk}


@cache
def _tree() -> list[Change]:
    return rows_made_by(build_page_tree)


def _have_pages() -> None:
    if not HubIndexPage.objects.exists():
        put_back(_tree())


def _page_of_elm(elm: Hub) -> HubPage:
    _have_pages()
    return make_hub_page(elm)  # and its staff may edit it


def _page_look(elm: Hub, asha: User) -> Kwargs:
    page = _page_of_elm(elm)
    page.save_revision()
    started = page.get_workflow().start(page, asha)
    return {"number": started.current_task_state_id}


def _panel_page(elm: Hub) -> int:
    _have_pages()
    return int(make_panel_page(make_panel(elm)).panel_id)


def _service(elm: Hub) -> ServicePage:
    _have_pages()
    return make_service("Baby songs of Elm", what_it_is="Songs.", times=[(elm, "Mondays")])


def _wrong_report(elm: Hub, asha: User) -> Kwargs:
    said = family_says_wrong(service=_service(elm), words="It moved.", token=uuid.uuid4().hex, language="en-gb", today=builders.today())
    return {"pk": said.pk, "POST": {"becomes": "put_right"}}


def _translation(elm: Hub, asha: User) -> Kwargs:
    purpose = agreeing.make_purpose()
    agreeing.publish_words(purpose, by=asha)
    draft = agreeing.write_words(purpose, by=asha, language="ur")
    return {"pk": purpose.pk, "wording": draft.pk, "POST": {"checker": "The interpreting service"}}


def _draft_words(elm: Hub, asha: User) -> Kwargs:
    purpose = agreeing.make_purpose()
    return {"pk": purpose.pk, "wording": agreeing.write_words(purpose, by=asha).pk}


def _agreed(elm: Hub, asha: User) -> Kwargs:
    person = agreeing.make_person(elm)
    record = agreeing.decide(person, agreeing.asked_purpose(by=asha), by=asha, method="paper", scan=("pdf", b"%PDF-"))
    return {"pk": person.pk, "record": record.pk, "POST": {"purpose": record.purpose_id, "method": "spoken"}}


def _take_down(elm: Hub, asha: User) -> Kwargs:
    return {"pk": agreeing.to_call_back(elm, by=asha).pk}


def _breach(elm: Hub, asha: User) -> Kwargs:
    now = timezone.now()
    return {"pk": Breach.objects.create(what_happened="A list of Elm.", found_at=now, reported_at=now, reported_by=asha).pk}


def _worry(elm: Hub, asha: User) -> Kwargs:
    somebody, _ = User.objects.get_or_create(email="who.raised@ashmere.example")  # whoever raises one reads it, whatever their role
    facts = {"source": "other", "hub": elm, "raised_by": somebody, "raised_at": timezone.now()}
    return {"key": Concern.objects.create(words="A worry of Elm.", **facts).pk}


RECORDS: dict[str, Callable[[Hub, User], Kwargs]] = {
    **panels.RECORDS,
    **consent.RECORDS,
    "panel_with_page": lambda elm, asha: {"pk": _panel_page(elm)},
    "worry": _worry,
    "agreed_person": lambda elm, asha: {"pk": agreeing.make_person(elm).pk},
    "agreed_record": _agreed,
    "agreed_to_change": _agreed,
    "take_down": _take_down,
    "activity": lambda elm, asha: {"pk": ProcessingActivity.objects.get_or_create(name="Toys of Elm", lawful_basis="public_task")[0].pk},
    "alert": _alert,
    "partner": lambda elm, asha: {"number": Partner.objects.get_or_create(name="Friends of Elm", about="Friends")[0].pk},
    "breach": _breach,
    "kind_kept": lambda elm, asha: {"code": "photos"},
    "page_look": _page_look,
    "page_of_elm": lambda elm, asha: {"pk": _page_of_elm(elm).pk},
    "planned_closure": _planned_closure,
    "said_closed": _said_closed,
    "answered": _answered,
    "draft_answer": _draft_answer,
    "entry_point": _entry_point,
    "format_request": lambda elm, asha: {"pk": builders.make_format_request(elm).pk},
    "format_request_to_hand_on": _format_request_to_hand_on,
    "hub": lambda elm, asha: {"pk": elm.pk},
    "in_another_way": lambda elm, asha: {"kind": "survey", "key": builders.make_open_survey(elm).slug},
    "import_kind": lambda elm, asha: {"kind": "services"},
    "import_run": _import_run,
    "import_template": lambda elm, asha: {"kind": "services", "end": "xlsx"},
    "invitation": lambda elm, asha: {"token": "made-up"},
    "known_person": _known_person,
    "rights_request": _rights_request,
    "locality": lambda elm, asha: {"pk": elm.locality_id},
    "look": lambda elm, asha: {"mark": "any"},
    "open_question": _open_question,
    "open_survey": _open_survey,
    "open_survey_pk": _open_survey_pk,
    "purpose": lambda elm, asha: {"pk": agreeing.make_purpose().pk},
    "purpose_draft": _draft_words,
    "purpose_translation": _translation,
    "purpose_words": lambda elm, asha: {"pk": agreeing.make_purpose().pk, "language": "en-gb", "audience": "adults"},
    **known.RECORDS,
    **asking.RECORDS,
    "person": lambda elm, asha: {"pk": asha.pk},
    "picture": lambda elm, asha: {"name": "none.png"},
    "post": _post,
    "poster": _poster,
    "role": _role,
    "sent_invitation": _sent_invitation,
    "service": lambda elm, asha: {"pk": _service(elm).pk},
    "survey": _survey,
    "theme": lambda elm, asha: {"pk": builders.make_theme(builders.make_engagement(elm)).pk},
    "theme_to_merge": _theme_to_merge,
    "token": lambda elm, asha: {"token": "made-up"},
    "voice": lambda elm, asha: {"pk": builders.make_voice(elm).pk},
    "voice_in_theme": _voice_in_theme,
    "wrong_report": _wrong_report,
    "you_said": lambda elm, asha: {"pk": builders.make_you_said(elm).pk},
}
