#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""PDF files for samples and tests; all people and numbers are invented or published test values.
pdf_samples.py FOLDER writes them there."""

import os
import sys

from pdf_writer import Pdf

STAFF = [
    ['Name', 'SSN', 'Date of birth', 'Grade'],
    ['Thistle, Thea', '078-05-1120', '02/03/1980', 'E-7'],
    ['Castellanos-Hornbeam, Clara', '219-09-9999', '12/31/1979', 'O-4'],
    ['Quill, Hugo', '457-55-5462', '05/06/1990', 'E-5'],
]
TEMPLATE = (b'<template xmlns="http://www.xfa.org/schema/xfa-template/3.3/"><subform name="form1"><field name="SSN"><caption>'
            b'<value><text>Your Social Security Number</text></value></caption></field></subform></template>')
DATASETS = (b'<xfa:datasets xmlns:xfa="http://www.xfa.org/schema/xfa-data/1.0/"><xfa:data><form1><LastName>Quill</LastName>'
            b'<SSN>457-55-5462</SSN></form1></xfa:data></xfa:datasets>')


def table():
    document = Pdf(title='Staff list', author='Thea Thistle')
    page = document.page().lines(50, 50, ['This is the list of the staff of the section as of the first of the month,',
                                          'for the use of the section only.'])
    page.table(100, [50, 220, 310, 400], STAFF).text(50, 190, 'Changes go to the personnel office by the end of the week.')
    document.page().text(50, 50, 'End of the list.')
    return document.save()


def columns():
    """Prose in two columns: no table."""
    left = ['The section met on the first day of', 'the month and talked about the plan', 'for the picnic, which all of them had',
            'been looking forward to since spring', 'came and the snow had gone at last.']
    right = ['Everybody brings something to eat or', 'to drink, and the section pays for a', 'place with a roof, since the weather',
             'of the last years has been what it is', 'and nobody wants to be wet again.']
    document = Pdf()
    document.page().lines(50, 50, left).lines(300, 50, right)
    return document.save()


def form():
    document = Pdf(title='Questionnaire')
    page = document.page().text(50, 50, 'Questionnaire')
    page.field('form1.Section1.LastName', 'Thistle', 200, 80, 'Last name')
    page.field('form1.Section1.SSN', '078-05-1120', 200, 100, 'Social Security Number')
    page.field('form1.Citizen', True, 200, 120, 'I am a citizen').field('form1.Other', False, 200, 140, 'Other')
    page.field('Stadt', 'Plzeň', 200, 160)
    document.script = 'app.alert(1)'
    return document.save()


def boxes():
    """Numbers cut into boxes: fields that say what they are by their parents, by their tooltips, or not at all."""
    document = Pdf()
    page = document.page().text(50, 50, 'Questionnaire')
    for y, name, tooltip in ((80, 'Applicant[0].SSN[0].part%d[0]', None), (100, 'a%d', 'Social Security Number'), (120, 'Phone.part%d', None)):
        for part, value in enumerate(('078', '05', '1120')):
            page.field(name % part, value, 200 + 40 * part, y, tooltip, 35)
    page.field('Spouse.SSN.value', '', 200, 140).field('Spouse.Name.value[0]', 'Hugo', 200, 160)
    return document.save()


def xfa():
    document = Pdf()
    document.page().text(50, 50, 'Please wait until the form is shown.')
    document.xfa = [('preamble', b'<x>'), ('template', TEMPLATE), ('datasets', DATASETS), ('postamble', b'</x>')]
    return document.save()


def holder():
    document = Pdf()
    document.page().text(50, 50, 'See the note and the file.').note('Hugo Quill', 'Her number is SSN 078-05-1120.')
    document.attach('roster.csv', '\n'.join(','.join(row).replace(', ', ' ') for row in STAFF).encode() + b'\n')
    return document.save()


def scan():
    grey = bytes(255 if (x // 6 + y // 9) % 3 else 0 for y in range(66) for x in range(51))
    document = Pdf(title='Scan 17')
    document.page().picture(51, 66, grey)
    return document.save()


def part_scan():
    document = Pdf()
    document.page().text(50, 50, 'The signed page follows.')
    document.page().picture(51, 66, bytes(51 * 66))
    return document.save()


def with_password(password):
    document = Pdf(title='Order', user_password=password)
    document.page().text(50, 50, 'SSN: 219-09-9999')
    return document.save()


FILES = {
    'table.pdf': table, 'columns.pdf': columns, 'form.pdf': form, 'boxes.pdf': boxes, 'xfa.pdf': xfa, 'holder.pdf': holder, 'scan.pdf': scan,
    'part-scan.pdf': part_scan, 'locked.pdf': lambda: with_password('Lantern-Orchid-7'),
    'empty-password.pdf': lambda: with_password(''),
}

if __name__ == '__main__':
    for name, make in FILES.items():
        with open(os.path.join(sys.argv[1], name), 'wb') as file:
            file.write(make())
