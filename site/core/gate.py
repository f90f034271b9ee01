"""The one gate in front of every staff screen: rows of another hub are not there (404), before anything of them is loaded.

Wagtail's own views ask only "may this user change surveys?", never "this survey?" (tried-admin §2). `ScopedView` is laid over each of them
by `core.viewsets`; `StaffView` is for screens we write ourselves. Both narrow forms and filters, so that no post smuggles a row across.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.utils import unquote
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from core.models import Hub
from core.policy import HubPolicy, rows_within_reach
from core.querysets import HubOwnedQuerySet, may, reach
from core.row_numbers import row_number

if TYPE_CHECKING:
    from wagtail.admin.views.generic import IndexView as WagtailView
else:
    WagtailView = object  # `core.viewsets` lays the gate over a view of Wagtail's, so `super()` there is that view


def signed_in(request: HttpRequest) -> User:
    """Return who asks. Wagtail lets no visitor as far as our screens; should one come, PermissionDenied is raised."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def row_or_404(rows: "models.QuerySet[Any]", pk: object) -> Any:
    """Return the row, or say that there is no such page: also when the number is no number, or larger than any column holds."""
    if isinstance(pk, int) and not row_number(str(pk)):
        raise Http404
    try:
        return rows.get(pk=pk)
    except (models.ObjectDoesNotExist, ValueError, ValidationError):
        raise Http404 from None


def narrow_fields(fields: dict[str, forms.Field], user: User, right: str, *, chosen: dict[str, Any] | None = None) -> None:
    """Leave in every choice of a form or filter only rows the user reaches with a right.

    `chosen` is what the record holds already: it stays on offer, so that saving never drops what a colleague put there.
    Raises ImproperlyConfigured for a choice of hub-owned rows that cannot be narrowed.
    """
    for name, field in fields.items():
        rows = getattr(field, "queryset", None)
        if isinstance(rows, HubOwnedQuerySet) and isinstance(field, forms.ModelChoiceField):
            field.queryset = _choosable(rows, user, right, (chosen or {}).get(name))
        elif rows is not None and _is_hub_choice(field):
            raise ImproperlyConfigured(f"{rows.model.__name__} belongs to hubs; give it a HubOwnedQuerySet before offering it in {name}.")


def _choosable(rows: "HubOwnedQuerySet[Any]", user: User, right: str, chosen: Any) -> "models.QuerySet[Any]":
    if reach(user, right) is None:
        return rows
    many = chosen if isinstance(chosen, list | tuple) else [chosen]
    held = [getattr(one, "pk", one) for one in many if one not in (None, "")]
    mine = rows.model._default_manager.all().for_choosing(user, right)
    return rows.filter(Q(pk__in=mine.order_by().values("pk")) | Q(pk__in=held))


def _belongs_to_hubs(model: type[models.Model]) -> bool:
    return model is not Hub and any(field.related_model is Hub for field in model._meta.get_fields() if not field.auto_created)


def narrow_form(form: Any, user: User, right: str) -> None:
    """Narrow a model form, and see that a record keeps a hub: without one, nobody of a hub would find it again.

    A record that stands without one, and that this person may change all the same, stays so: it is not theirs to move to a hub.
    Raises ImproperlyConfigured for an inline form with hub-owned choices: Wagtail makes its empty copy anew, past any narrowing.
    """
    narrow_fields(form.fields, user, right, chosen=form.initial)
    for inline in getattr(form, "formsets", {}).values():
        if any(_is_hub_choice(field) for field in inline.form.base_fields.values()):
            raise ImproperlyConfigured(f"The inline form for {inline.model.__name__} offers hub-owned rows. Use a screen of its own.")
    hubs = reach(user, right)
    if hubs is None:
        return
    for name in {"hub", "hubs"} & set(form.fields):
        if form.instance.pk and not form.initial.get(name):
            continue
        form.fields[name].required = True
        if len(hubs) == 1 and not form.initial.get(name):
            form.initial[name] = list(hubs) if name == "hubs" else next(iter(hubs))


def _is_hub_choice(field: forms.Field) -> bool:
    rows = getattr(field, "queryset", None)
    return rows is not None and (isinstance(rows, HubOwnedQuerySet) or _belongs_to_hubs(rows.model))


