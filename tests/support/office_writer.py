# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes small Office documents for tests, the same bytes every time: OOXML, OpenDocument, EPUB and, as OLE files, the binary formats
of Word, Excel and PowerPoint. Zip entries are stored, not packed, so that fuzzers reach the XML. Needs only Python."""

import io
import struct
import zipfile
from xml.sax.saxutils import escape, quoteattr

REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
A = 'http://schemas.openxmlformats.org/drawingml/2006/main'
P = 'http://schemas.openxmlformats.org/presentationml/2006/main'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def store(entries):
    """A zip file of (name, data) pairs."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_STORED) as package:
        for name, data in entries:
            info = zipfile.ZipInfo(name, (2023, 2, 1, 8, 0, 0))
            info.external_attr = 0o644 << 16
            package.writestr(info, data if isinstance(data, bytes) else data.encode())
    return out.getvalue()


def relations(*rows):
    """(id, type, target) each; a target with ':' leads outside."""
    return HEAD + ''.join(
        ['<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'] + [
            f'<Relationship Id="{name}" Type="{REL}/{kind}" Target={quoteattr(target)}'
            + (' TargetMode="External"' if ':' in target else '') + '/>' for name, kind, target in rows] + ['</Relationships>'])


def package(main, entries, title=None):
    core = (HEAD + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title or "")}</dc:title></cp:coreProperties>')
    return store([('[Content_Types].xml', HEAD + '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
                  ('_rels/.rels', relations(('rId1', 'officeDocument', main)))] + entries
                 + ([('docProps/core.xml', core)] if title else []))


def paragraph(text, properties=''):
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def word_table(rows):
    return '<w:tbl>' + ''.join('<w:tr>' + ''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row) + '</w:tr>'
                               for row in rows) + '</w:tbl>'


def word_part(body, root='document'):
    inner = f'<w:body>{body}</w:body>' if root == 'document' else body
    return f'{HEAD}<w:{root} xmlns:w="{W}" xmlns:r="{REL}" xmlns:a="{A}">{inner}</w:{root}>'


def docx(body, parts=(), links=(), title=None):
    return package('word/document.xml', [('word/document.xml', word_part(body)),
                                         ('word/_rels/document.xml.rels', relations(*links)), *parts], title)


