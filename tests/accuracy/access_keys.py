# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants accesses that name mail by IMAP UID or by the hash of its content, in archives that know UIDs (Dovecot, Courier, Cyrus, mailbox
files) and one that does not. What must come out follows from the plan alone: each event knows the message that it means, and whether
anybody could tell that from the archive and the records."""

import base64
import csv
import datetime
import hashlib
import json
import os
import random
import shutil
import subprocess

PAD, DAY = 120, 86400
START = int(datetime.datetime(2026, 2, 1, tzinfo=datetime.timezone.utc).timestamp())
HOSTILE, UNKNOWN, TRUSTED = '203.0.113.77', '198.51.100.80', '192.0.2.10'
CLASSES = {HOSTILE: 'hostile', UNKNOWN: 'unknown'}
DOMAIN = 'agency.example'
FOLDERS = ('', 'Sent', 'Work/2025', 'Entwürfe')
LONG = 'a-part-that-is-the-same-in-all-of-them-and-longer-than-what-a-log-keeps-of-it'


def stamp(seconds, form='%Y-%m-%dT%H:%M:%S.000000+00:00'):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime(form)


class Mail:
    def __init__(self, rng, box, number, folder, uid):
        self.box, self.folder, self.uid, self.number = box, folder, uid, number
        self.received = START + rng.randrange(10 * DAY)
        self.id = f'<{LONG}.{number}@Mail.example>' if rng.random() > 0.1 else ''
        self.file = None
        self.base = f'{self.received}.M{number}P1.host,S={400 + number}'

    def text(self):
        date = stamp(self.received, '%a, %d %b %Y %H:%M:%S +0000')
        head = f'Received: from mx.example by mail.example; {date}\n' + (f'Message-ID: {self.id}\n' if self.id else '')
        head += f'Date: {date}\nFrom: a@vendor.example\nTo: {self.box}\nSubject: Minutes {self.number}\n'
        if self.file is None:
            return f'{head}\nSee you there.\n'
        part = base64.b64encode(self.file).decode()
        return (f'{head}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nHere.\n--b\n'
                'Content-Type: application/octet-stream; name=a.bin\nContent-Disposition: attachment; filename=a.bin\n'
                f'Content-Transfer-Encoding: base64\n\n{part}\n--b--\n')


class Access:
    """mail: what it means, or None. can: whether that can be told. basis: what it is then."""

    def __init__(self, rng, mail, can=True, basis='IMAP_SEEN', uid=None, folder=None, id_=''):
        self.mail, self.can, self.basis, self.id = mail, can, basis, id_
        self.uid = uid if uid is not None else mail.uid
        self.folder = folder if folder is not None else mail.folder
        self.time = (mail.received if mail else START + 10 * DAY) + rng.randrange(5 * DAY)
        self.ip = rng.choice((HOSTILE, HOSTILE, UNKNOWN, TRUSTED))
        self.session = f's{rng.getrandbits(60):x}'


# How an archive says which UID a message has.

def put(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as out:
        out.write(data.encode('latin-1') if isinstance(data, str) else data)


def on_disk(folder):
    return folder.replace('ü', '&APw-')


def by_folder(mails):
    return {folder: sorted((m for m in mails if m.folder == folder), key=lambda m: m.uid) for folder in FOLDERS}


def store_maildir(root, box, mails, index):
    for folder, those in by_folder(mails).items():
        here = os.path.join(root, box, 'Maildir', *(['.' + on_disk(folder).replace('/', '.')] if folder else []))
        for m in those:
            put(os.path.join(here, 'cur' if m.number % 3 else 'new', m.base + (':2,S' if m.number % 3 else '')), m.text())
        if index == 'dovecot':
            put(os.path.join(here, 'dovecot-uidlist'), f'3 V{START} N9999 G{"0" * 32}\n'
                + ''.join(f'{m.uid} {"W900 " if m.number % 2 else ""}:{m.base}{":2,RS" if m.number % 5 == 0 else ""}\n' for m in those))
        elif index == 'courier':
            put(os.path.join(here, 'courierimapuiddb'), f'1 {START} 9999\n' + ''.join(f'{m.uid} {m.base}\n' for m in those))


def store_cyrus(root, box, mails):
    name, domain = box.split('@')
    for folder, those in by_folder(mails).items():
        here = os.path.join(root, 'spool', 'domain', domain[0], domain, name[0], 'user', name, *on_disk(folder).split('/'))
        put(os.path.join(here, 'cyrus.header'), '\xa1\x02\x8b\x0dCyrus mailbox header\n"The best thing"\n')
        for m in those:
            put(os.path.join(here, f'{m.uid}.'), m.text())


def store_files(root, box, mails):
    for folder, those in by_folder(mails).items():
        text = f'From MAILER-DAEMON {stamp(START, "%a %b %e %H:%M:%S %Y")}\nFrom: Mail System Internal Data <M@mail.example>\n'
        text += f'Subject: FOLDER INTERNAL DATA\nX-IMAP: {START} 0000009999\nStatus: RO\n\nInternal.\n\n'
        for m in those:
            text += f'From MAILER-DAEMON {stamp(m.received, "%a %b %e %H:%M:%S %Y")}\nX-UID: {m.uid}\n{m.text()}\n'
        put(os.path.join(root, box, 'mail', on_disk(folder) or 'INBOX'), text)


STORES = {'dovecot': lambda *a: store_maildir(*a, 'dovecot'), 'courier': lambda *a: store_maildir(*a, 'courier'),
          'cyrus': store_cyrus, 'files': store_files, 'plain': lambda *a: store_maildir(*a, '')}


# What happens in a mailbox: accesses, and lines about folders (time, folder, operation).

def some(rng, mails, n, folder=None):
    return rng.sample([m for m in mails if folder is None or m.folder == folder], n)


def plan_known(rng, mails):
    return [Access(rng, m) for m in some(rng, mails, 12)], []


def plan_unknown(rng, mails):
    return [Access(rng, m, can=False) for m in some(rng, mails, 4)], []


def plan_lost(rng, mails):
    return [Access(rng, m) for m in some(rng, mails, 6)] + [Access(rng, None, uid=9000, folder='Sent'), Access(rng, None, uid=1, folder='Gone')], []


def plan_renumbered(rng, mails):
    """A record gives a UID of the folder with another id: whatever the folder's UIDs meant, it is not what they mean now."""
    first = next(m for m in mails if m.folder == 'Sent' and m.id)
    events = [Access(rng, m, can=m.folder != 'Sent') for m in some(rng, mails, 3, 'Sent') + some(rng, mails, 4, '')]
    other = Access(rng, first, can=False, basis='', id_='<somebody-else@mail.example>')
    return events + [other], []