class ScopedView(WagtailView):
    """Laid over every view of a `core.viewsets` viewset. `scoped_policy` answers for its model."""

    scoped_policy: HubPolicy
    is_export: bool
    request: HttpRequest

    @property
    def scoped_actions(self) -> list[str]:
        """Return what this view asks for, in Wagtail's words; a view that asks for nothing is for those who may look."""
        asked = getattr(self, "permission_required", None)
        return [asked] if asked else list(getattr(self, "any_permission_required", None) or ["view"])

    @cached_property
    def rows_of_mine(self) -> "models.QuerySet[Any]":
        """The rows this view may touch for this user."""
        return self.scoped_policy.instances_user_has_any_permission_for(signed_in(self.request), self.scoped_actions)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Answer 404 before the view loads anything of a row that is not the user's."""
        self.request = request
        if "pk" in kwargs:
            row_or_404(self.rows_of_mine.only("pk").order_by(), unquote(str(kwargs["pk"])))
        super().setup(request, *args, **kwargs)
        self.is_export = False  # `?export=csv` answers even where no column is named

    def _ours(self, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        whole_council = not self.rows_of_mine.query.where
        if whole_council or rows.model is not self.scoped_policy.model:  # the history view reuses these names for log rows
            return rows
        return rows.filter(pk__in=self.rows_of_mine.order_by().values("pk"))

    def get_base_queryset(self) -> Any:
        """Return the rows of a list."""
        return self._ours(super().get_base_queryset())

    def get_base_object_queryset(self) -> Any:
        """Return the rows among which one is looked up."""
        return self._ours(super().get_base_object_queryset())

    def get_object_list(self) -> Any:
        """Return the rows of a chooser."""
        return self._ours(super().get_object_list())

    def get_objects(self, pks: Any) -> Any:
        """Return the rows that somebody ticked in a chooser."""
        return self._ours(super().get_objects(pks))

    def _narrowed(self, form: Any, action: str) -> Any:
        if isinstance(form, forms.BaseModelForm):
            narrow_form(form, signed_in(self.request), self.scoped_policy.right(action))
        return form

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        """Return the form with nothing of another hub in it."""
        return self._narrowed(super().get_form(*args, **kwargs), self.scoped_actions[0])

    def get_creation_form(self) -> Any:
        """Return a chooser's form for a new row with nothing of another hub in it."""
        return self._narrowed(super().get_creation_form(), "add")

    @cached_property
    def filters(self) -> Any:
        """The list's filters with nothing of another hub in them."""
        filterset = super().filters
        if filterset is not None:
            narrow_fields(filterset.form.fields, signed_in(self.request), self.scoped_policy.right("view"))
        return filterset


class StaffView(WagtailAdminTemplateMixin, TemplateView):
    """A workbench in the Wagtail admin. Say `right`, and `model` when the address names a row (`pk`).

    Who lacks the right everywhere is sent away; who has it, but not for this row, finds nothing (404). Looking needs the row to be one of
    the user's hubs'; any other method needs all its hubs, and the right `right_to_act` where that is another.
    `self.row` is the row. Register the address by `register_admin_urls` or `construct_view`, so that Wagtail asks for sign-in first.
    """

    right = ""
    right_to_act = ""
    model: type[models.Model] | None = None
    row: Any = None
    request: HttpRequest

    @property
    def me(self) -> User:
        """The person at the screen."""
        return signed_in(self.request)

    def right_now(self) -> str:
        """Return the right that this request needs."""
        return self.right if self.is_looking() or not self.right_to_act else self.right_to_act

    def is_looking(self) -> bool:
        """Return whether this request changes nothing."""
        return self.request.method in {"GET", "HEAD", "OPTIONS"}

    def rows(self) -> "models.QuerySet[Any]":
        """Return the rows this request may touch. Override to join or order; begin with `super().rows()`."""
        if self.model is None:
            raise ImproperlyConfigured(f"{type(self).__name__} has a row in its address and no model.")
        everything = self.model._default_manager.all()
        return rows_within_reach(everything, self.me, self.right_now(), to_change=not self.is_looking())

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Ask for the right, then for the row, before the view does anything."""
        super().setup(request, *args, **kwargs)
        if not self.right:
            raise ImproperlyConfigured(f"{type(self).__name__} does not say which right it needs.")
        if not may(request.user, self.right_now()):
            raise PermissionDenied
        if "pk" in kwargs:
            self.row = row_or_404(self.rows(), kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Return the way here. Wagtail's heading is its last step, so without one every page would be called Home."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.get_page_title())}]

    def may(self, right: str, *, hub_id: int | None = None) -> bool:
        """Return whether the user of this request holds another right, to show or hide a button."""
        return may(self.me, right, hub_id=hub_id)
