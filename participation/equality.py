"""Whom a decision may touch differently: the nine characteristics of the Equality Act, and what the council adds (domain 7.1)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Characteristic:
    """One group to think of. `key` stands in the database, so it never changes; `asks` helps whoever fills the line in."""

    key: str
    name: str
    asks: str
    is_protected: bool = True


CHARACTERISTICS: tuple[Characteristic, ...] = (
    Characteristic("age", "Age", "Babies, young parents, teenagers, grandparents who care for children."),
    Characteristic("disability", "Disability", "Getting in, moving about, hearing, seeing, learning, and what nobody sees from outside."),
    Characteristic("reassignment", "Gender reassignment", "Parents and young people who are changing, or have changed, their sex."),
    Characteristic("marriage", "Marriage and civil partnership", "In the Act this is about work. Think of staff first."),
    Characteristic("pregnancy", "Pregnancy and maternity", "Being pregnant, the first 26 weeks after, and feeding a baby."),
    Characteristic("race", "Race", "Colour, nationality, ethnic or national origins; languages; Gypsy, Roma and Traveller families."),
    Characteristic("religion", "Religion or belief", "Days, food, prayer, who may be in a room together; and having no religion."),
    Characteristic("sex", "Sex", "In the Act this means biological sex (Supreme Court, April 2025). Mothers and fathers, girls and boys."),
    Characteristic("orientation", "Sexual orientation", "Families with two mothers or two fathers; words on forms and walls."),
    Characteristic("carers", "Carers", "Young carers, and parents who also care for somebody else.", is_protected=False),
    Characteristic("care", "Care-experienced people", "Parents who grew up in care, and children in care now.", is_protected=False),
    Characteristic("forces", "Armed forces families", "Moving often, and a parent who is away.", is_protected=False),
    Characteristic(
        "income", "Families on a low income", "Fares, fees, data on a phone, time off work that nobody pays.", is_protected=False
    ),
    Characteristic("rural", "Families in rural places", "How far it is, and whether a bus goes.", is_protected=False),
)
KEYS: tuple[str, ...] = tuple(one.key for one in CHARACTERISTICS)
BY_KEY: dict[str, Characteristic] = {one.key: one for one in CHARACTERISTICS}
CHOICES: tuple[tuple[str, str], ...] = tuple((one.key, one.name) for one in CHARACTERISTICS)
