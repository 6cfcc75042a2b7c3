"""dixit as a pandoc filter: HTML, LaTeX and Word."""
import html.parser
import re
import zipfile

from helper import CLAIM, QUOTES, ROOT, UNCLOSED, EditorTest, needs


class Spans(html.parser.HTMLParser):
    """Words by the class of the spans around them: [class, title, words]."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.found = [], []

    def handle_starttag(self, tag, attributes):
        if tag == 'span':
            attributes = dict(attributes)
            self.open.append([attributes.get('class'), attributes.get('title'), ''])

    def handle_endtag(self, tag):
        if tag == 'span':
            self.found.append(self.open.pop())

    def handle_data(self, data):
        for span in self.open:
            span[2] += data


@needs('pandoc')
class Pandoc(EditorTest):
    def pandoc(self, *arguments, name='article.md'):
        plugin = str(ROOT / 'plugins/pandoc/dixit.lua')
        return self.run_program('pandoc', '-f', 'markdown', '-L', plugin, *arguments, name)

    def spans(self, *arguments, **more):
        parser = Spans()
        parser.feed(self.pandoc('-t', 'html', '--wrap=none', *arguments, **more))
        return parser.found

    def check_spans(self, found):
        self.assertEqual([f[::2] for f in found if f[0].startswith('dixit-quote')],
                         [[f'dixit-quote-{state}', words] for _, state, words in QUOTES])
        self.assertEqual([f[2] for f in found if f[0] == 'dixit-claim-nobody'], [CLAIM])
        self.assertIn(['dixit-quote-named', 'Ann Lee', '“It is,”'], found)

    def test_html(self):
        self.check_spans(self.spans())

    def test_without_the_module_through_the_command(self):
        self.env['LUA_CPATH'] = ''
        self.env['LUA_PATH'] = ''
        self.check_spans(self.spans())

    def test_files_with_crlf(self):
        self.with_crlf()
        self.check_spans(self.spans())

    def test_a_page_of_its_own_has_the_style(self):
        self.assertIn('.dixit-quote-named {', self.pandoc('-s', '-t', 'html'))

    def test_the_rest_of_the_document_is_as_it_was(self):
        text = ('A *“so” and*, [link](http://a.b) `code` $x$ and ‘b’.[^1] 1\\. *x\\*y* [@key, p. 3]\n\n'
                '> “Quoted *all* over,” she *said.\n> And* so on.\n\n1. one\n2. two **“three”**\n\n'
                '| a |\n|---|\n| b |\n\n[^1]: A “note”.\n')
        self.write('other.md', text)
        plain = self.run_program('pandoc', '-f', 'markdown', '-t', 'markdown', 'other.md')
        self.write('options.yaml', 'dixit: { quotes: false, claims: false, findings: false }\n')
        none = self.pandoc('-t', 'markdown', '--metadata-file', 'options.yaml', name='other.md')
        self.assertEqual(none, plain)
        words = re.sub(r'\s+', ' ', self.run_program('pandoc', '-f', 'markdown', '-t', 'plain', 'other.md'))
        self.assertEqual(re.sub(r'\s+', ' ', self.pandoc('-t', 'plain', name='other.md')), words)

    def test_spans_that_cross_emphasis(self):
        self.write('other.md', 'é *“The bridge* is **safe,” said Ann** Lee in May.\n')
        found = [f[2] for f in self.spans(name='other.md') if f[0] == 'dixit-quote-named']
        self.assertEqual(''.join(found), '“The bridge is safe,”')

    def test_latex(self):
        said = self.pandoc('-t', 'latex', '--wrap=none')
        self.assertIn('the steepest fall ever.\\marginpar{', said)
        self.assertIn(UNCLOSED, said)
        self.assertNotIn('\\marginpar{\\raggedright\\scriptsize\\sffamily Ann Lee}', said)

    def test_word(self):
        self.pandoc('-o', 'article.docx')
        with zipfile.ZipFile(self.folder / 'article.docx') as archive:
            comments = archive.read('word/comments.xml').decode()
            text = archive.read('word/document.xml').decode()
        self.assertIn('Nobody vouches for this.', comments)
        self.assertIn('w:author="dixit"', comments)
        start = re.search(r'w:commentRangeStart w:id="(\d+)"[^>]*/>((?:(?!commentRange).)*Unemployment.*?)'
                          r'<w:commentRangeEnd w:id="\1"', text, re.S)
        self.assertEqual(''.join(re.findall('<w:t[^>]*>([^<]*)', start[2])), CLAIM)
