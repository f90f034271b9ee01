"""The settings of every Earshot, everywhere: only the environment differs, and what is not said is safe.

Every variable read here is explained in `.env.example` and in the README; `tests/test_settings.py` holds them to each other.
"""

from pathlib import Path

from django.urls import reverse_lazy

from config import env, logs, sign_in
from config.content_policy import ADMIN, PUBLIC
from config.providers import PROVIDERS as PROVIDERS

ROOT = Path(__file__).resolve().parent.parent.parent

# --- What kind of place this is -------------------------------------------------------------------------------------------
DEMO = env.flag("DEMO", default=False)  # the fictional council; `check --deploy` refuses it
DEBUG = env.flag("DEBUG", default=False)
HTTPS = env.flag("HTTPS", default=not DEMO)
_stand_in = "a secret that only the demo may use, it protects nothing" if DEMO else None
SECRET_KEY = env.secret("SECRET_KEY", stand_in=_stand_in)
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
FIELD_KEYS = env.secret("FIELD_KEYS", stand_in="demo:ZGVtby1rZXktcHJvdGVjdHMtbm90aGluZy0zMmJ5dGU=" if DEMO else None)
BASE_URL = env.text("BASE_URL", "http://127.0.0.1:8000" if DEMO else "https://localhost").rstrip("/")  # paths begin with one
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
DATA_DIR = Path(env.text("DATA_DIR", str(ROOT / "var")))

# --- The house ------------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    # Ours stand before Wagtail's, so that our templates win.
    "accounts",
    "core",
    "consent",
    "participation",
    "feedback",
    "panels",
    "home",
    "demo",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "core.apps.WagtailAdminWithoutLetters",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "anymail",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.middleware.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.PackedWords",
    "core.middleware.NothingStaysBehind",  # outside the next, which ends a session's cookie
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.middleware.NoNul",
    "core.database_away.DatabaseAway",
    "core.second_step.SecondStepForStaff",
    "core.middleware.OnlyByItsButton",
    "home.middleware.HoldingPage",
    "consent.middleware.FamilyDoor",
    "home.middleware.OwnHubOnly",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context.looks",
            ]
        },
    }
]

# --- Stores ---------------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.database(env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'earshot.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL = env.text("REDIS_URL")
CACHES = {
    # Memory of one process, except for allauth's counts of sign-in tries, which all processes share (core/shared_cache.py).
    "default": {"BACKEND": "core.shared_cache.LocalButForTries"},
    "tries": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "core.shared_cache.DatabaseTries"}
    ),
    "limits": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "core.limits_cache.DatabaseCounters", "LOCATION": "limits"}
    ),
}
# Limits without Redis count in our own table, whose add and incr are atomic; django-ratelimit cannot know that and says E003/W001.
# W021 asks for HSTS_PRELOAD, which is for the owner of the whole domain to promise: browsers carry the list for years.
SILENCED_SYSTEM_CHECKS = ["security.W021", *([] if REDIS_URL else ["django_ratelimit.E003", "django_ratelimit.W001"])]
RATELIMIT_USE_CACHE = "limits"
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "site" / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES: dict[str, dict[str, object]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": env.store(env.text("PRIVATE_STORE"), DATA_DIR / "private"),  # no address leads there, and no backup of the database holds it
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Signing in (staff only; families have no account) --------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = sign_in.PASSWORD_VALIDATORS
PASSWORD_RESET_TIMEOUT = 60 * 60  # the letter says an hour, and a code by e-mail opens the same door
STAFF_EMAIL_DOMAINS = env.words("STAFF_EMAIL_DOMAINS")
MESSAGE_STORAGE = "core.message_cookie.CookieOrSession"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_ADAPTER = "core.adapter.StaffAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# Sign-up is closed, but without password1* here the sign-in form has no password and quietly sends a code instead.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60  # council mail gateways are slow
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
# "On", and the adapter drops the letter: known and unknown addresses then cost the same work, and no stranger gets mail.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = sign_in.RATE_LIMITS
ACCOUNT_FORMS, MFA_FORMS = sign_in.FORMS, sign_in.SECOND_STEP_FORMS
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)
MFA_ADAPTER = "core.adapter.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SECOND_STEP_REQUIRED = env.flag("SECOND_STEP_REQUIRED", default=not DEMO)
STAFF_IDLE_MINUTES = 30  # a page left open this long asks for sign-in again; what was typed into it is still taken (core/second_step.py)
SOCIALACCOUNT_ADAPTER = "core.adapter.StaffSingleSignOnAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # the adapter alone joins a council account to a member of staff (decision 0017)
OIDC_SERVER_URL = env.text("OIDC_SERVER_URL")
OIDC_TRUSTS_EMAIL = env.flag("OIDC_TRUSTS_EMAIL", default=False)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "council",
                "name": env.text("OIDC_NAME", "Council account"),
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.secret("OIDC_CLIENT_SECRET", stand_in=""),
                "settings": {"server_url": OIDC_SERVER_URL},
            }
        ]
        if OIDC_SERVER_URL
        else []
    }
}

# --- Wagtail --------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Earshot"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = reverse_lazy("account_login")
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en-gb", "English")]  # our own staff screens are in English, so the rest is too
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]  # Wagtail's own list holds one that browsers do not know
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "core.whole_forms.WholeRichText"}}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "home.HubImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.HubImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp"}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx"]
WAGTAILDOCS_DOCUMENT_MODEL = "home.HubDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.forms.HubDocumentForm"
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []  # every document is a download
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "core.search_backend"}}
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False  # they write letters of their own, past the queue (decision 0026)
TAGGIT_CASE_INSENSITIVE = True

# --- Languages and time ---------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("ur", "اردو"), ("pl", "Polski"), ("ro", "Română"), ("ar", "العربية")]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"

# --- Mail -----------------------------------------------------------------------------------------------------------------
EMAIL_URL = env.text("EMAIL_URL", "demo:" if DEMO else "")
globals().update(env.mail(EMAIL_URL, required=not DEMO))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("MAIL_FROM", "hubs@ashmere.example" if DEMO else "webmaster@localhost")

# --- Safety ---------------------------------------------------------------------------------------------------------------
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS and env.flag("HSTS_PRELOAD", default=False)
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.number("TRUSTED_PROXIES", 0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a survey of thirty questions with twelve answers each is about 2,500
DATA_UPLOAD_MAX_NUMBER_FILES = 5
SECURE_CSP = PUBLIC
SECURE_CSP_ADMIN = ADMIN

LOGGING = logs.table(level=env.text("LOG_LEVEL", "INFO"))
DEFAULT_EXCEPTION_REPORTER_FILTER = "core.logs.NothingTyped"