def column_name(number):
    return (column_name(number // 26 - 1) if number >= 26 else '') + chr(65 + number % 26)


def sheet_xml(rows, formats, strings, before='', after=''):
    """A cell is a text, a number, (number, format code) or None; a text that begins with "=" is a formula without result."""
    out = [f'{HEAD}<worksheet xmlns="{S}" xmlns:r="{REL}">{before}<sheetData>']
    for r, row in enumerate(rows, 1):
        out.append(f'<row r="{r}">')
        for c, cell in enumerate(row):
            place = f'{column_name(c)}{r}'
            if isinstance(cell, tuple):
                if cell[1] not in formats:
                    formats.append(cell[1])
                out.append(f'<c r="{place}" s="{formats.index(cell[1]) + 1}"><v>{cell[0]}</v></c>')
            elif isinstance(cell, (int, float)):
                out.append(f'<c r="{place}"><v>{cell}</v></c>')
            elif isinstance(cell, str) and cell.startswith('='):
                out.append(f'<c r="{place}"><f>{escape(cell[1:])}</f></c>')
            elif cell is not None:
                if cell not in strings:
                    strings.append(cell)
                out.append(f'<c r="{place}" t="s"><v>{strings.index(cell)}</v></c>')
        out.append('</row>')
    return ''.join(out) + f'</sheetData>{after}</worksheet>'


def xlsx(sheets, parts=(), title=None, date_1904=False, constants=()):
    """sheets: (name, rows, state, columns before the data, markup behind it); constants: (name, value)."""
    formats, strings, entries, listed, links = [], [], [], [], []
    for number, (name, rows, state, before, after) in enumerate(sheets, 1):
        entries.append((f'xl/worksheets/sheet{number}.xml', sheet_xml(rows, formats, strings, before, after)))
        listed.append(f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"' + (f' state="{state}"' if state else '') + '/>')
        links.append((f'rId{number}', 'worksheet', f'worksheets/sheet{number}.xml'))
    book = (f'{HEAD}<workbook xmlns="{S}" xmlns:r="{REL}"><workbookPr date1904="{int(date_1904)}"/><sheets>{"".join(listed)}</sheets>'
            '<definedNames>' + ''.join(f'<definedName name="{name}">{value}</definedName>' for name, value in constants)
            + '</definedNames></workbook>')
    styles = (f'{HEAD}<styleSheet xmlns="{S}"><numFmts>' + ''.join(
        f'<numFmt numFmtId="{170 + i}" formatCode={quoteattr(code)}/>' for i, code in enumerate(formats)) + '</numFmts><cellXfs>'
        '<xf numFmtId="0"/>' + ''.join(f'<xf numFmtId="{170 + i}"/>' for i in range(len(formats))) + '</cellXfs></styleSheet>')
    shared = f'{HEAD}<sst xmlns="{S}">' + ''.join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings) + '</sst>'
    return package('xl/workbook.xml', [('xl/workbook.xml', book), *entries, ('xl/sharedStrings.xml', shared), ('xl/styles.xml', styles),
                                       ('xl/_rels/workbook.xml.rels', relations(*links)), *parts], title)


def slide_xml(lines, show=True, root='sld'):
    texts = ''.join(f'<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>' for line in lines)
    return (f'{HEAD}<p:{root} xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{REL}"' + ('' if show else ' show="0"')
            + f'><p:cSld><p:spTree><p:sp><p:txBody>{texts}</p:txBody></p:sp></p:spTree></p:cSld></p:{root}>')


def pptx(slides, title=None, parts=()):
    """slides: (lines, notes, shown)."""
    entries, links, listed = [], [], []
    for number, (lines, notes, show) in enumerate(slides, 1):
        entries.append((f'ppt/slides/slide{number}.xml', slide_xml(lines, show)))
        if notes:
            entries.append((f'ppt/notesSlides/notesSlide{number}.xml', slide_xml(notes, root='notes')))
            entries.append((f'ppt/slides/_rels/slide{number}.xml.rels',
                            relations(('rId1', 'notesSlide', f'../notesSlides/notesSlide{number}.xml'))))
        links.append((f'rId{number}', 'slide', f'slides/slide{number}.xml'))
        listed.append(f'<p:sldId id="{255 + number}" r:id="rId{number}"/>')
    book = f'{HEAD}<p:presentation xmlns:p="{P}" xmlns:r="{REL}"><p:sldIdLst>{"".join(listed)}</p:sldIdLst></p:presentation>'
    return package('ppt/presentation.xml', [('ppt/presentation.xml', book), ('ppt/_rels/presentation.xml.rels', relations(*links)),
                                            *entries, *parts], title)


ODF_NAMES = ' '.join(f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for prefix, name in (
    ('office', 'office'), ('text', 'text'), ('table', 'table'), ('style', 'style'), ('draw', 'drawing'), ('form', 'form'),
    ('presentation', 'presentation'), ('svg', 'svg-compatible'), ('meta', 'meta'))) + (
        ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"')


def odf_content(kind, body, styles=''):
    return (f'<office:document-content {ODF_NAMES}><office:automatic-styles>{styles}</office:automatic-styles>'
            f'<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>')


def odf(kind, body, styles='', parts=(), title=None):
    meta = (f'{HEAD}<office:document-meta {ODF_NAMES}><office:meta><dc:title>{escape(title or "")}</dc:title></office:meta>'
            '</office:document-meta>')
    return store([('mimetype', f'application/vnd.oasis.opendocument.{kind}'), ('content.xml', HEAD + odf_content(kind, body, styles)),
                  *parts] + ([('meta.xml', meta)] if title else []))


def odf_cell(cell):
    """A text, or (value type, value, text)."""
    if cell is None:
        return '<table:table-cell/>'
    if isinstance(cell, tuple):
        name = 'date-value' if cell[0] == 'date' else 'value'
        return f'<table:table-cell office:value-type="{cell[0]}" office:{name}="{cell[1]}"><text:p>{escape(cell[2])}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


def odf_table(name, rows, style=''):
    return f'<table:table table:name={quoteattr(name)}{style}>' + ''.join(
        '<table:table-row>' + ''.join(odf_cell(cell) for cell in row) + '</table:table-row>' for row in rows) + '</table:table>'


def vsdx(names, pages, comments=()):
    """pages: lists of shapes, a text or a pair of label and value stored with a shape."""
    main = 'http://schemas.microsoft.com/office/visio/2012/main'
    def shape(what):
        if isinstance(what, str):
            return f'<Shape><Text><cp IX="0"/>{escape(what)}\n</Text></Shape>'
        return (f'<Shape><Section N="Property"><Row N="a"><Cell N="Label" V="{escape(what[0])}"/><Cell N="Value" V="{escape(what[1])}"/>'
                '</Row></Section></Shape>')
    parts = [('visio/document.xml', f'{HEAD}<VisioDocument xmlns="{main}"/>'),
             ('visio/pages/pages.xml', f'{HEAD}<Pages xmlns="{main}">' + ''.join(f'<Page Name="{escape(n)}"/>' for n in names) + '</Pages>')]
    for i, shapes in enumerate(pages):
        parts.append((f'visio/pages/page{i + 1}.xml', f'{HEAD}<PageContents xmlns="{main}"><Shapes>' + ''.join(map(shape, shapes))
                      + '</Shapes></PageContents>'))
    parts.append(('visio/comments.xml', f'{HEAD}<Comments xmlns="{main}"><CommentList>' + ''.join(
        f'<CommentEntry>{escape(c)}</CommentEntry>' for c in comments) + '</CommentList></Comments>'))
    return package('visio/document.xml', parts)


def emf(runs):
    """runs: (x, y, text); those in bytes are stored so, those of more than 20 letters in the small record."""
    records = []
    for x, y, text in runs:
        if isinstance(text, bytes):
            records.append(struct.pack('<16xIff iiIII 16xI', 1, 1, 1, x, y, len(text), 76, 0, 0) + text)
            kind = 83
        elif len(text) > 20:
            records.append(struct.pack('<iiIIIff', x, y, len(text), 0x100, 1, 1, 1) + text.encode('utf-16-le'))
            kind = 108
        else:
            records.append(struct.pack('<16xIff iiIII 16xI', 1, 1, 1, x, y, len(text), 76, 0, 0) + text.encode('utf-16-le'))
            kind = 84
        padded = records[-1].ljust(-(-len(records[-1]) // 4) * 4, b'\0')
        records[-1] = struct.pack('<II', kind, len(padded) + 8) + padded
    header = struct.pack('<II32x4sI40x', 1, 88, b' EMF', 0x10000)
    return header + b''.join(records) + struct.pack('<IIIII', 14, 20, 0, 0, 20)


def wmf(runs):
    records = b''
    for i, (x, y, text) in enumerate(runs):
        data = text.encode('cp1252')
        padded = data + b'\0' * (len(data) % 2)
        if i % 2:
            body = struct.pack('<HhhHH', 0x0a32, y, x, len(data), 0) + padded
        else:
            body = struct.pack('<HH', 0x0521, len(data)) + padded + struct.pack('<hh', y, x)
        records += struct.pack('<I', (len(body) + 4) // 2) + body
    return b'\xd7\xcd\xc6\x9a' + bytes(18) + bytes(18) + records + struct.pack('<IH', 3, 0)


def epub(title, chapters):
    return store([('mimetype', 'application/epub+zip'),
                  ('META-INF/container.xml', HEAD + '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'),
                  ('book.opf', f'{HEAD}<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{escape(title)}</dc:title>'
                               '</metadata></package>')]
                 + [(f'text/{number}.xhtml', f'<html><body><p>{escape(text)}</p></body></html>')
                    for number, text in enumerate(chapters, 1)])


# OLE files

SECTOR = 512
FREE, END, FAT = 0xffffffff, 0xfffffffe, 0xfffffffd


def ole(streams):
    """(name, data) pairs in the root; each fills whole sectors of its own, so that no small sectors are needed."""
    streams = [(name, data.ljust(max(4096, -(-len(data) // SECTOR) * SECTOR), b'\0')) for name, data in streams]
    n_data = sum(len(data) // SECTOR for _, data in streams)
    n_directory = -(-(len(streams) + 1) // 4)
    n_fat = 1
    while n_fat * 128 < n_data + n_directory + n_fat:
        n_fat += 1
    fat = [FAT] * n_fat
    fat += [n_fat + i + 1 for i in range(n_directory - 1)] + [END]
    entries, body = [directory_entry('Root Entry', 5, END, 0, child=1)], b''
    for number, (name, data) in enumerate(streams, 1):
        start, n = len(fat), len(data) // SECTOR
        fat += [start + i + 1 for i in range(n - 1)] + [END]
        entries.append(directory_entry(name, 2, start, len(data), right=number + 1 if number < len(streams) else FREE))
        body += data
    directory = b''.join(entries).ljust(n_directory * SECTOR, b'\0')
    fat += [FREE] * (n_fat * 128 - len(fat))
    header = (bytes.fromhex('d0cf11e0a1b11ae1') + b'\0' * 16 + struct.pack('<HHHHH6xIIIIIIIIII', 0x3e, 3, 0xfffe, 9, 6, 0, n_fat, n_fat,
                                                                        0, 4096, END, 0, END, 0, 0)[:-4])
    header = header.ljust(76, b'\0') + struct.pack('<109I', *range(n_fat), *[FREE] * (109 - n_fat))
    return header + struct.pack(f'<{len(fat)}I', *fat) + directory + body


def directory_entry(name, kind, start, size, child=FREE, right=FREE):
    wide = name.encode('utf-16-le') + b'\0\0'
    return (wide.ljust(64, b'\0') + struct.pack('<HBBIII', len(wide), kind, 1, FREE, right, child) + b'\0' * 36
            + struct.pack('<IQ', start, size))


def record(kind, data=b''):
    return struct.pack('<HH', kind, len(data)) + data


def wide(text):
    """A BIFF8 string without its length."""
    try:
        return b'\0' + text.encode('latin-1')
    except UnicodeEncodeError:
        return b'\1' + text.encode('utf-16-le')


def xls(sheets, encrypted=False):
    """sheets: (name, rows, hidden); cells as in xlsx()."""
    formats, strings, bodies = [], [], []
    for _, rows, _ in sheets:
        body = record(0x809, struct.pack('<HHHHII', 0x600, 0x10, 0, 0, 0, 0))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, (tuple, int, float)):
                    value, code = cell if isinstance(cell, tuple) else (cell, 'General')
                    if code not in formats:
                        formats.append(code)
                    body += record(0x203, struct.pack('<HHHd', r, c, formats.index(code), value))
                elif cell is not None:
                    if cell not in strings:
                        strings.append(cell)
                    body += record(0xfd, struct.pack('<HHHI', r, c, 0, strings.index(cell)))
        bodies.append(body + record(0x0a))
    head = record(0x809, struct.pack('<HHHHII', 0x600, 5, 0, 0, 0, 0)) + (record(0x2f, b'\1\0' + b'\0' * 52) if encrypted else b'')
    head += b''.join(record(0x41e, struct.pack('<HH', 164 + i, len(code)) + wide(code)) for i, code in enumerate(formats))
    head += b''.join(record(0xe0, struct.pack('<HH', 0, 164 + i) + b'\0' * 16) for i in range(max(1, len(formats))))
    table = record(0xfc, struct.pack('<II', len(strings), len(strings))
                   + b''.join(struct.pack('<H', len(text)) + wide(text) for text in strings)) + record(0x0a)
    names = [(struct.pack('<BBB', int(hidden), 0, len(name)) + wide(name)) for name, _, hidden in sheets]
    at = len(head) + sum(8 + len(name) for name in names) + len(table)
    for name, body in zip(names, bodies):
        head += record(0x85, struct.pack('<I', at) + name)
        at += len(body)
    return ole([('Workbook', head + table + b''.join(bodies))])


def doc(texts, encrypted=False, comments=()):
    """texts: (kind, text) with kind 'p' for a paragraph, 'hidden', or 'row' with a list of cells; comments: (author, text)."""
    start, text, runs, hidden = 0x800, b'', [], []
    for kind, content in texts:
        at = start + len(text)
        if kind == 'row':
            text += b''.join(cell.encode('cp1252') + b'\7' for cell in content) + b'\7'
            runs += [(at, start + len(text) - 1, struct.pack('<HHB', 0, 0x2416, 1)),
                     (start + len(text) - 1, start + len(text), struct.pack('<HHBHB', 0, 0x2416, 1, 0x2417, 1))]
        else:
            text += content.encode('cp1252') + b'\r'
            runs.append((at, start + len(text), struct.pack('<H', 0)))
            if kind == 'hidden':
                hidden.append((at, start + len(text), struct.pack('<HB', 0x83c, 1)))
    body = len(text)
    for _, comment in comments:
        runs.append((start + len(text), start + len(text) + len(comment) + 2, struct.pack('<H', 0)))
        text += b'\5' + comment.encode('cp1252') + b'\r'
    end = start + len(text)
    page = -(-end // 512)
    paragraphs = [runs[i:i + 12] for i in range(0, len(runs), 12)]
    pages = b''.join(formatted_page(some, 13) for some in paragraphs) + formatted_page(hidden or [(start, end, b'')], 1)
    pieces = struct.pack('<II', 0, len(text)) + struct.pack('<HIH', 0, start * 2 | 0x40000000, 0)
    clx = b'\2' + struct.pack('<I', len(pieces)) + pieces
    papx = (struct.pack(f'<{len(paragraphs) + 1}I', *[some[0][0] for some in paragraphs], end)
            + struct.pack(f'<{len(paragraphs)}I', *range(page, page + len(paragraphs))))
    chpx = struct.pack('<III', start, end, page + len(paragraphs))
    fib = bytearray(0x800)
    struct.pack_into('<HH', fib, 0, 0xa5ec, 193)
    struct.pack_into('<H', fib, 0x0a, 0x0200 | (0x0100 if encrypted else 0))
    struct.pack_into('<II', fib, 0x18, start, end)
    struct.pack_into('<I', fib, 0x4c, body)
    struct.pack_into('<I', fib, 0x5c, len(text) - body)
    # Where each comment is referred to, with the number of its author; then the authors.
    references = struct.pack(f'<{len(comments) + 1}I', *range(len(comments) + 1)) + b''.join(
        struct.pack('<20xH8x', number) for number, _ in enumerate(comments)) if comments else b''
    authors = b''.join(struct.pack('<H', len(author)) + author.encode('utf-16-le') for author, _ in comments)
    parts = clx + papx + chpx
    struct.pack_into('<II', fib, 0xba, len(parts), len(references))
    struct.pack_into('<II', fib, 0x1ba, len(parts) + len(references), len(authors))
    struct.pack_into('<II', fib, 0xfa, len(clx) + len(papx), len(chpx))
    struct.pack_into('<II', fib, 0x102, len(clx), len(papx))
    struct.pack_into('<II', fib, 0x1a2, 0, len(clx))
    return ole([('WordDocument', (bytes(fib) + text).ljust(page * 512, b'\0') + pages), ('1Table', parts + references + authors)])


def formatted_page(runs, width):
    out = bytearray(512)
    struct.pack_into(f'<{len(runs) + 1}I', out, 0, *[run[0] for run in runs], runs[-1][1])
    at = 510
    for number, (_, _, changes) in enumerate(runs):
        if not changes:
            continue
        packed = bytes([len(changes)]) + changes if width == 1 else (
            bytes([(len(changes) + 1) // 2]) + changes if len(changes) % 2 else bytes([0, len(changes) // 2]) + changes)
        at = (at - len(packed)) // 2 * 2
        out[at:at + len(packed)] = packed
        out[4 * (len(runs) + 1) + number * width] = at // 2
    out[511] = len(runs)
    return bytes(out)


def atom(kind, data, container=False, instance=0):
    return struct.pack('<HHI', instance << 4 | (0xf if container else 0), kind, len(data)) + data


def ppt(slides, encrypted=False):
    """slides: lists of lines."""
    body = b''
    for lines in slides:
        text = '\r'.join(lines)
        try:
            body += atom(1011, b'\0' * 20) + atom(4008, text.encode('latin-1'))
        except UnicodeEncodeError:
            body += atom(1011, b'\0' * 20) + atom(4000, text.encode('utf-16-le'))
    document = atom(1000, atom(4080, body, True), True)
    user = atom(4086, struct.pack('<III', 20, 0xf3d1c4df if encrypted else 0xe391c05f, 0))
    return ole([('Current User', user), ('PowerPoint Document', document)])
