"""Reports of a period: their figures are those of the statistics, beside those of the earlier periods."""

import re
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from app.bootstrap import Services
from app.domain.actors import Actor
from app.domain.errors import Refused
from app.domain.kinds import BodyKind, PetitionKind, RecordType
from app.domain.letters import LetterRequest, Preview
from app.domain.office import OFFICE_ID
from app.domain.paging import Period
from app.domain.statistics import Scale
from app.rules import forms
from app.services import letter_reports
from app.services.letter_forms import office_words, template
from app.services.letter_reports import period_name
from app.services.report_figures import Compared, Words, change, figure_rows, listed
from app.services.report_papers import shown
from exporters.filling import sentences
from tests import factories
from tests.factories import TODAY

WORDS = Words(office_words()["report_words"], "year_ago", "năm 2025")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def report(form: str, period: Period, *typed: tuple[str, str]) -> LetterRequest:
    days = (("period_from", period.first.isoformat()), ("period_to", period.last.isoformat()))
    return LetterRequest(form, RecordType.OFFICE, OFFICE_ID, (*days, *typed))


def facts(preview: Preview) -> dict[str, object]:
    return {fact.name: fact.value for fact in preview.facts}


def answered(services: Services, actor: Actor, form: str, period: Period, words: str) -> LetterRequest:
    """The report with every text that it asks for."""
    missing = services.letters.preview(actor, report(form, period)).missing
    return report(form, period, *((name, words) for name in missing))


@pytest.mark.parametrize(
    ("now", "earlier", "said"),
    [
        (233, 240, "giảm 2,92% (233/240)"),
        (9, 8, "tăng 12,50% (9/8)"),
        (5, 5, "bằng cùng kỳ năm trước (5/5)"),
        (5, 0, "tăng 5 (5/0)"),
        (0, 5, "giảm 100% (0/5)"),
        (0, 0, ""),
        (5, None, ""),
    ],
)
def test_a_sentence_says_how_a_figure_has_changed(now: int, earlier: int | None, said: str) -> None:
    assert change(Compared(now, None, earlier), WORDS) == said


def test_a_list_leaves_out_what_is_nothing_and_names_what_is_the_whole_alone() -> None:
    shape = {"unit": "đơn", "whole": "all", "shares": True, "figures": {"a": "đất đai", "b": "khác"}}
    figures = {name: Compared(now, None, None) for name, now in (("all", 4), ("a", 3), ("b", 1))}
    assert listed(shape, figures, WORDS) == "đất đai 03 đơn (75%), khác 01 đơn (25%)"
    alone = figures | {"a": Compared(4, None, None), "b": Compared(0, None, None)}
    assert listed(shape, alone, WORDS) == "đất đai"


def test_the_table_compares_with_the_period_before_and_with_last_year() -> None:
    money = Compared(1_500_000, 0, 2_000_000, Scale.MILLION)
    groups = [{"head": "Giải quyết", "figures": {"money": "Tiền", "uncounted": "Đất"}}]
    head, row = figure_rows(groups, {"money": money}, WORDS, ("before", "year_ago"))
    assert head == {"label": "Giải quyết"}
    assert (row["now"], row["earlier"], row["change"], row["share"]) == ("1,5", "0", "+1,5", "–")
    assert (row["earlier_too"], row["change_too"], row["share_too"]) == ("2", "-0,5", "-25%")


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (date(2025, 12, 15), date(2026, 3, 14), "quý I năm 2026"),
        (date(2026, 3, 15), date(2026, 6, 14), "quý II năm 2026"),
        (date(2025, 12, 15), date(2026, 6, 14), "6 tháng đầu năm 2026"),
        (date(2025, 12, 15), date(2026, 9, 14), "9 tháng đầu năm 2026"),
        (date(2025, 12, 15), date(2026, 12, 14), "năm 2026"),
        (date(2025, 12, 15), date(2026, 1, 14), "tháng 1 năm 2026"),
        (date(2026, 7, 1), date(2026, 9, 30), "quý III năm 2026"),
        (date(2026, 2, 1), date(2026, 2, 28), "tháng 2 năm 2026"),
        (date(2026, 1, 1), date(2026, 12, 31), "năm 2026"),
        (date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        (date(2025, 7, 1), date(2026, 3, 31), "từ ngày 01/7/2025 đến ngày 31/3/2026"),
        (date(2026, 2, 15), date(2026, 5, 14), "từ ngày 15/02/2026 đến ngày 14/5/2026"),
    ],
)
def test_a_period_is_named_by_the_months_it_ends_in(first: date, last: date, name: str) -> None:
    assert period_name(Period(first, last)) == name


