"""Turn the rule descriptions into tables: rule_table.c and rule_ids.h.

    rules.py OUT_TABLE.c OUT_IDS.h FILE...

A file of src/data/rules is a category, named after the file. Its lines are `key: value`; a value goes on in lines that
are indented. '#' in the first column starts a comment. `rule:` starts a rule; then come, in any order:

    check       the function that looks for it, check_<name>; several rules may share one. None: the engine reports it
    severity    off, info, warning or error: what it is in the profile news
    suggested   what it is when switched on; needed when severity is off
    profiles    what it is elsewhere, such as `academic=off fiction=info`. Not named: as in news; in strict: as suggested
    format      of the examples, where they are not plain text: markdown, bibtex, latex, mediawiki
    option      a number a check asks for, `name 40 mla=50 wikipedia=30: what it counts`, with what it is by default,
                under a manual of style and in a profile; may be given several times
    summary, rationale, source
    good, bad   an example text without and with such a finding; may be given several times; an indented block keeps its
                lines and blank lines
"""
import pathlib, re, sys

SEVERITIES = ['off', 'info', 'warning', 'error']
FORMATS = {'plain': 'DIXIT_PLAIN', 'markdown': 'DIXIT_MARKDOWN', 'bibtex': 'DIXIT_BIBTEX', 'latex': 'DIXIT_LATEX',
           'mediawiki': 'DIXIT_MEDIAWIKI'}
PROFILES = ['news', 'wikipedia', 'academic', 'fiction', 'strict']
MANUALS = ['apa', 'chicago', 'mla']
NEEDED = ['severity', 'summary', 'rationale', 'source', 'good', 'bad']
ONCE = {'check', 'severity', 'suggested', 'profiles', 'format', 'summary', 'rationale', 'source'}


def fail(path, number, message):
    sys.exit(f'{path}:{number}: {message}')


def entries(path):
    """(line number, key, value lines) of each `key: value`; indentation of two blanks is taken away."""
    found = []
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        if line.startswith('#'):
            continue
        if not line.strip() or line.startswith('  '):
            if found:
                found[-1][2].append(line[2:])
            elif line.strip():
                fail(path, number, 'text before the first key')
            continue
        key, colon, value = line.partition(':')
        if not colon:
            fail(path, number, 'not `key: value`')
        found.append((number, key, [value.strip()]))
    return found


def read_option(path, number, text):
    numbers, _, help_text = text.partition(':')
    name, *values = numbers.split()
    if not values or not help_text:
        fail(path, number, 'an option is `name default [manual=value ...]: help`')
    levels = {}
    for word in values[1:]:
        where, _, value = word.partition('=')
        if where not in PROFILES + MANUALS:
            fail(path, number, f'{where}: there is no such profile or manual')
        levels[where] = int(value)
    elsewhere = ', '.join(f'{where} {value}' for where, value in levels.items())
    help_text = help_text.strip() + (f' ({elsewhere})' if elsewhere else '')
    return {'name': name, 'value': int(values[0]), 'values': levels, 'help': help_text}


def read(path):
    rules = []
    for number, key, value in entries(path):
        while value and not value[-1].strip():
            value.pop()
        if key == 'rule':
            rules.append({'id': value[0], 'at': (path, number), 'good': [], 'bad': [], 'option': []})
        elif not rules:
            fail(path, number, '`rule:` must come first')
        elif key in ('good', 'bad'):
            rules[-1][key].append('\n'.join(value[0:1] * bool(value[0]) + value[1:]))
        elif key == 'option':
            rules[-1][key].append(read_option(path, number, ' '.join(part.strip() for part in value)))
        elif key in ONCE and key not in rules[-1]:
            rules[-1][key] = ' '.join(part.strip() for part in value).strip()
        else:
            fail(path, number, f'{key}: no such key, or given twice')
    return rules


def check(rule):
    path, number = rule['at']
    for key in NEEDED:
        if not rule.get(key):
            fail(path, number, f'{rule["id"]} has no {key}')
    if rule['id'].split('/')[0] != path.stem:
        fail(path, number, f'{rule["id"]} stands in the wrong file')
    rule.setdefault('suggested', rule['severity'])
    if rule['severity'] not in SEVERITIES or rule['suggested'] not in SEVERITIES[1:]:
        fail(path, number, f'{rule["id"]}: severity is one of {", ".join(SEVERITIES)}, suggested is not off')
    levels = dict.fromkeys(PROFILES, rule['severity'])
    levels['strict'] = rule['suggested']
    for word in rule.get('profiles', '').split():
        name, _, level = word.partition('=')
        if name not in PROFILES or level not in SEVERITIES:
            fail(path, number, f'{rule["id"]}: no profile or severity {word}')
        levels[name] = level
    rule['levels'] = [levels[name] for name in PROFILES]


