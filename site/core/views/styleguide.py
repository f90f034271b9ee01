"""Every component with its sample, for staff who make pages."""

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from core.samples import SAMPLES

RIGHT_TO_LEFT = "ur"


@require_safe
@login_required
@permission_required("wagtailadmin.access_admin", raise_exception=True)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show each component as families see it; `?to=left` turns the page round."""
    turned = request.GET.get("to") == "left"
    with translation.override(RIGHT_TO_LEFT if turned else translation.get_language()):
        parts = [
            {"name": name, "samples": [render_to_string(f"components/{name}.html", sample) for sample in samples()]}
            for name, samples in SAMPLES.items()
        ]
        return render(request, "core/styleguide.html", {"parts": parts, "turned": turned})
