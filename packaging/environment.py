"""Brings up the program's own environment with the standard library alone; does nothing when it stands."""

from __future__ import annotations  # so that an older Python can read this file far enough to be told

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "requirements.lock"

OLDEST, BEYOND = (3, 11), (3, 15)

QT_PACKAGES = ("libgl1", "libegl1", "libglib2.0-0", "libxkbcommon0", "libdbus-1-3", "libfontconfig1")
SCREEN_PACKAGES = (
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)
_PROBE = "from PySide6.QtWidgets import QApplication; QApplication([])"


def prepare(*, window: bool, offscreen: bool = False) -> Path:
    """The environment's Python, after making whatever is missing; stops with a sentence when it cannot.

    Args:
        window: Qt must be able to open a window on this computer's screen.
        offscreen: Qt must be able to draw without one.
    """
    speak_utf8()
    trouble = python_trouble(sys.version_info[:2])
    if trouble:
        sys.exit(trouble)
    if not stands(VENV, LOCK):
        _build(VENV, LOCK)
    if window or offscreen:
        _let_qt_load(screen=window)
    return python_of(VENV)


def run(command: list[str], **more: str) -> int:
    """The exit code of a command, with ``more`` added to its environment."""
    surroundings = {**os.environ, "PYTHONIOENCODING": "utf-8", **more}
    return subprocess.run(command, env=surroundings, check=False).returncode


def has_screen() -> bool:
    """Whether a window could be seen."""
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def speak_utf8() -> None:
    """Let Vietnamese through, also into a file or a pipe under Windows."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def python_trouble(version: tuple[int, ...]) -> str:
    """What is wrong with running under this Python; empty when nothing is."""
    if OLDEST <= version < BEYOND:
        return ""
    found = ".".join(str(part) for part in version)
    return (
        f"Chương trình cần Python 3.11 đến 3.14; máy đang dùng Python {found}. "
        "Cài bản phù hợp từ https://www.python.org/downloads/ rồi chạy lại.\n"
        f"This needs Python 3.11 to 3.14 and was started with {found}. Install one of these and try again."
    )


def python_of(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def stands(venv: Path, lock: Path) -> bool:
    """Whether ``venv`` was finished, from this very ``lock``."""
    stamp = _stamp(venv)
    return python_of(venv).exists() and stamp.is_file() and stamp.read_text("utf-8") == _digest(lock)


def finish(venv: Path, lock: Path) -> None:
    """Mark ``venv`` as complete; an environment without the mark is made anew."""
    _stamp(venv).write_text(_digest(lock), "utf-8")


def remove(venv: Path) -> None:
    """Clear the way for a new environment; a link is taken away, never what it points to."""
    if venv.is_symlink():
        venv.unlink()
    elif venv.exists():
        shutil.rmtree(venv)


def _stamp(venv: Path) -> Path:
    return venv / "lock.sha256"


def _digest(lock: Path) -> str:
    # line ends differ between a checkout under Windows and one under Linux
    return hashlib.sha256(lock.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _build(venv: Path, lock: Path) -> None:
    print("Đang chuẩn bị môi trường (chỉ lần đầu, vài phút) …", flush=True)
    print("Setting up the environment (first time only, a few minutes) …", flush=True)
    _let_venv_work()
    try:
        remove(venv)
    except OSError as error:
        sys.exit(
            f"Không dọn được thư mục {venv} ({error}). Đóng chương trình Tiếp Dân đang mở rồi chạy lại.\n"
            "The old environment is in use. Close the program and run this command again."
        )
    # inside an activated environment sys.executable would be the one just removed
    base = getattr(sys, "_base_executable", None) or sys.executable
    pip = ["install", "--quiet", "--no-input", "--disable-pip-version-check", "--compile"]
    locked = ["--only-binary", ":all:", "--require-hashes", "-r", str(lock)]
    if run([base, "-m", "venv", str(venv)]) or run([str(python_of(venv)), "-m", "pip", *pip, *locked]):
        sys.exit(
            "Không cài được thư viện (lý do ở trên). Kiểm tra mạng, proxy và chỗ trống trên đĩa, "
            "rồi chạy lại đúng lệnh này.\n"
            "The libraries could not be installed (the reason is above). Check the network, the proxy "
            "(pip's own configuration is honoured) and the free disk space, then run this command again."
        )
    finish(venv, lock)


def _let_venv_work() -> None:
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        install_packages([f"python3.{sys.version_info.minor}-venv"])


def _let_qt_load(*, screen: bool) -> None:
    """Install or name the system libraries of Qt; only Linux leaves them to the system."""
    mark = VENV / ("qt-screen" if screen else "qt-offscreen")
    if not sys.platform.startswith("linux") or mark.exists():
        return
    if _qt_trouble(screen=screen):
        install_packages(qt_packages(screen=screen))
        trouble = _qt_trouble(screen=screen)
        if trouble:
            sys.exit(f"Qt không chạy được trên máy này.\nQt cannot run on this computer:\n{trouble}")
    mark.touch()


def qt_packages(*, screen: bool) -> list[str]:
    """The Debian packages Qt needs, with or without a screen."""
    return [*QT_PACKAGES, *(SCREEN_PACKAGES if screen else ())]


def _qt_trouble(*, screen: bool) -> str:
    surroundings = dict(os.environ) if screen else {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    probe = subprocess.run(
        [str(python_of(VENV)), "-c", _PROBE],
        env=surroundings,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    return "" if probe.returncode == 0 else probe.stderr.strip() or f"exit code {probe.returncode}"


def install_packages(names: list[str]) -> None:
    """Install Debian packages when that is allowed here; otherwise name the command and stop."""
    wanted = " ".join(names)
    if not shutil.which("apt-get"):
        sys.exit(
            "Máy thiếu thư viện hệ thống. Cài các gói tương ứng với tên trong Debian: "
            f"{wanted}\nSystem libraries are missing. Install your system's packages for these of Debian."
        )
    if os.geteuid() != 0:
        sys.exit(
            "Máy thiếu thư viện hệ thống. Chạy lệnh sau một lần rồi thử lại:\n"
            "System libraries are missing. Run this once and try again:\n\n"
            f"  sudo apt-get update && sudo apt-get install -y --no-install-recommends {wanted}\n"
        )
    print(f"Cài gói hệ thống / installing system packages: {wanted}", flush=True)
    quiet = {"DEBIAN_FRONTEND": "noninteractive", "APT_LISTCHANGES_FRONTEND": "none"}
    run(["apt-get", "-qq", "update"], **quiet)
    if run(["sh", "-c", f"apt-get -qq install -y --no-install-recommends {wanted} >/dev/null"], **quiet):
        sys.exit("Không cài được gói hệ thống (lý do ở trên).\nThe system packages could not be installed.")
