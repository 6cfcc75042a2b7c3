"""dixit in vis, in a terminal."""
from helper import CLAIM, ROOT, EditorTest, Terminal, needs

RED, GREEN, YELLOW, UNDERLINED = '31', '32', '33', '4'


@needs('vis', 'tmux')
class Vis(EditorTest):
    def open(self):
        plugin = self.home / '.config/vis/plugins/dixit'
        plugin.parent.mkdir(parents=True)
        plugin.symlink_to(ROOT / 'plugins/vis')
        self.write('home/.config/vis/visrc.lua', 'require("vis")\nrequire("plugins/dixit")\n')
        terminal = Terminal(self, 'vis', str(self.article))
        terminal.wait_for('claims sourced')
        return terminal

    def command(self, terminal, text):
        terminal.text(':dixit ' + text)
        terminal.keys('Enter')

    def check_spans(self, terminal):
        terminal.wait_styled('“We will fight on.”', RED)
        terminal.wait_styled('“The bridge is safe and will stay open,”', GREEN)
        terminal.wait_styled('“It is,”', GREEN)
        terminal.wait_styled('“They never came here,”', YELLOW)
        terminal.wait_styled(CLAIM, UNDERLINED)

    def test_quotations_are_tinted_and_claims_underlined(self):
        self.check_spans(self.open())

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans(self.open())

    def test_what_is_typed_is_drawn(self):
        terminal = self.open()
        terminal.text('gg')
        terminal.text('i“It works,” said é “Bo” Mayor Bo Ray. ')
        terminal.wait_styled('“It works,”', GREEN)
        terminal.keys('Escape')
        terminal.wait_styled('“The bridge is safe and will stay open,”', GREEN)

    def test_commands(self):
        terminal = self.open()
        self.command(terminal, 'next-claim')
        terminal.wait_for('sourced[^\n]* 9, 1')
        self.command(terminal, 'cite')
        terminal.wait_for(r'steepest fall ever\. \[citation needed\]')
        self.command(terminal, 'next-quote')
        terminal.wait_for('sourced[^\n]* 11, 17')
        self.command(terminal, 'ignore')
        terminal.wait_for('<!-- dixit-disable-next-line quotes/unclosed -->')
        self.command(terminal, 'previous-quote')
        terminal.wait_for('sourced[^\n]* 7, 1')
        self.command(terminal, 'explain')
        terminal.wait_for('by a resident, not named')

    def test_lists(self):
        terminal = self.open()
        self.command(terminal, 'sources')
        terminal.wait_for(r'Ann Lee \(named, 2 times')
