#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""access.py DIR MAILSPILL [SEED] [MESSAGES]: plants accesses of every basis in invented mailboxes, asks 'mailspill access' what was
accessed, and compares each verdict with a second, slow and simple implementation that looks at the plan and not at the files. Then
again with the evidence shuffled and in every shape of a Microsoft 365 audit export: the verdicts must stay the same. Fails on the first
kind of difference."""

import base64
import csv
import datetime
import json
import os
import random
import shutil
import subprocess
import sys
import uuid

import access_keys

PAD, DAY = 120, 86400
START = int(datetime.datetime(2026, 2, 1, tzinfo=datetime.timezone.utc).timestamp())
SPAN = 40 * DAY
HOSTILE, UNKNOWN, TRUSTED = '203.0.113.77', '198.51.100.80', '192.0.2.10'
DOMAIN = 'agency.example'
FOLDERS = ('Inbox', 'Sent Items', 'Archive/2025', 'Legal Hold')


def utc(seconds, form='%Y-%m-%dT%H:%M:%S'):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime(form)


class Message:
    def __init__(self, rng, mailbox, number):
        self.mailbox, self.folder = mailbox, rng.choice(FOLDERS)
        self.received = START + rng.randrange(SPAN)
        self.id = f'<{number:06d}.{rng.getrandbits(40):010x}.With.Some.Length.To.Be.Cut.Off@Mail.{DOMAIN}>' if rng.random() > 0.02 else ''
        self.subject = rng.choice(('Minutes', 'Invoice', 'Roster for March', 'Clearance', 'Lunch', 'Re: budget'))
        self.body = rng.choice(('See you there.', 'The packet is attached.', 'Please sign by Friday.', 'The SF-86 is on the share.'))
        self.start = self.size = 0

    def text(self):
        head = f'Received: from mx.example by mail.{DOMAIN}; {utc(self.received, "%a, %d %b %Y %H:%M:%S +0000")}\n'
        if self.id:
            head += f'Message-ID: {self.id}\n'
        head += f'Date: {utc(self.received - 5, "%a, %d %b %Y %H:%M:%S +0000")}\nFrom: Sender <sender@vendor.example>\nTo: {self.mailbox}\n'
        return f'{head}Subject: {self.subject}\n\n{self.body}\n'


class Event:
    """What one record says. items: messages, or ids of mail that is not there."""

    def __init__(self, rng, kind, mailbox, time, ip, items=(), **more):
        self.kind, self.mailbox, self.time, self.ip, self.items = kind, mailbox, time, ip, list(items)
        self.operations = more.get('operations', len(self.items))
        self.folder, self.target = more.get('folder', ''), more.get('target', '')
        self.throttled, self.words, self.end = more.get('throttled', False), more.get('words', ()), more.get('end', None)
        self.count, self.bytes, self.state = more.get('count', 0), more.get('bytes', 0), more.get('state', '')
        self.id = str(uuid.UUID(int=rng.getrandbits(128)))
        self.spelling = rng.random()

    def hostility(self):
        return {HOSTILE: 'hostile', UNKNOWN: 'unknown'}.get(self.ip)


def spell(event, message_id):
    """Logs write an id as it is, in small letters, or without brackets."""
    if event.spelling < 0.1:
        return message_id.lower()
    return message_id.strip('<>') if event.spelling < 0.2 else message_id


# The plan: one mailbox of many accesses of every kind that can stand together, and small ones for the rest.

def pick(rng, messages, n, folder=None):
    pool = [m for m in messages if m.id and (folder is None or m.folder == folder)]
    return rng.sample(pool, min(n, len(pool)))


def plan_large(rng, box, messages):
    events = []
    for number in range(max(20, len(messages) // 100)):
        items = pick(rng, messages, rng.randint(1, 4))
        after = rng.random() < 0.8
        time = max(m.received for m in items) + rng.randrange(5 * DAY) if after else START + rng.randrange(SPAN)
        ip = rng.choice((HOSTILE, HOSTILE, UNKNOWN, TRUSTED, TRUSTED))
        events.append(Event(rng, 'bind', box, time, ip, items))
        if number % 10 == 0:
            events.append(Event(rng, 'attachment', box, time + 30, ip, items[:1]))
    for m in pick(rng, messages, 10, 'Legal Hold'):
        time = m.received + rng.randrange(DAY)
        events.append(Event(rng, 'bind', box, time, TRUSTED, [m]))
        events.append(Event(rng, 'attachment', box, time + 90, HOSTILE, [m]))
    for m in pick(rng, messages, 20, 'Sent Items'):
        events.append(Event(rng, 'send', box, m.received, rng.choice((HOSTILE, TRUSTED)), [m]))
    moved = pick(rng, messages, 40, 'Archive/2025')
    sync = START + 20 * DAY
    events.append(Event(rng, 'sync', box, sync, HOSTILE, folder='Inbox'))
    events.append(Event(rng, 'sync', box, sync + 3 * DAY, UNKNOWN, folder='Archive/2025'))
    events.append(Event(rng, 'sync', box, sync + 9 * DAY, TRUSTED, folder='Legal Hold'))
    for m in moved:
        events.append(Event(rng, 'move', box, m.received + rng.randrange(20 * DAY), TRUSTED, [m], folder='Inbox', target='Archive/2025'))
    # Exactly on the edges.
    inbox = [m for m in messages if m.folder == 'Inbox']
    for m, edge in zip(inbox, (sync + PAD, sync + PAD + 1, sync, sync - 1)):
        m.received = edge
    events.append(Event(rng, 'bind', box, START + 5 * DAY, HOSTILE, pick(rng, messages, 1), operations=12))
    events.append(Event(rng, 'bind', box, START + 6 * DAY, UNKNOWN, [], operations=3))
    events.append(Event(rng, 'bind', box, START + 7 * DAY, TRUSTED, [], operations=70))
    return events


def plan_throttle(rng, box, messages):
    time = START + 15 * DAY
    for m, edge in zip(messages, (time, time + DAY - 1, time + DAY, time + DAY + 1)):
        m.received = edge
    return [Event(rng, 'bind', box, time, HOSTILE, pick(rng, [m for m in messages if m.received < time], 1), throttled=True)]


def plan_quiet(rng, box, messages):
    return [Event(rng, 'bind', box, START + 10 * DAY, TRUSTED, pick(rng, messages, 1), throttled=True)]


def plan_rule(rng, box, messages):
    made = START + 8 * DAY
    return [Event(rng, 'rule', box, made, HOSTILE, words=('clearance', 'sf-86'), end=made + 12 * DAY),
            Event(rng, 'bind', box, START + 39 * DAY, TRUSTED, pick(rng, messages, 1))]


def plan_takeout(rng, box, messages):
    return [Event(rng, 'takeout', box, START + 22 * DAY, HOSTILE, state='COMPLETED'),
            Event(rng, 'takeout', box, START + 22 * DAY + 600, HOSTILE, state='DOWNLOADED')]


def plan_gmail(rng, box, messages):
    return [Event(rng, 'view', box, m.received + 3600, rng.choice((HOSTILE, UNKNOWN, TRUSTED)), [m]) for m in pick(rng, messages, 30)]


def plan_bulk(rng, box, messages):
    time = START + 18 * DAY
    return [Event(rng, 'imap', box, time, HOSTILE, count=sum(m.received <= time for m in messages), bytes=10 ** 9)]


def plan_count(rng, box, messages):
    time = START + 18 * DAY
    seen = pick(rng, [m for m in messages if m.received < time - 900], 5)
    return [Event(rng, 'imap', box, time, HOSTILE, count=7, bytes=900),
            *(Event(rng, 'seen', box, time - 60, HOSTILE, [m]) for m in seen)]


def plan_pop(rng, box, messages):
    return [Event(rng, 'pop', box, START + 41 * DAY, UNKNOWN, count=len(messages), bytes=10 ** 9)]


def plan_open(rng, box, messages):
    """A login that nothing ends, and sessions of others that end without a byte."""
    return [Event(rng, 'login', box, START + 12 * DAY, HOSTILE), Event(rng, 'login', box, START + 13 * DAY, TRUSTED),
            Event(rng, 'imap', box, START + 14 * DAY, UNKNOWN), Event(rng, 'bind', box, START + 39 * DAY, TRUSTED, pick(rng, messages, 1))]


def plan_ended(rng, box, messages):
    return [Event(rng, 'imap', box, START + 12 * DAY, HOSTILE), Event(rng, 'login', box, START + 13 * DAY, TRUSTED)]


def plan_nothing(rng, box, messages):
    return []


def plan_trusted(rng, box, messages):
    return [Event(rng, 'bind', box, m.received + 60, TRUSTED, [m]) for m in pick(rng, messages, 20)]


PLANS = {'large': plan_large, 'throttle': plan_throttle, 'quiet': plan_quiet, 'rule': plan_rule, 'takeout': plan_takeout, 'gmail': plan_gmail,
         'bulk': plan_bulk, 'count': plan_count, 'pop': plan_pop, 'open': plan_open, 'ended': plan_ended,
         'silent': plan_nothing, 'trusted': plan_trusted, 'web': plan_nothing}
MICROSOFT = ('bind', 'attachment', 'send', 'sync', 'move', 'rule')


# What must come out, by the plan.

NAMING = ('bind', 'attachment', 'send', 'view', 'seen')
AUDITS = ('bind', 'sync', 'attachment', 'view', 'imap', 'pop', 'seen')


def folder_at(message, time, moves):
    later = [e for e in moves.get(message.id, ()) if e.time >= time] if message.id else []
    return min(later, key=lambda e: e.time).folder if later else message.folder


def holds(message, events, named, moves, web):
    """All bases that hold for message: code to classes of actors."""
    found, r, unresolved = {}, message.received, 0

    def add(code, event):
        if event.hostility():
            found.setdefault(code, set()).add(event.hostility())
    for e in named.get(message.id, ()) if message.id else ():
        code = {'bind': 'BIND', 'attachment': 'ATTACHMENT', 'send': 'SENT', 'view': 'GMAIL_VIEW', 'seen': 'IMAP_SEEN'}.get(e.kind)
        if code and (e.kind == 'send' or e.time + PAD >= r):
            add(code, e)
        elif code and e.hostility():
            add('UNRESOLVED_BINDS', e)
            unresolved += 1
    for e in events:
        if e.kind == 'bind' and e.time + PAD >= r and not message.id:
            add('NO_ID', e)
        if e.kind == 'sync' and e.time + PAD >= r and folder_at(message, e.time, moves) == e.folder:
            add('SYNC_FOLDER', e)
        elif e.kind == 'bind':
            if e.throttled and r < e.time + DAY:
                add('THROTTLED_24H', e) if e.hostility() else found.setdefault('LOG_GAP', set())
            if e.time + PAD >= r and e.operations > len(e.items) and e.hostility():
                add('UNRESOLVED_BINDS', e)
                unresolved += e.operations - len(e.items)
        elif e.kind == 'login' and e.hostility():
            add('UNRESOLVED_BINDS', e)
            unresolved += 1
        elif e.kind == 'takeout' and e.time + PAD >= r:
            add('TAKEOUT', e)
        elif e.kind == 'rule' and e.time <= r < e.end and any(w in (message.subject + message.body).lower() for w in e.words):
            add('FORWARD_RULE', e)
        elif e.kind in ('imap', 'pop') and e.time >= r and (e.count or e.bytes):
            held = sum(m.received <= e.time for m in web['messages'][e.mailbox])
            add(f'{e.kind.upper()}_BULK' if e.count >= held else f'IMAP_COUNT:{e.count}/{held}', e)
    if message.mailbox == web['box']:
        if message.start + message.size <= web['bytes']:
            found['WEB_PREFIX'] = {'hostile'}
        elif message.start < web['bytes']:
            found[f'PARTIAL_RANGE:{web["bytes"]}'] = {'hostile'}
    if unresolved:
        found[f'UNRESOLVED_BINDS:{unresolved}'] = found.pop('UNRESOLVED_BINDS')
    return found


ORDER = ('BIND ATTACHMENT SENT GMAIL_VIEW WEB_FULL WEB_PREFIX IMAP_SEEN SYNC_FOLDER THROTTLED_24H TAKEOUT IMAP_BULK POP_BULK FORWARD_RULE '
         'UNRESOLVED_BINDS PARTIAL_RANGE IMAP_COUNT LOG_GAP NO_ID').split()
VERDICTS = {code: 'accessed' for code in ORDER[:7]} | {code: 'presumed_accessed' for code in ORDER[7:13]}


def expect(message, events, named, moves, web, audits, newest, is_named):
    """audits: times of the mailbox's records that show an audit; newest: of any mailbox."""
    found = holds(message, events, named, moves, web)
    for code in sorted(found, key=lambda c: ORDER.index(c.split(':')[0])):
        if code == 'LOG_GAP':
            continue
        attribution = 'hostile' if 'hostile' in found[code] else 'unknown'
        return VERDICTS.get(code.split(':')[0], 'indeterminate'), code, attribution
    if not is_named:
        return 'no_evidence', 'NO_AUDIT_FOR_MAILBOX', ''
    if 'LOG_GAP' in found or (audits and (message.received > newest or message.received - 7 * DAY > max(audits))):
        return 'indeterminate', 'LOG_GAP', ''
    return ('exposed_not_shown', 'AUDITED_NO_HIT', '') if audits else ('no_evidence', 'NO_LOGS', '')