def plan_renamed(rng, mails):
    when = START + 12 * DAY
    events = [Access(rng, m) for m in some(rng, mails, 10, 'Sent')]
    for e in events:
        e.can = e.time >= when
    return events + [Access(rng, m) for m in some(rng, mails, 4, '')], [(when, 'Sent', 'Mailbox created: ')]


def plan_cut(rng, mails):
    events = [Access(rng, m) for m in some(rng, [m for m in mails if m.id], 8)]
    for e in events:
        e.id = e.mail.id[:77] + '...'
    return events, []


def plan_fetched(rng, mails):
    return [Access(rng, m, basis='RAWLOG') for m in some(rng, mails, 12)], []


def plan_numbered(rng, mails):
    """By UID, and by the place in the folder, which nobody can tell later."""
    events = [Access(rng, m, basis='RAWLOG') for m in some(rng, mails, 8)]
    for e in events[5:]:
        e.can = False
    return events, []


def plan_webmail(rng, mails):
    return [Access(rng, m, basis='WEBMAIL_VIEW') for m in some(rng, mails, 8)], []


def plan_files(rng, mails):
    """Attachments named by their hash alone; two messages have the same."""
    those = some(rng, [m for m in mails if m.id], 8)
    for n, m in enumerate(those):
        m.file = f'packet {m.box} {n if n < 6 else 6}'.encode()
    return [Access(rng, m, can=n < 6, basis='ATTACHMENT') for n, m in enumerate(those[:7])], []


# Name of the mailbox: how it is stored, what happens, how servers write its folders.
BOXES = {
    'dovecot': ('dovecot', plan_known, ''), 'courier': ('courier', plan_known, 'INBOX.'), 'cyrus': ('cyrus', plan_known, ''),
    'files': ('files', plan_known, ''), 'plain': ('plain', plan_unknown, ''), 'lost': ('dovecot', plan_lost, ''),
    'renumbered': ('courier', plan_renumbered, 'INBOX/'), 'renamed': ('cyrus', plan_renamed, ''), 'cut': ('dovecot', plan_cut, 'INBOX.'),
    'fetched': ('dovecot', plan_fetched, 'INBOX.'), 'numbered': ('files', plan_numbered, ''),
    'webmail': ('dovecot', plan_webmail, 'INBOX.'), 'packets': ('plain', plan_files, ''), 'packets-cyrus': ('cyrus', plan_files, ''),
}


