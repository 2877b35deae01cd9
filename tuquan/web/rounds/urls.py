"""Addresses of this part."""

from django.urls import path

from tuquan.web.rounds import (
    calendar_page,
    closing_page,
    days_page,
    league_page,
    opening_page,
    reminders_page,
    rules_page,
)

urlpatterns = [
    path("so-lieu/dung-han/", league_page.league_page, name="figures-league"),
    path("so-lieu/lich/", calendar_page.calendar, name="figures-calendar"),
    path("so-lieu/lich/mo-ky/", opening_page.open_one, name="figures-calendar-open"),
    path("so-lieu/lich/dot-xuat/", opening_page.new, name="figures-calendar-new"),
    path("so-lieu/lich/quy-dinh/", rules_page.rules, name="figures-calendar-rules"),
    path("so-lieu/lich/ngay-nghi/", days_page.days, name="figures-calendar-days"),
    path("so-lieu/lich/ky/<int:key>/chot/", closing_page.closing, name="figures-calendar-close"),
    path("so-lieu/ky/<int:key>/nhac/", reminders_page.reminders, name="figures-reminders"),
    path("so-lieu/ky/<int:key>/nhac/anh/", reminders_page.picture, name="figures-picture"),
]
