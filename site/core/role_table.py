"""What each kind of role may do: one table of data that the code asks and the tests read.

A right is `thing.act`. Things of a hub are reached only where the role is held: at that hub, or at every hub when the role is for the
whole council. Roles add up and never take away. Source: security reference 5.9, amended for the spine (decision 0005):
a hub worker may put up a poster and read comments of their hub; only an engagement lead, hub manager or decider answers in public.
"""

from core.choices import RoleKind as R

_LOOK = {"rights.add", "hub.view", "service.view", "survey.view", "you_said.view", "engagement.view"}
_ASK = {
    "survey.add",
    "survey.edit",
    "survey.delete",
    "survey.open",
    "entry_point.add",
    "entry_point.edit",
    "entry_point.view",
    "engagement.edit",
}
_HEAR = {"voice.view", "theme.view", "theme.add", "theme.edit"}
# What families told us before. The file of a report may hold their words, so it opens for who acts on them alone.
_PAST = {"past_report.view"}
_KNOWN = _PAST | {"past_report.open"}
_REMEMBER = _KNOWN | {"past_report.add", "past_report.edit", "past_report.delete"}
# Whom a decision touches differently: whoever plans writes it, whoever decides signs it, and never what they wrote themselves.
_EQUALITY = {"equality.view", "equality.add", "equality.edit"}
_SIGN_EQUALITY = {"equality.view", "equality.sign"}
_TAKE_DOWN = {"you_said.take_down"}  # an answer that names a family comes off the public pages at once, without a second look
_EXCEPTION = {"engagement.override"}  # a second person agrees that a gate is passed without all that is asked; families read why
_ANSWER = {"you_said.add", "you_said.edit", "we_did.edit", "we_did.publish", "theme.publish"} | _TAKE_DOWN
# Large print, a signer, a call: holds how to reach a family, so only for those who act on it.
_FORMATS = {"format_request.view", "format_request.edit"}
_PEOPLE = {"person.view", "person.names"}  # who is who, by name; how to reach them is the coordinator's
_REACH = _PEOPLE | {"person.contact", "person.add", "person.edit", "person.merge", "person.import"}
_OPEN_FOR_A_REASON = {"person.view", "person.open"}  # by code, until a reason is given; the trail keeps it
# Consent and its proof. Purposes are the whole council's: who handles consent reads them, the officer alone changes them.
_CONSENT_LOOK = {"purpose.view", "consent.view"}
_CONSENT = _CONSENT_LOOK | {"consent.add"}
_PURPOSES = {"purpose.add", "purpose.edit", "purpose.publish"}
_PAGES = {"page.edit", "image.edit", "document.edit"}
_SAY_CLOSED = {"closure.say"}  # who stands before a cold building in the morning; it ends by itself
_CLOSE = _SAY_CLOSED | {"closure.edit"}  # holidays, planned closures, bank holidays
_ALERT = {"alert.edit"}  # goes out to families at once, so it needs who may publish
_CHECK = {"service.check"}  # "still right", and what families say is wrong: whoever works at the hub knows
_BRING_IN = {"service.import"}  # only where the role is for the whole council: a list names services of every hub
_POSTS = {"post.view", "post.add", "post.edit"}
_KEPT = {"retention.view"}  # how long things are kept: the data protection officer decides, and approves each deletion
_EDIT = _PAGES | _BRING_IN | _CLOSE | _CHECK
# What was done to hear families, and who came: whoever works at the hub writes it down, also of what the whole council asks.
_COUNT = {"turnout.view", "turnout.add", "turnout.edit"}
_REACHED = {"reach.view"}  # who was heard of whom: in bands, and hidden from who does not read what families wrote
_AIM = _REACHED | {"reach.edit"}
# Whom the council looks for is one list for everybody: only a lead for the whole council changes it.
_GROUPS = {"priority_group.view", "priority_group.edit"}
# Panels: who looks after one does everything with its people; whoever leads or decides there sees what it is, meets and says.
_PANELS_LOOK = {"panel.view", "meeting.view"}
_PANELS = _PANELS_LOOK | {"panel.add", "panel.edit"}
_MEMBERS = {
    "member.view",
    "member.add",
    "member.edit",
    "interest.view",
    "interest.edit",
    "meeting.add",
    "meeting.edit",
    "claim.view",
    "claim.edit",
}
# What members were helped with, apart from their page: who looks after the panel, and who acts on worries. Each reading is written down.
_SUPPORT = {"support_log.view", "support_log.add"}
_LISTEN = _ASK | _HEAR | _ANSWER | _FORMATS | _EXCEPTION | _COUNT | _AIM | _REMEMBER | _EQUALITY
# The quarterly return holds how many of a panel are what, as counted: for who sees to it for the whole council (decision 0068).
_RETURN = {"quarter_return.view"}
_SEE_TO_RETURN = _RETURN | {"quarter_return.edit", "quarter_return.sign"}
_OWN_STAFF = {"staff.view", "staff.invite", "staff.edit"}

