"""The second look on the screens of what goes out to families: where it stands, giving it, sending it back."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest

from accounts.models import User
from core import second_look
from core.choices import LookState
from core.models import SecondLook, SelfCheck
from core.selectors.staff import colleagues_to_ask
from core.workbench import Act


def look_context(about: models.Model | None, digest: str, user: User) -> dict[str, Any]:
    """Return where the second look at a record stands and why this person may not give it. `digest` is of the words as they are now."""
    look = second_look.latest(about) if about else None
    is_current = look is not None and look.digest == digest
    waits = is_current and look is not None and look.state == LookState.ASKED
    return {
        "look": look,
        "look_waits": waits,
        "nobody_may": waits and look is not None and nobody_may_give(look),
        "look_is_old": look is not None and not is_current,
        "look_sent_back": look is not None and look.state == LookState.SENT_BACK,
        "is_agreed": is_current and look is not None and look.state == LookState.AGREED,
        "why_not_agree": second_look.why_not_agree(look, user, look.needs) if look and is_current else [],
    }


def colleague_asked(request: HttpRequest, user: User, *, writers: Iterable[User] = ()) -> User | None:
    """Return the colleague who was chosen, or None for anybody with the role. Raises Http404 for one who was not offered."""
    typed = request.POST.get("colleague", "")
    if not typed:
        return None
    chosen = next((one for one in colleagues_to_ask(user, writers=writers) if str(one.pk) == typed), None)
    if chosen is None:
        raise Http404
    return chosen


def nobody_may_give(look: SecondLook) -> bool:
    """Return whether a look waits for nobody: no colleague was named, nobody may check themselves, and whoever may has written in it."""
    if look.named_colleague_id or SelfCheck.objects.filter(needs=look.needs, stopped_at__isnull=True).exists():
        return False
    return second_look.somebody_who_may(look, look.asked_by) is None


class LookAct(Act):
    """Something done to the second look that waits. Say what it is about, and the digest of its words now."""

    def about(self) -> models.Model:
        """Return the record that is looked at, or 404."""
        raise NotImplementedError

    def digest(self) -> str:
        """Return the hash of the words as they are now."""
        raise NotImplementedError

    def look(self) -> SecondLook:
        """Return the second look that waits, at the very words on the screen that was answered."""
        look = second_look.latest(self.about())
        if look is None or look.state != LookState.ASKED:
            raise ValidationError(["No second look is waiting here any more."])
        if look.digest != self.digest() or self.request.POST.get("digest") != look.digest:
            raise ValidationError(["The words have changed since. Read them again, and ask for a new second look."])
        return look


class AgreeTo(LookAct):
    """Give the second look. `thanks` says what can be done now."""

    thanks = "Thank you. It can be published now."

    def act(self) -> str:
        """Agree."""
        second_look.agree(look=self.look(), by=self.me, needs=self.right)
        return self.thanks


class SendBackTo(LookAct):
    """Send it back with a remark."""

    def act(self) -> str:
        """Send back."""
        second_look.send_back(look=self.look(), by=self.me, remark=self.request.POST.get("remark", ""))
        return "Sent back with your remark."
