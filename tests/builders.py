"""Plain functions that build one thing with sensible defaults. Say only what your test is about.

    survey = make_open_survey(elm, questions=[one_choice("Was it easy to find?", "Yes", "No"), long_text("What would you change?")])
    make_voice(elm, "The door is too heavy.")

Questions are the builder's own blocks (`one_choice`, `several_choices`, `faces`, `short_text`, `long_text`).
"""

import json
import uuid
from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Site

from accounts.models import User
from consent.models import FormatRequest
from consent.services.formats import ask_in_another_way
from core import brand
from core.codes import short_code
from core.models import BrandSettings, Hub, Locality, Post
from core.questions import About
from feedback.choices import EntryKind, Outcome, SurveyState, ThemeState, Topic
from feedback.models import EntryPoint, Response, Survey, SurveyVersion, Theme, ThemeMark, Voice, WeDid, YouSaid
from feedback.questionnaire import frozen
from participation.choices import ENDED, Gate, Size, Stage
from participation.models import Engagement, GateOverride
from participation.services.overrides import ask_for_override

Block = dict[str, Any]


def today() -> date:
    """Return the day it is in the council's time zone."""
    return timezone.localdate()


def week_of(day: date) -> str:
    """Return a day's ISO week as it stands on a response: "2026-W47"."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def _short() -> str:
    return uuid.uuid4().hex[:6]


# --- Places and posts -----------------------------------------------------------------------------------------------------


def make_hub(name: str = "Elm", *, locality: str = "North", **fields: Any) -> Hub:
    """Make a family hub that is open to families."""
    where, _ = Locality.objects.get_or_create(slug=slugify(locality), defaults={"name": locality})
    return Hub.objects.create(name=name, slug=fields.pop("slug", slugify(name)), locality=where, **fields)


def make_post(title: str = "Family hub manager", *, hub: Hub | None = None, **fields: Any) -> Post:
    """Make a post of a hub, or of the whole council, which nobody holds yet."""
    return Post.objects.create(title=title, hub=hub, **fields)


def make_brand(**fields: Any) -> BrandSettings:
    """Set the council's look and words; the next page shows them."""
    settings: BrandSettings = BrandSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(settings, name, value)
    settings.save()
    brand.forget()
    return settings


def _post_at(hub: Hub) -> Post:
    return Post.objects.get_or_create(title="Family hub manager", hub=hub)[0]


# --- Asking ---------------------------------------------------------------------------------------------------------------


def make_engagement(*hubs: Hub, title: str = "", **fields: Any) -> Engagement:
    """Make an open engagement of these hubs with someone who acts and an answer-by day six weeks away."""
    title = title or f"What should change at {hubs[0].name}?"
    defaults: dict[str, Any] = {
        "slug": f"{slugify(title)[:100]}-{_short()}",
        "question": "What should we change first?",
        "what_can_change": "What happens first, and when.",
        "size": Size.STANDARD,
        "size_answers": {"could_lose": False, "must_consult": False, "people_here_decide": False},
        "stage": Stage.OPEN,
        "who_acts": fields.pop("who_acts", None) or _post_at(hubs[0]),
        "answer_by_on": today() + timedelta(weeks=6),
        "opened_on": today(),
    }
    if fields.get("stage") in ENDED:
        defaults["closed_on"] = today()
    engagement = Engagement.objects.create(title=title, **(defaults | fields))
    engagement.hubs.set(hubs)
    return engagement


def make_exception(hub: Hub, *, by: User, engagement: Engagement | None = None) -> GateOverride:
    """Ask for an exception: to close although a theme is open."""
    engagement = engagement or make_engagement(hub)
    make_theme(engagement, "Doors")
    why = "The lease ends in May, so we close before the last theme is answered."
    ask_for_override(engagement=engagement, gate=Gate.CLOSING, public_reason=why, by=by)
    return GateOverride.objects.get(engagement=engagement)


def put_off(engagement: Engagement, *, weeks: int) -> Engagement:
    """Put off the day of an engagement by so many weeks, as its screen does: families were told the first one."""
    assert engagement.answer_by_on, "Only a question that promises a day is put off."
    engagement.promise(engagement.opened_on or today())
    engagement.answer_by_on += timedelta(weeks=weeks)
    engagement.promise(today())
    engagement.save()
    return engagement


