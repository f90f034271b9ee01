"""What people may ask of us about their data, in the words that families read: no law to know, no reason to give."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from consent.choices import RightKind

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Ask:
    """One thing to ask: `title` on its button, `then` what happens, `box` above the words: left out where nothing `must_say` them.

    Of what `is_asked_once` a second asking waits for nothing that the first does not wait for.
    """

    kind: str
    title: "StrOrPromise"
    then: "StrOrPromise"
    box: "StrOrPromise"
    must_say: bool = False
    is_asked_once: bool = False


_ANYTHING = _("Is there anything we should know? You can leave this out.")
ASKS: dict[str, Ask] = {
    RightKind.ACCESS: Ask(
        RightKind.ACCESS,
        _("Send me a copy of all you hold"),
        _("Somebody gathers what we hold about you, also outside this website, and gives it to you within a month."),
        _ANYTHING,
        is_asked_once=True,
    ),
    RightKind.CORRECTION: Ask(
        RightKind.CORRECTION,
        _("Put something right"),
        _("Somebody looks at it and tells you within a month what was put right."),
        _("What is wrong, and what is right?"),
        must_say=True,
    ),
    RightKind.OBJECTION: Ask(
        RightKind.OBJECTION,
        _("Stop using what you hold"),
        _("Somebody stops what can be stopped, and tells you within a month what they did and what they must go on with."),
        _("What shall we stop? You can leave this out."),
    ),
    RightKind.ERASURE: Ask(
        RightKind.ERASURE,
        _("Forget me"),
        _(
            "Within a month we delete all we do not have to keep, and tell you what stays, why, and until when."
            " Until then you can take it back."
        ),
        _ANYTHING,
        is_asked_once=True,
    ),
    RightKind.COMPLAINT: Ask(
        RightKind.COMPLAINT,
        _("Complain about how you use my data"),
        _("Within 30 days we tell you that we have it, and then what came of it."),
        _("What went wrong?"),
    ),
}
