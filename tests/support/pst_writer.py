# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes small mail stores as Outlook 2003 and later have them ([MS-PST], Unicode, not encrypted), for make-samples."""

import struct
import zlib

INTEGER, BOOLEAN, STRING, TIME, BINARY, MULTIPLE = 0x03, 0x0b, 0x1f, 0x40, 0x102, 0x1000
ROW_ID, ROW_VERSION = 0x67f20003, 0x67f30003


def checksum(data):
    return zlib.crc32(data, 0xffffffff) ^ 0xffffffff


def signature(place, number):
    place ^= number
    return ((place >> 16) ^ place) & 0xffff


def strings(*values):
    """The value of a property with several strings; its kind is STRING | MULTIPLE."""
    texts = [one.encode('utf-16le') for one in values]
    places = [4 + 4 * len(texts) + sum(map(len, texts[:i])) for i in range(len(texts))]
    return struct.pack(f'<{1 + len(texts)}I', len(texts), *places) + b''.join(texts)


class Heap:
    """A heap on a node: small values in one block."""

    def __init__(self, client):
        self.client, self.values = client, []

    def add(self, data):
        self.values.append(data)
        return len(self.values) << 5

    def finish(self, root):
        ends, at = [12], 12
        for value in self.values:
            at += len(value)
            ends.append(at)
        data = b''.join(self.values)
        data += b'\0' * (len(data) % 2)
        header = struct.pack('<HBBII', 12 + len(data), 0xec, self.client, root, 0)
        return header + data + struct.pack(f'<HH{len(ends)}H', len(self.values), 0, *ends)


def encode(kind, value):
    return value.encode('utf-16le') if kind == STRING else struct.pack('<Q', value) if kind == TIME else value


def properties(values):
    """A property context of {(id, kind): value}."""
    heap = Heap(0xbc)
    heap.add(b'')
    records = b''
    for (number, kind), value in sorted(values.items()):
        place = int(value) if kind in (INTEGER, BOOLEAN) else heap.add(encode(kind, value)) if value else 0
        records += struct.pack('<HHI', number, kind, place)
    tree = heap.add(records)
    heap.values[0] = struct.pack('<BBBBI', 0xb5, 2, 6, 0, tree if records else 0)
    return heap.finish(1 << 5)


def table(columns, rows):
    """A table context: columns are (id, kind), rows are (row id, {column: value})."""
    heap = Heap(0x7c)
    heap.add(b'')
    tags = sorted([number << 16 | kind for number, kind in columns] + [ROW_ID, ROW_VERSION])
    offsets = {ROW_ID: 0, ROW_VERSION: 4}
    for tag in tags:
        offsets.setdefault(tag, len(offsets) * 4)
    fixed = len(offsets) * 4
    bits = {tag: i for i, tag in enumerate([ROW_ID, ROW_VERSION] + [one for one in tags if one not in (ROW_ID, ROW_VERSION)])}
    matrix, index = b'', b''
    for i, (identity, values) in enumerate(sorted(rows)):
        row, present = bytearray(fixed), 0
        struct.pack_into('<II', row, 0, identity, 1)
        present |= 0xc0
        for (number, kind), value in values.items():
            tag = number << 16 | kind
            struct.pack_into('<I', row, offsets[tag], value if kind == INTEGER else heap.add(encode(kind, value)))
            present |= 0x80 >> bits[tag]
        matrix += bytes(row) + bytes([present])
        index += struct.pack('<II', identity, i)
    tree = heap.add(struct.pack('<BBBBI', 0xb5, 4, 4, 0, heap.add(index) if rows else 0))
    place = heap.add(matrix) if rows else 0
    heap.values[0] = (struct.pack('<BBHHHHIII', 0x7c, len(tags), fixed, fixed, fixed, fixed + 1, tree, place, 0)
                      + b''.join(struct.pack('<IHBB', tag, offsets[tag], 4, bits[tag]) for tag in tags))
    return heap.finish(1 << 5)


