"""Passwords that anybody here would guess first."""

from django.core.exceptions import ValidationError

from accounts.models import User

# Words of this work; the council's own names join through the address of the person (UserAttributeSimilarityValidator).
GUESSABLE = ("earshot", "familyhub", "family hub", "family-hub", "council", "password", "startforlife", "safeguarding", "welcome")


class NotAboutUs:
    """Refuses a password that is mostly one of the words of this work (ASVS 6.2: a context word list)."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError when fewer than eight characters remain beside such a word."""
        low = password.casefold()
        for word in GUESSABLE:
            if word in low and len(low.replace(word, "")) < 8:
                raise ValidationError("This password is easy to guess here. Use three words that have nothing to do with work.")

    def get_help_text(self) -> str:
        """Say it before somebody tries."""
        return "Not made of words of this work, such as the name of this service."
