#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Office documents and structured text for samples and tests; all people and numbers are invented or published test values.
office_samples.py FOLDER writes the seeds of the fuzzers there, a folder for each."""

import os
import sqlite3
import sys

import office_writer as office
from office_writer import paragraph, word_table

STAFF = [
    ['Name', 'SSN', 'Date of birth', 'Grade'],
    ['Thistle, Thea', '078-05-1120', '1980-02-03', 'E-7'],
    ['Castellanos-Hornbeam, Clara', '219-09-9999', '1979-12-31', 'O-4'],
    ['Quill, Hugo', '457-55-5462', '1990-05-06', 'E-5'],
]
PNG = bytes.fromhex('89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe'
                    'dccc59e70000000049454e44ae426082')


def numbers(rows):
    """The same rows, with numbers and dates where a sheet has them."""
    serials = {'1980-02-03': 29254, '1979-12-31': 29220, '1990-05-06': 32999}
    return [rows[0]] + [[name, (int(ssn.replace('-', '')), '000-00-0000'), (serials[born], 'mm/dd/yyyy'), grade]
                        for name, ssn, born, grade in rows[1:]]


def docx_table():
    return office.docx(paragraph('List of the section') + word_table(STAFF) + paragraph('End of the list.'), title='Staff list')


def docx_rich():
    field = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    body = (
        paragraph('Personal data', '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>')
        + '<w:p><w:r><w:t>SSN 457-</w:t></w:r><w:r><w:t>55-5462</w:t></w:r></w:p>'
        + '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret note</w:t></w:r>'
        '<w:del><w:r><w:delText xml:space="preserve"> old grade E-4</w:delText></w:r></w:del></w:p>'
        + '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>the portal</w:t></w:r></w:hyperlink></w:p>'
        + '<w:sdt><w:sdtPr><w:alias w:val="Passport number"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>A12345678</w:t></w:r></w:p>'
        '</w:sdtContent></w:sdt>'
        + '<w:p><w:r><w:t xml:space="preserve">Citizen: </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Check1"/>'
        '<w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r>'
        + field % 'separate' + field % 'end' + '</w:p>'
        + '<w:p>' + field % 'begin' + '<w:r><w:instrText>DATABASE \\c "DSN=people;PWD=Teapot!4471"</w:instrText></w:r>'
        + field % 'separate' + '<w:r><w:t>3 rows</w:t></w:r>' + field % 'end' + '</w:p>')
    parts = [('word/header1.xml', office.word_part(paragraph('CONTROLLED'), 'hdr')),
             ('word/footnotes.xml', office.word_part(f'<w:footnote w:id="2">{paragraph("A footnote.")}</w:footnote>', 'footnotes')),
             ('word/comments.xml', office.word_part(f'<w:comment w:author="Hugo Quill">{paragraph("Check this.")}</w:comment>',
                                                    'comments')),
             ('word/media/image1.png', PNG), ('customXml/item1.xml', '<data><SSN>219-09-9999</SSN></data>'),
             ('customXml/item2.xml', '<a xmlns="http://schemas.microsoft.com/office/2006/coverPageProps"/>'), ('word/vbaProject.bin', b'\xd0\xcf')]
    links = [('rId1', 'header', 'header1.xml'), ('rId9', 'hyperlink', 'https://portal.example/hr')]
    return office.docx(body, parts, links)


def docx_bomb():
    bomb = ('<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
            f'<w:document xmlns:w="{office.W}"><w:body><w:p><w:r><w:t>&b;&c;</w:t></w:r></w:p></w:body></w:document>')
    return office.package('word/document.xml', [('word/document.xml', bomb)])


def xlsx_table():
    return office.xlsx([('Staff', numbers(STAFF), None, '', '')], title='Staff list')


def xlsx_rich():
    rows = [['Staff of the section'], [], ['Name', 'Code', 'Phone', 'Rate', 'Locked'],
            ['Thea', (8901, '00000'), (2025550123, '[<=9999999]###-####;(###) ###-####'), (0.256, '0.0%'), (78051120, ';;;')],
            ['Hugo', (501, '00000'), (5550199, '[<=9999999]###-####;(###) ###-####'), (1234.5, '#,##0.00'), None]]
    note = (f'{office.HEAD}<comments xmlns="{office.S}"><commentList><comment ref="A4"><text><r><t>Ask Hugo</t></r></text></comment>'
            '</commentList></comments>')
    return office.xlsx(
        [('Open', rows, None, '<cols><col min="2" max="2" hidden="1"/></cols>',
          '<headerFooter><oddHeader>&amp;CFOR OFFICIAL USE&amp;P</oddHeader></headerFooter>'),
         ('Kept', [['Old list'], ['Quill', '457-55-5462']], 'veryHidden', '', '')],
        [('xl/comments1.xml', note), ('xl/worksheets/_rels/sheet1.xml.rels', office.relations(('rId1', 'comments', '../comments1.xml')))],
        constants=[('Rate', '0.19')])


def xlsx_pivot():
    """The sheet is gone, its rows stay behind the pivot table; the cells of another workbook too."""
    definition = (f'{office.HEAD}<pivotCacheDefinition xmlns="{office.S}"><cacheFields><cacheField name="Name"><sharedItems><s v="Quill, Hugo"/>'
                  '<s v="Thistle, Thea"/></sharedItems></cacheField><cacheField name="SSN"><sharedItems/></cacheField></cacheFields>'
                  '</pivotCacheDefinition>')
    records = (f'{office.HEAD}<pivotCacheRecords xmlns="{office.S}"><r><x v="0"/><s v="457-55-5462"/></r><r><x v="1"/><s v="078-05-1120"/></r>'
               '</pivotCacheRecords>')
    link = (f'{office.HEAD}<externalLink xmlns="{office.S}"><externalBook><sheetDataSet><sheetData><row r="1"><cell r="A1"><v>Clara</v></cell>'
            '<cell r="B1"><v>219-09-9999</v></cell></row></sheetData></sheetDataSet></externalBook></externalLink>')
    cache = 'xl/pivotCache/pivotCacheDefinition1.xml'
    return office.xlsx([('Sums', [['Staff', 2]], None, '', '')], [
        (cache, definition), ('xl/pivotCache/pivotCacheRecords1.xml', records),
        ('xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels', office.relations(('rId1', 'pivotCacheRecords', 'pivotCacheRecords1.xml'))),
        ('xl/externalLinks/externalLink1.xml', link)])


def xlsx_1904():
    return office.xlsx([('Dates', [['Born', 'Grade'], [(27792, 'd-mmm-yy'), 'E-7']], None, '', '')], date_1904=True)


def pptx_rich():
    return office.pptx([(['Plan', 'First point'], ['Say hello'], True), (['Not shown'], None, False)], title='The plan')


def odt_table():
    return office.odf('text', '<text:p>List of the section</text:p>' + office.odf_table('Staff', STAFF) + '<text:p>End of the list.</text:p>')


def odt_rich():
    styles = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    body = ('<text:h>Personal data</text:h><text:p>SSN<text:s text:c="2"/>457-<text:span>55-5462</text:span></text:p>'
            '<text:p>Shown <text:span text:style-name="H">kept back</text:span></text:p>'
            '<text:p><text:a xlink:href="https://portal.example/hr">the portal</text:a>'
            '<office:annotation><dc:creator>Hugo</dc:creator><text:p>Check this.</text:p></office:annotation></text:p>'
            '<form:text form:name="Passport number" form:current-value="A12345678"/>')
    return office.odf('text', body, styles, [('Pictures/1.png', PNG)], 'Sheet of data')


def ods_table():
    rows = [STAFF[0]] + [[name, ssn, ('date', born, born[5:7] + '/' + born[8:] + '/' + born[:4]), grade]
                         for name, ssn, born, grade in STAFF[1:]]
    return office.odf('spreadsheet', office.odf_table('Staff', rows))


def ods_rich():
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    rows = ('<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/>'
            '</table:table-row>')
    body = (office.odf_table('Open', [['Card', 'Rate'], [('float', '4111111111111111', '4.11E+15'), ('percentage', '0.256', '25.6%')]])
            .replace('</table:table>', rows + '</table:table>') + office.odf_table('Kept', [['Quill', '457-55-5462']], ' table:style-name="ta2"'))
    return office.odf('spreadsheet', body, styles)


def odp():
    return office.odf('presentation', '<draw:page><draw:frame><draw:text-box><text:p>First point</text:p></draw:text-box></draw:frame>'
                                      '<presentation:notes><text:p>Say hello</text:p></presentation:notes></draw:page>')


def fodt():
    content = office.odf_content('text', '<text:p>Flat text</text:p>').replace('document-content', 'document')
    return (office.HEAD + content).encode()


def odt_locked():
    manifest = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'
    return office.store([('mimetype', 'application/vnd.oasis.opendocument.text'), ('content.xml', b'\x93\x12' * 40),
                         ('META-INF/manifest.xml', manifest)])


def xls_table():
    return office.xls([('Staff', numbers(STAFF), False)])


def xls_rich():
    return office.xls([('Open', [['Staff of the section'], [], ['Name', 'Code'], ['Thea', (8901, '00000')], ['Plze\u0148', 0.5]], False),
                       ('Kept', [['Old list'], ['Quill', '457-55-5462']], True)])


def doc_table():
    return office.doc([('p', 'List of the section')] + [('row', row) for row in STAFF] + [('p', 'End of the list.')])


def doc_rich():
    return office.doc([('p', 'See \x13 HYPERLINK "https://portal.example/hr" \x14the portal\x15 today'), ('hidden', 'kept back'),
                       ('p', '\x13 HYPERLINK \u201dhttps://other.example/\u201d \x14other\x15, \x13 HYPERLINK \\l "_Toc1" \x14contents\x15'),
                       ('p', 'Number \x13 PAGE \x147\x15'), ('p', 'Caf\xe9 \u20ac 5')],
                      comments=[('Hugo Quill', 'Check this.'), ('Zo\xeb', 'Checked.')])


def sqlite_table():
    connection = sqlite3.connect(':memory:')
    connection.execute('PRAGMA page_size = 512')
    connection.execute('CREATE TABLE staff (Name TEXT, SSN TEXT, "Date of birth" TEXT, Grade TEXT, photo BLOB)')
    connection.executemany('INSERT INTO staff VALUES (?, ?, ?, ?, ?)', [[*row, PNG] for row in STAFF[1:]])
    connection.execute('CREATE VIEW again AS SELECT * FROM staff')
    # Only the header tells which SQLite wrote it: bytes 92 to 99.
    data = bytearray(connection.serialize()) if hasattr(connection, 'serialize') else bytearray()
    data[92:100] = b'\0' * 8
    return bytes(data)


JSON = b'{"staff": [{"name": "Thea Thistle", "ssn": "078-05-1120", "active": true, "note": null},\n {"name": "H\\u00fcgo", "grades": [4, 5]}]}\n'
YAML = b'# accounts\nuser: thea\npassword: "Teapot!4471"\nstaff:\n  - name: Thea Thistle\n    ssn: 078-05-1120\n'

FILES = {
    'docx/table.docx': docx_table, 'docx/rich.docx': docx_rich, 'docx/entities.docx': docx_bomb,
    'xlsx/table.xlsx': xlsx_table, 'xlsx/rich.xlsx': xlsx_rich, 'xlsx/dates-1904.xlsx': xlsx_1904, 'xlsx/pivot.xlsx': xlsx_pivot,
    'pptx/rich.pptx': pptx_rich,
    'odf/table.odt': odt_table, 'odf/rich.odt': odt_rich, 'odf/table.ods': ods_table, 'odf/rich.ods': ods_rich, 'odf/slides.odp': odp,
    'odf/flat.fodt': fodt, 'odf/locked.odt': odt_locked,
    'office/table.xls': xls_table, 'office/rich.xls': xls_rich, 'office/locked.xls': lambda: office.xls([('A', [], False)], True),
    'office/table.doc': doc_table, 'office/rich.doc': doc_rich, 'office/locked.doc': lambda: office.doc([('p', 'x')], True),
    'office/rich.ppt': lambda: office.ppt([['Plan', 'First point'], ['Plze\u0148']]),
    'office/locked.ppt': lambda: office.ppt([['x']], True),
    'xlsx/formulas.xlsx': lambda: office.xlsx([('Sums', [['Name', 'SSN'], ['Thea', '="078-05-" & "1120"'], ['Hugo', 5]], None, '', '')]),
    'docx/controls.docx': lambda: office.docx(paragraph('Controls'), [('word/activeX/activeX1.xml', (
        '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"><ax:ocxPr ax:name="Caption" ax:value="Badge number"/>'
        '<ax:ocxPr ax:name="Value" ax:value="A-4711"/><ax:ocxPr ax:name="Size" ax:value="4;5"/></ax:ocx>'))]),
    'docx/drawing.vsdx': lambda: office.vsdx(['Plan', 'Staff'], [['Thea Thistle', ('SSN', '078-05-1120')], ['Hugo & Co']], ['Check this.']),
    'image/words.emf': lambda: office.emf([(10, 20, 'Thea'), (60, 20, 'Thistle'), (10, 40, b'SSN 078-05-1120'),
                                           (10, 60, 'Caf\xe9 of the whole section')]),
    'image/words.wmf': lambda: office.wmf([(10, 20, 'Thea'), (60, 20, 'Thistle'), (10, 40, 'Caf\xe9')]),
    'epub/book.epub': lambda: office.epub('Field notes', ['SSN 078-05-1120', 'The end.']),
    'json/staff.json': lambda: JSON, 'yaml/accounts.yaml': lambda: YAML, 'sqlite/staff.db': sqlite_table,
}

if __name__ == '__main__':
    for path, make in FILES.items():
        target = os.path.join(sys.argv[1], path)
        os.makedirs(os.path.dirname(target), exist_ok=True)
        made = make()
        if made or not os.path.exists(target):
            with open(target, 'wb') as file:
                file.write(made)
