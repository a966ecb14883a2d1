# SPDX-License-Identifier: GPL-2.0-or-later
"""benchlib - what the benches in Python share: where things are, rows, dmatest

make sets DMACHECK, srcdir and CLANG. KERNEL_6_12 names the tree, else the one
quickstart unpacked. BENCH_ROUNDS=N (default 7) and BENCH_ITERATIONS=N (default
3000) say how long.
"""
import os
import re
import statistics
import subprocess
import sys
import tempfile

CACHE = os.environ.get('XDG_CACHE_HOME', os.path.expanduser('~/.cache'))
TREE = os.environ.get('KERNEL_6_12', CACHE + '/dmacheck-test/linux-source-6.12')
DMACHECK = os.path.abspath(os.environ.get('DMACHECK', './dmacheck'))
SOURCES = os.environ.get('srcdir', '.') + '/tests'
CLANG = os.environ.get('CLANG', 'clang-19')
ROUNDS = int(os.environ.get('BENCH_ROUNDS', '7'))
ITERATIONS = int(os.environ.get('BENCH_ITERATIONS', '3000'))
# dmatest obeys max_channels for each operation anew, so channels are named; run comes last
DMATEST = [f'iterations={ITERATIONS}', 'timeout=10000', 'engine.schedule=none']
CHANNELS = ['channel=dma0chan0', 'channel=dma0chan1', 'run=1', 'wait=1']

FAILED = []


def die(text):
    print(f'bench: {text}', file=sys.stderr)
    sys.exit(2)


def hold(name, value, how, bound, seconds=''):
    """One row of the table of tests/bench."""
    good = value <= bound if how == 'at-most' else value >= bound
    if not good:
        FAILED.append(name)
    print(f'{"ok" if good else "FAILED":<7} {name:<44} {value:8.3g}  ({how} {bound})  {seconds}',
          flush=True)


def find_tree():
    if not os.path.isdir(TREE + '/drivers'):
        die(f'no kernel at {TREE}: run ./quickstart, or set KERNEL_6_12')
    return TREE + '/drivers/dma/dmatest.c'


def build(program, source, *options):
    if subprocess.run([DMACHECK, 'cc', *options, '-O2', '-o', program, source]).returncode:
        die(f'cannot build {source}')
    return program


def run_timed(command):
    """(User and system seconds of one run, what it said, its exit status)"""
    with tempfile.TemporaryFile() as out:
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, out.fileno(), 2)])
        _, status, usage = os.wait4(pid, 0)
        out.seek(0)
        return (usage.ru_utime + usage.ru_stime, out.read().decode(errors='replace'),
                os.waitstatus_to_exitcode(status))


def expect_summaries(command, said, status):
    """dmatest has to end well."""
    summaries = re.findall(r'summary (\d+) tests, (\d+) failures', said)
    if status or len(summaries) != 6 or any(
            summary != (str(ITERATIONS), '0') for summary in summaries):
        die(f'{" ".join(command)}: {said[-2000:]}')


def side_by_side(spent, commands):
    """Median of spent() of each, run in turns."""
    figures = [[] for _ in commands]
    for _ in range(ROUNDS):
        for row, command in zip(figures, commands):
            row.append(spent(command))
    return [statistics.median(row) for row in figures]
