"""Measure accuracy on the evaluation sets, and fail when a figure falls below its floor.

    run.py DIXIT [--raise] [--data FOLDER]

Prints one table (set, measure, figure, floor), then how often attributions of direct speech are right at each
confidence. floors.json holds the floors; --raise lifts each to today's figure less a margin for small changes, and
lowers none. All measures are shares of 1, and more is better. Without ../shared/eval there is nothing
to measure, and nothing fails.
"""
import argparse
import json
import pathlib
import sys
import tempfile

import citations
import sets

FLOORS = pathlib.Path(__file__).with_name('floors.json')
MARGIN = .005
BINS = [0, .3, .5, .6, .7, .8, .85, .9, .95, 1.01]
# Measured on fewer, a figure turns on single quotations.
FEWEST = 50


def quote_figures(scores):
    """Figures of each type people marked; of their mixed and direct speech together; of scare quotes left alone."""
    figures, rows = {}, scores['rows']
    for kind in ('direct', 'mixed', 'indirect'):
        row = rows[kind]
        if row['gold'] < FEWEST:
            continue
        figures[f'{kind} F1'] = row['f1']
        figures[f'{kind} speaker'] = row['speaker']
        figures[f'{kind} who-said-what'] = row['who_said_what']
    if rows['mixed']['gold']:
        figures.update(joint_figures([rows['direct'], rows['mixed']]))
    called_direct, scare = scores['scare_called_direct']
    if scare:
        figures['scare quotes left alone'] = 1 - called_direct / scare
    return figures


def joint_figures(rows):
    found = [row['gold'] * row['recall'] for row in rows]
    speakers = sum(row['speaker'] * count for row, count in zip(rows, found))
    return {'direct+mixed recall': sum(found) / sum(row['gold'] for row in rows),
            'direct+mixed speaker': speakers / sum(found) if sum(found) else 0}


def strict_figures(usual, strict):
    """How much of what a strict engine keeps of direct speech is right, speaker included; how much it keeps."""
    row = strict['rows']['direct']
    right = row['who_said_what'] / row['f1'] if row['f1'] else 0
    return {'strict precision': row['precision'] * right,
            'strict share kept': row['predicted'] / max(1, usual['rows']['direct']['predicted'])}


def claim_figures(scores):
    return {'F1': scores['f1'], 'average precision': scores['ap'], 'AUC': scores['auc']}


def has_claims(found):
    return any(item['claims'] for item in sets.read_lines(found))


def measure_quotes(dixit, data, folder, chosen):
    gold = sets.write_gold(data, chosen, folder)
    found = sets.extract(dixit, gold)
    scores = sets.score(data, 'score_quotes.py', gold, found)
    figures = quote_figures(scores)
    if chosen.name in sets.KINDS:
        figures.update(kind_figures(chosen, found))
    if chosen.name == 'polnear':
        strict = sets.extract(dixit, gold, '--strict')
        figures.update(strict_figures(scores, sets.score(data, 'score_quotes.py', gold, strict)))
    return figures


def kind_figures(chosen, found):
    """How many documents are taken for the kind of text they are."""
    kinds = [item['kind'] == sets.KINDS[chosen.name] for item in sets.read_lines(found)]
    return {'kind': sum(kinds) / len(kinds)}


def measure_claims(dixit, data, folder, chosen):
    gold = sets.write_gold(data, chosen, folder)
    found = sets.extract(dixit, gold, '--scores')
    return claim_figures(sets.score(data, 'score_claims.py', gold, found)) if has_claims(found) else {}


WEASEL_RULES = ('sources/vague', 'sources/passive')


def measure_weasels(dixit, data, folder, chosen):
    """Sentences that blame nobody in particular: what rules about sources find in them stands for a claim. By default
    all of those rules, and in the profile wikipedia the two that look for weasels as broadly as encyclopaedias do."""
    gold, figures = sets.write_gold(data, chosen, folder), {}
    for options, name, wanted in ((), '', 'sources/'), (('--profile', 'wikipedia'), 'wikipedia ', WEASEL_RULES):
        found = sets.extract(dixit, gold, *options)
        lines = [{'id': item['id'], 'claims': [{'score': 1} for finding in item['findings']
                                               if finding['rule'].startswith(wanted)]}
                 for item in sets.read_lines(found)]
        found.write_text(''.join(json.dumps(line) + '\n' for line in lines), encoding='utf-8')
        scores = sets.score(data, 'score_claims.py', gold, found)
        figures |= {f'{name}precision': scores['precision'], f'{name}recall': scores['recall']}
    return figures


