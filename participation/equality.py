"""Whom a decision may touch differently: the nine characteristics of the Equality Act, and what the council adds (domain 7.1)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Characteristic:
    """One group to think of. `key` stands in the database, so it never changes; `name` is the law's word, `families` what a parent reads,
    `asks` helps whoever fills the line in.
    """

    key: str
    name: str
    families: str
    asks: str
    is_protected: bool = True


CHARACTERISTICS: tuple[Characteristic, ...] = (
    Characteristic(
        "age",
        "Age",
        "Younger or older people",
        "Babies, young parents, teenagers, grandparents who care for children.",
    ),
    Characteristic(
        "disability",
        "Disability",
        "Disabled people",
        "Getting in, moving about, hearing, seeing, learning, and what nobody sees from outside.",
    ),
    Characteristic(
        "reassignment",
        "Gender reassignment",
        "People who are changing, or have changed, their sex",
        "Parents and young people who are changing, or have changed, their sex.",
    ),
    Characteristic(
        "marriage",
        "Marriage and civil partnership",
        "People who are married or in a civil partnership",
        "In the Act this is about work. Think of staff first.",
    ),
    Characteristic(
        "pregnancy",
        "Pregnancy and maternity",
        "People who are pregnant or have a new baby",
        "Being pregnant, the first 26 weeks after, and feeding a baby.",
    ),
    Characteristic(
        "race",
        "Race",
        "People of some colours, nationalities or backgrounds",
        "Colour, nationality, ethnic or national origins; languages; Gypsy, Roma and Traveller families.",
    ),
    Characteristic(
        "religion",
        "Religion or belief",
        "People of a faith, or of none",
        "Days, food, prayer, who may be in a room together; and having no religion.",
    ),
    Characteristic(
        "sex",
        "Sex",
        "Mothers or fathers, girls or boys",
        "In the Act this means biological sex (Supreme Court, April 2025). Mothers and fathers, girls and boys.",
    ),
    Characteristic(
        "orientation",
        "Sexual orientation",
        "Gay, lesbian and bisexual people",
        "Families with two mothers or two fathers; words on forms and walls.",
    ),
    Characteristic(
        "carers",
        "Carers",
        "Carers",
        "Young carers, and parents who also care for somebody else.",
        is_protected=False,
    ),
    Characteristic(
        "care",
        "Care-experienced people",
        "People who grew up in care",
        "Parents who grew up in care, and children in care now.",
        is_protected=False,
    ),
    Characteristic(
        "forces", "Armed forces families", "Armed forces families", "Moving often, and a parent who is away.", is_protected=False
    ),
    Characteristic(
        "income",
        "Families on a low income",
        "Families with little money",
        "Fares, fees, data on a phone, time off work that nobody pays.",
        is_protected=False,
    ),
    Characteristic(
        "rural",
        "Families in rural places",
        "Families far from a town",
        "How far it is, and whether a bus goes.",
        is_protected=False,
    ),
)
KEYS: tuple[str, ...] = tuple(one.key for one in CHARACTERISTICS)
BY_KEY: dict[str, Characteristic] = {one.key: one for one in CHARACTERISTICS}
CHOICES: tuple[tuple[str, str], ...] = tuple((one.key, one.name) for one in CHARACTERISTICS)
