"""dixit cites, and how the command finds bibliographies."""
import json

from helper import ToolTest

BIB = '''@book{brandt1901,
  author = {Brandt, Ida},
  title = {The kiln},
  publisher = {The Mill Press},
  year = {1901}
}

@book{ruiz1950, author = {Ruiz, Arturo}, title = {The mill}, publisher = {The Mill Press}, year = {1950}}
'''
TEXT = 'The kiln burned down [@brandt1901, p. 3]. It was rebuilt [@brandt190].\n'


class CitesTest(ToolTest):
    def answers(self, *arguments, **more):
        done = self.dixit(*arguments, **more)
        return done.returncode, done.out, done.err


class Cites(CitesTest):
    def test_text(self):
        self.write('refs.bib', BIB)
        self.write('a.md', TEXT)
        code, out, err = self.answers('cites', '-b', 'refs.bib', 'a.md')
        self.assertEqual((code, err), (0, ''))
        self.assertEqual(out, 'refs.bib:1:7 brandt1901\n  a.md:1:24 p. 3\nrefs.bib:8:7 ruiz1950 (not cited)\n'
                              'undefined brandt190\n  a.md:1:60\n')

    def test_json(self):
        self.write('refs.bib', BIB)
        self.write('a.md', TEXT)
        code, out, _ = self.answers('cites', '--json', '-b', 'refs.bib', 'a.md')
        found = json.loads(out)
        self.assertEqual([(w['key'], len(w['uses'])) for w in found['works']], [('brandt1901', 1), ('ruiz1950', 0)])
        self.assertEqual([w['key'] for w in found['undefined']], ['brandt190'])
        use = found['works'][0]['uses'][0]
        self.assertEqual(TEXT[use['start']:use['end']], '[@brandt1901, p. 3]')

    def test_no_documents(self):
        code, out, _ = self.answers('cites', '--json', text='')
        self.assertEqual(json.loads(out), {'version': 1, 'works': [], 'undefined': []})


class Configured(CitesTest):
    def test_bibliographies_of_the_configuration(self):
        self.write('book/shared/refs.bib', BIB)
        self.write('book/text/a.md', TEXT)
        self.write('book/.dixit.lua', 'return { bibliographies = { "shared/refs.bib" } }')
        code, out, err = self.answers('cites', 'book/text')
        self.assertEqual((code, err), (0, ''))
        self.assertEqual(out.splitlines()[0], 'book/shared/refs.bib:1:7 brandt1901')
        self.assertIn('shared/refs.bib', self.answers('config', 'book/text/a.md')[1])

    def test_bibliographies_of_a_section(self):
        self.write('refs.bib', BIB)
        self.write('a.md', TEXT)
        self.write('b.md', TEXT)
        self.write('.dixit.lua', 'return { paths = { { files = { "b.md" }, bibliographies = { "refs.bib" } } } }')
        out = self.answers('cites', 'a.md', 'b.md')[1]
        self.assertIn('  b.md:1:24 p. 3', out)
        self.assertNotIn('  a.md:1:24 p. 3', out.split('undefined')[0])

    def test_today(self):
        self.write('refs.bib', '@misc{a, title = {The kiln}, url = {https://example.org}, urldate = {2020-05-01}}')
        def found(*options):
            return self.answers('lint', '--format', 'line', *options, 'refs.bib')[1].count('future-date')
        self.assertEqual((found('--today', '2020-04-30'), found('--today=2020-05-01'), found()), (1, 0, 0))
        self.write('.dixit.lua', 'return { today = "2020-01-01" }')
        self.assertEqual((found(), found('--no-config')), (1, 0))
        self.assertEqual(self.answers('lint', '--today', '2020-1', 'refs.bib')[0], 2)


