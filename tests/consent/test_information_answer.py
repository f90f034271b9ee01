"""An answer goes out when everything was looked at, words of families by two people, and is like stone from then on."""

import csv
import hashlib
import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent.models import InformationExtract, InformationExtractWords, InformationItem, InformationRequest
from consent.services import information as services
from consent.services import information_extract as extract_services
from core.models import Hub, SecondLook, SelfCheck
from tests.cast import sign_in
from tests.consent.information_people import (
    OUT,
    SAID,
    act,
    another_officer,
    chosen,
    comment,
    decided,
    desk,
    finished,
    marked,
    request_,
    theme,
    thing,
)
from tests.feedback.desk import words

__all__ = ["desk", "request_"]
pytestmark = pytest.mark.django_db


# --- Words of families ----------------------------------------------------------------------------------------------------


def test_words_of_a_family_do_not_go_out_before_somebody_looked(request_: InformationRequest, elm: Hub, priya: User) -> None:
    comment(request_, elm, priya)
    with pytest.raises(ValidationError, match="Nobody has looked at 1 yet"):
        finished(request_, priya)


def test_words_of_a_family_need_another_officer_who_decided_none_of_it(
    desk: Client, request_: InformationRequest, elm: Hub, priya: User
) -> None:
    item = comment(request_, elm, priya)
    decided(item, "part", priya, words=marked(item))
    with pytest.raises(ValidationError, match="A colleague who decided none of it"):
        finished(request_, priya)
    act(desk, request_, "ask")
    assert "Somebody else" in words(act(desk, request_, "agree")) or "ask somebody else" in words(act(desk, request_, "agree")).lower()

    quinn = another_officer()
    theirs = sign_in(quinn)
    assert f"{request_}: an answer with words of families waits for your look" in theirs.get("/admin/").text
    assert OUT in theirs.get(reverse("information:extract", args=[request_.pk])).text
    act(theirs, request_, "agree")

    assert "Finished." in words(act(desk, request_, "finish"))
    assert InformationExtract.objects.get().number_in_part == 1
    look = SecondLook.objects.get()
    assert look.words == "", "the look stays for good, so it holds no words"


