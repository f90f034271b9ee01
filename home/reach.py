"""Which of Wagtail's own things a member of staff may even hear of: pages, pictures and documents (promise 13, security row 14).

Wagtail asks for rights where it changes things, but several of its screens name things to anybody in the admin: the page chooser, the
confirmation of a move or of many ticked things, the format of a picture, two reports, two lists for programs. One gate before all of
them answers instead of seven patches.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import ResolverMatch
from wagtail.documents.permissions import permission_policy as documents
from wagtail.images.permissions import permission_policy as pictures
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from accounts.models import User
from core.querysets import may
from core.row_numbers import row_number
from home.models import HubDocument, HubImage
from home.querysets import shown

_ANY = ["add", "change", "delete", "choose"]
_PAGE_IDS = ("page_id", "parent_page_id", "page_to_move_id")
_FILE_IDS = ("image_id", "document_id", "doc_id", "pk")
# Reports that no menu leads to: on everything of everybody, on pages by their age alone, on locks and steps that we do not use.
_FOR_SUPERUSERS = {
    f"wagtailadmin_reports:{name}"
    for name in ("page_types_usage", "site_history", "aging_pages", "locked_pages", "workflow", "workflow_tasks")
}
# Lists to choose from, by how their names begin, and the rights whose screens ask for them; no right where no screen does.
_CHOOSERS: dict[str, tuple[str, ...]] = {
    "wagtailadmin_choose_page": ("page.edit",),
    "wagtailadmin_api:pages:": ("page.edit",),
    "wagtailimages_chooser:": ("image.edit",),
    "wagtaildocs_chooser:": ("document.edit",),
    "wagtailadmin_tag_autocomplete": ("image.edit", "document.edit"),
    "wagtailembeds:": (),
    "wagtailadmin_workflows:task_chooser": (),
}
_LISTS_OF_EVERYTHING = ("wagtailadmin_api:images:", "wagtailadmin_api:documents:")  # with addresses to download; no screen asks for them


def pages_in_reach(pages: Any, user: User) -> Any:
    """Narrow pages to what everyone may see and what this person works on or passes through."""
    return pages.filter(shown() | Q(pk__in=page_permission_policy.explorable_instances(user).values("pk")))


def is_out_of_reach(match: ResolverMatch, request: HttpRequest, user: User) -> bool:
    """Return whether an address of Wagtail's admin would name something this person must not hear of."""
    if match.view_name.removesuffix("_results") in _FOR_SUPERUSERS or match.view_name.startswith(_LISTS_OF_EVERYTHING):
        return not user.is_superuser
    if _is_of_no_use(match.view_name, user):
        return True
    if match.kwargs.get("revision_id") == 0:
        return True  # no version has this number; Wagtail takes it for "none was named", and breaks
    if match.view_name == "wagtail_bulk_action":
        return not _may_tick(user, match.kwargs["model_name"], request.GET.getlist("id"))
    several = request.GET.getlist("id") if match.url_name and match.url_name.endswith("chosen_multiple") else []
    if "choose_page" in match.view_name or "wagtailadmin_pages" in match.namespaces or match.view_name.startswith("wagtailadmin_explore"):
        return not _all_in(pages_in_reach(Page.objects.all(), user), _ids(match, _PAGE_IDS, several))
    for name, policy, kind in (("wagtailimages", pictures, HubImage), ("wagtaildocs", documents, HubDocument)):
        if match.namespace.startswith(name):
            theirs, asked = policy.instances_user_has_any_permission_for(user, _ANY), _ids(match, _FILE_IDS, several)
            is_no_number = 0 in asked  # Wagtail's choosers break on it
            return is_no_number or not _all_in(theirs, [pk for pk in asked if kind._default_manager.filter(pk=pk).exists()])
    return False


def _is_of_no_use(name: str, user: User) -> bool:
    """Return whether a list to choose from belongs to screens that this person has none of: Wagtail shows it to all staff."""
    needs = next((rights for start, rights in _CHOOSERS.items() if name.startswith(start)), None)
    return needs is not None and not user.is_superuser and not any(may(user, right) for right in needs)


def _may_tick(user: User, model: str, ticked: list[str]) -> bool:
    """Return whether somebody reaches everything that is ticked: Wagtail's confirmation names the rest as "you may not", title by title.

    "All" is for who reaches everything there is of that kind.
    """
    if model == Page._meta.model_name:
        everything, theirs = Page.objects.all(), pages_in_reach(Page.objects.all(), user)
    elif kind := next((one for one in (HubImage, HubDocument) if one._meta.model_name == model), None):
        policy = pictures if kind is HubImage else documents
        everything, theirs = kind._default_manager.all(), policy.instances_user_has_any_permission_for(user, _ANY)
    else:
        return user.is_superuser  # ours have no bulk actions, and people are not for ticking
    numbers = [row_number(one) for one in ticked if one != "all"]
    there = everything if "all" in ticked else everything.filter(pk__in=numbers)
    return 0 not in numbers and not there.exclude(pk__in=theirs.order_by().values("pk")).exists()


def _ids(match: ResolverMatch, names: Iterable[str], several: list[str]) -> list[int]:
    """Return the numbers that an address names; 0, which is out of everybody's reach, for what is no number."""
    return [row_number(str(one)) for one in [*(match.kwargs[name] for name in names if name in match.kwargs), *several]]


def _all_in(things: Any, ids: list[int]) -> bool:
    return not ids or things.filter(pk__in=ids).distinct().count() == len(set(ids))
