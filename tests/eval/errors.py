"""Report what is wrong with the quotations of a set, one error after the other.

    errors.py DIXIT SET [--type TYPE] [--class CLASS] [--limit N] [--data FOLDER]

SET is a set of quotations (polnear, gum, gum-facts, pdnc, litbank) or a file of that form, a train part for example.
Classes:

    missed    people marked it, nothing was found: shown with what stands there instead, if anything
    false     found, and nobody marked it
    speaker   found, with the wrong speaker or none
    span      found, with other boundaries

Each error comes with the step that decided, its confidence, the cue, the speakers and the context, the quotation in
brackets. The counts come first: class, type and step, largest first.
"""
import argparse
import collections
import pathlib
import sys
import tempfile

import sets

CONTEXT = 140
ATTRIBUTED = ('direct', 'mixed', 'indirect')

# gold and found are quotes, either of them None; instead: what else was said of the place of a missed one.
Error = collections.namedtuple('Error', 'kind type document gold found instead')


def overlapping(quotes, span):
    return next((quote for quote in quotes if quote['end'] > span['start'] and quote['start'] < span['end']), None)


def judge(scorer, strip, gold, found):
    if not sets.speaker_is_right(scorer, gold, found):
        return 'speaker'
    if strip(gold['start'], gold['end']) != strip(found['start'], found['end']):
        return 'span'
    return None


def document_errors(scorer, document, answer):
    novel = any(quote.get('entity') for quote in document['quotes'])  # only direct speech is marked there
    found = [quote for quote in answer['quotes'] if quote['type'] in (ATTRIBUTED[:1] if novel else ATTRIBUTED)]
    pairs = sets.match(scorer, document, found)
    _, strip = scorer.stripper(document['text'])
    for index, gold in enumerate(document['quotes']):
        kind = scorer.kind(gold)
        if kind == 'other':
            continue  # wishes and beliefs count neither way
        if index not in pairs:
            yield Error('missed', kind, document, gold, None, overlapping(answer['quotes'], gold))
            continue
        quote = found[pairs[index]]
        wrong = judge(scorer, strip, gold, quote)
        if wrong:
            yield Error(wrong, kind, document, gold, quote, None)
    for index in set(range(len(found))) - set(pairs.values()):
        yield Error('false', found[index]['type'], document, None, found[index], None)


def all_errors(scorer, gold, found):
    return [error for document, answer in zip(sets.read_lines(gold), sets.read_lines(found))
            for error in document_errors(scorer, document, answer)]


# ---- printing ----

def step_of(error):
    quote = error.found or error.instead
    return '-' if not quote else quote.get('step') or quote['type']


def text_of(part):
    return '-' if not part else part.get('text') or part.get('name') or '-'


def context(document, quote):
    raw = document['text'].encode()
    parts = [raw[max(0, quote['start'] - CONTEXT):quote['start']], b'[', raw[quote['start']:quote['end']], b']',
             raw[quote['end']:quote['end'] + CONTEXT]]
    return b''.join(parts).decode(errors='replace').replace('\n', '¶')


def describe(error):
    quote = error.found or error.instead or {}
    gold = error.gold or {}
    yield f'{error.document["id"]}: {error.kind}, {error.type}'
    sure = f' {quote["confidence"]:.2f}' if quote.get('confidence') is not None else ''
    yield f'    step     {step_of(error)}{sure}'
    yield f'    cue      {text_of(quote.get("cue"))}   marked: {text_of(gold.get("cue"))}'
    yield f'    speaker  {text_of(quote.get("speaker"))}   marked: {text_of(gold.get("speaker") or gold.get("entity"))}'
    if error.gold:
        yield f'    marked   {context(error.document, error.gold)}'
    if quote:
        yield f'    found    {context(error.document, quote)}'


def print_counts(errors):
    counts = collections.Counter((error.kind, error.type, step_of(error)) for error in errors)
    print(f'{"class":10}{"type":10}{"step":20}{"count":>6}')
    for (kind, of_type, step), count in counts.most_common():
        print(f'{kind:10}{of_type:10}{step:20}{count:6}')
    print(f'{len(errors)} errors')


def chosen_set(data, name):
    by_name = {chosen.name: chosen for chosen in sets.QUOTES}
    path = pathlib.Path(name)
    if name not in by_name and path.exists():
        return path.resolve().parent, sets.Set(path.stem, path.name, None)
    if name not in by_name or not (data / by_name[name].file).exists():
        sys.exit(f'{name}: there is no such set; known are {", ".join(by_name)}, below {data}')
    return data, by_name[name]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('dixit', type=pathlib.Path)
    parser.add_argument('set')
    parser.add_argument('--type', choices=ATTRIBUTED)
    parser.add_argument('--class', dest='kind', choices=('missed', 'false', 'speaker', 'span'))
    parser.add_argument('--limit', type=int, default=50, help='how many to show after the counts')
    parser.add_argument('--data', type=pathlib.Path, default=sets.DATA, help='where the evaluation sets are')
    arguments = parser.parse_args()
    base, chosen = chosen_set(arguments.data, arguments.set)
    with tempfile.TemporaryDirectory() as name:
        gold = sets.write_gold(base, chosen, pathlib.Path(name))
        found = sets.extract(arguments.dixit.resolve(), gold)
        errors = all_errors(sets.load_scorer(arguments.data), gold, found)
    errors = [error for error in errors
              if arguments.type in (None, error.type) and arguments.kind in (None, error.kind)]
    print_counts(errors)
    for error in errors[:arguments.limit]:
        print('\n' + '\n'.join(describe(error)))


if __name__ == '__main__':
    main()
