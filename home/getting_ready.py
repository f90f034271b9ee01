"""What a new council does, as data: each thing with why, who, how long it takes, and whether it must be done before families see the site.

Nothing here is ticked by hand where the facts tell: `home/rules/getting_ready.py` looks at what is there (decision 0023). `where` is where
one goes once nothing is left; what is left says itself where it is done. `saying_so` is the button for what no fact can tell.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Task:
    """One thing to do. `is_must`: before families see the site (decision 0020); the rest can wait, and be put off."""

    key: str
    title: str
    why: str
    who: str
    takes: str
    where: str
    is_must: bool = False
    saying_so: str = ""
    said: str = ""


NUMBERS = Task(
    "numbers",
    "Urgent numbers, rung and checked",
    "A family that cannot wait rings one of these. A wrong number is worse than none, so somebody here rings each, and again every year.",
    "You, at a phone.",
    "8 minutes: one for each call",
    where="numbers",
    is_must=True,
)
PRIVACY = Task(
    "privacy",
    "Data protection officer and privacy notice",
    "Families are told what is kept, for how long, and whom to ask: the law wants it said before the first answer.",
    "You, with your data protection officer.",
    "5 minutes to read, once they agree",
    where="/privacy/",
    is_must=True,
)
ACCESSIBILITY = Task(
    "accessibility",
    "Accessibility statement",
    "Public sites must say who may find them hard to use, and whom to tell. The law gives most of the words, and they stand there.",
    "You, or whoever looks after your council’s website.",
    "4 minutes to read",
    where="/accessibility/",
    is_must=True,
)
OPEN = Task(
    "open",
    "Open the site to families",
    "Until somebody opens it, families read at every address that you are getting ready, and the number they can ring.",
    "You, when the three above are done.",
    "1 minute",
    where="open",
    is_must=True,
)
LOOK = Task(
    "look",
    "Your look and words",
    "Families trust what looks like their council, and know hubs, offer and panel by the names you use.",
    "You. Your communications team has the logo.",
    "3 minutes",
    where="look",
    saying_so="Keep the plain look and these words",
    said="The look and words stay as they are",
)
HUBS = Task(
    "hubs",
    "Hubs",
    "The first thing families look for is where, when and whom to ring. Each hub has a page, and listens every day.",
    "You, or whoever runs each hub.",
    "3 minutes a hub, or all at once from a spreadsheet",
    where="hubs",
)
PEOPLE = Task(
    "people",
    "People and posts",
    "Every answer to families takes two pairs of eyes, and every promise somebody who keeps it. Name the safeguarding lead before the "
    "first families answer.",
    "You.",
    "2 minutes a person",
    where="people",
)
MAIL = Task(
    "mail",
    "A test letter arrived",
    "Codes for signing in, invitations and reminders go by e-mail. Find out now whether they arrive, and not when somebody waits for one.",
    "You. If nothing arrives: whoever runs the machine.",
    "2 minutes",
    where="mail",
)
SURVEY = Task(
    "survey",
    "The first questions are open",
    "The questions after a session are written and tried: liked, did not like, change next time. They open with the first poster.",
    "Whoever runs a hub or leads on listening.",
    "1 minute",
    where="surveys",
)
POSTER = Task(
    "poster",
    "The first poster hangs",
    "No family answers a question they never met. A sheet by the door with a square to scan is all it takes.",
    "Whoever runs a hub or works there.",
    "2 minutes, and a printer",
    where="posters",
    saying_so="It is on the wall",
    said="A poster is on the wall",
)
DEFAULTS = Task(
    "defaults",
    "What you begin with",
    "How soon families are answered, how long words are kept, which numbers are too small to show: each has a value and a reason.",
    "You, with your data protection officer.",
    "3 minutes to read",
    where="defaults",
    saying_so="We have read them and keep them",
    said="Read, and kept",
)
TASKS = (NUMBERS, PRIVACY, ACCESSIBILITY, OPEN, HUBS, MAIL, PEOPLE, LOOK, SURVEY, POSTER, DEFAULTS)
BY_KEY = {task.key: task for task in TASKS}
