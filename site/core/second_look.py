"""Another pair of eyes before something goes out: four eyes, kept honest (security 5.9).

Who may look: another person who holds the right for that very record; a named colleague, by a single-use link that only they can use; or,
where the data protection officer gave leave and nobody else holds the right, the same person once a night has passed. Which of the three
it was is recorded, and never for quotes, photos, money or sharing is it the third.

    look = second_look.ask(about=answer, digest=digest(answer), by=asha, needs="we_did.publish", words=text)
    second_look.agree(look=look, by=dev, needs="we_did.publish")  # neither who asked nor a writer
    second_look.is_agreed(answer, digest(answer))  # False again as soon as a word changes
"""

import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import audit, outbox
from core.choices import LookMethod, LookState
from core.crypto import keyed_hash
from core.models import SecondLook, SelfCheck
from core.policy import rows_within_reach
from core.querysets import may
from core.role_table import kinds_that_may
from core.text import normalise

LINK_LASTS = timedelta(days=7)
LONGEST_REMARK = 2_000
WAIT_FOR_ONESELF = timedelta(hours=24)
NEVER_ONESELF = frozenset({"quote", "photo", "claim", "sharing", "information"})  # the resources for which nobody checks themselves
# Acts that take a second look, in the words of the data protection officer's screen.
ACTS = {"we_did.publish": "Publishing an answer to families", "theme.publish": "Ending what people talked about with a public line"}


# --- The rules ------------------------------------------------------------------------------------------------------------


def why_not_ask(*, by: User, colleague: User | None, writers: Iterable[User] = ()) -> list[str]:
    """Return why this colleague cannot be asked by name; nobody in particular can always be asked."""
    if colleague is None:
        return []
    if colleague.pk == by.pk:
        return ["Ask somebody else: a second look is another person’s."]
    if colleague.pk in {writer.pk for writer in writers}:
        return ["That colleague wrote some of it. Ask somebody who did not."]
    if not colleague.is_active or not colleague.roles.exists():
        return ["That colleague does not work with Earshot. Ask an administrator to invite them."]
    return []


def why_not_agree(look: SecondLook, user: User, needs: str, *, token: str = "", now: datetime | None = None) -> list[str]:
    """Return every reason why this person may not give this second look, in words for them; none when they may.

    `token` is the one in a named colleague's link. Raises ValueError when `needs` is not the right that was asked for: a typing slip.
    """
    if look.needs != needs:
        raise ValueError(f"This look needs {look.needs}, not {needs}.")
    now = now or timezone.now()
    if look.state != LookState.ASKED:
        return ["This has been looked at already, or its words have changed since. Ask for a new second look."]
    if not user.is_active:
        return ["Your account is closed."]
    if is_own(look, user):
        return _why_not_oneself(look, user, now)
    if _holds(user, look) or is_link_of(look, user, token, now=now):
        return []
    if token:
        return ["This link is for somebody else, has been used, or is older than seven days. Ask for a new one."]
    return ["Your role does not let you give a second look to this. Ask somebody who may publish for every hub it is about."]


def is_own(look: SecondLook, user: User) -> bool:
    """Return whether these are somebody's own words: they asked for the look, or wrote what is looked at."""
    return look.asked_by_id == user.pk or look.writers.filter(pk=user.pk).exists()


def _why_not_oneself(look: SecondLook, user: User, now: datetime) -> list[str]:
    """Return why somebody may not check their own words (DESIGN 3: only with leave, alone in the role, after 24 hours)."""
    did = "asked for this second look" if look.asked_by_id == user.pk else "wrote this"
    if look.needs.partition(".")[0] in NEVER_ONESELF:
        return [f"You {did} yourself, and for this nobody may check themselves. Ask somebody else."]
    if not SelfCheck.objects.filter(needs=look.needs, stopped_at__isnull=True).exists():
        return [f"You {did} yourself. Somebody else has to give it."]
    reasons = []
    if not _holds(user, look):
        reasons.append("Your role does not let you give a second look to this.")
    if other := somebody_who_may(look, user):
        reasons.append(f"{other} may give it: you can check your own words only where nobody else may.")
    if (ready_at := look.asked_at + WAIT_FOR_ONESELF) > now:
        reasons.append(f"Sleep on it. You can check your own words from {timezone.localtime(ready_at):%A %-d %B, %H:%M}.")
    return reasons


def why_not_allow_self(needs: str, *, by: User) -> list[str]:
    """Return why leave for self-checks cannot be given or stopped by this person for this act."""
    if not may(by, "second_look.allow_self"):
        return ["Only the data protection officer decides this."]
    if needs not in ACTS or needs.partition(".")[0] in NEVER_ONESELF:
        return ["Nobody may check themselves for this."]
    return []