def server_name(prefix, folder):
    return 'INBOX' if not folder else prefix + folder.replace('/', prefix[-1:] or '/')


def write_dovecot(folder, box, prefix, events, changes):
    """A file for each session, since only the login says from where it came."""
    sessions = [Access(random.Random(box + str(day)), None, uid=0, folder='') for day in (0, 25)]
    for n, e in enumerate(sessions):
        e.ip, e.time, e.basis = TRUSTED, START + n * 25 * DAY, 'none'
    for e in events + sessions:
        where = f'mail1 dovecot: imap({box})<4711><{e.session}>:'
        lines = [f'{stamp(e.time - 30)} mail1 dovecot: imap-login: Login: user=<{box}>, method=PLAIN, rip={e.ip}, lip=192.0.2.25, mpid=4711, TLS, '
                 f'session=<{e.session}>']
        if e.basis in ('IMAP_SEEN', ''):
            lines.append(f'{stamp(e.time)} {where} flag_change: box={server_name(prefix, e.folder)}, uid={e.uid}, '
                         + (f'msgid={e.id}, ' if e.id else '') + 'size=900, flags=(\\Seen)')
        lines.append(f'{stamp(e.time + 1)} {where} Disconnected: Logged out in=9 out=9 deleted=0 expunged=0 trashed=0 hdr_count=1 hdr_bytes=9 '
                     'body_count=0 body_bytes=0')
        put(os.path.join(folder, f'{e.session}.log'), ('\n'.join(lines) + '\n').encode())
    if changes:
        put(os.path.join(folder, f'{box}-changes.log'), ''.join(
            f'{stamp(when)} mail1 dovecot: imap({box})<1><admin>: {operation}{server_name(prefix, name)}\n' for when, name, operation in changes))


def write_commands(path, box, prefix, events):
    """What Dovecot exports of the commands of each session: folder, headers of all, body of one."""
    lines = []
    for e in events:
        folder = on_disk(server_name(prefix, e.folder))
        for n, (name, words) in enumerate((('SELECT', f'"{folder}"'), ('UID FETCH', '1:* (FLAGS BODY.PEEK[HEADER.FIELDS (FROM SUBJECT)])'),
                                           ('UID FETCH' if e.can else 'FETCH', f'{e.uid if e.can else 1} (UID BODY.PEEK[])'))):
            when = stamp(e.time + n - 2, '%Y-%m-%dT%H:%M:%S.000000Z')
            lines.append((when, json.dumps({
                'event': 'imap_command_finished', 'hostname': 'mail1', 'start_time': when, 'end_time': when, 'categories': ['imap'],
                'fields': {'user': box, 'session': e.session, 'remote_ip': e.ip, 'cmd_tag': str(n), 'cmd_name': name, 'cmd_args': words,
                           'tagged_reply_state': 'OK'}})))
    put(path, ''.join(line + '\n' for _, line in sorted(lines)))


def write_web(path, box, prefix, events):
    lines = [f'{e.ip} - {box} [{stamp(e.time, "%d/%b/%Y:%H:%M:%S +0000")}] "GET /?_task=mail&_uid={e.uid}&_mbox='
             f'{on_disk(server_name(prefix, e.folder)).replace("/", "%2F").replace("&", "%26")}&_action=show HTTP/1.1" 200 5120 "-" "Mozilla/5.0"\n' for e in events]
    put(path, ''.join(lines))


def write_gmail(path, box, events):
    put(path, ''.join(json.dumps({
        'email': box, 'event_id': e.session, 'ip_address': base64.b64encode(e.ip.encode()).decode(), 'record_type': 'gmail',
        'time_usec': str(e.time * 1000000), 'event_info': {'mail_event_type': '17', 'client_context': {'client_type': 'WEB'}},
        'message_info': {'attachment': [{'sha256': hashlib.sha256(e.mail.file).hexdigest()}]}}) + '\n' for e in events))


