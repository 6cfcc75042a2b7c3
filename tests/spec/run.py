"""Run the literate examples: run.py DIXIT [--update] [FILE...]   (all of this folder when no file is named)

An example is a fence of eight or more backticks in a text that says why it is there:

    ```````` quotes
    “They left,” she said.
    .
    quote #0 0-17 speech curly-double "“They left,”"
    ````````

Behind the opening fence stand
    layers        what `dixit dump` is asked for; several get a head line each ("== quotes")
    markdown      the text's format, likewise latex, mediawiki, html, rst, asciidoc, org (plain text otherwise)
    escaped       the text has Python's escapes in it (\\r, \\x00, \\u2028 ...), for what cannot be seen or typed
    --option ...  handed to the command
or, instead of layers, `lint` or `extract` with options: then the output is that command's on a file text.txt or text.md.
The last line that is a single dot ends the text; the output follows. --update writes what the command says into the
files; read the diff before committing it.

Examples for the same layer and options share a process. How sure an attribution or a claim is, and which sentences
are claims, changes with every training: the numbers are left out, and sentences do not say.

Whole articles stand in articles/, what `dixit dump all` says of NAME.md or NAME.txt beside it in NAME.dump.

Prints TAP.
"""
import argparse
import collections
import difflib
import itertools
import pathlib
import re
import subprocess
import sys
import tempfile

LEARNT = re.compile(r'^(attribution #.*) [01]\.\d\d( no-speech)?$|^(claim #\d+ \d+-\d+) [01]\.\d\d|'
                    r'^(sentence #\d+ \d+-\d+ block=#\d+) claim=#\d+', re.M)
FENCE = re.compile(r'^(`{8,}) ?(.*)$')
BATCH = 200
COMMANDS = ('lint', 'extract')
ENDINGS = {'markdown': 'md', 'latex': 'tex', 'mediawiki': 'wiki', 'html': 'html', 'rst': 'rst', 'asciidoc': 'adoc', 'org': 'org'}


class Example:
    def __init__(self, path, line, words, text, expected):
        self.path, self.line, self.expected = path, line, expected
        self.ending = next((ENDINGS[w] for w in words if w in ENDINGS), 'txt')
        self.options = [w for w in words if w.startswith('-')]
        self.asked = [w for w in words if not w.startswith('-') and w not in (*ENDINGS, 'escaped')]
        raw = ''.join(f'{part}\n' for part in text).encode()
        if 'escaped' in words:
            raw = unescape(raw)
        self.text = raw
        self.name = f'text-{line}.{self.ending}'
        self.actual = ''

    def title(self):
        return f'{self.path.name}:{self.line} {" ".join(self.asked + self.options)}'


def unescape(raw):
    """Python's escapes; other characters stay as they are, \\x80 to \\xff give bytes."""
    def one(match):
        code = match[0]
        if code.startswith(b'\\x'):
            return bytes([int(code[2:], 16)])
        return code.decode('ascii').encode().decode('unicode_escape').encode()
    return re.sub(rb'\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8}|[abtnvfr0\\])', one, raw)


def read_examples(path):
    lines = path.read_text(encoding='utf-8').split('\n')
    at = 0
    while at < len(lines):
        opening = FENCE.match(lines[at])
        at += 1
        if not opening:
            continue
        end = next((n for n in range(at, len(lines)) if lines[n] == opening[1]), None)
        if end is None:
            sys.exit(f'{path}:{at}: this fence is never closed')
        body = lines[at:end]
        if '.' not in body:
            sys.exit(f'{path}:{at}: no line with a dot ends the text')
        dot = len(body) - 1 - body[::-1].index('.')
        yield Example(path, at, opening[2].split(), body[:dot], ''.join(f'{part}\n' for part in body[dot + 1:]))
        at = end + 1


def run(command, folder):
    done = subprocess.run(command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL)
    output = LEARNT.sub(r'\1\2\3\4', done.stdout.decode('utf-8', 'surrogateescape'))
    if done.returncode < 0 or done.returncode == 2:
        output += f'(exit code {done.returncode}) {done.stderr.decode(errors="replace")}'
    return done.returncode, output