def is_link_of(look: SecondLook, user: User, token: str, *, now: datetime) -> bool:
    """Return whether a link's token is this look's, is unused and in time, and is in the hands of the colleague it was made for."""
    return bool(
        token
        and look.token_hash
        and look.named_colleague_id == user.pk
        and now < look.asked_at + LINK_LASTS
        and hmac.compare_digest(look.token_hash, _hash(token))
    )


def _rows_about(look: SecondLook) -> "tuple[models.QuerySet[models.Model], str]":
    label, _, pk = look.about.partition(":")
    return apps.get_model(label)._default_manager.all(), pk


def _holds(user: User, look: SecondLook) -> bool:
    rows, pk = _rows_about(look)
    return rows_within_reach(rows, user, look.needs, to_change=True).filter(pk=pk).exists()


def somebody_who_may(look: SecondLook, user: User) -> User | None:
    """Return a colleague of this person whose role lets them give this look and who wrote none of it; None when nobody is left."""
    able = User.objects.filter(roles__kind__in=kinds_that_may(look.needs), is_active=True).exclude(pk=user.pk).distinct()
    return next((other for other in able.exclude(pk__in=look.writers.values("pk")).order_by("pk") if _holds(other, look)), None)


# --- The acts -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def ask(
    *,
    about: models.Model,
    digest: str,
    by: User,
    needs: str,
    colleague: User | None = None,
    words: str = "",
    writers: Iterable[User] = (),
) -> SecondLook:
    """Ask for a second look at a record as it stands, and write to the named colleague if there is one.

    An older question about the same record is withdrawn, for its words have changed. `words` is what the colleague is shown, `writers`
    are those who wrote it. Raises ValidationError with the reasons, and KeyError for a right that no role holds.
    """
    kinds_that_may(needs)
    writers = list(writers)
    if reasons := why_not_ask(by=by, colleague=colleague, writers=writers):
        raise ValidationError(reasons)
    name = audit.name_of(about)
    look = _asked(about=name, needs=needs, digest=digest, words=words, asked_by=by, asked_at=timezone.now(), named_colleague=colleague)
    look.writers.set(writers)
    if colleague is not None:
        look.token_hash = _hash(_token(look))
        look.save(update_fields=["token_hash"])
        outbox.put("core.write_to_second_looker", look.pk, expires_at=look.asked_at + LINK_LASTS)
    audit.record("core.second_look.ask", look, by=by, about=name, needs=needs, colleague=f"staff:{colleague.pk}" if colleague else "")
    return look


def _asked(**facts: Any) -> SecondLook:
    """Put the question in place of an older one. Of two people who ask at once the database lets one through."""
    SecondLook.objects.filter(about=facts["about"], state=LookState.ASKED).update(state=LookState.WITHDRAWN, token_hash="")
    try:
        with transaction.atomic():
            return SecondLook.objects.create(**facts)
    except IntegrityError:
        raise ValidationError(
            ["A colleague asked for a second look at the same moment. Theirs waits now; look at the page again."]
        ) from None


@transaction.atomic
def agree(*, look: SecondLook, by: User, needs: str, token: str = "") -> SecondLook:
    """Give the second look. Raises ValidationError with every reason against it."""
    return _settle(look, by, needs, token, LookState.AGREED, "")


@transaction.atomic
def send_back(*, look: SecondLook, by: User, remark: str, token: str = "") -> SecondLook:
    """Send it back with a remark for the colleague who asked. Whoever may agree may send back. Raises ValidationError."""
    remark = normalise(remark).strip()
    if not 0 < len(remark) <= LONGEST_REMARK:
        raise ValidationError([f"Say what should change, in at most {LONGEST_REMARK:,} letters, so that your colleague can mend it."])
    return _settle(look, by, look.needs, token, LookState.SENT_BACK, remark)


def _settle(look: SecondLook, by: User, needs: str, token: str, state: str, remark: str) -> SecondLook:
    look = SecondLook.objects.select_for_update().get(pk=look.pk)
    now = timezone.now()
    if reasons := why_not_agree(look, by, needs, token=token, now=now):
        raise ValidationError(reasons)
    look.method = _method(look, by)
    look.state, look.remark, look.looked_by, look.looked_at, look.token_hash = state, remark, by, now, ""
    look.save(update_fields=["state", "method", "remark", "looked_by", "looked_at", "token_hash"])
    verb = "core.second_look.agree" if state == LookState.AGREED else "core.second_look.send_back"
    audit.record(verb, look, by=by, about=look.about, needs=needs, method=look.method)
    return look


