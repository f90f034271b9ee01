"""Mail, one person a message. It leaves from the outbox and from nowhere else, so no page waits for a mail server."""

from contextlib import suppress
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template import Context, TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.translation import get_language_info, override

from core.crypto import keyed_hash
from core.outbox import NotWanted, item_in_hand
from core.questions import Foot, mail_foot, mail_may_leave


def send(template: str, *, to: str, context: dict[str, Any], foot: Foot | None = None, reply_to: str = "") -> None:
    """Send `templates/emails/<template>.subject.txt` and `.txt` (and `.html` where there is one) to one address.

    Called by queue handlers only (RuntimeError elsewhere). `foot` is set below both texts, and into the headers by which mail programs
    show a button of their own (RFC 8058). `reply_to` is an office's address that a person reads. The subject is neutral: it is rendered
    without the context, because subject lines show on locked phones. Raises ValidationError when `to` or `reply_to` is not one plain
    address, and whatever the mail server says.
    """
    validate_email(to)
    if reply_to:
        validate_email(reply_to)
    headers = {"Message-ID": _message_id(template, to), "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if foot:
        headers |= {"List-Unsubscribe": f"<{foot.link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message = EmailMultiAlternatives(
        subject=" ".join(_render(f"{template}.subject.txt", {}).split()),
        body=_render(f"{template}.txt", context) + (f"\n--\n{foot.words}\n\n{foot.link}\n" if foot else ""),
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers=headers,
    )
    with suppress(TemplateDoesNotExist):
        message.attach_alternative(_above_the_foot(_render(f"{template}.html", context), foot), "text/html")
    message.send()


def send_to_family(template: str, *, person_id: UUID, to: str, context: dict[str, Any], language: str = "", reply_to: str = "") -> None:
    """Send to one person of a family, if they still want it at this very moment (DESIGN promise 6). `language` is one of ours.

    Where it rests on their yes, it says in their language how to stop such letters. Called by queue handlers only, like `send`. Raises
    NotWanted with the reasons, in words that name nobody: the queue stops the message and keeps them, and staff read them where the
    person's decisions stand.
    """
    reasons = [reason for found in mail_may_leave.answers(template=template, person_id=person_id) for reason in found]
    if reasons:
        raise NotWanted(" ".join(reasons))
    foot = next((found for found in mail_foot.answers(template=template, person_id=person_id) if found), None)
    with override(foot.language if foot else language or settings.LANGUAGE_CODE):
        send(template, to=to, context=context, foot=foot, reply_to=reply_to)


def as_read(template: str, *, context: dict[str, Any], language: str = "") -> tuple[str, str]:
    """Return the subject and the text of a letter as somebody would read them, for a page that shows it before it leaves."""
    with override(language or settings.LANGUAGE_CODE):
        return " ".join(_render(f"{template}.subject.txt", {}).split()), _render(f"{template}.txt", context)


def _above_the_foot(page: str, foot: Foot | None) -> str:
    """Return an HTML letter with its foot, inside its body where it has one."""
    if foot is None:
        return page
    direction = "rtl" if get_language_info(foot.language)["bidi"] else "ltr"
    below = format_html('<hr><p lang="{}" dir="{}">{} <a href="{}">{}</a></p>\n', foot.language, direction, foot.words, foot.link, foot.act)
    before, body, after = page.rpartition("</body>")
    return before + below + body + after if body else page + below


def _message_id(template: str, to: str) -> str:
    """Return the same id at every attempt, so that a repeat after a crash can be told from a second message."""
    digest = keyed_hash("message-id", f"{item_in_hand()}|{template}|{to}")[:32]
    return f"<{digest}@{parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition('@')[2]}>"


def _render(name: str, context: dict[str, Any]) -> str:
    """Render one part. Plain text is not HTML: there, an apostrophe stays an apostrophe."""
    template = get_template(f"emails/{name}").template  # type: ignore[attr-defined]  # Django's own engine has it
    known = {"base_url": settings.BASE_URL, "demo": settings.DEMO}
    return str(template.render(Context(known | context, autoescape=name.endswith(".html")))).strip() + "\n"
