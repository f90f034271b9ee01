"""Staff at their desks: what was typed stays when it is refused, what a colleague wrote is shown whole, and nobody waits for nobody."""

import re

import pytest
from django.test import Client

from accounts.models import User
from core.choices import RoleKind
from core.models import AuditEntry, Hub, SelfCheck
from feedback.models import Theme, WeDid, YouSaid
from feedback.services.themes import rename_theme
from participation.models import Engagement
from tests.builders import make_engagement, make_post, make_theme, make_we_did, make_you_said, today
from tests.cast import give_role, make_user, sign_in

THEMES = "/admin/themes/"
BOARD = "/admin/you-said/"
DID = {"outcome": "did", "text": "Thank you. The door is lighter now.", "what_changed": "A new door", "changed_on": str(today())}
NOBODY_LEFT = "Nobody may give it as things are"


@pytest.fixture
def mel(elm: Hub) -> User:
    """Mel manages Elm, so may write and look there."""
    mel = make_user("Mel")
    give_role(mel, RoleKind.HUB_MANAGER, elm)
    return mel


@pytest.fixture
def asked(elm: Hub) -> Engagement:
    return make_engagement(elm)


# --- Themes -----------------------------------------------------------------------------------------------------------------


def test_a_theme_gets_another_name(lead: Client, asked: Engagement) -> None:
    theme = make_theme(asked, "Qiet hours")

    page = lead.post(f"{THEMES}{theme.pk}/rename/", {"name": "  Quiet   hours "}, follow=True).text

    assert "The theme has its new name." in page
    assert Theme.objects.get().name == "Quiet hours"
    assert AuditEntry.objects.filter(verb="feedback.theme.rename").count() == 1


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("", "Give the theme a name."),
        ("Ask on 07700 900123", "This seems to hold a phone number."),
        ("doors", "There is a theme “doors” already. Make this one part of it instead."),
    ],
)
def test_a_name_that_is_refused_stays_in_its_box(lead: Client, asked: Engagement, name: str, why: str) -> None:
    theme = make_theme(asked, "Ramps")
    make_theme(asked, "Doors")

    page = lead.post(f"{THEMES}{theme.pk}/rename/", {"name": name}, follow=True).text

    assert why in page
    assert f'name="name" value="{name or "Ramps"}"' in page
    assert Theme.objects.filter(name="Ramps").exists()


def test_a_theme_may_change_only_the_capitals_of_its_name(asked: Engagement, asha: User) -> None:
    theme = make_theme(asked, "doors")

    rename_theme(theme=theme, name="Doors", by=asha)

    assert Theme.objects.get().name == "Doors"


# --- The answer -------------------------------------------------------------------------------------------------------------


def test_what_stops_an_answer_stands_at_the_top_with_the_way_to_each_box(lead: Client, elm: Hub) -> None:
    said = make_you_said(elm)

    page = lead.post(f"{BOARD}{said.pk}/answer/", {"outcome": "no", "text": "We cannot."}).text

    assert "Not saved yet" in page
    for box, label in (("reason", "Because"), ("would_change_it", "What would change it"), ("decided_by", "Who decided")):
        assert f'<a href="#id_{box}">{label}</a>:' in page
        assert f'id="id_{box}"' in page


def test_what_stops_a_you_said_stands_at_the_top_too(lead: Client, elm: Hub) -> None:
    page = lead.post(f"{BOARD}new/", {"text": "", "save": "1"}).text

    assert "Not saved yet" in page
    assert '<a href="#id_text">You said, in plain words</a>:' in page


def test_leaving_a_form_with_words_in_it_is_asked_about(lead: Client, elm: Hub) -> None:
    said = make_you_said(elm)

    for form in (f"{BOARD}{said.pk}/answer/", f"{BOARD}{said.pk}/edit/", f"{BOARD}new/"):
        page = lead.get(form).text
        assert "beforeunload@window-&gt;w-unsaved#confirm" in page or "beforeunload@window->w-unsaved#confirm" in page
        assert 'data-w-unsaved-confirmation-value="true"' in page


