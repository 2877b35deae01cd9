"""Settings: everything an installation may change comes from the environment (docs/reference/settings.md)."""

import os
from pathlib import Path

import dj_database_url

from tuquan.config.secrets import secret_key

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("TUQUAN_DATA", BASE_DIR.parent / "var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = os.environ.get("TUQUAN_DEBUG") == "1"
SECRET_KEY = secret_key(DATA_DIR)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("TUQUAN_HOSTS", "").split()]
CSRF_TRUSTED_ORIGINS = os.environ.get("TUQUAN_ORIGINS", "").split()
BEHIND_TLS = os.environ.get("TUQUAN_TLS") == "1"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    # Before django_tasks_db: its db_worker first queues again what a stopped worker left half done.
    "tuquan.ground",
    "django_tasks",
    "django_tasks_db",
    "heroicons",
    "tuquan.units",
    "tuquan.accounts",
    "tuquan.schemes",
    "tuquan.reporting",
    "tuquan.intake",
    "tuquan.papers",
    "tuquan.design",
    "tuquan.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tuquan.web.middleware.PostMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tuquan.config.urls"
WSGI_APPLICATION = "tuquan.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django_cotton.cotton_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "heroicons.templatetags.heroicons"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tuquan.web.shell.shell",
            ],
        },
    }
]
COTTON_SNAKE_CASED_NAMES = False

DATABASES = {"default": dj_database_url.config(default=f"sqlite:///{DATA_DIR / 'tuquan.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: two people writing at once queue up instead of failing half-way; WAL: readers never wait.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
CSRF_FAILURE_VIEW = "tuquan.web.errors.csrf_failure"
LOGIN_URL = "/dang-nhap/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/dang-nhap/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "tuquan.accounts.signin.counted_name"
AXES_LOCKOUT_TEMPLATE = "web/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/tinh/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
FILES_DIR = DATA_DIR / "files"
# The Parquet set of reporting.facts: can be thrown away and laid again. DuckDB's share of the machine, in each process.
FACTS_DIR = DATA_DIR / "facts"
FACTS_THREADS = int(os.environ.get("TUQUAN_FACTS_THREADS", "2"))
FACTS_MEMORY = os.environ.get("TUQUAN_FACTS_MEMORY", "1GB")

# Files above this size are refused before they are read (reader.opening holds the same limit).
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 300  # a chat group's reports sent at once (web.reading.many)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024
# Uploads stay in memory: an original is stored nowhere (house rule: quarantine in memory).
FILE_UPLOAD_HANDLERS = ["tuquan.web.uploads.QuarantineUploadHandler"]

# A language model that the office itself runs (OpenAI-compatible). Without an address nothing is ever sent anywhere.
SECOND_READER = {
    "address": os.environ.get("TUQUAN_SECOND_READER_URL", "").strip(),
    "model": os.environ.get("TUQUAN_SECOND_READER_MODEL", "").strip(),
    "key": os.environ.get("TUQUAN_SECOND_READER_KEY", "").strip(),
}

# Notices by e-mail: off by default. The program knows its own address only where it is told it.
NOTICE_MAIL = {
    "on": os.environ.get("TUQUAN_MAIL") == "1",
    "link": os.environ.get("TUQUAN_MAIL_LINK", "").strip().rstrip("/") + "/thong-bao/{notice}/",
}
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("TUQUAN_MAIL_HOST", "").strip()
EMAIL_PORT = int(os.environ.get("TUQUAN_MAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("TUQUAN_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TUQUAN_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("TUQUAN_MAIL_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("TUQUAN_MAIL_FROM", "tuquan@localhost")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Messages may quote what was typed: they stay on the server, not in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = BEHIND_TLS
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BEHIND_TLS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31536000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
