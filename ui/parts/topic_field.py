"""“Lĩnh vực”: offers what there is and was, and says which group of the ministry's forms it is counted in."""

from app.domain.text import fold
from app.runtime import words
from ui.context import Context
from ui.widgets.completion import Offer, OfferField

FIELDS = (
    "Đất đai",
    "Bồi thường, hỗ trợ, tái định cư",
    "Xây dựng, nhà ở",
    "Giao thông",
    "Nước sạch, thủy lợi",
    "Điện, viễn thông",
    "Môi trường",
    "Chế độ, chính sách",
    "Hộ nghèo, an sinh xã hội",
    "Giáo dục",
    "Y tế",
    "Hộ tịch, chứng thực",
    "Hôn nhân, gia đình",
    "An ninh, trật tự",
    "Công vụ, công chức",
    "Phòng, chống tham nhũng",
    "Tư pháp",
)


class TopicField(OfferField):
    """A field of petitions and visits."""

    def __init__(self, context: Context) -> None:
        super().__init__("Lĩnh vực", self._look, context.background, placeholder="như: Đất đai")
        self._context = context
        self._used: tuple[str, ...] = ()
        self.line.setMaxLength(200)
        self.changed.connect(self._tell)
        desk, actor = context.services.classification, context.actor
        context.read(lambda: desk.fields(actor), self._know, self)

    def _know(self, used: tuple[str, ...]) -> None:
        self._used = used

    def _look(self, typed: str) -> list[Offer]:
        wanted = fold(typed)
        return [Offer(name) for name in dict.fromkeys((*self._used, *FIELDS)) if wanted in fold(name)]

    def _tell(self) -> None:
        field = self.value()
        topic = self._context.services.classification.topic(self._context.actor, field)
        self.set_help(f"Thống kê: {words.label(topic)}" if field else "")