# The files.

def audit_data(event):
    box = event.mailbox
    guid = str(uuid.uuid5(uuid.NAMESPACE_DNS, box))
    data = {'CreationTime': utc(event.time), 'Id': event.id, 'Workload': 'Exchange', 'UserId': box, 'UserType': 0, 'ClientIPAddress': event.ip,
            'MailboxOwnerUPN': box, 'MailboxGuid': guid, 'LogonType': 0, 'ResultStatus': 'Succeeded',
            'SessionId': str(uuid.uuid5(uuid.NAMESPACE_DNS, event.ip + box)), 'AppId': '00000002-0000-0ff1-ce00-000000000000'}
    items = [{'Id': f'RgAAAA{m.id}', 'InternetMessageId': spell(event, m.id), 'SizeInBytes': 1000} for m in event.items]
    path = '\\' + (event.folder or 'Inbox').replace('/', '\\')
    if event.kind in ('bind', 'sync'):
        data |= {'Operation': 'MailItemsAccessed', 'RecordType': 50, 'OperationCount': event.operations, 'OperationProperties': [
            {'Name': 'MailAccessType', 'Value': event.kind.capitalize()}, {'Name': 'IsThrottled', 'Value': str(event.throttled)}],
                 'Folders': [{'Id': 'LgAAAA', 'Path': path, 'FolderItems': items}] if items or event.kind == 'sync' else []}
    elif event.kind == 'attachment':
        data |= {'Operation': 'AttachmentAccess', 'RecordType': 50, 'OperationCount': 1,
                 'OperationProperties': [{'Name': 'AttachmentAccessType', 'Value': 'Bind'}],
                 'Messages': [{'Id': i['Id'], 'Path': 'Messages', 'MessageItems': [{'Id': i['Id'] + 'ATT', 'SizeInBytes': 1.0}]} for i in items]}
    elif event.kind == 'send':
        data |= {'Operation': 'Send', 'RecordType': 2, 'Item': items[0] | {'ParentFolder': {'Path': '\\Sent Items'}}}
    elif event.kind == 'move':
        data |= {'Operation': 'Move', 'RecordType': 3, 'Folder': {'Id': 'a', 'Path': path}, 'AffectedItems': items,
                 'DestFolder': {'Id': 'b', 'Path': '\\' + event.target.replace('/', '\\')}}
    else:
        data |= {'Operation': 'New-InboxRule', 'RecordType': 1, 'ObjectId': box + '\\..', 'ClientIP': event.ip + ':50412', 'Parameters': [
            {'Name': 'Name', 'Value': '..'}, {'Name': 'SubjectOrBodyContainsWords', 'Value': ';'.join(event.words)},
            {'Name': 'ForwardTo', 'Value': 'drop@mail.invalid'}]}
    return data


