"""The pages of the window, in the order of the rail."""

from collections.abc import Callable
from functools import partial

from ui.calendar.page import CalendarPage
from ui.context import Context
from ui.letters.page import LettersPage
from ui.main_window import PageEntry
from ui.office.page import OfficePage
from ui.page import Page
from ui.petitions.page import PetitionsPage
from ui.receptions.page import ReceptionsPage
from ui.settings.page import SettingsPage
from ui.statistics.page import StatisticsPage
from ui.today.page import TodayPage
from ui.voters.page import VotersPage

Maker = Callable[[], Page]


def entries(context: Context) -> list[PageEntry]:
    """Each page with how to build it on the first visit."""
    makers: dict[type[Page], Maker] = {
        TodayPage: partial(TodayPage, context),
        ReceptionsPage: partial(ReceptionsPage, context),
        PetitionsPage: partial(PetitionsPage, context),
        VotersPage: partial(VotersPage, context),
        CalendarPage: partial(CalendarPage, context),
        LettersPage: partial(LettersPage, context),
        StatisticsPage: partial(StatisticsPage, context),
        OfficePage: partial(OfficePage, context),
        SettingsPage: partial(SettingsPage, context),
    }
    return [
        PageEntry(kind.key, kind.title, kind.icon, make, at_foot=kind is SettingsPage)
        for kind, make in makers.items()
    ]
