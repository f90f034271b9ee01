"""How Ashmere got ready: all is set up but two things that can wait, and one default is its own."""

from datetime import date

from core.models import CouncilDefaults
from demo import days, people
from home.choices import ReadyWord
from home.models import ReadyNote

_WORDS = (("look", ReadyWord.SAID), ("mail", ReadyWord.NOT_NOW), ("people", ReadyWord.NOT_NOW))  # keys of home/getting_ready.py


def get_ready(staff: people.Staff, today: date) -> None:
    """Put off the test letter and a second administrator, and hide a few more numbers than every council does."""
    adam, then = staff.users["adam.admin"], days.ago(today, weeks=20)
    ReadyNote.objects.bulk_create(ReadyNote(item=key, word=word, by=adam, on=then) for key, word in _WORDS)
    reason = "Our villages on the coast are small. The statistics team asked for fifteen."
    CouncilDefaults.objects.create(hide_below_public=15, reason=reason, chosen_by=adam, chosen_on=then)