def test_a_word_changed_after_the_look_needs_a_new_one(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = comment(request_, elm, priya)
    decided(item, "part", priya, words=marked(item))
    extract_services.ask_for_look(request=request_, words="", by=priya)
    quinn = another_officer()
    extract_services.agree(request=request_, by=quinn)
    decided(item, "part", priya, words=SAID.replace("Quirinus", "[[Quirinus]]"))
    assert "A colleague who decided none of it" in words(act(desk, request_, "finish"))
    extract_services.ask_for_look(request=request_, words="", by=priya)
    decided(item, "give", priya, words=SAID)
    with pytest.raises(ValidationError, match="Something has changed since"):
        extract_services.agree(request=request_, by=quinn)


def test_nobody_gives_the_second_look_to_what_they_decided_not_even_with_leave_and_a_day_later(
    request_: InformationRequest, elm: Hub, priya: User
) -> None:
    decided(comment(request_, elm, priya), "give", priya)
    extract_services.ask_for_look(request=request_, words="", by=priya)
    SelfCheck.objects.create(needs="information.give", allowed_by=priya, allowed_at=timezone.now())
    SecondLook.objects.update(asked_at=timezone.now() - timedelta(days=3))
    with pytest.raises(ValidationError, match="for this nobody may check themselves"):
        extract_services.agree(request=request_, by=priya)


def test_who_looks_may_send_it_back_with_a_remark(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = comment(request_, elm, priya)
    decided(item, "give", priya)
    act(desk, request_, "ask")
    theirs = sign_in(another_officer())
    assert "Say what should change" in words(act(theirs, request_, "send_back", remark=" "))
    act(theirs, request_, "send_back", remark="The buggy tells who it is.")
    page = words(desk.get(reverse("information:extract", args=[request_.pk])))
    assert "The buggy tells who it is." in page
    assert "A colleague who decided none of it" in page


def test_of_what_a_family_said_neither_hub_nor_week_goes_out(request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = comment(request_, elm, priya)
    decided(item, "withhold", priya)
    finished(request_, priya)
    (listed,) = json.loads(InformationExtractWords.objects.get().content)["items"]
    assert (listed["what"], listed["on"], listed["text"], listed["decision"]) == ("Words of a family", "", "", "Withheld")
    assert "Elm" not in json.dumps(listed)


# --- The answer -----------------------------------------------------------------------------------------------------------


def test_nobody_answers_without_having_looked(request_: InformationRequest, priya: User) -> None:
    with pytest.raises(ValidationError, match="Nobody has looked yet"):
        finished(request_, priya)


def test_the_letter_says_what_is_kept_back_and_where_to_complain(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = theme(request_, elm, priya)
    decided(item, "withhold", priya, exemption="36", reason="Staff must be able to think aloud.")
    act(desk, request_, "finish", words="The table is on page two.")
    for page in (reverse("information:print", args=[request_.pk]), reverse("information:extract", args=[request_.pk])):
        said = words(desk.get(page))
        assert "We hold 1 thing that answers it." in said
        assert "section 36 (conduct of public affairs)" in said
        assert "we weighed whether it is better for everybody" in said
        assert "Staff must be able to think aloud." in said
        assert "The table is on page two." in said
        assert "ask for an internal review" in said
        assert "the Information Commissioner: ico.org.uk" in said


def test_that_nothing_is_held_is_an_answer_too(desk: Client, request_: InformationRequest, priya: User) -> None:
    chosen(request_, "quokka", priya)
    act(desk, request_, "finish")
    assert "We looked for it and hold nothing of it." in words(desk.get(reverse("information:print", args=[request_.pk])))


def test_more_than_eighteen_hours_may_be_refused_as_a_whole_and_no_fewer(
    desk: Client, request_: InformationRequest, elm: Hub, priya: User
) -> None:
    comment(request_, elm, priya)
    assert "Section 12 is for more than 18 hours." in words(act(desk, request_, "finish", hours="18"))
    act(desk, request_, "finish", hours="40")
    page = words(desk.get(reverse("information:print", args=[request_.pk])))
    assert "about 40 hours" in page
    assert "(section 12)" in page
    assert "Words of a family" not in page
    assert not InformationItem.objects.exists(), "nothing of it was given, so nobody is told that it was"


def test_what_is_finished_is_frozen_and_its_checksum_is_that_of_the_file(
    desk: Client, request_: InformationRequest, elm: Hub, priya: User
) -> None:
    item = theme(request_, elm, priya)
    decided(item, "part", priya, words=marked(item))
    finished(request_, priya)
    extract = InformationExtract.objects.get()
    file = desk.post(reverse("information:file", args=[request_.pk]), {"as": "json"}).content
    assert hashlib.sha256(file).hexdigest() == extract.digest
    assert extract.digest in desk.get(reverse("information:print", args=[request_.pk])).text
    for sql in ("UPDATE consent_informationextract SET number_given = 9", "DELETE FROM consent_informationextract"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert InformationExtract.objects.get().number_given == 0
    kept = InformationExtractWords.objects.get()
    kept.content = kept.content.replace("buggy", "bike")
    kept.save()
    assert "These are not the words that were given out." in words(desk.get(reverse("information:extract", args=[request_.pk])))
    assert "bike" not in desk.get(reverse("information:print", args=[request_.pk]), follow=True).text


def test_after_it_is_finished_nothing_is_changed(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = theme(request_, elm, priya)
    decided(item, "give", priya)
    finished(request_, priya)
    for name, fields in (("search", {"words": "door"}), ("finish", {}), ("ask", {})):
        assert "This is answered already." in words(act(desk, request_, name, **fields))
    assert "This is answered already." in words(desk.post(thing(request_), {"words": "", "decision": "give"}, follow=True))
    assert "This is answered already." in words(desk.post(reverse("information:drop", args=[request_.pk, 1]), follow=True))
    with pytest.raises(ValidationError, match="answered already"):
        services.choose(request=request_, search=request_.searches.first(), ticked=["theme:1"], by=priya)  # type: ignore[arg-type]  # there is one


def test_no_cell_of_the_table_becomes_a_formula(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = theme(request_, elm, priya)
    decided(item, "withhold", priya, reason="=HYPERLINK(1)")
    finished(request_, priya)
    answer = desk.post(reverse("information:file", args=[request_.pk]), {"as": "csv"})
    text = answer.content.decode().lstrip("\ufeff")
    assert text.startswith('"'), "every cell stands in quotes, where a language parts them by a semicolon"
    assert list(csv.reader(io.StringIO(text)))[1][5] == "'=HYPERLINK(1)"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "Choose which kind of file." in words(desk.post(reverse("information:file", args=[request_.pk]), {"as": "exe"}))


def test_what_does_not_answer_the_request_is_taken_off(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    theme(request_, elm, priya)
    desk.post(reverse("information:drop", args=[request_.pk, 1]))
    assert not InformationItem.objects.exists()


@pytest.mark.parametrize("number", ["2", "999999999999999999999", "x"])
def test_a_thing_that_is_not_there_is_not_there(desk: Client, request_: InformationRequest, elm: Hub, priya: User, number: Any) -> None:
    theme(request_, elm, priya)
    assert desk.get(reverse("information:item", args=[request_.pk, number])).status_code == 404
