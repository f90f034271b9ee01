"""How to reach somebody: one form for an e-mail address and for a phone number, so that the same one is known again.

What cannot be read is refused in words that say what to write; nothing is guessed. Numbers without a country are England's.
"""

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext

from core.text import normalise

REGION = "GB"
DIGITS_HERE = 10  # after the first 0, of nearly every number of this country
LONGEST_EMAIL = 254  # of all an address may have (RFC 3696, erratum 1690)


def as_email(typed: str) -> str:
    """Return an address as it is kept: without spaces around it, its host in small letters. Raises ValidationError."""
    address = normalise(typed).strip()
    try:
        if len(address) > LONGEST_EMAIL:
            raise ValidationError("")
        validate_email(address)
    except ValidationError:
        raise ValidationError(gettext("Write the whole e-mail address, such as name@example.org."), code="email") from None
    name, _, host = address.rpartition("@")
    return f"{name}@{host.lower()}"


def as_phone(typed: str) -> str:
    """Return a number as it is kept: `+441632960123`. Raises ValidationError for what nobody could ring."""
    try:
        number = phonenumbers.parse(normalise(typed), REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not _is_whole(number):
        raise ValidationError(
            "Write the whole phone number, such as 01632 960 123. From another country begin with + and its code.", code="phone"
        )
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _is_whole(number: phonenumbers.PhoneNumber) -> bool:
    """Return whether a number is as long as it has to be: half of one rings nobody.

    Possible, and not "valid": the list of ranges in use is older than the newest number, and lacks those kept for examples. Of ours a
    shorter one counts only when the list knows it (`0800 1111`), or the first half of a mobile's number would be one.
    """
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return False
    is_ours = number.country_code == phonenumbers.country_code_for_region(REGION)
    is_long = not number.italian_leading_zero and len(str(number.national_number)) == DIGITS_HERE
    return not is_ours or is_long or phonenumbers.is_valid_number(number)


def phone_as_read(kept: str) -> str:
    """Return a kept number as people here read it out: `01632 960 123`, one from abroad with its country."""
    try:
        number = phonenumbers.parse(kept, REGION)
    except phonenumbers.NumberParseException:
        return kept
    here = number.country_code == phonenumbers.country_code_for_region(REGION)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if here else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def email_key(typed: str) -> str:
    """Return what two spellings of one address share, empty when this is none: what a blind index is made of."""
    try:
        return as_email(typed).casefold()
    except ValidationError:
        return ""


def phone_key(typed: str) -> str:
    """Return what two spellings of one number share, empty when this is none: what a blind index is made of."""
    try:
        return as_phone(typed)
    except ValidationError:
        return ""
