"""The lines of docs/lsp.md in the editors themselves, in a fresh home: a text with a mark that is never closed has its
diagnostic. Skipped where the editor is not there."""
import os
import pathlib
import re
import shutil
import subprocess

from client import DIXIT, LspTest

MANUAL = pathlib.Path(__file__).resolve().parents[2] / 'docs/lsp.md'
IN_NEOVIM = '''lua vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
lua io.write(vim.inspect(vim.diagnostic.get(0)))
qall!
'''
IN_EMACS = '''(setq eglot-sync-connect 20)
(require 'eglot)
(require 'markdown-mode)
(find-file "a.md")
(markdown-mode)
(apply #'eglot--connect (eglot--guess-contact))
(let ((left 100))
  (while (and (> left 0) (null (flymake-diagnostics)))
    (sit-for 0.2)
    (setq left (1- left))))
(message "%S" (mapcar #'flymake-diagnostic-text (flymake-diagnostics)))
'''


class Live(LspTest):
    def lines(self, language, which):
        blocks = re.findall(rf'```{language}\n(.*?)```', MANUAL.read_text(encoding='utf-8'), re.S)
        return next(block for block in blocks if which in block)

    def run_editor(self, *words):
        (self.folder / 'bin').mkdir()
        (self.folder / 'bin/dixit').symlink_to(pathlib.Path(DIXIT).resolve())
        (self.folder / 'a.md').write_text('She said “this.\n', encoding='utf-8')
        environment = {**os.environ, 'HOME': str(self.folder), 'PATH': f'{self.folder}/bin:{os.environ["PATH"]}'}
        environment.pop('XDG_CONFIG_HOME', None)
        done = subprocess.run(words, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=90,
                              stdin=subprocess.DEVNULL)
        return done.stdout + done.stderr

    def test_neovim(self):
        if not shutil.which('nvim'):
            self.skipTest('Neovim is not installed')
        (self.folder / 'init.lua').write_text(self.lines('lua', 'nvim_create_autocmd'))
        (self.folder / 'then.vim').write_text(IN_NEOVIM)
        said = self.run_editor('nvim', '--headless', '-u', 'init.lua', '-i', 'NONE', '-n', 'a.md', '-S', 'then.vim')
        self.assertIn('quotes/unclosed', said)

    def test_eglot(self):
        there = shutil.which('emacs') and subprocess.run(
            ['emacs', '-q', '--batch', '--eval', "(progn (require 'eglot) (require 'markdown-mode))"],
            capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
        if not there:
            self.skipTest('Emacs is not installed, or eglot, or markdown-mode')
        (self.folder / 'init.el').write_text(self.lines('elisp', 'eglot-server-programs') + IN_EMACS)
        self.assertIn('quotes/unclosed', self.run_editor('emacs', '-q', '--batch', '-l', 'init.el'))
