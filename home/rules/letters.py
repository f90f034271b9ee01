"""What may be wrong when a test letter does not arrive, and who mends it."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.choices import OutboxState

_PRINTED = "console.EmailBackend"
_DEMO = "DemoPostBackend"


@dataclass(frozen=True)
class LetterFacts:
    """How a test letter stands: the queue's item (None when it is tidied away), and how mail and worker are set up."""

    mail_backend: str
    mail_from: str
    worker_is_not_well: Sequence[str]
    state: str | None = None
    attempts: int = 0
    last_error: str = ""


def why_no_letter(facts: LetterFacts) -> list[str]:
    """Return what to look at, in words: what is wrong first, what to try when nothing is."""
    if facts.mail_backend.endswith(_DEMO):
        return ["This is the demonstration: letters do not leave it. Read yours under “Post” (/demo/post/)."]
    reasons = [f"{reason} Nothing leaves until then." for reason in facts.worker_is_not_well]
    if facts.mail_backend.endswith(_PRINTED):
        reasons.append("This machine prints letters where the worker runs, and sends none: EMAIL_URL is console:. Set a real one.")
    if facts.last_error:
        reasons.append(
            f"It was tried {facts.attempts} time{'s' if facts.attempts > 1 else ''}, and the mail server did not take it "
            f"({facts.last_error}). Look at EMAIL_URL and MAIL_FROM."
        )
    if facts.state == OutboxState.DONE and not reasons:
        reasons.append(
            f"It has left. Look among junk mail, and ask whoever looks after your e-mail to let {facts.mail_from} through. "
            "It can take some minutes."
        )
    return reasons or ["It is on its way. Look again in a minute."]
