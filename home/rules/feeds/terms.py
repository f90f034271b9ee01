"""Which of our topics a directory's terms mean: by our own words, and by the names of the national list (domain reference 4.5)."""

import re
from collections.abc import Iterable
from functools import cache

from django.utils import translation

from home.choices import Category
from home.topics import CATEGORY_OF, TOPICS

# What the national list, and councils, call a topic of ours.
ALSO: dict[str, tuple[str, ...]] = {
    "birth-registration": ("birth registration",),
    "early-language": ("early years language and learning", "early language and home learning environment", "early language"),
    "health-visiting": ("health visiting", "health visitor"),
    "infant-feeding": ("infant feeding", "infant feeding support", "breastfeeding", "breastfeeding support"),
    "midwifery": ("midwife and maternity", "midwifery", "maternity", "midwife"),
    "perinatal-mental-health": ("perinatal mental health", "perinatal mental health support", "parent-infant relationships"),
    "activities": ("activities",),
    "school-clubs": ("before and after school clubs", "after school clubs", "breakfast clubs"),
    "holiday-clubs": ("holiday clubs and schemes", "holiday clubs", "holiday activities and food"),
    "music-arts-dance": ("music, arts and dance", "music", "arts", "dance"),
    "baby-and-toddler-groups": ("parent, baby and toddler groups", "stay and play", "toddler groups", "baby groups"),
    "playgroup": ("pre-school playgroup", "playgroup", "pre-school"),
    "sports": ("sports and recreation", "sport", "sports"),
    "hearing-and-sight": ("hearing and sight",),
    "mental-health": ("mental health", "mental health, social and emotional support", "counselling", "emotional support"),
    "nutrition-and-weight": ("nutrition and weight management", "healthy growth and nutrition", "nutrition", "weight management"),
    "oral-health": ("oral health", "dental health", "dentist"),
    "public-health": ("public health services", "0-19 public health", "vaccinations", "healthy lifestyles"),
    "bullying": ("bullying and cyber bullying",),
    "debt-and-welfare": ("debt and welfare advice", "debt", "welfare advice"),
    "domestic-abuse": ("domestic violence",),
    "intensive-family-support": ("intensive targeted family support", "targeted family support", "early help"),
    "money-and-housing": ("money, benefits and housing", "housing", "benefits"),
    "parenting": ("parenting support", "parenting", "parenting programmes"),
    "parental-conflict": ("reducing parental conflict", "parental conflict"),
    "separating": ("separating and separated parent support", "separated parents", "separating parents"),
    "stop-smoking": ("stopping smoking", "stop smoking", "smoking"),
    "substance-misuse": ("substance misuse", "alcohol", "drugs"),
    "youth-support": ("targeted youth support", "youth services"),
    "youth-justice": ("youth justice services", "youth justice"),
    "send-autism": ("autistic spectrum disorder", "autism"),
    "send-breaks": ("breaks and respite", "respite", "short breaks"),
    "send-early-years": ("send early years support",),
    "send-parent-groups": ("groups for parents and carers",),
    "send-hearing": ("hearing impairment",),
    "send-learning": ("learning difficulties and disabilities", "learning difficulties", "learning disabilities"),
    "send-multi-sensory": ("multi-sensory impairment",),
    "send-physical": ("physical disabilities", "physical disability"),
    "send-feelings": ("social, emotional and mental health",),
    "send-speech": ("speech, language and communication", "speech and language"),
    "send-sight": ("visual impairment",),
    "community-transport": ("community transport", "transport"),
}


def topic_of(terms: Iterable[str]) -> str:
    """Return the first topic that one of these terms means; nothing when none does."""
    return next((known for term in terms if (known := _topics().get(_plain(term)))), "")


def category_of(terms: Iterable[str]) -> str:
    """Return the first upper heading that one of these terms means; nothing when none does."""
    return next((known for term in terms if (known := _categories().get(_plain(term)))), "")


def category_of_topic(topic: str) -> str:
    """Return the upper heading that a topic belongs to."""
    return str(CATEGORY_OF[topic])


def _plain(term: str) -> str:
    return re.sub(r"[\W_]+", " ", term.replace("&", " and ")).strip().casefold()


@cache
def _topics() -> dict[str, str]:
    with translation.override("en-gb"):
        own = {_plain(name): code for code, words, _ in TOPICS for name in (code, str(words))}
    return own | {_plain(name): code for code, names in ALSO.items() for name in names}


@cache
def _categories() -> dict[str, str]:
    with translation.override("en-gb"):
        own = {_plain(name): value for value, label in Category.choices for name in (value, str(label))}
    return own | {"pregnancy birth and early years": "pregnancy", "activities clubs and groups": "activities", "send": "send"}
