"""What is blacked out is taken out: it is in no page, file, row, look or trail, and nothing of a family goes out before somebody looked."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from consent.models import InformationExtractWords, InformationItem, InformationRequest
from core.models import Hub
from tests import builders
from tests.consent.information_people import OUT, SAID, asked, chosen, comment, decided, desk, finished, marked, request_, theme, thing
from tests.families import make_person
from tests.feedback.desk import words

__all__ = ["desk", "request_"]
pytestmark = pytest.mark.django_db


def _stored() -> str:
    """Return every cell of every table of the request, as it is stored, and of the looks and the trail."""
    tables = [name for name in connection.introspection.table_names() if "information" in name]
    found = []
    with connection.cursor() as cursor:
        for table in [*tables, "core_secondlook", "core_auditentry", "core_outboxitem"]:
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(cell) for row in cursor.fetchall() for cell in row]
    return "\n".join(found)


# --- What is blacked out --------------------------------------------------------------------------------------------------


def test_what_is_blacked_out_stands_in_no_page_file_or_row(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = theme(request_, elm, priya)
    decided(item, "part", priya, words=marked(item))
    assert "Quirinus" not in desk.get(reverse("information:extract", args=[request_.pk])).text, "not even in the draft"

    finished(request_, priya)

    pages = [reverse(f"information:{name}", args=[request_.pk]) for name in ("one", "extract", "print")]
    answers = [desk.get(page).content for page in (*pages, thing(request_))]
    answers += [desk.post(reverse("information:file", args=[request_.pk]), {"as": kind}).content for kind in ("text", "csv", "json")]
    for answer in answers:
        assert b"Quirinus" not in answer
        assert b"900717" not in answer
    assert OUT in answers[-3].decode()
    assert not any(word in _stored() for word in ("Quirinus", "900717"))
    for row in (*InformationItem.objects.all(), *InformationExtractWords.objects.all()):
        opened = f"{getattr(row, 'words', '')} {getattr(row, 'content', '')}"
        assert "Quirinus" not in opened, "nor for somebody with the keys"


def test_a_bar_is_equally_long_whatever_it_hides(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = theme(request_, elm, priya)
    decided(item, "part", priya, words=marked(item))
    page = desk.get(reverse("information:extract", args=[request_.pk])).text
    assert page.count("█████ [removed: personal data, section 40]") == 2
    assert "██████" not in page


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("[[Quirinus came with his buggy. Ring 07700 900717.", "A [[ has no ]] after it."),
        ("Quirinus]] came with his buggy. Ring 07700 900717.", "each [[ needs one ]]"),
        ("[[Quirinus [[came]] with]] his buggy. Ring 07700 900717.", "none stands inside another"),
        ("Quirinus [[ ]]came with his buggy. Ring 07700 900717.", "One pair of marks holds nothing."),
        ("[[Q]] came with his buggy. Ring 07700 900717.", "A word was changed."),
        ("Quirinus came with his buggy. Ring 07700 900717.", "Nothing is marked."),
    ],
)
def test_marks_that_do_not_fit_are_refused_and_nothing_typed_is_lost(
    desk: Client, request_: InformationRequest, elm: Hub, priya: User, typed: str, answer: str
) -> None:
    item = theme(request_, elm, priya)
    typed = item.words.replace(SAID, typed)
    said = {"words": typed, "decision": "part", "exemption": "40", "reason": "It names somebody."}
    page = desk.post(thing(request_), said, follow=True)
    assert answer in words(page)
    assert typed in page.text
    item.refresh_from_db()
    assert item.looked_at is None


@pytest.mark.parametrize(
    ("fields", "answer"),
    [
        ({"decision": ""}, "Choose what becomes of it."),
        ({"decision": "withhold", "exemption": ""}, "Choose the section"),
        ({"decision": "withhold", "exemption": "40", "reason": " "}, "Say why that section applies."),
        ({"decision": "withhold", "exemption": "21"}, "this is not published"),
        ({"decision": "withhold", "exemption": "99"}, "Select a valid choice"),
        ({"decision": "withhold", "exemption": "40", "reason": "a" * 3_000}, "at most 2000 characters"),
    ],
)
def test_a_refusal_names_its_section_and_says_why(
    desk: Client, request_: InformationRequest, elm: Hub, priya: User, fields: dict[str, str], answer: str
) -> None:
    item = theme(request_, elm, priya)
    said = {"words": item.words, "decision": "withhold", "exemption": "40", "reason": "Because."}
    assert answer in words(desk.post(thing(request_), said | fields, follow=True))


def test_a_name_marked_once_may_not_stand_elsewhere_in_the_same_text(request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = theme(request_, elm, priya, "Quirinus has a buggy. QUIRÍNUS likes it.")
    with pytest.raises(ValidationError, match="still stands elsewhere"):
        decided(item, "part", priya, words=item.words.replace("Quirinus", "[[Quirinus]]", 1))


def test_a_name_marked_in_one_thing_and_left_in_another_stops_the_answer_until_somebody_is_sure(
    request_: InformationRequest, elm: Hub, priya: User
) -> None:
    item = theme(request_, elm, priya)
    other = theme(request_, elm, priya, "The buggy of Quirinus again.")
    decided(item, "part", priya, words=marked(item))
    decided(other, "give", priya)
    with pytest.raises(ValidationError, match="“Quirinus” is blacked out, and stands in number 2"):
        finished(request_, priya)
    assert finished(request_, priya, is_sure=True).number_given == 1


def test_a_name_blacked_out_may_not_stand_in_what_was_asked_or_in_a_reason(elm: Hub, priya: User) -> None:
    request = asked(priya, words="What is held of Quirinus?")
    item = theme(request, elm, priya)
    decided(item, "part", priya, words=marked(item), reason="Quirinus is private.")
    with pytest.raises(ValidationError) as refused:
        finished(request, priya)
    assert "“Quirinus” is blacked out, and stands in what was asked." in refused.value.messages
    assert "“Quirinus” is blacked out, and stands in number 1 of the answer." in refused.value.messages


def test_brackets_of_the_text_itself_are_no_marks(request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = theme(request_, elm, priya, "A buggy [[see the map]].")
    assert "[[" not in item.words
    decided(item, "give", priya)
    assert finished(request_, priya).number_given == 1


# --- What may be of somebody ----------------------------------------------------------------------------------------------


def test_what_may_be_of_somebody_is_pointed_at_and_decided_by_nobody_but_a_person(
    desk: Client, request_: InformationRequest, elm: Hub, priya: User
) -> None:
    make_person(elm, "Zosia Zabka")
    said = "A buggy for zosia, at AS1 2BD. Write to jo@home.example or ring 01632 960123. Then Peter Pan Hook went home."
    builders.make_voice(elm, said)
    chosen(request_, "buggy", priya)
    page = desk.get(thing(request_)).text
    for pointed_at in ("zosia", "AS1 2BD", "jo@home.example", "01632 960123", "Then Peter Pan Hook"):
        assert f">{pointed_at}</mark>" in page, pointed_at
    assert ">home</mark>" not in page
    assert "Zabka" not in page, "who is known is not told, only what stands in the text"

    page = desk.post(thing(request_), {"words": said, "go": "look"}).text

    assert (
        "A buggy for [[zosia]], at [[AS1 2BD]]. Write to [[jo@home.example]] or ring [[01632 960123]]. [[Then Peter Pan Hook]] went home."
        in page
    )
    assert "suggested, and not saved" in page
    assert "[[" not in InformationItem.objects.get().words


def test_marks_that_were_typed_stay_when_more_are_suggested(desk: Client, request_: InformationRequest, elm: Hub, priya: User) -> None:
    item = comment(request_, elm, priya)
    page = desk.post(thing(request_), {"words": SAID.replace("his", "[[his]]"), "go": "look", "reason": "Kept."}).text
    assert "[[his]]" in page
    assert "[[07700 900717]]" in page
    assert "Kept." in page
    assert "A word was changed" in words(desk.post(thing(request_), {"words": "Other.", "go": "look"}))
    assert item.decision == "withhold"
