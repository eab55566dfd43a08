"""The pages of the window, in the order of the rail; each is loaded on its first visit."""

from app.domain.actors import Right
from ui.context import Context
from ui.main_window import PageEntry
from ui.page import Page


def entries(context: Context) -> list[PageEntry]:
    """Each page with its word, its drawing and how to build it; deputies read what voters said, no more."""
    voters = PageEntry("voters", "Kiến nghị cử tri", "voters", lambda: _voters(context))
    settings = PageEntry("settings", "Cài đặt", "settings", lambda: _settings(context), at_foot=True)
    if not context.may(Right.READ):
        return [voters, settings]
    return [
        PageEntry("today", "Hôm nay", "today", lambda: _today(context)),
        PageEntry("receptions", "Tiếp công dân", "receptions", lambda: _receptions(context)),
        PageEntry("petitions", "Đơn thư", "petitions", lambda: _petitions(context)),
        voters,
        PageEntry("calendar", "Lịch", "calendar", lambda: _calendar(context)),
        PageEntry("letters", "Văn bản", "letters", lambda: _letters(context)),
        PageEntry("statistics", "Thống kê", "statistics", lambda: _statistics(context)),
        PageEntry("office", "Danh mục", "office", lambda: _office(context)),
        settings,
    ]


def _today(context: Context) -> Page:
    from ui.today.page import TodayPage

    return TodayPage(context)


def _receptions(context: Context) -> Page:
    from ui.receptions.page import ReceptionsPage

    return ReceptionsPage(context)


def _petitions(context: Context) -> Page:
    from ui.petitions.page import PetitionsPage

    return PetitionsPage(context)


def _voters(context: Context) -> Page:
    from ui.voters.page import VotersPage

    return VotersPage(context)


def _calendar(context: Context) -> Page:
    from ui.calendar.page import CalendarPage

    return CalendarPage(context)


def _letters(context: Context) -> Page:
    from ui.letters.page import LettersPage

    return LettersPage(context)


def _statistics(context: Context) -> Page:
    from ui.statistics.page import StatisticsPage

    return StatisticsPage(context)


def _office(context: Context) -> Page:
    from ui.office.page import OfficePage

    return OfficePage(context)


def _settings(context: Context) -> Page:
    from ui.settings.page import SettingsPage

    return SettingsPage(context)