def make_everyday_engagement(hub: Hub, **fields: Any) -> Engagement:
    """Make a hub's standing engagement, which promises an answer within six weeks."""
    everyday = {"size": Size.EVERYDAY, "answer_by_on": None, "answer_within_weeks": 6}
    return make_engagement(hub, title=f"Everyday listening at {hub.name}", **(everyday | fields))


def _question(kind: str, text: str, fields: Block) -> Block:
    block_id = str(fields.pop("id", uuid.uuid4()))
    return {"type": kind, "id": block_id, "value": {"text": text, "help": "", "required": False} | fields}


def _options(answers: tuple[str | Block, ...]) -> list[Block]:
    said = [answer if isinstance(answer, dict) else {"text": answer} for answer in answers]
    return [
        {"type": "item", "id": str(one.get("id", uuid.uuid4())), "value": {"go_to": ""} | {key: one[key] for key in one if key != "id"}}
        for one in said
    ]


def one_choice(text: str, *answers: str | Block, **fields: Any) -> Block:
    """Return a question with one answer to choose. An answer is its text, or {"text", "id", "go_to"}."""
    options = _options(answers or ("Yes", "No"))
    return _question("one_choice", text, {"options": options, "rather_not_say": True} | fields)


def several_choices(text: str, *answers: str | Block, **fields: Any) -> Block:
    """Return a question with several answers to choose."""
    options = _options(answers or ("Play", "Food", "Advice"))
    return _question("several_choices", text, {"options": options, "rather_not_say": True} | fields)


def about_family(text: str = "Does any of this fit your family?", *answers: str | Block, **fields: Any) -> Block:
    """Return the question of who a family is. An answer is {"text", "group", "id"}; a text alone counts for nobody."""
    options = _options(answers or ({"text": "I am a dad", "group": "fathers"}, "None of these"))
    return _question("about_family", text, {"options": options, "rather_not_say": True} | fields)


def faces(text: str = "How was it today?", **fields: Any) -> Block:
    """Return a question with five faces."""
    return _question("faces", text, {"rather_not_say": True, "go_to": ""} | fields)


def short_text(text: str = "What did you like?", **fields: Any) -> Block:
    """Return a question answered in a few words."""
    return _question("short_text", text, {"go_to": ""} | fields)


def long_text(text: str = "What would you change?", **fields: Any) -> Block:
    """Return a question answered at length."""
    return _question("long_text", text, {"go_to": ""} | fields)


def make_survey(*hubs: Hub, title: str = "", questions: list[Block] | None = None, **fields: Any) -> Survey:
    """Make a draft survey of these hubs: a faces question and a longer answer, unless you say which questions."""
    title = title or f"After a session at {hubs[0].name}"
    engagement = fields.pop("engagement", None) or make_engagement(*hubs)
    blocks = [faces(), long_text()] if questions is None else questions
    slug = fields.pop("slug", f"{slugify(title)[:100]}-{_short()}")
    survey = Survey.objects.create(title=title, slug=slug, engagement=engagement, questions=json.dumps(blocks), **fields)
    survey.hubs.set(hubs)
    return survey


def make_version(survey: Survey, *, number: int = 1, **fields: Any) -> SurveyVersion:
    """Freeze a survey as families answer it."""
    facts: dict[str, Any] = {"mode": survey.mode, "published_at": timezone.now()} | frozen(survey)
    return SurveyVersion.objects.create(survey=survey, number=number, **(facts | fields))


def make_open_survey(*hubs: Hub, **fields: Any) -> Survey:
    """Make a survey that families can answer today: version 1 is frozen."""
    survey = make_survey(*hubs, **fields)
    survey.current_version = make_version(survey)
    survey.state = SurveyState.OPEN
    survey.save()
    return survey


def make_entry_point(survey: Survey, hub: Hub, **fields: Any) -> EntryPoint:
    """Make a poster that opens a survey."""
    defaults: dict[str, Any] = {"kind": EntryKind.POSTER, "label": "By the front door", "code": short_code(), "made_on": today()}
    return EntryPoint.objects.create(survey=survey, hub=hub, **(defaults | fields))


# --- Hearing --------------------------------------------------------------------------------------------------------------


def make_response(survey: Survey, hub: Hub | None = None, *, answers: dict[str, Any] | None = None, **fields: Any) -> Response:
    """Make a sent answer to an open survey, at its first hub unless you say which."""
    hub = hub or survey.hubs.first()
    assert hub is not None, "Say at which hub it was answered."
    assert survey.current_version is not None, "Only an open survey has answers: use make_open_survey."
    defaults = {"week": week_of(today()), "answers": answers or {}, "version": survey.current_version}
    return Response.objects.create(survey=survey, hub=hub, **(defaults | fields))


