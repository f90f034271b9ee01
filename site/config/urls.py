"""Where every address leads: wiring only."""

from allauth.account.views import logout as sign_out
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from core.staff_screens.account import OwnAccount
from core.views.health import health, worker_health
from core.views.single_sign_on import council_login

handler400 = "core.views.errors.bad_request"
handler403 = "core.views.errors.forbidden"
handler404 = "core.views.errors.not_found"
handler500 = "core.views.errors.server_error"

urlpatterns = [
    # First, because they are asked for most and by the slowest phones: every address is compared with those before it.
    *i18n_patterns(path("", include("feedback.urls")), prefix_default_language=False),
    *i18n_patterns(path("", include("consent.urls")), prefix_default_language=False),
    *i18n_patterns(path("", include("participation.urls")), prefix_default_language=False),
    *i18n_patterns(path("", include("panels.urls")), prefix_default_language=False),
    path("health/", health, name="health"),
    path("health/worker/", worker_health, name="worker_health"),
    path("account/oidc/<str:provider_id>/login/", council_login),  # before allauth's own, which fails when the council's sign-in is down
    path("account/", include("allauth.urls")),
    # Wagtail's own doors stay closed: they would go round the second step and the limits (security row 21).
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # Wagtail's own takes the session's cookie away whoever asks, a picture on a foreign page too; this one asks on GET and ends on POST.
    path("admin/logout/", sign_out, name="wagtailadmin_logout"),
    path("admin/account/", require_admin_access(OwnAccount.as_view()), name="wagtailadmin_account"),
    # So do Wagtail's screens for users and groups: staff come by invitation, and groups follow roles (decision 0005).
    re_path(r"^admin/(?:users|groups)/", RedirectView.as_view(pattern_name="people")),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("", include("core.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls.machines")),
    *i18n_patterns(
        path("", include("home.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
