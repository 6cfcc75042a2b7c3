"""How far dixit agrees with what other programs, some judged by hand, say of the documents in cites/: undefined keys,
duplicate keys, and footnotes that are undefined, unused, duplicate, in conflict or identical. And that it says nothing
of keys and footnotes in documents that are kept up.

    citations.py DIXIT [--data FOLDER]    lists the disagreements
"""
import argparse
import collections
import json
import pathlib
import subprocess

import sets

# Where no front matter names the bibliography: the folder's.
SHARED = {'md-pandoc/otl/': 'ontheline.bib', 'md-pandoc/rlhf-book/': 'bib.bib', 'latex/hott/': 'references.bib'}
MAINTAINED = ['md-pandoc/otl/*.Rmd', 'md-pandoc/rlhf-book/*.md', 'md-manubot/deep-review/*.md', 'md-footnotes/18f/*.md']
ABOUT_KEYS = ('citations/undefined-key', 'citations/undefined-footnote', 'citations/unused-footnote',
              'citations/duplicate-footnote', 'citations/conflicting-footnote', 'references/duplicate-key')


def path_of(expected):
    """The document an answer is about: the folders are joined by "_" and "__"."""
    name = expected.stem.replace('__', '/')
    return name if name.startswith('wikitext') else name.replace('_', '/', 1)


def find(dixit, root, path):
    """{rule: {what it was found at}} and {rule: how often}."""
    options = [word for folder, bib in SHARED.items() if path.startswith(folder) for word in ('-b', folder + bib)]
    done = subprocess.run([dixit, 'lint', '--no-config', '--profile', 'strict', '--format', 'json', *options, path],
                          cwd=root, capture_output=True)
    text = (root / path).read_bytes()
    places, counts = collections.defaultdict(set), collections.Counter()
    for finding in json.loads(done.stdout)['files'][0]['findings']:
        places[finding['rule']].add(text[finding['start']:finding['end']].decode(errors='replace'))
        counts[finding['rule']] += 1
    return places, counts


def wiki_comparisons(places, counts, expected):
    yield 'undefined footnotes', counts['citations/undefined-footnote'], len(expected['undefined'])
    yield 'conflicting footnotes', counts['citations/conflicting-footnote'], len(expected['conflicting'])
    yield 'duplicate footnotes', counts['citations/duplicate-footnote'], len(expected['duplicate'])
    yield 'identical footnotes', len(places['citations/identical-footnotes']), len(expected['identical_unnamed'])


def comparisons(path, places, counts, expected):
    """(what, found, expected) of each thing both speak of."""
    if path.startswith('wikitext'):
        yield from wiki_comparisons(places, counts, expected)
        return
    if not path.endswith('.bib'):
        undefined = {key for key in expected.get('undefined') or [] if not key.startswith('[^')}
        yield 'undefined keys', places['citations/undefined-key'], undefined
    if 'duplicate' in expected:
        rules = ['references/duplicate-key', 'citations/duplicate-footnote', 'citations/conflicting-footnote']
        yield 'duplicates', sum(counts[rule] for rule in rules), len(expected['duplicate'])
    if 'undefined_footnote_refs' in expected:
        yield 'undefined footnotes', places['citations/undefined-footnote'], set(expected['undefined_footnote_refs'])
        yield 'unused footnotes', places['citations/unused-footnote'], set(expected['unused'] or [])


def compare(dixit, data):
    """[(document, what, found, expected)] of all documents."""
    root, rows = data / 'cites', []
    for file in sorted((root / 'expected').glob('*.json')):
        path = path_of(file)
        if file.stem.startswith('bib-') or not (root / path).is_file():
            continue
        places, counts = find(dixit, root, path)
        expected = json.loads(file.read_text(encoding='utf-8'))
        rows += [(path, *row) for row in comparisons(path, places, counts, expected)]
    return rows


def figures(dixit, data):
    if not (data / 'cites/expected').is_dir():
        return {}
    rows = compare(dixit, data)
    kept = [path.relative_to(data / 'cites').as_posix() for pattern in MAINTAINED
            for path in (data / 'cites').glob(pattern)]
    clean = [not any(find(dixit, data / 'cites', path)[1][rule] for rule in ABOUT_KEYS) for path in kept]
    return {('cites', 'agreement'): sum(row[2] == row[3] for row in rows) / len(rows),
            ('cites', 'maintained documents left alone'): sum(clean) / len(clean)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('dixit')
    parser.add_argument('--data', default=sets.DATA, type=pathlib.Path)
    asked = parser.parse_args()
    dixit = str(pathlib.Path(asked.dixit).resolve())
    for path, what, found, expected in compare(dixit, asked.data):
        if found != expected:
            print(f'{path}: {what}: found {found}, expected {expected}')
    for (_, name), figure in figures(dixit, asked.data).items():
        print(f'{name} {figure:.3f}')


if __name__ == '__main__':
    main()
