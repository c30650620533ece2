"""本人・世帯・プラン・支援措置の版: what stood there before, kept by the database itself."""

from __future__ import annotations

from cases.models.household import Household, HouseholdMember
from cases.models.person import Person
from cases.models.plan import Plan, PlanGoal, PlanTask
from cases.models.protection import AddressProtection
from fujisawa_care.foundation.history import kept


class PersonVersion(kept(Person, "本人の版", exclude=["search_key"])):  # type: ignore[misc]  # the base is made from it
    pass


class HouseholdVersion(kept(Household, "世帯の版")):  # type: ignore[misc]  # the base is made from it
    pass


class HouseholdMemberVersion(kept(HouseholdMember, "世帯の人の版")):  # type: ignore[misc]  # the base is made from it
    pass


class AddressProtectionVersion(kept(AddressProtection, "支援措置の版")):  # type: ignore[misc]  # the base is made from it
    pass


class PlanVersion(kept(Plan, "プランの版")):  # type: ignore[misc]  # the base is made from it
    pass


class PlanGoalVersion(kept(PlanGoal, "めざす姿の版")):  # type: ignore[misc]  # the base is made from it
    pass


class PlanTaskVersion(kept(PlanTask, "プランの役割の版")):  # type: ignore[misc]  # the base is made from it
    pass
