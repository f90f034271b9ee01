"""The pages of Ashmere's services. They follow the core offer that Gloucestershire wrote down (source 004); the words are ours."""

from typing import Any

from home.choices import AgeUnit, Category, Cost, ForWhom, HowToGetIt

NHS, SOCIETY, COUNCIL = "Ashmere Children’s NHS Service", "Ashmere Children’s Society", "Ashmere County Council"
ALL = "at every hub"  # stands for the four hubs
HOME, PHONE = "At home", "By phone or video"
_EXTRA = {"for_whom": ForWhom.EXTRA_HELP, "how_to_get_it": HowToGetIt.ASK}
_BOOK = {"how_to_get_it": HowToGetIt.BOOK}
_RING = "Ring us, come in, or send an e-mail. There is no form."
_BABY = {"oldest": 1, "oldest_unit": AgeUnit.YEARS}
_SMALL = {"oldest": 4, "oldest_unit": AgeUnit.YEARS}
_HELPLINES = "If somebody is hurt or in danger now, ring 999."

Service = tuple[str, str, dict[str, Any], tuple[tuple[str, str], ...]]  # title, what it is, more, where and when
SERVICES: tuple[Service, ...] = (
    (
        "Midwife appointments",
        "See your midwife in the hub, not in the hospital. They check you and your baby and answer every question.",
        {"category": Category.PREGNANCY, "from_pregnancy": True, "oldest": 0, "oldest_unit": AgeUnit.MONTHS, "run_by": NHS, **_BOOK}
        | {
            "how_it_works": "Ring as soon as you know that you are pregnant. You do not need to see a doctor first.",
            "phone": "01632 960201",
        }
        | {"urgent_help": "Bleeding, bad pain, or your baby moves less? Ring the hospital’s maternity line on 01632 960200, day or night."},
        (
            ("maple-road", "Mondays and Thursdays"),
            ("harbour-street", "Tuesdays"),
            ("millbank", "Wednesdays"),
            ("beacon-hill", "Fridays"),
            ("oakmoor-surgery", "Thursdays"),
        ),
    ),
    (
        "Getting ready for your baby",
        "Four evenings about birth, feeding and the first weeks. Bring your partner, your mum or a friend.",
        {"category": Category.PREGNANCY, "from_pregnancy": True, "oldest": 0, "oldest_unit": AgeUnit.MONTHS, "run_by": NHS, **_BOOK},
        (("maple-road", "Tuesdays, 6pm to 7:30pm"), (PHONE, "Once a month, for those who cannot come")),
    ),
    (
        "Registering a birth",
        "Register your baby’s birth here. It takes half an hour and you leave with the certificate.",
        {"category": Category.PREGNANCY, "how_to_get_it": HowToGetIt.BOOK, "run_by": COUNCIL, "cost": Cost.PAID, "phone": "01632 960202"}
        | {"cost_in_words": "To register is free. Each certificate has a small charge.", "oldest": 2, "oldest_unit": AgeUnit.MONTHS},
        (("maple-road", "Tuesdays and Fridays"), ("beacon-hill", "Thursdays")),
    ),
    (
        "Health visitors",
        "A nurse for your family until your child goes to school: growing, sleeping, eating, talking, and how you are.",
        {"category": Category.PREGNANCY, "from_pregnancy": True, "run_by": NHS, "phone": "01632 960203", "how_to_get_it": HowToGetIt.ASK}
        | _SMALL
        | {"how_it_works": "They write to every family. You can also ring, or come to the drop-in without an appointment."},
        ((ALL, "Drop-in on Mondays, 9:30am to 11:30am"), (HOME, "When you agree a day")),
    ),
    (
        "Help with feeding your baby",
        "Somebody who knows about breast and bottle sits with you for as long as it takes.",
        {"category": Category.PREGNANCY, "from_pregnancy": True, "run_by": SOCIETY, "phone": "01632 960204", **_BABY}
        | {"how_it_works": "Just come. In the first two weeks ring, and we come to you the same or the next day."},
        ((ALL, "Wednesdays, 10am to midday"), (HOME, "In the first two weeks")),
    ),
    (
        "Stay and play",
        "Toys, paint, songs and a snack. You stay, children play, and somebody makes you a hot drink.",
        {"category": Category.ACTIVITIES, "run_by": COUNCIL, **_SMALL},
        (
            ("maple-road", "Tuesdays, 9:30am to 11am"),
            ("millbank", "Thursdays, 9:30am to 11am"),
            ("harbour-street", "Saturdays, 10am to 11:30am"),
            ("thorncott-hall", "Wednesdays, 10am to 11:30am"),
            ("quayside-centre", "Mondays, 1pm to 2:30pm"),
            ("oakmoor-surgery", "Mondays, 10am to 11am"),
        ),
    ),
    (
        "Songs and stories for babies",
        "Half an hour of songs, bubbles and books. It helps babies learn to talk.",
        {"category": Category.ACTIVITIES, "run_by": COUNCIL, "oldest": 2, "oldest_unit": AgeUnit.YEARS},
        (("kelderby-library", "Mondays, 10:30am"), ("larkfield-school", "Tuesdays, 9am"), ("millbank", "Fridays, 10am")),
    ),
    (
        "Walk and talk",
        "A slow walk with other parents of a first baby, and a parent who has been through it. Nobody minds if you cry or are late.",
        {"category": Category.ACTIVITIES, "who_for": "Parents and carers with their first baby.", "run_by": SOCIETY, **_BABY}
        | {"how_it_works": "Come to the front door of the hub. If the first time is hard, ring: somebody fetches you."},
        (("maple-road", "Thursdays, 11am"), ("harbour-street", "Fridays, 11am")),
    ),
    (
        "Family swim",
        "Warm water, floats, and nobody swimming lengths. For children with an adult.",
        {"category": Category.ACTIVITIES, "cost": Cost.PAID, "cost_in_words": "£2 a family", "run_by": "Brackenport Baths", **_SMALL},
        (("brackenport-baths", "Fridays, 10am to 11:30am"),),
    ),
    (
        "Saturday dads",
        "Bacon rolls and things to build, for dads, grandads, stepdads and any man who brings up a child.",
        {"category": Category.ACTIVITIES, "run_by": COUNCIL, "oldest": 10, "oldest_unit": AgeUnit.YEARS},
        (("harbour-street", "First Saturday of the month, 9:30am to 11:30am"),),
    ),
    (
        "Places for young people",
        "Somewhere warm after school, with food, games and a youth worker who listens.",
        {"category": Category.ACTIVITIES, "youngest": 11, "oldest": 18, "run_by": COUNCIL},
        (("beacon-hill", "Wednesdays, 3:30pm to 5pm"), ("quayside-centre", "Tuesdays, 3:30pm to 5pm")),
    ),
    (
        "Cafés",
        "Soup, toast and tea at low prices. Stay as long as you like. Feed your baby how you like.",
        {"category": Category.ACTIVITIES, "cost": Cost.PAID, "cost_in_words": "Toast is 50p. Soup is £1.50.", "run_by": SOCIETY},
        (("maple-road", "11am to 5:30pm, Tuesdays until 7pm"), ("harbour-street", "9:30am to 2pm")),
    ),
    (
        "Feeling low or worried",
        "Talk to somebody about feeling low, frightened or far from your baby. Many parents do, dads too.",
        {"category": Category.HEALTH, "from_pregnancy": True, "run_by": NHS, "phone": "01632 960205", "wait": "About two weeks", **_BABY}
        | {"how_to_get_it": HowToGetIt.ASK, "how_it_works": _RING}
        | {"urgent_help": "If you might hurt yourself or your baby, ring 999. Day or night you can ring the Samaritans on 116 123."},
        ((ALL, "When you agree a day"), (PHONE, "When you agree a day")),
    ),
    (
        "Talking and understanding",
        "Is your child slow to talk? Play for half an hour with a speech therapist and get ideas for home.",
        {"category": Category.HEALTH, "youngest": 1, "run_by": NHS, **_SMALL},
        (("maple-road", "Last Friday of the month, 9:30am to 11:30am"), ("beacon-hill", "Second Monday of the month, 1pm to 3pm")),
    ),
    (
        "Teeth, food and moving",
        "How to clean small teeth, what to cook for little money, and how to get everyone moving.",
        {"category": Category.HEALTH, "run_by": NHS},
        ((ALL, "First Wednesday of the month, 1pm to 2:30pm"),),
    ),
    (
        "Stopping smoking or vaping",
        "One person who sees you every week, patches or gum, and no telling off.",
        {"category": Category.HEALTH, "run_by": NHS, "phone": "01632 960206", **_EXTRA, "how_it_works": _RING},
        ((ALL, "When you agree a day"), (PHONE, "When you agree a day")),
    ),
    (
        "Drink and drugs",
        "When you, or somebody at home, drinks or takes more than is good. We help the whole family.",
        {
            "category": Category.HEALTH,
            "run_by": SOCIETY,
            "phone": "01632 960207",
            **_EXTRA,
            "how_it_works": _RING,
            "urgent_help": _HELPLINES,
        },
        (("maple-road", "Mondays, 1pm to 4pm"), ("beacon-hill", "Thursdays, 1pm to 4pm")),
    ),
    (
        "Being a parent: courses",
        "Ten weeks with other parents: what children need, and what to do when it all kicks off. We look after the little ones.",
        {"category": Category.FAMILY, "run_by": COUNCIL, **_BOOK, "wait": "A new course starts every term"},
        (("maple-road", "Wednesdays, 10am to midday"), ("harbour-street", "Thursdays, 5pm to 7pm")),
    ),
    (
        "When parents argue",
        "Help to argue less and to talk so that children do not carry it. Together, apart or on your own.",
        {"category": Category.FAMILY, "run_by": COUNCIL, **_EXTRA, "how_it_works": _RING},
        ((ALL, "When you agree a day"), (PHONE, "Evenings too")),
    ),
    (
        "A family worker for a while",
        "One person who gets to know your family, asks what is going well, and makes a plan with you on one page.",
        {"category": Category.FAMILY, "run_by": COUNCIL, "phone": "01632 960208", **_EXTRA, "how_it_works": _RING, "wait": "About ten days"}
        | {"languages": "We bring an interpreter. It need never be your child."},
        ((HOME, "When you agree a day"), (ALL, "When you agree a day")),
    ),
    (
        "Not safe at home",
        "Somebody hurts, frightens or controls you. We listen, believe you, and go at your pace.",
        {"category": Category.FAMILY, "run_by": SOCIETY, "phone": "01632 960209", **_EXTRA, "urgent_help": _HELPLINES}
        | {"how_it_works": "Ring, or ask at any desk to see the blue room. Nobody will ask you why."},
        ((ALL, "Any time we are open"), (PHONE, "Monday to Friday, 9am to 7pm")),
    ),
    (
        "Money, benefits and housing",
        "Somebody goes through your letters with you, checks that you get all you should, and rings the landlord with you.",
        {"category": Category.FAMILY, "run_by": SOCIETY, "phone": "01632 960210", **_BOOK, "wait": "One to three weeks"},
        (("maple-road", "First Tuesday of the month"), ("millbank", "Second Tuesday of the month")),
    ),
    (
        "Back to work and learning",
        "Write a CV, get ready for an interview, learn English or maths. We look after children in the next room.",
        {"category": Category.FAMILY, "run_by": COUNCIL, **_BOOK},
        (("kelderby-library", "Thursdays, 1pm to 3pm"), ("beacon-hill", "Tuesdays, 10am to midday")),
    ),
    (
        "Finding childcare",
        "What childcare there is, what it costs, and what help you can get to pay for it.",
        {"category": Category.FAMILY, "run_by": COUNCIL, "phone": "01632 960211", "oldest": 13, "oldest_unit": AgeUnit.YEARS},
        ((ALL, "Any time we are open"), (PHONE, "Monday to Friday, 8am to 6pm")),
    ),
    (
        "Helping out",
        "Make tea, run the toy library, or walk with a new parent. We train you, and pay your bus fare.",
        {"category": Category.FAMILY, "youngest": 16, "run_by": COUNCIL, "how_to_get_it": HowToGetIt.ASK, "how_it_works": _RING},
        ((ALL, "A few hours a week or a month"),),
    ),
    (
        "Sensory room",
        "Soft lights, water tubes and quiet. Book it for your family alone.",
        {"category": Category.SEND, "run_by": COUNCIL, **_BOOK, "access": "Step-free, with a hoist and a changing bench."},
        (("millbank", "Any time we are open"), ("maple-road", "Mondays and Fridays")),
    ),
    (
        "Friday group",
        "For children with special needs or a disability, and their brothers and sisters. With or without a diagnosis.",
        {
            "category": Category.SEND,
            "run_by": SOCIETY,
            "oldest": 10,
            "oldest_unit": AgeUnit.YEARS,
            "access": "A quiet room is always free.",
        },
        (("millbank", "Fridays, 1pm to 3pm"),),
    ),
    (
        "Help with special needs and school",
        "Somebody who knows the rules helps with plans, letters and meetings at school.",
        {"category": Category.SEND, "run_by": COUNCIL, "oldest": 25, "oldest_unit": AgeUnit.YEARS, **_EXTRA, "how_it_works": _RING},
        ((ALL, "When you agree a day"), (PHONE, "Monday to Friday, 9am to 5pm")),
    ),
    (
        "Car scheme",
        "A volunteer drives you to a hub or an appointment when there is no bus.",
        {"category": Category.TRANSPORT, "cost": Cost.PAID, "cost_in_words": "25p a mile. Free when you have no money for it."}
        | {"run_by": SOCIETY, "phone": "01632 960212", **_BOOK, "how_it_works": "Ring two days before. Say if you need a child’s seat."},
        (("thorncott-hall", "From the villages of the Vale"), ("oakmoor-surgery", "From the villages of the Coast")),
    ),
)

