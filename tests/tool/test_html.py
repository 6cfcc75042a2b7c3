"""The HTML report without a browser: well formed, escaped, complete, whatever the text. tests/browser clicks it."""
import html.parser
import random

from helper import CLEAN, ERROR, WARNING, ToolTest

VOID = {'meta', 'input', 'br', 'link'}


class Page(html.parser.HTMLParser):
    """Checks that elements nest; collects the text of articles, ids, links and start tags."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.tags, self.text, self.problems = [], [], [], [], [], []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if 'id' in given:
            self.ids.append(given['id'])
        if tag == 'a':
            self.links.append(given['href'])
        if tag not in VOID:
            self.open.append((tag, given.get('class') or ''))

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.problems.append(f'</{tag}> closes {self.open[-1:]}')
        else:
            self.open.pop()

    def handle_data(self, data):
        beside = {'sr', 'flag', 'who', 'marker'}
        inside = [tag for tag, _ in self.open]
        if 'article' in inside and not any(set(names.split()) & beside or 'tick' in names for _, names in self.open):
            self.text.append(data)


class Html(ToolTest):
    def page(self, *arguments):
        done = self.dixit('lint', '--format', 'html', '--exit-zero', *arguments)
        page = Page()
        page.feed(done.stdout.decode('utf-8'))
        page.close()
        self.assertEqual((page.problems, page.open), ([], []))
        self.assertEqual(len(set(page.ids)), len(page.ids))
        self.assertLessEqual({link[1:] for link in page.links}, set(page.ids))
        page.source = done.out
        return page

    def test_self_contained(self):
        self.write('a.md', ERROR)
        page = self.page('a.md')
        self.assertFalse([tag for tag, given in page.tags if 'src' in given or tag in ('link', 'img', 'iframe')])
        self.assertNotRegex(page.source, r'url\(|@import|https?://')

    def test_a_report_is_not_linted_itself(self):
        self.write('a.md', ERROR)
        self.write('report.html', self.page('a.md').source)
        self.assertNotIn('report.html', self.dixit('lint', '.').out)
        self.assertNotIn('report.html', self.dixit('lint', '--diff', '.').out)

    def test_text_is_shown_once_and_whole(self):
        text = 'One “two three,” said Ann Lee. Critics say four.\n\n“Five.” He called it “six” and "seven".\n'
        self.write('a.txt', text)
        shown = ' '.join(''.join(self.page('--rule', '*', 'a.txt').text).split())
        self.assertEqual(shown.replace('.“', '. “'), ' '.join(text.split()).replace('.“', '. “'))

    def test_inline_notes_are_shown_once(self):
        self.write('a.md', 'The bridge is old.^[So “says” Ann Lee.] It is blue.\n')
        self.assertEqual(''.join(self.page('a.md').text).count('Ann Lee'), 1)

    def test_each_finding_has_a_place_and_an_entry(self):
        self.write('a.md', ERROR + '\n' + WARNING)
        self.write('b.bib', '@article{a, title = {T}, year = 1999}\n@article{a, doi = {x}}\n')
        count = sum(len(file['findings']) for file in self.lint_json('a.md', 'b.bib')['files'])
        page = self.page('a.md', 'b.bib')
        self.assertGreater(count, 2)
        for prefix in ('finding-', 'place-'):
            names = [name for name in page.ids if name.startswith(prefix) and name[len(prefix)].isdigit()]
            self.assertEqual(len(names), count)

    def test_files_in_a_table(self):
        self.write('a.md', ERROR)
        self.write('b.txt', CLEAN)
        self.assertNotIn('index', self.page('a.md').ids)
        page = self.page('a.md', 'b.txt')
        self.assertEqual([link for link in page.links if link.startswith('#file-')], ['#file-1', '#file-2'])

    def test_nothing_at_all(self):
        self.write('empty.txt', '')
        self.page('empty.txt')
        self.page('gone.txt')

    def test_markup_in_texts_and_names_is_text(self):
        name = '"><script>alert(1)<!--.md'
        self.write(name, 'He said “</p></article><script>alert(2)</script>” & <b onclick="x">so</b>.[^<i>]\n')
        page = self.page('--rule', '*', name)
        self.assertEqual([tag for tag, _ in page.tags if tag == 'script'], ['script'])
        self.assertFalse([given for _, given in page.tags if 'onclick' in given])

    def test_any_bytes(self):
        chance = random.Random(5)
        pieces = [b'\xe2\x80\x9c', b'\xe2\x80\x9d', b'"', b"'", b'\0', b'\xff', b'\xe2\x80', b'\r', b'\n', b'\n\n',
                  b'> ', b'- ', b'1. ', b'^[', b']', b'[^a]', b'\n[^a]: ', b'[x](y)', b'*', b'`', b'<b>', b'&amp;',
                  b'&', b'| a |', b'Ann Lee said ', b'Critics say that it cost $4 million. ', b'according to the report',
                  b'said.', b' ', b'\x1b[1m', b'```\n']
        for number in range(60):
            self.write('a.md', b''.join(chance.choices(pieces, k=120)))
            self.page('--rule', '*', 'a.md')

    def test_deep_nesting_is_linear(self):
        self.write('a.txt', '“' * 20000 + 'x' + '”' * 20000 + '\n')
        self.write('b.md', '>' * 20000 + ' x\n\n' + '[^a] ' * 5000)
        self.page('a.txt', 'b.md')
