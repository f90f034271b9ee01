"""We did: written, looked at by somebody else, published, and from then on corrected and never changed."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import User
from core import second_look
from core.choices import RoleKind
from core.models import AuditEntry, Hub, Post, SecondLook
from core.overtaken import Overtaken
from core.selectors.staff import colleagues_to_ask
from feedback.choices import Outcome, ThemeState, ToldHow
from feedback.models import Told, WeDid, YouSaid
from feedback.services import we_did as services
from feedback.services.told import note_told
from tests.builders import make_engagement, make_theme, make_voice, make_you_said, today
from tests.cast import give_role, make_user

DID = {"outcome": Outcome.DID, "text": "Thank you. The door is lighter now.", "what_changed": "A new door", "changed_on": today()}


def write(you_said: YouSaid, by: User, seen: int | None = None, **fields: Any) -> WeDid:
    return services.write_answer(you_said=you_said, seen_count=seen, by=by, today=today(), **(DID | fields))


def refuse(you_said: YouSaid, by: User, decided_by: Post) -> WeDid:
    return write(you_said, by, outcome=Outcome.NO, reason="It costs £9,000.", would_change_it="A grant.", decided_by=decided_by)


@pytest.fixture
def said(elm: Hub) -> YouSaid:
    return make_you_said(elm)


@pytest.fixture
def mel(elm: Hub) -> User:
    """Mel manages Elm, so may give Asha a second look."""
    mel = make_user("Mel")
    give_role(mel, RoleKind.HUB_MANAGER, elm)
    return mel


def look_and_publish(answer: WeDid, asha: User, mel: User) -> WeDid:
    look = services.ask_for_second_look(answer=answer, by=asha, today=today())
    second_look.agree(look=look, by=mel, needs=services.NEEDS)
    return services.publish_answer(answer=answer, by=asha, today=today())


def test_a_refusal_cannot_be_saved_without_a_reason(said: YouSaid, asha: User) -> None:
    with pytest.raises(ValidationError) as raised:
        write(said, asha, outcome=Outcome.NO)

    assert set(raised.value.message_dict) == {"reason", "decided_by", "would_change_it"}
    assert not WeDid.objects.exists()


def test_the_database_refuses_it_too(said: YouSaid, asha: User) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        WeDid.objects.create(you_said=said, outcome=Outcome.NO, text="No.", written_by=asha)
    with pytest.raises(DatabaseError), transaction.atomic():
        WeDid.objects.create(you_said=said, outcome=Outcome.PLANNED, text="Soon.", written_by=asha)


def test_a_changed_mind_leaves_no_stray_words(said: YouSaid, asha: User, head_of_early_help: Post) -> None:
    refuse(said, asha, head_of_early_help)

    answer = write(said, asha, seen=0)

    assert (answer.outcome, answer.reason, answer.would_change_it, answer.what_changed) == (Outcome.DID, "", "", "A new door")


def test_two_people_cannot_write_over_each_other(said: YouSaid, asha: User, mel: User) -> None:
    write(said, asha, text="Asha was first.")

    with pytest.raises(Overtaken):
        write(said, mel, text="Mel began before she saw it.")
    write(said, mel, seen=0, text="Mel read it and changed it.")
    with pytest.raises(Overtaken):
        write(said, asha, seen=0, text="Asha again.")

    assert WeDid.objects.get().text == "Mel read it and changed it."


def test_nothing_goes_out_without_a_second_look(said: YouSaid, asha: User) -> None:
    answer = write(said, asha)

    with pytest.raises(ValidationError, match="Somebody else has to look"):
        services.publish_answer(answer=answer, by=asha, today=today())

    said.refresh_from_db()
    assert said.published_on is None


def test_a_post_that_is_renamed_rewrites_no_answer(said: YouSaid, asha: User, mel: User, head_of_early_help: Post, client: Client) -> None:
    answer = refuse(said, asha, head_of_early_help)
    look_and_publish(answer, asha, mel)

    Post.objects.filter(pk=head_of_early_help.pk).update(title="Director of Savings")

    page = client.get(f"/you-said-we-did/{said.reference}/").text
    assert "Head of early help" in page
    assert "Director of Savings" not in page


def test_a_post_renamed_after_the_second_look_needs_a_new_one(said: YouSaid, asha: User, mel: User, head_of_early_help: Post) -> None:
    answer = refuse(said, asha, head_of_early_help)
    look = services.ask_for_second_look(answer=answer, by=asha, today=today())
    second_look.agree(look=look, by=mel, needs=services.NEEDS)
    Post.objects.filter(pk=head_of_early_help.pk).update(title="Director of Savings")

    with pytest.raises(ValidationError, match="Somebody else has to look"):
        services.publish_answer(answer=answer, by=asha, today=today())


def test_nobody_looks_at_their_own_words(said: YouSaid, asha: User) -> None:
    look = services.ask_for_second_look(answer=write(said, asha), by=asha, today=today())

    with pytest.raises(ValidationError):
        second_look.agree(look=look, by=asha, needs=services.NEEDS)


def test_nobody_who_wrote_a_word_of_it_looks_at_it(said: YouSaid, asha: User, mel: User, dev: User) -> None:
    write(said, asha)
    answer = write(said, mel, seen=0, text="Mel put it better.")
    look = services.ask_for_second_look(answer=answer, by=mel, today=today())

    with pytest.raises(ValidationError, match="You wrote this yourself"):
        second_look.agree(look=look, by=asha, needs=services.NEEDS)
    second_look.agree(look=look, by=dev, needs=services.NEEDS)

    assert asha not in colleagues_to_ask(mel, writers=answer.writers.all())
    assert services.publish_answer(answer=answer, by=asha, today=today()).published_at


def test_two_people_who_throw_it_away_or_publish_at_once_are_told(said: YouSaid, asha: User, mel: User) -> None:
    answer = write(said, asha)
    services.drop_answer(answer=WeDid.objects.get(), by=mel)

    for act in (
        lambda: services.drop_answer(answer=answer, by=asha),
        lambda: services.ask_for_second_look(answer=answer, by=asha, today=today()),
        lambda: services.publish_answer(answer=answer, by=asha, today=today()),
    ):
        with pytest.raises(ValidationError, match="thrown this answer away"):
            act()


def test_an_answer_published_meanwhile_is_not_thrown_away(said: YouSaid, asha: User, mel: User) -> None:
    as_it_was_read = write(said, asha)
    look_and_publish(WeDid.objects.get(), asha, mel)

    with pytest.raises(ValidationError, match="Families have read this answer"):
        services.drop_answer(answer=as_it_was_read, by=asha)


def test_a_text_changed_after_the_look_needs_a_new_one(said: YouSaid, asha: User, mel: User) -> None:
    answer = write(said, asha)
    look = services.ask_for_second_look(answer=answer, by=asha, today=today())
    second_look.agree(look=look, by=mel, needs=services.NEEDS)
    answer = write(said, asha, seen=0, text="Something nobody has looked at.")

    with pytest.raises(ValidationError, match="Somebody else has to look"):
        services.publish_answer(answer=answer, by=asha, today=today())


def test_words_sent_back_do_not_go_out_by_an_older_look(said: YouSaid, asha: User, mel: User) -> None:
    answer = write(said, asha)
    second_look.agree(look=services.ask_for_second_look(answer=answer, by=asha, today=today()), by=mel, needs=services.NEEDS)
    again = services.ask_for_second_look(answer=answer, by=asha, today=today())

    with pytest.raises(ValidationError, match="Somebody else has to look"):
        services.publish_answer(answer=answer, by=asha, today=today())
    second_look.send_back(look=again, by=mel, remark="The date is wrong.")
    with pytest.raises(ValidationError, match="Somebody else has to look"):
        services.publish_answer(answer=answer, by=asha, today=today())


def test_you_said_words_changed_after_the_look_need_a_new_one(said: YouSaid, asha: User, mel: User) -> None:
    answer = write(said, asha)
    look = services.ask_for_second_look(answer=answer, by=asha, today=today())
    second_look.agree(look=look, by=mel, needs=services.NEEDS)
    YouSaid.objects.update(text="Other words.")

    with pytest.raises(ValidationError, match="Somebody else has to look"):
        services.publish_answer(answer=answer, by=asha, today=today())


def test_what_is_not_fit_to_publish_is_not_sent_for_a_look(said: YouSaid, asha: User) -> None:
    answer = write(said, asha)
    YouSaid.objects.update(text="Sam on 07700 900123 said the door is heavy")
    answer.refresh_from_db()

    with pytest.raises(ValidationError, match="phone number"):
        services.ask_for_second_look(answer=answer, by=asha, today=today())

    assert not SecondLook.objects.exists()


def test_the_colleague_is_shown_every_word_that_goes_out(said: YouSaid, asha: User, head_of_early_help: Post) -> None:
    no: dict[str, Any] = {
        "outcome": Outcome.NO,
        "reason": "It costs £9,000.",
        "would_change_it": "A grant.",
        "decided_by": head_of_early_help,
    }
    look = services.ask_for_second_look(answer=write(said, asha, **no), by=asha, today=today())

    for words in (said.text, "No, because", "It costs £9,000.", "A grant.", "Head of early help"):
        assert words in look.words


def test_publishing_answers_the_themes_tells_people_and_is_written_down(elm: Hub, asha: User, mel: User) -> None:
    engagement = make_engagement(elm)
    theme = make_theme(engagement, voices=[make_voice(elm)], by=asha)
    said = make_you_said(elm, engagement=engagement)
    said.themes.add(theme)

    look_and_publish(write(said, asha), asha, mel)

    said.refresh_from_db()
    theme.refresh_from_db()
    assert said.published_on == today()
    assert theme.state == ThemeState.ANSWERED
    assert list(Told.objects.values_list("how", "told_on")) == [(ToldHow.PUBLIC_PAGE, today())]
    entry = AuditEntry.objects.get(verb="feedback.we_did.publish")
    assert said.reference in entry.facts
    assert "door" not in entry.facts


def test_a_published_answer_stays_as_families_read_it(said: YouSaid, asha: User, mel: User) -> None:
    answer = look_and_publish(write(said, asha), asha, mel)

    with pytest.raises(DatabaseError), transaction.atomic():
        WeDid.objects.filter(pk=answer.pk).update(text="It never was so.")
    with pytest.raises(DatabaseError), transaction.atomic():
        WeDid.objects.filter(pk=answer.pk).delete()
    with pytest.raises(ValidationError, match="Write a correction instead"):
        services.drop_answer(answer=answer, by=asha)


def test_a_correction_takes_the_place_of_the_answer_before(said: YouSaid, asha: User, mel: User) -> None:
    first = look_and_publish(write(said, asha), asha, mel)

    second = look_and_publish(write(said, asha, text="Thank you. Both doors are lighter now."), asha, mel)
    third = look_and_publish(write(said, asha, text="Thank you. All three doors are lighter now."), asha, mel)

    assert (second.supersedes, third.supersedes) == (first, second)
    assert Told.objects.count() == 3
    said.refresh_from_db()
    assert said.published_on == today()


def test_an_answer_nobody_has_read_can_be_thrown_away(said: YouSaid, asha: User) -> None:
    services.drop_answer(answer=write(said, asha), by=asha)

    assert not WeDid.objects.exists()
    assert AuditEntry.objects.filter(verb="feedback.we_did.drop").exists()


def test_it_is_kept_that_people_were_told_in_the_hub(elm: Hub, said: YouSaid, asha: User, mel: User) -> None:
    look_and_publish(write(said, asha), asha, mel)
    said.refresh_from_db()

    note_told(you_said=said, how=ToldHow.POSTER, told_on=today(), hub=elm, by=asha, today=today())

    assert Told.objects.filter(how=ToldHow.POSTER, hub=elm, by=asha).exists()
    assert AuditEntry.objects.get(verb="feedback.you_said.told").hub_id == elm.pk
    with pytest.raises(ValidationError, match="has not come yet"):
        note_told(you_said=said, how=ToldHow.POSTER, told_on=today() + timedelta(days=1), hub=elm, by=asha, today=today())


def test_nobody_is_told_of_an_answer_that_is_not_out(elm: Hub, said: YouSaid, asha: User) -> None:
    with pytest.raises(ValidationError, match="no published answer"):
        note_told(you_said=said, how=ToldHow.IN_PERSON, told_on=today(), hub=elm, by=asha, today=today())


def test_an_answer_is_out_of_reach_of_who_may_not_answer_there(elm: Hub, said: YouSaid, asha: User, ben: User, cara: User) -> None:
    answer = write(said, asha)

    for stranger in (ben, cara):  # Ben only reads at Elm, Cara leads at Oak
        for act in (
            lambda by: write(said, by, seen=0, text="Not mine to say."),
            lambda by: services.ask_for_second_look(answer=answer, by=by, today=today()),
            lambda by: services.publish_answer(answer=answer, by=by, today=today()),
            lambda by: services.drop_answer(answer=answer, by=by),
            lambda by: note_told(you_said=said, how=ToldHow.POSTER, told_on=today(), hub=elm, by=by, today=today()),
        ):
            with pytest.raises(PermissionDenied):
                act(stranger)

    assert WeDid.objects.get().text == DID["text"]
    assert not Told.objects.exists()
