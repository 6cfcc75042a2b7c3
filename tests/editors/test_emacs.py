"""dixit in Emacs: overlays and Flymake, and the margin of the line on a screen."""
import json

from helper import CLAIM, DIXIT, QUOTES, ROOT, UNCLOSED, EditorTest, Terminal, needs


@needs('emacs')
class Emacs(EditorTest):
    def emacs(self):
        result = self.folder / 'result.json'
        said = self.run_program('emacs', '-Q', '--batch', '-L', str(ROOT / 'plugins/emacs'), '-l',
                                str(ROOT / 'tests/editors/emacs/plugin.el'), DIXIT, 'article.md', str(result))
        self.assertTrue(result.exists(), said)
        return json.loads(result.read_text())

    def check_spans(self, found):
        self.assertEqual([d[:3] for d in found['drawn'] if 'quote' in d[1]],
                         [[line, f'dixit-quote-{state}', words] for line, state, words in QUOTES])
        self.assertEqual([d[2] for d in found['drawn'] if 'claim' in d[1]], [CLAIM])
        self.assertEqual([f[1] for f in found['findings'] if UNCLOSED in f[2]], [':warning'])

    def test_everything(self):
        found = self.emacs()
        self.check_spans(found)
        self.assertEqual([s[:2] for s in found['speakers']], [[5, ' — Ann Lee'], [7, ' — a resident']])
        self.assertRegex(found['coverage'], r'^ \d+% sourced$')
        self.assertEqual(found['places'], [3, 5, 9, 7])
        self.assertEqual(found['cited'], CLAIM + ' [citation needed]')
        self.assertEqual(found['ignored'], '<!-- dixit-disable-next-line quotes/unclosed -->')
        self.assertIn('Ann Lee (named, quoted 2 times, 10 words)\n    “The bridge', found['sources'])
        self.assertEqual(found['typed'][0][:3], [1, 'dixit-quote-named', '“It works,”'])
        self.assertEqual(found['off'], [])

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans(self.emacs())

    def test_compiles_without_a_warning(self):
        target = self.write('dixit.el', (ROOT / 'plugins/emacs/dixit.el').read_text())
        said = self.run_program('emacs', '-Q', '--batch', '--eval', '(setq byte-compile-error-on-warn t)', '-f',
                                'batch-byte-compile', str(target))
        self.assertEqual(said, '')


@needs('emacs', 'tmux')
class EmacsScreen(EditorTest):
    def test_looks(self):
        self.write('init.el', f'(add-to-list \'load-path "{ROOT}/plugins/emacs")\n(require \'dixit)\n'
                   f'(setq dixit-command "{DIXIT}")\n(add-hook \'find-file-hook #\'dixit-mode)\n')
        terminal = Terminal(self, 'emacs', '-nw', '-Q', '-l', 'init.el', 'article.md')
        terminal.wait_for('she added. — Ann Lee\n')
        terminal.wait_styled(CLAIM, '4', '4:3')
