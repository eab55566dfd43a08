"""A table as papers: three formats to choose from, made by the worker, saved where the clerk says."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from app.domain.errors import KnownTrouble
from app.domain.statistics import Report
from app.services import files
from app.services.report_papers import Papers
from ui.context import Context
from ui.widgets.progress import ProgressLine

KINDS = {"docx": "Văn bản Word (*.docx)", "pdf": "PDF (*.pdf)", "xlsx": "Bảng tính Excel (*.xlsx)"}
PICTURES = "Ảnh PNG (*.png)"


def file_name(report: Report) -> str:
    """A name for the report's file that no other form of the same days has."""
    first, last = report.period.first, report.period.last
    return f"{files.plain_name(report.short)} {first:%d.%m.%Y}-{last:%d.%m.%Y}"


def save(
    context: Context,
    make: Callable[[], Papers],
    kind: str,
    name: str,
    progress: ProgressLine,
    owner: QObject,
) -> None:
    """Ask where to, then make and write the paper of one of ``KINDS``; ``progress`` shows that it goes on."""

    def chosen() -> bytes:
        papers = make()
        return {"docx": papers.docx, "pdf": papers.pdf, "xlsx": papers.xlsx}[kind]

    save_one(context, chosen, kind, name, progress, owner)


def save_one(
    context: Context,
    make: Callable[[], bytes],
    kind: str,
    name: str,
    progress: ProgressLine,
    owner: QObject,
) -> None:
    """As ``save``, for a paper that is made in one format alone."""
    path = context.messages.save_file("Lưu văn bản", Path(f"{name}.{kind}"), KINDS.get(kind, PICTURES))
    if path is None:
        return

    def write() -> Path:
        files.save(make(), path)
        return path

    def done(saved: Path) -> None:
        progress.end()
        context.messages.notice(f"Đã lưu {saved.name}.")

    def failed(error: Exception) -> None:
        progress.end()
        if not isinstance(error, KnownTrouble):
            raise error
        context.messages.trouble(error)

    progress.begin(f"Đang lập {name}…", context.background.run(write, done, failed, owner=owner))
