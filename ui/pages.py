"""The pages of the window, in the order of the rail."""

from functools import partial

from ui.calendar.page import CalendarPage
from ui.context import Context
from ui.letters.page import LettersPage
from ui.main_window import PageEntry
from ui.office.page import OfficePage
from ui.petitions.page import PetitionsPage
from ui.receptions.page import ReceptionsPage
from ui.settings.page import SettingsPage
from ui.statistics.page import StatisticsPage
from ui.today.page import TodayPage
from ui.voters.page import VotersPage


def entries(context: Context) -> list[PageEntry]:
    """Each page with how to build it on the first visit."""
    kinds = (
        TodayPage,
        ReceptionsPage,
        PetitionsPage,
        VotersPage,
        CalendarPage,
        LettersPage,
        StatisticsPage,
        OfficePage,
        SettingsPage,
    )
    return [
        PageEntry(kind.key, kind.title, kind.icon, partial(kind, context), at_foot=kind is SettingsPage)
        for kind in kinds
    ]
