"""Why the council uses what it knows of families, and on which ground of the law. The council's officer decides; these are the words."""

from dataclasses import dataclass

from django.db import models


class Basis(models.TextChoices):
    """The lawful bases of UK GDPR Article 6 that a council uses here (domain 5.1)."""

    PUBLIC_TASK = "public_task", "Public task: it is our job by law (Article 6(1)(e))"
    LEGAL_DUTY = "legal_duty", "Legal duty: the law makes us (Article 6(1)(c))"
    CONTRACT = "contract", "Contract: something we agreed with the person (Article 6(1)(b))"
    CONSENT = "consent", "Consent: the person said yes, and may change their mind (Article 6(1)(a))"


class Special(models.TextChoices):
    """What lets us use facts about health, ethnicity, religion and the like (UK GDPR Article 9; domain 5.4)."""

    NONE = "", "None: no such facts are used"
    EXPLICIT = "explicit", "They said yes to this very thing (Article 9(2)(a), explicit consent)"
    EQUALITY = "equality", "Equal treatment (Article 9(2)(g), Data Protection Act 2018 Schedule 1 paragraph 8)"
    SOCIAL_PROTECTION = "social", "Duties of social protection (Article 9(2)(b), Schedule 1 paragraph 1)"
    STATISTICS = "statistics", "Statistics (Article 9(2)(j))"
    SAFEGUARDING = "safeguarding", "Protecting a child or adult at risk (Article 9(2)(g), Schedule 1 paragraph 18)"


class Audience(models.TextChoices):
    """Whom words are written for."""

    ADULTS = "adults", "Adults"
    YOUNG = "young", "Young people"


class UsedIn(models.TextChoices):
    """Where something is used or said."""

    EMAIL = "email", "E-mail"
    TEXT = "text", "Text message"
    PHONE = "phone", "Phone"
    POST = "post", "Letter"
    WEB = "web", "Our website"
    PRINT = "print", "On paper"
    SOCIAL = "social", "Social media"
    PRESS = "press", "Newspapers, radio or television"


class Holds(models.TextChoices):
    """Whether a right holds."""

    YES = "yes", "Yes"
    PARTLY = "partly", "In part"
    NO = "no", "No"


@dataclass(frozen=True)
class Right:
    """One right of a person, whether it holds on a basis, and what that means, in words for staff and families alike."""

    name: str
    holds: str
    means: str


_SEE = Right("See what we hold", Holds.YES, "They can ask for a copy. We answer within one month.")
_PUT_RIGHT = Right("Have it put right", Holds.YES, "If something is wrong, we put it right.")
_COMPLAIN = Right("Complain", Holds.YES, "To us, and to the Information Commissioner.")

# Domain 5.1, "effect on rights"; UK GDPR Articles 7(3), 15 to 17, 20 and 21. The council's officer decides what a single case comes to.
RIGHTS_OF: dict[str, tuple[Right, ...]] = {
    Basis.PUBLIC_TASK: (
        Right("Say no to it (object)", Holds.YES, "They can object. We stop unless we can show a strong reason, and we say which."),
        Right("Change their mind", Holds.NO, "Nobody was asked for a yes, so there is none to take back. They can object."),
        _SEE,
        _PUT_RIGHT,
        Right(
            "Have it erased", Holds.PARTLY, "When it is not needed any more, or when they objected and we have no strong reason to go on."
        ),
        Right("Take it elsewhere (portability)", Holds.NO, "This right does not come with a public task."),
        _COMPLAIN,
    ),
    Basis.LEGAL_DUTY: (
        Right("Say no to it (object)", Holds.NO, "The law makes us do it."),
        Right("Change their mind", Holds.NO, "Nobody was asked for a yes, so there is none to take back."),
        _SEE,
        _PUT_RIGHT,
        Right("Have it erased", Holds.NO, "Not while the law makes us keep it. Afterwards we erase it ourselves."),
        Right("Take it elsewhere (portability)", Holds.NO, "This right does not come with a legal duty."),
        _COMPLAIN,
    ),
    Basis.CONTRACT: (
        Right("Say no to it (object)", Holds.NO, "They can end what we agreed instead."),
        Right("Change their mind", Holds.NO, "They can end what we agreed instead."),
        _SEE,
        _PUT_RIGHT,
        Right("Have it erased", Holds.PARTLY, "When it is not needed any more for what we agreed."),
        Right("Take it elsewhere (portability)", Holds.YES, "They can have what they gave us in a file that other programs read."),
        _COMPLAIN,
    ),
    Basis.CONSENT: (
        Right("Change their mind", Holds.YES, "At any time, as easily as they said yes, and without a reason. We stop at once."),
        Right("Say no to it (object)", Holds.NO, "They need not: changing their mind does more."),
        _SEE,
        _PUT_RIGHT,
        Right("Have it erased", Holds.YES, "After they changed their mind we erase it. What is on paper already cannot be called back."),
        Right("Take it elsewhere (portability)", Holds.YES, "They can have what they gave us in a file that other programs read."),
        _COMPLAIN,
    ),
}