# What is asked under the Freedom of Information Act: all that is held is searched, so the officer alone does it.
_INFORMATION = {"information.view", "information.edit", "information.give"}
_SHARING = {"sharing.view"}  # agreements with partners: the lead drafts, the data protection officer signs, and never their own
_SAFEGUARDING = (
    _LOOK
    | _TAKE_DOWN
    | _OPEN_FOR_A_REASON
    | _SHARING
    | _PANELS_LOOK
    | _SUPPORT
    | {"voice.view", "audit.own_queue", "purpose.view", "concern.view", "concern.edit"}
)
# Whoever works here says at once that something went wrong with somebody's data, or that they worry about somebody.
EVERYBODYS = frozenset({"breach.add", "concern.add"})

_OF_KIND: dict[str, frozenset[str]] = {
    R.CONTENT_EDITOR: frozenset(_LOOK | _EDIT),
    R.HUB_WORKER: frozenset(
        _LOOK
        | _FORMATS
        | _SAY_CLOSED
        | _CHECK
        | _COUNT
        | _REACHED
        | _PAST
        | {"voice.view", "theme.view", "entry_point.view", "entry_point.add"}
    ),
    R.HUB_MANAGER: frozenset(
        _LOOK
        | _EDIT
        | _ALERT
        | _LISTEN
        | _PEOPLE
        | _CONSENT
        | _POSTS
        | _OWN_STAFF
        | _SIGN_EQUALITY
        | _PANELS
        | {"hub.edit", "member.view", "claim.view", "claim.approve"}
    ),
    R.PANEL_COORDINATOR: frozenset(_LOOK | _REACH | _CONSENT | _PAST | _COUNT | _REACHED | _PANELS | _MEMBERS | _SUPPORT),
    R.ENGAGEMENT_LEAD: frozenset(
        _LOOK
        | _EDIT
        | _ALERT
        | _LISTEN
        | _PEOPLE
        | _CONSENT_LOOK
        | _KEPT
        | _SHARING
        | _GROUPS
        | _PANELS
        | {"member.view", "claim.view", "claim.approve"}
        | _SEE_TO_RETURN
        | {"sharing.edit", "page.publish", "engagement.add", "post.view", "voice.export", "checklist_item.view", "checklist_item.edit"}
    ),
    R.ANALYST: frozenset({"rights.add", "result.view", "hub.view", "you_said.view"} | _REACHED | _RETURN),
    R.DECIDER: frozenset(
        _LOOK
        | _TAKE_DOWN
        | _EXCEPTION
        | _REACHED
        | _KNOWN
        | _SIGN_EQUALITY
        | _PANELS_LOOK
        | {"turnout.view", "theme.view", "you_said.edit", "we_did.edit", "we_did.publish", "theme.publish"}
    ),
    R.FINANCE: frozenset({"claim.view", "claim.pay"}),
    R.SAFEGUARDING_LEAD: frozenset(_SAFEGUARDING),
    R.SAFEGUARDING_DEPUTY: frozenset(_SAFEGUARDING),
    R.DATA_PROTECTION_OFFICER: frozenset(
        _LOOK
        | _TAKE_DOWN
        | _OPEN_FOR_A_REASON
        | _CONSENT
        | _PURPOSES
        | {"rights.view", "rights.edit"}
        | {"voice.view", "audit.view", "second_look.allow_self", "post.view", "staff.view"}
        | _KEPT
        | {"retention.edit", "retention.approve", "breach.count", "breach.view", "breach.edit"}
        | _SHARING
        | {"sharing.edit", "sharing.sign", "sharing.export", "activity.view", "activity.edit"}
        | _INFORMATION
    ),
    R.ADMINISTRATOR: frozenset(
        {"rights.add", "hub.view", "hub.add", "hub.edit", "hub.import"}
        | _POSTS
        | _OWN_STAFF
        | {"staff.close"}
        | {"brand.edit", "locality.view", "locality.add", "locality.edit", "second_step.reset", "audit.seals", "health.view"}
        | _EDIT
        | {"page.publish"}
        | _ALERT
        | _KEPT
        | {"breach.count"}
    ),
}