class Unused(CitesTest):
    """references/unused: an entry is used when any document cites it that has its bibliography."""
    def setUp(self):
        super().setUp()
        self.write('book/refs.bib',
                   BIB + '@book{may1960, author = {May, Ben}, title = {The road}, publisher = {The Mill '
                                          'Press}, year = {1960}}\n')
        self.write('book/text/1.md', '---\nbibliography: ../refs.bib\n---\nOne [@brandt1901].\n')
        self.write('book/text/2.md', '---\nbibliography: ../refs.bib\n---\nTwo [@ruiz1950].\n')

    def unused(self, *arguments):
        done = self.dixit('lint', '--no-config', '--rule', '*=off', '--rule', 'references/unused=warning', '--format',
                          'json', *arguments)
        self.assertEqual(done.err, '')
        return {file['path']: [f['message'].split('"')[1] for f in file['findings']]
                for file in json.loads(done.out)['files'] if file['findings']}

    def test_any_document_of_the_run_counts(self):
        self.assertEqual(self.unused('book'), {'book/refs.bib': ['may1960']})
        self.assertEqual(self.unused('--jobs', '1', '.'), {'book/refs.bib': ['may1960']})

    def test_under_another_path(self):
        self.assertEqual(self.unused('./book/refs.bib', 'book/text'), {'./book/refs.bib': ['may1960']})

    def test_one_chapter_of_several(self):
        """What the other chapters cite is no alarm: neither without the bibliography nor with it."""
        self.assertEqual(self.unused('book/text/1.md'), {})
        self.assertEqual(self.unused('book/text/1.md', 'book/refs.bib'), {'book/refs.bib': ['may1960']})

    def test_nothing_is_said_where_nobody_is_known_to_cite(self):
        self.assertEqual(self.unused('book/refs.bib'), {})
        self.write('book/other.bib', '@misc{x, title = {The kiln}}\n')
        self.assertEqual(self.unused('book'), {'book/refs.bib': ['may1960']})

    def test_all_cited(self):
        self.write('book/text/2.md', '---\nbibliography: ../refs.bib\nnocite: "@*"\n---\nTwo.\n')
        self.assertEqual(self.unused('book'), {})

    def test_chapters_of_latex(self):
        self.write('paper/refs.bib', BIB)
        self.write('paper/main.tex', '\\documentclass{book}\n\\begin{document}\n\\input{one}\n\\input{two}\n'
                                     '\\bibliography{refs}\n\\end{document}\n')
        self.write('paper/one.tex', 'One \\cite{brandt1901}.\n')
        self.write('paper/two.tex', 'Two.\n')
        for named in (['paper'], ['paper/main.tex', 'paper/refs.bib'], ['paper/two.tex', 'paper/refs.bib']):
            self.assertEqual(self.unused(*named), {'paper/refs.bib': ['ruiz1950']}, named)

    def test_a_path_given_twice(self):
        done = self.dixit('lint', '--no-config', '--format', 'json', 'book', 'book/refs.bib', 'book/text/1.md')
        self.assertEqual([file['path'] for file in json.loads(done.out)['files']],
                         ['book/text/1.md', 'book/text/2.md', 'book/text/1.md', 'book/refs.bib', 'book/refs.bib'])

    def test_mended(self):
        self.write('book/refs.bib', BIB.replace('  year = {1901}',
                                                '  year = {1901},\n  doi = {https://doi.org/10.1000/182}'))
        self.write('book/text/2.md', 'Two.\n')
        done = self.dixit('lint', '--no-config', '--rule', 'references/unused=warning', '--fix', '--format', 'line',
                          'book')
        self.assertIn('"ruiz1950"', done.out)
        self.assertNotIn('"brandt1901"', done.out)


