"""An exception to a gate: a colleague agrees, families read why, and some things no exception is made for."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import User
from core.models import Hub, PostHolder, SecondLook
from feedback.models import Survey
from feedback.selectors.opening import problems_before_opening
from participation.choices import Gate, Stage
from participation.models import Engagement, GateOverride
from participation.rules import gates as rules
from participation.selectors.overrides import agreed_override
from participation.services.engagements import close_engagement, open_engagement
from participation.services.overrides import ask_for_override
from tests.builders import make_brand, make_engagement, make_post, make_survey, make_theme, today
from tests.cast import sign_in
from tests.participation.deciding import prepared

WHY = "The lease ends in May, so we ask before the checks are written down."


def words(page: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def page_of(engagement: Engagement, gate: str = Gate.OPENING) -> str:
    return reverse("engagement:exception", args=[engagement.pk, gate])


@pytest.fixture
def held_up(elm: Hub) -> Engagement:
    """A big decision that does not say in which meeting it is decided."""
    return prepared(elm, decided_at="")


def texts(survey: Survey) -> list[str]:
    return [problem.text for problem in problems_before_opening(survey)]


def agreed(engagement: Engagement, by: User, hana: User) -> GateOverride:
    ask_for_override(engagement=engagement, gate=Gate.OPENING, public_reason=WHY, by=by)
    override = GateOverride.objects.get()
    there = reverse("exception:agree", args=[override.pk])
    sign_in(hana).post(there, {"digest": SecondLook.objects.get().digest})
    return override


def test_a_refusal_offers_the_exception_and_says_what_it_costs(held_up: Engagement, asha: User) -> None:
    page = sign_in(asha).get(reverse("engagement:open", args=[held_up.pk]))

    assert "Say in which meeting it is decided." in words(page)
    assert "a colleague must agree, and families read why" in words(page)
    assert f'href="{page_of(held_up)}"' in page.text


def test_asked_agreed_opened_and_kept_for_everybody(held_up: Engagement, asha: User, hana: User) -> None:
    desk = sign_in(asha)
    asked = desk.post(page_of(held_up), {"public_reason": WHY, "colleague": ""}, follow=True)
    assert "It waits for a colleague to agree." in words(asked)
    assert "Opening “What should change at Elm?”" in words(asked)
    assert "Say in which meeting it is decided." in words(desk.post(reverse("engagement:open", args=[held_up.pk])))

    look = SecondLook.objects.get()
    theirs = sign_in(hana).get(page_of(held_up))
    assert WHY in words(theirs)
    sign_in(hana).post(reverse("exception:agree", args=[GateOverride.objects.get().pk]), {"digest": look.digest})
    assert "This rests on an exception." in words(desk.get(reverse("engagement:open", args=[held_up.pk])))
    desk.post(reverse("engagement:open", args=[held_up.pk]))

    held_up.refresh_from_db()
    assert held_up.stage == Stage.OPEN
    override = GateOverride.objects.get()
    assert override.used_at
    assert override.missing == ["Say in which meeting it is decided."]


def test_nobody_agrees_to_their_own_exception(held_up: Engagement, asha: User) -> None:
    ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=WHY, by=asha)
    override = GateOverride.objects.get()

    sign_in(asha).post(reverse("exception:agree", args=[override.pk]), {"digest": SecondLook.objects.get().digest})

    assert SecondLook.objects.get().state == "asked"
    with pytest.raises(ValidationError):
        open_engagement(engagement=held_up, by=asha)


def test_who_wrote_the_reason_agrees_to_it_neither_when_a_colleague_sends_it_again(held_up: Engagement, asha: User, hana: User) -> None:
    ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=WHY, by=asha)
    ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=WHY, by=hana)
    ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=WHY, by=hana)
    look = SecondLook.objects.latest("pk")

    sign_in(asha).post(reverse("exception:agree", args=[GateOverride.objects.get().pk]), {"digest": look.digest})

    assert agreed_override(held_up, Gate.OPENING) is None

    ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=f"{WHY} It is mine.", by=hana)
    look = SecondLook.objects.latest("pk")
    sign_in(asha).post(reverse("exception:agree", args=[GateOverride.objects.get().pk]), {"digest": look.digest})
    assert agreed_override(held_up, Gate.OPENING) is not None, "other words are not theirs"


def test_what_came_to_be_missing_since_is_not_covered(held_up: Engagement, asha: User, hana: User) -> None:
    agreed(held_up, asha, hana)
    Engagement.objects.update(what_is_fixed="")

    with pytest.raises(ValidationError, match="Say what is decided already") as refused:
        open_engagement(engagement=held_up, by=asha)

    assert len(refused.value.messages) == 1


def test_what_was_agreed_to_is_asked_anew_when_it_becomes_something_else(held_up: Engagement, asha: User, hana: User) -> None:
    agreed(held_up, asha, hana)
    assert agreed_override(held_up, Gate.OPENING)

    Engagement.objects.update(title="Something else altogether")
    assert agreed_override(Engagement.objects.get(pk=held_up.pk), Gate.OPENING) is None


def test_what_was_agreed_to_holds_for_a_month(held_up: Engagement, asha: User, hana: User) -> None:
    agreed(held_up, asha, hana)
    GateOverride.objects.update(asked_on=today() - timedelta(days=31))

    assert agreed_override(held_up, Gate.OPENING) is None


def test_what_opened_by_an_exception_can_be_asked(held_up: Engagement, elm: Hub, asha: User, hana: User) -> None:
    make_brand(safeguarding_phone="01632 960 001")
    survey = make_survey(elm, engagement=held_up)
    assert "“What should change at Elm?”: Say in which meeting it is decided." in texts(survey)

    agreed(held_up, asha, hana)
    assert texts(survey) == []
    open_engagement(engagement=held_up, by=asha)
    survey.refresh_from_db()
    assert texts(survey) == []

    Engagement.objects.update(stage=Stage.SENSE)
    survey.refresh_from_db()
    assert "Go a step back first." in texts(survey)[0]


def test_who_owns_it_elsewhere_agrees_to_no_exception(held_up: Engagement, oak: Hub, asha: User, cara: User) -> None:
    post = make_post("Head of asking", hub=oak)
    PostHolder.objects.create(post=post, user=cara, from_on=today())
    held_up.hubs.add(oak)
    Engagement.objects.update(owner=post)
    facts = {"gate": Gate.OPENING, "missing": ["x"], "public_reason": WHY, "asked_by": asha, "asked_on": today()}
    GateOverride.objects.create(engagement=held_up, **facts)

    assert Engagement.objects.wholly_within(cara, "engagement.edit").filter(pk=held_up.pk).exists()
    assert not GateOverride.objects.wholly_within(cara, "engagement.override").exists()


def test_a_reason_that_holds_a_telephone_number_is_not_put_before_everybody(held_up: Engagement, asha: User) -> None:
    with pytest.raises(ValidationError, match="Take it out"):
        ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=f"{WHY} Ring Ann on 07700 900123.", by=asha)


def test_an_exception_is_for_one_gate_and_used_once(held_up: Engagement, asha: User, hana: User) -> None:
    agreed(held_up, asha, hana)
    open_engagement(engagement=held_up, by=asha)
    make_theme(held_up, "Doors")

    with pytest.raises(ValidationError, match="“Doors” is still open"):
        close_engagement(engagement=held_up, by=asha)

    used_at = GateOverride.objects.get().used_at
    assert used_at
    Engagement.objects.filter(pk=held_up.pk).update(stage=Stage.PLANNING, opened_on=None)  # as if there were a way back
    with pytest.raises(ValidationError, match="Say in which meeting it is decided"):
        open_engagement(engagement=held_up, by=asha)
    assert GateOverride.objects.get().used_at == used_at
    assert Engagement.objects.get(pk=held_up.pk).stage == Stage.PLANNING


def test_closing_with_an_open_theme_takes_one_too(elm: Hub, asha: User, hana: User) -> None:
    engagement = make_engagement(elm)
    make_theme(engagement, "Doors")
    ask_for_override(engagement=engagement, gate=Gate.CLOSING, public_reason=WHY, by=asha)
    sign_in(hana).post(reverse("exception:agree", args=[GateOverride.objects.get().pk]), {"digest": SecondLook.objects.get().digest})

    close_engagement(engagement=engagement, by=asha)

    engagement.refresh_from_db()
    assert engagement.stage == Stage.CLOSED


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"who_acts": None}, "Nobody acts on what families say yet."),
        ({"answer_by_on": None}, "Say by which day families are answered."),
        ({"question": ""}, "Write the question in plain words."),
        ({"size_answers": {}}, "Say how heavy this decision is"),
    ],
)
def test_no_exception_lets_anybody_ask_into_the_void(held_up: Engagement, asha: User, missing: dict[str, Any], said: str) -> None:
    Engagement.objects.update(**missing)

    with pytest.raises(ValidationError, match=f"No exception is made for this: {said}"):
        ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=WHY, by=asha)

    page = words(sign_in(asha).get(page_of(held_up)))
    assert "No exception is made while this is missing" in page
    assert "Why can this not wait?" not in page


@pytest.mark.parametrize(
    ("reason", "said"),
    [("", "Say in a sentence or two"), ("Soon.", "Say in a sentence or two"), ("x" * 601, "has 601 letters")],
)
def test_a_reason_that_families_cannot_read_is_refused_and_kept(held_up: Engagement, asha: User, reason: str, said: str) -> None:
    page = sign_in(asha).post(page_of(held_up), {"public_reason": reason, "colleague": ""})

    assert said in words(page)
    assert reason in page.text
    assert not GateOverride.objects.exists()


def test_where_nothing_is_missing_no_exception_is_needed(elm: Hub, asha: User) -> None:
    assert rules.why_not_override([], public_reason=WHY) == ["Nothing is missing: no exception is needed."]
    assert "no exception is needed" in words(sign_in(asha).get(page_of(prepared(elm))))


def test_a_used_exception_is_like_stone(held_up: Engagement, asha: User, hana: User) -> None:
    override = agreed(held_up, asha, hana)
    open_engagement(engagement=held_up, by=asha)

    with pytest.raises(IntegrityError), transaction.atomic():
        GateOverride.objects.filter(pk=override.pk).update(public_reason="Nothing to see here.")


def test_sent_back_it_comes_with_a_remark_and_can_be_asked_again(held_up: Engagement, asha: User, hana: User) -> None:
    ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=WHY, by=asha)
    there = reverse("exception:send_back", args=[GateOverride.objects.get().pk])
    sign_in(hana).post(there, {"digest": SecondLook.objects.get().digest, "remark": "Say which meeting instead."})

    assert "Say which meeting instead." in words(sign_in(asha).get(page_of(held_up)))
    ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=f"{WHY} We say the meeting in March.", by=asha)
    assert GateOverride.objects.count() == 1


def test_another_hub_finds_neither_the_page_nor_the_look(held_up: Engagement, asha: User, cara: User) -> None:
    ask_for_override(engagement=held_up, gate=Gate.OPENING, public_reason=WHY, by=asha)
    theirs = sign_in(cara)

    assert theirs.get(page_of(held_up)).status_code == 404
    assert theirs.post(page_of(held_up), {"public_reason": WHY}).status_code == 404
    assert theirs.post(reverse("exception:agree", args=[GateOverride.objects.get().pk])).status_code == 404
    assert sign_in(asha).get(page_of(held_up, "sideways")).status_code == 404
