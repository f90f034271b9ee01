"""What Earshot does with people's data, as the register begins (domain 5.1, 5.6). The council's officer changes every word."""

from dataclasses import dataclass

from consent.choices.sharing import Basis, Special

_SAFE = "Encrypted where it stands; read by role and hub; each opening of a name is written down; backups are encrypted and kept 35 days."
_PUBLIC_TASK = "Data Protection Act 2018 section 8; Childcare Act 2006 sections 1 to 5."
_FAMILIES = "Parents, carers, children and young people who use, or could use, the hubs."


@dataclass(frozen=True)
class Begins:
    """One row of the register as it begins."""

    code: str
    name: str
    purposes: str
    data: str
    kept: str
    people: str = _FAMILIES
    lawful_basis: str = Basis.PUBLIC_TASK
    legal_power: str = _PUBLIC_TASK
    special: str = Special.NONE
    recipients: str = "Staff of the council and its hubs. Nobody else."
    transfers: str = "None."
    security: str = _SAFE


BEGINS: tuple[Begins, ...] = (
    Begins(
        "surveys",
        "Asking families what they think of the hubs",
        "To make the hubs better and to answer families in public.",
        "Answers and words, by hub and week. No name, unless the family gives one in a step of its own.",
        "Words 12 months, answers without a name 6 years.",
    ),
    Begins(
        "monitoring",
        "Asking who we hear from",
        "To find out whom we do not hear, and to treat everybody equally.",
        "Age, sex, ethnicity, disability, where a family chooses to say so.",
        "As counts; the single answers 6 years.",
        legal_power="Equality Act 2010 section 149.",
        special=Special.PUBLIC,
    ),
    Begins(
        "contact",
        "Keeping in touch with families who asked for it",
        "To tell them what came of what they said, and to ask again.",
        "Name, e-mail or phone, language, whether it is safe to write there.",
        "Until they change their mind.",
        lawful_basis=Basis.CONSENT,
        legal_power="Their consent, which they take back as easily as they gave it.",
    ),
    Begins(
        "another_way",
        "Giving something in another way",
        "Large print, easy read, sign language, a call.",
        "How to reach the family, and what they need.",
        "28 days after it was given.",
        legal_power="Equality Act 2010 sections 20 and 29.",
        special=Special.PUBLIC,
    ),
    Begins(
        "offer_enquiries",
        "Answering questions about the offer, and what is wrong on a page",
        "To keep what families read right.",
        "What they write, and how to reach them where they say so.",
        "28 days after somebody looked.",
    ),
    Begins(
        "panels",
        "Parent carer panels",
        "To decide together with parents.",
        "Name, contact, what they need to take part, when they came.",
        "Two years after their term; who did not join, 6 months.",
        people="Parents and carers on a panel, or who asked to join one.",
        special=Special.EXPLICIT,
    ),
    Begins(
        "payments",
        "Paying panel members back",
        "So that nobody pays for taking part.",
        "Name, what was paid, receipts.",
        "The current year and 6 more.",
        people="Panel members.",
        lawful_basis=Basis.LEGAL,
        legal_power="Tax law.",
        recipients="The council’s finance team.",
    ),
    Begins(
        "photos",
        "Photos, film and quotes in people’s own words",
        "To show what families did and said.",
        "Pictures, voices, words that show who said them.",
        "3 years, or until they change their mind.",
        lawful_basis=Basis.CONSENT,
        legal_power="Their consent for each use.",
        recipients="Everybody: they are published.",
    ),
    Begins(
        "worries",
        "Passing on a worry about a child",
        "To keep children safe.",
        "What was said, and by whom where that is known.",
        "Until the case system has taken it over.",
        lawful_basis=Basis.LEGAL,
        legal_power="Children Act 1989 sections 17 and 47; Children Act 2004 section 11.",
        special=Special.PUBLIC,
        recipients="The council’s safeguarding team.",
    ),
    Begins(
        "sharing",
        "Sharing with partners",
        "So that families tell their story once.",
        "Exactly the items that an agreement names.",
        "The record of it 6 years.",
        lawful_basis=Basis.CONSENT,
        legal_power="Their consent to a named partner.",
        recipients="The partners in the list of agreements.",
    ),
    Begins(
        "staff",
        "Accounts of staff, and who did what",
        "To let in who works here, and to show who did what.",
        "Name, work e-mail, roles, posts, entries of the audit trail.",
        "While they work here; the trail 6 years.",
        people="Staff and volunteers.",
    ),
)
