"""形: what a plan looks like in answers, and what may be written into one."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from cases.actions.plans import Goal, Task
from cases.api.shapes import AgencyRef, Shape, StaffRef
from cases.models import (
    WORDS_LIMIT,
    Conclusion,
    PlanKind,
    Reached,
    Signature,
    SupportMenu,
    TaskAnswer,
    TaskStanding,
)
from cases.states import FollowUpState, PlanState
from districts.api.districts import NamedAgency, NamedStaff
from fujisawa_care.foundation.api.fields import Code, Day, Refs, Text, Whole

MOST_GOALS, MOST_TASKS, MOST_MENUS, MOST_CHANGES = 20, 50, 50, 50
MOST_ID = 2**63 - 1


class TaskSerializer(Shape):
    """`agency` as the sitting named it; `house` does it now."""

    id = serializers.IntegerField()
    what = serializers.CharField()
    agency = NamedAgency(allow_null=True)
    house = NamedAgency(allow_null=True)
    staff = NamedStaff(allow_null=True)
    who = serializers.CharField()
    standing = serializers.ChoiceField(TaskStanding.choices)
    standing_label = serializers.CharField()
    times = serializers.CharField()
    until = serializers.DateField(allow_null=True)
    answer = serializers.ChoiceField(TaskAnswer.choices)
    answer_label = serializers.CharField()
    answer_note = serializers.CharField()
    answered_by = NamedStaff(allow_null=True)
    answered_at = serializers.DateTimeField(allow_null=True)
    follow_up = serializers.IntegerField(allow_null=True)
    follow_up_state = serializers.ChoiceField(FollowUpState.choices, allow_blank=True)
    follow_up_label = serializers.CharField()


class GoalSerializer(Shape):
    id = serializers.IntegerField()
    text = serializers.CharField()
    tasks = TaskSerializer(many=True)


class PlanDecisionSerializer(Shape):
    id = serializers.IntegerField()
    sitting = serializers.CharField()
    held_on = serializers.DateField()
    approved = serializers.BooleanField()
    wording = serializers.CharField()
    decided_by = NamedStaff()
    decided_at = serializers.DateTimeField()


class ReachedGoalSerializer(Shape):
    goal = serializers.IntegerField()
    text = serializers.CharField()
    reached = serializers.ChoiceField(Reached.choices)
    reached_label = serializers.CharField()


class EvaluationSerializer(Shape):
    id = serializers.IntegerField()
    evaluated_on = serializers.DateField()
    changes = serializers.ListField(child=serializers.CharField())
    changes_label = serializers.ListField(child=serializers.CharField(), source="change_labels")
    goals = ReachedGoalSerializer(many=True)
    own_words = serializers.CharField()
    text = serializers.CharField()
    conclusion = serializers.ChoiceField(Conclusion.choices)
    conclusion_label = serializers.CharField()
    evaluated_by = NamedStaff()
    evaluated_at = serializers.DateTimeField()


class PlanBriefSerializer(Shape):
    """As it stands in lists: opening its words is logged, so they are not among them."""

    id = serializers.IntegerField()
    case = serializers.CharField(source="number")
    kind = serializers.ChoiceField(PlanKind.choices)
    kind_label = serializers.CharField()
    state = serializers.ChoiceField(PlanState.choices)
    state_label = serializers.CharField()
    edition = serializers.IntegerField()
    starts_on = serializers.DateField(allow_null=True)
    ends_on = serializers.DateField(allow_null=True)
    evaluate_on = serializers.DateField(allow_null=True)
    agency = NamedAgency()
    drafted_by = NamedStaff()
    updated_at = serializers.DateTimeField()


class PlanSerializer(PlanBriefSerializer):
    renews = serializers.IntegerField(allow_null=True)
    wishes = serializers.CharField()
    troubles = serializers.CharField()
    aim = serializers.CharField()
    direction = serializers.CharField()
    menus = serializers.ListField(child=serializers.CharField())
    menus_label = serializers.ListField(child=serializers.CharField(), source="menu_labels")
    monitor_months = serializers.IntegerField()
    shown_on = serializers.DateField(allow_null=True)
    signature = serializers.ChoiceField(Signature.choices)
    signature_label = serializers.CharField()
    signed_on = serializers.DateField(allow_null=True)
    drafted_at = serializers.DateTimeField()
    tabled_at = serializers.DateTimeField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    ended_at = serializers.DateTimeField(allow_null=True)
    ended_because = serializers.CharField()
    stays_with = NamedAgency(allow_null=True)
    version = serializers.IntegerField()
    goals = GoalSerializer(many=True)
    decisions = PlanDecisionSerializer(many=True)
    evaluations = EvaluationSerializer(many=True)


class TaskWrittenSerializer(Shape):
    """`id` where the row was there before: then it keeps its place in the history."""

    id = Whole(required=False, allow_null=True, min_value=1, max_value=MOST_ID)
    what = Text(max_length=200, allow_blank=True)
    agency = AgencyRef(required=False, allow_null=True)
    staff = StaffRef(required=False, allow_null=True)
    who = Text(max_length=100, required=False, allow_blank=True)
    standing = Code(TaskStanding.choices)
    times = Text(max_length=40, required=False, allow_blank=True)
    until = Day(required=False, allow_null=True)


class GoalWrittenSerializer(Shape):
    id = Whole(required=False, allow_null=True, min_value=1, max_value=MOST_ID)
    text = Text(max_length=500, allow_blank=True)
    tasks = serializers.ListField(
        child=TaskWrittenSerializer(), required=False, max_length=MOST_TASKS
    )


class PlanWrittenSerializer(Shape):
    """Only what is sent is changed; `goals` are sent whole, with their rows."""

    wishes = Text(max_length=WORDS_LIMIT, required=False, allow_blank=True)
    troubles = Text(max_length=WORDS_LIMIT, required=False, allow_blank=True)
    aim = Text(max_length=WORDS_LIMIT, required=False, allow_blank=True)
    direction = Text(max_length=WORDS_LIMIT, required=False, allow_blank=True)
    menus = Refs(SupportMenu.objects.active(), required=False, max_length=MOST_MENUS)
    starts_on = Day(required=False, allow_null=True)
    ends_on = Day(required=False, allow_null=True)
    evaluate_on = Day(required=False, allow_null=True)
    monitor_months = Whole(required=False, min_value=1, max_value=12)
    goals = serializers.ListField(
        child=GoalWrittenSerializer(), required=False, max_length=MOST_GOALS
    )


class DraftSerializer(PlanWrittenSerializer):
    case = Text(max_length=12)
    kind = Code(PlanKind.choices)


def words(given: dict[str, Any]) -> dict[str, Any]:
    """What was sent, as the fields of `Words`."""
    found = dict(given)
    if "menus" in found:
        found["menus"] = tuple(found["menus"])
    if "goals" in found:
        found["goals"] = tuple(
            Goal(**goal | {"tasks": tuple(Task(**row) for row in goal.get("tasks", ()))})
            for goal in found["goals"]
        )
    return found
