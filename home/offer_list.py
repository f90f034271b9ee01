"""What must be in the published offer, as data (domain reference 4.1).

A line is one thing that families must be able to find: first what is for everyone, then extra help, each in the order in which families
come to need it. Service pages say which lines they answer; a line that no live page answers is a gap, which staff alone read.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Line:
    """One line of the offer: its code, what families call it, what staff call it, and whether every family is meant."""

    code: str
    words: Any
    staff_words: str
    is_for_everyone: bool = True


FOR_EVERYONE = (
    Line("midwifery", _("Midwives"), "midwifery"),
    Line("health-visiting", _("Health visitors"), "health visiting"),
    Line("infant-feeding", _("Feeding your baby"), "infant feeding advice"),
    Line("specialist-infant-feeding", _("When breastfeeding hurts or is hard"), "specialist infant feeding"),
    Line("mental-health", _("How you feel, and you and your baby"), "perinatal mental health and parent-infant relationships"),
    Line("safeguarding", _("Keeping children safe"), "safeguarding"),
    Line("send", _("Special needs and disability"), "SEND"),
)
EXTRA_HELP = tuple(
    Line(code, words, staff_words, is_for_everyone=False)
    for code, words, staff_words in (
        ("young-parents", _("Young parents"), "young parents"),
        ("stop-smoking", _("Stopping smoking"), "stop smoking"),
        ("substance-misuse", _("Drink and drugs"), "substance misuse"),
        ("domestic-abuse", _("When someone at home hurts or frightens you"), "domestic abuse"),
        ("parental-conflict", _("When parents argue"), "parental conflict"),
        ("parenting-programmes", _("Courses about being a parent"), "parenting programmes"),
        ("intensive-family-support", _("Close support for your family"), "intensive family support"),
        ("money-and-housing", _("Money, debt and housing"), "debt, housing and benefits advice"),
        ("bereavement", _("When somebody dies"), "bereavement"),
        ("prison", _("When somebody in the family is in prison"), "prison family support"),
    )
)
LINES: tuple[Line, ...] = FOR_EVERYONE + EXTRA_HELP
LINE_OF = {line.code: line for line in LINES}
