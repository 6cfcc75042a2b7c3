"""dixit in SciTE, on a display nobody sees: indicators and annotations as SciTE tells them."""
from helper import CLAIM, QUOTES, ROOT, Display, EditorTest, needs, wait_for


@needs('SciTE', 'Xvfb')
class SciTE(EditorTest):
    def scite(self):
        result = self.folder / 'result.txt'
        probe = (ROOT / 'tests/editors/scite/probe.lua').read_text()
        probe = probe.replace('PLUGIN', f'{ROOT}/plugins/scite/dixit.lua').replace('RESULT', str(result))
        self.write('probe.lua', probe)
        self.write('home/.SciTEUser.properties', f'ext.lua.startup.script={self.folder}/probe.lua\ncode.page=65001\n'
                   'save.session=0\ncheck.if.already.open=0\n')
        Display(self, 'SciTE', 'article.md')

        def notes():
            return [line.split('\t') for line in result.read_text().splitlines()] if result.exists() else []
        wait_for(lambda: [n for n in notes() if n[0] == 'end'], lambda: f'the last step: {notes()}')
        return notes()

    def check_spans(self, found):
        drawn = [(int(line), look, words) for step, look, line, words in found
                 if step == 'drawn' and look.startswith('quote-')]
        self.assertEqual(sorted(drawn), sorted((line, f'quote-{state}', words) for line, state, words in QUOTES))
        self.assertEqual([f[3] for f in found if f[:2] == ['drawn', 'claim-nobody']], [CLAIM])
        self.assertEqual([f[2:] for f in found if f[:2] == ['drawn', 'warning']], [['11', '“']])

    def test_everything(self):
        found = self.scite()
        self.check_spans(found)
        self.assertIn(['drawn', 'speaker', '5', '— Ann Lee'], found)
        self.assertRegex([f[2] for f in found if f[1] == 'coverage'][0], r'\d of \d claims sourced')
        self.assertEqual([f[2] for f in found if f[0] == 'go'], ['5', '31'])
        self.assertIn(['cite', 'line', CLAIM + ' [citation needed]', ''], found)
        self.assertIn(['hover', 'call tip', 'true', ''], found)
        self.assertIn(['typed', 'quote-named', '1', '“It works,”'], found)

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans(self.scite())
