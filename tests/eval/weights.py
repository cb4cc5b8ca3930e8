#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Estimates the weights of the scores of full names (src/names/score.c) by logistic regression on
the half of the people for tuning: the pairs of pairs.tsv, and what look-ups in an authority of
15,000 find, right and wrong, as many of one as of the other.  Prints the weights and how they do on
both halves.  The weights in use are these, rounded, and midway to those of the pairs alone, which
tell unlike names better; those of patronymics and of words left over were set by hand, as the data
have few such cases.  Prints too by what power of a name's bearers the odds of an answer are best
divided (src/names/rarity.h has 1, which needs no weight).  Needs tests/eval/figures (make tests/eval/figures)."""
import math
import re
import subprocess
import sys

sys.dont_write_bytecode = True  # the source folder stays as it is
import names_scores as ns

NAMES = ('always mean mean_to_.9 worst worst_to_.8 worst_to_.6 fathers letters initials extra filled '
         'family_left three').split()


def figures(pairs):
    text = ''.join('%s\t%s\n' % p for p in pairs)
    out = subprocess.run([ns.BUILD + 'tests/eval/figures'], input=text, capture_output=True, text=True,
                         check=True).stdout
    return [[float(v) for v in line.split()] for line in out.splitlines()]


def row(f):
    mean, worst, fathers, letters, pairs, initials, extra, filled, family_left, _ = f
    return [1, mean, min(mean, .9), worst, min(worst, .8), min(worst, .6),
            0 if fathers < 0 else max(0, .8 - fathers) / .8, min(letters, 20), initials, min(extra, 2),
            filled, family_left, pairs > 2]


def found(even):
    """(query, answer, right) of look-ups for one half of the people."""
    records, queries = ns.authority(even)
    name = {r[0]: r[2] for r in records}
    wanted = dict(queries)
    answers = ns.look_up(records, [q[0] for q in queries], ('--top=3', '--min-score=20'))
    return [(query, name[id_], id_ == wanted[query]) for query, id_, _ in answers if id_ in name]


def solve(m):
    n = len(m)
    for a in range(n):
        p = max(range(a, n), key=lambda r: abs(m[r][a]))
        m[a], m[p] = m[p], m[a]
        for r in range(n):
            if r != a and m[r][a]:
                f = m[r][a] / m[a][a]
                m[r] = [x - f * y for x, y in zip(m[r], m[a])]
    return [m[a][n] / m[a][a] for a in range(n)]


def regress(rows, same, ridge=2e-5):
    """Newton's method; both classes weigh the same."""
    n, w = len(rows[0]), [0.0] * len(rows[0])
    heavy = sum(same) / (len(same) - sum(same))
    for _ in range(25):
        g = [-ridge * len(rows) * x for x in w]
        h = [[ridge * len(rows) * (a == b) for b in range(n)] for a in range(n)]
        for x, y in zip(rows, same):
            z = max(-30, min(30, sum(a * b for a, b in zip(w, x))))
            p, weight = 1 / (1 + math.exp(-z)), 1 if y else heavy
            for a in range(n):
                g[a] += weight * (y - p) * x[a]
                for b in range(n):
                    h[a][b] += weight * p * (1 - p) * x[a] * x[b]
        w = [v + d for v, d in zip(w, solve([h[a] + [g[a]] for a in range(n)]))]
    return w


def logit(score):
    score = max(.05, min(99.95, score))
    return math.log(score / (100 - score))


def bearers(even, region):
    """(logit of the score of the names, logarithm of the bearers, right) of answers to look-ups that
    are alike at all."""
    records, queries = ns.authority(even, lambda entity: ns.of_region(entity) == region, not region)
    name, wanted = {r[0]: r[2] for r in records}, dict(queries)
    asked, rows = [], []
    for query, id_, _, told in ns.look_up(records, list(wanted), ('-x', '--min-score=0')):
        borne = re.search(r': borne by (\d+) of ', told)
        if id_ and borne:
            asked.append((query, name[id_]))
            rows.append((math.log(int(borne.group(1))), id_ == wanted[query]))
    return [(logit(s), k, right) for s, (k, right) in zip(ns.match_pairs(asked), rows) if s >= 20]


def power(rows):
    """The power of the bearers under which the answers are likeliest."""
    def loss(b):
        return sum(math.log1p(math.exp(b * k - z if right else z - b * k)) for z, k, right in rows)
    return min((loss(b / 20), b / 20) for b in range(61))[1]


def main():
    for title, even in (('tuning', True), ('test', False)):
        for people, region in (('of the region', True), ('of the rest of the world', False)):
            print('weights: bearers, %s, %s half: odds divided by their number to the power %.2f'
                  % (people, title, power(bearers(even, region))), flush=True)
    data = {}
    for even in (True, False):
        pairs = [(r[5], r[7], r[0] == 'same') for r in ns.rows('pairs.tsv')
                 if r[1] != 'surname-only' and ns.even(r[2]) == even]
        data[even] = []
        for kind, some in (('pairs', pairs), ('look-ups', found(even))):
            for p, f in zip(some, figures([p[:2] for p in some])):
                if f[4] > 1:
                    data[even].append((row(f), p[2], kind))
    for title, kinds in (('pairs alone', ('pairs',)), ('pairs and look-ups', ('pairs', 'look-ups'))):
        tune = [d for d in data[True] if d[2] in kinds]
        w = regress([d[0] for d in tune], [d[1] for d in tune])
        print('weights: %s: %s' % (title, ', '.join('%s %.2f' % x for x in zip(NAMES, w))))
        for kind in ('pairs', 'look-ups'):
            scored = [(sum(a * b for a, b in zip(w, d[0])), d[1]) for d in data[False] if d[2] == kind]
            ns.put_curve('weights: %s, %s' % (title, kind), scored)


main()
