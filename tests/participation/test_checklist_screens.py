"""The workbench: four tabs, everything typed is kept, a colleague's newer save is shown, and no answer is ever the machine's."""

import pytest
from django.test import Client

from accounts.models import User
from core.models import AuditEntry, Post
from participation import lundy
from participation.choices import Element, Said
from participation.models import ChecklistAnswer, CouncilItem, Engagement
from tests import builders
from tests.participation.listening import save_audience, say, tab, typed, untouched

# --- Answering -------------------------------------------------------------------------------------------------------------


def test_a_tab_shows_its_items_by_when_they_are_asked_with_progress_in_words(desk: Client, asked: Engagement) -> None:
    say(asked, "AU-P1")
    say(asked, "SP-D1")

    page = desk.get(tab(asked)).text

    order = [page.index(f">{words} <span") for words in ("Planning", "During", "Afterwards")]
    assert order == sorted(order)
    assert all(one.id in page for one in lundy.items(element=Element.AUDIENCE))
    assert "1 of 11 answered" in page  # audience
    assert "1 of 19 answered" in page  # space
    assert "%" not in page.split("<main")[1].split("</main")[0].replace("%20", "")  # never a share


def test_three_answers_are_saved_at_once_and_the_progress_moves(desk: Client, asked: Engagement, elm_manager: Post, asha: User) -> None:
    sent = typed("AU-P1", said="yes", evidence="The cabinet member for children.", owner=str(elm_manager.pk), due_on="2027-01-11")
    sent |= typed("AU-P2", said="no", evidence="Not asked yet.") | typed("AU-P3", said="partly", link="ashmere.example/poster")

    page = save_audience(desk, asked, sent)

    assert "3 answers are saved." in page
    assert "3 of 11 answered" in page
    first, second, third = ChecklistAnswer.objects.order_by("item")
    assert (first.said, first.owner, str(first.due_on), first.version) == ("yes", elm_manager, "2027-01-11", lundy.VERSION)
    assert (second.said, second.evidence) == ("no", "Not asked yet.")
    assert third.link == "https://ashmere.example/poster"
    entries = AuditEntry.objects.filter(verb="participation.checklist.answer", actor=f"staff:{asha.pk}").order_by("pk")
    assert ['"item":"AU-P1"' in entries[0].facts, '"said: none to yes"' in entries[0].facts] == [True, True]
    assert entries.count() == 3


def test_a_page_that_changed_nothing_saves_nothing(desk: Client, asked: Engagement) -> None:
    assert "Nothing was changed, so nothing was saved." in save_audience(desk, asked)
    assert not ChecklistAnswer.objects.exists()


def test_a_yes_with_nothing_behind_it_is_kept_and_called_said_not_shown(desk: Client, asked: Engagement) -> None:
    page = save_audience(desk, asked, typed("AU-P1", said="yes"))

    assert "One answer is saved." in page
    assert "Said, not shown." in page
    assert "said, not shown" in desk.get(f"/admin/checklist/{asked.pk}/print/").text


# --- Nothing typed is lost --------------------------------------------------------------------------------------------------


def test_what_does_not_apply_needs_words_why_and_costs_nobody_what_they_typed(desk: Client, asked: Engagement) -> None:
    sent = typed("AU-P5", said="n_a") | typed("AU-P1", said="yes", evidence="The cabinet member decides.")

    page = save_audience(desk, asked, sent)

    assert "Not saved yet" in page
    assert "Say why it does not apply here." in page
    assert "The cabinet member decides." in page
    assert not ChecklistAnswer.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("link", "javascript:alert(1)", "A link begins with https://."),
        ("due_on", "2027-01-11", "A day needs a job title"),
        ("due_on", "next week", "Enter a valid date."),
        ("owner", "999999", "Select a valid choice."),
        ("owner", "x\0", "Select a valid choice."),
        ("said", "very", "Select a valid choice."),
        ("evidence", "x" * 2_001, "at most 2000 characters"),
        ("link", "https://x.example/" + "x" * 500, "at most 500 characters"),
        ("kept", "made-up", "Use it as evidence again."),
    ],
)
def test_bad_input_says_what_to_do_and_all_of_it_is_still_there(
    desk: Client, asked: Engagement, field: str, value: str, words: str
) -> None:
    page = save_audience(desk, asked, typed("AU-P1") | {f"AU-P1-{field}": value} | typed("AU-P2", evidence="Kept for me."))

    assert "Not saved yet" in page
    assert words in page
    assert "Kept for me." in page
    assert not ChecklistAnswer.objects.exists()


@pytest.mark.parametrize("words", ["اجلاس کی تحریر 👩‍👩‍👧 \u202eright", "a\0b", "<script>alert(1)</script>", "y" * 2_000])
def test_odd_words_break_no_page(desk: Client, asked: Engagement, words: str) -> None:
    save_audience(desk, asked, typed("AU-P1", said="yes", evidence=words))

    kept = ChecklistAnswer.objects.get().evidence
    assert "\0" not in kept
    assert "\u202e" not in kept
    for address in (tab(asked), f"/admin/checklist/{asked.pk}/print/"):
        assert "<script>alert" not in desk.get(address).text


def test_of_two_colleagues_at_different_items_both_are_kept(desk: Client, asked: Engagement) -> None:
    theirs = say(asked, "AU-P2", Said.PARTLY, "Hana wrote this.")

    page = save_audience(desk, asked, typed("AU-P1", said="yes", evidence="Mine."))  # opened before Hana saved

    assert "One answer is saved." in page
    theirs.refresh_from_db()
    assert (theirs.said, theirs.evidence) == ("partly", "Hana wrote this.")
    assert ChecklistAnswer.objects.get(item="AU-P1").evidence == "Mine."


def test_a_colleagues_newer_answer_is_shown_beside_mine_and_mine_goes_in_only_knowingly(desk: Client, asked: Engagement) -> None:
    say(asked, "AU-P1", Said.NO, "Hana wrote this.")
    sent = untouched(asked, Element.AUDIENCE) | typed("AU-P1", said="yes", evidence="I wrote this.") | typed("AU-P3", said="yes")

    page = desk.post(tab(asked), sent)

    assert "Somebody else saved while you were writing" in page.text
    assert "Hana wrote this." in page.text
    assert "I wrote this." in page.text
    assert list(ChecklistAnswer.objects.values_list("item", "said")) == [("AU-P1", "no")]

    seen = next(form for form in page.context["forms"] if form.item.id == "AU-P1")["seen"].value()
    assert "2 answers are saved." in desk.post(tab(asked), sent | {"AU-P1-seen": seen}, follow=True).text
    assert ChecklistAnswer.objects.get(item="AU-P1").evidence == "I wrote this."


def test_what_the_council_stopped_asking_while_somebody_wrote_is_kept(desk: Client, asked: Engagement) -> None:
    own = {"element": "audience", "when": "planning", "question": "Did a councillor come?", "since_on": builders.today()}
    CouncilItem.objects.create(code="AU-P+1", is_active=False, **own)

    page = save_audience(desk, asked, typed("AU-P+1", said="yes", evidence="Two of them."))

    assert "One answer is saved." in page
    assert "Two of them." in page


def test_both_saying_the_same_is_no_clash(desk: Client, asked: Engagement) -> None:
    say(asked, "AU-P1", Said.YES, "Minutes.")

    assert "Nothing was changed" in save_audience(desk, asked, typed("AU-P1", said="yes", evidence="Minutes."))
