"""本人: a person as far as the counter knows them; every field may be empty."""

from __future__ import annotations

from typing import Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, TextField, Value

from cases.models import guard_sql
from cases.models.ground import AccessGround, Level, holders
from cases.models.guards import counts_versions, never_deleted
from districts.models import District, Staff, Town


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, staff: Staff) -> Self:
        """People of the cases this staff member may read, and whom they noted before any case."""
        if not holders(staff):
            return self.none()
        of_person = AccessGround.objects.filter(case__person=OuterRef("pk"))
        readable = of_person.of(staff).at_least(Level.READ)
        # a case always has its grounds: without one there is no case yet
        return self.filter(Exists(readable) | (Q(created_by=staff) & ~Exists(of_person)))

    def matching(self, text: str) -> Self:
        """People whose name, kana or phone holds `text`, however it is written (one index look-up).

        Half-width kana, hiragana and katakana, blanks and variation selectors make no difference.
        Nobody under 支援措置 is found by a telephone number (R7).
        """
        folded = Func(Value(text), function="care_fold", output_field=TextField())
        return self.alias(
            grams=Func(
                F("search_key"), function="care_grams", output_field=ArrayField(TextField())
            ),
            asked=Func(folded, function="care_grams_asked", output_field=ArrayField(TextField())),
            named=Func(
                *(F("name"), F("kana"), Value([], output_field=ArrayField(TextField()))),
                function="care_person_key",
                output_field=TextField(),
            ),
        ).filter(
            Q(protected=False) | Q(named__contains=folded),
            grams__contains=F("asked"),
            search_key__contains=folded,
        )


class Person(models.Model):
    name = models.CharField("氏名", max_length=100, blank=True)
    kana = models.CharField("ふりがな", max_length=100, blank=True)
    birth_date = models.DateField("生年月日", null=True, blank=True)
    birth_text = models.CharField("生年月日（聞いたまま）", max_length=40, blank=True)
    phones = ArrayField(
        models.CharField(max_length=20), verbose_name="電話", default=list, blank=True, size=5
    )
    address = models.CharField("住所", max_length=200, blank=True)
    town = models.ForeignKey(Town, models.PROTECT, null=True, blank=True, verbose_name="町名")
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, verbose_name="地区"
    )
    search_key = models.GeneratedField(
        expression=Func(F("name"), F("kana"), F("phones"), function="care_person_key"),
        output_field=TextField(),
        db_persist=True,
    )
    protected = models.BooleanField("支援措置", default=False, editable=False)
    version = models.PositiveIntegerField("版", default=1, editable=False)
    created_at = models.DateTimeField("作った日時")
    created_by = models.ForeignKey(
        Staff, models.PROTECT, related_name="+", verbose_name="聞いた職員"
    )
    updated_at = models.DateTimeField("直した日時")

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = "本人"
        verbose_name_plural = "本人"
        indexes = [
            GinIndex(Func(F("search_key"), function="care_grams"), name="person_grams"),
            models.Index(
                fields=["birth_date"], condition=Q(birth_date__isnull=False), name="person_birth"
            ),
        ]
        triggers = [
            never_deleted("person_stays"),
            counts_versions(
                "person_version",
                *("name", "kana", "birth_date", "birth_text", "phones"),
                *("address", "town", "district"),
            ),
            pgtrigger.Trigger(
                name="person_protected_by_a_protection",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__protected__df=pgtrigger.F("new__protected")),
                func=guard_sql.ONLY_BY_A_PROTECTION,
            ),
        ]

    def __str__(self) -> str:
        return f"本人{self.pk}"
