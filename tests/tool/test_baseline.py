"""dixit lint --baseline and --write-baseline: what is known is not told again."""
import json

from helper import CLEAN, ERROR, WARNING, ToolTest


class Baseline(ToolTest):
    def rules(self, *arguments, **more):
        return [finding['rule'] for file in self.lint_json(*arguments, **more)['files'] for finding in file['findings']]

    def record(self, *paths):
        return self.assertCode(0, 'lint', '--write-baseline', 'known.json', *paths)

    def test_only_what_is_new(self):
        self.write('a.txt', WARNING)
        done = self.record('a.txt')
        self.assertEqual((done.out, done.err), ('', 'dixit: 1 finding recorded\n'))
        done = self.assertCode(0, 'lint', '--baseline', 'known.json', 'a.txt')
        self.assertRegex(done.err, r'^dixit: \d+ more findings? that the baseline knows\n$')
        self.write('b.md', ERROR)
        self.assertCode(1, 'lint', '--baseline', 'known.json', 'a.txt', 'b.md')
        self.assertEqual(self.rules('--baseline', 'known.json', 'a.txt', 'b.md'), ['citations/undefined-footnote'])

    def test_how_often_counts(self):
        self.write('a.txt', WARNING + '\n' + WARNING)
        self.record('a.txt')
        self.write('a.txt', WARNING + '\n' + CLEAN + '\n' + WARNING + '\n' + WARNING)
        findings = self.lint_json('--baseline', 'known.json', 'a.txt')['files'][0]['findings']
        self.assertEqual([finding['line'] for finding in findings], [7])

    def test_it_is_the_text_that_counts(self):
        """Lines above and a paragraph filled anew change nothing; another text is another finding."""
        self.write('a.md', 'Critics of the old bridge\nsay it is not safe.\n')
        self.record('a.md')
        self.write('a.md', CLEAN + '\nCritics of\nthe old   bridge say it is not safe.\n')
        self.assertEqual(self.rules('--baseline', 'known.json', 'a.md'), [])
        self.write('a.md', 'Friends of the old bridge\nsay it is not safe.\n\nThe bridge is old.[^1]\n')
        self.assertIn('citations/undefined-footnote', self.rules('--baseline', 'known.json', 'a.md'))

    def test_the_file_reads_well(self):
        self.write('b/b.txt', WARNING)
        self.write('a.txt', WARNING + '\n' + WARNING)
        self.record('.')
        text = (self.folder / 'known.json').read_text()
        self.assertEqual(json.loads(text), {'version': 1, 'findings': {'a.txt': {'quotes/unclosed': {'”': 2}},
                                                                      'b/b.txt': {'quotes/unclosed': {'”': 1}}}})
        self.assertTrue(text.endswith('}\n'))
        self.record('.')
        self.assertEqual((self.folder / 'known.json').read_text(), text)

    def test_paths_are_relative_to_the_file(self):
        self.write('docs/a.txt', WARNING)
        self.record('docs')
        for words in (['./docs/a.txt'], ['docs/../docs'], [str(self.folder / 'docs/a.txt')]):
            self.assertCode(0, 'lint', '--baseline', 'known.json', *words)
        self.write('other/place', '')
        self.assertCode(0, 'lint', '--baseline', '../known.json', 'a.txt', cwd=self.folder / 'docs')

    def test_standard_input_goes_by_its_name(self):
        self.assertCode(0, 'lint', '--write-baseline', 'known.json', '--stdin-filename', 'x.txt', text=WARNING)
        self.assertCode(0, 'lint', '--baseline', 'known.json', '--stdin-filename', 'x.txt', text=WARNING)
        self.assertCode(1, 'lint', '--baseline', 'known.json', '--stdin-filename', 'y.txt', text=WARNING)

    def test_coverage_is_of_all(self):
        self.write('a.txt', 'The town has lost 1,200 trees since 2010.\n')
        self.record('--rule', 'claims/unsourced', 'a.txt')
        self.assertCode(1, 'lint', '--baseline', 'known.json', '--min-coverage', '50', 'a.txt')

    def test_any_bytes(self):
        self.write('a.md', b'The \xff\0 bridge is old.[^\xff\x01] He said "\x80 it\xe2\x80\x9d and.\n')
        self.record('a.md')
        self.assertEqual(self.rules('--baseline', 'known.json', 'a.md'), [])

    def test_missing_or_broken(self):
        self.write('a.txt', WARNING)
        done = self.assertCode(2, 'lint', '--baseline', 'gone.json', 'a.txt')
        self.assertEqual(done.err, 'dixit: gone.json: No such file or directory; --write-baseline makes a baseline\n')
        self.assertEqual(done.out, '')
        for text in ('', '{', '[]', '\0', '{"a":1,"a":2}', '{"version":1}', '{"version":1,"findings":[]}',
                     '{"version":"1","findings":{}}', '{"version":1,"findings":{"a":{"b":{"c":0}}}}',
                     '{"version":1,"findings":{"a":{"b":3}}}'):
            self.write('known.json', text)
            done = self.assertCode(2, 'lint', '--baseline', 'known.json', 'a.txt')
            self.assertRegex(done.err, r'^dixit: known\.json: no baseline: .+\n$', text)
        self.write('known.json', '{"version":2,"findings":{}}')
        self.assertIn('another version', self.assertCode(2, 'lint', '--baseline', 'known.json', 'a.txt').err)
        self.assertCode(2, 'lint', '--write-baseline', 'no/such/folder.json', 'a.txt')

    def test_what_goes_together(self):
        self.write('a.txt', WARNING)
        self.record('a.txt')
        for words in (['--write-baseline', 'x', '--baseline', 'known.json'], ['--write-baseline', 'x', '--fix'],
                      ['--baseline', 'known.json', '--fix'], ['--baseline', 'known.json', '--diff']):
            self.assertCode(2, 'lint', *words, 'a.txt')
        self.assertFalse((self.folder / 'x').exists())

    def test_in_other_formats(self):
        self.write('a.txt', WARNING)
        self.record('a.txt')
        for form in ('sarif', 'checkstyle', 'junit', 'github', 'html', 'line'):
            done = self.dixit('lint', '--format', form, '--baseline', 'known.json', 'a.txt')
            self.assertNotIn('This quotation mark', done.out)