class Store:
    def __init__(self):
        self.data, self.blocks, self.nodes, self.next_block, self.next_page = bytearray(0x600), {}, {}, 4, 1

    def block(self, data, internal=False):
        number = self.next_block | (2 if internal else 0)
        self.next_block += 4
        place = len(self.data)
        size = -(-(len(data) + 16) // 64) * 64
        self.data += data + b'\0' * (size - len(data) - 16)
        self.data += struct.pack('<HHIQ', len(data), signature(place, number), checksum(data), number)
        self.blocks[number] = (place, len(data))
        return number

    def subnodes(self, entries):
        """entries: {node: (data, subnodes)}."""
        rows = b''.join(struct.pack('<QQQ', node, self.block(data), below) for node, (data, below) in sorted(entries.items()))
        return self.block(struct.pack('<BBHI', 2, 0, len(entries), 0) + rows, True) if entries else 0

    def node(self, number, data, below=0, parent=0):
        self.nodes[number] = (self.block(data), below, parent)

    def page(self, kind, level, size, entries):
        self.data += b'\0' * (-len(self.data) % 512)
        place, number = len(self.data), self.next_page
        self.next_page += 1
        body = b''.join(entries).ljust(488, b'\0') + struct.pack('<BBBBI', len(entries), 488 // size, size, level, 0)
        self.data += body + struct.pack('<BBHIQ', kind, kind, signature(place, number), checksum(body), number)
        return number, place

    def tree(self, kind, size, entries):
        """entries: (key, bytes) in order; one level above the leaves."""
        most = 488 // size
        leaves = [(entries[i][0], self.page(kind, 0, size, [one for _, one in entries[i:i + most]]))
                  for i in range(0, len(entries), most)]
        if len(leaves) == 1:
            return leaves[0][1]
        return self.page(kind, 1, 24, [struct.pack('<QQQ', key, *where) for key, where in leaves])

    def finish(self):
        nodes = self.tree(0x81, 32, [(one, struct.pack('<QQQII', one, *value, 0)) for one, value in sorted(self.nodes.items())])
        blocks = self.tree(0x80, 24, [(one, struct.pack('<QQHHI', one, place, size, 2, 0))
                                      for one, (place, size) in sorted(self.blocks.items())])
        root = struct.pack('<IQQQQQQQQBBH', 0, len(self.data), 0, 0, 0, *nodes, *blocks, 0, 0, 0)
        head = (struct.pack('<HHHBBIIQQI', 0x4d53, 23, 19, 1, 1, 0, 0, 0, self.next_page, 1) + b'\0' * (128 + 8) + root + b'\0' * 4
                + b'\xff' * 256 + struct.pack('<BBHQ', 0x80, 0, 0, self.next_block))
        self.data[:564] = (b'!BDN' + struct.pack('<I', checksum(head[:471])) + head + struct.pack('<I', checksum(head[:516]))).ljust(564, b'\0')
        return bytes(self.data)


def add_folder(store, number, parent, name, folders=(), messages=()):
    """number: of the node; folders and messages: numbers of theirs."""
    store.node(number, properties({(0x3001, STRING): name, (0x3602, INTEGER): len(messages), (0x3603, INTEGER): 0,
                                   (0x360a, BOOLEAN): bool(folders)}), 0, parent)
    base = number & ~0x1f
    store.node(base | 0x0d, table([(0x3001, STRING)], [(one, {}) for one in folders]))
    store.node(base | 0x0e, table([(0x0037, STRING)], [(one, {}) for one in messages]))
    store.node(base | 0x0f, table([(0x0037, STRING)], []))


def add_message(store, number, folder, values, recipients=(), attachments=()):
    """recipients and attachments: property dictionaries; (0x3705, INTEGER) 1 and (0x3701, BINARY) are a file."""
    below = {}
    if recipients:
        columns = sorted({column for one in recipients for column in one})
        below[0x692] = (table(columns, list(enumerate(recipients, 1))), 0)
    if attachments:
        below[0x671] = (table([(0x3705, INTEGER)], [(0x8005 + 32 * i, {(0x3705, INTEGER): 1}) for i, _ in enumerate(attachments)]), 0)
        for i, one in enumerate(attachments):
            below[0x8005 + 32 * i] = (properties(one), 0)
    store.node(number, properties(values), store.subnodes(below), folder)


def pst(folders, messages):
    """folders: {name: [index into messages]}; messages: arguments of add_message behind the folder."""
    store = Store()
    numbers = [0x200024 + 32 * i for i in range(len(messages))]
    top, tops = 0x8022, [0x8042 + 32 * i for i in range(len(folders))]
    store.node(0x21, properties({(0x3001, STRING): 'store', (0x0ff9, BINARY): b'\1' * 16,
                                 (0x35e0, BINARY): b'\0' * 4 + b'\1' * 16 + struct.pack('<I', top)}))
    # One named property: 0x8000 is "Keywords" of the public strings.
    store.node(0x61, properties({(1, INTEGER): 251, (2, BINARY): b'\x29\3\2\0\0\0\0\0\xc0\0\0\0\0\0\0\x46',
                                 (3, BINARY): struct.pack('<IHH', 0, 5, 0), (4, BINARY): struct.pack('<I', 16) + 'Keywords'.encode('utf-16le')}))
    add_folder(store, 0x122, 0x122, '', [top])
    add_folder(store, top, 0x122, 'Top of Outlook data file', tops)
    for number, (name, which) in zip(tops, folders.items()):
        add_folder(store, number, top, name, (), [numbers[i] for i in which])
        for i in which:
            add_message(store, numbers[i], number, *messages[i])
    return store.finish()
