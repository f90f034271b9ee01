"""The groups that a council may look for, as data: a stable key, a name, and who this is in plain words (domain reference 6.4).

A key never changes its meaning: counts of who came, and answers to monitoring questions, are matched by it.
"""

from typing import NamedTuple


class Starter(NamedTuple):
    """One group of the set."""

    key: str
    name: str
    meaning: str


STARTER_SET = (
    Starter("fathers", "Fathers and male carers", "Dads, step-dads, grandfathers and other men who bring a child up."),
    Starter("send", "Families of a child with special needs or a disability", "With or without a plan or a diagnosis."),
    Starter("english-not-first", "Families whose first language is not English", "Also families who sign."),
    Starter("young-parents", "Young parents", "Parents under 25, and those who are expecting."),
    Starter("no-internet", "Families without internet", "No connection at home, no device, or no money for data."),
    Starter("kinship", "Kinship, foster and adoptive families", "Whoever brings up a child that was not born to them."),
    Starter("home-educated", "Home-educated, and children not in school", "Taught at home, waiting for a place, or kept out of school."),
    Starter("faith", "Faith communities", "Families who meet and get their news by their faith."),
    Starter("bad-experience", "People who had a bad experience before", "Of us or of another service, and who stay away since."),
    Starter("lone-parents", "Lone parents", "One parent who does it mostly alone."),
    Starter("disabled-parents", "Disabled parents", "Parents with a long illness, a disability, or who are neurodivergent."),
    Starter("perinatal", "Parents unwell around a birth", "Low, anxious or ill in mind while expecting or in the first two years."),
    Starter("substances", "Families where somebody drinks too much or uses drugs", "Now, or on the way out of it."),
    Starter(
        "domestic-abuse", "Families who live with or have left abuse at home", "Ask only where it is safe, and never in front of others."
    ),
    Starter("low-income", "Families with little money, or out of work", "Also where every parent works."),
    Starter("homeless", "Families without a settled home", "In temporary housing, with friends, or about to lose their home."),
    Starter("minority", "Ethnic minority families", "In your area’s own words: say which communities you mean."),
    Starter("travellers", "Gypsy, Roma and Traveller families", "On sites, on boats, on the road, or in houses."),
    Starter("refugees", "Refugees and people who ask for asylum", "And other families who are new to the country."),
    Starter("armed-forces", "Armed forces families", "Serving, away, or just left."),
    Starter("prisoners", "Families with somebody in prison", "Or on remand, or just out."),
    Starter("care-experienced", "Parents who grew up in care", "At any age."),
    Starter("child-protection", "Families with a social worker", "A child in need, or with a child protection plan."),
    Starter("young-carers", "Young carers", "Children who look after somebody at home."),
    Starter("bereaved", "Bereaved families", "Who lost a child, a parent, or a pregnancy."),
    Starter("lgbt", "LGBT+ parents", "And those who are becoming parents."),
    Starter("rural", "Rural families", "Far from a hub, or without a bus to it."),
)

# A council looks for a few, and does it: it begins with five, and adds from the set or in its own words.
BEGINS_WITH = 5
