"""The evaluation sets: which there are, what the command finds in them, how findings meet what people marked.

The sets and their scorers lie in ../shared/eval, beside the repository; nothing of them is in it. A set whose file is
not there does not exist.
"""
import collections
import importlib.util
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT.parent / 'shared/eval'

# file: below the data folder; keep: which of its lines count, all when None.
Set = collections.namedtuple('Set', 'name file keep')


def outside_fiction(document):
    return '/GUM_fiction_' not in document['id']


def fold_zero(item):
    return item['meta'].get('fold') == 0


QUOTES = [
    Set('polnear', 'quotes/polnear.dev.jsonl', None),
    Set('gum', 'quotes/gum.dev.jsonl', None),
    Set('gum-facts', 'quotes/gum.dev.jsonl', outside_fiction),
    Set('pdnc', 'quotes/pdnc.dev.jsonl', None),
    Set('litbank', 'quotes/litbank.dev.jsonl', None),
]
# What kind of text all documents of a set are.
KINDS = {'polnear': 'news', 'pdnc': 'fiction', 'litbank': 'fiction'}
CLAIMS = [
    Set('claimbuster-fold0', 'claims/claimbuster.train.jsonl', fold_zero),
    Set('claimbuster', 'claims/claimbuster.dev.jsonl', None),
    Set('policlaim', 'claims/policlaim.dev.jsonl', None),
]
WEASELS = [
    Set('wiki-weasel', 'claims/wiki_weasel.dev.jsonl', None),
]


def write_gold(data, chosen, folder):
    """The lines of a set that count, in a file of their own."""
    path = folder / f'{chosen.name}.gold.jsonl'
    with open(data / chosen.file, encoding='utf-8') as source, open(path, 'w', encoding='utf-8') as target:
        target.writelines(line for line in source if not chosen.keep or chosen.keep(json.loads(line)))
    return path


def extract(dixit, gold, *options):
    """Run the command on a gold file; the path of what it found. The command is told the texts alone."""
    path = gold.with_suffix('.'.join(['', *(option.strip('-') for option in options), 'found']))
    with open(gold, encoding='utf-8') as lines:
        items = [json.loads(line) for line in lines]
    asked = ''.join(json.dumps({'id': item['id'], 'text': item['text'], 'format': 'plain'}) + '\n' for item in items)
    done = subprocess.run([dixit, 'extract', '--no-config', '--jsonl', *options], input=asked.encode(),
                          capture_output=True)
    if done.returncode:
        sys.exit(f'{dixit} extract {" ".join(options)} ended with {done.returncode}: {done.stderr.decode()}')
    path.write_bytes(done.stdout)
    return path


def score(data, scorer, gold, found):
    """What a scorer says, as JSON. It fails on texts without an answer, which is our failure too."""
    done = subprocess.run([sys.executable, data / scorer, gold, found, '--json'], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f'{scorer}: texts without an answer in {found.name}, or {done.stderr or done.stdout}')
    return json.loads(done.stdout)


def read_lines(path):
    with open(path, encoding='utf-8') as lines:
        return [json.loads(line) for line in lines]


def load_scorer(data):
    """The scorer of quotations as a module: its rules for spans and speakers are ours."""
    spec = importlib.util.spec_from_file_location('score_quotes', data / 'score_quotes.py')
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def match(scorer, document, found):
    """Pair what people marked with what was found, one to one, best overlap first, as the scorer does: {gold: found},
    by index."""
    _, strip = scorer.stripper(document['text'])
    gold_spans = [strip(quote['start'], quote['end']) for quote in document['quotes']]
    found_spans = [strip(quote['start'], quote['end']) for quote in found]
    overlaps = []
    for gold, span in enumerate(gold_spans):
        for other, other_span in enumerate(found_spans):
            share = scorer.iou(span, other_span)
            if share >= .5:
                overlaps.append((-share, gold, other))
    pairs, taken = {}, set()
    for _, gold, other in sorted(overlaps):
        if gold not in pairs and other not in taken:
            pairs[gold] = other
            taken.add(other)
    return pairs


def speaker_is_right(scorer, gold, found):
    """Nobody's quotation is right whoever is named for it."""
    if not (gold.get('speaker') or gold.get('entity')):
        return True
    return scorer.speaker_right(gold, found.get('speaker'))
