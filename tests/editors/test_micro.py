"""dixit in micro, in a terminal."""
from helper import CLAIM, ROOT, EditorTest, Terminal, needs


@needs('micro', 'tmux')
class Micro(EditorTest):
    def open(self):
        plugin = self.home / '.config/micro/plug/dixit'
        plugin.parent.mkdir(parents=True)
        plugin.symlink_to(ROOT / 'plugins/micro')
        self.write('home/.config/micro/settings.json',
                   '{"statusformatr": "$(dixit.coverage)", "autosu": true, "ruler": false, "softwrap": true}')
        terminal = Terminal(self, 'micro', str(self.article))
        terminal.wait_for('claims sourced')
        return terminal

    def command(self, terminal, text):
        terminal.keys('C-e')
        terminal.text('dixit ' + text)
        terminal.keys('Enter')

    def test_spans(self):
        self.check_spans(self.open())

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans(self.open())

    def check_spans(self, terminal):
        terminal.wait_styled(CLAIM, '4')
        terminal.wait_styled('“We will fight on.”', '4')
        terminal.wait_styled('“so it is and left.', '4')

    def test_what_is_typed_is_checked(self):
        terminal = self.open()
        terminal.text('é “Bo” 𝄞 Crime fell 12 percent in 2019. ')
        terminal.wait_for('of 2 claims sourced')
        terminal.wait_styled(CLAIM, '4')

    def test_commands(self):
        terminal = self.open()
        self.command(terminal, 'next-claim')
        terminal.wait_for(r'\(9,1\)')
        self.command(terminal, 'cite')
        terminal.wait_for(r'fall ever\. \[citation needed\]')
        self.command(terminal, 'next-quote')
        terminal.wait_for(r'\(11,17\)')
        self.command(terminal, 'ignore')
        terminal.wait_for('<!-- dixit-disable-next-line quotes/unclosed -->')
        self.command(terminal, 'sources')
        terminal.wait_for(r'Ann Lee \(named, quoted 2 times, 10 words\)')
