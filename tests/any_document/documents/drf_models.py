"""What the clinic of `drf_app` deals in; nothing of it is ever stored."""

import uuid

from django.db import models


class Titled(models.Model):
    id = models.BigAutoField(primary_key=True)
    title = models.CharField(max_length=40, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        app_label = "clinic"


class Ward(Titled):
    class Floor(models.IntegerChoices):
        GROUND = 0, "ground"
        FIRST = 1, "first"

    floor = models.IntegerField(choices=Floor)
    beds = models.PositiveSmallIntegerField(default=1)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True)
    area = models.DecimalField(max_digits=6, decimal_places=2, null=True)


class Doctor(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    homepage = models.URLField(blank=True)
    grade = models.CharField(
        max_length=2, choices=[("a", "junior"), ("A", "senior"), ("-", "none")], blank=True
    )
    born = models.DateField(null=True, blank=True)
    wards = models.ManyToManyField(Ward)

    class Meta:
        app_label = "clinic"


class Patient(Titled):
    blood = models.CharField(max_length=3, choices=[("0+", "0+"), ("A-", "A-")], null=True, blank=True)
    doctor = models.ForeignKey(Doctor, models.CASCADE)
    weight = models.FloatField(null=True)
    notes = models.JSONField(default=dict)
    woken_at = models.TimeField(null=True)
    stay = models.DurationField(null=True)
    photo = models.ImageField(null=True)
    active = models.BooleanField(default=True)


class Visit(Titled):
    patient = models.ForeignKey(Patient, models.CASCADE)
    status = models.CharField(max_length=9, choices=[("open", "open"), ("closed", "closed")], default="open")
    type = models.SlugField()
    ip = models.GenericIPAddressField(null=True)


class File(Titled):
    content = models.FileField()
    size = models.IntegerField(editable=False)
    visit = models.ForeignKey(Visit, models.CASCADE, null=True)