def rule_end(event):
    data = audit_data(event)
    data |= {'Operation': 'Remove-InboxRule', 'ClientIP': TRUSTED, 'ClientIPAddress': TRUSTED, 'CreationTime': utc(event.end), 'Id': str(uuid.uuid5(uuid.NAMESPACE_DNS, event.id)),
             'Parameters': [{'Name': 'Identity', 'Value': event.mailbox + '\\..'}]}
    return data


def microsoft(events):
    records = [audit_data(e) for e in events if e.kind in MICROSOFT]
    return records + [rule_end(e) for e in events if e.kind == 'rule']


def write_csv(path, header, rows, bom='', first='', quoting=csv.QUOTE_MINIMAL):
    with open(path, 'w', encoding='utf-8', newline='') as out:
        out.write(bom + first)
        writer = csv.writer(out, lineterminator='\r\n', quoting=quoting)
        writer.writerow(header)
        writer.writerows(rows)


def american(data):
    t = datetime.datetime.strptime(data['CreationTime'], '%Y-%m-%dT%H:%M:%S')
    return f'{t.month}/{t.day}/{t.year} {t.hour % 12 or 12}:{t.minute:02d}:{t.second:02d} {"AM" if t.hour < 12 else "PM"}'


def shape_portal(path, records):
    write_csv(path, 'RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames'.split(','),
              [[d['Id'], d['CreationTime'] + '.0000000Z ', d['RecordType'], d['Operation'], d['UserId'], json.dumps(d), '', ''] for d in records])


