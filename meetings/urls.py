"""Addresses of this room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import (
    adrift,
    bodies,
    bringing,
    calendars,
    candidates,
    counts,
    handouts,
    issues,
    items,
    members,
    packets,
    plan_tables,
    seats,
    sittings,
    themes,
    topics,
)

MEMBER = "meetings/<int:pk>/members/<int:member>"

web: list[URLPattern] = [
    path("cases/<number:number>/table/", bringing.page, name="case-table"),
    path("meetings/", sittings.listing, name="meeting-list"),
    path("plans/<int:pk>/table/", plan_tables.page, name="plan-table"),
    path("meetings/counts/", counts.numbers, name="meeting-counts"),
    path("meetings/counts/items/", counts.items, name="meeting-counts-items"),
    path("meetings/adrift/", adrift.page, name="meeting-adrift"),
    path("meetings/candidates/", candidates.page, name="meeting-candidates"),
    path("meetings/new/", sittings.new, name="meeting-new"),
    path("meetings/<int:pk>/", sittings.page, name="meeting"),
    path("meetings/<int:pk>/edit/", sittings.edit, name="meeting-edit"),
    path("meetings/<int:pk>/invite", sittings.invite, name="meeting-invite"),
    path("meetings/<int:pk>/begin", sittings.begin, name="meeting-begin"),
    path("meetings/<int:pk>/settle", sittings.settle, name="meeting-settle"),
    path("meetings/<int:pk>/cancel", sittings.cancel, name="meeting-cancel"),
    path("meetings/<int:pk>/series/end", sittings.end_series, name="meeting-series-end"),
    path("meetings/<int:pk>/calendar.ics", calendars.one, name="meeting-calendar"),
    path("meetings/<int:pk>/members/", members.add, name="meeting-member-add"),
    path(f"{MEMBER}/answer", members.answer, name="meeting-member-answer"),
    path(f"{MEMBER}/swear", members.swear, name="meeting-member-swear"),
    path(f"{MEMBER}/attend", members.attend, name="meeting-member-attend"),
    path(f"{MEMBER}/chair", members.chair, name="meeting-member-chair"),
    path(f"{MEMBER}/remove", members.remove, name="meeting-member-remove"),
    path("bodies/", bodies.listing, name="body-list"),
    path("bodies/<slug:code>/", bodies.page, name="body"),
    path("meetings/<int:pk>/topics/", topics.add, name="meeting-topic-add"),
    path("topics/<int:pk>/", topics.edit, name="topic"),
    path("topics/<int:pk>/remove", topics.remove, name="topic-remove"),
    path("meetings/<int:pk>/handouts/", handouts.add, name="meeting-handout-add"),
    path("handouts/<int:pk>/", handouts.read, name="handout"),
    path("handouts/<int:pk>/edit/", handouts.edit, name="handout-edit"),
    path("handouts/<int:pk>/remove", handouts.remove, name="handout-remove"),
    path("themes/", themes.road_map, name="theme-list"),
    path("themes/<slug:code>/", themes.page, name="theme"),
    path("themes/<slug:code>/report/", themes.report, name="theme-report"),
    path("initiatives/<int:pk>/", themes.edit, name="initiative"),
    path("issues/<int:pk>/hand", issues.hand, name="issue-hand"),
    path("issues/<int:pk>/answer", issues.answer, name="issue-answer"),
    path("meetings/<int:pk>/packet/", packets.page, name="meeting-packet"),
    path("meetings/<int:pk>/packet/lock", packets.lock, name="meeting-packet-lock"),
    path("meetings/<int:pk>/packet/copies", packets.copies, name="meeting-packet-copies"),
    path("meetings/<int:pk>/packet/collect", packets.collect, name="meeting-packet-collect"),
    path("meetings/<int:pk>/minutes/", packets.minutes, name="meeting-minutes"),
    path("meetings/<int:pk>/items/<int:item>/", items.page, name="meeting-item"),
    path("meetings/<int:pk>/items/<int:item>/seats/", seats.page, name="meeting-item-seats"),
    path("meetings/<int:pk>/items/<int:item>/take-up", adrift.take_up, name="meeting-item-take-up"),
    path("meetings/<int:pk>/items/<int:item>/let-go", adrift.let_go, name="meeting-item-let-go"),
    path("meetings/<int:pk>/items/<int:item>/memo", items.memo, name="meeting-item-memo"),
    path("meetings/<int:pk>/items/<int:item>/swear", items.swear, name="meeting-item-swear"),
    path("meetings/<int:pk>/items/<int:item>/open", items.begin, name="meeting-item-open"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    *web,
    path("api/v1/", include("meetings.api.urls")),
]