def _method(look: SecondLook, by: User) -> str:
    if is_own(look, by):
        return LookMethod.SELF_AFTER_A_DAY
    return LookMethod.ROLE if _holds(by, look) else LookMethod.NAMED


@transaction.atomic
def withdraw(*, look: SecondLook, by: User, is_over: bool = False) -> None:
    """Take the question back: its link stops working. Only who asked, unless what it is about `is_over`. Raises ValidationError."""
    look = SecondLook.objects.select_for_update().get(pk=look.pk)
    if look.state != LookState.ASKED or not (is_over or look.asked_by_id == by.pk):
        raise ValidationError(["Only the colleague who asked can take this back, and only while it waits."])
    look.state, look.token_hash = LookState.WITHDRAWN, ""
    look.save(update_fields=["state", "token_hash"])
    audit.record("core.second_look.withdraw", look, by=by, about=look.about)


@transaction.atomic
def allow_self(*, needs: str, by: User) -> None:
    """Let people who are alone in a role check themselves after 24 hours. The data protection officer's; raises ValidationError."""
    if reasons := why_not_allow_self(needs, by=by):
        raise ValidationError(reasons)
    leave, is_new = SelfCheck.objects.get_or_create(needs=needs, stopped_at=None, defaults={"allowed_by": by, "allowed_at": timezone.now()})
    if is_new:
        audit.record("core.second_look.allow_self", leave, by=by, needs=needs)


@transaction.atomic
def stop_allowing_self(*, needs: str, by: User) -> None:
    """Take the leave back; what was self-checked stays recorded as such. Raises ValidationError."""
    if reasons := why_not_allow_self(needs, by=by):
        raise ValidationError(reasons)
    for leave in SelfCheck.objects.select_for_update().filter(needs=needs, stopped_at=None):
        leave.stopped_by, leave.stopped_at = by, timezone.now()
        leave.save(update_fields=["stopped_by", "stopped_at"])
        audit.record("core.second_look.stop_self", leave, by=by, needs=needs)


# --- What is known --------------------------------------------------------------------------------------------------------


def is_agreed(about: models.Model, digest: str) -> bool:
    """Return whether a second person agreed to this record exactly as it stands, and nobody was asked or sent it back since."""
    look = latest(about)
    return look is not None and look.state == LookState.AGREED and hmac.compare_digest(look.digest, digest)


def latest(about: models.Model) -> SecondLook | None:
    """Return the last second look at a record, whatever became of it, with the people in it."""
    looks = SecondLook.objects.filter(about=audit.name_of(about)).select_related("asked_by", "looked_by", "named_colleague")
    return looks.order_by("-pk").first()


def waiting_for(user: User) -> list[SecondLook]:
    """Return the second looks that wait for this person: theirs by role, or asked of them by name; the longest waiting first."""
    asked = SecondLook.objects.filter(state=LookState.ASKED).select_related("asked_by").order_by("asked_at", "pk")
    mine: set[int] = set()
    kinds: dict[tuple[str, str], list[SecondLook]] = {}
    for look in (looks := list(asked.exclude(asked_by=user).exclude(writers=user))):
        if look.named_colleague_id == user.pk:
            mine.add(look.pk)
        kinds.setdefault((look.about.partition(":")[0], look.needs), []).append(look)
    for (label, needs), of_kind in kinds.items():  # one query for each kind of record
        rows = rows_within_reach(apps.get_model(label)._default_manager.all(), user, needs, to_change=True)
        asked_about = [look.about.partition(":")[2] for look in of_kind]
        pks = {str(pk) for pk in rows.filter(pk__in=asked_about).order_by().values_list("pk", flat=True)}
        mine |= {look.pk for look in of_kind if look.about.partition(":")[2] in pks}
    return [look for look in looks if look.pk in mine]


# --- The link -------------------------------------------------------------------------------------------------------------


def _token(look: SecondLook) -> str:
    """Return the link's token, made again from our key when the mail leaves: it stands in no table and no queue."""
    return keyed_hash("second look link", f"{look.pk}|{look.asked_at.isoformat()}|{look.named_colleague_id}")


def _hash(token: str) -> str:
    return keyed_hash("second look", token)


def link(look: SecondLook) -> str:
    """Return the address for the named colleague's mail. Good for seven days, once."""
    return settings.BASE_URL + reverse("second_look", args=[_token(look)])


def by_link(token: str) -> SecondLook | None:
    """Return the look that a link leads to, unless it was used."""
    return SecondLook.objects.filter(token_hash=_hash(token)).select_related("asked_by", "named_colleague").first()
