"""What each kind of role does here: four things, in plain words, each with the way to its screen and how it looks when it is done well.

Somebody reads them at the first visit after a role was given. No thing leads to a screen that the role cannot open
(tests/home/test_first_visit.py); what has no screen yet says so, and leads nowhere.
"""

from dataclasses import dataclass

from core.choices import RoleKind as R


@dataclass(frozen=True)
class Thing:
    """One thing that a role does here. `route` is the name of its address, empty where there is no screen."""

    text: str
    well: str
    route: str = ""


_READ = "comments:index"
_BOARD = "you_said_board:index"
_WORRIES = (
    Thing("Read what families said", "A worry about a child is seen on the day it is read, also where nobody called it a worry.", _READ),
    Thing(
        "Take an answer off the public pages at once",
        "What names a family, or could harm one, is gone within minutes. It needs no second look.",
        _BOARD,
    ),
)

FOUR_THINGS: dict[str, tuple[Thing, Thing, Thing, Thing]] = {
    R.CONTENT_EDITOR: (
        Thing(
            "Keep our pages right",
            "A parent finds the day, the place and the number, and all three are true.",
            "our_pages",
        ),
        Thing(
            "Make sure of each service twice a year",
            "You rang, it is still so, and the page shows the day you checked.",
            "services_to_check",
        ),
        Thing(
            "Put in pictures",
            "Everybody in the picture said yes. Its words tell what it shows to whoever cannot see it.",
            "wagtailimages:index",
        ),
        Thing("Know what families were answered", "No page says the opposite of what we promised.", _BOARD),
    ),
    R.HUB_WORKER: (
        Thing("Read what families said", "You know this week’s comments of your hub before the next session.", _READ),
        Thing("Put up a poster", "It hangs where parents wait, and you tried its code on your own phone.", "entry_point:add"),
        Thing("Try the questions yourself", "You can help a parent who is stuck, because you have been through them.", "survey:index"),
        Thing("Tell families what came of it", "When a parent asks, you know the answer or where it stands.", _BOARD),
    ),
    R.HUB_MANAGER: (
        Thing("Ask families", "A poster hangs after every kind of session, with few questions that you mean to act on.", "survey:index"),
        Thing("Sort what they said", "No comment of your hub lies unread for more than two weeks.", _READ),
        Thing("Answer in public", "Every promise is kept by its day, and a “no” says why and what would change it.", _BOARD),
        Thing("Let your people in, and say who holds which post", "Somebody acts for every post, also while you are away.", "people"),
    ),
    R.PANEL_COORDINATOR: (
        Thing("See what we are asking about", "You can tell your panel what it can still change, and what is decided.", "engagement:index"),
        Thing(
            "Know your families by name, and nobody else does by accident",
            "Everybody was asked whether it is safe to write to them, and stands here once.",
            "families:index",
        ),
        Thing("See what was answered", "At every meeting you can say what came of the last one.", _BOARD),
        Thing(
            "Look after your panel",
            "Everybody on it was rung back in time, knows how the panel works, and has what they need to come.",
            "panel:index",
        ),
    ),
    R.ENGAGEMENT_LEAD: (
        Thing(
            "Say what we ask about, who acts, and by when",
            "Nobody is asked before somebody has promised to act.",
            "engagement:index",
        ),
        Thing("Ask", "Five questions or fewer, tried on a phone by somebody who did not write them.", "survey:index"),
        Thing("Put comments together under themes", "Every theme ends: answered, part of another, or with one line why not.", _READ),
        Thing("Answer in public", "Families read what changed, in their own words first, by the day they were promised.", _BOARD),
    ),
    R.ANALYST: (
        Thing("See what was answered", "You know which promises are kept, and which are late.", _BOARD),
        Thing("See which hubs there are", "Your figures say of which places they tell.", "hub:index"),
        Thing("Figures of what families answered have no screen here yet", "Until they come, nobody can ask you for them from here."),
        Thing("You never read a single comment", "That is meant so: figures are enough for your work, and nobody can be found out."),
    ),
    R.DECIDER: (
        Thing("Give second looks", "No answer waits for you longer than two working days.", "needs_you"),
        Thing("Decide, and say why", "A “no” carries your reason and what would change it.", _BOARD),
        Thing("See what families talk about", "What many said does not surprise you in a meeting.", "themes:index"),
        Thing("Know what you promised to act on", "Every question that names your post has an answer by its day.", "engagement:index"),
    ),
    R.FINANCE: (
        Thing(
            "Pay panel members back",
            "Everybody has their money by the day they were promised, and nobody had to ask twice.",
            "claims:to_pay",
        ),
        Thing("You see sums, and no reasons", "You never read what families said, and nobody’s reasons for coming."),
        Thing("Look here when a letter calls you", "What needs you stands on this page, with the reason why it is yours.", "needs_you"),
        Thing(
            "Keep your sign-in safe",
            "Your second step works, and your recovery codes lie where only you find them.",
            "mfa_index",
        ),
    ),
    R.SAFEGUARDING_LEAD: (
        *_WORRIES,
        Thing("Say when you are away", "Your deputy stands in, and nothing waits for you alone.", "my_posts"),
        Thing(
            "Open what staff worry about, and hand it over",
            "Each is opened within the hour, and in the case system within a day. The number that families see rings with you.",
            "worries:index",
        ),
    ),
    R.SAFEGUARDING_DEPUTY: (
        *_WORRIES,
        Thing("Know when you stand in", "You see here for whom, and until when.", "my_posts"),
        Thing(
            "Open what staff worry about when the lead has not",
            "Each is opened within the hour. You agreed with the lead who picks up when.",
            "worries:index",
        ),
    ),
    R.DATA_PROTECTION_OFFICER: (
        Thing(
            "Answer what people ask about their data",
            "Each is answered within its month, in words that a parent understands.",
            "rights:index",
        ),
        Thing(
            "Sign what is agreed with partners",
            "Nothing is shared without a paper that you read to its end, and you look at it again before its day.",
            "sharing:index",
        ),
        Thing(
            "Say how long things are kept, and approve what goes",
            "You saw what was past its time before it was deleted, and your reasons stand beside the lengths.",
            "retention:index",
        ),
        Thing(
            "Read who did what",
            "Once a month you look through the trail, check that nobody touched it, and ask about what you do not understand.",
            "audit:index",
        ),
    ),
    R.ADMINISTRATOR: (
        Thing("Let staff in, and out", "On somebody’s last day their posts are handed over and their account is closed.", "people"),
        Thing("See that somebody holds every post", "What families are promised always finds somebody.", "post:index"),
        Thing("Keep the urgent numbers right", "You rang each of them yourself this year.", "opening"),
        Thing("Look after the machines", "Letters leave, and the trail was checked this month.", "audit_seals"),
    ),
}
