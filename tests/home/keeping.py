"""What the tests of services kept true share."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import Hub, Post, PostHolder
from home.models import ServicePage, WrongReport
from home.services.pages import make_service
from home.services.wrong_reports import family_says_wrong
from tests.builders import today

WRONG = "It is on Tuesdays now. <b>Ask</b> Jo."


def kept(title: str, hub: Hub | None, *, days: int | None = 0, by: Post | None = None, **fields: Any) -> ServicePage:
    """Publish a service at a hub that was checked so many days ago (never, where None), kept by a post."""
    checked_on = None if days is None else today() - timedelta(days=days)
    facts: dict[str, Any] = {"what_it_is": "Songs for babies.", "checked_on": checked_on, "kept_by": by, **fields}
    return make_service(title, times=[(hub or "At home", "Mondays, 10am")], **facts)


def post_of(person: User, hub: Hub | None = None, title: str = "Offer keeper") -> Post:
    """Make a post that somebody holds."""
    post = Post.objects.create(title=title, hub=hub)
    PostHolder.objects.create(post=post, user=person, from_on=today() - timedelta(days=30))
    return post


def say(client: Client, service: ServicePage, text: str = WRONG, **sent: str) -> Any:
    """Say as a family that something is wrong, and return the page that it leads to."""
    return client.post(reverse("something_wrong", args=[service.pk]), {"answer": text, "token": "a-token", **sent}, follow=True)


def reported(service: ServicePage, text: str = WRONG, *, token: str = "a-token", days: int = 0) -> WrongReport:
    """Return what a family that reads Urdu said some days ago."""
    day = today() - timedelta(days=days)
    return family_says_wrong(service=service, words=text, token=token, language="ur", today=day)
