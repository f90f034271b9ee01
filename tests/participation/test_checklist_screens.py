"""The workbench: four tabs, everything typed is kept, a colleague's newer save is shown, and no answer is ever the machine's."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from core.models import AuditEntry, Hub, Post
from participation import lundy
from participation.choices import Element, Said, Stage
from participation.forms.checklist import sealed
from participation.models import ChecklistAnswer, CouncilItem, Engagement
from tests import builders
from tests.cast import sign_in
from tests.participation.listening import say, typed, untouched


def tab(engagement: Engagement, element: str = Element.AUDIENCE) -> str:
    """Return the address of a tab."""
    return f"/admin/checklist/{engagement.pk}/{element}/"


@pytest.fixture
def asked(elm: Hub, elm_manager: Post) -> Engagement:
    """What Elm asks about, and its manager acts on."""
    return builders.make_engagement(elm, title="Longer opening at Elm", who_acts=elm_manager)


@pytest.fixture
def desk(asha: User) -> Client:
    """Asha at her desk."""
    return sign_in(asha)


def _save(desk: Client, engagement: Engagement, **changed: str) -> str:
    return desk.post(tab(engagement), untouched(engagement, Element.AUDIENCE) | changed, follow=True).text


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

    page = _save(desk, asked, **sent)

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
    assert "Nothing was changed, so nothing was saved." in _save(desk, asked)
    assert not ChecklistAnswer.objects.exists()


def test_a_yes_with_nothing_behind_it_is_kept_and_called_said_not_shown(desk: Client, asked: Engagement) -> None:
    page = _save(desk, asked, **typed("AU-P1", said="yes"))

    assert "One answer is saved." in page
    assert "Said, not shown." in page
    assert "said, not shown" in desk.get(f"/admin/checklist/{asked.pk}/print/").text


# --- Nothing typed is lost --------------------------------------------------------------------------------------------------


def test_what_does_not_apply_needs_words_why_and_costs_nobody_what_they_typed(desk: Client, asked: Engagement) -> None:
    sent = typed("AU-P5", said="n_a") | typed("AU-P1", said="yes", evidence="The cabinet member decides.")

    page = _save(desk, asked, **sent)

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
    page = _save(desk, asked, **(typed("AU-P1") | {f"AU-P1-{field}": value}), **typed("AU-P2", evidence="Kept for me."))

    assert "Not saved yet" in page
    assert words in page
    assert "Kept for me." in page
    assert not ChecklistAnswer.objects.exists()


@pytest.mark.parametrize("words", ["اجلاس کی تحریر 👩‍👩‍👧 \u202eright", "a\0b", "<script>alert(1)</script>", "y" * 2_000])
def test_odd_words_break_no_page(desk: Client, asked: Engagement, words: str) -> None:
    _save(desk, asked, **typed("AU-P1", said="yes", evidence=words))

    kept = ChecklistAnswer.objects.get().evidence
    assert "\0" not in kept
    assert "\u202e" not in kept
    for address in (tab(asked), f"/admin/checklist/{asked.pk}/print/"):
        assert "<script>alert" not in desk.get(address).text


def test_of_two_colleagues_at_different_items_both_are_kept(desk: Client, asked: Engagement) -> None:
    theirs = say(asked, "AU-P2", Said.PARTLY, "Hana wrote this.")

    page = _save(desk, asked, **typed("AU-P1", said="yes", evidence="Mine."))  # opened before Hana saved

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

    page = _save(desk, asked, **typed("AU-P+1", said="yes", evidence="Two of them."))

    assert "One answer is saved." in page
    assert "Two of them." in page


def test_both_saying_the_same_is_no_clash(desk: Client, asked: Engagement) -> None:
    say(asked, "AU-P1", Said.YES, "Minutes.")

    assert "Nothing was changed" in _save(desk, asked, **typed("AU-P1", said="yes", evidence="Minutes."))


# --- What Earshot can see ---------------------------------------------------------------------------------------------------


def test_what_earshot_can_see_fills_in_what_shows_it_and_ticks_nothing(desk: Client, asked: Engagement) -> None:
    asked.decided_by = builders.make_post("Director of children’s services")
    asked.save()
    assert "Earshot can see: <bdi>Director of children’s services decides.</bdi>" in desk.get(tab(asked)).text

    sent = untouched(asked, Element.AUDIENCE) | typed("AU-P2", evidence="Half a senten") | {"use": "AU-P1:0"}
    page = desk.post(tab(asked), sent)

    assert "not saved yet" in page.text
    assert "Half a senten" in page.text
    assert not ChecklistAnswer.objects.exists()
    form = next(one for one in page.context["forms"] if one.item.id == "AU-P1")
    assert form["said"].value() == ""
    assert form.words_now() == ("Director of children’s services decides.", f"/admin/engagement/edit/{asked.pk}/")

    del sent["use"]
    page = desk.post(tab(asked), sent | {"AU-P1-kept": form["kept"].value()}, follow=True)

    kept = ChecklistAnswer.objects.get(item="AU-P1")
    assert (kept.said, kept.seen_text) == ("", "Director of children’s services decides.")
    assert "0 of 11 answered" in page.text


def test_no_answer_is_ever_the_machines(desk: Client, elm: Hub, asha: User, asked: Engagement) -> None:
    _let_earshot_see_much(elm, asha, asked)
    pressed = 0
    for element in Element:
        page = desk.get(tab(asked, element))
        for form in page.context["forms"]:
            for number in range(len(form.suggestions)):
                sent = untouched(asked, element) | {"use": f"{form.item.id}:{number}"}
                shown = desk.post(tab(asked, element), sent)
                filled = next(one for one in shown.context["forms"] if one.item.id == form.item.id)
                del sent["use"]
                desk.post(
                    tab(asked, element),
                    sent | {f"{form.item.id}-kept": filled["kept"].value(), f"{form.item.id}-seen": filled["seen"].value()},
                )
                pressed += 1

    assert pressed > 15
    assert ChecklistAnswer.objects.exclude(seen_text="").count() > 8
    assert set(ChecklistAnswer.objects.values_list("said", flat=True)) == {""}


def _let_earshot_see_much(elm: Hub, asha: User, asked: Engagement) -> None:
    asked.decided_by, asked.decided_at = builders.make_post("Director"), "Cabinet"
    asked.decided_on, asked.what_is_fixed, asked.methods = builders.today(), "The money.", ["survey"]
    asked.access_budget = 100
    asked.promise(builders.today())
    asked.save()
    survey = builders.make_open_survey(elm, engagement=asked)
    builders.make_entry_point(survey, elm)
    heard = builders.make_voice(elm, response=builders.make_response(survey))
    builders.make_theme(asked, voices=[heard], by=asha)
    for outcome in ("did", "no"):
        said = builders.make_you_said(elm, engagement=asked)
        builders.make_we_did(said, by=asha, outcome=outcome, published=True)
        said.tellings.create(how="poster", told_on=builders.today(), by=asha)


def test_what_earshot_saw_is_taken_away_again_by_a_button(desk: Client, asked: Engagement) -> None:
    row = say(asked, "AU-P1", Said.YES, "", seen_text="Director decides.", seen_href="/x/")
    sent = untouched(asked, Element.AUDIENCE) | typed("AU-P1", was=row, said="yes", kept=sealed("Director decides.", "/x/"))

    page = desk.post(tab(asked), sent | {"drop": "AU-P1"})

    assert "Earshot could see" not in page.text
    assert next(one for one in page.context["forms"] if one.item.id == "AU-P1")["said"].value() == "yes"


@pytest.mark.parametrize("pressed", ["AU-P1:99", "AU-P1:x", "AU-P1:" + "9" * 5000, "AU-P1"])
def test_a_suggestion_that_is_there_no_more_says_so(desk: Client, asked: Engagement, pressed: str) -> None:
    page = desk.post(tab(asked), untouched(asked, Element.AUDIENCE) | {"use": pressed})

    assert "Earshot sees something else for AU-P1 by now." in page.text


# --- Who may ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("element", [*Element, "print", "begin-from"])
def test_another_hubs_checklist_is_not_there(cara: User, asked: Engagement, element: str) -> None:
    say(asked, "AU-P1", evidence="Of Elm.")
    stranger = sign_in(cara)
    address = f"/admin/checklist/{asked.pk}/{element}/"

    answers = [stranger.get(address), stranger.post(address, typed("AU-P1", said="no") | {"use": "AU-P1:0"})]

    assert [one.status_code for one in answers] == [404, 404]
    assert ChecklistAnswer.objects.get().said == "yes"


def test_who_may_only_look_reads_answers_and_has_no_form(ben: User, asked: Engagement) -> None:
    say(asked, "AU-P1", Said.PARTLY, "The cabinet member was told.")
    client = sign_in(ben)

    page = client.get(tab(asked)).text

    assert "The cabinet member was told." in page
    assert "AU-P1-said" not in page
    assert client.post(tab(asked), typed("AU-P1", said="no")).status_code in (302, 403)
    assert ChecklistAnswer.objects.get().said == "partly"


def test_what_two_hubs_ask_is_read_by_one_and_not_answered(desk: Client, elm: Hub, oak: Hub) -> None:
    both = builders.make_engagement(elm, oak, title="Both hubs")

    assert "AU-P1-said" not in desk.get(tab(both)).text
    assert desk.post(tab(both), typed("AU-P1", said="yes")).status_code == 404


@pytest.mark.parametrize("element", ["spaces", "1", "SPACE", "%00"])
def test_there_are_four_tabs_and_no_more(desk: Client, asked: Engagement, element: str) -> None:
    assert desk.get(tab(asked, element)).status_code == 404


def test_a_post_of_another_hub_is_not_offered(desk: Client, asked: Engagement, oak: Hub) -> None:
    foreign = builders.make_post("Manager of Oak", hub=oak)

    page = _save(desk, asked, **typed("AU-P1", owner=str(foreign.pk)))

    assert "Manager of Oak" not in page
    assert "Select a valid choice." in page


# --- Lists and paper ----------------------------------------------------------------------------------------------------------


def test_a_tab_costs_as_much_however_many_items_and_posts(
    desk: Client, asked: Engagement, elm: Hub, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(20):
        builders.make_post(f"Post {n}", hub=elm)
        CouncilItem.objects.create(code=f"AU-P+{n}", element="audience", when="planning", question=f"{n}?", since_on=builders.today())
    for one in lundy.items(element=Element.AUDIENCE):
        say(asked, one.id, owner=builders.make_post(f"Owner of {one.id}", hub=elm))

    with django_assert_max_num_queries(26):
        assert desk.get(tab(asked)).status_code == 200


def test_the_list_shows_four_words_and_costs_as_much_for_many(desk: Client, elm: Hub) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked_for:
            desk.get("/admin/checklist/")
        return len(asked_for)

    say(builders.make_engagement(elm, title="Question", stage=Stage.PLANNING), "AU-P1")
    cost()  # what a process remembers from its first page on
    of_one = cost()
    for n in range(23):
        say(builders.make_engagement(elm, title=f"Question {n}", stage=Stage.PLANNING), "AU-P1")

    page = desk.get("/admin/checklist/").text

    assert cost() == of_one
    assert page.count("Nobody said") == 24 * 3
    assert "1 yes, 5 open" in page


def test_the_paper_for_a_committee_has_everything(desk: Client, asked: Engagement, elm_manager: Post) -> None:
    say(asked, "AU-P1", Said.PARTLY, "Told, not heard.", owner=elm_manager, due_on=builders.today())

    page = desk.get(f"/admin/checklist/{asked.pk}/print/").text

    assert "Audience: not yet" in page
    assert "Space: nobody said" in page
    assert "Told, not heard." in page
    assert "Family hub manager, Elm, by" in page
    assert page.count("AU-P2") == 2  # open, and in its place
    assert "AU-A1" in page
    assert "<li>AU-A1" not in page  # afterwards has not come yet
