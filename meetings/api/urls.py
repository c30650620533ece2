"""Addresses of this room below /api/v1/."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from meetings.api import (
    agenda,
    bodies,
    candidates,
    counts,
    courses,
    decisions,
    handouts,
    issues,
    members,
    pacts,
    secrecy,
    series,
    sittings,
    themes,
    turnout,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("themes/", themes.Themes.as_view(), name="api-themes"),
    path("initiatives/", themes.Initiatives.as_view(), name="api-initiatives"),
    path("initiatives/<int:pk>/", themes.OneInitiative.as_view(), name="api-initiative"),
    path(
        "initiatives/<int:pk>/versions/",
        themes.InitiativeVersions.as_view(),
        name="api-initiative-versions",
    ),
    path("pacts/", pacts.Pacts.as_view(), name="api-pacts"),
    path("pacts/<int:pk>/", pacts.OnePact.as_view(), name="api-pact"),
    path("pacts/<int:pk>/end/", pacts.EndingPact.as_view(), name="api-pact-end"),
    path("pacts/<int:pk>/deeds/", pacts.Deeds.as_view(), name="api-pact-deeds"),
    path("deeds/<int:pk>/", pacts.OneDeed.as_view(), name="api-deed"),
    path("agenda-items/", agenda.Agenda.as_view(), name="api-agenda-items"),
    path("agenda-items/propose/", agenda.Proposing.as_view(), name="api-agenda-propose"),
    path("agenda-items/candidates/", candidates.Candidates.as_view(), name="api-candidates-juso1"),
    path("agenda-items/<int:pk>/", agenda.OneItem.as_view(), name="api-agenda-item"),
    path("agenda-items/<int:pk>/open/", agenda.Opening.as_view(), name="api-agenda-open"),
    path("agenda-items/<int:pk>/remove/", agenda.Removing.as_view(), name="api-agenda-remove"),
    path("agenda-items/<int:pk>/move/", agenda.Moving.as_view(), name="api-agenda-move"),
    path("agenda-items/<int:pk>/seat/", agenda.Seating.as_view(), name="api-agenda-seat"),
    path("agenda-items/<int:pk>/unseat/", agenda.Unseating.as_view(), name="api-agenda-unseat"),
    path("agenda-items/<int:pk>/decide/", decisions.Deciding.as_view(), name="api-agenda-decide"),
    path("plans/<int:pk>/table/", decisions.TablingPlan.as_view(), name="api-plan-table"),
    path("plans/<int:pk>/decide/", decisions.DecidingPlan.as_view(), name="api-plan-decide"),
    path(
        "meetings/<int:pk>/confirm-secrecy/",
        secrecy.Swearing.as_view(),
        name="api-confirm-secrecy",
    ),
    path("bodies/", bodies.Bodies.as_view(), name="api-bodies"),
    path("bodies/<slug:code>/", bodies.OneBody.as_view(), name="api-body"),
    path("bodies/<slug:code>/years/", courses.Years.as_view(), name="api-body-years"),
    path("courses/", courses.Courses.as_view(), name="api-courses"),
    path("courses/<int:pk>/", courses.OneCourse.as_view(), name="api-course"),
    path("courses/<int:pk>/turnout/", turnout.CourseTurnout.as_view(), name="api-course-turnout"),
    path(
        "meetings/<int:pk>/turnout/", turnout.MeetingTurnout.as_view(), name="api-meeting-turnout"
    ),
    path("meetings/<int:pk>/notes/", turnout.Notes.as_view(), name="api-meeting-notes"),
    path("meetings/", sittings.Meetings.as_view(), name="api-meetings"),
    path("meetings/<int:pk>/", sittings.OneMeeting.as_view(), name="api-meeting"),
    path("meetings/<int:pk>/invite/", sittings.Inviting.as_view(), name="api-meeting-invite"),
    path("meetings/<int:pk>/hold/", sittings.Holding.as_view(), name="api-meeting-hold"),
    path("meetings/<int:pk>/settle/", sittings.Settling.as_view(), name="api-meeting-settle"),
    path("meetings/<int:pk>/cancel/", sittings.Cancelling.as_view(), name="api-meeting-cancel"),
    path("meetings/<int:pk>/answer/", sittings.Answering.as_view(), name="api-meeting-answer"),
    path("meetings/<int:pk>/members/", members.Members.as_view(), name="api-meeting-members"),
    path(
        "meetings/<int:pk>/members/<int:member>/remove/",
        members.Leaving.as_view(),
        name="api-meeting-member-remove",
    ),
    path("meetings/<int:pk>/handouts/", handouts.Handouts.as_view(), name="api-meeting-handouts"),
    path("handouts/<int:pk>/", handouts.OneHandout.as_view(), name="api-handout"),
    path(
        "handouts/<int:pk>/content/", handouts.HandoutContent.as_view(), name="api-handout-content"
    ),
    path(
        "handouts/<int:pk>/remove/", handouts.RemovingHandout.as_view(), name="api-handout-remove"
    ),
    path(
        "meetings/<int:pk>/members/<int:member>/chair/",
        members.Chairing.as_view(),
        name="api-meeting-member-chair",
    ),
    path(
        "meetings/<int:pk>/members/<int:member>/attend/",
        members.Attending.as_view(),
        name="api-meeting-member-attend",
    ),
    path("series/", series.AllSeries.as_view(), name="api-series"),
    path("series/<int:pk>/", series.OneSeries.as_view(), name="api-one-series"),
    path("series/<int:pk>/end/", series.EndingSeries.as_view(), name="api-series-end"),
    path("meetings/counts/", counts.Numbers.as_view(), name="api-meeting-counts"),
    path("meetings/counts/items/", counts.Items.as_view(), name="api-meeting-counts-items"),
    path("issues/<int:pk>/hand/", issues.Handing.as_view(), name="api-issue-hand"),
    path("issues/<int:pk>/answer/", issues.Answering.as_view(), name="api-issue-answer"),
]
