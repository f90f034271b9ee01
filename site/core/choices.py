"""The states and kinds that the ground floor knows."""

from django.db import models


class Mode(models.TextChoices):
    """What ties an answer to a person (DESIGN promise 4). Frozen by trigger when a survey opens."""

    CODE_LINKED = "code", "Own code: families can come back with a code"
    UNLINKABLE = "unlinkable", "Unlinkable: nobody can find, change or delete an answer"


class HubKind(models.TextChoices):
    """What sort of place this is (domain reference 4.2-4.4)."""

    HUB = "hub", "Family hub"
    SPOKE = "spoke", "Spoke"
    NETWORK_SITE = "network", "Network site"
    OUTREACH = "outreach", "Outreach venue"


class HubStatus(models.TextChoices):
    """Whether families can go there."""

    PLANNED = "planned", "Planned"
    ACTIVE = "active", "Open to families"
    CLOSED = "closed", "Closed for good"


class RunBy(models.TextChoices):
    """Who runs the building."""

    COUNCIL = "council", "The council"
    PROVIDER = "provider", "A provider for the council"


class Weekday(models.IntegerChoices):
    """Monday is 0, as in Python."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"


class RoleKind(models.TextChoices):
    """What a member of staff may be here. Kinds add up; what each may do is `core/role_table.py`."""

    CONTENT_EDITOR = "content_editor", "Content editor"
    HUB_WORKER = "hub_worker", "Hub worker"
    HUB_MANAGER = "hub_manager", "Hub manager"
    PANEL_COORDINATOR = "panel_coordinator", "Panel coordinator"
    ENGAGEMENT_LEAD = "engagement_lead", "Engagement lead"
    ANALYST = "analyst", "Analyst"
    DECIDER = "decider", "Decider"
    FINANCE = "finance", "Finance"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    SAFEGUARDING_DEPUTY = "safeguarding_deputy", "Deputy safeguarding lead"
    DATA_PROTECTION_OFFICER = "data_protection_officer", "Data protection officer"
    ADMINISTRATOR = "administrator", "Administrator"


class LookState(models.TextChoices):
    """Where a second look stands."""

    ASKED = "asked", "Waiting for a second look"
    AGREED = "agreed", "Agreed by a second person"
    SENT_BACK = "sent_back", "Sent back"
    WITHDRAWN = "withdrawn", "Withdrawn"


class LookMethod(models.TextChoices):
    """Who gave the second look."""

    ROLE = "role", "Another person with the role"
    NAMED = "named", "A named colleague, by single-use link"
    SELF_AFTER_A_DAY = "self", "The same person, after 24 hours"


class OutboxState(models.TextChoices):
    """Where a queued act stands."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    DEAD = "dead", "Given up"
    STOPPED = "stopped", "Stopped before it left"


class HowChecked(models.TextChoices):
    """How an administrator made sure who was asking for a new second step."""

    RANG_BACK = "rang_back", "I rang them back on the number in the council's own directory"
    IN_PERSON = "in_person", "They stood in front of me and I know them, or saw their council pass"
    THEIR_MANAGER = "their_manager", "Their manager, whom I rang, confirmed it"


class ResetReason(models.TextChoices):
    """Why somebody needs a new second step."""

    LOST = "lost", "The phone or key is lost or broken"
    NEW_PHONE = "new_phone", "There is a new phone and the old one is gone"
    STOLEN = "stolen", "The phone or key was stolen"
    LOCKED_OUT = "locked_out", "It does not work and there are no recovery codes left"
