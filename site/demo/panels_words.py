"""How Ashmere's parent carer panel works, in its own words, and what went to the boards and groups beside it."""

TERMS = {
    "purpose": "We are parents and carers who tell Maple Road and the council what families need, and see that something comes of it.",
    "scope": "Everything for families in the north of Ashmere, from expecting a baby until the child is five, and what comes after.",
    "say": "We decide how the panel works and what stands on our agenda. We are asked before a group moves, starts or stops. We are told "
    "about money and buildings, and why it was decided so.",
    "answers_to": "The head of early help answers for it, to the Early Help Partnership Board.",
    "members": "Anybody who expects or cares for a child: mums, dads, grandparents, foster carers. Eight to fifteen of us. We still look "
    "for dads, and for families who speak Polish or Urdu at home.",
    "term": "Two years, and once more if you like. You can stop at any time.",
    "chair": "The coordinator opens the meeting, a parent leads it. We take turns.",
    "meetings": "Every six weeks on a Tuesday at ten, for an hour and a half, at Maple Road or online. With fewer than four of us we talk "
    "and decide nothing.",
    "money": "Fares, childcare and lunch are paid. A £10 voucher says thank you. It can touch benefits: ask the advice desk first. You may "
    "say no to it.",
    "conduct": "We let each other finish. What somebody tells about their family stays in the room.",
    "safeguarding": "If a child or somebody else may not be safe, the coordinator has to tell, and says so to you first.",
    "data": "We keep your name, how to reach you, and when you came. No photos and no quotes without a yes for each.",
    "support": "Somebody meets you before your first meeting and rings you after it. There is a morning about how the council decides.",
    "agenda": "Any of us can put something on. Papers come a week before, in plain words, on paper if you like.",
    "answered": "The council answers within six weeks. A “no” says why, who decided, and what would change it.",
    "links": "The Elmshire Parent Carer Forum is a body of its own. We tell each other what we hear, never who said it.",
    "review": "Every autumn, in the meeting.",
    "leaving": "Tell anybody of us, without a reason. What we arranged for you is deleted at once, the rest after two years.",
}
YOUNG_TERMS = {
    "purpose": "We are 13 to 17 and say what is good and what is not for us at the family hubs.",
    "meetings": "After school, with pizza.",
}
BOARD, FORUM = "Early Help Partnership Board", "Elmshire Parent Carer Forum"
# What was sent, how many weeks ago, its number there, weeks until an answer was due, and what came back after how many weeks.
SENT: tuple[tuple[str, str, int, str, int, str, int], ...] = (
    (BOARD, "Let the baby clinic open until six on Thursdays.", 30, "Item 7", 6, "Yes, from the new year. The money is found.", 5),
    (BOARD, "A crossing at the corner of Maple Road and Mill Lane.", 12, "Item 4", 8, "", 0),
    (
        FORUM,
        "What parents of children with additional needs told us about noise in the hall.",
        9,
        "",
        0,
        "They come and try the quiet hour.",
        3,
    ),
)
# What the panel tells everybody of its last year, and what is written so far of this one.
LAST_YEAR = {
    "purpose": "We are parents and carers who tell Maple Road and the council what families need, and see that something comes of it.",
    "members": "We still look for dads, and for families who speak Polish or Urdu at home.",
    "said": "The hub is hard to reach with a pram. Letters from the council are hard to read. Mornings are hard when you have "
    "a child at school.",
    "changed": "There is a place for prams under the stairs. Three of us read every new leaflet before it is printed.",
    "not_changed": "The bus still stops at five. The council asked the bus company twice: it says that too few people ride later. It would "
    "change its mind for a group of twenty.",
    "learned": "We talk more when we sit in small groups first. Papers that come a week before are read; papers on the day are not.",
    "next": "A quiet hour for stay and play, longer hours for the baby clinic, and a crossing at the corner.",
}
THIS_YEAR = {
    "purpose": LAST_YEAR["purpose"],
    "said": "Let the baby clinic open until six on Thursdays. A crossing at the corner of Maple Road and Mill Lane.",
    "changed": "The baby clinic is open until six on Thursdays.",
}
