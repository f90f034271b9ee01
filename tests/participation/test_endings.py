"""What is written down about families is kept for a time: past it, and once the officer approved, the words go and the rest stays."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from consent.choices.retention import BY_CODE, Left
from consent.models import LegalHold
from consent.rules.retention import months_before
from consent.services import retention
from core import outbox, questions
from core.models import AuditEntry, Hub
from core.overtaken import Overtaken
from participation.choices import Stage
from participation.models import GroupSentence, LearningNote, PastFinding, PastReport, PastReportFile, Turnout, TurnoutCount
from participation.services import learning, past, reach
from participation.services.activities import Counted, write_down_who_came
from tests.builders import make_engagement, today
from tests.consent.retention_people import looked_at
from tests.participation.known import PDF, make_past_report
from tests.participation.reaching import count, make_activity, make_sentence

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def make_file(*hubs: Hub, added_on: date, title: str = "A summer") -> PastReportFile:
    report = make_past_report(*hubs, title=title)
    return PastReportFile.objects.create(report=report, kind="pdf", content=PDF, added_on=added_on)


def make_words(hub: Hub, *, held_on: date, **said: str) -> Turnout:
    by = User.objects.get_or_create(email="counts@ashmere.example")[0]
    turnout = count(make_activity(hub, held_on=held_on), by=by, people=12, groups={"fathers": 7})
    Turnout.objects.filter(pk=turnout.pk).update(**(said or {"went_well": "The breakfast."}))
    return Turnout.objects.get(pk=turnout.pk)


def make_note(*hubs: Hub, written_on: date) -> LearningNote:
    engagement = make_engagement(*hubs)
    return LearningNote.objects.create(engagement=engagement, prompt="needs", words="Nobody asked about buses.", written_on=written_on)


def due(code: str, day: date) -> list[str]:
    answers = [keys for keys in questions.retention_due.answers(code=code, counted_until=day) if keys is not None]
    assert len(answers) == 1, "one part of Earshot keeps it"
    return answers[0]


def which(code: str, *keys: Any) -> list[tuple[str, int]]:
    answers = [found for found in questions.retention_which.answers(code=code, keys=[str(key) for key in keys]) if found]
    return [(one.where, one.number) for found in answers for one in found]


def end_all(code: str, number: int, *, by: User) -> Any:
    """Approve what is due of a kind, let the worker end it, and return the certificate."""
    run = retention.approve(kind=BY_CODE[code], seen=looked_at(code, number), by=by, today=today())
    retention.carry_out(run, today())
    run.refresh_from_db()
    return run


@pytest.mark.parametrize(("code", "years"), [("past_report_files", 3), ("turnout_words", 3), ("learning_notes", 6), ("group_sentences", 3)])
def test_each_is_kept_for_some_years_and_not_a_day_less(code: str, years: int, elm: Hub, priya: User) -> None:
    last = months_before(today(), 12 * years)
    for on in (last, last + DAY):
        make_file(elm, added_on=on)
        make_words(elm, held_on=on)
        make_note(elm, written_on=on)
        make_sentence(make_engagement(elm), elm, agreed_on=on)

    assert len(due(code, last)) == 1
    assert end_all(code, 1, by=priya).number_done == 1
    assert due(code, last) == []
    assert len(due(code, today())) == 1


def test_the_file_of_a_past_report_goes_and_what_it_found_stays(elm: Hub, priya: User) -> None:
    make_file(elm, added_on=months_before(today(), 37))

    end_all("past_report_files", 1, by=priya)

    assert not PastReportFile.objects.exists()
    assert PastFinding.objects.filter(report=PastReport.objects.get()).exists()


def test_what_went_well_goes_and_how_many_came_stays(elm: Hub, priya: User, ben: User) -> None:
    turnout = make_words(elm, held_on=months_before(today(), 37), went_well="The breakfast.", to_change="Start at ten.")
    make_words(elm, held_on=months_before(today(), 37), went_well="", to_change="")

    end_all("turnout_words", 1, by=priya)

    stands = Turnout.objects.get(pk=turnout.pk)
    assert (stands.went_well, stands.to_change, stands.number_of_people) == ("", "", 12)
    assert TurnoutCount.objects.filter(turnout=turnout, number_of_people=7).exists()
    with pytest.raises(Overtaken):  # a page that was open meanwhile does not bring them back
        write_down_who_came(activity=turnout.activity, counted=Counted(people=12, went_well="The breakfast."), by=ben, seen=turnout.version)


def test_a_learning_note_goes_and_its_question_stays_where_it_stands(elm: Hub, priya: User) -> None:
    note = make_note(elm, written_on=months_before(today(), 73))

    end_all("learning_notes", 1, by=priya)

    note.engagement.refresh_from_db()
    assert not LearningNote.objects.exists()
    assert note.engagement.stage == Stage.OPEN


def test_a_draft_of_a_sentence_waits_until_its_question_is_closed(elm: Hub, priya: User) -> None:
    long_ago = months_before(today(), 37)
    draft: dict[str, Any] = {"agreed_on": None, "how_agreed": ""}
    make_sentence(make_engagement(elm), elm, **draft)
    closed = make_sentence(make_engagement(elm, stage=Stage.CLOSED, closed_on=long_ago), elm, **draft)

    assert due("group_sentences", long_ago) == [str(closed.pk)]
    end_all("group_sentences", 1, by=priya)

    assert GroupSentence.objects.count() == 1
    assert not GroupSentence.objects.filter(pk=closed.pk).exists()


def test_the_officer_reads_at_which_hubs_they_are(elm: Hub, oak: Hub) -> None:
    files = [make_file(elm, added_on=today()), make_file(elm, oak, added_on=today()), make_file(added_on=today())]
    notes = [make_note(elm, written_on=today()), make_note(elm, oak, written_on=today())]
    words, sentence = make_words(oak, held_on=today()), make_sentence(make_engagement(elm), elm)

    assert which("past_report_files", *(one.pk for one in files)) == [("Elm", 1), ("Several hubs", 1), ("The whole council", 1)]
    assert which("learning_notes", *(one.pk for one in notes)) == [("Elm", 1), ("Several hubs", 1)]
    assert which("turnout_words", words.pk) == [("Oak", 1)]
    assert which("group_sentences", sentence.pk) == [("Elm", 1)]


def test_one_that_is_held_back_stays(elm: Hub, priya: User) -> None:
    long_ago = months_before(today(), 73)
    held, other = make_note(elm, written_on=long_ago), make_note(elm, written_on=long_ago)
    retention.place_hold(
        name="Inquiry", reason="Asked for.", code="learning_notes", record=f"participation.LearningNote:{held.pk}", by=priya, today=today()
    )
    assert LegalHold.objects.get().record == str(held.pk)

    run = end_all("learning_notes", 2, by=priya)

    assert (run.number_done, run.left) == (1, {str(held.pk): Left.HELD})
    assert list(LearningNote.objects.values_list("pk", flat=True)) == [held.pk]
    assert not LearningNote.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("code", ["past_report_files", "learning_notes", "group_sentences"])
def test_what_is_held_back_is_not_deleted_by_staff_either(code: str, elm: Hub, asha: User, priya: User) -> None:
    file, note, sentence = make_file(elm, added_on=today()), make_note(elm, written_on=today()), make_sentence(make_engagement(elm), elm)
    retention.place_hold(name="Inquiry", reason="Asked for.", code=code, record="", by=priya, today=today())
    empty = {note.prompt: ""}
    acts: dict[str, list[Callable[[], object]]] = {
        "past_report_files": [
            lambda: past.remove_file(report=file.report, by=asha),
            lambda: past.delete_report(report=file.report, by=asha),
        ],
        "learning_notes": [lambda: learning.note_learning(engagement=note.engagement, notes=empty, by=asha)],
        "group_sentences": [lambda: reach.drop_sentence(sentence=sentence, by=asha)],
    }

    for act in acts[code]:
        with pytest.raises(ValidationError, match="holds this back"):
            act()

    assert PastReportFile.objects.exists()
    assert LearningNote.objects.get().words
    assert GroupSentence.objects.exists()
    for other in acts.keys() - {code}:
        acts[other][0]()


def test_the_trail_says_that_they_ended_and_nothing_of_what_they_said(elm: Hub, priya: User) -> None:
    make_words(elm, held_on=months_before(today(), 37), went_well="The wombat came.")

    end_all("turnout_words", 1, by=priya)
    outbox.drain()

    assert AuditEntry.objects.filter(verb="consent.retention.end").exists()
    assert "wombat" not in "".join(AuditEntry.objects.values_list("facts", flat=True)).lower()
