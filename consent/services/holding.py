"""Whoever ends records and whoever holds something back take turns, so that nothing goes in the moment in which it is held."""

from core.write_lock import take_turns

_TURN = 0x486F6C64  # a number that no other lock has


def wait_for_holds() -> None:
    """Wait inside a transaction until no colleague is placing a hold or ending something; who does so next waits for this transaction.

    Asked before holds are looked for, by who places one on a kind or a record as by who erases.
    """
    take_turns(_TURN)
