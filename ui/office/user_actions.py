"""What is done with the users: added, corrected, let go, given a password."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from app.domain.office import User
from ui.context import Context
from ui.office.user_forms import UserForm
from ui.parts.cover import Cover
from ui.parts.password_form import PasswordForm


class UserActions:
    """Opens the forms over the page; the desk does the rest."""

    def __init__(self, context: Context, cover: Cover) -> None:
        self._context, self._cover = context, cover

    def add(self) -> None:
        form, context = UserForm(), self._context
        desk = context.services.users
        self._cover.open(
            form,
            "office.user",
            lambda: partial(
                desk.add,
                context.actor,
                form.name.value(),
                form.position.value(),
                form.chosen_role(),
                chair_staff=form.chair_staff.value(),
            ),
            "Đã thêm người dùng.",
        )

    def change(self, chosen: Sequence[object]) -> None:
        for user in _users(chosen):
            form = UserForm(user)
            self._change_user(form, partial(form.changed_user, user), f"Đã sửa {user.name}.")

    def let_go(self, chosen: Sequence[object]) -> None:
        """Let a user go, or come back."""
        context, desk = self._context, self._context.services.users
        for user in _users(chosen):
            told = replace(user, active=not user.active)
            said = f"{user.name} {'dùng lại' if told.active else 'thôi dùng'} chương trình."
            context.act(
                partial(desk.change, context.actor, told),
                partial(self._said, said),
                self._cover,
            )

    def set_password(self, chosen: Sequence[object]) -> None:
        for user in _users(chosen):
            form = PasswordForm(user.name)
            self._cover.show_form(form)  # never drafted
            form.password.setFocus()
            form.left.connect(self._cover.close_form)
            form.save_wanted.connect(partial(self._keep_typed, user, form))

    def clear_password(self, chosen: Sequence[object]) -> None:
        for user in _users(chosen):
            self._keep_password(user, "", None)

    def _change_user(self, form: UserForm, told: Callable[[], User], said: str) -> None:
        context, desk = self._context, self._context.services.users

        def saved(_user: User) -> None:
            self._cover.close_form()
            context.messages.notice(said)

        self._cover.show_form(form)
        form.left.connect(self._cover.close_form)
        form.save_wanted.connect(
            lambda: context.act(partial(desk.change, context.actor, told()), saved, form, form)
        )

    def _said(self, said: str, _user: User) -> None:
        self._context.messages.notice(said)

    def _keep_typed(self, user: User, form: PasswordForm) -> None:
        self._keep_password(user, form.password.value(), form)

    def _keep_password(self, user: User, password: str, form: PasswordForm | None) -> None:
        context, desk = self._context, self._context.services.users
        said = f"Đã {'đặt' if password else 'bỏ'} mật khẩu của {user.name}."

        def saved(_user: User) -> None:
            if form is not None:
                self._cover.close_form()
            context.messages.notice(said)

        work = partial(desk.set_password, context.actor, user.id, password)
        context.act(work, saved, form or self._cover, form)


def _users(chosen: Sequence[object]) -> list[User]:
    return [one for one in chosen if isinstance(one, User)][:1]
