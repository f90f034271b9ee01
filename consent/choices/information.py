"""What is said of a request under the Freedom of Information Act 2000, and of each thing that answers it."""

from dataclasses import dataclass

from django.db import models


class InformationStepKind(models.TextChoices):
    """What moves the clock of a request. Never a word of anybody: only that it happened, and when."""

    ASKED_BACK = "asked_back", "We asked what exactly they want"
    EXPLAINED = "explained", "They told us what exactly they want"
    LONGER = "longer", "We take longer to weigh the public interest"
    REVIEW = "review", "They asked us to look at our answer again"
    REVIEWED = "reviewed", "We looked at our answer again, and told them"


class Giving(models.TextChoices):
    """What becomes of one thing that was found."""

    NOT_DECIDED = "", "Not decided yet"
    GIVE = "give", "Give it whole"
    PART = "part", "Give it with parts blacked out"
    WITHHOLD = "withhold", "Give nothing of it"


class Exemption(models.TextChoices):
    """The sections that a council relies on most."""

    ALREADY = "21", "Section 21: anybody can read it already"
    SOON = "22", "Section 22: it is about to be published"
    CONDUCT = "36", "Section 36: it would harm how the council works"
    PERSONAL = "40", "Section 40: personal data"
    CONFIDENCE = "41", "Section 41: it was told us in confidence"
    LAWYERS = "42", "Section 42: what lawyers advised"
    COMMERCIAL = "43", "Section 43: it would harm somebody’s business"


@dataclass(frozen=True)
class ExemptionFacts:
    """What stands in the place of words that were taken out; and whether the public interest has to be weighed (section 2)."""

    in_short: str
    is_weighed: bool


FACTS_OF: dict[str, ExemptionFacts] = {
    Exemption.ALREADY: ExemptionFacts("published already", is_weighed=False),
    Exemption.SOON: ExemptionFacts("to be published", is_weighed=True),
    Exemption.CONDUCT: ExemptionFacts("conduct of public affairs", is_weighed=True),
    Exemption.PERSONAL: ExemptionFacts("personal data", is_weighed=False),
    Exemption.CONFIDENCE: ExemptionFacts("told in confidence", is_weighed=False),
    Exemption.LAWYERS: ExemptionFacts("legal advice", is_weighed=True),
    Exemption.COMMERCIAL: ExemptionFacts("commercial interests", is_weighed=True),
}

# The kinds of record that a search finds, as a list of what was given calls them. What each is, its own app knows.
KINDS_OF_RECORD: dict[str, str] = {
    "agreement": "An agreement with a partner",
    "activity": "A line of the register of what we do with people’s data",
    "breach_counts": "How often something went wrong with people’s data in a year",
    "purpose": "A purpose for which we use people’s data",
    "wording": "The words in which families are asked or told",
    "engagement": "Something the council asked families about",
    "exception": "An exception to what the council asks of itself before it asks families or closes",
    "group": "Which families the council looks for, in its words",
    "own_question": "What the council asks itself about how well it listens",
    "session": "Something that was done to hear families",
    "aim": "Which families the council means to hear, and how",
    "sentence": "What a small group of families says",
    "checklist": "What the council noted about how well it listened",
    "past_report": "What an earlier report of listening found",
    "equality": "Whom a decision touches differently, as the council looked at it",
    "learning": "What the council learned from asking families",
    "meeting": "A meeting of a panel, and what was to be talked about",
    "meeting_paper": "A paper for a meeting of a panel",
    "meeting_sheet": "What came of a meeting of a panel, and its minutes",
    "survey": "The questions of a survey",
    "theme": "What families talked about",
    "you_said": "What families said, in the council’s words",
    "we_did": "An answer of the council to families",
    "comment": "Words of a family",
    "panel": "What a panel of parents and carers is",
    "panel_terms": "How a panel works",
    "panel_pays": "What a panel pays its members back, and how it thanks them",
    "panel_message": "What a panel’s members were written",
    "panel_reading": "What a panel read before others did, and what was changed because of it",
    "panel_poll": "When a panel could meet, as it asked its members",
    "panel_question": "What a panel decided between meetings, and how it was asked",
    "panel_body": "Another body that a panel works with",
    "panel_sent": "What a panel sent to another body, and what came back",
    "panel_report": "What a panel did in a year",
    "panel_return": "What was filled in by hand in the quarterly return",
    "page": "A page of this website",
}
