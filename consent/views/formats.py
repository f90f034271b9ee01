"""Ask for this in another way: one thing on each page, without account, cookie or script; and the thing itself in large print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from consent.choices import How
from consent.forms.formats import Step, Walk
from consent.selectors import formats as selectors
from consent.services import formats as services
from core import limits
from core.family_forms import family_form, retry_token
from core.questions import About
from core.sealed_words import has_grown_old, opened, sealed

SENT = "consent.another_way"


def about_or_404(kind: str, key: str) -> About:
    """Return what an address is about; what nobody may read is not there."""
    if found := selectors.about(kind, key):
        return found
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@family_form
def another_way(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show the first step, or take one and show the next; at the end check, send, and say what happens by when.

    What was sent has an address of its own (`?s=`): Back and refresh ask nobody to send a form again. After a quarter of an hour it shows
    no code any more, and says how to go on without.
    """
    about = about_or_404(kind, key)
    token = retry_token(request.POST.get("token", ""))
    walk = Walk(request.POST.dict(), hubs=selectors.hubs_to_choose(about))
    page = _Page(request, about, kind, key, walk, token)
    go, name = request.POST.get("go", ""), request.POST.get("step", "")
    if request.method != "POST":
        return page.sent(request.GET.get("s", "")) or page.of(walk.step(""))
    if go == "send":
        return page.send()
    if go == "back":
        return page.of(walk.before(name))
    if go.startswith("change:"):
        return page.of(walk.step(go.removeprefix("change:")))
    here = walk.step(name, checked=True)
    step = here if here.errors else walk.next_open()
    return page.of(step) if step else page.check()


class _Page:
    """What the pages of one request have in common."""

    def __init__(self, request: HttpRequest, about: About, kind: str, key: str, walk: Walk, token: str) -> None:
        self.request, self.about, self.kind, self.key, self.walk, self.token = request, about, kind, key, walk, token

    def _draw(self, template: str, status: int = 200, **context: object) -> HttpResponse:
        shown = {"about": self.about, "kind": self.kind, "key": self.key, "token": self.token, **context}
        return render(self.request, f"consent/public/{template}.html", shown, status=status)

    def of(self, step: Step) -> HttpResponse:
        """Show a step, carrying along what was said on the others."""
        carried = {name: value for name, value in self.walk.said.items() if name not in step.fields}
        return self._draw("step", step=step, carried=carried, errors=step.mistakes(), is_first=step.name == "way", trail=self._trail())

    def _trail(self) -> list[dict[str, str]]:
        return [{"href": self.about.href, "text": self.about.title}]

    def check(self, *, problem: int = 0) -> HttpResponse:
        """Show everything once more; `problem` is for how many minutes nothing more can be sent."""
        rows, status = self.walk.rows(), 429 if problem else 200
        return self._draw("check", status, rows=rows, carried=self.walk.said, minutes=problem, picks_up=self.walk.how == How.PICK_UP)

    def send(self) -> HttpResponse:
        """Send it, and lead on to what happens next; every retry leads to the same page."""
        if step := self.walk.next_open():
            return self.of(step)
        if not (tried := limits.try_ask_in_another_way(self.request)):
            return self.check(problem=tried.minutes)
        said = self.walk.answers()
        services.ask_in_another_way(
            token=self.token,
            kind=self.kind,
            key=self.key,
            about=self.about,
            hub=self.walk.hub(),
            language=get_language() or "",
            way=said.pop("way"),
            how=said.pop("how"),
            safe=said.pop("safe"),
            said={**said, "name": said["contact_name"]},
        )
        return redirect(f"{reverse('another_way', args=[self.kind, self.key])}?{urlencode({'s': sealed(self.token, of=SENT)})}")

    def sent(self, carried: str) -> HttpResponse | None:
        """Show what happens with what was sent, by its address; nothing when that is not ours."""
        if has_grown_old(carried, of=SENT):
            return self._draw("grown_old")
        token = opened(carried, of=SENT)
        asked = selectors.sent_with(token, kind=self.kind, key=self.key) if token else None
        return self._draw("done", asked=asked, picks_up=asked.how == How.PICK_UP) if asked else None


@require_safe
def large_print(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show the thing's own words in large print, for anybody to print: a family at home, or staff for somebody who waits."""
    about = about_or_404(kind, key)
    sections = selectors.words_of(kind, key)
    return render(request, "consent/public/large_print.html", {"about": about, "sections": sections, "kind": kind, "key": key})