def shape_2023(path, records):
    write_csv(path, 'RecordId,CreationDate,RecordType,Operation,UserId,AuditData,AssociatedAdminUnits,AssociatedAdminUnitsNames'.split(','),
              [[d['Id'], american(d), d['RecordType'], d['Operation'], d['UserId'], json.dumps(d), '', ''] for d in records])


def shape_four(path, records):
    write_csv(path, ['CreationDate', 'UserIds', 'Operations', 'AuditData'],
              [[d['CreationTime'] + '.0000000Z', d['UserId'], d['Operation'], json.dumps(d)] for d in records])


def shape_powershell(path, records):
    write_csv(path, 'RunspaceId,RecordType,CreationDate,UserIds,Operations,AuditData,ResultIndex,ResultCount,Identity,IsValid,ObjectState'.split(','),
              [['r', d['RecordType'], american(d), d['UserId'], d['Operation'], json.dumps(d), n + 1, len(records), d['Id'], 'True', 'Unchanged']
               for n, d in enumerate(records)], '\ufeff', '#TYPE Deserialized.UnifiedAuditLogEvent\r\n', csv.QUOTE_ALL)


def shape_lines(path, records):
    with open(path, 'w', encoding='utf-8') as out:
        out.writelines(json.dumps(d) + '\n' for d in records)


