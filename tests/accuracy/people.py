#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""people.py DIR MAILSPILL [SEED]: plants persons in invented mail, resolves them with 'mailspill people', and compares by pairs of mentions:
a pair is right if both are one person and stand in one row. Fails if a pair is wrongly together (precision below 1.00), if more than
2 % of the pairs that belong together are apart, or if the true number of people is outside the bounds."""

import csv
import itertools
import os
import random
import shutil
import subprocess
import sys

GIVEN = ('Alice Amelia Anna Arthur Beatrice Boris Carla Clara Daniel Diana Edgar Elena Emil Felix Flora Georg Hanna Hector Ida Ivan Jack Jane '
         'Judith Karl Laura Leo Lucy Marco Maria Martin Nora Oscar Otto Paula Peter Rosa Ruth Simon Stella Thomas Vera Victor Walter').split()
FAMILY = ('Abbott Barlow Castle Dalton Ellery Farrow Garland Hollis Ingram Jarvis Kendall Lathrop Marlow Norwood Orchard Prescott Quimby '
          'Radley Selwyn Thorne Upton Vickers Whitlock Yardley Ashcroft Birch Coombs Draper Eastman Fielding Grover Hartley').split()
PERSONS, NAMESAKES = 400, 40


class Person:
    def __init__(self, rng, given, family):
        self.given, self.family = given, family
        self.middle = rng.choice('ABCDEFGHJKLMNPRSTW')
        self.ssn = f'{rng.randint(1, 665):03d}-{rng.randint(1, 99):02d}-{rng.randint(1, 9999):04d}'
        self.born = f'{rng.randint(1948, 2001)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}'
        self.record = str(rng.randint(10000000, 99999999))

    def name(self, rng):
        return rng.choice([f'{self.given} {self.family}', f'{self.family}, {self.given}', f'{self.given} {self.middle}. {self.family}',
                           f'{self.family}, {self.given} {self.middle}', f'{self.given} {self.family}'.upper()])


def mention(rng, person):
    """A text that speaks of person. Each way shares something with each other way, so that nobody needs more than two steps."""
    name = person.name(rng)
    return rng.choice([
        f'Name: {name}\nSSN: {person.ssn}\nDate of birth: {person.born}\n',
        f'Please file this.\n\nName: {name}\nSSN: {person.ssn}\nMedical record number: {person.record}\n',
        f'The SSN of {person.given} {person.family} is {person.ssn}, date of birth {person.born}.\n',
        f'Patient: {name}\nMRN: {person.record}\nDOB: {person.born}\n',
        f'Name: {name}\nDOB: {person.born}\nSSN: {person.ssn}\nMRN: {person.record}\n',
    ])


def people(rng):
    """Names are drawn at random, so that some are shared; namesakes share theirs for certain."""
    names = list(itertools.product(GIVEN, FAMILY))
    rng.shuffle(names)
    persons = [Person(rng, *names[i]) for i in range(PERSONS)]
    return persons + [Person(rng, persons[i].given, persons[i].family) for i in range(NAMESAKES)]


def write(room, rng):
    """{file name: number of the person}"""
    truth = {}
    for number, person in enumerate(people(rng)):
        for _ in range(rng.randint(1, 4)):
            name = f'{len(truth):05d}.eml'
            with open(os.path.join(room, 'mail', name), 'w', encoding='utf-8') as out:
                out.write('From: Desk <desk@command.example>\nTo: Office <office@command.example>\nDate: Fri, 3 Feb 2023 10:00:00 +0000\n'
                          f'Subject: file {len(truth)}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{mention(rng, person)}')
            truth[name] = number
    return truth


def run(*words):
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr.decode('utf-8', 'replace'))


def read_rows(room, mailspill):
    """The file names of each person's mentions."""
    case = os.path.join(room, 'people.case')
    run(mailspill, 'scan', os.path.join(room, 'mail'), '-o', case, '--quiet', '--no-progress')
    run(mailspill, 'people', case, '-o', os.path.join(room, 'roster') + '/')
    run(mailspill, 'report', case, '-q', 'SELECT id, locator FROM message', '-o', os.path.join(room, 'ids.csv'))
    with open(os.path.join(room, 'ids.csv'), encoding='utf-8', newline='') as file:
        names = {row['id']: row['locator'].rsplit('/', 1)[1] for row in csv.DictReader(file)}
    with open(os.path.join(room, 'roster', 'people.csv'), encoding='utf-8', newline='') as file:
        rows = [row for row in csv.DictReader(file) if row['role'] in ('subject', 'third_party')]
    # Sources are the first ten findings; nobody here has more messages than that has room for, but findings may be.
    return [{names[source.split('#')[0]] for source in row['sources'].split(';')} for row in rows]


def read_bounds(room, mailspill):
    text = subprocess.run([mailspill, 'people', os.path.join(room, 'people.case')], stdout=subprocess.PIPE,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''}).stdout.decode('utf-8').replace('\u00a0', '').replace('\n', ' ')
    numbers = [int(word) for word in ''.join(c if c.isdigit() else ' ' for c in text.split(',  as')[0].split(' as far')[0]).split()]
    return (numbers[1], numbers[2]) if len(numbers) >= 3 else (numbers[0], numbers[0])


def pairs(groups):
    return {pair for group in groups for pair in itertools.combinations(sorted(group), 2)}


def main():
    room, mailspill, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1
    shutil.rmtree(room, ignore_errors=True)
    os.makedirs(os.path.join(room, 'mail'))
    truth = write(room, random.Random(seed))
    groups = {}
    for name, number in truth.items():
        groups.setdefault(number, set()).add(name)
    together, found = pairs(groups.values()), pairs(read_rows(room, mailspill))
    precision = len(together & found) / len(found) if found else 0
    recall = len(together & found) / len(together)
    low, high = read_bounds(room, mailspill)
    print(f'people: {len(groups)} planted in {len(truth)} messages, at least {low} and at most {high} reported; pairs of mentions: '
          f'precision {precision:.4f}, recall {recall:.4f}')
    if precision < 1 or recall < 0.98 or not low <= len(groups) <= high:
        sys.exit(1)


main()
