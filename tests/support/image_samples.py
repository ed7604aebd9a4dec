#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures with words in them, for samples and tests; people and places are invented. image_samples.py FOLDER writes them there."""

import base64
import os
import struct
import sys
import zlib

# One grey pixel.
PIXEL = base64.b64decode('/9j/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/yQALCAABAAEBAREA/8wA'
                         'BgAQEAX/2gAIAQEAAD8A0s8g/9k=')
XMP = (b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>'
       b'<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Hugo Quill</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>')


def tiff(order='<', comment='Her number is SSN 078-05-1120'):
    """Three directories: the picture's, that of Exif, that of GPS."""
    wide = 'utf-16-le' if order == '<' else 'utf-16-be'
    text = lambda value: (2, len(value) + 1, value.encode() + b'\0')
    ratio = lambda *values: (5, len(values), b''.join(struct.pack(order + 'II', int(v * 100), 100) for v in values))
    remark = b'UNICODE\0' + comment.encode(wide)
    exif = [(0x9003, text('2023:02:01 08:00:00')), (0x9286, (7, len(remark), remark)), (0xa430, text('Thea Thistle'))]
    gps = [(1, text('S')), (2, ratio(33, 52, 4.5)), (3, text('E')), (4, ratio(151, 12, 36))]
    main = [(0x010f, text('Example')), (0x013b, text('Thea Thistle')), (0x9c9c, (1, 12, 'Picnic'.encode('utf-16-le')))]

    def directory(entries, at, links):
        entries = sorted(entries + [(tag, (4, 1, struct.pack(order + 'I', place))) for tag, place in links])
        head, data = struct.pack(order + 'H', len(entries)), b''
        free = at + 2 + 12 * len(entries) + 4
        for tag, (kind, count, value) in entries:
            if len(value) <= 4:
                field = value.ljust(4, b'\0')
            else:
                field = struct.pack(order + 'I', free + len(data))
                data += value + b'\0' * (len(value) & 1)
            head += struct.pack(order + 'HHI', tag, kind, count) + field
        return head + b'\0\0\0\0' + data
    first = len(directory(main, 8, [(0x8769, 0), (0x8825, 0)]))
    second = len(directory(exif, 8 + first, []))
    mark = b'II*\0' if order == '<' else b'MM\0*'
    return (mark + struct.pack(order + 'I', 8) + directory(main, 8, [(0x8769, 8 + first), (0x8825, 8 + first + second)])
            + directory(exif, 8 + first, []) + directory(gps, 8 + first + second, []))


def segment(marker, data):
    return b'\xff' + bytes([marker]) + struct.pack('>H', len(data) + 2) + data


def jpeg(comment='Her number is SSN 078-05-1120'):
    return (PIXEL[:2] + segment(0xe1, b'Exif\0\0' + tiff('>', comment)) + segment(0xe1, b'http://ns.adobe.com/xap/1.0/\0' + XMP)
            + segment(0xfe, b'Taken by the lake') + PIXEL[2:])


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(width=1, height=1, grey=b'\x80', words=True):
    rows = b''.join(b'\0' + grey[i * width:(i + 1) * width] for i in range(height))
    said = (chunk(b'tEXt', b'Author\0Zo\xeb Quill') + chunk(b'zTXt', b'Comment\0\0' + zlib.compress(b'Seat 14')) + chunk(
        b'iTXt', 'Title\0\0\0de\0Titel\0Grüße vom See'.encode()) + chunk(b'eXIf', tiff())) if words else b''
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 0, 0, 0, 0)) + said
            + chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b''))


def webp():
    parts = [(b'VP8X', b'\x0c' + bytes(9)), (b'EXIF', tiff()), (b'XMP ', XMP)]
    body = b''.join(kind + struct.pack('<I', len(data)) + data + b'\0' * (len(data) & 1) for kind, data in parts)
    return b'RIFF' + struct.pack('<I', len(body) + 4) + b'WEBP' + body


def heif():
    return b'\0\0\0\x18ftypheic\0\0\0\0mif1heic' + b'\0\0\0\x20meta....Exif............' + b'\0\0\0\6Exif\0\0' + tiff('>')


FILES = {'words.jpg': jpeg, 'words.png': png, 'words.tif': tiff, 'words.webp': webp, 'words.heic': heif}

if __name__ == '__main__':
    for name, make in FILES.items():
        with open(os.path.join(sys.argv[1], name), 'wb') as file:
            file.write(make())
