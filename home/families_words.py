"""What families say when they need help, and what is meant by it, as data: their words name no service and no topic.

A phrase fits when its words stand in what was typed in this order, with at most a few others between; accents, capitals and apostrophes
do not count, and a star stands for any ending. `topics` are those of the national list (home/topics.py), the likeliest first; `words` are
what a page about it says, for pages without a topic; a service may also answer the line of the offer that a topic belongs to. `help_now`
puts the urgent numbers in front: rather once too often. Words of other languages stand here only where somebody was sure of them. What a
family types is compared with this, and kept nowhere.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """Some phrases that mean the same."""

    phrases: tuple[str, ...]
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    help_now: bool = False


def _split(*lines: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for line in lines for phrase in line.split(","))


# The line of the offer (home/offer_list.py) that a topic belongs to, where it has another name.
LINE_OF_TOPIC = {
    "perinatal-mental-health": "mental-health",
    "parenting": "parenting-programmes",
    "debt-and-welfare": "money-and-housing",
    "send-autism": "send",
    "send-early-years": "send",
    "send-parent-groups": "send",
    "send-other": "send",
    "send-breaks": "send",
}

# They stand on every page: they would find everything, and put in front what was not meant.
LITTLE_WORDS = frozenset(
    _split(
        "a, about, an, and, any, are, as, at, be, been, but, by, can, could, do, does, for, from, get, getting, going, got, had, has",
        "have, he, help, her, him, his, how, i, if, im, in, is, it, its, ive, me, my, need, needs, no, not, of, on, or, our, please, s",
        "she, so, some, t, that, the, their, them, there, they, this, to, too, us, want, wants, was, we, what, when, where, which, who",
        "will, with, would, you, your",
    )
)

SAID = (
    # --- Somebody may not be safe ---------------------------------------------------------------------------------------------------
    Said(
        _split(
            "hits me, hit me, hitting me, hits us, beats me, beat me, beats us, beating me, hurts me, hurt me, hurting me",
            "punch* me, kick* me",
            "slap* me, push* me, chok* me, strangl*, rape*, threat* me, controls me, controlling, stalk*, abus*, violen*, refuge",
            "husband hit*, partner hit*, boyfriend hit*, wife hit*, dad hit*, he hit*, leav* husband, leav* partner, leav* boyfriend",
            "scared of him, scared of husband, scared of partner, scared of boyfriend, scared of dad, scared of her, scared to go home",
            "afraid of him, afraid of husband, afraid of partner, frightened of him, frightened of husband, frightened of partner",
            "bije mnie, mnie bije, przemoc*, ma bate, ma loveste, violenta, violent",
            "يضربني, زوجي يضرب*, عنف, العنف, شوہر مارتا, مجھے مارتا, تشدد",
        ),
        topics=("domestic-abuse",),
        words=("domestic abuse",),
        help_now=True,
    ),
    Said(
        _split(
            "want to die, wanna die, wish i was dead, kill* myself, end my life, end it all, suicid*, self harm*, selfharm*, cut* myself",
            "hurt* myself, harm* myself, dont want to live, do not want to live, dont want to be here, do not want to be here",
            "no point living",
            "overdos*, better off dead, better off without me, cant go on, cant take it any*",
            "chce umrzec, samoboj*, zabic sie, vreau sa mor, sinucid*, اريد اموت, انتحار, الانتحار, مرنا چاہتی, مرنا چاہتا, خودکشی",
        ),
        topics=("mental-health", "perinatal-mental-health"),
        words=("mental health",),
        help_now=True,
    ),
    Said(
        _split(
            "hurt* my baby, hurt* my child*, hurt* my kid*, hurt* my daughter, hurt* my son, shak* the baby, shak* my baby, shook the baby",
            "hit* my child*, hit* my kid*, hit* my baby, hit* my daughter, hit* my son, touch* my child*, touch* my daughter",
            "touch* my son",
            "child not safe, children not safe, kids not safe, worried about a child",
        ),
        topics=("intensive-family-support", "parenting"),
        help_now=True,
    ),
    Said(
        _split(
            "not safe, unsafe, in danger, emergency, scared, afraid, frightened, terrified, boje sie, mi e frica, خائفة, خايفة, خائف",
            "ڈر لگتا",
        ),
        help_now=True,
    ),
    # --- How somebody feels -----------------------------------------------------------------------------------------------------------
    Said(
        _split(
            "cry all the time, crying all the time, cant stop crying, keep crying, not coping, cant cope, cannot cope, struggl* to cope",
            "feel* low, low mood, feel* down, feel* sad, depress*, anxi*, panic attack*, postnatal, baby blues, dont love my baby",
            "cant bond",
            "hate being a mum, so tired, exhausted, overwhelmed, depresj*, depresie, اكتئاب, الاكتئاب, ڈپریشن",
        ),
        topics=("perinatal-mental-health", "mental-health"),
        words=("mental health", "how you feel"),
    ),
    Said(
        _split("lonely, no friends, all alone, on my own, isolated, nobody to talk to, no one to talk to"),
        topics=("baby-and-toddler-groups", "perinatal-mental-health"),
    ),
    # --- A roof, money, food ----------------------------------------------------------------------------------------------------------
    Said(
        _split(
            "rent, evict*, homeless*, kicked out, thrown out, nowhere to live, nowhere to stay, nowhere to sleep, landlord*, council house",
            "housing, damp, mould, czynsz*, eksmisj*, chirie*, evacua*, ايجار, الايجار, کرایہ",
        ),
        topics=("money-and-housing",),
        words=("housing",),
    ),
    Said(
        _split(
            "debt*, bill, bills, cant pay, cannot pay, bailiff*, owe*, loan*, no money, skint, benefits, universal credit, cant afford",
            "electric*, gas meter, dlugi, dlugow, zadluz*, datorii, ديون, الديون, قرض",
        ),
        topics=("debt-and-welfare", "money-and-housing"),
        words=("debt", "money"),
    ),
    Said(
        _split(
            "food bank*, foodbank*, hungry, no food, cant feed, nothing to eat, nappies, healthy start, bank zywnosci, glodn*, foame",
            "جوع, جائع, جوعان, بھوک, بھوکے",
        ),
        topics=("money-and-housing", "debt-and-welfare"),
        words=("food bank",),
    ),
    # --- Babies and small children ------------------------------------------------------------------------------------------------------
    Said(
        _split("baby group*, babies group*, toddler group*, mum* group*, mums and babies, mother and baby, stay and play, meet other mums"),
        topics=("baby-and-toddler-groups",),
    ),
    Said(
        _split("something to do, things to do, bored, rainy day*, days out, half term, summer holiday*, holiday club*"),
        topics=("activities", "holiday-clubs"),
    ),
    Said(
        _split("breastfe*, breast fe*, latch*, bottle*, formula, wont feed, nipple*, mastitis, weaning, karmieni*, alapt*"),
        topics=("infant-feeding",),
    ),
    Said(
        _split("wont sleep, not sleeping, doesnt sleep, up all night, awake all night, night waking, sleep*"), topics=("health-visiting",)
    ),
    Said(_split("jabs, vaccin*, immunis*, baby weight, weigh* baby, weigh* my baby, rash"), topics=("health-visiting",)),
    Said(_split("potty*, toilet train*, wet* the bed, bedwett*"), topics=("health-visiting", "parenting")),
    Said(
        _split("not talking, doesnt talk, isnt talking, late talk*, talk* late, stammer*, stutter*"),
        topics=("early-language", "send-speech"),
    ),
    Said(_split("register birth, register the birth, birth certificate"), topics=("birth-registration",)),
    Said(_split("pregnan*, expecting, midwi*, antenatal, ciaz*, insarcinata, حامل, حاملہ"), topics=("midwifery",)),
    Said(_split("teeth, tooth*, dentist*"), topics=("oral-health",)),
    Said(_split("fussy eat*, wont eat, picky eat*, overweight"), topics=("nutrition-and-weight",)),
    # --- At home ------------------------------------------------------------------------------------------------------------------------
    Said(
        _split("tantrum*, naughty, wont listen, bit* other*, toddler hit*, child hit*, kids hit*, shout* at my*, los* my temper, behav*"),
        topics=("parenting",),
    ),
    Said(_split("argu*, fight* all the time, row* all the time, shout* all the time"), topics=("parental-conflict",)),
    Said(_split("divorc*, separat*, split up, splitting up, custody, see my kids, see my children"), topics=("separating",)),
    Said(
        _split("drink* too much, drunk, drinking, alcohol*, drugs, drug use, weed, cannabis, cocaine, addict*"),
        topics=("substance-misuse",),
    ),
    Said(_split("smok*, vap*, cigarette*"), topics=("stop-smoking",)),
    Said(_split("bulli*, bully*"), topics=("bullying",)),
    Said(_split("gang*, arrested, police, knife, knives"), topics=("youth-justice", "youth-support")),
    # --- Special needs ------------------------------------------------------------------------------------------------------------------
    Said(_split("autis*, adhd, asd, asperger*, meltdown*"), topics=("send-autism", "send-feelings", "send-learning")),
    Said(_split("special needs, disab*, ehcp, additional needs"), topics=("send-early-years", "send-parent-groups", "send-other")),
    Said(_split("respite, need a break, need a rest"), topics=("send-breaks", "intensive-family-support")),
)
