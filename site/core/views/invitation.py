"""Accepting an invitation: looking shows it, sending accepts it. Mail scanners follow links; they use nothing up."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.role_table import IN_A_LINE
from core.services import invitations


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Show the invitation of a link; on POST make the account and lead to signing in."""
    found = invitations.open_invitation(token)
    if found is None:
        return render(request, "account/invitation_gone.html", status=410)
    if request.method == "POST":
        try:
            invitations.accept(invitation=found)
        except ValidationError:
            return render(request, "account/invitation_gone.html", status=410)
        messages.success(request, "Your account is ready. Sign in with a code, and set up your second step.")
        return redirect("account_request_login_code")
    return render(request, "account/invitation.html", {"invitation": found, "lines": [IN_A_LINE[kind] for kind in found.kinds]})