class TwoKeys(CitesTest):
    """One work under two keys: all its uses get the key of the entry that stands first."""
    ENTRY = '@book{%s,\n  author = {Brandt, Ida},\n  title = {The history of the kiln},\n  year = {1901}%s\n}\n'

    def diff(self, path='a.md'):
        out = self.answers('lint', '--no-config', '--diff', '--rule', '*=off', '--rule', 'citations/two-keys', path)[1]
        return [line for line in out.splitlines() if line[:1] in '+-' and line[:3] not in ('+++', '---')]

    def told(self):
        out = self.answers('lint', '--no-config', '--format', 'line', 'a.md')[1]
        return [line.split(':', 3)[1:3] for line in out.splitlines() if '[citations/two-keys]' in line]

    def entries(self, first='', second='', key='kiln'):
        self.write('a.bib', self.ENTRY % (key, first) + self.ENTRY % ('brandt1901', second))

    def test_all_uses_are_renamed(self):
        self.entries()
        self.write('a.md', 'One [@brandt1901, p. 3; @other]. Two @kiln. Three [-@brandt1901].\n')
        self.assertEqual(self.told(), [['1', '7']])
        self.assertEqual(self.diff(), ['-One [@brandt1901, p. 3; @other]. Two @kiln. Three [-@brandt1901].',
                                       '+One [@kiln, p. 3; @other]. Two @kiln. Three [-@kiln].'])

    def test_latex(self):
        self.entries()
        self.write('a.tex', '\\documentclass{article}\\begin{document}One \\cite{kiln}, two \\cite[3]{x,brandt1901}.'
                            '\\bibliography{a}\\end{document}\n')
        self.assertIn('two \\cite[3]{x,kiln}', self.diff('a.tex')[1])

    def test_no_edit_where_it_is_not_certain(self):
        self.entries(second=',\n  url = {https://example.org/kiln}')
        self.write('a.md', 'One [@brandt1901]. Two @kiln.\n')
        self.assertEqual((self.told(), self.diff()), ([['1', '7']], []))

    def test_no_edit_where_it_would_cite_twice(self):
        self.entries()
        self.write('a.md', 'One [@brandt1901; @kiln].\n')
        self.assertEqual((self.told(), self.diff()), ([['1', '7']], []))

    def test_no_edit_with_a_key_that_needs_braces(self):
        self.entries(key='kiln/1901.')
        self.write('a.md', 'One [@brandt1901]. Two @{kiln/1901.}.\n')
        self.assertEqual((len(self.told()), self.diff()), (1, []))

    def test_silent_where_one_of_the_two_is_cited(self):
        self.entries()
        self.write('a.md', 'One [@brandt1901]. Two [@brandt1901].\n')
        self.assertEqual(self.told(), [])


class Notes(CitesTest):
    def rules(self, text):
        out = self.answers('lint', '--no-config', '--format', 'line', '--input-format', 'mediawiki', '-', text=text)[1]
        return [line.rsplit('[', 1)[1][:-1] for line in out.splitlines() if 'citations/' in line]

    def test_names_in_two_groups(self):
        """MediaWiki numbers each group of notes by itself, and templates like {{efn}} have a group of their own."""
        self.assertEqual(self.rules('A.<ref name="a">X.</ref><ref group=nb name="a">Y.</ref>{{efn|name=a|Z.}}'), [])
        self.assertEqual(self.rules('A.<ref name="a" group="n">X.</ref> B.<ref group=n name=a>Y.</ref>'),
                         ['citations/conflicting-footnote'])

    def test_a_bibliography_that_is_not_there(self):
        self.write('a.md', '---\nbibliography: gone.bib\nreferences:\n- id: a\n  title: X\n---\nOne [@a], two [@b].\n')
        code, out, err = self.answers('lint', '--no-config', 'a.md')
        self.assertNotIn('undefined-key', out)
        self.assertIn('gone.bib, which is not there', err)


class LocalFiles(CitesTest):
    def missing(self, path):
        out = self.answers('lint', '--no-config', '--rule', '*=off', '--check-files', '--format', 'line', path)[1]
        return [line.split(':', 3)[1:3] for line in out.splitlines() if '[files/missing]' in line]

    def test_links(self):
        self.write('text/a report.pdf', 'x')
        self.write('text/a.md', '[one](a%20report.pdf#page=2) [two](gone.pdf) [three](../out.pdf) [four](page.html)\n'
                                '[five](https://example.org/a.pdf) [six][s]\n\n[s]: data/gone.csv\n')
        self.assertEqual(self.missing('text/a.md'), [['1', '36'], ['4', '6']])

    def test_attachments(self):
        self.write('b/one.pdf', 'x')
        self.write('b/refs.bib', '@misc{a, title={x},\n file = {:one.pdf:PDF;Scan:two.pdf:PDF}}\n@misc{b, title={y},\n'
                                 ' file = {/home/ida/three.pdf}}\n')
        self.assertEqual(self.missing('b/refs.bib'), [['2', '28']])

    def test_included(self):
        self.write('main.tex',
                   '\\documentclass{book}\n\\begin{document}\n\\input{one}\n\\input{two}\n\\end{document}\n')
        self.write('one.tex', 'x')
        self.assertEqual(self.missing('main.tex'), [['4', '8']])

    def test_a_baseline_knows_them(self):
        self.write('a.md', '[one](gone.pdf)\n')
        checked = ('lint', '--no-config', '--check-files', '--format', 'line')
        self.assertEqual(self.answers(*checked, '--write-baseline', 'known.json', 'a.md')[::2],
                         (0, 'dixit: 1 finding recorded\n'))
        self.assertEqual(self.answers(*checked, '--baseline', 'known.json', 'a.md'), (0, '', ''))
        self.write('a.md', '[one](gone.pdf) [two](lost.pdf)\n')
        code, out, _ = self.answers(*checked, '--baseline', 'known.json', 'a.md')
        self.assertEqual((code, out.count('files/missing'), out[:8]), (1, 1, 'a.md:1:2'))

    def test_exit_code(self):
        self.write('a.md', '[one](gone.pdf)\n')
        self.assertEqual(self.answers('lint', '--no-config', 'a.md')[0], 0)
        self.assertEqual(self.answers('lint', '--no-config', '--check-files', 'a.md')[0], 1)


