"""dixit in LuaLaTeX: notes in the margin of a page, and what the lines become."""
import re

from helper import ARTICLE, CLAIM, DIXIT, ROOT, UNCLOSED, EditorTest, needs

DOCUMENT = r'''\documentclass{article}
\usepackage[OPTIONS]{dixit}
\let\old\dixitmark
\renewcommand\dixitmark[3]{\typeout{MARK \detokenize{#1|#3}}\old{#1}{#2}{#3}}
\begin{document}
BODY
\begin{verbatim}
Unemployment fell 12 percent in 2019.
\end{verbatim}
\end{document}
'''


@needs('lualatex', 'pdftotext')
class LuaLaTeX(EditorTest):
    def setUp(self):
        super().setUp()
        plugin = ROOT / 'plugins/lualatex'
        self.env.update(TEXINPUTS=f'{plugin}:', LUAINPUTS=f'{plugin}:', max_print_line='1000',
                        CLUAINPUTS=self.env['LUA_CPATH'].split('?')[0] + ':')
        self.body = ARTICLE.read_text(encoding='utf-8').split('\n', 2)[2]  # without the heading

    def typeset(self, *options, sidecar=True, packages='', line_end='\n'):
        text = DOCUMENT.replace('OPTIONS', packages).replace('BODY', self.body).replace('\n', line_end)
        (self.folder / 'paper.tex').write_bytes(text.encode())
        if sidecar:
            self.write('paper.dixit', self.run_program(DIXIT, 'annotate', '--units', 'bytes', 'paper.tex'))
        said = self.run_program('lualatex', '--interaction=nonstopmode', *options, 'paper.tex')
        return said, re.findall(r'^MARK (.*)$', said, re.M)

    def check_marks(self, marks):
        self.assertIn('nobody|' + CLAIM, marks)
        self.assertIn('nobody|“We will fight on.”', marks)
        self.assertIn('nobody|“so it is and left.', marks)
        self.assertEqual([m for m in marks if m.startswith('nobody|Unemployment')], [])  # in verbatim

    def test_marks_and_margin(self):
        self.check_marks(self.typeset()[1])
        page = self.run_program('pdftotext', '-layout', 'paper.pdf', '-')
        self.assertRegex(page, r' {20}Nobody vouches for')
        self.assertIn(UNCLOSED.split()[-1], page)

    def test_files_with_crlf(self):
        self.check_marks(self.typeset(line_end='\r\n')[1])

    def test_speakers(self):
        self.assertIn('quote|“The bridge is safe and will stay open,”', self.typeset(packages='quotes')[1])

    def test_without_a_sidecar_the_document_is_as_it_was(self):
        said, marks = self.typeset(sidecar=False)
        self.assertEqual(marks, [])
        self.assertIn('there is no paper.dixit', said)

    def test_the_module_under_shell_escape(self):
        self.check_marks(self.typeset('--shell-escape', sidecar=False)[1])

    def test_off(self):
        self.assertEqual(self.typeset(packages='off')[1], [])
