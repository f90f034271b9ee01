"""Whoever is forgotten is taken out of what waits to be given; of what was given out they are told that it stays."""

from datetime import timedelta

import pytest

from accounts.models import User
from consent.models import InformationExtractWords, InformationItem, InformationRequest, InformationSearch, InformationStep
from consent.services import information_ending as ending
from consent.services import information_extract as extract
from consent.services import rights
from core import questions
from core.crypto import keyed_hash
from core.models import Hub
from feedback import provides as feedback
from feedback.models import Voice
from feedback.services import endings, own_answer, taking_down
from tests import builders
from tests.consent.information_people import another_officer, asked, chosen, decided, finished
from tests.families import make_person, make_rights_request

pytestmark = pytest.mark.django_db
NAME, EMAIL, PHONE = "Quirinus Canary", "quirinus.canary@family.example", "07700 900717"


@pytest.mark.parametrize("said", [f"A buggy for {NAME}.", f"A buggy, {EMAIL.upper()}.", f"A buggy, ring {PHONE}."])
def test_a_copy_that_names_somebody_forgotten_is_taken_off_and_others_stay(priya: User, elm: Hub, said: str) -> None:
    person = make_person(elm, NAME, email=EMAIL, phone=PHONE)
    builders.make_voice(elm, said)
    builders.make_voice(elm, "A buggy for Quirinus Other.")
    request = asked(priya)
    chosen(request, "buggy", priya)
    assert InformationItem.objects.count() == 2

    answers = questions.person_erase.answers(person_id=person.pk, today=builders.today())

    (left,) = InformationItem.objects.all()
    assert left.words == "A buggy for Quirinus Other."
    assert all("Freedom" not in kept.what for erased in answers for kept in erased.kept)


def test_a_first_name_that_is_a_word_takes_nothing_away_from_others(priya: User, elm: Hub) -> None:
    person = make_person(elm, "Will", email=EMAIL)
    builders.make_voice(elm, "A buggy will not fit.")
    request = asked(priya, words="What will you do about buggies?")
    chosen(request, "will", priya)

    erased = ending.forget_person(person_id=person.pk, today=builders.today())

    assert (erased.number_of_records, erased.kept) == (0, ())
    assert InformationItem.objects.count() == 1
    assert InformationSearch.objects.get().words == "will"


def test_a_name_that_was_looked_for_is_taken_out_and_that_somebody_looked_stays(priya: User, elm: Hub) -> None:
    person = make_person(elm, NAME)
    chosen(asked(priya), NAME, priya)
    ending.forget_person(person_id=person.pk, today=builders.today())
    assert InformationSearch.objects.get().words == ""


def test_what_was_given_out_stays_and_the_letter_says_so(priya: User, elm: Hub) -> None:
    person = make_person(elm, NAME)
    builders.make_you_said(elm, text=f"{NAME} asked for a buggy.")
    request = asked(priya)
    for item in chosen(request, "buggy", priya):
        decided(item, "give", priya)
    finished(request, priya)
    today = builders.today()
    wanted = make_rights_request(person, "erasure", how="door")
    rights.decide(request=wanted, verdict="yes", why="", answer="We have deleted it.", by=priya, today=today)

    rights.erase(request=wanted, by=priya, today=today)

    wanted.refresh_from_db()
    (said,) = [one for one in wanted.outcome if "Freedom of Information" in one["what"]]
    assert "we cannot call it back" in said["why"]
    assert str(today.year + 3) in said["until"]
    assert NAME in InformationExtractWords.objects.get().content


def test_a_comment_that_is_deleted_by_its_code_goes_from_what_waits_to_be_given(priya: User, elm: Hub) -> None:
    survey = builders.make_open_survey(elm)
    code = keyed_hash("receipt", "1")
    voice = builders.make_voice(elm, "A buggy.", response=builders.make_response(survey, receipt_hash=code))
    builders.make_voice(elm, "A buggy that stays.")
    chosen(asked(priya), "buggy", priya)

    gone = own_answer.delete(receipt_hash=code)

    assert not Voice.objects.filter(pk=voice.pk).exists()
    assert [item.words for item in InformationItem.objects.all()] == ["A buggy that stays."]
    assert not any("by law" in kept.what for kept in gone.kept)


def test_of_a_comment_that_was_given_out_the_family_is_told_before_and_after_it_deletes(priya: User, elm: Hub) -> None:
    survey = builders.make_open_survey(elm)
    code = keyed_hash("receipt", "2")
    response = builders.make_response(survey, receipt_hash=code)
    builders.make_voice(elm, "A buggy.", response=response)
    request = asked(priya)
    for item in chosen(request, "buggy", priya):
        decided(item, "give", priya)
    extract.ask_for_look(request=request, words="", by=priya)
    extract.agree(request=request, by=another_officer())
    finished(request, priya)

    before = own_answer.what_stays(response)
    gone = own_answer.delete(receipt_hash=code)

    for kept in (before, gone.kept):
        (said,) = [one for one in kept if one.what == "An answer we gave by law"]
        assert "We cannot call it back." in said.why
        assert said.until_on is not None
    assert not InformationItem.objects.exists(), "that it came from this comment is forgotten"


def test_what_was_chosen_for_an_answer_is_past_no_time_until_it_was_given(priya: User, elm: Hub) -> None:
    old = builders.make_response(builders.make_open_survey(elm), week="2015-W10")
    comment = builders.make_voice(elm, "A buggy, please.", week="2015-W10", response=old)
    today = builders.today()
    due = {code: feedback.what_is_due(code=code, counted_until=today) for code in ("comment_words", "anonymous_answers")}
    assert due == {"comment_words": [str(comment.pk)], "anonymous_answers": [str(old.pk)]}
    request = asked(priya)

    (item,) = chosen(request, "buggy", priya)

    waits = {code: feedback.what_is_due(code=code, counted_until=today) for code in due}
    assert waits == {"comment_words": [], "anonymous_answers": []}
    decided(item, "withhold", priya, exemption="41", reason="They told us in confidence.")
    finished(request, priya)
    assert {code: feedback.what_is_due(code=code, counted_until=today) for code in due} == waits, "they may ask for a review"
    InformationRequest.objects.update(received_on=today - timedelta(days=90), answered_on=today - timedelta(days=64))
    assert {code: feedback.what_is_due(code=code, counted_until=today) for code in due} == due
    InformationStep.objects.create(request=request, kind="review", on=today, by=priya)
    assert {code: feedback.what_is_due(code=code, counted_until=today) for code in due} == waits, "and while it lasts"


def test_comments_whose_words_have_ended_are_searched_no_more_and_break_nothing(priya: User, elm: Hub) -> None:
    gone, there = builders.make_voice(elm, "A buggy, please."), builders.make_voice(elm, "A buggy, too.")
    endings.end_words(gone.pk, builders.today())
    (item,) = chosen(asked(priya), "buggy", priya)
    assert item.key == str(there.pk)


def test_what_is_taken_down_after_it_was_chosen_waits_for_a_second_pair_of_eyes(priya: User, elm: Hub) -> None:
    did = builders.make_we_did(builders.make_you_said(elm, text="Ola asked for a buggy."), by=priya, published=True)
    request = asked(priya)
    item = next(one for one in chosen(request, "buggy", priya) if one.kind == "you_said")
    decided(item, "give", priya)

    taking_down.take_down(you_said=did.you_said, reason="names", by=priya, today=builders.today())

    item.refresh_from_db()
    assert (item.has_family_words, item.published_href, item.looked_by, item.decision) == (True, "", None, "withhold")