def shape_blob(path, records):
    with open(path, 'w', encoding='utf-8') as out:
        json.dump(records, out)


def shape_graph(path, records):
    with open(path, 'w', encoding='utf-8') as out:
        json.dump({'@odata.context': 'https://graph.example/v1.0', 'value': [
            {'id': d['Id'], 'createdDateTime': d['CreationTime'] + 'Z', 'operation': d['Operation'], 'userId': d['UserId'],
             'auditData': {'@odata.type': '#x'} | d} for d in records]}, out, indent=1)


def shape_defender(path, records):
    write_csv(path, ['Timestamp', 'ActionType', 'Application', 'AccountObjectId', 'AccountId', 'IPAddress', 'RawEventData'],
              [[d['CreationTime'] + 'Z', d['Operation'], 'Microsoft Exchange Online', 'a', d['UserId'], d['ClientIPAddress'], json.dumps(d)]
               for d in records], quoting=csv.QUOTE_ALL)


def shape_sentinel(path, records):
    header = ('TimeGenerated [UTC],OfficeWorkload,RecordType,Operation,ResultStatus,UserId,MailboxOwnerUPN,MailboxGuid,Logon_Type,'
              'Client_IPAddress,OperationProperties,Folders,SessionId,AppId,OperationCount,OfficeId').split(',')
    write_csv(path, header, [[d['CreationTime'].replace('T', ' ') + '.000', 'Exchange', 'ExchangeItemAggregated', d['Operation'], 'Succeeded',
                              d['UserId'], d['MailboxOwnerUPN'], d['MailboxGuid'], 'Owner', d['ClientIPAddress'],
                              json.dumps(d['OperationProperties']), json.dumps(d['Folders']), d['SessionId'], d['AppId'], d['OperationCount'],
                              d['Id']] for d in records if d['Operation'] == 'MailItemsAccessed'], quoting=csv.QUOTE_ALL)


SHAPES = {'portal.csv': shape_portal, 'portal-2023.csv': shape_2023, 'four.csv': shape_four, 'powershell.csv': shape_powershell,
          'lines.jsonl': shape_lines, 'blob.json': shape_blob, 'graph.json': shape_graph, 'defender.csv': shape_defender,
          'sentinel.csv': shape_sentinel}


