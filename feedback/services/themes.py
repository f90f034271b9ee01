"""Making sense: put comments to themes, and bring each theme to an end that families can see."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import User
from core import audit, second_look
from core.models import SecondLook
from core.text import normalise
from feedback.choices import ThemeState
from feedback.models import Theme, ThemeMark, Voice
from feedback.rules import answering_back as rules
from feedback.rules.endings import why_not_sort
from participation.models import Engagement
from participation.services.holding import held

NEEDS = "theme.publish"
LONGEST_NAME = 120


@transaction.atomic
def make_theme(*, engagement: Engagement, name: str, by: User | None) -> Theme:
    """Make a theme, or return the one that has this name already (capitals do not count).

    Here as below, `by` is None when the system itself asks; who lacks the right gets PermissionDenied.
    """
    if by is not None and not Engagement.objects.visible_to(by, "theme.edit").filter(pk=engagement.pk).exists():
        raise PermissionDenied
    name = _fit_name(name)
    if known := Theme.objects.filter(engagement=engagement, name__iexact=name).first():
        return known
    try:
        with transaction.atomic():
            theme = Theme.objects.create(engagement=engagement, name=name)
    except IntegrityError:  # a colleague made it in the same moment
        return Theme.objects.get(engagement=engagement, name=name)
    audit.record("feedback.theme.make", theme, by=by)
    return theme


@transaction.atomic
def rename_theme(*, theme: Theme, name: str, by: User | None) -> None:
    """Give a theme another name. Raises ValidationError when it is empty, gives somebody away, or is another theme's of this engagement."""
    (theme,) = _held(theme, by=by)
    theme.name = _fit_name(name)
    taken = ValidationError({"name": [f"There is a theme “{theme.name}” already. Make this one part of it instead."]})
    if Theme.objects.filter(engagement=theme.engagement_id, name__iexact=theme.name).exclude(pk=theme.pk).exists():
        raise taken
    try:
        with transaction.atomic():
            theme.save(update_fields=["name"])
    except IntegrityError:  # a colleague was quicker with that name
        raise taken from None
    audit.record("feedback.theme.rename", theme, by=by)


def _fit_name(name: str) -> str:
    name = " ".join(normalise(name).split())
    if not name:
        raise ValidationError({"name": ["Give the theme a name."]})
    if reasons := rules.why_not_say_in_public(name) + rules.why_too_long(name, LONGEST_NAME):
        raise ValidationError({"name": reasons})
    return name


@transaction.atomic
def put_to_themes(*, voices: Sequence[Voice], themes: Sequence[Theme], by: User) -> int:
    """Put every comment to every theme; return how many marks are new. Saying it twice does no harm.

    Raises ValidationError for a comment whose words were deleted: what it was about stays as it was; and for a theme of another question.
    """
    _refuse_foreign(voices, by)
    refuse_without_words(voices)
    themes = lock_open_themes(themes, by=by, right="theme.edit")
    asked = Voice.objects.filter(pk__in=[voice.pk for voice in voices], survey__isnull=False).values_list("survey__engagement", flat=True)
    if reasons := rules.why_not_put_to(themes, asked=set(asked.order_by())):
        raise ValidationError(reasons)
    known = set(ThemeMark.objects.filter(voice__in=voices, theme__in=themes).values_list("voice_id", "theme_id"))
    marks = [ThemeMark(theme=theme, voice=voice, marked_by=by) for theme in themes for voice in voices if (voice.pk, theme.pk) not in known]
    ThemeMark.objects.bulk_create(marks, ignore_conflicts=True)
    for theme in themes:
        if count := sum(mark.theme_id == theme.pk for mark in marks):
            audit.record("feedback.theme.mark", theme, by=by, comments=count)
    return len(marks)


@transaction.atomic
def take_out_of_theme(*, voice: Voice, theme: Theme, by: User | None) -> None:
    """Take one comment out of a theme. Raises ValidationError when its words were deleted: nobody could put it back."""
    _refuse_foreign([voice], by)
    refuse_without_words([voice])
    deleted, _ = ThemeMark.objects.filter(theme=theme, voice=voice).delete()
    if deleted:
        audit.record("feedback.theme.unmark", theme, by=by, comments=1)


def _lock(*themes: Theme) -> list[Theme]:
    """Lock themes in one order, so that two people at work never wait for each other."""
    rows = {row.pk: row for row in Theme.objects.select_for_update().filter(pk__in=[t.pk for t in themes]).order_by("pk")}
    return [rows[theme.pk] for theme in themes]


def lock_open_themes(themes: Sequence[Theme], *, by: User | None, right: str) -> list[Theme]:
    """Return themes as they stand now, locked, so that none ends while something is put to it.

    Raises PermissionDenied when `by` does not reach one of them with this right, and ValidationError when one has ended.
    """
    themes = _lock(*themes)
    pks = {theme.pk for theme in themes}
    if by is not None and Theme.objects.visible_to(by, right).filter(pk__in=pks).count() != len(pks):
        raise PermissionDenied
    for theme in themes:
        if theme.state in {ThemeState.MERGED, ThemeState.HEARD}:
            raise ValidationError([f"“{theme.name}” is closed. Open it again first."])
    return themes


