"""The walk over every address of hearing and answering with another hub's rows."""

import pytest

from accounts.models import User
from core.models import Hub
from feedback.viewsets.themes import ThemeViewSet
from feedback.viewsets.voices import VoiceViewSet
from feedback.viewsets.workbench import Workbench
from feedback.viewsets.you_said import YouSaidViewSet
from tests.builders import make_engagement, make_theme, make_voice, make_we_did, make_you_said, today
from tests.cast import sign_in
from tests.core.walk import walk

# Not the bare hub name: three letters stand by chance in some page's random token.
CANARIES = ["canary door", "Canary theme", "Elm<", "Elm,", "Elm "]


def test_another_hubs_comments_are_nowhere(elm: Hub, asha: User, cara: User) -> None:
    comment = make_voice(elm, "The canary door is heavy.")
    theme = make_theme(make_engagement(elm), "Canary theme", voices=[comment], by=asha)
    post = {"comment": [comment.pk], "theme": [theme.pk], "new_theme": "x"}

    assert walk(sign_in(cara), VoiceViewSet(), foreign=[comment], canaries=CANARIES, post=post) == []
    assert theme.voices.count() == 1


@pytest.mark.parametrize("viewset", [VoiceViewSet, ThemeViewSet, YouSaidViewSet])
def test_staff_without_a_role_meet_nothing(elm: Hub, asha: User, nora: User, viewset: type[Workbench]) -> None:
    comment = make_voice(elm, "The canary door is heavy.")
    theme = make_theme(make_engagement(elm), "Canary theme", voices=[comment], by=asha)
    row = {"comments": comment, "themes": theme}.get(str(viewset.name)) or make_you_said(elm, text="The canary door is heavy.")

    complaints = walk(sign_in(nora), viewset(), foreign=[row], canaries=CANARIES)

    assert [one for one in complaints if "answered 302" not in one and "answered 403" not in one] == []


def test_another_hubs_themes_are_nowhere(elm: Hub, oak: Hub, asha: User, cara: User) -> None:
    theme = make_theme(make_engagement(elm), "Canary theme", voices=[make_voice(elm, "The canary door")], by=asha)
    mine = make_theme(make_engagement(oak), "Mine")

    assert walk(sign_in(cara), ThemeViewSet(), foreign=[theme], canaries=CANARIES, post={"into": mine.pk, "public_line": "Because."}) == []


def test_another_hubs_answers_are_nowhere(elm: Hub, asha: User, cara: User) -> None:
    said = make_you_said(elm, text="The canary door is heavy.")
    make_we_did(said, by=asha, text="A canary door answer.")
    post = {"outcome": "did", "text": "Mine now.", "what_changed": "x", "changed_on": str(today()), "hubs": [elm.pk], "save": "1"}

    assert walk(sign_in(cara), YouSaidViewSet(), foreign=[said], canaries=CANARIES, post=post) == []
    assert said.we_dids.get().text == "A canary door answer."
