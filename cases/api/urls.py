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
    openings,
    people,
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

# The same doors below the case they belong to; the schema lists them once.
of_case: list[URLPattern] = [
    path(
        "records/<int:pk>/correct/",
        records.Correcting.as_view(schema=None),
        name="api-case-record-correct",
    ),
    path(
        "follow-ups/<int:pk>/done/",
        follow_ups.Done.as_view(schema=None),
        name="api-case-follow-up-done",
    ),
    path(
        "follow-ups/<int:pk>/move/",
        follow_ups.Moving.as_view(schema=None),
        name="api-case-follow-up-move",
    ),
    path(
        "follow-ups/<int:pk>/pass/",
        follow_ups.Passing.as_view(schema=None),
        name="api-case-follow-up-pass",
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", people.People.as_view(), name="api-people"),
    path("people/candidates/", people.Candidates.as_view(), name="api-candidates"),
    path("people/<int:pk>/", people.OnePerson.as_view(), name="api-person"),
    path("consultations/", consultations.Consultations.as_view(), name="api-consultations"),
    path(
        "consultations/<int:pk>/",
        consultations.OneConsultation.as_view(),
        name="api-consultation",
    ),
    path("cases/", cases.Cases.as_view(), name="api-cases"),
    path("cases/<number:number>/", cases.OneCase.as_view(), name="api-case"),
    path("cases/<number:number>/close/", cases.Closing.as_view(), name="api-case-close"),
    path("cases/<number:number>/reopen/", cases.Reopening.as_view(), name="api-case-reopen"),
    path("cases/<number:number>/timeline/", timeline.Timeline.as_view(), name="api-timeline"),
    path("cases/<number:number>/records/", records.Records.as_view(), name="api-records"),
    path(
        "cases/<number:number>/follow-ups/",
        follow_ups.FollowUpsOfCase.as_view(),
        name="api-case-follow-ups",
    ),
    path("cases/<number:number>/consents/", consents.Consents.as_view(), name="api-consents"),
    path(
        "cases/<number:number>/attachments/",
        attachments.Attachments.as_view(),
        name="api-attachments",
    ),
    path(
        "cases/<number:number>/attachments/<int:pk>/content/",
        attachments.Content.as_view(),
        name="api-attachment-content",
    ),
    path(
        "cases/<number:number>/attachments/<int:pk>/remove/",
        attachments.Removing.as_view(),
        name="api-attachment-remove",
    ),
    path("cases/<number:number>/ownerships/", access.Ownerships.as_view(), name="api-ownerships"),
    path("cases/<number:number>/access/", access.Grounds.as_view(), name="api-access"),
    path(
        "cases/<number:number>/access/emergency/",
        access.BreakingGlass.as_view(),
        name="api-access-emergency",
    ),
    path("cases/<number:number>/sheet/", access.Sheet.as_view(), name="api-case-sheet"),
    path("cases/<number:number>/views/", access.Looks.as_view(), name="api-views"),
    path(
        "cases/<number:number>/assessment/",
        assessments.Assessment.as_view(),
        name="api-assessment",
    ),
    path(
        "cases/<number:number>/household/", households.OneHousehold.as_view(), name="api-household"
    ),
    path(
        "cases/<number:number>/household/members/",
        households.Members.as_view(),
        name="api-members",
    ),
    path(
        "cases/<number:number>/household/members/<int:pk>/",
        households.OneMember.as_view(),
        name="api-member",
    ),
    path(
        "cases/<number:number>/household/members/<int:pk>/end/",
        households.Leaving.as_view(),
        name="api-member-end",
    ),
    path("cases/<number:number>/summary/", summaries.Summary.as_view(), name="api-summary"),
    path(
        "cases/<number:number>/summary/versions/",
        summaries.Versions.as_view(),
        name="api-summary-versions",
    ),
    path(
        "cases/<number:number>/safety-notes/",
        safety_notes.SafetyNotes.as_view(),
        name="api-safety-notes",
    ),
    path("cases/<number:number>/rhythm/", safety_notes.Rhythm.as_view(), name="api-rhythm"),
    path("cases/<number:number>/history/", history.History.as_view(), name="api-history"),
    path(
        "cases/<number:number>/protection/",
        protections.Protections.as_view(),
        name="api-protections",
    ),
    path(
        "cases/<number:number>/protection/open/",
        openings.Openings.as_view(),
        name="api-openings",
    ),
    path(
        "cases/<number:number>/protection/<int:pk>/",
        protections.OneProtection.as_view(),
        name="api-protection",
    ),
    path(
        "cases/<number:number>/protection/<int:pk>/extend/",
        protections.Extending.as_view(),
        name="api-protection-extend",
    ),
    path(
        "cases/<number:number>/protection/<int:pk>/end/",
        protections.Ending.as_view(),
        name="api-protection-end",
    ),
    path("cases/<number:number>/", include(of_case)),
    path("records/<int:pk>/correct/", records.Correcting.as_view(), name="api-record-correct"),
    path("follow-ups/", follow_ups.FollowUps.as_view(), name="api-follow-ups"),
    path("follow-ups/<int:pk>/done/", follow_ups.Done.as_view(), name="api-follow-up-done"),
    path("follow-ups/<int:pk>/move/", follow_ups.Moving.as_view(), name="api-follow-up-move"),
    path("follow-ups/<int:pk>/pass/", follow_ups.Passing.as_view(), name="api-follow-up-pass"),
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
]
