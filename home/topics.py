"""The lower level of the list of services that the Department for Education sorted with families (domain reference 4.5), as data.

Each topic belongs to one `Category`. A council that calls something else by another name changes the page's title, not this list: feeds,
searches and returns know services by it.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from home.choices import Category

# (code, words, what it belongs to), in the order in which families read them.
TOPICS: tuple[tuple[str, Any, str], ...] = (
    ("birth-registration", _("Registering a birth"), Category.PREGNANCY),
    ("early-language", _("Early talking and learning"), Category.PREGNANCY),
    ("health-visiting", _("Health visitors"), Category.PREGNANCY),
    ("infant-feeding", _("Feeding your baby"), Category.PREGNANCY),
    ("midwifery", _("Midwives and maternity"), Category.PREGNANCY),
    ("perinatal-mental-health", _("How you feel around birth"), Category.PREGNANCY),
    ("activities", _("Things to do"), Category.ACTIVITIES),
    ("school-clubs", _("Before and after school clubs"), Category.ACTIVITIES),
    ("holiday-clubs", _("Holiday clubs"), Category.ACTIVITIES),
    ("music-arts-dance", _("Music, arts and dance"), Category.ACTIVITIES),
    ("baby-and-toddler-groups", _("Baby and toddler groups"), Category.ACTIVITIES),
    ("playgroup", _("Playgroup before school"), Category.ACTIVITIES),
    ("sports", _("Sports"), Category.ACTIVITIES),
    ("hearing-and-sight", _("Hearing and sight"), Category.HEALTH),
    ("mental-health", _("Mental health and feelings"), Category.HEALTH),
    ("nutrition-and-weight", _("Food and weight"), Category.HEALTH),
    ("oral-health", _("Teeth"), Category.HEALTH),
    ("public-health", _("Staying healthy"), Category.HEALTH),
    ("bullying", _("Bullying"), Category.FAMILY),
    ("debt-and-welfare", _("Debt and welfare advice"), Category.FAMILY),
    ("domestic-abuse", _("Domestic abuse"), Category.FAMILY),
    ("intensive-family-support", _("Close support for your family"), Category.FAMILY),
    ("money-and-housing", _("Money, benefits and housing"), Category.FAMILY),
    ("parenting", _("Being a parent"), Category.FAMILY),
    ("parental-conflict", _("Arguing less"), Category.FAMILY),
    ("separating", _("Parents who separate"), Category.FAMILY),
    ("stop-smoking", _("Stopping smoking"), Category.FAMILY),
    ("substance-misuse", _("Drugs and alcohol"), Category.FAMILY),
    ("youth-support", _("Support for young people"), Category.FAMILY),
    ("youth-justice", _("Young people and the law"), Category.FAMILY),
    ("send-autism", _("Autism"), Category.SEND),
    ("send-breaks", _("Breaks and respite"), Category.SEND),
    ("send-early-years", _("Early years support"), Category.SEND),
    ("send-parent-groups", _("Groups for parents and carers"), Category.SEND),
    ("send-hearing", _("Hearing impairment"), Category.SEND),
    ("send-learning", _("Learning difficulties and disabilities"), Category.SEND),
    ("send-multi-sensory", _("Multi-sensory impairment"), Category.SEND),
    ("send-physical", _("Physical disabilities"), Category.SEND),
    ("send-feelings", _("Feelings, friends and mental health"), Category.SEND),
    ("send-speech", _("Talking and understanding"), Category.SEND),
    ("send-sight", _("Visual impairment"), Category.SEND),
    ("send-other", _("Other needs"), Category.SEND),
    ("community-transport", _("Community transport"), Category.TRANSPORT),
)
TOPIC_CHOICES = [(code, words) for code, words, _category in TOPICS]
TOPIC_WORDS = dict(TOPIC_CHOICES)
CATEGORY_OF = {code: category for code, _words, category in TOPICS}
