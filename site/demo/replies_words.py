"""Ten answers Ashmere gave in public, and two it still owes. All words are ours.

They are adapted from what really happened where other councils listened (sources 002 and 003): café times, no referral forms and a fathers'
course in Stockton-on-Tees, play-based activities in Salford, telling it once, loneliness and a person to talk to in Essex, evenings, video
and rural families in Cornwall, and the group made longer in Doncaster.
"""

from dataclasses import dataclass, field
from typing import Any

from demo.people import HEAD, LEAD, MANAGER
from demo.places import HUBS
from feedback.choices import Outcome, ToldHow, Topic

MAPLE, COAST = ("maple-road",), ("harbour-street", "beacon-hill")
POSTER, IN_PERSON = ToldHow.POSTER, ToldHow.IN_PERSON


@dataclass(frozen=True)
class Reply:
    """One "you said" with its answer. Numbers of weeks and days: `heard` and `answered_weeks_ago` back from today, `due_in_days` on.

    `answer` holds the words; in it `changed`, `due` and `replies` are days from today (below zero: past).
    """

    said: str
    topic: str
    about: str
    themes: tuple[str, ...]
    heard: tuple[int, int]
    due_in_days: int
    owner: tuple[str, str] = (LEAD, "")
    hubs: tuple[str, ...] = HUBS
    answered_weeks_ago: int | None = None
    outcome: str = ""
    answer: dict[str, Any] = field(default_factory=dict)
    written_by: str = "asha.lead"
    looked_by: str = "dev.decider"
    told: tuple[str, ...] = (POSTER,)


