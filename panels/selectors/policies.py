"""Which policy of a panel holds on a day."""

from datetime import date

from panels.models import ExpensePolicy, Panel


def in_force(panel: Panel, day: date) -> ExpensePolicy | None:
    """Return the policy that holds on a day; None while none does."""
    return ExpensePolicy.objects.filter(panel=panel, in_force_from__lte=day).order_by("-number").first()


def versions_of(panel: Panel) -> list[ExpensePolicy]:
    """Return every version, the newest first, with who wrote it and who put it in force."""
    return list(ExpensePolicy.objects.filter(panel=panel).select_related("written_by", "put_in_force_by").order_by("-number"))


def draft_of(panel: Panel) -> ExpensePolicy | None:
    """Return the version that is being written."""
    return ExpensePolicy.objects.filter(panel=panel, in_force_from__isnull=True).first()


def newest_in_force(panel: Panel) -> ExpensePolicy | None:
    """Return the newest version that has a day, also one still to come."""
    return ExpensePolicy.objects.filter(panel=panel, in_force_from__isnull=False).order_by("-number").first()
