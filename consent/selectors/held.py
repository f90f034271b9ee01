"""What this room holds that somebody may ask for under the Freedom of Information Act: how the council works with data, never whose."""

from collections import Counter
from datetime import date

from django.utils import timezone

from accounts.models import User
from consent.models import Breach, ProcessingActivity, Purpose, SharingAgreement, Wording
from core import clocks
from core.answers import HeldRecord
from core.held_records import Search, joined
from core.querysets import reach

RIGHT = "information.view"
_NOT_WORDS = {"id", "version", "supersedes", "owner", "document_digest", "written_by", "signed_at", "signed_by", "data_items"}


def held(search: Search, user: User) -> None:
    """Look at purposes and their words, agreements, the register, and how often something went wrong (five queries)."""
    if reach(user, RIGHT) is not None:
        return
    for purpose in Purpose.objects.all():
        text = joined(purpose.title, purpose.about, purpose.basis_in_short, purpose.controllers, purpose.recipients, purpose.kept)
        search.look_at(HeldRecord("purpose", str(purpose.pk), purpose.title, text))
    for wording in Wording.objects.select_related("purpose"):
        search.look_at(_wording(wording))
    for agreement in SharingAgreement.objects.select_related("partner"):
        search.look_at(_agreement(agreement))
    for activity in ProcessingActivity.objects.all():
        title, text = activity.name, joined(*_labelled(activity))
        search.look_at(HeldRecord("activity", str(activity.pk), title, text))
    for record in _breaches_by_year():
        search.look_at(record)


def _wording(wording: Wording) -> HeldRecord:
    title = f"{wording.purpose.title}: {wording}"
    on = timezone.localdate(wording.published_at) if wording.published_at else None
    text = joined(title, wording.question, wording.text, wording.yes, wording.no, wording.controllers, wording.recipients)
    return HeldRecord("wording", str(wording.pk), title, text, on=on)


def _agreement(agreement: SharingAgreement) -> HeldRecord:
    title = f"{agreement.title}, with {agreement.partner.name}"
    state = "Signed." if agreement.signed_at else "A draft that nobody has signed."
    on = timezone.localdate(agreement.signed_at) if agreement.signed_at else None
    text = joined(title, state, *_labelled(agreement), f"Which data: {'; '.join(agreement.items_in_words)}")
    return HeldRecord("agreement", str(agreement.pk), title, text, on=on)


def _labelled(row: "SharingAgreement | ProcessingActivity") -> list[str]:
    """Return what stands in a row's fields, each line with its label."""
    lines = []
    for field in row._meta.concrete_fields:
        if field.is_relation or field.name in _NOT_WORDS:
            continue
        shown = getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.name)
        if isinstance(shown, date):
            shown = clocks.day_in_words(shown)
        if shown:
            lines.append(f"{str(field.verbose_name).capitalize()}: {shown}")
    return lines


def _breaches_by_year() -> list[HeldRecord]:
    """Return how many breaches were found in each year, and how many of them were told to the regulator: no word of any, no people."""
    found, told = Counter[int](), Counter[int]()
    for found_at, told_at in Breach.objects.values_list("found_at", "told_regulator_at").order_by():
        year = timezone.localtime(found_at).year
        found[year] += 1
        told[year] += told_at is not None
    return [
        HeldRecord(
            kind="breach_counts",
            key=str(year),
            title=f"Data breaches in {year}",
            text=f"Data breaches in {year}\nThings that went wrong with people’s data: {found[year]}. Told to the regulator: {told[year]}.",
            on=date(year, 12, 31) if year < timezone.localtime().year else timezone.localdate(),
        )
        for year in sorted(found)
    ]