class Finding(CitesTest):
    def undefined(self, *arguments):
        code, out, err = self.answers('lint', '--format', 'json', '--rule', '*=off', '--rule',
                                      'citations/undefined-key',
                                    *arguments)
        findings = json.loads(out)['files'][0]['findings']
        return code, [f['message'] for f in findings], err

    def test_named_in_front_matter(self):
        self.write('book/refs.bib', BIB)
        self.write('book/a.md', '---\nbibliography: refs.bib\n---\n' + TEXT)
        code, messages, err = self.undefined('book/a.md')
        self.assertEqual((code, messages), (1, ['No bibliography has "brandt190": is "brandt1901" meant?']))

    def test_two_in_a_list(self):
        self.write('one.bib', '@misc{brandt190, title = {The kiln again}}\n')
        self.write('refs.bib', BIB)
        self.write('a.md', '---\nbibliography:\n- one.bib\n- refs\n---\n' + TEXT)
        self.assertEqual(self.undefined('a.md')[:2], (0, []))

    def test_called_like_the_document(self):
        self.write('a.bib', BIB)
        self.write('a.md', TEXT)
        self.assertEqual(self.undefined('a.md')[0], 1)

    def test_none(self):
        self.write('a.md', TEXT)
        self.assertEqual(self.undefined('a.md')[:2], (0, []))

    def test_named_and_missing(self):
        self.write('a.md', '---\nbibliography: gone.bib\n---\n' + TEXT)
        code, messages, err = self.undefined('a.md')
        self.assertEqual((code, messages), (0, []))
        self.assertEqual(err, 'dixit: a.md names the bibliography gone.bib, which is not there\n')

    def test_asked_for_and_missing(self):
        self.write('a.md', TEXT)
        code, out, err = self.answers('lint', '-b', 'gone.bib', 'a.md')
        self.assertEqual(code, 2)
        self.assertIn('gone.bib', err)

    def test_several_files(self):
        self.write('book/refs.bib', BIB)
        self.write('book/main.tex', '\\documentclass{book}\n\\addbibresource{refs.bib}\n\\begin{document}\n'
                                    '\\include{parts/one}\n\\end{document}\n')
        self.write('book/parts/one.tex', 'Smoke \\cite{brandt1901}.\n\\input{parts/two}\n')
        self.write('book/parts/two.tex', 'Fire \\cite{nobody1900}.\n\\input{../out}\n')
        self.write('out.tex', 'Ash \\cite{nobody1900}.\n')
        done = self.dixit('cites', 'book/main.tex')
        self.assertEqual(done.out.splitlines(), [
            'book/refs.bib:1:7 brandt1901', '  book/parts/one.tex:1:13', 'book/refs.bib:8:7 ruiz1950 (not cited)',
            'undefined nobody1900', '  book/parts/two.tex:1:12'])
        self.assertEqual(self.linted('book'), ['book/main.tex', 'book/parts/one.tex', 'book/parts/two.tex',
                                               'book/refs.bib'])
