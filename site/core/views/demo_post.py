"""`/demo/post/`: what the demo would have sent. Live councils have no such page."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.models import DemoMessage


@never_cache
@require_safe
def demo_post(request: HttpRequest) -> HttpResponse:
    """List the demo's mail, newest first, twenty to a page."""
    if not settings.DEMO:
        raise Http404
    page = Paginator(DemoMessage.objects.all(), 20).get_page(request.GET.get("page"))
    return render(request, "core/demo_post.html", {"page": page})
