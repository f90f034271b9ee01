"""Which e-mail addresses may be a member of staff's. Pure: the facts come in, reasons go out, in words for staff."""

from collections.abc import Collection


def why_not_of_staff(email: str, *, domains: Collection[str]) -> list[str]:
    """Return why this address cannot be a member of staff's: its ending is none of `domains` (STAFF_EMAIL_DOMAINS).

    Where none is named any will do. With an address anywhere somebody could invite a second mailbox of their own, and be their own second
    pair of eyes (security 5.9).
    """
    endings = sorted({domain.lower().removeprefix("@") for domain in domains})
    if not endings or email.rpartition("@")[2].lower() in endings:
        return []
    listed = " or ".join(f"@{ending}" for ending in endings)
    return [
        f"Staff here have addresses that end in {listed}. Use the person’s work address. "
        "For partners with another ending, ask whoever runs Earshot to add it to STAFF_EMAIL_DOMAINS."
    ]


def mailbox_of(email: str) -> tuple[str, str]:
    """Return name and domain of the mailbox an address leads to: what follows a + is the holder's own to choose."""
    name, _, domain = email.strip().lower().rpartition("@")
    return name.partition("+")[0], domain