def write_dovecot(path, events):
    lines = []
    for e in sorted((e for e in events if e.kind in ('imap', 'pop', 'seen', 'login')), key=lambda e: e.time):
        protocol, session = ('pop3' if e.kind == 'pop' else 'imap'), base64.b64encode(e.id.encode())[:16].decode()
        where = f'mail1 dovecot: {protocol}({e.mailbox})<4711><{session}>:'
        stamp = utc(e.time, '%Y-%m-%dT%H:%M:%S.000000+00:00')
        login = utc(e.time - 30, '%Y-%m-%dT%H:%M:%S.000000+00:00')
        lines.append(f'{login} mail1 dovecot: {protocol}-login: Login: user=<{e.mailbox}>, method=PLAIN, rip={e.ip}, lip=192.0.2.25, '
                     f'mpid=4711, TLS, session=<{session}>')
        if e.kind == 'login':
            continue
        if e.kind == 'seen':
            cut = e.items[0].id if len(e.items[0].id) <= 80 else e.items[0].id[:77] + '...'
            lines.append(f'{stamp} {where} flag_change: box=INBOX, uid=7, msgid={cut}, size=900, flags=(\\Seen)')
            lines.append(f'{stamp} {where} Disconnected: Logged out in=9 out=9 deleted=0 expunged=0 trashed=0 hdr_count=1 hdr_bytes=9 '
                         'body_count=0 body_bytes=0')
        elif e.kind == 'imap':
            lines.append(f'{stamp} {where} Disconnected: Logged out in=9 out=9 deleted=0 expunged=0 trashed=0 hdr_count=9 hdr_bytes=9 '
                         f'body_count={e.count} body_bytes={e.bytes}')
        else:
            lines.append(f'{stamp} {where} Disconnected: Logged out top=0/0, retr={e.count}/{e.bytes}, del=0/{e.count}, size={e.bytes}')
    write_lines(path, lines)


def write_lines(path, lines):
    with open(path, 'w', encoding='utf-8') as out:
        out.writelines(line + '\n' for line in lines)


def write_takeout(path, events):
    items = [{'kind': 'admin#reports#activity', 'id': {'time': utc(e.time) + '.000Z', 'uniqueQualifier': e.id, 'applicationName': 'takeout'},
              'actor': {'email': e.mailbox}, 'ipAddress': e.ip, 'events': [{'type': 'USER_TAKEOUT', 'name': f'{e.state}_USER_TAKEOUT', 'parameters': [
                  {'name': 'PRODUCTS_REQUESTED', 'value': 'Mail'}, {'name': 'TAKEOUT_ID', 'value': 'tk-1'}]}]}
             for e in events if e.kind == 'takeout']
    with open(path, 'w', encoding='utf-8') as out:
        json.dump({'kind': 'admin#reports#activities', 'items': items}, out, indent=1)


def write_gmail(path, events):
    write_lines(path, [json.dumps({'email': e.mailbox, 'event_id': e.id, 'ip_address': base64.b64encode(e.ip.encode()).decode(), 'record_type': 'gmail',
                                   'time_usec': str(e.time * 1000000), 'event_info': {'mail_event_type': '31', 'client_context': {'client_type': 'WEB'}},
                                   'message_info': {'rfc2822_message_id': e.items[0].id}}) for e in events if e.kind == 'view'])


def write_mail(root, messages):
    by_file = {}
    for m in messages:
        by_file.setdefault((m.mailbox, m.folder), []).append(m)
    for (mailbox, folder), those in by_file.items():
        path = os.path.join(root, mailbox, folder + '.mbox')
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as out:
            for m in those:
                m.start = out.tell()
                out.write(f'From MAILER-DAEMON {utc(m.received, "%a %b %e %H:%M:%S %Y")}\n{m.text()}\n'.encode())
                m.size = out.tell() - m.start


def web_plan(root, messages):
    """The web server delivered the first half of one mailbox's only file."""
    box = f'web@{DOMAIN}'
    total = max((m.start + m.size for m in messages if m.mailbox == box), default=0)
    return {'box': box, 'bytes': total // 2}


def write_web(path, web):
    stamp = utc(START + 30 * DAY, '%d/%b/%Y:%H:%M:%S +0000')
    write_lines(path, [f'{HOSTILE} - - [{stamp}] "GET /mail/export/Archive-of-web.mbox HTTP/1.1" 499 {web["bytes"]} "-" "curl/7.81.0"',
                       f'{HOSTILE} - - [{stamp}] "HEAD /mail/export/Archive-of-web.mbox HTTP/1.1" 200 0 "-" "curl/7.81.0"',
                       f'{TRUSTED} - - [{stamp}] "GET /mail/export/Archive-of-web.mbox HTTP/1.1" 200 999999999 "-" "curl/7.81.0"',
                       f'{UNKNOWN} - - [{stamp}] "\\x16\\x03\\x01\\x02\\x00\\x01" 400 157 "-" "-"'])


def run(tool, case, evidence, out, *more):
    shutil.rmtree(out, ignore_errors=True)
    words = [tool, 'access', case, '--hostile', HOSTILE, '--trusted', TRUSTED, '-o', out, *more]
    for path in evidence:
        words += ['--evidence', path]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(out, 'access.csv'), encoding='utf-8') as rows:
        return list(csv.DictReader(rows))


