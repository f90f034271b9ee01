"""Queue handlers for tests that start real worker processes."""

import os
import time

from core import mail, outbox


@outbox.handler("tests.note")
def note(number: int, milliseconds: int) -> None:
    """Add a line to the file EARSHOT_NOTES, then take a while: a kill falls between the doing and the noting."""
    with open(os.environ["EARSHOT_NOTES"], "a", encoding="utf-8") as file:
        file.write(f"{number}\n")
    time.sleep(milliseconds / 1000)


@outbox.handler("tests.letter")
def letter(number: int) -> None:
    """Send a trial message to family number so-and-so."""
    mail.send("trial", to=f"family{number}@ashmere.example", context={"number": number})
