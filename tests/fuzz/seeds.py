#!/usr/bin/env python3
"""Make the seed corpus: seeds.py FOLDER, or seeds.py --run PROGRAM to make it, run the program on it and throw it away.

Seeds are the texts of the literate examples in tests/spec, and the examples of the CommonMark specification where
../shared/eval is present, each behind two bytes for options (pipeline.c); the other targets take them as text. And what
editors said in recorded sessions.
"""
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent.parent
COMMONMARK = TESTS.parent.parent / 'shared/eval/markup/commonmark-spec.txt'
PLAIN = 1
FORMATS = {'markdown': 2, 'latex': 5, 'mediawiki': 6, 'html': 9, 'rst': 10, 'asciidoc': 11, 'org': 12}  # dixit_format, in dixit.h
EXAMPLE = re.compile(r'^(`{8,}) ?([^\n]*)\n(.*?)\n\.\n.*?^\1$', re.S | re.M)


def texts(path):
    """The text of every example, with the number of its format."""
    for found in EXAMPLE.finditer(path.read_text(encoding='utf-8')):
        text = found[3].replace('\u2192', '\t')
        words = ['markdown'] if 'example' in found[2] else found[2].split()
        yield text.encode(), next((FORMATS[w] for w in words if w in FORMATS), PLAIN)


def seeds():
    for path in sorted((TESTS / 'spec').glob('*.txt')):
        yield from texts(path)
    if COMMONMARK.is_file():
        yield from texts(COMMONMARK)


def sessions():
    """The changes of recorded language server sessions, as messages (lsp.c)."""
    for path in sorted((TESTS / 'lsp/sessions').glob('*.jsonl')):
        messages = [json.loads(line).get('params') or {} for line in path.read_text(encoding='utf-8').splitlines()]
        bodies = [json.dumps(m['contentChanges']).encode() for m in messages if 'contentChanges' in m]
        yield b'\x3f' + b''.join(b'Content-Length: %d\r\n\r\n%s' % (len(body), body) for body in bodies)


def write_seeds(folder):
    folder.mkdir(parents=True, exist_ok=True)
    written = [bytes([number, 128]) + text for text, number in seeds()]
    for data in (*written, *sessions()):
        (folder / hashlib.sha1(data).hexdigest()[:16]).write_bytes(data)


def main():
    if sys.argv[1] != '--run':
        write_seeds(pathlib.Path(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        write_seeds(pathlib.Path(folder))
        done = subprocess.run([sys.argv[2], folder], stderr=subprocess.PIPE, text=True, errors='replace')
        if done.returncode:
            print(done.stderr[-2000:])
        sys.exit(done.returncode != 0)


main()