def compare(rows, plan, web, kinds=None):
    """Differences by kind; plan: messages and events by mailbox."""
    wrong, right = {}, {}
    web['messages'] = {box: messages for box, (messages, _) in plan.items()}
    by_place = {(m.mailbox, m.folder, m.start): m for messages, _ in plan.values() for m in messages}
    tables = {}
    for box, (messages, events) in plan.items():
        events = [e for e in events if kinds is None or e.kind in kinds]
        named, moves = {}, {}
        for e in events:
            for item in e.items:
                (moves if e.kind == 'move' else named).setdefault(item.id, []).append(e)
        audits = [e.time for e in events if e.kind in AUDITS]
        tables[box] = ([e for e in events if not e.items or e.throttled or e.operations > len(e.items) or e.kind in NAMING],
                       named, moves, audits, events)
    newest = max((time for _, _, _, audits, _ in tables.values() for time in audits), default=0)
    for row in rows:
        m = by_place[row['mailbox'], row['folder'], int(row['offset'])]
        listed, named, moves, audits, events = tables[m.mailbox]
        lean = [e for e in listed if e.kind not in NAMING or e.throttled or e.operations > len(e.items) or not m.id]
        want = expect(m, lean, named, moves, web, audits, newest, bool(events))
        have = (row['verdict'], row['basis'], row['attribution'])
        key = (want[0], want[1].split(':')[0])
        if want == have:
            right[key] = right.get(key, 0) + 1
        else:
            wrong.setdefault((want, have), []).append(row['locator'])
    return right, wrong


def judge(name, right, wrong, quiet=False):
    print(f'{name}: {sum(right.values())} of {sum(right.values()) + sum(map(len, wrong.values()))} verdicts as planted')
    for (verdict, basis), n in sorted(right.items()):
        if not quiet:
            print(f'  {n:7d}  {verdict} {basis}')
    for (want, have), places in sorted(wrong.items())[:10]:
        print(f'  WRONG {len(places)}: planted {want}, found {have}, such as {places[0]}')
    return not wrong


