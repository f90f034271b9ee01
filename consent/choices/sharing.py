"""What a sharing agreement is made of: data items, roles, bases, states (domain 5.5)."""

from django.db import models


class DataItem(models.TextChoices):
    """One item of data that can be shared. An export holds these and nothing else."""

    NAME = "name", "Name"
    EMAIL = "email", "E-mail address"
    PHONE = "phone", "Phone number"
    POST_ADDRESS = "post_address", "Post address"
    LANGUAGE = "language", "Language they read"
    CHANNEL = "channel", "How they like to be reached"
    SAFE = "safe", "Whether it is safe to write to them"
    HUB = "hub", "Their hub"
    IS_YOUNG = "is_young", "Whether they are under 18"
    ANSWERS = "answers", "Answers to ticked questions"
    COMMENTS = "comments", "What they said in their own words"
    BACKGROUND = "background", "Answers about ethnicity, disability or religion"
    MEMBERSHIP = "membership", "Which panel they belong to"
    ATTENDANCE = "attendance", "Which meetings they came to"
    NEEDS = "needs", "What they need to take part"


class PartyRole(models.TextChoices):
    """Who decides why and how data is used."""

    CONTROLLER = "controller", "Controller: decides for itself"
    JOINT = "joint", "Joint controller: we decide together"
    PROCESSOR = "processor", "Processor: only does what it is told"


class Basis(models.TextChoices):
    """The lawful basis (UK GDPR Article 6(1))."""

    CONSENT = "consent", "Consent, Article 6(1)(a)"
    CONTRACT = "contract", "Contract, Article 6(1)(b)"
    LEGAL = "legal", "Legal obligation, Article 6(1)(c)"
    VITAL = "vital", "Vital interests, Article 6(1)(d)"
    PUBLIC_TASK = "public_task", "Public task, Article 6(1)(e)"


class Special(models.TextChoices):
    """The condition for health, ethnicity and other special category data (Article 9(2))."""

    NONE = "", "No special category data"
    EXPLICIT = "explicit", "Explicit consent, 9(2)(a)"
    SOCIAL = "social", "Social protection law, 9(2)(b) and Schedule 1 paragraph 1"
    VITAL = "vital", "Vital interests, 9(2)(c)"
    PUBLIC = "public", "Substantial public interest, 9(2)(g) and Schedule 1 part 2"
    CARE = "care", "Health or social care, 9(2)(h) and Schedule 1 paragraph 2"
    STATISTICS = "statistics", "Statistics, 9(2)(j) and Schedule 1 paragraph 4"


class HowOften(models.TextChoices):
    """How often data is shared."""

    ONCE = "once", "Once"
    ASKED = "asked", "When a family asks for it"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every three months"
    YEARLY = "yearly", "Once a year"


class AgreementState(models.TextChoices):
    """Where an agreement stands on a day."""

    DRAFT = "draft", "Draft"
    SIGNED = "signed", "Signed, not in force yet"
    IN_FORCE = "in_force", "In force"
    REVIEW_DUE = "review_due", "Review due: nothing is shared"
    REPLACED = "replaced", "Replaced by a newer version"
    ENDED = "ended", "Ended"


class AgreementStepKind(models.TextChoices):
    """What happened to an agreement after it was signed."""

    REVIEWED = "reviewed", "Looked at again, unchanged"
    ENDED = "ended", "Ended"


SPECIAL_ITEMS = frozenset({DataItem.COMMENTS, DataItem.BACKGROUND, DataItem.NEEDS})
REMIND_DAYS = (60, 30, 7)