@pytest.mark.parametrize("name", letter_reports.reports())
def test_every_section_is_printed_and_every_figure_it_names_is_a_column_of_its_form(name: str) -> None:
    told = letter_reports.reports()[name]
    assert told["sections"].keys() <= {fact.name for fact in template(name).head.facts}
    made = [forms.form(form_id) for form_id in forms.form_ids()]
    known = {f"{form.number.rpartition('/')[2].lower()}_{cell.ms}" for form in made for cell in form.columns}
    known |= {measure.replace("-", "_") for measure in forms.form(letter_reports.SUMMARY).measures}
    there = {form.number.rpartition("/")[2].lower() for form in made}
    named = set(re.findall(r"\{[{%][^}]*?\b([a-z]+_\d+)\b", "".join(told["sections"].values())))
    named |= {figure for shape in (*told["lists"].values(), *told["table"]) for figure in shape["figures"]}
    named |= {shape["whole"] for shape in told["lists"].values() if "whole" in shape}
    absent = {figure for figure in named - known if figure.partition("_")[0] in there or figure[-1].isalpha()}
    assert absent == set()


def test_a_section_of_a_figure_that_nobody_counts_is_left_to_the_clerk() -> None:
    assert sentences("Đã tiếp {{ tcd_1 }} lượt.", {}) == ""
    assert sentences("Đã tiếp\n{{ tcd_1 }} lượt .\n\nHết.", {"tcd_1": 3}) == "Đã tiếp 3 lượt.\nHết."


def test_the_figures_of_the_report_are_those_of_the_statistics(services: Services, actor: Actor) -> None:
    session = factories.everyday_session(services, actor)
    for _ in range(2):
        services.receptions.log(actor, factories.visit(session))
    services.petitions.register(actor, factories.petition())
    told = facts(services.letters.preview(actor, report("rp-narrative", NOVEMBER)))
    counted = services.statistics.report(actor, "01/TCD", NOVEMBER, BodyKind.COMMITTEE)
    by_number = {figure.ms: shown(figure) for _, figure in counted.placed}
    assert by_number["1"] == "2"
    assert f"Đã tiếp 0{by_number['1']} lượt, 0{by_number['2']} người" in str(told["reception"])


def counted(services: Services, actor: Actor, report: str) -> dict[str, str]:
    """What the statistics show for each line of the annex that a form has, by the words of the line."""
    told = letter_reports.reports()[report]
    body = BodyKind(told["body"]) if "body" in told else None
    lines = {name: label for group in told["table"] for name, label in group["figures"].items()}
    found: dict[str, str] = {}
    for form in map(forms.form, forms.form_ids()):
        if not {form.id, form.number} & set(told["forms"]):
            continue
        filled = services.statistics.report(actor, form.id, NOVEMBER, body if form.columns else None)
        prefix = form.number.rpartition("/")[2].lower()
        for _, figure in filled.placed:
            name = f"{prefix}_{figure.ms}" if form.columns else figure.measure.replace("-", "_")
            if name in lines and not figure.share:
                found[lines[name]] = shown(figure)
    return found


@pytest.mark.parametrize("form", letter_reports.reports())
def test_every_line_of_the_annex_is_a_figure_of_the_statistics(
    services: Services, actor: Actor, form: str
) -> None:
    session = factories.everyday_session(services, actor)
    for kind in PetitionKind:
        services.receptions.log(actor, factories.visit(session))
        services.petitions.register(actor, factories.petition(kind))
    pdf = services.letters.preview(actor, report(form, NOVEMBER)).pdf
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
    lines = counted(services, actor, form)
    assert lines
    assert [f"{label} {now}" for label, now in lines.items() if f"{label} {now}" not in said] == []


def test_a_report_counts_its_period_and_the_one_before(services: Services, actor: Actor) -> None:
    for day in (date(2026, 10, 5), date(2026, 11, 3), date(2026, 11, 4)):
        services.petitions.register(actor, factories.petition(received_on=day))
    told = facts(services.letters.preview(actor, report("rp-party", NOVEMBER)))
    assert "So với kỳ trước (tháng 10 năm 2026): số đơn Ủy ban nhân dân nhận tăng 100% (2/1)." in str(
        told["trend"]
    )


@pytest.mark.parametrize("form", letter_reports.reports())
def test_a_report_of_a_closed_period_tells_the_closed_figures(
    services: Services, actor: Actor, form: str
) -> None:
    told = letter_reports.reports()[form]
    body = BodyKind(told["body"]) if "body" in told else None
    services.petitions.register(actor, factories.petition())
    services.frozen.close_all(actor, told["forms"], NOVEMBER, body, "Huyện yêu cầu gửi sớm")
    before = facts(services.letters.preview(actor, report(form, NOVEMBER)))
    services.petitions.register(actor, factories.petition())
    assert facts(services.letters.preview(actor, report(form, NOVEMBER))) == before


