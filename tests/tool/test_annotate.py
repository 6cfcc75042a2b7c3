"""dixit annotate: what editors draw and offer."""
from helper import ToolTest

TEXT = ('“It’s é 𝄞,” said Ann Lee. “It is,” she added.[^1]\n\nCrime fell 12 percent in 2019.\n\n'
        'The clerk said: “so it\tis\n\n[^1]: Hall.\n')


class Annotate(ToolTest):
    def records(self, text=TEXT, *arguments):
        done = self.dixit('annotate', '--stdin-filename', 'a.md', *arguments, text=text)
        self.assertEqual((done.returncode, done.err), (0, ''))
        return [line.split('\t') for line in done.out.splitlines()]

    def find(self, kind, *arguments):
        return [r[1:] for r in self.records(TEXT, *arguments) if r[0] == kind]

    def test_eight_fields(self):
        for record in self.records():
            self.assertEqual(len(record), 8, record)

    def test_quotations(self):
        first, second, last = self.find('quote', '--units', 'bytes')
        self.assertEqual(first[:6], ['named', '1', '1', '1', '22', 'Ann Lee'])
        self.assertEqual(second[:6], ['named', '1', '37', '1', '49', 'Ann Lee'])
        self.assertEqual(last[0], 'nobody')
        self.assertEqual(self.find('quote', '--units', 'chars')[1][:5], ['named', '1', '27', '1', '35'])
        self.assertEqual(self.find('quote', '--units', 'utf16')[1][:5], ['named', '1', '28', '1', '36'])

    def test_claims_ask_for_a_source_at_their_end(self):
        claim, = self.find('claim')
        cite, = self.find('cite')
        self.assertEqual(claim[0], 'nobody')
        self.assertEqual(cite[1:3], claim[3:5])
        self.assertEqual(cite[6], ' [citation needed]')

    def test_citations_lead_to_their_reference(self):
        self.assertEqual(self.find('citation')[0][5], '7:1')

    def test_findings_and_their_edits(self):
        kinds = [r[0] for r in self.records()]
        self.assertEqual(kinds[kinds.index('finding') + 1:][-2:], ['ignore', 'coverage'])
        ignore = self.find('ignore')[0]
        self.assertEqual(ignore[1:5], ['5', '1', '5', '1'])
        self.assertEqual(ignore[6], '<!-- dixit-disable-next-line quotes/unclosed -->\\n')
        self.assertEqual([r[0] for r in self.records('“so', '--input-format', 'plain') if r[0] == 'ignore'], [])

    def test_fixes_are_escaped(self):
        rules = self.write('rules.lua', 'dixit.rule { id = "my/fix", message = "m", check = function(doc, report)'
                           ' report(0, 1, "m", { fixes = {'
                           ' { start = 0, stop = 1, text = "a\\tb\\\\\\nc", label = "l" } } }) end }')
        fix, = [r for r in self.records('Word.', '--rules', str(rules)) if r[0] == 'fix']
        self.assertEqual(fix[6:], ['l', 'a\\tb\\\\\\nc'])

    def test_several_files_have_their_heads(self):
        self.write('a.md', TEXT)
        self.write('b.md', TEXT)
        heads = [line.split('\t')[6] for line in self.dixit('annotate', 'a.md', 'b.md').out.splitlines()
                 if line.startswith('file\t')]
        self.assertEqual(heads, ['a.md', 'b.md'])
