"""Odd text in every field of every form that staff have: nothing breaks, what is wrong is said, and nothing that was typed is lost.

Somebody who holds every role opens every staff address of `tests/access_table.py`, and some more, and sends each form once for every field
and every odd text; each time everything is put back. What is wrong with a reply is told in words.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from accounts.models import User
from core import second_look
from core.choices import RoleKind
from core.models import Hub, Post, PostHolder
from core.role_table import ALL_RIGHTS
from feedback.models import SurveyVersion
from feedback.services import themes, we_did
from home.models import HubPage
from tests import builders
from tests.access_records import RECORDS
from tests.access_table import ROWS
from tests.access_verdicts import SIGNED_IN
from tests.addresses import every_address
from tests.cast import give_role, make_user, sign_in
from tests.staff_forms import TEXTS, StaffForm, staff_forms

pytestmark = pytest.mark.prove

MARK = "kept-as-typed"
ODD: dict[str, Any] = {
    "a NUL": f"{MARK}\x00",
    # as bytes: the test client writes no half of a letter itself
    "half a letter, turned round, and a script": f"\u202e{MARK}\u2066<script>alert(1)</script>'\"><img src=x onerror=alert(1)>".encode()
    + b"\xed\xa0\x80",
    "100 KB": MARK + "x" * 100_000,
}
_HALF = {"text": "half \ud800", "key": "a", "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
HALF_IN_JSON = json.dumps({"blocks": [_HALF], "entityMap": {}})  # a rich text, as Wagtail's editor sends it
SAYS_WHY = ("error-message", "errorlist", "help-critical", 'class="error"', "wrong-box")
LONGEST_ADDRESS = 4_000  # of a filter: no server of ours takes a longer line
KEEPS_NOTHING = "/admin/survey/try/"  # whatever is typed there, there is nothing to refuse
IN_A_DIALOG = {"go_live_at", "expire_at"}  # Wagtail writes the whole dialog, with its boxes, into a template
LEFT_OUT = {"csrfmiddlewaretoken"}


@pytest.fixture
def boss(elm: Hub, db: None) -> User:
    """Somebody with every role, for the whole council where that may be, who holds the post that acts."""
    user = make_user("Bo")
    for kind in RoleKind.values:
        give_role(user, kind)
    post = Post.objects.get_or_create(title="Family hub manager", hub=elm)[0]
    PostHolder.objects.create(post=post, user=user, from_on=builders.today())
    return user


def _table(elm: Hub, boss: User) -> Iterator[tuple[str, str]]:
    """Return every staff address of the table that answers a look, with a record of Elm where it takes one."""
    for address in every_address():
        row = ROWS.get(address.name)
        if row is None or row.post or not (row.who in ALL_RIGHTS or row.who == SIGNED_IN):
            continue
        yield address.name, address.path(RECORDS[row.record](elm, boss) if row.record else {})


def _besides(elm: Hub, oak: Hub, boss: User) -> Iterator[tuple[str, str]]:
    """Return the screens that show their forms only when something stands a certain way."""
    colleague = make_user("Mel")
    give_role(colleague, RoleKind.HUB_MANAGER, elm)
    theme = builders.make_theme(builders.make_engagement(elm), "The park", by=colleague)
    themes.ask_to_take_no_further(theme=theme, public_line="The park belongs to the parish.", by=colleague)
    yield "a line that waits for a second look", f"/admin/themes/{theme.pk}/"
    builders.make_theme(theme.engagement, "Ramps", by=colleague)
    survey = builders.make_open_survey(elm)
    for number in range(2):
        comment = builders.make_voice(elm, f"Comment {number}", response=builders.make_response(survey, elm))
    yield "comments of one survey", f"/admin/comments/?survey={survey.pk}"
    yield "one comment", f"/admin/comments/{comment.pk}/"
    asked, told = builders.make_you_said(elm), builders.make_you_said(elm)
    answer = builders.make_we_did(asked, by=colleague)
    we_did.ask_for_second_look(answer=answer, by=colleague, today=builders.today())
    yield "an answer that waits for a second look", f"/admin/you-said/{asked.pk}/"
    builders.make_we_did(told, by=boss, published=True)
    yield "an answer that families read", f"/admin/you-said/{told.pk}/"
    drafted = builders.make_you_said(elm)
    builders.make_we_did(drafted, by=boss)
    yield "an answer that is being written", f"/admin/you-said/{drafted.pk}/"
    other = builders.make_we_did(builders.make_you_said(elm), by=colleague)
    look = second_look.ask(about=other, digest="d" * 64, by=colleague, needs="we_did.publish", colleague=boss, words="The door opens.")
    yield "a colleague's link", "/" + second_look.link(look).split("/", 3)[3]
    full = builders.make_survey(elm, questions=[builders.short_text(), builders.one_choice("Easy?", "Yes", "No"), builders.faces()])
    yield "a survey with questions", f"/admin/survey/edit/{full.pk}/"
    yield "another person", f"/admin/people/{colleague.pk}/"
    yield "another person's posts", f"/admin/people/{colleague.pk}/hand-over/"
    page = HubPage.objects.first()
    if page is not None:
        yield "a hub's page", f"/admin/pages/{page.pk}/edit/"
    assert SurveyVersion.objects.exists()


def _before_and_after_scripts(forms: list[StaffForm]) -> Iterator[StaffForm]:
    """Return each form as it is written, and the editor of pages once more with the count that a script draws into it."""
    for form in forms:
        yield form
        if form.action.startswith("/admin/pages/") and form.method == "post":
            yield replace(form, values=form.values | {"people-count": ["0"]}, kinds=form.kinds | {"people-count": "hidden"})


def _buttons(form: StaffForm) -> list[tuple[str, str, str]]:
    """Return one button of each kind: a page of many questions has the same for each, which differ in a number or not at all."""
    kinds = {tuple(re.sub(r"\d+", "0", part) for part in button): button for button in reversed(form.buttons)}
    return list(kinds.values()) or [("", "", "")]


def _sent(client: Client, form: StaffForm, fields: dict[str, Any], to: str) -> Any:
    send = client.get if form.method == "get" else client.post
    return send(to or form.action, fields)


def _tries(form: StaffForm, name: str) -> Iterator[tuple[str, Any]]:
    for what, odd in ODD.items():
        yield what, odd[:LONGEST_ADDRESS] if form.method == "get" else odd
    if any(value[:1] in {"{", "["} or value == "null" for value in form.values[name]):
        yield "half a letter in JSON", HALF_IN_JSON


def _complaints(client: Client, session: str, form: StaffForm) -> list[str]:
    """Return what is wrong with the replies to a form, sent with each odd text in each of its fields."""
    found = []
    for name in [name for name in form.kinds if name not in LEFT_OUT and "__prefix__" not in name]:
        for what, odd in _tries(form, name):
            for button, value, to in _buttons(form):
                fields = {**form.values, **({button: value} if button else {}), name: [odd]}
                with transaction.atomic():
                    client.cookies[settings.SESSION_COOKIE_NAME] = session
                    if problem := _problem(client, form, fields, to, name):
                        found.append(f"{to or form.action}, {name} with {what}, pressing {value or button}: {problem}")
                    transaction.set_rollback(True)
    return found


def _shown(reply: Any) -> str:
    """Return a page without what a script may take from it later."""
    return re.sub(r"<template.*?</template>", "", reply.text, flags=re.DOTALL)


def _problem(client: Client, form: StaffForm, fields: dict[str, Any], to: str, name: str) -> str:
    reply = _sent(client, form, fields, to)
    if reply.status_code >= 500:
        return f"broken, {reply.status_code}"
    if reply.status_code in {301, 302, 303}:
        reply = client.get(reply.headers["Location"])
        if reply.status_code >= 500:
            return f"broken on the page after it, {reply.status_code}"
        if not any(words in _shown(reply) for words in SAYS_WHY):
            return ""  # it was taken
    if form.method == "get" or reply.status_code in {400, 403, 404} or "html" not in reply.headers.get("Content-Type", ""):
        return ""  # a filter; or a clear no to what no hand types
    page = reply.text if name in IN_A_DIALOG else _shown(reply)
    if "is violated" in page:
        return "names a rule of the database"
    if not any(words in page for words in SAYS_WHY):
        # No hand types into a hidden field; a look at an alert before it goes out keeps nothing; and a button that leads elsewhere shows
        # another form, which refuses nothing yet.
        is_no_refusal = (
            form.action.startswith(KEEPS_NOTHING)
            or form.kinds[name] == "hidden"
            or to not in {"", form.action}
            or fields.get("go") == "look"
        )
        return "" if is_no_refusal else "says nothing"
    is_text = form.kinds[name] in TEXTS and name in form.values
    return "what was typed is lost" if is_text and MARK not in page else ""


# The longest of all proofs: in parts, so that no process waits for another at the end.
PARTS = [pytest.param(part, id=f"part {part + 1}", marks=pytest.mark.xdist_group(f"odd text {part + 1}")) for part in range(4)]


def _is_of(part: int, name: str) -> bool:
    return zlib.crc32(name.encode()) % len(PARTS) == part  # the same in every process, where the rows have other ids


@pytest.mark.parametrize("part", PARTS)
def test_no_odd_text_in_any_field_of_the_staff_breaks_anything_or_is_lost(elm: Hub, oak: Hub, boss: User, part: int) -> None:
    client = sign_in(boss)
    client.raise_request_exception = False
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    seen: set[tuple[str, ...]] = set()
    complaints, fields = [], 0
    for name, address in [one for one in [*_table(elm, boss), *_besides(elm, oak, boss)] if _is_of(part, one[0])]:
        page = client.get(address, follow=True)
        assert page.status_code < 500, f"{name}: {page.status_code}"
        if "html" not in page.headers.get("Content-Type", ""):
            continue  # a download holds no form
        for form in _before_and_after_scripts(staff_forms(address, page.text)):
            shape = (form.action, *sorted(form.kinds))
            if shape in seen or not set(form.kinds) - LEFT_OUT:
                continue
            seen.add(shape)
            fields += len(form.kinds)
            complaints += [f"{name}: {words}" for words in _complaints(client, session, form)]

    assert fields > 100, f"only {fields} fields were found"
    assert complaints == [], "\n".join(complaints)