def run_command(dixit, example, folder):
    name = f'text.{example.ending}'
    (folder / name).write_bytes(example.text)
    example.actual = run([dixit, example.asked[0], *example.options, name], folder)[1]


def split_heads(output, examples):
    """The output of several files by the head lines between them."""
    parts = re.split(r'^# (text-\d+\.[a-z]+)\n', output, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def dump(dixit, layer, examples, folder):
    """The dump of each example, by name."""
    command = [dixit, 'dump', layer, *examples[0].options]
    names = [e.name for e in examples]
    code, output = run([*command, *names], folder)
    if len(names) > 1 and code == 0:
        return split_heads(output, examples)
    if len(names) == 1:
        return {names[0]: output}
    return {name: run([*command, name], folder)[1] for name in names}  # one of them fails: find out which


def run_dumps(dixit, examples, folder):
    for example in examples:
        (folder / example.name).write_bytes(example.text)
    by_command = collections.defaultdict(list)
    for example in examples:
        for layer in example.asked:
            by_command[layer, tuple(example.options)].append(example)
    outputs = {}
    for (layer, _), group in by_command.items():
        for start in range(0, len(group), BATCH):
            batch = group[start:start + BATCH]
            for name, output in dump(dixit, layer, batch, folder).items():
                outputs[name, layer] = output
    for example in examples:
        heads = len(example.asked) > 1
        example.actual = ''.join((f'== {layer}\n' if heads else '') + outputs.get((example.name, layer), '')
                                 for layer in example.asked)


def run_file(dixit, path):
    examples = list(read_examples(path))
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        run_dumps(dixit, [e for e in examples if e.asked[0] not in COMMANDS], folder)
        for example in examples:
            if example.asked[0] in COMMANDS:
                run_command(dixit, example, folder)
    return examples


class Article:
    def __init__(self, dixit, path):
        self.dump = path.with_suffix('.dump')
        self.name = f'articles/{path.name}'
        self.expected = self.dump.read_text(encoding='utf-8') if self.dump.exists() else ''
        self.actual = run([dixit, 'dump', 'all', path.name], path.parent)[1]

    def title(self):
        return f'{self.name} all'


def read_articles(dixit, folder):
    return [Article(dixit, path) for path in sorted(folder.glob('*')) if path.suffix in ('.md', '.txt')]


def update(path, examples):
    lines = path.read_text(encoding='utf-8').split('\n')
    for example in reversed(examples):
        fence = FENCE.match(lines[example.line - 1])[1]
        end = lines.index(fence, example.line)
        dot = max(n for n in range(example.line, end) if lines[n] == '.')
        lines[dot + 1:end] = example.actual.split('\n')[:-1]
    path.write_text('\n'.join(lines), encoding='utf-8')


def report(number, example):
    good = example.actual == example.expected
    print(f'{"ok" if good else "not ok"} {number} {example.title()}')
    if good:
        return True
    for line in difflib.unified_diff(example.expected.splitlines(), example.actual.splitlines(), 'expected', 'actual',
                                     lineterm='', n=2):
        print('# ' + line.encode('utf-8', 'backslashreplace').decode())
    return False


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('dixit')
    parser.add_argument('--update', action='store_true')
    parser.add_argument('files', nargs='*', type=pathlib.Path)
    arguments = parser.parse_intermixed_args()
    dixit = str(pathlib.Path(arguments.dixit).resolve())
    here = pathlib.Path(__file__).parent
    articles = [] if arguments.files else read_articles(dixit, here / 'articles')
    examples = {path: run_file(dixit, path) for path in arguments.files or sorted(here.glob('*.txt'))}
    if arguments.update:
        for path, of_file in examples.items():
            update(path, of_file)
        for article in articles:
            article.dump.write_text(article.actual, encoding='utf-8')
        return 0
    tests = [*itertools.chain(*examples.values()), *articles]
    good = [report(number, test) for number, test in enumerate(tests, 1)]
    print(f'1..{len(tests)}')
    return not all(good)


sys.exit(main())
