#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""terminal.py - dmacheck run under a shell with job control, which this plays

terminal.py DMACHECK DATABASE: silent and 0 if a stopped program is seen as a stopped
job, goes on when the job does, and gets what is typed.
"""
import os
import pty
import select
import signal
import sys


def job(command):
    """Starts command in a group of its own, in front of the terminal."""
    child = os.fork()
    if child == 0:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(0, os.getpid())
        # who started the tests in the background had these ignored
        for number in (signal.SIGTTOU, signal.SIGINT, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)
        os.execvp(command[0], command)
    return child


def said(fd, word, seconds=120):
    text = b""
    while word not in text:
        if not select.select([fd], [], [], seconds)[0]:
            raise SystemExit(f"terminal.py: no {word!r}, but {text!r}")
        text += os.read(fd, 1000)


def shell(run):
    """The session's leader: what is wrong is its exit status."""
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    child = job(run + ["sh", "-c", "kill -TSTP $$; echo awake; exit 4"])
    if not os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1]):
        return 1
    os.tcsetpgrp(0, child)
    os.killpg(child, signal.SIGCONT)
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 4:
        return 2
    child = job(run + ["sh", "-c", "trap 'exit 5' INT; echo typed; while :; do sleep 0.1; done"])
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 5:
        return 3
    child = job(run + ["sh", "-c", "echo typed; sleep 20"])
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != -signal.SIGINT:
        return 4
    return 0


def main():
    run = [sys.argv[1], "run", "--db=" + sys.argv[2], "--"]
    leader, terminal = pty.fork()
    if leader == 0:
        os._exit(shell(run))
    said(terminal, b"awake")
    for _ in range(2):
        said(terminal, b"typed")
        os.write(terminal, b"\x03")
    try:
        while os.read(terminal, 1000):
            pass
    except OSError:
        pass  # the last of them is gone
    code = os.waitstatus_to_exitcode(os.waitpid(leader, 0)[1])
    if code:
        print("terminal.py: wrong at step", code)
    return code != 0


if __name__ == "__main__":
    sys.exit(main())
