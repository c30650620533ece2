"""Addresses of this room below /api/v1/; `number` is registered where they are joined to the pages'."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from cases.api import (
    access,
    assessments,
    attachments,
    calendar_keys,
    cases,
    consents,
    consultations,
    emergencies,
    follow_ups,
    history,
    households,
    issues,
    openings,
    people,
    plan_steps,
    plans,
    protections,
    records,
    referrals,
    reminders,
    safety_notes,
    successions,
    summaries,
    timeline,
    view_requests,
)

# Reached by their own address, and below the case they belong to; the schema lists them once.
either = {
    "records/<int:pk>/correct/": (records.Correcting, "record-correct"),
    "follow-ups/<int:pk>/done/": (follow_ups.Done, "follow-up-done"),
    "follow-ups/<int:pk>/move/": (follow_ups.Moving, "follow-up-move"),
    "follow-ups/<int:pk>/pass/": (follow_ups.Passing, "follow-up-pass"),
}

of_case: list[URLPattern] = [
    path("", cases.OneCase.as_view(), name="api-case"),
    path("close/", cases.Closing.as_view(), name="api-case-close"),
    path("reopen/", cases.Reopening.as_view(), name="api-case-reopen"),
    path("timeline/", timeline.Timeline.as_view(), name="api-timeline"),
    path("records/", records.Records.as_view(), name="api-records"),
    path("follow-ups/", follow_ups.FollowUpsOfCase.as_view(), name="api-case-follow-ups"),
    path("consents/", consents.Consents.as_view(), name="api-consents"),
    path("issues/", issues.Issues.as_view(), name="api-case-issues"),
    path("attachments/", attachments.Attachments.as_view(), name="api-attachments"),
    path(
        "attachments/<int:pk>/content/",
        attachments.Content.as_view(),
        name="api-attachment-content",
    ),
    path(
        "attachments/<int:pk>/remove/", attachments.Removing.as_view(), name="api-attachment-remove"
    ),
    path("ownerships/", access.Ownerships.as_view(), name="api-ownerships"),
    path("access/", access.Grounds.as_view(), name="api-access"),
    path("access/emergency/", access.BreakingGlass.as_view(), name="api-access-emergency"),
    path("sheet/", access.Sheet.as_view(), name="api-case-sheet"),
    path("views/", access.Looks.as_view(), name="api-views"),
    path("assessment/", assessments.Assessment.as_view(), name="api-assessment"),
    path("household/", households.OneHousehold.as_view(), name="api-household"),
    path("household/members/", households.Members.as_view(), name="api-members"),
    path("household/members/<int:pk>/", households.OneMember.as_view(), name="api-member"),
    path("household/members/<int:pk>/end/", households.Leaving.as_view(), name="api-member-end"),
    path("summary/", summaries.Summary.as_view(), name="api-summary"),
    path("summary/versions/", summaries.Versions.as_view(), name="api-summary-versions"),
    path("safety-notes/", safety_notes.SafetyNotes.as_view(), name="api-safety-notes"),
    path("rhythm/", safety_notes.Rhythm.as_view(), name="api-rhythm"),
    path("history/", history.History.as_view(), name="api-history"),
    path("protection/", protections.Protections.as_view(), name="api-protections"),
    path("protection/open/", openings.Openings.as_view(), name="api-openings"),
    path("protection/<int:pk>/", protections.OneProtection.as_view(), name="api-protection"),
    path(
        "protection/<int:pk>/extend/", protections.Extending.as_view(), name="api-protection-extend"
    ),
    path("protection/<int:pk>/end/", protections.Ending.as_view(), name="api-protection-end"),
    *(
        path(route, view.as_view(schema=None), name=f"api-case-{name}")
        for route, (view, name) in either.items()
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", people.People.as_view(), name="api-people"),
    path("people/candidates/", people.Candidates.as_view(), name="api-candidates"),
    path("people/<int:pk>/", people.OnePerson.as_view(), name="api-person"),
    path("consultations/", consultations.Consultations.as_view(), name="api-consultations"),
    path(
        "consultations/<int:pk>/", consultations.OneConsultation.as_view(), name="api-consultation"
    ),
    path("cases/", cases.Cases.as_view(), name="api-cases"),
    path("cases/<number:number>/", include(of_case)),
    path("follow-ups/", follow_ups.FollowUps.as_view(), name="api-follow-ups"),
    path("handovers/", successions.Successions.as_view(), name="api-handovers"),
    path("handovers/preview/", successions.Preview.as_view(), name="api-handover-preview"),
    path("handovers/<int:pk>/", successions.OneSuccession.as_view(), name="api-handover"),
    path(
        "handovers/<int:pk>/acknowledge/",
        successions.Acknowledging.as_view(),
        name="api-handover-acknowledge",
    ),
    path("handovers/<int:pk>/undo/", successions.Undoing.as_view(), name="api-handover-undo"),
    path("referrals/", referrals.Referrals.as_view(), name="api-referrals"),
    path("referrals/<int:pk>/", referrals.OneReferral.as_view(), name="api-referral"),
    path("referrals/<int:pk>/accept/", referrals.Accepting.as_view(), name="api-accept"),
    path("referrals/<int:pk>/return/", referrals.Returning.as_view(), name="api-return"),
    path("referrals/<int:pk>/withdraw/", referrals.Withdrawing.as_view(), name="api-withdraw"),
    path("referrals/<int:pk>/messages/", referrals.Messages.as_view(), name="api-messages"),
    path("safety-notes/<int:pk>/end/", safety_notes.Ending.as_view(), name="api-safety-end"),
    path("plans/", plans.Plans.as_view(), name="api-plans"),
    path("plans/<int:pk>/", plans.OnePlan.as_view(), name="api-plan"),
    path("plans/<int:pk>/revisions/", plans.Revisions.as_view(), name="api-plan-revisions"),
    path("plans/<int:pk>/ask/", plan_steps.Asking.as_view(), name="api-plan-ask"),
    path("plans/<int:pk>/show/", plan_steps.Showing.as_view(), name="api-plan-show"),
    path("plans/<int:pk>/start/", plans.Starting.as_view(), name="api-plan-start"),
    path("plans/<int:pk>/evaluate/", plan_steps.Evaluating.as_view(), name="api-plan-evaluate"),
    path("plans/<int:pk>/close/", plan_steps.Ending.as_view(), name="api-plan-close"),
    path("plans/<int:pk>/renew/", plans.Renewing.as_view(), name="api-plan-renew"),
    path("plan-tasks/", plan_steps.AskedRows.as_view(), name="api-plan-tasks"),
    path("plan-tasks/<int:pk>/answer/", plan_steps.Answering.as_view(), name="api-plan-answer"),
    path("calendar-keys/", calendar_keys.CalendarKeys.as_view(), name="api-calendar-keys"),
    path(
        "calendar-keys/<int:pk>/revoke/",
        calendar_keys.Revoking.as_view(),
        name="api-calendar-key-revoke",
    ),
    path("emergencies/", emergencies.Emergencies.as_view(), name="api-emergencies"),
    path("emergencies/<int:pk>/see/", emergencies.Seeing.as_view(), name="api-emergency-see"),
    path("view-requests/", view_requests.ViewRequests.as_view(), name="api-view-requests"),
    path(
        "view-requests/<int:pk>/", view_requests.OneViewRequest.as_view(), name="api-view-request"
    ),
    path("view-requests/<int:pk>/grant/", view_requests.Granting.as_view(), name="api-view-grant"),
    path(
        "view-requests/<int:pk>/decline/",
        view_requests.Declining.as_view(),
        name="api-view-decline",
    ),
    path(
        "view-requests/<int:pk>/withdraw/",
        view_requests.WithdrawingViewRequest.as_view(),
        name="api-view-withdraw",
    ),
    path("reminders/", reminders.Reminders.as_view(), name="api-reminders"),
    path("reminders/<int:pk>/read/", reminders.Reading.as_view(), name="api-reminder-read"),
    *(path(route, view.as_view(), name=f"api-{name}") for route, (view, name) in either.items()),
]
