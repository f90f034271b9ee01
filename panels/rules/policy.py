"""What must hold before a panel's policy is put in force, and what it says in plain words (domain reference 3.6)."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from panels.choices.money import MoneyKind, ThanksIn
from panels.models import ExpensePolicy

NO_POLICY = "No policy is in force yet, so nobody can say what is paid. Write one under “What this panel pays”, and have it put in force."
FEWEST_WORDS_ON_BENEFITS = 40


def pounds(sum_of: Decimal) -> str:
    """Return a sum as people read it: £5, £12.50."""
    sum_of = Decimal(sum_of)
    return f"£{sum_of:,.0f}" if sum_of == sum_of.to_integral_value() else f"£{sum_of:,.2f}"


def why_not_put_in_force(policy: ExpensePolicy, *, on: date, today: date, before: ExpensePolicy | None) -> list[str]:
    """Return why a draft cannot be put in force from a day; `before` is the newest version that has one."""
    reasons = []
    if policy.in_force_from:
        reasons.append("It is in force already. Begin a new version to change it.")
    if on < today:
        reasons.append("A policy holds from today or a later day: what was claimed before stays as it was promised.")
    if before and before.in_force_from and on < before.in_force_from:
        reasons.append(f"Version {before.number} holds from {before.in_force_from:%-d %B %Y}. Choose that day or a later one.")
    if len(policy.benefits_words.strip()) < FEWEST_WORDS_ON_BENEFITS:
        reasons.append(
            "Say what money and vouchers can do to somebody’s benefits, and where they get advice. They read it before they accept."
        )
    return reasons


def pays(policy: ExpensePolicy, kind: str) -> bool:
    """Return whether a policy pays for a kind of thing at all. What stands under “something else” is looked at one by one."""
    return {
        MoneyKind.FARES: policy.pays_fares,
        MoneyKind.MILEAGE: bool(policy.pence_a_mile),
        MoneyKind.CHILDCARE: policy.childcare_an_hour is not None,
        MoneyKind.CARER: policy.pays_carer,
        MoneyKind.DATA: policy.pays_data,
        MoneyKind.THANK_YOU: policy.thank_you > 0,
    }.get(MoneyKind(kind), True)


def for_miles(policy: ExpensePolicy, miles: Decimal) -> Decimal:
    """Return what so many miles come to, in pounds and whole pence."""
    return (miles * Decimal(policy.pence_a_mile or 0) / 100).quantize(Decimal("0.01"))


def in_plain_words(policy: ExpensePolicy) -> list[str]:
    """Return what families read of a policy, a sentence each, in the language of the page."""
    told = [(policy.pays_fares, _("We pay your fares to get there and back."))]
    told.append((bool(policy.pence_a_mile), _("If you drive, we pay %(pence)sp for each mile.") % {"pence": policy.pence_a_mile}))
    if policy.childcare_an_hour is not None:
        hour = pounds(policy.childcare_an_hour)
        told.append((True, _("We pay for childcare, up to %(pounds)s an hour.") % {"pounds": hour}))
    told += [
        (policy.pays_carer, _("If you look after an adult, we pay somebody to be with them.")),
        (policy.pays_data, _("We pay for the phone or data you need to join in.")),
        (policy.thank_you > 0, _thanks_in_words(policy)),
        (
            policy.small_sum_limit > 0,
            _("Up to %(pounds)s you get at the meeting.") % {"pounds": pounds(policy.small_sum_limit)},
        ),
        (True, _("For the rest, tell us, and you get it within %(days)s working days.") % {"days": policy.pay_within_days}),
    ]
    return [words for is_so, words in told if is_so]


def _thanks_in_words(policy: ExpensePolicy) -> str:
    if policy.thanks_in == ThanksIn.VOUCHER:
        words = _("To say thank you, we give you a voucher of %(pounds)s for each meeting. You can say no to it.")
    else:
        words = _("To say thank you, we give you %(pounds)s for each meeting. You can say no to it.")
    return words % {"pounds": pounds(policy.thank_you)}
