"""地域の縁側 addresses."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from engawa.api import participations as ways_api
from engawa.api import reports as api_reports
from engawa.api import sites as api
from engawa.api import visits as visits_api
from engawa.views import (
    asking,
    desk,
    desks,
    given,
    matching,
    pictures,
    public,
    reports,
    rooms,
    sites,
    tables,
    visits,
    ways,
)

OF_CASE = "cases/<number:number>/participations/"
WAY = f"{OF_CASE}<int:pk>/"
VISIT = f"{WAY}visits/<int:visit>"
API = "api/v1/participations/"
ONE_VISIT = f"{API}<int:pk>/visits/<int:visit>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("engawa/", sites.listing, name="site-list"),
    path("engawa/desk/", desk.page, name="desk"),
    path("engawa/desk/week/", desk.week, name="desk-week"),
    path("engawa/desk/day", desk.say_of, name="desk-day"),
    path("engawa/desk/notice", desk.notice, name="desk-notice"),
    path("engawa/desk/confirm", desk.confirm, name="desk-confirm"),
    path("engawa/desk/reports/<str:month>/", desk.report, name="desk-report"),
    path("engawa/reports/", reports.listing, name="report-list"),
    path("engawa/<int:pk>/reports/", reports.of_site, name="site-reports"),
    path("engawa/<int:pk>/reports/<str:month>/", reports.one, name="site-report"),
    path("engawa/<int:pk>/pictures/", pictures.page, name="site-pictures"),
    path("engawa/<int:pk>/pictures/<int:picture>/", pictures.content, name="site-picture"),
    path(
        "engawa/<int:pk>/pictures/<int:picture>/change",
        pictures.change,
        name="site-picture-change",
    ),
    path("places/pictures/<int:pk>/", pictures.public, name="place-picture"),
    path("engawa/<int:pk>/desks/", desks.page, name="site-desks"),
    path("engawa/<int:pk>/desks/ask", desks.ask, name="site-desk-ask"),
    path("engawa/<int:pk>/desks/<int:desk>/end", desks.end, name="site-desk-end"),
    path("engawa/<int:pk>/versions/", desks.versions, name="site-versions"),
    path("engawa/table/", tables.page, name="site-table"),
    path("engawa/table.csv", tables.download, name="site-table-csv"),
    path("engawa/new/", sites.new, name="site-new"),
    path("engawa/<int:pk>/", sites.page, name="site"),
    path("engawa/<int:pk>/edit/", sites.edit, name="site-edit"),
    path("engawa/<int:pk>/week/", sites.week, name="site-week"),
    path("engawa/<int:pk>/day", sites.say_of, name="site-day"),
    path("engawa/<int:pk>/check", sites.check, name="site-check"),
    path("engawa/<int:pk>/confirm", sites.confirm, name="site-confirm"),
    path("engawa/<int:pk>/end", sites.end, name="site-end"),
    path("places/", public.listing, name="places"),
    path("places/<int:pk>/", public.place, name="place"),
    path("places/leaflet/<str:code>/", public.leaflet, name="place-leaflet"),
    path("participations/", ways.listing, name="participation-list"),
    path(f"{OF_CASE}", ways.of_case, name="case-participations"),
    path(f"{OF_CASE}new/", ways.new, name="participation-new"),
    path(f"{WAY}", ways.page, name="participation"),
    path(f"{WAY}edit/", ways.edit, name="participation-edit"),
    path(f"{WAY}end", ways.end, name="participation-end"),
    path(f"{WAY}places/", matching.places, name="participation-places"),
    path(f"{WAY}tray", matching.pick, name="participation-pick"),
    path(f"{WAY}ask/", asking.ask, name="participation-ask"),
    path(f"{WAY}word", asking.word, name="participation-word"),
    path(f"{WAY}paper/", asking.given_paper, name="participation-paper"),
    path(f"{WAY}missing/", matching.missing, name="participation-missing"),
    path(f"{WAY}settle", visits.settle, name="participation-settle"),
    path(f"{WAY}seek", visits.seek, name="participation-seek"),
    path(f"{VISIT}/answer", visits.answer, name="visit-answer"),
    path(f"{VISIT}/went", visits.went, name="visit-went"),
    path(f"{VISIT}/withdraw", visits.withdraw, name="visit-withdraw"),
    path(f"{VISIT}/try", visits.try_out, name="visit-try"),
    path("engawa/<int:pk>/room", rooms.of_site, name="site-room"),
    path("engawa/desk/room", rooms.of_desk, name="desk-room"),
    path("engawa/desk/visits/<int:pk>/answer", visits.answer_own, name="desk-visit-answer"),
    path("api/v1/engawa/", api.Sites.as_view(), name="api-sites"),
    path("api/v1/engawa/<int:pk>/", api.OneSite.as_view(), name="api-site"),
    path("api/v1/engawa/<int:pk>/confirm/", api.Confirming.as_view(), name="api-site-confirm"),
    path("api/v1/engawa/<int:pk>/week/", api.SiteWeek.as_view(), name="api-site-week"),
    path("api/v1/engawa/<int:pk>/calendar/", api.SiteCalendar.as_view(), name="api-site-calendar"),
    path("api/v1/engawa/<int:pk>/reports/", api_reports.Reports.as_view(), name="api-site-reports"),
    path(
        "api/v1/engawa/<int:pk>/reports/<str:month>/",
        api_reports.OneReport.as_view(),
        name="api-site-report",
    ),
    path(
        "api/v1/engawa/<int:pk>/reports/<str:month>/send/",
        api_reports.Sending.as_view(),
        name="api-site-report-send",
    ),
    path(f"{API}", ways_api.Participations.as_view(), name="api-participations"),
    path(f"{API}<int:pk>/", ways_api.OneParticipation.as_view(), name="api-participation"),
    path(f"{API}<int:pk>/matches/", ways_api.Matches.as_view(), name="api-participation-matches"),
    path(f"{API}<int:pk>/consent/", ways_api.Wording.as_view(), name="api-participation-consent"),
    path(f"{API}<int:pk>/try/", ways_api.Trying.as_view(), name="api-participation-try"),
    path(f"{API}<int:pk>/settle/", ways_api.Settling.as_view(), name="api-participation-settle"),
    path(f"{API}<int:pk>/seek/", ways_api.Seeking.as_view(), name="api-participation-seek"),
    path(f"{API}<int:pk>/end/", ways_api.Ending.as_view(), name="api-participation-end"),
    path(f"{API}<int:pk>/visits/", visits_api.Visits.as_view(), name="api-visits"),
    path(f"{ONE_VISIT}answer/", visits_api.Answering.as_view(), name="api-visit-answer"),
    path(f"{ONE_VISIT}went/", visits_api.Going.as_view(), name="api-visit-went"),
    path(f"{ONE_VISIT}missed/", visits_api.Missing.as_view(), name="api-visit-missed"),
    path(f"{ONE_VISIT}withdraw/", visits_api.Withdrawing.as_view(), name="api-visit-withdraw"),
    path("api/v1/engawa.csv", given.table, name="engawa-csv"),
    path("api/v1/engawa.geojson", given.geojson, name="engawa-geojson"),
    path("api/v1/engawa.ics", given.calendar, name="engawa-ics"),
]
