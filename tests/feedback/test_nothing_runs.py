"""What families and colleagues typed is text on every screen of hearing and answering, never markup (security row 1)."""

import pytest
from django.test import Client

from accounts.models import User
from core.choices import RoleKind
from core.codes import code_from, code_hash
from core.models import Hub, Post
from feedback.choices import Outcome
from feedback.services import we_did
from tests.builders import make_open_survey, make_response, make_theme, make_voice, make_we_did, make_you_said, today
from tests.cast import give_role, make_user, sign_in

PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</textarea><svg onload=alert(1)>",
    "javascript:alert(1)//",
    "{{ 7|add:7 }}{% debug %}",
    "<bdi></bdi></bdi></blockquote><iframe src=//x.example>",
]
RAW = ["<script>alert", "<img src=x", "<svg onload", "<iframe src", 'href="javascript:']


@pytest.mark.parametrize("payload", PAYLOADS)
def test_it_stays_text_wherever_it_is_read(client: Client, elm: Hub, asha: User, payload: str) -> None:
    survey = make_open_survey(elm)
    assert survey.engagement
    code = code_from("a family")
    comment = make_voice(elm, payload, response=make_response(survey, elm, receipt_hash=code_hash(code)), language="ur")
    theme = make_theme(survey.engagement, payload, voices=[comment], by=asha)
    said = make_you_said(elm, text=payload, engagement=survey.engagement)
    said.themes.add(theme)
    post = Post.objects.create(title=payload)
    refusal = {"reason": payload, "would_change_it": payload, "decided_by": post}
    make_we_did(said, by=asha, outcome=Outcome.NO, text=payload, published=True, **refusal)
    lead = sign_in(asha)

    pages = [
        *(lead.get(address).text for address in ("/admin/comments/", f"/admin/comments/{comment.pk}/", "/admin/themes/")),
        *(lead.get(address).text for address in (f"/admin/themes/{theme.pk}/", "/admin/you-said/", f"/admin/you-said/{said.pk}/")),
        *(lead.get(f"/admin/you-said/{said.pk}/{screen}/").text for screen in ("edit", "answer")),
        lead.get(f"/admin/you-said/new/?theme={theme.pk}").text,
        client.get("/you-said-we-did/").text,
        client.get(f"/you-said-we-did/{said.reference}/").text,
        client.get(f"/you-said-we-did/{said.reference}/poster/").text,
        client.post("/check-back/", {"code": code}, follow=True).text,
    ]

    for page in pages:
        assert not [raw for raw in RAW if raw in page]
    assert all("7|add" in page for page in pages if payload.startswith("{{"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_remark_and_a_clash_are_text_too(elm: Hub, asha: User, payload: str) -> None:
    mel = make_user("Mel")
    give_role(mel, RoleKind.HUB_MANAGER, elm)
    said = make_you_said(elm)
    answer = make_we_did(said, by=asha, text=payload)
    we_did.ask_for_second_look(answer=answer, by=asha, today=today())
    manager, here = sign_in(mel), f"/admin/you-said/{said.pk}/"
    digest = manager.get(here).text.split('name="digest" value="')[1].split('"')[0]

    sent_back = manager.post(f"{here}second-look/send-back/", {"digest": digest, "remark": payload}, follow=True).text
    clash = manager.post(f"{here}answer/", {"outcome": "did", "text": payload, "seen_count": "9"}).text

    for page in (sent_back, clash, sign_in(asha).get(here).text):
        assert not [raw for raw in RAW if raw in page]
