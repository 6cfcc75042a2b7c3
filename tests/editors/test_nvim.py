"""dixit in Neovim: its own tests run inside of it (nvim/plugin.lua), and on a screen the looks are seen."""
import re

from helper import CLAIM, ROOT, EditorTest, Terminal, needs


@needs('nvim')
class Neovim(EditorTest):
    lua = '5.1'

    def test_inside(self):
        self.env.update(DIXIT_ROOT=str(ROOT), LUA_CPATH=self.env['LUA_CPATH'].rstrip(';'))
        said = self.run_program('nvim', '--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-S',
                                str(ROOT / 'tests/editors/nvim/run.lua'))
        self.assertRegex(said, r'[1-9]\d* passed, 0 failed')


@needs('nvim', 'tmux')
class NeovimScreen(EditorTest):
    lua = '5.1'

    def test_looks(self):
        self.write('init.lua', f'''
            vim.opt.runtimepath:append("{ROOT}/plugins/nvim")
            vim.o.background = "dark"
            vim.g.markdown_syntax = 0''')
        terminal = Terminal(self, 'nvim', '-u', 'init.lua', '-i', 'NONE', '-n', 'article.md')
        terminal.wait_for('— Ann Lee')
        terminal.wait_styled('“We will fight on.”', '48;5;52')
        terminal.wait_styled('“The bridge is safe and will stay open,”', '48;5;22')
        terminal.wait_styled('“They never came here,”', '48;5;58')
        terminal.wait_styled(CLAIM, '4')
        self.assertTrue(re.search('never closed', terminal.screen()), terminal.screen())
