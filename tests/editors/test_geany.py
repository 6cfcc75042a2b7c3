"""dixit in Geany, on a display nobody sees: indicators as Geany tells them."""
from helper import CLAIM, QUOTES, ROOT, Display, EditorTest, needs, wait_for

CONF = '[geany]\npref_main_load_session=false\npref_main_save_winpos=false\n[plugins]\nload_plugins=true\n' \
       'active_plugins={0};\n'
PLUGIN = '/usr/lib/x86_64-linux-gnu/geany/geanylua.so'


@needs('geany', 'Xvfb')
class Geany(EditorTest):
    lua = '5.1'

    def geany(self):
        result = self.folder / 'result.txt'
        probe = (ROOT / 'tests/editors/geany/saved.lua').read_text()
        events = 'home/.config/geany/plugins/geanylua/events/'
        self.write(events + 'saved.lua', probe.replace('PLUGIN', f'{ROOT}/plugins/geany/dixit.lua')
                   .replace('RESULT', str(result)))
        self.write(events + 'activated.lua',
                   f'if not io.open("{result}") and (geany.filename() or ""):find("article") then'
                   ' geany.save() end')
        self.write('home/.config/geany/geany.conf', CONF.format(PLUGIN))
        # While Geany starts up its scripts see no text: a second call makes the running one open the article.
        geany = ('geany', '--socket-file', str(self.folder / 'socket'))
        self.write('other.md', 'Nothing.\n')
        self.write(events + 'opened.lua', f'io.open("{self.folder}/opened", "w"):close()')
        display = Display(self, *geany, 'other.md')
        wait_for(lambda: (self.folder / 'opened').exists(), 'the start')
        self.run_program(*geany, 'article.md')

        def notes():
            return [line.split('\t') for line in result.read_text().splitlines()] if result.exists() else []
        wait_for(lambda: [n for n in notes() if n[0] in ('end', 'error')],
                 lambda: f'the last step: {notes()} {display.said()}')
        return notes()

    def check_spans(self, found):
        drawn = [(int(f[2]), f[1], f[3]) for f in found if f[0] == 'drawn' and f[1].startswith('quote-')]
        self.assertEqual(sorted(drawn), sorted((line, f'quote-{state}', words) for line, state, words in QUOTES))
        self.assertEqual([f[3] for f in found if f[:2] == ['drawn', 'claim-nobody']], [CLAIM])

    def test_everything(self):
        found = self.geany()
        self.assertEqual(found[-1][0], 'end', found)
        self.check_spans(found)
        self.assertEqual([f[1] for f in found if f[0] == 'go'], ['9'])
        self.assertEqual([f[1] for f in found if f[0] == 'cite'], [CLAIM + ' [citation needed]'])
        self.assertEqual(found[-1][0], 'end', found)

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans(self.geany())
