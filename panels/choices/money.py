"""What members of a panel get back, and what they are thanked with (domain reference 3.6 and 3.9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MoneyKind(models.TextChoices):
    """What a sum is for. All but a thank-you is so that nobody is left worse off for having come."""

    FARES = "fares", _("Fares")
    MILEAGE = "mileage", _("Miles by car")
    CHILDCARE = "childcare", _("Childcare")
    CARER = "carer", _("Somebody who cares for an adult meanwhile")
    DATA = "data", _("Phone and data")
    OTHER = "other", _("Something else")
    THANK_YOU = "thank_you", _("A thank-you")


# What is paid there and then: miles are worked out, so they are claimed.
AT_THE_MEETING = (MoneyKind.FARES, MoneyKind.CHILDCARE, MoneyKind.CARER, MoneyKind.DATA, MoneyKind.OTHER)


class ThanksIn(models.TextChoices):
    """How a panel thanks its members. Bank transfer is made by the council's own system, which alone knows where to."""

    NONE = "", "It thanks in words alone"
    CASH = "cash", "Cash"
    VOUCHER = "voucher", "Vouchers"
    BANK = "bank", "Bank transfer, by the council’s own system"


class GivenAs(models.TextChoices):
    """How a small sum changed hands."""

    CASH = "cash", "Cash"
    VOUCHER = "voucher", "Voucher"


class ClaimState(models.TextChoices):
    """Where a claim stands, as its claimant reads it."""

    DRAFT = "draft", _("Begun, and not sent yet")
    SENT = "sent", _("Sent: somebody looks at it")
    BACK = "back", _("Sent back: something is missing")
    CHECKED = "checked", _("Agreed: the money is on its way")
    PAID = "paid", _("Paid")
    PART_PAID = "part_paid", _("Paid in part")
    WITHDRAWN = "withdrawn", _("Taken back")
    REFUSED = "refused", _("You said no to a thank-you")


IN_HAND = frozenset({ClaimState.DRAFT, ClaimState.BACK})  # may still be changed
TO_ANSWER = frozenset({ClaimState.SENT, ClaimState.CHECKED})  # the clock runs
OWED = TO_ANSWER | {ClaimState.BACK}  # they asked for it; a draft is nothing that anybody asked for
WERE_PAID = frozenset({ClaimState.PAID, ClaimState.PART_PAID})
OVER = WERE_PAID | {ClaimState.WITHDRAWN, ClaimState.REFUSED}
