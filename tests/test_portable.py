"""Nothing is bound to Unix: what only Unix has is called in one module, and only where it is there."""

import ast
import os
import signal
import socket
import sys
import time
from pathlib import Path

import pytest

from lagebild.reader.model import cores

PACKAGE = Path(__file__).parent.parent / "lagebild"
MODULES = sorted(PACKAGE.rglob("*.py"))
ALLOWED = {"reader/model.py": {"sched_getaffinity"}}
LIBRARIES = frozenset(["crypt", "curses", "fcntl", "grp", "nis", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog", "termios", "tty"])
CALLS = {
    os: """chown chroot ctermid fchdir fchmod fchown fdatasync fork forkpty fstatvfs getegid geteuid getgid getgroups getloadavg getpgid getpgrp
        getpriority getsid getuid initgroups killpg lchown lockf major makedev minor mkfifo mknod nice openpty pathconf pidfd_open posix_fadvise
        posix_fallocate posix_spawn pread preadv pwrite pwritev register_at_fork sched_getaffinity sched_setaffinity sched_yield sendfile setegid
        seteuid setgid setgroups setpgid setpriority setsid setuid splice statvfs sync sysconf tcgetpgrp ttyname uname wait wait3 wait4 waitid
        getxattr setxattr listxattr O_DIRECTORY O_NOFOLLOW O_CLOEXEC O_SYNC WNOHANG WIFEXITED WEXITSTATUS""",
    signal: """SIGALRM SIGCHLD SIGCONT SIGHUP SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 SIGWINCH alarm getitimer pause pthread_kill
        pthread_sigmask setitimer siginterrupt sigpending sigtimedwait sigwait sigwaitinfo""",
    socket: "AF_UNIX CMSG_LEN SCM_RIGHTS SO_REUSEPORT if_nameindex sethostname",
    time: "clock_getres clock_gettime clock_settime pthread_getcpuclockid tzset",
}
OF_MODULE = {module.__name__: frozenset(names.split()) for module, names in CALLS.items()}


def named(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf8"))


def unix_only(tree: ast.Module) -> set[str]:
    """What of a module is there on Unix alone."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names if a.name.partition(".")[0] in LIBRARIES}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = {a.name for a in node.names}
            found |= {node.module} & LIBRARIES | names & OF_MODULE.get(node.module, frozenset())
        elif isinstance(node, ast.Attribute):
            of = OF_MODULE.get(node.value.id, frozenset()) if isinstance(node.value, ast.Name) else frozenset()
            found |= {node.attr} & (of | {"add_signal_handler"})
    return found


def test_what_is_told_by_name():
    tree = ast.parse("import fcntl, os\nfrom os import fork, path\nfrom signal import SIGKILL\nos.statvfs('.')\nword.nice\nos.replace('a', 'b')")
    assert unix_only(tree) == {"fcntl", "fork", "SIGKILL", "statvfs"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_one_module_calls_what_only_unix_has(path):
    tree = named(path)
    assert unix_only(tree) <= ALLOWED.get(path.relative_to(PACKAGE).as_posix(), set())
    texts = {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    assert [t for t in texts if t.startswith(("/tmp", "/dev/", "/proc/", "/etc/", "/var/")) or "%-d" in t or "%-H" in t] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_texts_are_read_and_written_in_an_encoding_that_is_named(path):
    for node in ast.walk(named(path)):
        called = node.func if isinstance(node, ast.Call) else None
        name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
        if name in ("read_text", "write_text"):
            assert {k.arg for k in node.keywords} & {"encoding"} or len(node.args) > (name == "write_text"), f"line {node.lineno}"
        elif name == "open" and isinstance(called, ast.Name):
            modes = [a.value for a in node.args[1:2] if isinstance(a, ast.Constant)]
            assert {k.arg for k in node.keywords} & {"encoding"} or "b" in "".join(modes), f"line {node.lineno}"


def test_cores_are_counted_where_a_process_is_bound_to_none(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert cores() == (os.cpu_count() or 1)


@pytest.mark.skipif(sys.platform != "linux", reason="what is listed is looked up in Linux's Python")
@pytest.mark.parametrize("module", CALLS, ids=lambda m: m.__name__)
def test_what_is_listed_is_there(module):
    assert [name for name in CALLS[module].split() if not hasattr(module, name)] == []
