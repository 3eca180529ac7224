"""Everything that differs from one installation to the next; the environment is read here and nowhere else."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from alteram.environment import SQLITE, Environment

env = Environment(os.environ)

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO = env.flag("ALTERAM_DEMO", default=not (env.has("SECRET_KEY") or env.has("DATABASE_URL")))
DEMO_KEY = "demo only: every clone has this key, and nothing real may rest on it"
SECRET_KEY = env.secret("SECRET_KEY", public=DEMO_KEY, demo=DEMO)
IDENTITY_KEYS = env.keys("IDENTITY_KEYS", demo=SECRET_KEY if DEMO else None)
CONTENT_KEYS = env.keys("CONTENT_KEYS", demo=SECRET_KEY if DEMO else None)
VAR = env.folder("ALTERAM_VAR", default=BASE_DIR / "var")
PORT = env.port("PORT", default=8000)
ADDRESS = env.address("ALTERAM_ADDRESS", demo=f"http://127.0.0.1:{PORT}" if DEMO else None)
HOST = urlsplit(ADDRESS).hostname or ""
DEBUG = False
ALLOWED_HOSTS = [HOST, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ADDRESS]

INSTALLED_APPS = [
    "alteram",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.admin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "guardian",
    "django_fsm",
    "csp",
    "accounts",
    "notifications",
    "cases",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "alteram.middleware.moment",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alteram.middleware.confidential",
    "alteram.unattended.Unattended",
    "cases.refusals.refusals",
    "allauth.account.middleware.AccountMiddleware",
    "alteram.sign_in.Unprocessable",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "alteram.urls"
WSGI_APPLICATION = "alteram.wsgi.application"
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
                "django.template.context_processors.i18n",
                "accounts.identity.organisation",
                "notifications.context.bell",
                "notifications.context.banner",
                "cases.context.nav",
                "alteram.preferences.preferences",
                "alteram.unattended.idle",
                "alteram.sign_in.demo",
            ]
        },
    }
]

DATABASES = {"default": env.database("DATABASE_URL", default=VAR / "alteram.sqlite3")}
if DATABASES["default"]["ENGINE"] == SQLITE:
    # A file, for threads and processes to meet in; named by the process, for two runs of the tests not to.
    DATABASES["default"]["TEST"] = {"NAME": VAR / f"test-{os.getpid()}.sqlite3"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that limits on sign-in count for all processes and hold while the broker is down.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# Who signs in, and how
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["alteram.sign_in.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 14}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "alteram.sign_in.Adapter"
ACCOUNT_FORMS = {
    "login": "alteram.entrance.Login",
    "reset_password": "alteram.entrance.AskForLink",
    "reset_password_from_key": "alteram.entrance.NewPassword",
    "change_password": "alteram.entrance.ChangePassword",
    "reauthenticate": "alteram.entrance.Confirm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = int(timedelta(days=90).total_seconds())  # offices: alteram/unattended.py
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "20/m/ip,5/5m/key"}
# The limits are those of a visitor, who stands behind the one server that ends TLS: the last of X-Forwarded-For.
ALLAUTH_TRUSTED_PROXY_COUNT = 0 if DEMO else 1
PASSWORD_RESET_TIMEOUT = int(timedelta(days=1).total_seconds())
MFA_ADAPTER = "alteram.sign_in.Factors"
MFA_FORMS = {"activate_totp": "alteram.entrance.ActivateFactor"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Alteram"
MFA_ALLOW_UNVERIFIED_EMAIL = True
# Powers are asked in accounts/powers.py alone, so guardian's backend for `has_perm` stays out (its check W001 too).
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

# What a browser may do
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {"default-src": [SELF], "img-src": [SELF, "data:"], "object-src": [NONE], "base-uri": [NONE],
                   "form-action": [SELF], "frame-ancestors": [NONE]},
}  # fmt: skip
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEMO else int(timedelta(days=365).total_seconds())
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
# Room for a text of 2 MB with accents, so that its author reads a form's sentence and not an error page.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS, DATA_UPLOAD_MAX_NUMBER_FILES = 200, 100
FILE_UPLOAD_HANDLERS = ["cases.captures.Limited"]

# French first
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True

# Style sheet and icons: straight from their folder, or collected, compressed and named by their content
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("ALTERAM_STATIC", default=VAR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
COLLECTED = env.flag("ALTERAM_COLLECTED", default=not DEMO)
WHITENOISE_USE_FINDERS = not COLLECTED
STATICFILES = "alteram.collected.Collected" if COLLECTED else "django.contrib.staticfiles.storage.StaticFiles"
PRIVATE = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
STORAGES = {
    "default": {"BACKEND": "accounts.storage.EncryptedStorage", "OPTIONS": PRIVATE},
    "staticfiles": {"BACKEND": f"{STATICFILES}Storage"},
}
MEDIA_ROOT = VAR / "media"

# Letters that leave
globals().update(env.email("EMAIL_URL", default=f"filemail:///{VAR / 'mail'}"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("ALTERAM_FROM", f"Alteram <ne-pas-repondre@{HOST}>")
TIMESTAMPS = env.authority("ALTERAM_TIMESTAMPS", proof="ALTERAM_TIMESTAMPS_CERTIFICATE")  # None: nobody is asked

# Tasks: a hint to look at the rows; a broker that does not answer costs a decision two seconds
BROKER_IS_GIVEN = env.has("REDIS_URL")
CELERY_BROKER_URL = env.redis("REDIS_URL", default="redis://127.0.0.1:6379/0")
CELERY_BROKER_CONNECTION_TIMEOUT = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
SECONDS_TO_GIVE_UP = {"socket_connect_timeout": 1, "socket_timeout": 2}
CELERY_BROKER_TRANSPORT_OPTIONS = SECONDS_TO_GIVE_UP | {"max_retries": 1, "interval_start": 0}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
# A sweep that nobody took before the next one is due is of no use to anybody.
CELERY_BEAT_SCHEDULE = {
    "deliver": {"task": "notifications.tasks.deliver", "schedule": 60, "options": {"expires": 50}},
    "beat_heart": {"task": "notifications.tasks.beat_heart", "schedule": 30, "options": {"expires": 25}},
    "tick": {"task": "cases.tasks.tick", "schedule": 60, "options": {"expires": 50}},
    "stamp": {"task": "cases.tasks.stamp", "schedule": 600, "options": {"expires": 550}},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "alteram.logs.Discreet"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "PIL": {"level": "WARNING"},  # below it, Pillow tells who took a photograph, with what and where
    },
}
