"""What staff write in an alert."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language_info

from core.long_boxes import LongBox
from core.models import Hub
from core.text import normalise
from home.choices import AlertLevel, AlertPlace
from home.models import Alert
from home.models.alert import LONGEST
from home.private_words import private_words_in

_MOMENT = "%Y-%m-%dT%H:%M"
SAID_PLAINLY = {
    AlertLevel.URGENT: "Urgent: everybody must know, above the questions of a survey too",
    AlertLevel.IMPORTANT: "Important: something changes",
    AlertLevel.NEWS: "News: good to know",
}


class _Moment(forms.DateTimeField):
    """A day and a time, as the phone itself asks for them."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_MOMENT)
        super().__init__(widget=widget, input_formats=[_MOMENT, "%Y-%m-%dT%H:%M:%S"], **kwargs)


class AlertForm(forms.Form):
    """One form: how grave, what, how long, where; and the same in other languages, where staff had it translated."""

    level = forms.ChoiceField(
        label="How grave is it?",
        choices=list(SAID_PLAINLY.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how grave it is."},
    )
    text = LongBox(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        label="What must families know?",
        error_messages={"required": "Write what families must know."},
        help_text="One or two plain sentences.",
    )
    link = forms.CharField(
        max_length=200,
        required=False,
        label="Where it leads",
        help_text="Begin with https://, or with / for a page of this site.",
        validators=Alert._meta.get_field("link").validators,  # before the look, too: it shows the link
    )
    link_words = forms.CharField(max_length=60, required=False, label="What the link says", help_text="Such as: Where to go instead.")
    from_at = _Moment(label="From", required=False, help_text="Leave it empty for now.")
    until_at = _Moment(label="Until", help_text="It ends by itself.", error_messages={"required": "Say until when families should see it."})
    place = forms.ChoiceField(label="Where", choices=AlertPlace.choices, widget=forms.RadioSelect, initial=AlertPlace.EVERYWHERE)
    hub = forms.ModelChoiceField(queryset=Hub.objects.none(), required=False, label="Which hub", empty_label="None")

    def __init__(self, *args: Any, alert: Alert, hubs: "QuerySet[Hub]", for_every_page: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.alert = alert
        for code, name in settings.LANGUAGES:
            if code != settings.LANGUAGE_CODE:
                self.fields[f"in_{code}"] = self._in(code, name)
        field = self.fields["hub"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = hubs
        if not for_every_page:
            del self.fields["place"]
            field.required, self.initial["hub"] = True, hubs.first()
        if alert.pk:
            names = ("level", "text", "link", "link_words", "place", "hub")
            moments = {name: timezone.localtime(getattr(alert, name)) for name in ("from_at", "until_at")}
            words = {f"in_{code}": text for code, text in alert.in_other_languages.items()}
            self.initial.update({name: getattr(alert, name) for name in names} | moments | words)

    def _in(self, code: str, name: str) -> forms.CharField:
        box = forms.Textarea(attrs={"rows": 2, "lang": code, "dir": "auto"})
        return forms.CharField(
            max_length=LONGEST, required=False, widget=box, label=f"The same in {get_language_info(code)['name']} ({name})"
        )

    def clean(self) -> dict[str, Any]:
        """Say what is missing in the words of the form: a link and its words go together; a hub is named where it is one hub's."""
        found: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("text", *self.names_of_languages()):
            found[name] = normalise(found.get(name) or "").strip()
        if not found["text"] and "text" not in self.errors:
            self.add_error("text", "Write what families must know.")
        now = timezone.now()
        if not found.get("from_at") and found.get("until_at", now) < now:
            self.add_error("until_at", "That end has gone by. Choose a later one.")
        found["from_at"] = found.get("from_at") or now
        found.setdefault("place", AlertPlace.HUB)
        if found["place"] == AlertPlace.HUB and not found.get("hub"):
            self.add_error("hub", "Choose the hub whose pages show it.")
        if found.get("link") and not found.get("link_words"):
            self.add_error("link_words", "Say in a few words where the link leads.")
        if found.get("link_words") and not found.get("link") and "link" not in self.errors:
            self.add_error("link", "Say where it leads, or take its words out.")
        private = private_words_in("\n".join(found.get(name) or "" for name in ("text", "link_words", *self.names_of_languages())))
        if private:
            self.add_error("text", f"Take out {', '.join(private)}: every family would read it. Name the hub's phone instead.")
        return found

    def names_of_languages(self) -> list[str]:
        """Return the names of the boxes for other languages."""
        return [name for name in self.fields if name.startswith("in_")]

    def alert_as_written(self) -> Alert:
        """Return the alert with what was written; nothing is saved."""
        found = self.cleaned_data
        alert = self.alert
        for name in ("level", "text", "link", "link_words", "from_at", "until_at", "place"):
            setattr(alert, name, found[name])
        alert.hub = found["hub"] if found["place"] == AlertPlace.HUB else None
        alert.in_other_languages = {name.removeprefix("in_"): found[name] for name in self.names_of_languages() if found[name]}
        return alert