# Of each place: what it is like, how to get in, when it is quiet.
PLACES: dict[str, tuple[str, str, str]] = {
    "maple-road": (
        "The big red door opposite the school. There is a café, a garden, and always somebody at the desk.",
        "<ul><li>No steps. The door opens by itself.</li><li>Prams stay dry in the porch.</li><li>Buses 4 and 11 stop outside.</li>"
        "<li>Toilets with a changing table are on the left.</li></ul>",
        "Mondays before 10am and Fridays after 3pm are calm.",
    ),
    "millbank": (
        "A low building by the river, with a big garden and a sensory room.",
        "<ul><li>One step at the front. Use the ramp at the side: ring the bell.</li><li>Free parking for 20 cars.</li></ul>",
        "Wednesday mornings are calm.",
    ),
    "harbour-street": (
        "Two floors above the harbour. Boats from every window, and the kettle is always on.",
        "<ul><li>A lift goes to the first floor.</li><li>No parking. The car park at the quay is two minutes away.</li></ul>",
        "Thursdays after 5pm are calm.",
    ),
    "beacon-hill": (
        "Next to the playing field. We have the longest slide in Brackenport.",
        "<ul><li>No steps.</li><li>Bus 9 stops at the gate, every half hour.</li><li>Prams come in with you.</li></ul>",
        "Mondays after lunch are calm.",
    ),
    "kelderby-library": ("In the children’s corner, behind the round window.", "", "Monday afternoons are calm."),
    "larkfield-school": ("In the wooden hut by the school gate. Come in after you drop the children off.", "", ""),
    "thorncott-hall": ("The village hall, every Wednesday morning. Bring wellies: there is mud.", "", ""),
    "quayside-centre": ("The blue building behind the fish market.", "", ""),
    "oakmoor-surgery": ("Upstairs in the surgery. You do not have to be a patient there.", "", ""),
    "brackenport-baths": ("By the small pool, every Friday morning.", "", ""),
}
MEET = (
    ("Family worker", "Whatever it is, start here.", "Every day"),
    ("Health visitor", "Weighing, sleep, food, talking, and how you are.", "Mondays"),
    ("Midwife", "From the day you know you are pregnant.", "Ask for the days"),
    ("Welcome desk", "Knows what is on today and puts the kettle on.", "Every day"),
)