REPLIES = (
    Reply(
        said="The café at Maple Road closes at 2 in the afternoon. After school and in the evening there is nothing to eat or drink.",
        topic=Topic.FOOD,
        about="want",
        themes=("cafe",),
        hubs=MAPLE,
        owner=(MANAGER, "maple-road"),
        heard=(16, 13),
        due_in_days=-7 * 9,
        answered_weeks_ago=11,
        outcome=Outcome.DID,
        answer={
            "text": "We moved the café’s hours to when you are here. It opens later in the morning, and it is open after school and in the "
            "evening. Toast is still 50p.",
            "what_changed": "The café is open from 11am to 5:30pm, and until 7pm on Tuesdays.",
            "changed": -80,
        },
        written_by="maya.manager",
        looked_by="asha.lead",
        told=(POSTER, IN_PERSON),
    ),
    Reply(
        said="You have to fill in a long form before anybody helps. Forms get lost. Some of us gave up.",
        topic=Topic.HELP,
        about="help",
        themes=("forms",),
        owner=(HEAD, ""),
        heard=(14, 11),
        due_in_days=-7 * 6,
        answered_weeks_ago=9,
        outcome=Outcome.DID,
        answer={
            "text": "The form is gone. Ring us, send an e-mail or come in, and ask for help yourself. Schools, doctors and health visitors "
            "just ring us too.",
            "what_changed": "There is no form any more. You can ask for help yourself, in your own words.",
            "changed": -66,
        },
        told=(POSTER, IN_PERSON),
    ),
    Reply(
        said="The Tuesday stay and play is too short. Children have just settled when it is time to go.",
        topic=Topic.SESSIONS,
        about="session",
        themes=("longer",),
        hubs=MAPLE,
        owner=(MANAGER, "maple-road"),
        heard=(9, 6),
        due_in_days=-7 * 3,
        answered_weeks_ago=5,
        outcome=Outcome.DID,
        answer={
            "text": "You asked for longer, so it is longer. We tried it for two weeks first, and it worked for the staff too.",
            "what_changed": "Tuesday stay and play is now an hour and a half: 9:30am to 11am.",
            "changed": -37,
        },
        written_by="maya.manager",
        looked_by="asha.lead",
        told=(IN_PERSON, POSTER),
    ),
    Reply(
        said="With a new baby it can be very lonely. In groups, everybody seems to know each other already.",
        topic=Topic.SESSIONS,
        about="want",
        themes=("lonely",),
        heard=(16, 10),
        due_in_days=-7 * 6,
        answered_weeks_ago=8,
        outcome=Outcome.DOING,
        answer={
            "text": "We are starting a walk and talk for parents with a first baby, from every hub. A parent who has been through it "
            "comes to your door and walks with you the first time. Maple Road and Harbour Street have begun. The other two hubs come next.",
            "due": 47,
        },
    ),
    Reply(
        said="Families tell their story again and again: to the doctor, the school, the health visitor and the family worker.",
        topic=Topic.HELP,
        about="help",
        themes=("story",),
        owner=(HEAD, ""),
        heard=(14, 9),
        due_in_days=-7 * 4,
        answered_weeks_ago=6,
        outcome=Outcome.PARTLY,
        answer={
            "text": "Family workers and health visitors now write in one shared record, if you say they may. You can read what it says. "
            "Schools and doctors cannot see it yet.",
            "what_changed": "Family workers and health visitors share one record of what you told them.",
            "changed": -50,
            "due": 130,
            "reason": "Doctors and schools use other computer systems. It takes longer to join them up safely.",
            "would_change_it": "When the new system for schools is ready, we will ask families before we join it up.",
        },
    ),
    Reply(
        said="Nearly everything is on weekday mornings. Parents who work, and many dads, can never come.",
        topic=Topic.TIMES,
        about="want",
        themes=("evening", "dads"),
        heard=(16, 9),
        due_in_days=-7 * 3,
        answered_weeks_ago=4,
        outcome=Outcome.PLANNED,
        answer={
            "text": "Each hub will have one late evening a week, with a family worker and money advice. The sleep course and "
            "the parenting course will run in the evening by video too. The 12-week course for dads will come back, on Saturdays.",
            "due": 68,
        },
        told=(POSTER,),
    ),
    Reply(
        said="Children want more things to make and do. They like clay, paint, cooking and music better than sitting in a circle.",
        topic=Topic.SESSIONS,
        about="want",
        themes=("play",),
        heard=(16, 8),
        due_in_days=-7 * 2,
        answered_weeks_ago=3,
        outcome=Outcome.DOING,
        answer={
            "text": "We listened at the art mornings, where children talk while their hands are busy. Every hub is getting a making table "
            "with clay, paint and boxes. Children choose what is on it each month.",
            "due": 33,
        },
        told=(POSTER, IN_PERSON),
    ),
    Reply(
        said="There is no sensory room at Harbour Street. On the coast there is none at all.",
        topic=Topic.PLACES,
        about="want",
        themes=(),
        hubs=("harbour-street",),
        owner=(MANAGER, "harbour-street"),
        heard=(15, 9),
        due_in_days=-7 * 2,
        answered_weeks_ago=3,
        outcome=Outcome.NOT_NOW,
        answer={
            "text": "We cannot build a sensory room at Harbour Street this year. Until then you can borrow a box of lights, sounds and "
            "soft things at the desk, and use the small room upstairs.",
            "reason": "The building is too small. Every room is in use, and the only one big enough is where the midwives see families.",
            "would_change_it": "The midwives may move to the new health centre. If they do, this room is first in line.",
            "decided_by": (HEAD, ""),
        },
        written_by="asha.lead",
        looked_by="dev.decider",
    ),
    Reply(
        said="The villages have no hub. Two buses with a pushchair is too far, and it costs more than it is worth.",
        topic=Topic.PLACES,
        about="want",
        themes=("far",),
        hubs=COAST,
        owner=(HEAD, ""),
        heard=(16, 8),
        due_in_days=-7,
        answered_weeks_ago=2,
        outcome=Outcome.NO,
        answer={
            "text": "We will not open a hub in every village. We go to where you are instead: groups at Oakmoor Surgery and at Brackenport "
            "Baths, home visits, and family workers by phone or video.",
            "reason": "A hub costs about £210,000 a year to run. That would close one of the four we have.",
            "would_change_it": "If a village hall or school has a free room and ten families who would come, tell us. We will try a "
            "group there for one term.",
            "decided_by": (HEAD, ""),
        },
    ),
    Reply(
        said="Families wait for a year or two for an autism or ADHD assessment. Nobody tells them how long the list is.",
        topic=Topic.SEND,
        about="want",
        themes=("wait",),
        owner=(HEAD, ""),
        heard=(16, 7),
        due_in_days=4,
        answered_weeks_ago=1,
        outcome=Outcome.PASSED_ON,
        answer={
            "text": "The waiting list is not ours: the NHS runs it. We told them what you said, in our own words. We asked "
            "them to tell every family on the list how long the wait is, and what help there is while you wait.",
            "passed_to": "Ashmere Children’s NHS Service",
            "replies": 26,
        },
    ),
    Reply(
        said="Noise and bright lights mean that some children cannot come. Families ask for quiet times, and to know about them before.",
        topic=Topic.SEND,
        about="want",
        themes=("send",),
        heard=(16, 5),
        due_in_days=3,
    ),
    Reply(
        said="Letters and leaflets are hard to read. They use words nobody uses, and the print is too small.",
        topic=Topic.INFORMATION,
        about="want",
        themes=("letters",),
        owner=(LEAD, ""),
        heard=(16, 10),
        due_in_days=-10,
    ),
)

# What some people talked about that goes no further, and the one public line that says why.
NO_FURTHER = {
    "pool": "Some of you wished for a swimming pool or soft play. The hubs have no room or money for one. Brackenport Baths has cheap "
    "family swims on Friday mornings.",
}
