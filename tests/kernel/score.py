#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""score.py - hold reports of real trees against what people read in them

  score.py coverage REPORT.json             how much was analysed
  score.py sites REPORT.json                verdicts on dmaengine_terminate_all()
  score.py findings VERSION=REPORT.json...  rules other than that one
  score.py verdicts VERSION=REPORT.json...  how many findings are true

sites.tsv and findings.tsv beside this file hold verdicts read by hand, without
having seen a report; ../verdicts.tsv holds readings of what was reported. Each
command prints its figures, and what is below its bound with -v in detail; it
ends with 1 if a bound is not held.
"""
import collections
import csv
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
DEPRECATED = 'terminate-all-deprecated'
NO_SLEEP = ('atomic', 'callback', 'mixed')
# Where every finding has been read, and sites.tsv and findings.tsv were made.
LABELLED = ('drivers/tty/serial/', 'drivers/mmc/', 'drivers/crypto/', 'drivers/ata/',
            'drivers/dma/')
MOVED = 12  # lines a stable update may move a call within its function
# Figures of lint --stats that coverage needs.
IN_TEXT = 'API calls in the text'
IN_TREE = 'API calls seen by the parser'
# One mistake can be told under either slug; counted as found under both.
SIBLINGS = {
    'free-before-sync': {'channel-left-running'},
    'channel-left-running': {'free-before-sync'},
}

verbose = False
held = True


def bound(what, value, least=None, most=None):
    """Prints a figure and remembers whether it keeps to its bound."""
    global held
    good = (least is None or value >= least) and (most is None or value <= most)
    limit = f'at least {least:g}' if least is not None else f'at most {most:g}'
    print(f'{"ok  " if good else "LOW " if least is not None else "HIGH"} '
          f'{what}: {value:.4g} ({limit})')
    held = held and good


def detail(*words):
    if verbose:
        print('   ', *words)


def ratio(part, whole):
    return part / whole if whole else 1.0


def load(path):
    with open(path, encoding='utf-8') as file:
        return json.load(file)


def rows(name):
    with open(os.path.join(HERE, name), encoding='utf-8', newline='') as file:
        yield from csv.DictReader(file, delimiter='\t')


def coverage(report):
    files = report['files']
    for failure in files['failed']:
        detail('not analysed:', failure['file'], '-', failure['reason'])
    for failure in report.get('functions', {}).get('failed', []):
        detail('not analysed:', failure['file'], failure.get('function', ''),
               '-', failure['reason'])
    stats = report.get('stats', {})
    for name, value in sorted(stats.items()):
        detail(f'{name}: {value}')
    for name in (IN_TEXT, IN_TREE):
        if name not in stats:
            sys.exit(f'score.py: the report has no figure "{name}": was lint run with --stats?')
    bound('share of the files that was analysed',
          ratio(files['analyzed'], files['selected']), least=0.98)
    bound('API calls in the text that the parser did not see',
          stats[IN_TEXT] - stats[IN_TREE], most=0)


def verdict_near(verdicts, row):
    near = [v for v in verdicts.get((row['file'], row['function']), [])
            if abs(v['line'] - int(row['line'])) <= MOVED]
    return min(near, key=lambda v: abs(v['line'] - int(row['line'])), default=None)


def verdicts_of(report):
    verdicts = collections.defaultdict(list)
    for finding in report['findings']:
        if finding['rule'] == DEPRECATED:
            verdicts[finding['file'], finding['function']].append(
                {'line': finding['line'], **finding.get('data', {})})
    return verdicts


def sites_deprecated(report):
    verdicts = verdicts_of(report)
    count = collections.Counter()
    for row in rows('sites.tsv'):
        if row['call'] != 'all' or row['context'] == '-' or \
           row['confidence'] == 'low' or row['replacement'] == 'leave':
            continue
        count['sites'] += 1
        verdict = verdict_near(verdicts, row) or {}
        context = verdict.get('context', 'missing')
        replacement = verdict.get('replacement', 'missing')
        sleeps = row['context'] == 'sleepable'
        exact = context == row['context']
        want = 'sync' if row['replacement'] == 'sync' else 'async'
        count['exact'] += exact
        count['context'] += exact or (not sleeps and context in NO_SLEEP)
        count['unknown'] += context == 'unknown'
        count['replacement'] += replacement == want
        count['wrong sync'] += replacement == 'sync' and not sleeps
        if replacement != want or not exact:
            detail(f"{row['file']}:{row['line']} {row['function']}: {context} {replacement}, "
                   f"read as {row['context']} {want}")
    sites = count['sites']
    print(f"     contexts exactly as read: {ratio(count['exact'], sites):.4g}")
    bound('contexts right', ratio(count['context'], sites), least=0.90)
    bound('contexts unknown', ratio(count['unknown'], sites), most=0.08)
    bound('replacements right', ratio(count['replacement'], sites), least=0.92)
    bound('wrong sync', count['wrong sync'], most=0)


def sites_sync(report):
    """Every sync-in-* of sites.tsv must be found, at its function."""
    found = {(f['file'], f['function'], f['rule']) for f in report['findings']
             if f['confidence'] != 'low'}
    missed = 0
    for row in rows('sites.tsv'):
        for rule in row['finding'].split('+'):
            if rule.startswith('sync-in-') and \
               (row['file'], row['function'], rule) not in found:
                missed += 1
                detail(f"missed {rule}: {row['file']}:{row['line']} {row['function']}")
    bound('sync-in-* of the sites missed', missed, most=0)


def found_in(report):
    """(file, function) -> slugs; "~slug" where only a step of the path is there."""
    found = collections.defaultdict(set)
    for finding in report['findings']:
        if finding['confidence'] == 'low':
            continue
        found[finding['file'], finding['function']].add(finding['rule'])
        for step in finding['path']:
            found[step['file'], step['function']].add('~' + finding['rule'])
    return found


def known_rules():
    """The slugs of the program, or None if it is not at hand."""
    if 'DMACHECK' not in os.environ:
        return None
    listing = subprocess.run([os.environ['DMACHECK'], 'rules', '--format', 'json'],
                             check=True, capture_output=True).stdout
    return {rule['slug'] for rule in json.loads(listing)['rules']}


def findings(reports):
    known = known_rules()
    found = {version: found_in(report) for version, report in reports.items()}
    count = collections.defaultdict(collections.Counter)
    for row in rows('findings.tsv'):
        if row['confidence'] == 'low' or row['kernel'] not in found:
            continue
        rule = row['rule']
        if known is not None and rule not in known:
            count['rules to come']['rows'] += 1
            continue
        here = found[row['kernel']][row['file'], row['function']]
        names = {rule} | SIBLINGS.get(rule, set())
        hit = bool(here & (names | {'~' + name for name in names}))
        if row['expect'] == 'flag':
            count[rule]['flag'] += 1
            count[rule]['hit'] += hit
        else:
            hit = rule not in here
            count[rule]['clean'] += 1
            count[rule]['flagged'] += not hit
        if not hit:
            detail('missed' if row['expect'] == 'flag' else 'false', rule, row['kernel'],
                   f"{row['file']}:{row['line']} {row['function']} - {row['why'][:100]}")
    print(f"     {count.pop('rules to come')['rows']} rows are of rules that do not exist yet")
    for rule in sorted(count):
        c = count[rule]
        print(f"     {rule}: {c['hit']} of {c['flag']} found, "
              f"{c['flagged']} of {c['clean']} clean rows flagged")
    c = count['free-before-sync']
    bound('free-before-sync found', ratio(c['hit'], c['flag']), least=0.75)
    bound('clean rows flagged, of free-before-sync', ratio(c['flagged'], c['clean']), most=0.05)
    clean = sum(c['clean'] for c in count.values())
    flagged = sum(c['flagged'] for c in count.values())
    bound('clean rows flagged, of all rules', ratio(flagged, clean), most=0.05)


def readings():
    """(fingerprint, kernel or '') -> the verdicts of all who read it."""
    read = collections.defaultdict(list)
    for row in rows('../verdicts.tsv'):
        verdict = row['verdict'].lower()
        if verdict not in ('true', 'false'):
            sys.exit(f"verdicts.tsv: {row['fingerprint']}: '{row['verdict']}' is neither true nor false")
        read[row['fingerprint'], row.get('kernel') or ''].append((verdict == 'true', row))
    return read


def precision(what, tally, least=None):
    share = ratio(tally['true'], tally['read'])
    text = f"{what}: {tally['true']} of {tally['read']} read are true, {tally['unread']} unread"
    if least is None or not tally['read']:
        print(f'     {text}')
    else:
        bound(text, share, least=least)


def verdicts(reports):
    """True only if all who read it say so; rows without a finding do not count.

    What is found in both kernels counts once, unless it was read in each.
    """
    read = readings()
    seen = set()
    tallies = collections.defaultdict(collections.Counter)
    for version, report in reports.items():
        for finding in report['findings']:
            if finding['rule'] == DEPRECATED or finding['confidence'] == 'low':
                continue
            name = finding['fingerprint']
            if name in seen and (name, version) not in read:
                continue  # the other kernel's; nobody read it in this one
            seen.add(name)
            said = read.get((name, version), []) + read.get((name, ''), [])
            place = 'labelled' if finding['file'].startswith(LABELLED) else 'elsewhere'
            tally = tallies[place, finding['rule']]
            tally['unread'] += not said
            tally['read'] += bool(said)
            tally['true'] += bool(said) and all(verdict for verdict, _ in said)
            where = f"{finding['rule']} {version} {finding['file']}:{finding['line']} {finding['function']}"
            if not said and place == 'labelled':
                detail('unread', name, where)
            for verdict, row in said:
                if not verdict:
                    detail('false', where, '-', row['reason'][:160])
    for place, least in (('labelled', 0.90), ('elsewhere', None)):
        for _, rule in sorted(key for key in tallies if key[0] == place):
            precision(f'{place}, {rule}', tallies[place, rule], least)
    total = sum((tally for key, tally in tallies.items() if key[0] == 'elsewhere'),
                collections.Counter())
    precision('elsewhere, all rules', total, 0.85)


def main(arguments):
    global verbose
    verbose = '-v' in arguments
    arguments = [word for word in arguments if word != '-v']
    if len(arguments) < 2:
        sys.exit(__doc__)
    command, files = arguments[0], arguments[1:]
    if command == 'coverage':
        coverage(load(files[0]))
    elif command == 'sites':
        report = load(files[0])
        sites_deprecated(report)
        sites_sync(report)
    elif command in ('findings', 'verdicts'):
        reports = {version: load(path) for version, path in
                   (word.split('=', 1) for word in files)}
        (findings if command == 'findings' else verdicts)(reports)
    else:
        sys.exit(__doc__)
    return 0 if held else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
