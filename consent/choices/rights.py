"""What people may ask of us about their data, and what becomes of it (domain reference 5.6)."""

from django.db import models


class RightKind(models.TextChoices):
    """What somebody asks for."""

    ACCESS = "access", "A copy of what we hold"
    ERASURE = "erasure", "To be forgotten"
    OBJECTION = "objection", "To stop using what we hold"
    CORRECTION = "correction", "To put something right"
    COMPLAINT = "complaint", "A complaint about how we use data"


class HowReceived(models.TextChoices):
    """How it reached us. Said aloud counts as much as in writing."""

    DOOR = "door", "On their own page, with a code"
    FORM = "form", "On the public form"
    EMAIL = "email", "By e-mail"
    PHONE = "phone", "By phone"
    LETTER = "letter", "By letter"
    IN_PERSON = "person", "Face to face"


class HowIdentified(models.TextChoices):
    """How we know who asks. No copy of a paper is kept."""

    DOOR = "door", "They came in with a code sent to their own address"
    KNOWN = "known", "A colleague knows them, and spoke with them"
    PAPER = "paper", "They showed a paper; we kept no copy"
    CALLED_BACK = "called", "We rang the number that we had already"


class HowTold(models.TextChoices):
    """How a partner was told that somebody asked to be forgotten."""

    AGREED = "agreed", "By the way that the agreement names"
    EMAIL = "email", "By e-mail"
    PHONE = "phone", "By phone"
    LETTER = "letter", "By letter"
    IN_PERSON = "person", "Face to face"


class WhyPaused(models.TextChoices):
    """Why the clock stands still. Only these two stop it."""

    IDENTITY = "identity", "We asked who they are"
    CLARIFY = "clarify", "We asked what exactly they want to see"


class WhyLonger(models.TextChoices):
    """Why up to two more months are taken (Article 12(3))."""

    COMPLEX = "complex", "It is complex"
    MANY = "many", "They asked for several things"


class Verdict(models.TextChoices):
    """What was decided."""

    YES = "yes", "Yes, all of it"
    PARTLY = "partly", "In part"
    NO = "no", "No"


class WhyNotAll(models.TextChoices):
    """Why not, or not all. Each is a reason that the law knows; the words for the person are the officer's."""

    NOTHING_HELD = "nothing", "We hold nothing about them"
    NOT_THEM = "not_them", "We could not make sure that it is them"
    MUST_KEEP = "must_keep", "The law makes us keep it"
    OTHERS = "others", "It would tell of somebody else"
    SAFETY = "safety", "It could put somebody at risk"
    EXCESSIVE = "excessive", "It is manifestly unfounded or excessive"
    RIGHT_ALREADY = "right", "It is right as it stands"
    COMPELLING = "compelling", "We have compelling grounds to go on, which weigh more"
    PUBLIC_TASK = "public", "We need it for a task in the public interest"
    LEGAL_CLAIMS = "claims", "We need it for legal claims"
    NOT_UPHELD = "not_upheld", "We looked into it and did nothing wrong"


class PartVerdict(models.TextChoices):
    """What becomes of one part of a copy."""

    GIVE = "give", "Give it as it is"
    REDACT = "redact", "Give it with words taken out"
    HOLD_BACK = "hold", "Hold it back"
