"""Whom an engagement means to hear, who closes the gap and by when; and what a small group says of itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry, Hub, PostHolder
from core.overtaken import Overtaken
from participation.models import Aim, Engagement, GroupSentence
from participation.rules.reach import why_not_keep_sentence
from participation.selectors import reach as selectors
from participation.services.groups import begin
from participation.services.reach import keep_aim, keep_sentence
from tests.builders import make_engagement, make_post, today
from tests.cast import sign_in
from tests.participation.reaching import came, cell, group, make_aim, make_sentence, words


@pytest.fixture(autouse=True)
def five_groups(db: None) -> None:
    """A council looks for five groups from the beginning."""
    begin()


@pytest.fixture
def asked(elm: Hub, oak: Hub) -> Engagement:
    """The whole council asks, at both hubs."""
    return make_engagement(elm, oak, title="The garden")


# --- A group's own sentence -----------------------------------------------------------------------------------------------------


def test_where_a_number_is_not_shown_the_groups_own_sentence_stands(dev: User, asha: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    came(asked, elm, asha, fathers=3)
    came(asked, oak, asha, fathers=14)
    make_sentence(asked, elm, agreed_on=date(2026, 5, 3))

    assert [one.words for one in cell(dev, asked, elm).in_their_words] == ["We felt heard about the café."]
    assert cell(asha, asked, elm).in_their_words == (), "she reads the number"
    page = words(sign_in(dev).get(reverse("reach:one", args=[asked.pk])))
    assert "Agreed with them on 3 May 2026: “ We felt heard about the café. ”" in page


def test_a_sentence_is_shown_to_nobody_before_they_agreed(dev: User, asha: User, asked: Engagement, elm: Hub, oak: Hub) -> None:
    sentence = make_sentence(asked, elm, agreed_on=None, how_agreed="")

    assert list(selectors.sentences_of(asked)) == []
    assert sentence.words not in words(sign_in(dev).get(reverse("reach:one", args=[asked.pk])))
    GroupSentence.objects.update(agreed_on=today(), how_agreed="Read out.")
    assert list(selectors.sentences_of(asked)) == [sentence]


SENTENCES: list[tuple[dict[str, Any], str]] = [
    ({"words": " "}, "Write their sentence."),
    ({"how_agreed": ""}, "Say how they agreed"),
    ({"agreed_on": str(today() + timedelta(days=1))}, "That day has not come yet. Until they agree, leave it empty."),
    ({"words": "x" * 301}, "at most 300 characters"),
]


def test_a_sentence_stays_the_groups_whose_it_is_and_holds_no_number_to_ring(asha: User, elm: Hub) -> None:
    asked = make_engagement(elm)
    sentence = make_sentence(asked, elm, agreed_on=today())
    given = GroupSentence(engagement=asked, hub=elm, group=group("rural"), words=sentence.words, agreed_on=today(), how_agreed="x")
    given.pk = sentence.pk

    def why(row: GroupSentence) -> list[str]:
        return [one.text for one in why_not_keep_sentence(row, hubs=[elm], is_taken=False, before=sentence, today=today())]

    assert why(given) == ["These words are that group’s, at that hub. Write down another group’s own sentence."]
    sentence.words = "Ring us: 07700 900123."
    assert any("Take it out" in text for text in why(sentence))


@pytest.mark.parametrize(("post", "says"), SENTENCES, ids=[says for _, says in SENTENCES])
def test_a_sentence_says_what_it_needs_and_nothing_typed_is_lost(asha: User, elm: Hub, post: dict[str, Any], says: str) -> None:
    engagement = make_engagement(elm)
    typed = {"group": group().pk, "hub": elm.pk, "words": "We felt heard.", "agreed_on": str(today()), "how_agreed": "Read out."} | post

    page = sign_in(asha).post(reverse("reach:sentence", args=[engagement.pk]), typed)

    assert says in words(page)
    assert str(typed["words"]).strip() in page.text
    assert not GroupSentence.objects.exists()


def test_no_word_of_theirs_changes_after_they_agreed(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    sentence, address = make_sentence(engagement, elm), reverse("reach:sentence", args=[engagement.pk])
    typed = {
        "row_id": sentence.pk,
        "seen": selectors.mark_of_row(sentence),
        "group": sentence.group_id,
        "hub": elm.pk,
        "words": "All is well.",
        "how_agreed": "Read out.",
    }

    assert "so they agree anew" in words(sign_in(asha).post(address, {**typed, "agreed_on": str(today())}))
    sign_in(asha).post(address, {**typed, "agreed_on": ""})

    assert list(GroupSentence.objects.values_list("words", "agreed_on")) == [("All is well.", None)]


def test_a_day_that_was_emptied_in_between_carries_no_agreement_to_other_words(asha: User, elm: Hub) -> None:
    engagement, long_ago = make_engagement(elm), today() - timedelta(days=30)
    sentence = make_sentence(engagement, elm, agreed_on=long_ago)
    sentence.words, sentence.agreed_on = "All was wonderful.", None
    keep_sentence(sentence=sentence, by=asha)

    for day in (long_ago - timedelta(days=1), long_ago):
        sentence.agreed_on = day
        with pytest.raises(ValidationError) as refused:
            keep_sentence(sentence=sentence, by=asha)
        assert refused.value.message_dict["agreed_on"][0].startswith("They last agreed on")

    sentence.agreed_on = long_ago + timedelta(days=1)
    keep_sentence(sentence=sentence, by=asha)
    assert GroupSentence.objects.get().last_agreed_on == sentence.agreed_on


def test_a_slip_in_the_day_is_mended_and_makes_no_room_for_other_words(asha: User, elm: Hub) -> None:
    sentence = make_sentence(make_engagement(elm), elm, agreed_on=today())
    sentence.agreed_on = today() - timedelta(days=2)
    keep_sentence(sentence=sentence, by=asha)

    sentence.words, sentence.agreed_on = "All was wonderful.", today() - timedelta(days=1)
    with pytest.raises(ValidationError):
        keep_sentence(sentence=sentence, by=asha)


def test_they_may_take_it_back(asha: User, elm: Hub) -> None:
    engagement = make_engagement(elm)
    sentence = make_sentence(engagement, elm)

    sign_in(asha).post(reverse("reach:sentence", args=[engagement.pk]), {"row_id": sentence.pk, "drop": "1"})

    assert not GroupSentence.objects.exists()
    assert AuditEntry.objects.filter(verb="participation.group_sentence.drop").exists()


# --- Aims -----------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(asha: User) -> Client:
    return sign_in(asha)


def aim(hub: Hub, **fields: Any) -> dict[str, Any]:
    return {"group": group().pk, "hub": hub.pk, "aim_from": "20", "approach": "Saturday mornings.", **fields}


def test_an_aim_says_whom_how_and_who_closes_the_gap_by_when(desk: Client, elm: Hub) -> None:
    engagement, post = make_engagement(elm), make_post("Family worker", hub=elm)
    due = today() + timedelta(days=20)

    page = desk.post(
        reverse("reach:aim", args=[engagement.pk]),
        aim(elm, aim_to="30", plan="Ask at the barber’s.", owner=post.pk, due_on=str(due)),
        follow=True,
    )

    assert "Aim: 20 to 30. Not there yet." in words(page)
    assert "Ask at the barber’s. Family worker, Elm, by" in words(page)
    assert AuditEntry.objects.filter(verb="participation.aim.add", hub_id=elm.pk).exists()


AIMS: list[tuple[dict[str, Any], str]] = [
    ({"approach": " "}, "Say how you reach them"),
    ({"aim_from": "0"}, "Aim for at least 1, or leave it empty."),
    ({"aim_from": "-4"}, "greater than or equal to 0"),
    ({"aim_from": "9" * 30}, "less than or equal to"),
    ({"aim_to": "10"}, "An aim goes from a number up to a larger one."),
    ({"aim_from": "", "aim_to": "10"}, "An aim goes from a number up to a larger one."),
    ({"plan": "We ask."}, "A plan needs somebody who sees to it."),
    ({"plan": "We ask."}, "A plan needs a day. By when?"),
    ({"plan": "x" * 601}, "at most 600 characters"),
    ({"group": "0"}, "Select a valid choice"),
]


@pytest.mark.parametrize(("post", "says"), AIMS, ids=[says for _, says in AIMS])
def test_a_slip_in_an_aim_is_said_and_nothing_typed_is_lost(desk: Client, elm: Hub, post: dict[str, Any], says: str) -> None:
    typed = aim(elm) | post

    page = desk.post(reverse("reach:aim", args=[make_engagement(elm).pk]), typed)

    assert says in words(page)
    assert typed["approach"].strip() in page.text
    assert not Aim.objects.exists()


def test_two_aims_for_one_group_at_one_hub_cannot_be(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    first, address = make_aim(engagement, elm), reverse("reach:aim", args=[engagement.pk])
    assert "Saturday mornings, with breakfast." in desk.get(f"{address}?group={first.group_id}&hub={elm.pk}").text

    assert "There is an aim for this group at this hub already." in words(desk.post(address, aim(elm)))
    desk.post(address, aim(elm, row_id=first.pk, approach="At the football.", seen=selectors.mark_of_row(first)))

    assert list(Aim.objects.values_list("approach", flat=True)) == ["At the football."]
    desk.post(address, {"row_id": first.pk, "drop": "1"})
    assert not Aim.objects.exists()


def test_of_two_colleagues_the_second_reads_what_the_first_wrote(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    first, address = make_aim(engagement, elm), reverse("reach:aim", args=[engagement.pk])
    old = selectors.mark_of_row(first)
    Aim.objects.update(approach="At the barber’s.")

    page = desk.post(address, aim(elm, row_id=first.pk, approach="At the football.", seen=old))

    assert "A colleague changed this while you had it open." in words(page)
    assert "At the barber’s." in words(page)
    assert "At the football." in page.text
    assert Aim.objects.get().approach == "At the barber’s."
    mark = selectors.mark_of_row(Aim.objects.get())
    assert f'value="{mark}"' in page.text
    desk.post(address, aim(elm, row_id=first.pk, approach="At the football.", seen=mark))
    assert Aim.objects.get().approach == "At the football."


def test_an_aim_that_a_colleague_took_away_meanwhile_loses_no_typed_word(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    first, address = make_aim(engagement, elm), reverse("reach:aim", args=[engagement.pk])
    typed = aim(elm, row_id=first.pk, approach="At the football.", seen=selectors.mark_of_row(first))
    Aim.objects.all().delete()

    page = desk.post(address, typed)

    assert "A colleague took this away while you wrote." in words(page)
    assert "At the football." in page.text
    assert not Aim.objects.exists()
    assert 'name="row_id" value' not in page.text, "kept once more it is a new one"
    desk.post(address, typed | {"row_id": "", "seen": ""})
    assert Aim.objects.get().approach == "At the football."


def test_taking_away_what_is_gone_already_is_no_error_and_what_is_anothers_is_not_there(desk: Client, elm: Hub) -> None:
    engagement = make_engagement(elm)
    address = reverse("reach:aim", args=[engagement.pk])
    gone, other = make_aim(engagement, elm), make_aim(make_engagement(elm), elm)
    number = gone.pk
    gone.delete()

    assert "The aim is taken away." in words(desk.post(address, {"row_id": number, "drop": "1"}, follow=True))
    assert desk.post(address, {"row_id": other.pk, "drop": "1"}).status_code == 404
    assert Aim.objects.get() == other


def test_an_aim_that_changes_between_reading_and_keeping_is_held_by_the_service(elm: Hub, asha: User) -> None:
    first = make_aim(make_engagement(elm), elm)
    old = selectors.mark_of_row(first)
    Aim.objects.update(approach="At the barber’s.")

    with pytest.raises(Overtaken) as refused:
        keep_aim(aim=first, by=asha, seen=old)

    assert refused.value.theirs.approach == "At the barber’s."


def test_what_two_hubs_ask_is_seen_by_each_and_planned_by_who_may_change_it(asha: User, cara: User, asked: Engagement, elm: Hub) -> None:
    client = sign_in(asha)
    assert "The garden" in words(client.get(reverse("reach:one", args=[asked.pk])))
    assert "Set an aim" not in words(client.get(reverse("reach:one", args=[asked.pk])))

    assert client.post(reverse("reach:aim", args=[asked.pk]), aim(elm)).status_code == 404
    with pytest.raises(PermissionDenied):
        keep_aim(aim=Aim(engagement=asked, group=group(), hub=elm, approach="x"), by=asha)
    assert not Aim.objects.exists()


def test_the_owner_of_what_the_whole_council_asks_plans_it(asha: User, asked: Engagement, elm: Hub) -> None:
    owner = make_post("Participation worker", hub=elm)
    PostHolder.objects.create(post=owner, user=asha, from_on=today())
    Engagement.objects.update(owner=owner)

    sign_in(asha).post(reverse("reach:aim", args=[asked.pk]), aim(elm))

    assert Aim.objects.get().hub == elm


def test_another_hubs_reach_is_not_there(cara: User, elm: Hub) -> None:
    engagement, client = make_engagement(elm, title="Only of Elm"), sign_in(cara)
    make_aim(engagement, elm, approach="Only of Elm.")

    for name in ("one", "aim", "sentence"):
        assert client.get(reverse(f"reach:{name}", args=[engagement.pk])).status_code == 404
        assert client.post(reverse(f"reach:{name}", args=[engagement.pk]), aim(elm)).status_code == 404
    assert "Only of Elm" not in client.get(reverse("reach:index")).text