def make(rng, root, n):
    plan, number = {}, 0
    for name, planner in PLANS.items():
        box = f'{name}@{DOMAIN}'
        messages = []
        for _ in range(n if name == 'large' else max(40, n // 100)):
            number += 1
            messages.append(Message(rng, box, number))
        if name == 'web':
            for m in messages:
                m.folder = 'Archive-of-web'
        plan[box] = (messages, planner(rng, box, messages))
    write_mail(os.path.join(root, 'mail'), [m for messages, _ in plan.values() for m in messages])
    return plan


def shuffled(rng, source, target):
    shutil.rmtree(target, ignore_errors=True)
    os.makedirs(target)
    for name in os.listdir(source):
        with open(os.path.join(source, name), encoding='utf-8') as lines:
            text = lines.readlines()
        if name.endswith('.jsonl'):
            rng.shuffle(text)
        with open(os.path.join(target, name), 'w', encoding='utf-8') as out:
            out.writelines(text)


def check_scale(root, tool, seed, n):
    rng = random.Random(seed)
    plan = make(rng, root, n)
    evidence = os.path.join(root, 'evidence')
    os.makedirs(evidence)
    events = [e for _, those in plan.values() for e in those]
    web = web_plan(root, [m for messages, _ in plan.values() for m in messages])
    shape_lines(os.path.join(evidence, 'audit.jsonl'), microsoft(events))
    write_dovecot(os.path.join(evidence, 'dovecot.log'), events)
    write_takeout(os.path.join(evidence, 'takeout.json'), events)
    write_gmail(os.path.join(evidence, 'gmail.jsonl'), events)
    write_web(os.path.join(evidence, 'access.log'), web)
    case = os.path.join(root, 'a.case')
    subprocess.run([tool, 'scan', os.path.join(root, 'mail'), '-o', case, '-q'], check=True, stdout=subprocess.DEVNULL)
    good = judge(f'{n} messages', *compare(run(tool, case, [evidence], os.path.join(root, 'out')), plan, web))
    other = os.path.join(root, 'shuffled')
    shuffled(rng, evidence, other)
    names = sorted(os.listdir(other), reverse=True)
    run(tool, case, [os.path.join(other, name) for name in names], os.path.join(root, 'out2'))
    for table in ('access.csv', 'actors.csv', 'missing.csv', 'coverage.csv', 'statement.md'):
        with open(os.path.join(root, 'out', table), 'rb') as a, open(os.path.join(root, 'out2', table), 'rb') as b:
            if a.read() != b.read():
                print(f'WRONG: {table} depends on the order of the evidence')
                good = False
    return good


def check_shapes(root, tool, seed, n):
    rng = random.Random(seed + 1)
    plan = make(rng, root, n)
    records = microsoft([e for _, those in plan.values() for e in those])
    case = os.path.join(root, 'a.case')
    subprocess.run([tool, 'scan', os.path.join(root, 'mail'), '-o', case, '-q'], check=True, stdout=subprocess.DEVNULL)
    good = True
    for name, shape in SHAPES.items():
        path = os.path.join(root, name)
        shape(path, records)
        kinds = ('bind', 'sync') if name == 'sentinel.csv' else MICROSOFT
        good &= judge(name, *compare(run(tool, case, [path], os.path.join(root, 'out')), plan, {'box': '', 'bytes': 0}, kinds), quiet=True)
    return good


def check_weak(root, tool, seed, n):
    """Records that name items without an id by subject and size: they mean the one message without an id that has both, and no other."""
    rng = random.Random(seed + 2)
    box = f'weak@{DOMAIN}'
    messages = [Message(rng, box, number) for number in range(n)]
    for number, m in enumerate(messages):
        m.folder, m.subject = 'Inbox', f'Case {number // 2 if number % 4 < 2 else number}'
        m.id = '' if rng.random() < 0.7 else m.id
    write_mail(os.path.join(root, 'mail'), messages)
    case = os.path.join(root, 'a.case')
    subprocess.run([tool, 'scan', os.path.join(root, 'mail'), '-o', case, '-q'], check=True, stdout=subprocess.DEVNULL)
    evidence = os.path.join(root, 'audit.jsonl')
    shape_lines(evidence, microsoft([Event(rng, 'bind', box, START + 50 * DAY, TRUSTED, pick(rng, messages, 1))]))
    sizes = {int(row['offset']): int(row['length']) for row in run(tool, case, [evidence], os.path.join(root, 'out'))}
    named = rng.sample(messages, n // 2)
    records = microsoft([Event(rng, 'bind', box, START + 45 * DAY, HOSTILE, [m]) for m in named])
    for m, record in zip(named, records):
        record['Folders'][0]['FolderItems'] = [{'Id': 'x', 'InternetMessageId': f'<made-{m.start}@exchange.example>', 'Subject': m.subject,
                                                'SizeInBytes': sizes[m.start]}]
    shape_lines(evidence, records)
    have = {int(row['offset']): (row['verdict'], row['basis'], row['join'])
            for row in run(tool, case, [evidence], os.path.join(root, 'out'), '--weak-join', 'subject+size')}
    keys = [(m.subject, sizes[m.start]) for m in messages if not m.id]
    meant = {(m.subject, sizes[m.start]) for m in named}
    wrong = 0
    for m in messages:
        key = (m.subject, sizes[m.start])
        want = 'weak' if not m.id and key in meant and keys.count(key) == 1 else ''
        verdict = ('indeterminate', 'NO_ID') if not m.id else ('exposed_not_shown', 'AUDITED_NO_HIT')
        wrong += have[m.start] != (*verdict, want)
    weak = sum(join == 'weak' for _, _, join in have.values())
    print(f'by subject and size: {n - wrong} of {n} verdicts as planted, {weak} weak joins')
    return wrong == 0 and weak > 0


def main():
    root, tool = sys.argv[1], os.path.abspath(sys.argv[2])
    seed, n = int(sys.argv[3]) if len(sys.argv) > 3 else 1, int(sys.argv[4]) if len(sys.argv) > 4 else 100000
    shutil.rmtree(root, ignore_errors=True)
    good = True
    for name, check, size in (('scale', check_scale, n), ('shapes', check_shapes, min(n, 3000)), ('weak', check_weak, 400)):
        os.makedirs(os.path.join(root, name))
        good &= check(os.path.join(root, name), tool, seed, size)
    good &= access_keys.check_keys(os.path.join(root, 'keys'), tool, seed, judge)
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()
