"""dixit in Kakoune: ranges, as Kakoune tells them and on a screen."""
import re

from helper import CLAIM, QUOTES, ROOT, EditorTest, Terminal, needs

FACES = {'named': 'DixitQuoteNamed', 'anonymous': 'DixitQuoteAnonymous', 'nobody': 'DixitQuoteNobody'}


@needs('kak')
class Kakoune(EditorTest):
    def kak(self, *commands):
        """Run commands without a screen on the article; each `note X` writes X, and the notes come back."""
        self.write('test.kak', f'''
            source {ROOT}/plugins/kakoune/dixit.kak
            define-command -params .. note %{{ nop %sh{{ printf '%s\\n' "$*" >>{self.folder}/notes }} }}
            edit article.md
            ''' + '\n'.join(commands) + '\n')
        said = self.run_program('kak', '-n', '-ui', 'dummy', '-e',
                                'try %{ source test.kak } catch %{ echo -to-file notes "error: %val{error}" }; quit!')
        notes = self.folder / 'notes'
        self.assertTrue(notes.exists(), said)
        return notes.read_text().splitlines()

    def spans(self, note):
        """Ranges with the bytes under them."""
        lines = self.article.read_bytes().replace(b'\r', b'').split(b'\n')
        found = []
        for row, start, end_row, end, face in re.findall(r'(\d+)\.(\d+),(\d+)\.(\d+)\|(\w+)', note):
            self.assertEqual(row, end_row)
            found.append((int(row), face, lines[int(row) - 1][int(start) - 1:int(end)].decode()))
        return found

    def check_spans(self):
        spans = self.spans(self.kak('dixit-status', 'note %opt{dixit_spans}')[0])
        self.assertEqual([s for s in spans if s[1].startswith('DixitQuote')],
                         [(line, FACES[state], words) for line, state, words in QUOTES])
        self.assertEqual([s[2] for s in spans if s[1] == 'DixitClaimNobody'], [CLAIM])
        self.assertIn((11, 'DixitWarning', '“'), spans)

    def test_spans(self):
        self.check_spans()

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans()

    def test_speakers_and_coverage(self):
        speakers, coverage = self.kak('dixit-status', 'note %opt{dixit_speakers}', 'note %opt{dixit_coverage}')
        length = len(self.article.read_bytes().split(b'\n')[4])
        self.assertIn(f'5.{length + 1}+0|{{DixitSpeaker}} — Ann Lee', speakers)
        self.assertRegex(coverage, r'^\d of \d claims sourced \(\d+%\)$')

    def test_commands(self):
        place = 'note %val{cursor_line} %val{cursor_column}'
        notes = self.kak('dixit-next-quote', place, 'dixit-next-quote', place, 'dixit-next-claim', place,
                         'dixit-previous-quote', place, 'dixit-next-claim', 'dixit-cite', 'execute-keys x',
                         'note %val{selection}', 'select 11.17,11.17', 'dixit-ignore', 'select 11.1,11.1',
                         'execute-keys x', 'note %val{selection}')
        self.assertEqual([n for n in notes if n],
                         ['3 1', '5 31', '9 1', '7 1', CLAIM + ' [citation needed]',
                          '<!-- dixit-disable-next-line quotes/unclosed -->'])

    def test_lists(self):
        notes = '\n'.join(self.kak('dixit-sources', 'execute-keys <percent>', 'note %val{selection}'))
        self.assertIn('article.md:5:81: Ann Lee (named, quoted 2 times, 10 words)\n'
                      'article.md:5:31:     “The bridge', notes)


@needs('kak', 'tmux')
class KakouneScreen(EditorTest):
    def test_looks(self):
        self.write('home/.config/kak/kakrc', f'source {ROOT}/plugins/kakoune/dixit.kak\n'
                   'hook global WinCreate .*[.]md dixit-enable\n')
        terminal = Terminal(self, 'kak', 'article.md')
        terminal.wait_for('she added[.] — Ann Lee')
        terminal.wait_styled('“The bridge is safe and will stay open,”', '48;2;29;53;39')
        terminal.wait_styled(CLAIM, '4:3')
        terminal.text('gg/bridge is safe\n')
        terminal.text(':dixit-explain\n')
        terminal.wait_for('Ann Lee: direct speech')
        terminal.keys('Escape')
        terminal.text('ggié “It works,” said Bo Ray. ')
        terminal.wait_styled('“It works,”', '48;2;29;53;39')