def make_voice(hub: Hub, text: str = "The door is too heavy for a buggy.", *, response: Response | None = None, **fields: Any) -> Voice:
    """Make one comment at a hub; with a response it belongs to that response's survey."""
    defaults: dict[str, Any] = {"week": week_of(today()), "response": response, "survey": response.survey if response else None}
    return Voice.objects.create(hub=hub, text=text, **(defaults | fields))


def make_theme(
    engagement: Engagement, name: str = "Doors and ramps", *, voices: list[Voice] | None = None, by: User | None = None
) -> Theme:
    """Make a theme, with these comments put to it by a member of staff."""
    theme = Theme.objects.create(engagement=engagement, name=name)
    for voice in voices or []:
        assert by, "Say who put the comments to the theme: by=asha."
        ThemeMark.objects.create(theme=theme, voice=voice, marked_by=by)
    return theme


def end_theme(theme: Theme, line: str = "The park belongs to the parish.") -> Theme:
    """Let a theme end today with its public line, as if a colleague had looked at it."""
    theme.state, theme.public_line, theme.heard_on = ThemeState.HEARD, line, today()
    theme.save()
    return theme


# --- Answering back -------------------------------------------------------------------------------------------------------


_references = count(101)


def make_you_said(*hubs: Hub, text: str = "The front door is too heavy.", **fields: Any) -> YouSaid:
    """Make a "you said" of these hubs, heard last month, to be answered within six weeks."""
    defaults: dict[str, Any] = {
        "reference": f"YS-{today().year}-{next(_references)}",
        "topic": Topic.PLACES,
        "engagement": fields.pop("engagement", None) or make_engagement(*hubs),
        "owner": fields.pop("owner", None) or _post_at(hubs[0]),
        "heard_from_on": today() - timedelta(days=30),
        "heard_until_on": today(),
        "answer_by_on": today() + timedelta(weeks=6),
    }
    you_said = YouSaid.objects.create(text=text, **(defaults | fields))
    you_said.hubs.set(hubs)
    return you_said


def _what_it_needs(outcome: str, you_said: YouSaid) -> dict[str, Any]:
    """Return what the database asks of this outcome (feedback.models.WeDid)."""
    if outcome in {Outcome.NOT_NOW, Outcome.NO}:
        return {"reason": "There is no room for it.", "would_change_it": "If the room next door is free.", "decided_by": you_said.owner}
    if outcome in {Outcome.DID, Outcome.PARTLY}:
        return {"what_changed": "A new door that opens by itself.", "changed_on": today()}
    if outcome == Outcome.PASSED_ON:
        return {"passed_to": "The bus company", "replies_by_on": today() + timedelta(weeks=4)}
    return {"due_on": today() + timedelta(weeks=8)}


def make_we_did(you_said: YouSaid, *, by: User, outcome: str = Outcome.DID, published: bool = False, **fields: Any) -> WeDid:
    """Make an answer with everything that its outcome needs; `published` puts it before families."""
    defaults = {"text": "The door now opens by itself.", "published_at": timezone.now() if published else None}
    we_did = WeDid.objects.create(
        you_said=you_said, outcome=outcome, written_by=by, **(defaults | _what_it_needs(outcome, you_said) | fields)
    )
    we_did.writers.add(by)
    if published:
        YouSaid.objects.filter(pk=you_said.pk).update(published_on=today())
        you_said.refresh_from_db()
    return we_did


# --- Asking in another way ------------------------------------------------------------------------------------------------


def make_format_request(hub: Hub, *, about: str = "After a session", said: Block | None = None, **fields: Any) -> FormatRequest:
    """Make a request for large print, sent by post to a made-up family, promised in five working days unless `fields` say otherwise."""
    chosen = {"way": "large_print", "how": "post", "safe": "yes", "kind": "survey", "key": "after-a-session", "language": "en-gb"}
    chosen |= {name: fields.pop(name) for name in list(fields) if name in chosen}
    words = {"contact": "14 Quay Lane, Ashmere", "name": "Ola"} if said is None else said
    asked = ask_in_another_way(token=uuid.uuid4().hex, about=About(about, "/"), hub=hub, said=words, **chosen)
    if fields:
        FormatRequest.objects.filter(pk=asked.pk).update(**fields)
    asked.refresh_from_db()
    return asked
