"""Turn the word lists into the lexicon: lexicon_table.c and lexicon_classes.h.

    lexicon.py OUT_TABLE.c OUT_CLASSES.h CLUSTERS FILE...

CLUSTERS has the cluster of each frequent word by its hash, the most frequent first. A file in a folder `words` or `topics` is a class, named after the file. A line is a word, or several separated by
blanks; '#' starts a comment. In words/verbs.txt a line is a verb: its base form alone when it is regular, else its forms
(base, third person, past, -ing, and the past participle where it differs), and, after ':', further classes for all of
them; forms get the classes verb_base, verb_third, verb_past, verb_ing, verb_participle. A topic named *_verb lists base
forms and holds for all forms.
"""
import pathlib, re, sys

# The part of a word (doc/parts.h): the first line one of whose classes it has.
PARTS = [
    ('THAT', 'that'), ('TO', 'to'), ('ACCORDING', 'according'), ('FIRST_PERSON', 'first_person'), ('BE', 'be'),
    ('HAVE', 'have'), ('MODAL', 'modal'), ('AUXILIARY', 'auxiliary'), ('NEGATION', 'negation'),
    ('RELATIVE', 'relative'), ('PRONOUN', 'subject_pronoun'), ('POSSESSIVE', 'possessive'),
    ('DETERMINER', 'determiner'), ('CONJUNCTION', 'conjunction'), ('PREPOSITION', 'preposition'),
    ('SUBORDINATOR', 'subordinator'), ('PRONOUN', 'pronoun'), ('TIME', 'month weekday'), ('TITLE', 'title')]
NOUN_PARTS = [
    ('PERSON', 'role person_noun family'), ('GROUP', 'group'), ('ORGANIZATION', 'organization'),
    ('CUE_NOUN', 'cue_noun'), ('DOCUMENT', 'document')]

# What a word's ending tells where the lexicon does not: least length, ending, part. In the order of doc/parts.h.
ENDINGS = [(5, 'ing', 'ING'), (4, 'ed', 'ED'), (5, 'ly', 'LY'), (0, '', 'WORD')]
CLUSTERS = 128

# What is known of tokens other than words, by their kind: part, traits.
SIGNS = [
    ('NUMBER', 'NUMBER', 'TRAIT_NUMBER'), ('MARK', 'MARK', '0'), ('STOP', 'STOP', '0'), ('COMMA', 'COMMA', '0'),
    ('COLON', 'COLON', 'TRAIT_CUE'), ('SEMICOLON', 'SEMICOLON', '0'), ('DASH', 'DASH', '0'), ('OPEN', 'OPEN', '0'),
    ('CLOSE', 'CLOSE', '0'), ('SYMBOL', 'SYMBOL', '0'), ('OPAQUE', 'OPAQUE', 'TRAIT_OPAQUE'), ('CITE', 'OPAQUE', '0')]

VERB_FORMS = ['verb_base', 'verb_third', 'verb_past', 'verb_ing', 'verb_participle']


def fnv(word):
    h = 2166136261
    for byte in word.encode():
        h = (h ^ byte) * 16777619 & 0xFFFFFFFF
    return h


def key(word):
    """What trained weights know a word by: adding words to the lists leaves it as it is."""
    h = fnv(word)
    return (h ^ h >> 16) & 0xFFFF


def lines(path):
    for number, line in enumerate(path.read_text(encoding='utf-8').splitlines(), 1):
        line = line.split('#')[0].strip()
        if line:
            yield number, line


def regular_forms(base):
    """deny -> deny, denies, denied, denying"""
    if base.endswith('y') and base[-2] not in 'aeiou':
        return [base, base[:-1] + 'ies', base[:-1] + 'ied', base + 'ing']
    third = base + ('es' if base.endswith(('s', 'x', 'z', 'ch', 'sh')) else 's')
    if base.endswith('ee'):
        return [base, third, base + 'd', base + 'ing']
    stem = base[:-1] if base.endswith('e') else base
    return [base, third, stem + 'ed', stem + 'ing']


def read_verbs(path, rows, lemmas):
    for number, line in lines(path):
        forms, _, classes = line.partition(':')
        forms = forms.split()
        if len(forms) == 1:
            forms = regular_forms(forms[0])
        if not 4 <= len(forms) <= 5:
            sys.exit(f'{path}:{number}: a verb has 1, 4 or 5 forms, not {len(forms)}')
        if len(forms) == 4:
            forms.append(forms[2])
        for form, name in zip(forms, VERB_FORMS):
            rows.setdefault(form, set()).update(('words', c) for c in [name, 'verb', *classes.split()])
            lemmas.setdefault(form, forms[0])


def read(paths):
    rows, lemmas, classes = {}, {}, {'words': set(), 'topics': set()}
    for path in map(pathlib.Path, paths):
        kind = path.parent.name
        if path.name == 'verbs.txt':
            read_verbs(path, rows, lemmas)
            continue
        classes[kind].add(path.stem)
        for _, line in lines(path):
            for word in line.split():
                rows.setdefault(word.lower(), set()).add((kind, path.stem))
    for form, base in lemmas.items():
        rows[form].update(item for item in rows[base] if item[0] == 'topics' and item[1].endswith('_verb'))
    for word_classes in rows.values():
        for kind, name in word_classes:
            classes[kind].add(name)
    return rows, lemmas, classes


def first_part(table, classes):
    return next((part for part, names in table if classes & set(names.split())), 'NONE')


def verb_part(classes):
    if 'speech' in classes:
        return ('SPEECH_PAST' if 'verb_past' in classes else 'SPEECH_THIRD' if 'verb_third' in classes else
                'SPEECH_ING' if 'verb_ing' in classes else 'SPEECH_BASE')
    return 'MENTAL' if 'mental' in classes else 'EVIDENCE' if 'evidence' in classes else 'VERB'


