#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small exports that say what they hold, for samples and tests; people are invented. export_samples.py FOLDER writes them there."""

import gzip
import hashlib
import io
import json
import os
import sys
import tarfile
import zipfile

LABEL = 'c0FtcGxlLWxhYmVs'
FOLDER = 'c0FtcGxlLWZvbGRlcg=='


def mail(number, subject, body, sender='Hugo Quill <hugo.quill@agency.example>', to='Thea Thistle <thea.thistle@agency.example>'):
    return (f'From: {sender}\nTo: {to}\nSubject: {subject}\nDate: Wed, {8 + number:02} Feb 2023 09:00:00 +0000\n'
            f'Message-ID: <{number}.2023@mail.agency.example>\n\n{body}\n').encode()


MAILS = [
    mail(1, 'Card renewal', 'Please renew the card. Social security number: 899-10-0031.'),
    mail(2, 'Lunch', 'At noon in the canteen?'),
    mail(3, 'Re: Lunch', 'Gladly.', 'Thea Thistle <thea.thistle@agency.example>', 'Hugo Quill <hugo.quill@agency.example>'),
]


def write(folder, name, data):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def md5(data):
    return hashlib.md5(data).hexdigest()


def zipped(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo(name, (2023, 3, 1, 12, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return out.getvalue()


def row(values):
    return ','.join('"' + value.replace('"', '""') + '"' for value in values) + '\r\n'


def load_file(mails):
    head = ['Row_number', 'File_ID', 'Family_ID', 'Custodian', 'Location_name', 'Compound_path', 'Email_message_ID', 'Email_subject',
            'Email_date_received', 'Native_MD5', 'Native_SHA_256', 'Native_size', 'Export_native_path', 'Deduped_custodians', 'Error_code']
    text = row(head)
    folders = ['Inbox', 'Inbox\\Team', 'Sent Items']
    for i, data in enumerate(mails):
        text += row([str(i + 1), str(1001 + i), str(1001 + i), 'Thea Thistle', 'thea.thistle@agency.example',
                     f'thea.thistle@agency.example\\{folders[i]}\\item{i + 1}', f'<{i + 1}.2023@mail.agency.example>', 'sample',
                     f'2023-02-{9 + i:02}T09:00:03Z', md5(data), sha256(data), str(len(data)), f'NativeFiles\\100{i + 1}.eml',
                     'Hugo Quill;Irene Barrow' if i == 0 else '', ''])
    return ('\ufeff' + text).encode()


def purview(folder):
    write(folder, 'purview/Summary.csv', b'Export name,Sample\r\nTotal items,3\r\n')
    entries = [('Export_load_file_1 of 1.csv', load_file(MAILS))]
    entries += [(f'NativeFiles/100{i + 1}.eml', data) for i, data in enumerate(MAILS)]
    write(folder, 'purview/export.zip', zipped(entries))


def mbox(mails):
    return b''.join(b'From sender@agency.example Wed Feb 08 09:00:00 2023\n' + data + b'\n' for data in mails)


def vault(folder):
    archive = zipped([('matter-thea.thistle@agency.example-Ab3.mbox', mbox(MAILS[:2])),
                      ('matter-hugo.quill@agency.example-Cd4.mbox', mbox(MAILS[2:]))])
    counts = (b'Account,AccountStatus,SuccessCount,MessageErrorCount\nAll accounts,,3,0\n'
              b'thea.thistle@agency.example,Success,2,0\nhugo.quill@agency.example,Success,1,0\n')
    documents = ''
    for i, name in enumerate(['matter-thea.thistle@agency.example-Ab3.mbox'] * 2 + ['matter-hugo.quill@agency.example-Cd4.mbox']):
        documents += (f"<Document DocID='17-{i}'><Tags><Tag TagName='#Subject' TagDataType='Text' TagValue='sample'/>"
                      f"<Tag TagName='Labels' TagDataType='Text' TagValue='^INBOX'/></Tags><Files><File FileType='Native'>"
                      f"<ExternalFile FileName='{name}' FileSize='300'/></File></Files></Document>")
    xml = f"<?xml version='1.0' encoding='UTF-8'?><Root><Batch><Documents>{documents}</Documents></Batch></Root>\n".encode()
    write(folder, 'vault/matter-1.zip', archive)
    write(folder, 'vault/matter-results-count.csv', counts)
    write(folder, 'vault/matter-metadata.xml', xml)
    write(folder, 'vault/matter-account-exceptions.csv', b'Account,Error\nirene.barrow@agency.example,Mail service is turned off\n')
    write(folder, 'vault/File checksums.txt', ''.join(f'{md5(data)}  {name}\n' for name, data in [
        ('matter-1.zip', archive), ('matter-results-count.csv', counts), ('matter-metadata.xml', xml)]).encode())


def proton(folder):
    base = 'proton/mail_20230301_120000/'
    labels = [{'ID': LABEL, 'ParentID': '', 'Name': 'Private', 'Path': ['Private'], 'Color': '#fff', 'Type': 1},
              {'ID': FOLDER, 'ParentID': '', 'Name': 'Club', 'Path': ['Sport', 'Club'], 'Color': '#fff', 'Type': 3}]
    write(folder, base + 'labels.json', json.dumps({'Version': 1, 'Payload': labels}).encode())
    for i, ids in enumerate([['0', '5', '15', LABEL], ['5', '15', FOLDER], ['7', '5', '15', '10']]):
        payload = {'ID': f'p{i}', 'LabelIDs': ids, 'ExternalID': f'{i + 1}.2023@mail.agency.example', 'Subject': 'sample',
                   'Time': 1675933200 + 86400 * i, 'Size': len(MAILS[i]), 'Unread': int(i == 1)}
        write(folder, f'{base}p{i}.metadata.json', json.dumps({'Version': 1, 'Payload': payload}).encode())
        write(folder, f'{base}p{i}.eml', MAILS[i])


def zimbra(folder):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode='w', format=tarfile.USTAR_FORMAT) as archive:
        for i, (path, flags, tags) in enumerate([('/Inbox/', 'u', ''), ('/Projects/Bridge/', 'f', 'Urgent:Late \\: again'), ('/Sent/', 's', '')]):
            name = f'{path[1:]}000000025{i}-sample.eml'
            meta = {'id': 250 + i, 'type': 5, 'folder_id': 2, 'date': 1675933200 + 86400 * i, 'size': len(MAILS[i]), 'flags': 0,
                    'unread': int(flags == 'u'), 'sender': 'Hugo Quill', 'FlagStr': flags, 'Path': path, 'TagNames': tags, 'Ver': 10}
            for entry, data in [(name, MAILS[i]), (name + '.meta', json.dumps(meta).encode())]:
                info = tarfile.TarInfo(entry)
                info.size, info.mtime = len(data), 1677672000
                archive.addfile(info, io.BytesIO(data))
    write(folder, 'zimbra/thea.tgz', gzip.compress(out.getvalue(), mtime=0))


def concordance(folder):
    head = ['BEGDOC', 'ENDDOC', 'CUSTODIAN', 'FROM', 'SUBJECT', 'MESSAGEID', 'FOLDER', 'DATERCVD', 'MD5HASH', 'NATIVELINK']
    rows = [head]
    for i, data in enumerate(MAILS):
        rows.append([f'MS0000000{i + 1}', f'MS0000000{i + 1}', 'Thea Thistle', 'Hugo Quill', 'sample', f'<{i + 1}.2023@mail.agency.example>',
                     'Inbox\\Cases', f'2023-02-{9 + i:02}', md5(data), f'\\PROD001\\NATIVES\\MS0000000{i + 1}.eml'])
        write(folder, f'concordance/PROD001/NATIVES/MS0000000{i + 1}.eml', data)
    text = ''.join('\x14'.join(f'\u00fe{value}\u00fe' for value in values) + '\r\n' for values in rows)
    write(folder, 'concordance/PROD001/DATA/loadfile.dat', ('\ufeff' + text).encode())


def write_all(folder):
    for product in purview, vault, proton, zimbra, concordance:
        product(folder)


if __name__ == '__main__':
    write_all(sys.argv[1])
