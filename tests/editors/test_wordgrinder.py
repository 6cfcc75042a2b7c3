"""dixit in WordGrinder, a word processor in a terminal. What it draws are whole words."""
from helper import CLAIM, ROOT, EditorTest, Terminal, needs, wait_for


@needs('wordgrinder', 'tmux')
class WordGrinder(EditorTest):
    def open(self):
        self.write('startup.lua', f'dixit = dofile("{ROOT}/plugins/wordgrinder/dixit.lua")\n'
                   'OverrideKey("^B", Cmd.DixitNextClaim)\nOverrideKey("^N", Cmd.DixitCite)\n'
                   'OverrideKey("^T", Cmd.DixitSources)\n')
        self.article.rename(self.folder / 'article.txt')
        self.run_program('wordgrinder', '--convert', 'article.txt', 'article.wg')
        terminal = Terminal(self, 'wordgrinder', '--config', 'startup.lua', 'article.wg')
        terminal.wait_for(r'\d of \d claims sourced')
        return terminal

    def check_spans(self, terminal):
        terminal.wait_styled(CLAIM, '4')
        terminal.wait_styled('“We will fight on.”', '7')
        # Of bright words the blanks between are not bright.
        words = '“The bridge is safe and will stay open,” “It is,” “They never came here,”'
        wait_for(lambda: words in ' '.join(terminal.styled('1', '3')), lambda: terminal.styled('1', '3'))

    def test_words(self):
        self.check_spans(self.open())

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans(self.open())

    def test_commands(self):
        terminal = self.open()
        terminal.keys('C-b')
        terminal.keys('C-n')
        terminal.wait_for(r'fall ever\. \[citation needed\]')
        terminal.keys('C-t')
        terminal.wait_for(r'Ann Lee \(named, 2 times, 10 words\)')
