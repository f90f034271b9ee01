"""A password, the code of an app, and whether they opened the door."""

import time

from allauth.mfa import app_settings
from allauth.mfa.totp.internal import auth
from django.test import Client

PASSWORD = "three quiet otters"
ENOUGH = 10  # seconds: to type six digits in a browser and send them, on a busy machine


def signed_in(client: Client) -> bool:
    """Return whether somebody is signed in here."""
    return "_auth_user_id" in client.session


def code_now(secret: str) -> str:
    """Return the six digits that an app shows in this half minute."""
    step = next(auth.yield_hotp_counters_from_time())
    return str(auth.format_hotp_value(auth.hotp_value(secret, step)))


def fresh_code(secret: str) -> str:
    """Return six digits that can still be typed and sent: just before they change, wait for the next ones, as people do."""
    left = app_settings.TOTP_PERIOD - time.time() % app_settings.TOTP_PERIOD
    if left < ENOUGH:
        time.sleep(left)
    return code_now(secret)
