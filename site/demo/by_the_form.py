"""One parent of Ashmere who came by the public form, today: gave one thing, refused another, and skipped the rest."""

from datetime import date

from django.conf import settings

from consent.choices import SafeThere, Source
from consent.models import Person
from consent.selectors.my_choices import choices_of
from consent.services import choosing, people

SAYS_YES, SAYS_NO = "told", "photo"


def come_by_the_form(today: date) -> Person:
    """Write them down as the form does once the six numbers are typed, and what they said to each thing that was asked."""
    said = {"name": "Jo Marsh", "email": "jo.marsh@family.example", "safe": SafeThere.YES, "language": settings.LANGUAGE_CODE}
    person = people.add_person(said=said, by=None, source=Source.FORM)
    for one in choices_of(person, language=settings.LANGUAGE_CODE, today=today):
        if one.purpose.key == SAYS_YES:
            choosing.say_yes(person=person, one=one, today=today)
        elif one.purpose.key == SAYS_NO:
            choosing.say_no(person=person, one=one, shown=None, today=today)
    return person
