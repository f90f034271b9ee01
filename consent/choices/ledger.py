"""What was said about a purpose, by whom and how, and what stands."""

from django.db import models


class Decision(models.TextChoices):
    """What somebody said. All three are written down alike."""

    GRANTED = "granted", "Yes"
    REFUSED = "refused", "No"
    WITHDRAWN = "withdrawn", "Changed their mind"


class Stands(models.TextChoices):
    """What holds on a day. "Not known" is not yes."""

    GRANTED = "granted", "Yes"
    REFUSED = "refused", "No"
    WITHDRAWN = "withdrawn", "Changed their mind"
    RAN_OUT = "ran_out", "Yes, but its day is over: ask again"
    NOT_KNOWN = "not_known", "Not known: nobody has asked"


class Method(models.TextChoices):
    """How it was said. Each has its own proof (domain 5.2)."""

    WEB = "web", "On our website"
    PAPER = "paper", "On a signed form, with a scan"
    SHEET = "sheet", "On a sign-up sheet that we keep"
    SPOKEN = "spoken", "Said aloud, with a witness"
    REPLY = "reply", "In a reply to a message"


# A no and a change of mind need no proof, so their ways are said without it.
WITHOUT_PROOF: dict[str, str] = {
    Method.PAPER: "On paper",
    Method.SHEET: "On a sign-up sheet",
    Method.SPOKEN: "Said aloud",
    Method.REPLY: "In a reply to a message",
}


class GivenBy(models.TextChoices):
    """Who said it."""

    SELF = "self", "The person themselves"
    DECIDER = "decider", "Somebody who says that they may decide for them"


# What each message to a family is for, by its template: the key of a purpose. A message that is not named here does not leave (promise 6).
MAIL_IS_FOR: dict[str, str] = {
    "told_what_happened": "told",
    "take_part": "take_part",
    "panel_dates": "panel",
    "panel_message": "panel",
    "panel_papers": "panel",
    "panel_time_poll": "panel",
    "panel_question": "panel",
    "claim_paid": "expenses",
    "claim_back": "expenses",
}
# About what they said to us themselves, sent because they said it: it needs no purpose of its own, only that writing is safe.
MAIL_ABOUT_A_DECISION = frozenset({"consent_confirm", "address_changed"})
# People who came with a list gave their address to be on a panel: until they have decided anything, we write about that and nothing else.
MAIL_TO_UNKNOWN = frozenset({"panel"})


class UsedAs(models.TextChoices):
    """What something that rests on a yes is used as."""

    PAGE = "page", "On a page of ours"
    PICTURE = "picture", "As a picture or film of ours"
    SOCIAL = "social", "On social media"
    PRINTED = "print", "On paper that is out"
    PARTNER = "partner", "With a partner"


class TaskState(models.TextChoices):
    """Where calling something back stands."""

    OPEN = "open", "To be called back"
    DONE = "done", "Called back"
    COULD_NOT = "could_not", "Could not be called back"
