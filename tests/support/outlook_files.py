# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as Outlook writes them, for make-samples: compound files, .msg, winmail.dat, RTF bodies."""

import struct

STRING, STRING8, INTEGER, BINARY, OBJECT = 0x001f, 0x001e, 0x0003, 0x0102, 0x000d
FREE, END, FAT = 0xffffffff, 0xfffffffe, 0xfffffffd
SUBJECT, SENDER, SENDER_ADDRESS, BODY, RTF, HTML, CLASS = 0x37, 0xc1a, 0xc1f, 0x1000, 0x1009, 0x1013, 0x1a
KIND, NAME, ADDRESS, SMTP, METHOD, FILE, DATA = 0xc15, 0x3001, 0x3003, 0x39fe, 0x3705, 0x3707, 0x3701


def pad(data, unit):
    return data + b'\0' * (-len(data) % unit)


def ole(tree):
    """A compound file ([MS-CFB]) of {name: bytes or another dictionary}."""
    entries, sectors, chains, mini, mini_chains = [], [], [], b'', []

    def add(name, kind, content):
        entries.append([name, kind, FREE, FREE, END, 0])
        mine = len(entries) - 1
        if kind == 2:
            entries[mine][4], entries[mine][5] = store(content), len(content)
            return mine
        last = None
        for child in sorted(content, key=lambda one: (len(one), one.upper())):
            number = add(child, 1 if isinstance(content[child], dict) else 2, content[child])
            if last is None:
                entries[mine][3] = number
            else:
                entries[last][2] = number
            last = number
        return mine

    def chain(table, count):
        start = len(table)
        table.extend(list(range(start + 1, start + count)) + [END] if count else [])
        return start if count else END

    def put(data):
        data = pad(data, 512)
        sectors.append(data)
        return chain(chains, len(data) // 512)

    def store(data):
        nonlocal mini
        if len(data) >= 4096:
            return put(data)
        mini += pad(data, 64)
        return chain(mini_chains, (len(data) + 63) // 64)

    add('Root Entry', 5, tree)
    entries[0][4], entries[0][5] = put(mini), len(mini)
    directory = b''.join(
        pad(name.encode('utf-16le'), 64)[:64] + struct.pack('<HBBIII', len(name) * 2 + 2, kind, 1, FREE, following, child)
        + b'\0' * 36 + struct.pack('<III', start, size, 0) for name, kind, following, child, start, size in entries)
    first_directory = put(pad(directory, 512))
    first_mini = put(pad(struct.pack(f'<{len(mini_chains)}I', *mini_chains), 512))
    n_fat = 1
    while n_fat * 128 < len(chains) + n_fat:
        n_fat += 1
    first = len(chains)
    chains.extend([FAT] * n_fat)
    chains.extend([FREE] * (n_fat * 128 - len(chains)))
    sectors.append(struct.pack(f'<{len(chains)}I', *chains))
    places = [first + i if i < n_fat else FREE for i in range(109)]
    return (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 16
            + struct.pack('<HHHHH6xIIIIIIIIII', 0x3e, 3, 0xfffe, 9, 6, 0, n_fat, first_directory, 0, 4096, first_mini,
                          (len(mini_chains) + 127) // 128, END, 0, places[0])
            + struct.pack('<108I', *places[1:]) + b''.join(sectors))


def rtf_body(text):
    """RTF as a message has it, unpacked ([MS-OXRTFCP])."""
    return struct.pack('<IIII', len(text) + 12, len(text), 0x414c454d, 0) + text


def wrapped_html(html):
    """HTML wrapped up in RTF ([MS-OXRTFEX]): tags in groups of their own, text between them."""
    out, rest = b'{\\rtf1\\ansi\\ansicpg1252\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}}\r\n', html
    while rest:
        text, mark, rest = rest.partition(b'<')
        out += text.replace(b'\n', b'\\par ')
        if mark:
            tag, _, rest = rest.partition(b'>')
            out += b'{\\*\\htmltag64 <' + tag + b'>}'
    return out + b'}'


def storage(props, header):
    """The streams of one object's properties; integers stand in the table."""
    table, streams = b'\0' * header, {}
    for (number, kind), value in props.items():
        if kind == INTEGER:
            table += struct.pack('<HHIII', kind, number, 6, value, 0)
        elif kind != OBJECT:
            streams[f'__substg1.0_{number:04X}{kind:04X}'] = value.encode('utf-16le') if kind == STRING else value
    streams['__properties_version1.0'] = table
    return streams


def msg_storage(props, recipients, attachments, header):
    tree = storage(props, header)
    for i, one in enumerate(recipients):
        tree[f'__recip_version1.0_#{i:08X}'] = storage(one, 8)
    for i, one in enumerate(attachments):
        tree[f'__attach_version1.0_#{i:08X}'] = inner = storage(one, 8)
        if (DATA, OBJECT) in one:
            inner['__substg1.0_3701000D'] = msg_storage(*one[DATA, OBJECT], 24)
    return tree


def msg(props, recipients=(), attachments=()):
    return ole(msg_storage(props, recipients, attachments, 32))


def listed(props):
    out = struct.pack('<I', len(props))
    for (number, kind), value in props.items():
        out += struct.pack('<HH', kind, number)
        if kind == INTEGER:
            out += struct.pack('<I', value)
            continue
        data = value.encode('utf-16le') + b'\0\0' if kind == STRING else value
        out += struct.pack('<II', 1, len(data)) + pad(data, 4)
    return out


def winmail(props, recipients=(), attachments=()):
    def attribute(level, number, data):
        return struct.pack('<BII', level, number, len(data)) + data + struct.pack('<H', sum(data) & 0xffff)

    out = struct.pack('<IH', 0x223e9f78, 1) + attribute(1, 0x00069003, listed(props))
    if recipients:
        out += attribute(1, 0x00069004, struct.pack('<I', len(recipients)) + b''.join(map(listed, recipients)))
    for one, data in attachments:
        out += attribute(2, 0x00069002, b'\0' * 14) + attribute(2, 0x0006800f, data) + attribute(2, 0x00069005, listed(one))
    return out


def recipient(kind, name, address):
    return {(KIND, INTEGER): kind, (NAME, STRING): name, (ADDRESS, STRING): address}
