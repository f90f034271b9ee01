"""Making sense of comments: themes begin, grow, join and end where families can see it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import User
from core import second_look
from core.models import AuditEntry, Hub
from feedback.choices import ThemeState
from feedback.models import Theme, ThemeMark
from feedback.services import themes
from participation.choices import Stage
from participation.models import Engagement
from tests.builders import end_theme, make_engagement, make_open_survey, make_response, make_theme, make_voice, make_you_said, today


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_a_theme_is_made_once_whatever_its_capitals(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)

    first = themes.make_theme(engagement=engagement, name="  Doors   and ramps ", by=asha)

    assert first.name == "Doors and ramps"
    assert themes.make_theme(engagement=engagement, name="doors and RAMPS", by=asha) == first
    assert verbs() == ["feedback.theme.make"]


@pytest.mark.parametrize("name", ["", "   ", "Sam, 07700 900123"])
def test_a_theme_needs_a_name_that_names_nobody(elm: Hub, asha: User, name: str) -> None:
    with pytest.raises(ValidationError):
        themes.make_theme(engagement=make_engagement(elm), name=name, by=asha)


def test_several_comments_are_put_to_several_themes_and_twice_does_no_harm(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    doors, times = make_theme(engagement, "Doors"), make_theme(engagement, "Times")
    comments = [make_voice(elm, f"Comment {n}") for n in range(3)]

    assert themes.put_to_themes(voices=comments, themes=[doors, times], by=asha) == 6
    assert themes.put_to_themes(voices=comments, themes=[doors], by=asha) == 0

    assert doors.voices.count() == times.voices.count() == 3
    assert verbs() == ["feedback.theme.mark", "feedback.theme.mark"]


def test_a_comment_is_put_to_a_theme_of_what_it_answers(elm: Hub, asha: User) -> None:
    """Else a theme that nobody ever ends takes it, and what families were asked about closes over it."""
    survey = make_open_survey(elm, title="The closure")
    comment = make_voice(elm, response=make_response(survey))
    tea = make_theme(make_engagement(elm, title="Everyday"), "Tea")

    with pytest.raises(ValidationError, match="“Tea” is of “Everyday”, and some of these comments answer something else"):
        themes.put_to_themes(voices=[comment], themes=[tea], by=asha)

    assert not ThemeMark.objects.exists()


def test_the_trail_holds_counts_and_no_words(elm: Hub, asha: User) -> None:
    theme = make_theme(make_engagement(elm))
    themes.put_to_themes(voices=[make_voice(elm, "The door is heavy")], themes=[theme], by=asha)

    assert "door" not in AuditEntry.objects.get().facts
    assert '"comments":1' in AuditEntry.objects.get().facts


def test_a_comment_can_be_taken_out_again(elm: Hub, asha: User) -> None:
    comment = make_voice(elm)
    theme = make_theme(make_engagement(elm), voices=[comment], by=asha)

    themes.take_out_of_theme(voice=comment, theme=theme, by=asha)
    themes.take_out_of_theme(voice=comment, theme=theme, by=asha)

    assert not theme.voices.exists()
    assert verbs() == ["feedback.theme.unmark"]


def test_a_closed_theme_takes_no_comment(elm: Hub, asha: User) -> None:
    theme = end_theme(make_theme(make_engagement(elm)))

    with pytest.raises(ValidationError, match="Open it again first"):
        themes.put_to_themes(voices=[make_voice(elm)], themes=[theme], by=asha)


def test_merging_moves_the_comments_and_counts_none_twice(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    both, only = make_voice(elm, "Both"), make_voice(elm, "Only")
    doors = make_theme(engagement, "Doors", voices=[both, only], by=asha)
    ramps = make_theme(engagement, "Ramps", voices=[both], by=asha)

    themes.merge_themes(theme=doors, into=ramps, by=asha)

    doors.refresh_from_db()
    assert (doors.state, doors.merged_into) == (ThemeState.MERGED, ramps)
    assert set(ramps.voices.all()) == {both, only}
    assert ThemeMark.objects.count() == 2


def test_a_theme_with_a_you_said_is_not_merged_away(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    doors, ramps = make_theme(engagement, "Doors"), make_theme(engagement, "Ramps")
    make_you_said(elm, engagement=engagement).themes.add(doors)

    with pytest.raises(ValidationError, match="There is a You said about this theme"):
        themes.merge_themes(theme=doors, into=ramps, by=asha)


def test_a_theme_ends_with_one_public_line_that_somebody_else_looked_at_and_can_be_opened_again(elm: Hub, asha: User, dev: User) -> None:
    theme = make_theme(make_engagement(elm))

    look = themes.ask_to_take_no_further(theme=theme, public_line="  The park belongs\nto the parish. ", by=asha)
    second_look.agree(look=look, by=dev, needs=themes.NEEDS)
    themes.take_no_further(theme=theme, by=asha, today=today())
    theme.refresh_from_db()
    assert (theme.state, theme.public_line, theme.heard_on) == (ThemeState.HEARD, "The park belongs to the parish.", today())

    themes.reopen_theme(theme=theme, by=asha)
    theme.refresh_from_db()
    assert (theme.state, theme.public_line, theme.heard_on) == (ThemeState.OPEN, "", None)
    assert [verb for verb in verbs() if verb.startswith("feedback")] == ["feedback.theme.take_no_further", "feedback.theme.reopen"]


def test_a_theme_does_not_end_before_somebody_else_has_looked_at_these_very_words(elm: Hub, asha: User, dev: User) -> None:
    theme = make_theme(make_engagement(elm))
    look = themes.ask_to_take_no_further(theme=theme, public_line="The park belongs to the parish.", by=asha)

    with pytest.raises(ValidationError, match="Somebody else has to look"):
        themes.take_no_further(theme=theme, by=asha, today=today())
    with pytest.raises(ValidationError, match="Somebody else has to give it"):
        second_look.agree(look=look, by=asha, needs=themes.NEEDS)
    second_look.agree(look=look, by=dev, needs=themes.NEEDS)
    themes.ask_to_take_no_further(theme=theme, public_line="Words that nobody has looked at.", by=asha)

    with pytest.raises(ValidationError, match="Somebody else has to look"):
        themes.take_no_further(theme=theme, by=asha, today=today())


def test_two_people_who_name_a_theme_alike_at_once_meet_in_one(elm: Hub, asha: User, monkeypatch: pytest.MonkeyPatch) -> None:
    engagement = make_engagement(elm)
    first = make_theme(engagement, "Doors")
    monkeypatch.setattr(type(Theme.objects.all()), "first", lambda rows: None)  # the look before the making sees nothing yet

    assert themes.make_theme(engagement=engagement, name="Doors", by=None) == first


def test_a_theme_does_not_end_with_noted(elm: Hub, asha: User) -> None:
    theme = make_theme(make_engagement(elm))

    with pytest.raises(ValidationError, match="“Noted” is not a reason"):
        themes.ask_to_take_no_further(theme=theme, public_line="Noted.", by=asha)

    assert Theme.objects.get().state == ThemeState.OPEN


def test_a_theme_merged_while_somebody_read_the_list_takes_no_more_comments(elm: Hub, asha: User) -> None:
    engagement = make_engagement(elm)
    doors, ramps = make_theme(engagement, "Doors"), make_theme(engagement, "Ramps")
    as_it_was_read = Theme.objects.get(pk=doors.pk)
    themes.merge_themes(theme=doors, into=ramps, by=asha)

    with pytest.raises(ValidationError, match="“Doors” is closed"):
        themes.put_to_themes(voices=[make_voice(elm)], themes=[as_it_was_read], by=asha)

    assert not ThemeMark.objects.exists()


def test_somebody_else_s_themes_and_comments_are_out_of_reach_of_every_act(elm: Hub, asha: User, ben: User, cara: User) -> None:
    engagement, comment = make_engagement(elm), make_voice(elm)
    doors, ramps = make_theme(engagement, "Doors", voices=[comment], by=asha), make_theme(engagement, "Ramps")

    for stranger in (ben, cara):  # Ben only reads at Elm, Cara leads at Oak
        for act in (
            lambda by: themes.make_theme(engagement=engagement, name="New", by=by),
            lambda by: themes.put_to_themes(voices=[comment], themes=[ramps], by=by),
            lambda by: themes.take_out_of_theme(voice=comment, theme=doors, by=by),
            lambda by: themes.merge_themes(theme=doors, into=ramps, by=by),
            lambda by: themes.ask_to_take_no_further(theme=doors, public_line="The park belongs to the parish.", by=by),
            lambda by: themes.take_no_further(theme=doors, by=by, today=today()),
            lambda by: themes.reopen_theme(theme=doors, by=by),
        ):
            with pytest.raises(PermissionDenied):
                act(stranger)

    assert list(ThemeMark.objects.values_list("theme__name", flat=True)) == ["Doors"]
    assert set(Theme.objects.values_list("state", flat=True)) == {ThemeState.OPEN}


def test_a_foreign_comment_is_put_to_no_theme(elm: Hub, oak: Hub, asha: User) -> None:
    with pytest.raises(PermissionDenied):
        themes.put_to_themes(voices=[make_voice(elm), make_voice(oak)], themes=[make_theme(make_engagement(elm, oak))], by=asha)

    assert not ThemeMark.objects.exists()


def test_a_theme_of_two_hubs_is_ended_only_by_who_serves_both(elm: Hub, oak: Hub, asha: User) -> None:
    with pytest.raises(PermissionDenied):
        themes.ask_to_take_no_further(theme=make_theme(make_engagement(elm, oak)), public_line="The park is the parish’s.", by=asha)


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.LOOKED])
def test_no_theme_is_opened_again_below_what_families_read_as_answered(elm: Hub, asha: User, stage: str) -> None:
    engagement = make_engagement(elm, title="The garden")
    theme = end_theme(make_theme(engagement))
    Engagement.objects.filter(pk=engagement.pk).update(stage=stage, closed_on=today())

    with pytest.raises(ValidationError) as refused:
        themes.reopen_theme(theme=theme, by=asha)

    reason = "“The garden” is closed, and families read that they have been answered. Ask about this anew, in a question of its own."
    assert refused.value.messages == [reason]
    assert Theme.objects.get(pk=theme.pk).state == ThemeState.HEARD

    Engagement.objects.filter(pk=engagement.pk).update(stage=Stage.ANSWERING)
    themes.reopen_theme(theme=theme, by=asha)
    assert Theme.objects.get(pk=theme.pk).state == ThemeState.OPEN
