"""What an operator has still to set up, told from the machine's own settings."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Machine:
    """How an install runs. `started_as` is the address that `start_council` was given."""

    base_url: str
    started_as: str
    is_demo: bool
    database: str
    mail_backend: str
    worker_is_not_well: Sequence[str]


def why_machine_is_not_ready(machine: Machine) -> list[str]:
    """Return what keeps an install from serving families."""
    reasons = []
    if machine.started_as != machine.base_url:
        reasons.append(
            f"BASE_URL is {machine.base_url}, and the site was started as {machine.started_as}. Links and posters need both to be one."
        )
    if machine.is_demo:
        reasons.append("DEMO is on: every page says that this council is made up. Set DEMO=off.")
    if machine.database == "sqlite":
        reasons.append("The database is SQLite, which is for trying. Set DATABASE_URL to PostgreSQL (docs/guides/operators.md, 3).")
    return [*reasons, *machine.worker_is_not_well]


def what_machine_lacks(machine: Machine) -> list[str]:
    """Return what can wait, and should not wait long."""
    if machine.mail_backend.endswith(("console.EmailBackend", "DemoPostBackend")):
        return ["No e-mail leaves this machine: EMAIL_URL only prints or keeps it. Staff cannot be invited or sign in by code."]
    return []
