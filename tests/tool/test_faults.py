"""A bibliography with a fault an entry (tests/bibliographies/faults.bib): each is found, at its place, by its rule; and
nothing is found once they are mended."""
import pathlib
import re

from helper import ToolTest

FAULTS = pathlib.Path(__file__).resolve().parent.parent / 'bibliographies/faults.bib'
MARK = re.compile('⟦([^¦⟧]*)¦([^¦⟧]*)¦([^¦⟧]*)⟧')
# Of one letter beyond ASCII the program BibTeX makes trouble, and the file has such letters on purpose.
OPTIONS = ['--profile', 'strict', '--rule', 'references/not-ascii=off', '--today', '2020-01-01', '--no-config']


def planted():
    """The text with its faults, those as (rule, start, end) in bytes, and the text mended."""
    source = FAULTS.read_text(encoding='utf-8').split('\n', 2)[2]
    text, mended, faults, at = '', '', [], 0
    for mark in MARK.finditer(source):
        wrong, rule, right = mark.groups()
        text += source[at:mark.start()]
        mended += source[at:mark.start()] + right
        start = len(text.encode())
        text += wrong
        if rule:
            faults.append((rule, start, len(text.encode())))
        at = mark.end()
    return text + source[at:], faults, mended + source[at:]


class Faults(ToolTest):
    def found(self, text):
        self.write('a.bib', text)
        findings = self.lint_json(*OPTIONS, 'a.bib')['files'][0]['findings']
        return {(f['rule'], f['start'], f['end']): f['message'] for f in findings}

    def describe(self, text, faults):
        data = text.encode()
        return [f'{rule} at {data[start:end].decode(errors="replace")!r}, line {data.count(10, 0, start) + 1}'
                for rule, start, end in sorted(faults, key=lambda fault: fault[1])]

    def test_all_are_found(self):
        text, faults, _ = planted()
        found = self.found(text)
        self.assertGreaterEqual(len(faults), 100)
        self.assertEqual(self.describe(text, set(faults) - set(found)), [])
        self.assertEqual(self.describe(text, set(found) - set(faults)), [])

    def test_mended_nothing_is_found(self):
        mended = planted()[2]
        self.assertEqual(self.describe(mended, self.found(mended)), [])