def parts(word, classes):
    """The part of a word with these classes, in lower case and capitalised."""
    ending = next(part for length, end, part in ENDINGS if len(word.encode()) >= length and word.endswith(end))
    lower, capital = parts_of_classes(classes)
    return (ending if lower == 'NONE' else lower), ('CAPITAL' if capital == 'NONE' else capital)


def parts_of_classes(classes):
    """As parts, NONE where classes say nothing."""
    part = first_part(PARTS, classes)
    if part != 'NONE':
        return part, part
    noun = first_part(NOUN_PARTS, classes)
    rest = noun if noun != 'NONE' else 'ADVERB' if 'adverb' in classes else 'NONE'
    if 'verb' not in classes or (noun != 'NONE' and 'verb_past' not in classes):
        return rest, rest
    verb = verb_part(classes)
    return verb, noun if noun != 'NONE' else verb


def read_clusters(path):
    """Clusters by hash, in the order of the file."""
    pairs = (pair.split(':') for _, line in lines(path) for pair in line.split())
    return {int(code, 16): int(cluster) for code, cluster in pairs}


def slots(rows, clusters, unknown):
    """Hashes and rows, the frequent ones where the search for them begins."""
    order = [*clusters, *(code for code in rows if code not in clusters)]
    size = 1
    while 3 * size < 4 * len(order):
        size *= 2
    table = [None] * size
    for code in order:
        at = code % size
        while table[at]:
            at = (at + 1) % size
        table[at] = (code, rows.get(code, unknown + len(ENDINGS) * clusters.get(code, 0)))
    return [slot or (0, unknown) for slot in table]


def main(out_table, out_classes, cluster_path, *paths):
    rows, lemmas, classes = read(paths)
    clusters = read_clusters(pathlib.Path(cluster_path))
    bits = {}
    header = ['/* Generated by src/gen/lexicon.py from src/data: do not edit. */',
              '#ifndef DIXIT_LEXICON_CLASSES_H', '#define DIXIT_LEXICON_CLASSES_H', '#include <stdint.h>']
    for kind, prefix in (('words', 'WORD'), ('topics', 'TOPIC')):
        names = sorted(classes[kind])
        if len(names) > 64:
            sys.exit(f'{len(names)} classes in {kind}: there is room for 64')
        for bit, name in enumerate(names):
            bits[kind, name] = bit
            header.append(f'#define {prefix}_{name.upper()} (UINT64_C(1) << {bit})')
    header += [f'enum {{ TOPIC_BIT_{name.upper()} = {bits["topics", name]} }};' for name in sorted(classes['topics'])]
    words = sorted(rows)
    unknown = len(words) + 1
    if unknown + len(ENDINGS) * CLUSTERS > 65536:
        sys.exit(f'{len(words)} words: there is no room for so many')
    hashes = {fnv(word): row for row, word in enumerate(words, 1)}
    if len(hashes) < len(words) or 0 in hashes:
        sys.exit('two words have the same hash, or one has 0: leave one out')
    signs_at = unknown + len(ENDINGS) * CLUSTERS
    header += [f'enum {{ LEXICON_UNKNOWN = {unknown}, LEXICON_SIGNS = {signs_at} }};', '#endif']
    table_rows = ['const lexicon_row lexicon_rows[] = {', '{0, 0, 0},']
    briefs = ['#define BRIEF(bits, lower, capital, cluster) '
              '{PHRASE_TRAITS(UINT64_C(bits)), {PART_##lower, PART_##capital}, cluster, '
              'PHRASE_HEADED(UINT64_C(bits))},',
              'const lexicon_brief lexicon_briefs[] = {', '{0, {PART_NONE, PART_NONE}, 0, PHRASE_OTHER},']
    for word in words:
        masks = {'words': 0, 'topics': 0}
        for kind, name in rows[word]:
            masks[kind] |= 1 << bits[kind, name]
        lower, capital = parts(word, {name for kind, name in rows[word] if kind == 'words'})
        table_rows.append('{UINT64_C(0x%x), UINT64_C(0x%x), 0x%x}, /* %s */' % (
            masks['words'], masks['topics'], key(lemmas.get(word, word)), word))
        briefs.append('BRIEF(0x%x, %s, %s, %d)' % (masks['words'], lower, capital, clusters.get(fnv(word), 0)))
    table_rows += ['{0, 0, 0},'] * (CLUSTERS * len(ENDINGS))
    briefs += ['BRIEF(0, %s, CAPITAL, %d)' % (part, cluster) for cluster in range(CLUSTERS) for _, _, part in ENDINGS]
    briefs += ['[LEXICON_SIGNS + DIXIT_%s] = {%s, {PART_%s, PART_%s}, 0, PHRASE_OTHER},' % (kind, traits, part, part)
               for kind, part, traits in SIGNS]
    body = ['/* Generated by src/gen/lexicon.py from src/data: do not edit. */', '#include "doc/lexicon.h"',
            *table_rows, '};', *briefs, '};']
    table = slots(hashes, clusters, unknown)
    body.append(f'const uint32_t lexicon_slot_mask = {len(table) - 1};')
    body.append('const lexicon_slot lexicon_slots[] = {')
    body += ['{0x%xu, %d},' % slot for slot in table]
    body.append('};')
    pathlib.Path(out_table).write_text('\n'.join(body) + '\n')
    pathlib.Path(out_classes).write_text('\n'.join(header) + '\n')


if __name__ == '__main__':
    main(*sys.argv[1:])
