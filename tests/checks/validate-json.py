#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""validate-json.py SCHEMA DOCUMENT: the part of JSON Schema 2020-12 that docs/report.schema.json uses, and nothing else."""
import json
import re
import sys

KNOWN = {'$schema', '$id', '$defs', '$ref', 'title', 'description', 'type', 'const', 'enum', 'required', 'properties',
         'additionalProperties', 'items', 'minimum', 'maximum', 'pattern'}
TYPES = {'object': dict, 'array': list, 'string': str, 'null': type(None), 'boolean': bool, 'integer': int}


def is_type(value, name):
    return isinstance(value, TYPES[name]) and not (name == 'integer' and isinstance(value, bool))


def validate(value, schema, root, at):
    unknown = set(schema) - KNOWN
    if unknown:
        raise SystemExit(f'{at}: the schema uses {sorted(unknown)}, which this script does not know')
    if '$ref' in schema:
        target = root
        for name in schema['$ref'][2:].split('/'):
            target = target[name]
        yield from validate(value, target, root, at)
    if 'const' in schema and value != schema['const']:
        yield f'{at}: is not {schema["const"]!r}'
    if 'enum' in schema and value not in schema['enum']:
        yield f'{at}: {value!r} is none of {schema["enum"]}'
    if 'type' in schema:
        names = schema['type'] if isinstance(schema['type'], list) else [schema['type']]
        if not any(is_type(value, name) for name in names):
            yield f'{at}: {value!r} is not {names}'
            return
    if isinstance(value, int) and not isinstance(value, bool) and not schema.get('minimum', value) <= value <= schema.get('maximum', value):
        yield f'{at}: {value} is out of range'
    if isinstance(value, str) and 'pattern' in schema and not re.search(schema['pattern'], value):
        yield f'{at}: {value!r} does not match {schema["pattern"]}'
    if isinstance(value, list) and 'items' in schema:
        for i, item in enumerate(value):
            yield from validate(item, schema['items'], root, f'{at}[{i}]')
    if isinstance(value, dict):
        yield from validate_object(value, schema, root, at)


def validate_object(value, schema, root, at):
    properties, others = schema.get('properties', {}), schema.get('additionalProperties', True)
    for name in schema.get('required', []):
        if name not in value:
            yield f'{at}: has no {name!r}'
    for name, member in value.items():
        if name in properties:
            yield from validate(member, properties[name], root, f'{at}.{name}')
        elif others is False:
            yield f'{at}: {name!r} is not in the schema'
        elif others is not True:
            yield from validate(member, others, root, f'{at}.{name}')


def no_duplicates(pairs):
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise SystemExit(f'a member twice: {names}')
    return dict(pairs)


def refuse_constant(name):
    raise SystemExit(f'{name} is no JSON')


def main():
    with open(sys.argv[1], encoding='utf-8') as file:
        schema = json.load(file)
    with open(sys.argv[2], encoding='utf-8') as file:
        document = json.load(file, object_pairs_hook=no_duplicates, parse_constant=refuse_constant)
    problems = list(validate(document, schema, schema, '$'))
    print('\n'.join(problems[:20]))
    return 1 if problems else 0


sys.exit(main())
