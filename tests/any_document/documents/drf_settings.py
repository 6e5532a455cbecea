"""The settings of `drf_app`; to be imported before anything of Django that reads them."""

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "rest_framework",
        "drf_spectacular",
    ],
    ROOT_URLCONF="drf_app",
    USE_TZ=True,
    REST_FRAMEWORK={
        "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.LimitOffsetPagination",
        "PAGE_SIZE": 20,
        "DEFAULT_AUTHENTICATION_CLASSES": [
            "rest_framework.authentication.TokenAuthentication",
            "rest_framework.authentication.BasicAuthentication",
        ],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    },
    SPECTACULAR_SETTINGS={
        "TITLE": "Clinic",
        "VERSION": "3.2.1",
        "COMPONENT_SPLIT_REQUEST": True,
        "SERVERS": [{"url": "https://clinic.example"}],
    },
)
django.setup()