def test_a_second_writer_sees_all_that_a_colleague_wrote(lead: Client, mel: User, elm: Hub) -> None:
    said, decider = make_you_said(elm), make_post("Head of early help")
    here = f"{BOARD}{said.pk}/answer/"
    no = {"outcome": "no", "text": "We cannot.", "reason": "The wall is listed.", "decided_by": decider.pk}
    lead.post(here, no | {"would_change_it": "A grant in April would."})

    clash = sign_in(mel).post(here, no | {"would_change_it": "Another building would."})

    assert clash.status_code == 409
    for words in ("The wall is listed.", "A grant in April would.", "Head of early help", "Another building would."):
        assert words in clash.text


def test_an_answer_is_not_thrown_away_by_one_slip_of_the_finger(lead: Client, elm: Hub, asha: User) -> None:
    said = make_you_said(elm)
    make_we_did(said, by=asha)

    page = lead.get(f"{BOARD}{said.pk}/").text

    warned = page.split("<summary>Throw it away</summary>")[1].split("</details>")[0]
    assert "Its words are gone for good." in warned
    assert f"{BOARD}{said.pk}/answer/drop/" in warned
    assert page.count("/answer/drop/") == 1


# --- The second look --------------------------------------------------------------------------------------------------------


def test_the_board_does_not_say_that_changed_words_wait_for_a_look(lead: Client, dev: User, elm: Hub) -> None:
    said = make_you_said(elm)
    here = f"{BOARD}{said.pk}/"
    lead.post(f"{here}answer/", DID)
    lead.post(f"{here}second-look/", {})
    assert "An answer waits for a second look" in lead.get(BOARD).text

    lead.post(f"{here}answer/", DID | {"text": "Quite another text.", "seen_count": "0"})

    assert "An answer is being written" in lead.get(BOARD).text
    assert "An answer waits for a second look" not in lead.get(here).text


def asked_for_a_look(lead: Client, said: YouSaid) -> str:
    """Return the page of an answer after a second look was asked of anybody who may give it."""
    lead.post(f"{BOARD}{said.pk}/answer/", DID)
    return lead.post(f"{BOARD}{said.pk}/second-look/", {}, follow=True).text


def test_a_look_that_nobody_may_give_says_so_and_can_be_asked_of_a_colleague(lead: Client, elm: Hub, ben: User) -> None:
    page = asked_for_a_look(lead, said := make_you_said(elm))

    assert NOBODY_LEFT in page
    assert "Ask a colleague by name: they get a letter with a link." in page
    named = lead.post(f"{BOARD}{said.pk}/second-look/", {"colleague": ben.pk}, follow=True).text
    assert NOBODY_LEFT not in named
    assert re.search(rf"asked for a second look on .* of {ben}", named)


def test_while_somebody_may_give_it_nothing_is_said(lead: Client, elm: Hub, dev: User) -> None:
    assert NOBODY_LEFT not in asked_for_a_look(lead, make_you_said(elm))


def test_nor_where_one_may_check_oneself_after_a_day(lead: Client, elm: Hub, priya: User) -> None:
    SelfCheck.objects.create(needs="we_did.publish", allowed_by=priya, allowed_at="2026-01-01T00:00Z")

    assert NOBODY_LEFT not in asked_for_a_look(lead, make_you_said(elm))


def test_whoever_may_but_wrote_in_it_does_not_count(lead: Client, elm: Hub, mel: User) -> None:
    said = make_you_said(elm)
    sign_in(mel).post(f"{BOARD}{said.pk}/answer/", DID)
    lead.post(f"{BOARD}{said.pk}/answer/", DID | {"text": "Asha wrote on.", "seen_count": "0"})

    assert NOBODY_LEFT in lead.post(f"{BOARD}{said.pk}/second-look/", {}, follow=True).text
    assert WeDid.objects.get().writers.count() == 2


def test_a_theme_that_nobody_may_end_says_whom_to_ask(lead: Client, asked: Engagement) -> None:
    theme = make_theme(asked, "The park")

    page = lead.post(f"{THEMES}{theme.pk}/no-further/", {"public_line": "The park belongs to the parish."}, follow=True).text

    assert NOBODY_LEFT in page
    assert "Ask a colleague by name below: they get a letter with a link." in page
