"""Addresses of 受け止め・つなぎ・ケース・次の一手・お知らせ."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from cases.views import (
    assessments,
    attachments,
    calendars,
    cases,
    consents,
    consultations,
    details,
    drafts,
    emergencies,
    follow_ups,
    handing,
    history,
    households,
    looking,
    members,
    openings,
    people,
    presence,
    protections,
    record_list,
    records,
    referrals,
    reminders,
    staff,
    successions,
    summaries,
    view_requests,
    visits,
)


class NumberConverter(StringConverter):
    regex = "[MTSHR][0-9]{1,2}-[0-9]{6}"


register_converter(NumberConverter, "number")

web: list[URLPattern | URLResolver] = [
    path("intake/new", consultations.new, name="intake-new"),
    path("intake/candidates", consultations.candidates_of, name="intake-candidates"),
    path("intake/agencies", consultations.agencies, name="intake-agencies"),
    path("intake/<int:pk>/saved", consultations.saved, name="intake-saved"),
    path("inbox/", referrals.inbox, name="inbox"),
    path("inbox/sent/", referrals.sent, name="sent"),
    path("inbox/<int:pk>/", referrals.referral, name="referral"),
    path("inbox/<int:pk>/accept", referrals.accept, name="referral-accept"),
    path("inbox/<int:pk>/return", referrals.give_back, name="referral-return"),
    path("inbox/<int:pk>/withdraw", referrals.withdraw, name="referral-withdraw"),
    path("inbox/<int:pk>/say", referrals.say, name="referral-say"),
    path("inbox/<int:pk>/postpone", referrals.postpone, name="referral-postpone"),
    path("cases/", cases.listing, name="case-list"),
    path("cases/<number:number>/", cases.page, name="case"),
    path("cases/<number:number>/views/", cases.views, name="case-views"),
    path("cases/<number:number>/consents/", consents.page, name="case-consents"),
    path("cases/<number:number>/history/", history.page, name="case-history"),
    path("cases/<number:number>/protection/", protections.page, name="case-protection"),
    path("cases/<number:number>/protection/new", protections.begin, name="case-protect"),
    path("cases/<number:number>/protection/open", openings.begin, name="case-uncover"),
    path(
        "cases/<number:number>/protection/<int:pk>/extend",
        protections.extend,
        name="protection-extend",
    ),
    path("cases/<number:number>/protection/<int:pk>/end", protections.end, name="protection-end"),
    path(
        "cases/<number:number>/protection/<int:pk>/note", protections.note, name="protection-note"
    ),
    path("cases/<number:number>/access/", looking.on_day, name="case-access"),
    path("cases/<number:number>/sheet/", looking.sheet, name="case-sheet"),
    path("cases/<number:number>/emergency/", looking.emergency, name="case-emergency"),
    path("cases/<number:number>/close/", cases.close, name="case-close"),
    path("cases/<number:number>/reopen/", cases.reopen, name="case-reopen"),
    path("cases/<number:number>/plan/", follow_ups.plan, name="case-plan"),
    path("cases/<number:number>/refer/", handing.refer, name="case-refer"),
    path("cases/<number:number>/here", presence.here, name="case-here"),
    path("cases/<number:number>/files/", attachments.page, name="case-files"),
    path("cases/<number:number>/files/<int:pk>/", attachments.read, name="case-file"),
    path(
        "cases/<number:number>/files/<int:pk>/remove/", attachments.remove, name="case-file-remove"
    ),
    path("cases/<number:number>/record/", records.write, name="case-record"),
    path("cases/<number:number>/records/", record_list.listing, name="case-records"),
    path("cases/<number:number>/records/<int:pk>/", records.correct, name="record-correct"),
    path("cases/<number:number>/household/", households.page, name="case-household"),
    path("cases/<number:number>/household/living/", households.describe, name="case-living"),
    path("cases/<number:number>/household/<int:pk>/", members.change, name="case-member"),
    path("cases/<number:number>/household/<int:pk>/end/", members.end, name="case-member-end"),
    path("drafts/", drafts.listing, name="drafts"),
    path("drafts/keep", drafts.keep, name="draft-keep"),
    path("drafts/<uuid:key>/", drafts.opened, name="draft"),
    path("drafts/<uuid:key>/discard", drafts.discard, name="draft-discard"),
    path("cases/<number:number>/assessment/", assessments.page, name="case-assessment"),
    path("cases/<number:number>/assessment/<slug:section>/", assessments.edit, name="case-assess"),
    path("cases/<number:number>/person/", people.edit, name="case-person"),
    path("cases/<number:number>/details/", details.edit, name="case-details"),
    path("cases/<number:number>/assign/", details.assign, name="case-assign"),
    path("cases/<number:number>/summary/", summaries.edit, name="case-summary"),
    path(
        "cases/<number:number>/summary/versions/", summaries.versions, name="case-summary-versions"
    ),
    path("cases/<number:number>/visits/", visits.page, name="case-visits"),
    path("cases/<number:number>/visits/warn/", visits.warn, name="case-warn"),
    path("cases/<number:number>/visits/pace/", visits.pace, name="case-pace"),
    path("safety-notes/<int:pk>/end/", visits.end, name="safety-end"),
    path("follow-ups/<int:pk>/done/", follow_ups.done, name="follow-up-done"),
    path("follow-ups/<int:pk>/move/", follow_ups.move, name="follow-up-move"),
    path("follow-ups/<int:pk>/pass/", follow_ups.hand_over, name="follow-up-pass"),
    path("handovers/", successions.listing, name="handovers"),
    path("handovers/new", successions.begin, name="handover-new"),
    path("handovers/<int:pk>/", successions.page, name="handover"),
    path("handovers/<int:pk>/acknowledge", successions.acknowledge, name="handover-acknowledge"),
    path("handovers/<int:pk>/undo", successions.undo, name="handover-undo"),
    path("calendar/", calendars.keys, name="calendar-keys"),
    path("calendar/keys/<int:pk>/revoke/", calendars.revoke, name="calendar-key-revoke"),
    path("calendar/<str:secret>.ics", calendars.feed, name="calendar"),
    path("staff/", staff.listing, name="staff-list"),
    path("staff/<int:pk>/", staff.member, name="staff-member"),
    path("staff/<int:pk>/post", staff.post, name="staff-post"),
    path("staff/<int:pk>/postings/<int:posting>/end", staff.end_posting, name="staff-posting-end"),
    path("staff/<int:pk>/move", staff.move, name="staff-move"),
    path("staff/<int:pk>/deactivate", staff.deactivate, name="staff-deactivate"),
    path("emergencies/", emergencies.listing, name="emergencies"),
    path("emergencies/<int:pk>/see/", emergencies.see, name="emergency-see"),
    path("view-requests/", view_requests.arrived, name="view-requests"),
    path("view-requests/asked/", view_requests.asked, name="view-requests-asked"),
    path("view-requests/new/", view_requests.new, name="view-request-new"),
    path("view-requests/<int:pk>/", view_requests.one, name="view-request"),
    path("view-requests/<int:pk>/grant/", view_requests.grant, name="view-request-grant"),
    path("view-requests/<int:pk>/decline/", view_requests.decline, name="view-request-decline"),
    path("view-requests/<int:pk>/withdraw/", view_requests.withdraw, name="view-request-withdraw"),
    path("reminders/", reminders.listing, name="reminders"),
    path("reminders/<int:pk>/", reminders.read, name="reminder"),
]

urlpatterns: list[URLPattern | URLResolver] = [*web, path("api/v1/", include("cases.api.urls"))]