def constant(rule_id):
    return 'RULE_' + re.sub(r'[^a-z]', '_', rule_id).upper()


def option_constant(rule, option):
    return 'OPTION_' + re.sub(r'[^a-z]', '_', f'{rule["id"]}_{option["name"]}').upper()


def literal(text):
    escaped = ''.join({'"': '\\"', '\\': '\\\\', '\n': '\\n'}.get(c, c) if c.isascii() else
                      ''.join(f'\\{b:03o}' for b in c.encode()) for c in text)
    return f'"{escaped}"'


def check_names(rules):
    return sorted({rule['check'] for rule in rules if 'check' in rule})


def header(rules):
    lines = ['/* Generated by src/gen/rules.py from src/data/rules: do not edit. */',
             '#ifndef DIXIT_RULE_IDS_H', '#define DIXIT_RULE_IDS_H', 'enum {']
    lines += [f'  {constant(rule["id"])},' for rule in rules]
    lines += ['  RULE_COUNT', '};', 'enum {']
    lines += [f'  {option_constant(rule, option)},' for rule in rules for option in rule['option']]
    lines += ['  RULE_OPTION_COUNT', '};', f'#define RULE_PROFILE_NAMES {literal(", ".join(PROFILES))}',
              f'#define RULE_MANUAL_NAMES {literal(", ".join(MANUALS))}', 'struct rule_run;']
    lines += [f'void check_{name}(struct rule_run *run);' for name in check_names(rules)]
    return lines + ['#endif']


def option_tables(rules):
    options = [option for rule in rules for option in rule['option']]
    lines = ['const dixit_rule_option rule_options[RULE_OPTION_COUNT] = {']
    lines += [f'  {{{literal(option["name"])}, {literal(option["help"])}, {option["value"]}}},' for option in options]
    lines += ['};', 'const char *const rule_manuals[] = {' + ', '.join(map(literal, MANUALS)) + ', 0};']
    for name, places in (('manual', MANUALS), ('profile', PROFILES)):
        lines.append(f'const uint32_t rule_{name}_values[][RULE_OPTION_COUNT] = {{')
        for place in places:
            values = (option['values'].get(place, 'DIXIT_NONE') for option in options)
            lines.append('  {' + ', '.join(map(str, values)) + '},')
        lines.append('};')
    return lines


def table(rules):
    checks = check_names(rules)
    lines = ['/* Generated by src/gen/rules.py from src/data/rules: do not edit. */', '#include "rules/rule.h"']
    lines.append('const rule_check rule_checks[] = {')
    lines += [f'  check_{name},' for name in checks]
    lines += ['};', f'const uint32_t rule_check_count = {len(checks)};']
    lines += ['const uint8_t rule_check_of[RULE_COUNT] = {' + ', '.join(
        str(checks.index(rule['check'])) if 'check' in rule else 'RULE_NO_CHECK' for rule in rules) + '};']
    names = ', '.join(literal(name) for name in PROFILES)
    lines += [f'const char *const rule_profiles[] = {{{names}, 0}};',
              f'const uint8_t rule_profile_severities[][RULE_COUNT] = {{']
    for at in range(len(PROFILES)):
        lines.append('  {' + ', '.join(str(SEVERITIES.index(rule['levels'][at])) for rule in rules) + '},')
    lines.append('};')
    for at, rule in enumerate(rules):
        for key in ('good', 'bad'):
            texts = ', '.join(literal(text) for text in rule[key])
            lines.append(f'static const char *const {key}_{at}[] = {{{texts}, 0}};')
    lines += option_tables(rules)
    lines.append('const dixit_rule rule_table[RULE_COUNT] = {')
    first = 0
    for at, rule in enumerate(rules):
        texts = ', '.join(literal(rule[key]) for key in ('id', 'summary', 'rationale', 'source'))
        levels = ', '.join(str(SEVERITIES.index(rule[key])) for key in ('severity', 'suggested'))
        options = f'rule_options + {first}, {len(rule["option"])}' if rule['option'] else '0, 0'
        lines.append(f'  {{{texts}, good_{at}, bad_{at}, {options}, {levels}, '
                     f'{FORMATS[rule.get("format", "plain")]}, 0}},')
        first += len(rule['option'])
    return lines + ['};']


def main(out_table, out_ids, *paths):
    rules = sorted((rule for path in paths for rule in read(pathlib.Path(path))), key=lambda rule: rule['id'])
    for rule, after in zip(rules, rules[1:] + [{'id': None}]):
        check(rule)
        if rule['id'] == after['id']:
            fail(*after['at'], f'{rule["id"]} stands there twice')
    pathlib.Path(out_table).write_text('\n'.join(table(rules)) + '\n')
    pathlib.Path(out_ids).write_text('\n'.join(header(rules)) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
