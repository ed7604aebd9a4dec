# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes small PDF files (ISO 32000-1) for tests, the same bytes every time: lines of text, tables, AcroForm fields, notes, attached
files, pictures, XFA packets, passwords. Needs only Python."""

import hashlib
import zlib

PADDING = bytes.fromhex('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a')


def rc4(key, data):
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) & 255
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) & 255
        j = (j + state[i]) & 255
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) & 255])
    return bytes(out)


def escape(data):
    return b'(' + data.replace(b'\\', b'\\\\').replace(b'(', b'\\(').replace(b')', b'\\)').replace(b'\r', b'\\r') + b')'


class Page:
    """Coordinates are points from the top left corner."""

    def __init__(self, document, width, height):
        self.document, self.width, self.height = document, width, height
        self.content, self.annotations, self.pictures = [], [], []

    def text(self, x, y, line, size=10):
        data = escape(line.encode('cp1252', 'replace'))
        self.content.append(b'BT /F1 %d Tf %.2f %.2f Td %s Tj ET' % (size, x, self.height - y, data))
        return self

    def lines(self, x, y, lines, size=10):
        for i, line in enumerate(lines):
            self.text(x, y + i * size * 1.2, line, size)
        return self

    def table(self, y, columns, rows, size=10, leading=14):
        for i, row in enumerate(rows):
            for x, cell in zip(columns, row):
                if cell:
                    self.text(x, y + i * leading, cell, size)
        return self

    def _box(self, x, y, width, height):
        return b'[%.2f %.2f %.2f %.2f]' % (x, self.height - y, x + width, self.height - y + height)

    def field(self, name, value, x, y, tooltip=None, width=200):
        """A text field; a value of True or False is a box to tick. Dots in name make parents."""
        parent = None
        *above, leaf = name.split('.')
        for i, part in enumerate(above):
            parent = self.document.parent('.'.join(above[:i + 1]), part, parent)
        label = b'/TU %s ' % self.document.string(tooltip) if tooltip else b''
        if isinstance(value, bool):
            kind = b'/FT /Btn /V /%s /AS /%s /AP << /N << /Yes %d 0 R /Off %d 0 R >> >>' % (
                (b'Yes' if value else b'Off',) * 2 + (self.document.blank(),) * 2)
        else:
            kind = b'/FT /Tx /DA (/F1 10 Tf 0 g) /V ' + self.document.string(value)
        number = self.document.add(lambda n: b'<< /Type /Annot /Subtype /Widget /T %s %s%s /Rect %s %s>>' % (
            self.document.encrypted(n, leaf.encode()), self.document.per_object(n, label), self.document.per_object(n, kind),
            self._box(x, y, width, 12), b'/Parent %d 0 R ' % parent if parent else b''))
        self.document.kids(parent).append(number)
        self.annotations.append(number)
        return self

    def note(self, author, text, x=50, y=50):
        self.annotations.append(self.document.add(lambda n: b'<< /Type /Annot /Subtype /Text /Rect %s /T %s /Contents %s >>' % (
            self._box(x, y, 20, 20), self.document.encrypted(n, author.encode()), self.document.encrypted(n, text.encode()))))
        return self

    def picture(self, width, height, grey, x=0, y=None, shown_width=None, shown_height=None):
        name = b'Im%d' % len(self.pictures)
        self.pictures.append((name, self.document.stream(
            b'/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8' % (width, height), grey)))
        shown_width, shown_height = shown_width or self.width, shown_height or self.height
        self.content.append(b'q %.2f 0 0 %.2f %.2f %.2f cm /%s Do Q' % (
            shown_width, shown_height, x, self.height - (y if y is not None else shown_height), name))
        return self

    def finish(self, parent):
        content = self.document.stream(b'', b'\n'.join(self.content))
        pictures = b' '.join(b'/%s %d 0 R' % (name, number) for name, number in self.pictures)
        return self.document.add(lambda n: b'<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R /Annots [%s] '
                                 b'/Resources << /Font << /F1 %d 0 R >> /XObject << %s >> >> >>' % (
                                     parent, self.width, self.height, content,
                                     b' '.join(b'%d 0 R' % a for a in self.annotations), self.document.font(), pictures))



class Pdf:
    def __init__(self, title=None, author=None, subject=None, keywords=None, user_password=None, owner_password='owner'):
        self.objects, self.pages, self.files, self.parents, self.fields = [], [], [], {}, []
        self.info = {b'Title': title, b'Author': author, b'Subject': subject, b'Keywords': keywords}
        self.xfa, self.script, self.numbers = [], None, {}
        self.key = None
        self.identity = hashlib.md5(repr((title, author)).encode()).digest()
        if user_password is not None:
            self._encrypt(user_password.encode(), owner_password.encode())

    def _encrypt(self, user, owner):
        """Revision 2: 40 bits of RC4."""
        key = hashlib.md5((owner + PADDING)[:32]).digest()[:5]
        self.owner = rc4(key, (user + PADDING)[:32])
        self.key = hashlib.md5((user + PADDING)[:32] + self.owner + b'\xfc\xff\xff\xff' + self.identity).digest()[:5]
        self.user = rc4(self.key, PADDING)

    def encrypted(self, number, data):
        if self.key is not None:
            data = rc4(hashlib.md5(self.key + number.to_bytes(3, 'little') + b'\0\0').digest()[:10], data)
            return b'<' + data.hex().encode() + b'>'
        return escape(data)

    def string(self, text):
        try:
            data = text.encode('latin-1')
        except UnicodeEncodeError:
            data = b'\xfe\xff' + text.encode('utf-16-be')
        return b'\0' + data.hex().encode() + b'\0'

    def per_object(self, number, data):
        """Strings stand between NULs, in hexadecimal, until the number of their object is known."""
        pieces = data.split(b'\0')
        return b''.join(self.encrypted(number, bytes.fromhex(piece.decode())) if i % 2 else piece for i, piece in enumerate(pieces))

    def add(self, make):
        self.objects.append(make)
        return len(self.objects)

    def stream(self, head, data, compress=True):
        packed = zlib.compress(data, 9) if compress else data
        head += b' /Filter /FlateDecode' if compress else b''

        def make(number):
            body = packed
            if self.key is not None:
                body = rc4(hashlib.md5(self.key + number.to_bytes(3, 'little') + b'\0\0').digest()[:10], packed)
            return b'<< %s /Length %d >>\nstream\n' % (head, len(body)) + body + b'\nendstream'
        return self.add(make)

    def _once(self, name, make):
        if name not in self.numbers:
            self.numbers[name] = self.add(make)
        return self.numbers[name]

    def font(self):
        return self._once('font', lambda n: b'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>')

    def blank(self):
        if 'blank' not in self.numbers:
            self.numbers['blank'] = self.stream(b'/Type /XObject /Subtype /Form /BBox [0 0 10 10]', b'')
        return self.numbers['blank']

    def parent(self, full, leaf, above):
        if full not in self.parents:
            kids = []
            number = self.add(lambda n: b'<< /T %s /Kids [%s] %s>>' % (
                self.encrypted(n, leaf.encode()), b' '.join(b'%d 0 R' % k for k in kids),
                b'/Parent %d 0 R ' % above if above else b''))
            self.parents[full] = (number, kids)
            self.kids(above).append(number)
        return self.parents[full][0]

    def kids(self, parent):
        for number, kids in self.parents.values():
            if number == parent:
                return kids
        return self.fields

    def page(self, width=612, height=792):
        self.pages.append(Page(self, width, height))
        return self.pages[-1]

    def attach(self, name, data):
        inner = self.stream(b'/Type /EmbeddedFile', data)
        self.files.append((name, self.add(lambda n: b'<< /Type /Filespec /F %s /EF << /F %d 0 R >> >>' % (
            self.encrypted(n, name.encode()), inner))))
        return self

    def _catalog(self, pages):
        form = b''
        if self.fields or self.xfa:
            packets = b' '.join(b'(%s) %d 0 R' % (name.encode(), self.stream(b'', data)) for name, data in self.xfa)
            form = b'/AcroForm << /Fields [%s] /DR << /Font << /F1 %d 0 R >> >> %s>> ' % (
                b' '.join(b'%d 0 R' % f for f in self.fields), self.font(), b'/XFA [%s] ' % packets if packets else b'')
        names = b''
        if self.script:
            names += b'/JavaScript << /Names [(run) << /S /JavaScript /JS %s >>] >> ' % escape(self.script.encode())
        if self.files:
            names += b'/EmbeddedFiles << /Names [%s] >> ' % b' '.join(b'(%d) %d 0 R' % (i, n) for i, (_, n) in enumerate(self.files))
        return self.add(lambda n: b'<< /Type /Catalog /Pages %d 0 R %s/Names << %s>> >>' % (pages, form, names))

    def save(self):
        pages = self.add(lambda n: b'')
        kids = [page.finish(pages) for page in self.pages]
        self.objects[pages - 1] = lambda n: b'<< /Type /Pages /Kids [%s] /Count %d >>' % (
            b' '.join(b'%d 0 R' % k for k in kids), len(kids))
        info = self.add(lambda n: b'<< ' + b' '.join(b'/%s %s' % (name, self.per_object(n, self.string(value)))
                                                     for name, value in self.info.items() if value) + b' >>')
        root = self._catalog(pages)
        out, offsets = bytearray(b'%PDF-1.5\n%\xe2\xe3\xcf\xd3\n'), []
        for number, make in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += b'%d 0 obj\n' % number + make(number) + b'\nendobj\n'
        start = len(out)
        out += b'xref\n0 %d\n0000000000 65535 f \n' % (len(offsets) + 1)
        out += b''.join(b'%010d 00000 n \n' % offset for offset in offsets)
        identity = b'<%s>' % self.identity.hex().encode()
        encrypt = b''
        if self.key is not None:
            encrypt = b'/Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >> ' % (
                self.owner.hex().encode(), self.user.hex().encode())
        out += b'trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /ID [%s %s] %s>>\nstartxref\n%d\n%%%%EOF\n' % (
            len(offsets) + 1, root, info, identity, identity, encrypt, start)
        return bytes(out)


def print_text(text, size=9, margin=50, title=None):
    """Text as a printer would set it: pages of lines."""
    document = Pdf(title=title)
    lines = text.split('\n')
    per_page = int((792 - 2 * margin) / (size * 1.2))
    for i in range(0, max(len(lines), 1), per_page):
        document.page().lines(margin, margin + size, lines[i:i + per_page], size)
    return document.save()
