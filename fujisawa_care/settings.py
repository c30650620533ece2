"""All settings, read from the environment once; docs/settings.md lists the variables."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from environs import Env

from fujisawa_care import logs

BASE_DIR = Path(__file__).resolve().parent.parent
env = Env()

# ---- this installation ----
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)  # says 架空 at the foot of every page
SECRET_KEY = env.str("SECRET_KEY", "")  # empty is refused by Django as soon as it is needed
DRAFT_KEY = env.str("DRAFT_KEY", "") or SECRET_KEY  # seals what is still being written
BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = BASE_URL.startswith("https://")
HERE = ["127.0.0.1", "localhost", "[::1]"]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [*HERE, urlsplit(BASE_URL).hostname or ""])
PROXIES = env.int("PROXIES", 0)  # how many reverse proxies of ours stand in front

# ---- rooms ----
INSTALLED_APPS = [
    "fujisawa_care.foundation",
    "districts",
    "cases",
    "meetings",
    "engawa",
    "fujisawa_care.home",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_filters",
    "django_htmx",
    "django_linear_migrations",
    "django_structlog",
    "drf_spectacular",
    "knox",
    "pghistory",
    "pgtrigger",
    "rest_framework",
]

MIDDLEWARE = [
    "fujisawa_care.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "fujisawa_care.signin.IdleLimit",
    "fujisawa_care.foundation.history.Signed",
    "fujisawa_care.foundation.doors.Manners",
    "fujisawa_care.signin.KeepsWords",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "fujisawa_care.gate.Gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "fujisawa_care.urls"
WSGI_APPLICATION = "fujisawa_care.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fujisawa_care.home.shell.shell",
            ],
        },
    }
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # controls look as templates/ says

# ---- data ----
# The role in DATABASE_URL is no superuser and owns no table; DATABASE_OWNER_URL migrates.
DATABASE_URL = env.str("DATABASE_URL", "postgresql://fujisawa_app@127.0.0.1/fujisawa_care")
DATABASE_OWNER_URL = env.str("DATABASE_OWNER_URL", DATABASE_URL)
DATABASE_APP_ROLE = env.str("DATABASE_APP_ROLE", "fujisawa_app")
DATABASES = {
    "default": env.dj_db_url(
        "DATABASE_URL", DATABASE_URL, conn_max_age=600, conn_health_checks=True
    )
}
# A sheet joins ten small tables by key in the order written; seeking a better one costs more than it saves.
# A question asked a third time on a connection keeps its plan; no list here is so long that it needs a cursor.
_OPTIONS: dict[str, Any] = DATABASES["default"].setdefault("OPTIONS", {})
_OPTIONS["options"] = f"{_OPTIONS.get('options', '')} -c join_collapse_limit=4".strip()
_OPTIONS |= {"server_side_binding": True, "prepare_threshold": 3}
DATABASES["default"]["DISABLE_SERVER_SIDE_CURSORS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "redis://127.0.0.1:6379/0")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "fujisawa-care",
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
}

# ---- language and time ----
LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# ---- sign-in ----
AUTH_USER_MODEL = "districts.Staff"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"max_similarity": 0.8},
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "fujisawa_care.signin.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
# A whole counter shares one outside address, so the lock is on the name and only loosely on the address.
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/10m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

# Kept in the database: an emptied broker signs nobody out. IdleLimit lets the period slide.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * env.int("IDLE_MINUTES", 30)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "cases.views.drafts.stale"

# ---- headers ----
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# ---- what comes in ----
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024  # room to hand a story that is too long back whole
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# ---- files people add: outside the web, served only to whoever may see the case ----
FILES_ROOT = env.path("FILES_ROOT", BASE_DIR / "files")
FILE_UPLOAD_HANDLERS = [
    "fujisawa_care.foundation.files.AtMost",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# ---- static files ----
STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", BASE_DIR / "staticfiles")
STATICFILES_DIRS = [BASE_DIR / "fujisawa_care" / "static"]
STATIC_MANIFEST = env.bool("STATIC_MANIFEST", True)  # off where nobody ran collectstatic: tests
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# ---- mail ----
globals().update(env.dj_email_url("EMAIL_URL", "console:"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", "つなぐ台帳 <noreply@localhost>")

# ---- API ----
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "fujisawa_care.foundation.api.auth.Token",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "fujisawa_care.foundation.api.paging.CursorPages",
    "DEFAULT_PARSER_CLASSES": ["fujisawa_care.foundation.api.parsers.Json"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "fujisawa_care.foundation.api.problems.handle",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "URL_FORMAT_OVERRIDE": None,
}
ADMITS = "fujisawa_care.gate.admits"  # asked of whoever comes with a token, as the middleware asks of pages
REST_KNOX = {"TOKEN_TTL": timedelta(hours=10), "AUTH_HEADER_PREFIX": "Token"}
SPECTACULAR_SETTINGS = {
    "TITLE": "つなぐ台帳 API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    # codes that share a field's name, each by the name of its list
    "ENUM_NAME_OVERRIDES": {
        name: f"cases.models.{name}"
        for name in (
            *("ClosingOutcome", "ConsentKind", "ConsentMethod", "ConsentState", "Counterpart"),
            *("EventKind", "FollowUpKind", "FollowUpOutcome", "MemberEnd", "Method", "Outcome"),
            *("LeftBehind", "OwnedBecause", "RecordOutcome", "ReferralKind", "Relation"),
            *("ItemKind", "Section", "ReminderKind", "ReturnReason", "SafetyKind"),
            *("PlanKind", "Signature", "TaskAnswer", "TaskStanding", "Reached", "Conclusion"),
        )
    }
    | {"PlanState": "cases.states.PlanState", "Feature": "engawa.models.Feature"}
    | {"CaseStage": "cases.states.CaseStage", "FollowUpState": "cases.states.FollowUpState"}
    | {"ReferralStatus": "cases.states.ReferralStatus", "AgencyType": "districts.models.AgencyType"}
    | {"ResourceKind": "districts.models.ResourceKind", "IssueState": "districts.states.IssueState"}
    | {"FactCode": "cases.sheets.candidates.FACTS"}
    | {"MeetingKind": "meetings.models.MeetingKind", "AgendaReason": "meetings.models.Reason"}
    | {"ItemState": "meetings.states.ItemState", "MeetingState": "meetings.states.MeetingState"}
    | {"InvitationAnswer": "meetings.models.Answer", "HandoutReach": "meetings.models.Reach"}
    | {"FileKind": "fujisawa_care.foundation.files.FileKind"},
    "TAGS": [{"name": name} for name in ("ログイン", "地区・機関・職員")],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "fujisawa_care.foundation.api.schema.add_refusals",
    ],
}

# ---- jobs: idempotent, acknowledged when done, their truth in the database ----
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "socket_timeout": 5,
    "socket_connect_timeout": 2,
    "health_check_interval": 10,
}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_TASK_TIME_LIMIT = 120
# A page does not wait for a broker that is away: what it wanted to say stands in the database.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_max": 0.2}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # the schedule is code, so no file remembers it
ROUND_SECONDS = env.int("ROUND_SECONDS", 60)
OPEN_DATA_LICENCE = env.str("OPEN_DATA_LICENCE", "CC BY 4.0")
SMALL_BELOW = env.int("SMALL_BELOW", 3)  # numbers of people below this stay in the office (R13)
CELERY_BEAT_SCHEDULE = {
    name: {"task": name, "schedule": seconds, "options": {"expires": seconds}}
    for name, seconds in {
        "cases.lapse": 600,
        "cases.remind": ROUND_SECONDS,
        "engawa.remind": 3600,
        "house.sweep": 3600,
        "meetings.follow": 600,
        "meetings.make_ahead": 3600,
        "meetings.remind": 600,
    }.items()
}

# ---- logs ----
LOGGING = logs.configure(
    readable=env.bool("READABLE_LOGS", DEBUG), level=env.str("LOG_LEVEL", "INFO")
)
LOGGING_CONFIG = "logging.config.dictConfig"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = (
    False  # who looked, and from where, is the access log's matter
)

# 期限とお知らせの間隔: working days unless the name says otherwise; doors hand these to actions.
CARE = {
    "reply": {"normal": 3, "week": 3, "now": 0},
    "first_contact": 3,
    "unanswered": (1, 2, 3),
    "unanswered_now": (timedelta(hours=2), timedelta(hours=4), timedelta(hours=6)),
    "overdue": (1, 3),
    "quiet_days": (30, 45),  # calendar days, as are the two below
    "again_days": 7,
    "rhythm_days": 14,
    "protection_ends": timedelta(days=7),
    "opened": timedelta(minutes=30),
    "evaluation": (14, 3),  # calendar days before
    "consent_ends": 30,
    "consent_again": 90,
    "emergency": timedelta(hours=24),
}