MEASURED = [(sets.QUOTES, measure_quotes), (sets.CLAIMS, measure_claims), (sets.WEASELS, measure_weasels)]


def measure(dixit, data, folder):
    """{(set, measure): figure} of every set that is there."""
    figures = {}
    for kind, measure_one in MEASURED:
        for chosen in kind:
            if not (data / chosen.file).exists():
                print(f'{chosen.name}: skipped, there is no {chosen.file}')
                continue
            measured = measure_one(dixit, data, folder, chosen)
            if not measured:
                print(f'{chosen.name}: skipped, this build finds no claims')
            figures.update({(chosen.name, name): figure for name, figure in measured.items()})
    figures.update(citations.figures(dixit, data))
    return figures


# ---- confidence ----

def confidences(data, folder):
    """(confidence, right or not) of each piece of direct speech in the news that is attributed, to nobody perhaps."""
    scorer, pairs = sets.load_scorer(data), []
    gold = sets.read_lines(folder / 'polnear.gold.jsonl')
    for document, answer in zip(gold, sets.read_lines(folder / 'polnear.gold.found')):
        found = [quote for quote in answer['quotes'] if quote['type'] in ('direct', 'mixed', 'indirect')]
        right = {other: sets.speaker_is_right(scorer, document['quotes'][marked], found[other])
                 for marked, other in sets.match(scorer, document, found).items()}
        pairs += [(quote['confidence'], right.get(other, False)) for other, quote in enumerate(found)
                  if quote['type'] == 'direct' and 'confidence' in quote]
    return pairs


def print_reliability(pairs):
    print('\npolnear direct: how often who-said-what is right at each confidence\n')
    print(f'{"confidence":14}{"count":>6}{"said":>8}{"right":>8}')
    for low, high in zip(BINS, BINS[1:]):
        inside = [(sure, right) for sure, right in pairs if low <= sure < high]
        if inside:
            said = sum(sure for sure, _ in inside) / len(inside)
            print(f'{low:.2f} - {min(high, 1):.2f}   {len(inside):6}{said:8.3f}'
                  f'{sum(right for _, right in inside) / len(inside):8.3f}')


# ---- floors ----

def read_floors():
    stored = json.loads(FLOORS.read_text(encoding='utf-8')) if FLOORS.exists() else {}
    return {(name, measure): floor for name, floors in stored.items() for measure, floor in floors.items()}


def raise_floors(floors, figures):
    stored = {}
    for name, measure in list(dict.fromkeys([*figures, *floors])):
        lifted = round(figures.get((name, measure), 0) - MARGIN, 3)
        stored.setdefault(name, {})[measure] = max(lifted, floors.get((name, measure), 0))
    FLOORS.write_text(json.dumps(stored, indent=2) + '\n', encoding='utf-8')


def print_table(figures, floors):
    print(f'\n{"set":20}{"measure":28}{"figure":>7}{"floor":>8}')
    for key, figure in figures.items():
        floor = floors.get(key)
        shown = '' if floor is None else f'{floor:8.3f}{"  BROKEN" if figure < floor else ""}'
        print(f'{key[0]:20}{key[1]:28}{figure:7.3f}{shown}')


def broken_floors(figures, floors, data):
    """The floors under a figure that fell, or is no longer there though its set is."""
    present = {chosen.name for kind, _ in MEASURED for chosen in kind if (data / chosen.file).exists()}
    return [key for key, floor in floors.items() if key[0] in present and figures.get(key, 0) < floor]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('dixit', type=pathlib.Path)
    parser.add_argument('--raise', dest='lift', action='store_true', help="lift the floors to today's figures")
    parser.add_argument('--data', type=pathlib.Path, default=sets.DATA, help='where the evaluation sets are')
    arguments = parser.parse_args()
    if not (arguments.data / 'score_quotes.py').exists():
        print('no ../shared/eval here: accuracy is not measured')
        return 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        figures = measure(arguments.dixit.resolve(), arguments.data, folder)
        pairs = confidences(arguments.data, folder)
    if arguments.lift:
        raise_floors(read_floors(), figures)
    floors = read_floors()
    print_table(figures, floors)
    print_reliability(pairs)
    broken = broken_floors(figures, floors, arguments.data)
    for name, measure_name in broken:
        print(f'below its floor: {name}, {measure_name}')
    print(f'\n{len(floors) - len(broken)} floors hold, {len(broken)} broken')
    return bool(broken)


if __name__ == '__main__':
    sys.exit(main())