def _held(*themes: Theme, by: User | None, right: str = "theme.edit") -> list[Theme]:
    """Return the themes locked for this act. Raises PermissionDenied when `by` lacks the right at one of their hubs."""
    pks = {theme.pk for theme in themes}
    if by is not None and Theme.objects.wholly_within(by, right).filter(pk__in=pks).count() != len(pks):
        raise PermissionDenied
    return _lock(*themes)


def _refuse_foreign(voices: Sequence[Voice], by: User | None) -> None:
    """Raise PermissionDenied when `by` may not put one of these comments to themes."""
    pks = {voice.pk for voice in voices}
    if by is not None and Voice.objects.visible_to(by, "theme.edit").filter(pk__in=pks).count() != len(pks):
        raise PermissionDenied


def refuse_without_words(voices: Sequence[Voice]) -> None:
    """Raise ValidationError when the words of one of these comments were deleted, also since somebody's page was drawn."""
    if reasons := why_not_sort(Voice.objects.filter(pk__in=[voice.pk for voice in voices]).defer("text")):
        raise ValidationError(reasons)


@transaction.atomic
def merge_themes(*, theme: Theme, into: Theme, by: User | None) -> None:
    """Make one theme part of another: its comments move there. Raises ValidationError with every reason against it."""
    theme, into = _held(theme, into, by=by)
    if reasons := rules.why_not_merge(theme, into=into, has_you_said=theme.you_saids.exists()):
        raise ValidationError(reasons)
    already = ThemeMark.objects.filter(theme=into).values("voice")
    theme.marks.filter(voice__in=already).delete()
    moved = theme.marks.update(theme=into)
    if theme.has_lost_comments:
        Theme.objects.filter(pk=into.pk).update(has_lost_comments=True)
    theme.state, theme.merged_into = ThemeState.MERGED, into
    _save_without_a_line(theme)
    audit.record("feedback.theme.merge", theme, by=by, into=into.pk, comments=moved)


@transaction.atomic
def ask_to_take_no_further(*, theme: Theme, public_line: str, by: User, colleague: User | None = None) -> SecondLook:
    """Propose one public line to end a theme with (heard, not taken further, because), and ask somebody else to look at it.

    Raises ValidationError with every reason against it.
    """
    (theme,) = _held(theme, by=by)
    theme.public_line, theme.line_written_by = " ".join(normalise(public_line).split()), by
    _refuse_to_end(theme)
    theme.save(update_fields=["public_line", "line_written_by"])
    digest, words = rules.digest_of_line(theme), f"Heard, and not taken further, because: {theme.public_line}"
    return second_look.ask(about=theme, digest=digest, by=by, colleague=colleague, needs=NEEDS, words=words, writers=[by])


@transaction.atomic
def take_no_further(*, theme: Theme, by: User, today: date) -> None:
    """End a theme: from now on families read its line. Raises ValidationError without a second look at these very words."""
    (theme,) = _held(theme, by=by, right=NEEDS)
    _refuse_to_end(theme)
    if not second_look.is_agreed(theme, rules.digest_of_line(theme)):
        raise ValidationError(["Somebody else has to look at these very words first. Ask for a second look."])
    theme.state, theme.heard_on = ThemeState.HEARD, today
    theme.save(update_fields=["state", "heard_on"])
    audit.record("feedback.theme.take_no_further", theme, by=by)


def _refuse_to_end(theme: Theme) -> None:
    if reasons := rules.why_not_take_no_further(theme, public_line=theme.public_line, has_you_said=theme.you_saids.exists()):
        raise ValidationError(reasons)


@transaction.atomic
def reopen_theme(*, theme: Theme, by: User | None) -> None:
    """Open a theme again. Comments that moved when it was merged stay where they are now.

    Raises ValidationError when it is open, or what it is part of has closed.
    """
    engagement = held(theme.engagement, None)  # before the theme: who closes it and who reopens this wait for each other
    (theme,) = _held(theme, by=by)
    if reasons := rules.why_not_reopen(theme, engagement=engagement):
        raise ValidationError(reasons)
    before = theme.state
    theme.state, theme.merged_into = ThemeState.OPEN, None
    _save_without_a_line(theme)
    audit.record("feedback.theme.reopen", theme, by=by, before=before)


def _save_without_a_line(theme: Theme) -> None:
    """Save a theme's new standing; a line that stood for the old one goes."""
    theme.public_line, theme.line_written_by, theme.heard_on = "", None, None
    theme.save(update_fields=["state", "merged_into", "public_line", "line_written_by", "heard_on"])
