"""
A clinic with Django REST framework, of which only the document counts; `python drf_app.py > drf.yaml`.
"""

import sys
from typing import Any

import drf_settings  # noqa: F401
from django.urls import path
from drf_models import Doctor, File, Patient, Visit, Ward
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import (
    OpenApiParameter,
    OpenApiResponse,
    PolymorphicProxySerializer,
    extend_schema,
    inline_serializer,
)
from rest_framework import mixins, pagination, parsers, permissions, routers, serializers, viewsets
from rest_framework.decorators import action, api_view, permission_classes
from rest_framework.response import Response


def serializer(of: type, **members: Any) -> Any:
    meta = type("Meta", (), {"model": of, "fields": "__all__"})
    return type(f"{of.__name__}Serializer", (serializers.ModelSerializer,), {"Meta": meta, **members})


class ErrorSerializer(serializers.Serializer):
    detail = serializers.CharField()
    field_errors = serializers.DictField(
        child=serializers.ListField(child=serializers.CharField()), required=False
    )


class AddressSerializer(serializers.Serializer):
    street = serializers.CharField(allow_blank=False)
    country = serializers.ChoiceField(["de", "fr", ""], allow_null=True)


class LoginSerializer(serializers.Serializer):
    username = serializers.CharField()
    password = serializers.CharField(write_only=True)
    token = serializers.CharField(read_only=True)


DoctorSerializer = serializer(Doctor, address=AddressSerializer(allow_null=True))
WardSerializer = serializer(
    Ward, doctors=serializers.ListField(child=serializers.EmailField(), read_only=True)
)
PatientSerializer = serializer(Patient, address=AddressSerializer(required=False))
VisitSerializer, FileSerializer = serializer(Visit), serializer(File)
Treated = PolymorphicProxySerializer(
    component_name="Treated", serializers=[PatientSerializer, WardSerializer], resource_type_field_name=None
)
Found = PolymorphicProxySerializer(
    component_name="Found",
    serializers={"visit": VisitSerializer, "file": FileSerializer},
    resource_type_field_name="type",
)
key = OpenApiParameter("Idempotency-Key", OpenApiTypes.UUID, "header")
since = OpenApiParameter("since", OpenApiTypes.DATETIME, required=True)
many = OpenApiParameter("status", str, many=True, enum=["open", "closed"])
commas = OpenApiParameter("id", int, many=True, explode=False)
errors = {"4XX": ErrorSerializer, 503: OpenApiResponse(ErrorSerializer, description="later")}


class Pages(pagination.PageNumberPagination):
    page_size_query_param = "page_size"


def views(of: type, made_by: Any, *bases: type, **more: Any) -> Any:
    bases = bases or (viewsets.ModelViewSet,)
    return type(
        f"{of.__name__}View", bases, {"queryset": of.objects.all(), "serializer_class": made_by, **more}
    )


class WardView(views(Ward, WardSerializer)):
    @extend_schema(parameters=[key], responses={201: WardSerializer, **errors})
    def create(self, request: Any) -> Any: ...

    @extend_schema(request=None, responses={200: WardSerializer, 204: None}, parameters=[since])
    @action(["post"], detail=True)
    def clean(self, request: Any, pk: Any) -> Any: ...

    @extend_schema(
        request=serializers.ListSerializer(child=WardSerializer()), responses={201: WardSerializer(many=True)}
    )
    @action(["post"], detail=False, pagination_class=None)
    def bulk(self, request: Any) -> Any: ...


class PatientView(
    views(Patient, PatientSerializer, pagination_class=Pages, parser_classes=[parsers.MultiPartParser])
):
    @extend_schema(parameters=[many, since, commas])
    def list(self, request: Any) -> Any: ...

    @extend_schema(deprecated=True, responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(["get"], detail=True)
    def scan(self, request: Any, pk: Any) -> Any: ...


FILE_BASES = (mixins.CreateModelMixin, mixins.DestroyModelMixin, viewsets.ReadOnlyModelViewSet)


class FileView(views(File, FileSerializer, *FILE_BASES)):
    parser_classes = (parsers.MultiPartParser,)


def call(route: str, methods: list[str], open_to_all: bool = False, **schema: Any) -> None:
    """Add a view that is a function."""

    def view(request: Any, **_: Any) -> Response: ...

    permitted = [permissions.AllowAny] if open_to_all else [permissions.IsAuthenticated]
    view = api_view([method.upper() for method in methods])(permission_classes(permitted)(view))
    urls.append(path(route, extend_schema(**schema)(view)))


router = routers.DefaultRouter()
for route, view in (
    ("wards", WardView),
    ("doctors", views(Doctor, DoctorSerializer)),
    ("patients", PatientView),
    ("visits", views(Visit, VisitSerializer)),
    ("files", FileView),
):
    router.register(route, view)

counts = {"type": "object", "additionalProperties": {"type": "integer"}}
tree = {"type": "array", "items": {"type": "string", "format": "date"}}
contact = inline_serializer(
    "Contact", {"from": serializers.EmailField(), "class": serializers.CharField(required=False)}
)
urls: list[Any] = [*router.urls]
call(
    "login/",
    ["post"],
    True,
    request={"application/x-www-form-urlencoded": LoginSerializer},
    responses=LoginSerializer,
)
call("count/", ["get"], responses=OpenApiTypes.INT, parameters=[since])
call("counts/", ["get"], responses={200: counts})
call(
    "free/",
    ["get"],
    responses={200: tree},
    parameters=[OpenApiParameter("on", OpenApiTypes.DATE, required=True)],
)
call("is_open/<int:floor>/", ["get"], responses=OpenApiTypes.BOOL)
call("motto/", ["put", "get"], request=OpenApiTypes.STR, responses={(200, "text/plain"): OpenApiTypes.STR})
call(
    "settings/",
    ["get", "patch"],
    request=OpenApiTypes.OBJECT,
    responses=OpenApiTypes.OBJECT,
    tags=["settings", "admin"],
)
call("treated/", ["post"], request=Treated, responses=Treated, parameters=[key])
call(
    "found/<uuid:doctor>/<slug:word>/",
    ["get"],
    responses={200: Found(many=True) if callable(Found) else Found},
)
call("import/", ["post"], request={"application/octet-stream": OpenApiTypes.BINARY}, responses={202: None})
call("anything/", ["get"], responses={200: OpenApiTypes.ANY})
call("contact/", ["post"], True, request=contact, responses={204: None, **errors})
call("pulse/<int:rate>/", ["get"], responses={200: OpenApiTypes.FLOAT, 204: None})
call("history/<int:visit>/", ["get", "delete"], responses={200: VisitSerializer})
call("me/", ["get", "patch"], request=DoctorSerializer, responses=DoctorSerializer)
call("words/", ["get"], responses={200: {"type": "array", "items": {"type": "string"}}})
call(
    "session/", ["get"], responses=DoctorSerializer, parameters=[OpenApiParameter("sessionid", str, "cookie")]
)
urlpatterns = urls

if __name__ == "__main__":
    document = SchemaGenerator(patterns=urls).get_schema(request=None, public=True)
    for where in ("/anything/", "/pulse/{rate}/"):
        del document["paths"][where]["get"]["operationId"]  # as a team that had forgotten it
    sys.stdout.write(OpenApiYamlRenderer().render(document).decode())