RIGHTS: dict[str, frozenset[str]] = {kind: rights | EVERYBODYS for kind, rights in _OF_KIND.items()}

# These make sense only for the whole council.
WHOLE_COUNCIL_ONLY = frozenset({R.ADMINISTRATOR, R.DATA_PROTECTION_OFFICER})

# One line on each kind, for who gives out roles.
IN_A_LINE: dict[str, str] = {
    R.CONTENT_EDITOR: "Writes pages and adds pictures.",
    R.HUB_WORKER: "Works with families: reads their comments and puts up posters.",
    R.HUB_MANAGER: "Runs a hub: asks families, answers them in public, and invites the hub's staff.",
    R.PANEL_COORDINATOR: "Looks after the parent carer panel.",
    R.ENGAGEMENT_LEAD: "Leads on listening: asks, makes sense of comments and answers in public.",
    R.ANALYST: "Sees figures, never a single comment.",
    R.DECIDER: "Decides about answers to families and signs them off.",
    R.FINANCE: "Pays panel members back. Sees claims only.",
    R.SAFEGUARDING_LEAD: "Acts on worries about a child.",
    R.SAFEGUARDING_DEPUTY: "Acts on worries about a child when the lead is away.",
    R.DATA_PROTECTION_OFFICER: "Checks what everybody did, and answers people's questions about their data.",
    R.ADMINISTRATOR: "Lets staff in and sets things up. Reads no comment.",
}

# Roles that see or decide about things the other must be able to check; one person may hold both, but is told what it costs.
CONFLICTS: tuple[tuple[str, str, str], ...] = (
    (
        R.ADMINISTRATOR,
        R.DATA_PROTECTION_OFFICER,
        "The data protection officer checks what the administrator did. With one person in both, nobody does: "
        "ask another council's officer to read the audit trail once a year.",
    ),
    (
        R.ADMINISTRATOR,
        R.SAFEGUARDING_LEAD,
        "An administrator gives out roles, so could give themselves sight of worries about families. "
        "Name a deputy who is not an administrator.",
    ),
    (
        R.ENGAGEMENT_LEAD,
        R.DECIDER,
        "The person who writes the answer also decides it. Every answer still needs a second look from somebody else.",
    ),
    (
        R.PANEL_COORDINATOR,
        R.FINANCE,
        "The person who books a parent's expenses also pays them. Have somebody outside sign the month off.",
    ),
)

# Ready-made sets for the invitation screen.
PRESETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "editor": ("I keep our pages right", (R.CONTENT_EDITOR,)),
    "front-desk": ("I work with families at a hub", (R.HUB_WORKER,)),
    "hub": ("I run a hub", (R.HUB_MANAGER,)),
    "lead": ("I lead on listening to families", (R.ENGAGEMENT_LEAD, R.PANEL_COORDINATOR)),
    "small-council": (
        "I do everything in a small council",
        (R.CONTENT_EDITOR, R.ENGAGEMENT_LEAD, R.PANEL_COORDINATOR, R.ADMINISTRATOR),
    ),
}

ALL_RIGHTS = frozenset().union(*RIGHTS.values())


def kinds_that_may(right: str) -> frozenset[str]:
    """Return the kinds of role that hold a right. Raises KeyError for a right that no role holds: a typing slip."""
    if right not in ALL_RIGHTS:
        raise KeyError(f"No role holds {right!r}. Rights are listed in core/role_table.py.")
    return frozenset(kind for kind, rights in RIGHTS.items() if right in rights)