def expect(mail, events):
    """A copy has the verdict of what it is a copy of; accesses that mean nobody knows what touch all that was there. What came later is touched by none."""
    met, open_ = {}, []
    for e in events:
        if e.ip not in CLASSES or not e.basis or e.time + PAD < mail.received:
            continue
        if e.mail and e.can:
            if e.mail is mail or (mail.id and e.mail.id == mail.id):
                met.setdefault(e.basis, set()).add(CLASSES[e.ip])
        else:
            open_.append(CLASSES[e.ip])
    for basis in ('ATTACHMENT', 'WEBMAIL_VIEW', 'IMAP_SEEN', 'RAWLOG'):
        if basis in met:
            return 'accessed', basis, 'hostile' if 'hostile' in met[basis] else 'unknown'
    if open_:
        return 'indeterminate', f'UNRESOLVED_BINDS:{len(open_)}', 'hostile' if 'hostile' in open_ else 'unknown'
    return 'exposed_not_shown', 'AUDITED_NO_HIT', ''


def make(rng, root):
    plan, number = {}, 0
    for name, (store, planner, prefix) in BOXES.items():
        box, mails, uids = f'{name}@{DOMAIN}', [], dict.fromkeys(FOLDERS, 0)
        for _ in range(90):
            number += 1
            folder = rng.choice(FOLDERS)
            uids[folder] += rng.randint(1, 4)
            mails.append(Mail(rng, box, number, folder, uids[folder]))
        mails[-1].id = next(m.id for m in mails if m.id)
        events, changes = planner(rng, mails)
        STORES[store](os.path.join(root, 'mail'), box, mails)
        plan[box] = (mails, events)
        evidence = os.path.join(root, 'evidence', box)
        write_dovecot(evidence, box, prefix, events, changes)
        if planner is plan_webmail:
            write_web(os.path.join(evidence, 'access.log'), box, prefix, events)
        if planner in (plan_fetched, plan_numbered):
            write_commands(os.path.join(evidence, 'events.json'), box, prefix, events)
        if planner is plan_files:
            write_gmail(os.path.join(evidence, 'gmail.jsonl'), box, events)
    return plan


def run(tool, case, evidence, out):
    shutil.rmtree(out, ignore_errors=True)
    words = [tool, 'access', case, '--hostile', HOSTILE, '--trusted', TRUSTED, '--hashes', 'none', '-o', out]
    for path in evidence:
        words += ['--evidence', path]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(out, 'access.csv'), encoding='utf-8') as rows:
        return list(csv.DictReader(rows))


def compare(rows, plan):
    right, wrong = {}, {}
    for row in rows:
        mails, events = plan[row['mailbox']]
        mail = find(row, mails)
        if mail is None:
            continue
        want, have = expect(mail, events), (row['verdict'], row['basis'], row['attribution'])
        join = {'ATTACHMENT': 'content-hash', 'IMAP_SEEN': 'uid', 'WEBMAIL_VIEW': 'uid', 'RAWLOG': 'uid'}.get(want[1], '')
        if want == have and row['join'] == join:
            right[want[0], want[1].split(':')[0]] = right.get((want[0], want[1].split(':')[0]), 0) + 1
        else:
            wrong.setdefault((want, have), []).append(row['locator'])
    return right, wrong


def find(row, mails):
    """By the name of its file, or in a mailbox file by its time. None: the data of a mailbox file itself."""
    name, when = row['locator'].rsplit('/', 1)[-1], row['received_utc']
    those = [m for m in mails if m.folder == ('' if row['folder'] == 'INBOX' else row['folder']) and m.id == row['message_id']
             and (name == f'{m.uid}.' or name.startswith(m.base) or ('@' in name and when == stamp(m.received, '%Y-%m-%dT%H:%M:%SZ')))]
    return those[0] if those else None


def check_keys(root, tool, seed, judge):
    rng = random.Random(seed + 2)
    plan = make(rng, root)
    evidence, case = os.path.join(root, 'evidence'), os.path.join(root, 'a.case')
    subprocess.run([tool, 'scan', os.path.join(root, 'mail'), '-o', case, '-q'], check=True, stdout=subprocess.DEVNULL)
    good = judge('by UID and content hash', *compare(run(tool, case, [evidence], os.path.join(root, 'out')), plan))
    files = [os.path.join(here, name) for here, _, names in os.walk(evidence) for name in names]
    for path in files:
        if path.endswith('.jsonl'):
            with open(path, encoding='utf-8') as lines:
                text = lines.readlines()
            rng.shuffle(text)
            put(path, ''.join(text))
    rng.shuffle(files)
    again = judge('in another order', *compare(run(tool, case, files, os.path.join(root, 'out2')), plan), quiet=True)
    return good and again
