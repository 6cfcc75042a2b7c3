"""dixit in Vim: what is drawn, as Vim tells it and on a screen."""
import json

from helper import CLAIM, QUOTES, ROOT, UNCLOSED, EditorTest, Terminal, needs

TYPES = {'named': 'DixitQuoteNamed', 'anonymous': 'DixitQuoteAnonymous', 'nobody': 'DixitQuoteNobody'}
# Writes the properties of each line, with the words under them.
DUMP = '''
function! Dump(path) abort
  let found = []
  for line in range(1, line('$'))
    for prop in prop_list(line)
      let words = strpart(getline(line), prop.col - 1, prop.length)
      call add(found, [line, prop.type, words])
    endfor
  endfor
  call writefile([json_encode(found)], a:path)
endfunction
function! Wait() abort
  for i in range(3000)
    if exists('b:dixit') && b:dixit.tick == b:changedtick
      return
    endif
    sleep 10m
  endfor
endfunction
'''


@needs('vim')
class Vim(EditorTest):
    def vim(self, *commands):
        """Run commands on the article; the lines that the first `Dump` wrote."""
        result = self.folder / 'result.json'
        script = self.write('test.vim', f'set nocompatible encoding=utf-8\nset runtimepath^={ROOT}/plugins/vim\n'
                            f'filetype on\nruntime plugin/dixit.vim\n{DUMP}\n'
                            'edit article.md\ncall Wait()\ncall cursor(1, 1)\n'
                            + '\n'.join(commands) + f'\ncall Dump("{result}")\nqall!\n')
        said = self.run_program('vim', '-u', 'NONE', '-i', 'NONE', '-n', '-es', '-S', str(script))
        self.assertTrue(result.exists(), said)
        return json.loads(result.read_text())

    def check_spans(self, found):
        self.assertEqual([f for f in found if f[1].startswith('DixitQuote')],
                         [[line, TYPES[state], words] for line, state, words in QUOTES])
        self.assertEqual([f[2] for f in found if f[1] == 'DixitClaimNobody'], [CLAIM])
        self.assertEqual([f for f in found if f[1] == 'DixitWarning'], [[11, 'DixitWarning', '“']])

    def test_spans(self):
        self.check_spans(self.vim())

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans(self.vim())

    def test_what_has_changed_is_checked(self):
        found = self.vim('call setline(1, "é “It works,” said Bo Ray.")', 'doautocmd TextChanged', 'call Wait()')
        self.assertIn([1, 'DixitQuoteNamed', '“It works,”'], found)

    def test_commands(self):
        self.vim('let places = []',
                 *[f'Dixit {name}\ncall add(places, [line("."), col(".")])' for name in
                   ('next-quote', 'next-quote', 'next-claim', 'previous-quote', 'previous-quote')],
                 'Dixit next-claim', 'Dixit cite', 'call cursor(11, 17)', 'Dixit ignore',
                 'call writefile([json_encode([places, getline(9), getline(11), getline(12)])], "done.json")')
        places, cited, ignored, quote = json.loads((self.folder / 'done.json').read_text())
        self.assertEqual(places, [[3, 1], [5, 31], [9, 1], [7, 1], [5, 96]])
        self.assertEqual(cited, CLAIM + ' [citation needed]')
        self.assertEqual(ignored, '<!-- dixit-disable-next-line quotes/unclosed -->')
        self.assertEqual(quote, 'The clerk said: “so it is and left.')

    def test_lists(self):
        self.vim('Dixit sources',
                 'call writefile([json_encode(map(getloclist(0), "v:val.text"))], "done.json")', 'lclose')
        texts = json.loads((self.folder / 'done.json').read_text())
        self.assertIn('Ann Lee (named, quoted 2 times, 10 words)', texts)
        self.assertIn('“It is,”', [t.strip() for t in texts])

    def test_compiler(self):
        self.vim('compiler dixit', 'silent make!', 'call writefile([json_encode(getqflist())], "done.json")')
        found = [f for f in json.loads((self.folder / 'done.json').read_text()) if UNCLOSED in f['text']]
        self.assertEqual([(f['lnum'], f['col'], f['type'].lower()) for f in found], [(11, 17, 'w')])


@needs('vim', 'tmux')
class VimScreen(EditorTest):
    def test_looks(self):
        self.write('rc.vim', f'set nocompatible runtimepath^={ROOT}/plugins/vim background=dark\n'
                   'filetype on\nset laststatus=2\n'
                   'set statusline=%f\\ %{dixit#status()}\n')
        terminal = Terminal(self, 'vim', '-u', 'rc.vim', '-i', 'NONE', '-n', 'article.md')
        terminal.wait_for('she added. — Ann Lee\n')
        terminal.wait_for(r'\d of \d claims sourced')
        terminal.wait_styled('“The bridge is safe and will stay open,”', '48;5;22')
        terminal.wait_styled(CLAIM, '4')
        terminal.text(':Dixit next-claim\n')
        terminal.text(':Dixit explain\n')
        terminal.wait_for(r'Claim \(.*\): nobody vouches for it\.')