def test_the_summary_of_the_commune_is_an_annex_that_nobody_words(services: Services, actor: Actor) -> None:
    services.petitions.register(actor, factories.petition())
    preview = services.letters.preview(
        actor, report("rp-party", NOVEMBER, ("summary_lines", "1 | a | b | 99"))
    )
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(preview.pdf)).pages)
    counted = services.statistics.report(actor, "commune-summary", NOVEMBER)
    assert [row.label for row in counted.rows if row.label not in " ".join(said.split())] == []
    assert "99" not in said
    assert "summary_lines" not in facts(preview)


def test_a_report_without_days_is_that_of_its_usual_period(services: Services, actor: Actor) -> None:
    def period(form: str) -> object:
        request = LetterRequest(form, RecordType.OFFICE, OFFICE_ID)
        return facts(services.letters.preview(actor, request))["period_name"]

    assert [period(form) for form in ("rp-party", "rp-narrative")] == [
        "tháng 11 năm 2026",
        "quý IV năm 2026",
    ]


def test_a_period_that_ends_before_it_begins_is_refused(services: Services, actor: Actor) -> None:
    request = LetterRequest(
        "rp-hdnd",
        RecordType.OFFICE,
        OFFICE_ID,
        (("period_from", "2026-11-30"), ("period_to", "2026-11-01")),
    )
    with pytest.raises(Refused, match="period_turned"):
        services.letters.preview(actor, request)


def test_a_report_says_what_its_books_do_not_hold(services: Services, actor: Actor) -> None:
    services.petitions.register(actor, factories.petition())
    warnings = services.letters.preview(actor, report("rp-party", NOVEMBER)).warnings
    assert any("cùng kỳ năm trước (từ ngày 01/11/2025" in said for said in warnings)


def test_a_period_across_the_change_of_forms_says_so(services: Services, actor: Actor) -> None:
    across = Period(date(2025, 9, 15), date(2025, 12, 14))
    warnings = services.letters.preview(actor, report("rp-narrative", across)).warnings
    assert [said for said in warnings if "30/09/2025" in said and "01/TCD" in said]


def test_nothing_to_report_is_said_in_words(services: Services, actor: Actor) -> None:
    told = facts(services.letters.preview(actor, report("rp-party", NOVEMBER)))
    assert told["trend"] == "Trong kỳ không có công dân đến các buổi tiếp. Không phát sinh đơn."
    assert "không tổ chức hội nghị đối thoại" in str(told["party_results"])


def test_no_report_names_who_denounced(services: Services, actor: Actor) -> None:
    services.petitions.register(actor, factories.petition(PetitionKind.DENUNCIATION))
    for form in letter_reports.reports():
        preview = services.letters.preview(actor, report(form, NOVEMBER))
        said = str(preview.facts) + str(preview.warnings)
        assert "Lò Văn Phương" not in said


def test_a_report_issued_anew_is_one_of_the_same_days(services: Services, actor: Actor) -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    request = answered(services, actor, "rp-hdnd", october, "Ổn định")
    first = services.letters.issue(actor, request, TODAY).value
    services.letters.withdraw(actor, first.id, "Ghi sai")
    again = services.letters.replacement(actor, first.id)
    assert facts(services.letters.preview(actor, again))["period_name"] == "tháng 10 năm 2026"


def test_the_days_typed_stay_when_another_period_would_be_due(services: Services, actor: Actor) -> None:
    preview = services.letters.preview(actor, report("rp-party", NOVEMBER), date(2026, 11, 20))
    told = facts(preview)
    assert (told["period_from"], told["period_name"]) == (None, "tháng 11 năm 2026")


def test_the_next_report_begins_with_the_words_of_the_last_one(services: Services, actor: Actor) -> None:
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    request = answered(services, actor, "rp-hdnd", october, "Ổn định")
    edited = LetterRequest(
        request.form,
        request.record_type,
        request.record_id,
        (*request.facts, ("voters", "Tự viết: 05 ý kiến.")),
    )
    assert services.letters.preview(actor, edited).earlier == ()
    services.letters.issue(actor, edited, TODAY)
    earlier = dict(services.letters.preview(actor, report("rp-hdnd", NOVEMBER)).earlier)
    assert earlier == dict.fromkeys(("situation", "supervision", "assessment", "proposals"), "Ổn định")
    assert services.letters.preview(actor, report("rp-party", NOVEMBER)).earlier == ()
