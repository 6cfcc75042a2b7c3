"""Exit codes: 0 fine, 1 findings at or above the failing level, 2 anything in the way."""
import os
import pathlib
import re
import subprocess
import unittest

from helper import CLEAN, DIXIT, ERROR, INFO, WARNING, ToolTest


class ExitCodes(ToolTest):
    def setUp(self):
        super().setUp()
        self.write('clean.txt', CLEAN)
        self.write('info.txt', INFO)
        self.write('warning.txt', WARNING)
        self.write('error.md', ERROR)

    def test_levels(self):
        for name, default, info, error in (('clean.txt', 0, 0, 0), ('info.txt', 0, 1, 0), ('warning.txt', 1, 1, 0),
                                           ('error.md', 1, 1, 1)):
            self.assertCode(default, 'lint', name)
            self.assertCode(info, 'lint', '--fail-on', 'info', name)
            self.assertCode(error, 'lint', '--fail-on=error', name)
            self.assertCode(0, 'lint', '--exit-zero', name)

    def test_one_bad_file_among_good_ones(self):
        self.assertCode(1, 'lint', 'clean.txt', 'warning.txt', 'clean.txt')

    def test_rules_switched(self):
        self.assertCode(0, 'lint', '--rule', 'quotes/unclosed=off', 'warning.txt')
        self.assertCode(0, 'lint', '--rule', 'quotes/*=off', 'warning.txt')
        self.assertCode(0, 'lint', '-r', '*=info', 'warning.txt')
        self.assertCode(1, 'lint', '-r', '*=off', '-r', 'quotes/unclosed', 'warning.txt')
        self.assertCode(1, 'lint', '-r', '*=off', '-rquotes/unclosed=error', '--fail-on', 'error', 'warning.txt')

    def test_missing_file_is_named_and_the_others_linted(self):
        done = self.assertCode(2, 'lint', '--format', 'line', 'warning.txt', 'gone.txt', 'error.md')
        self.assertIn('gone.txt: No such file or directory', done.err)
        self.assertIn('warning.txt:1:', done.out)
        self.assertIn('error.md:1:', done.out)
        self.assertCode(2, 'lint', '--exit-zero', 'gone.txt')
        self.assertCode(2, 'extract', 'gone.txt')
        self.assertCode(2, 'dump', 'quotes', 'gone.txt')

    @unittest.skipIf(os.geteuid() == 0, 'root may read everything')
    def test_unreadable(self):
        (self.folder / 'clean.txt').chmod(0)
        self.assertCode(2, 'lint', 'clean.txt')
        self.write('shut/a.txt', CLEAN)
        (self.folder / 'shut').chmod(0)
        self.addCleanup((self.folder / 'shut').chmod, 0o700)
        self.assertIn('shut: Permission denied', self.assertCode(2, 'lint', '.').err)

    def test_nonsense_is_usage(self):
        for words in ([], ['lnt'], ['lint', '--no-such'], ['lint', '-x'], ['lint', '--format', 'xml'],
                      ['lint', '--format'], ['lint', '--rule', 'no/rule'], ['lint', '--rule', 'quotes/unclosed=loud'],
                      ['lint', '--exit-zero=yes'], ['lint', '-j', '0'], ['lint', '-j', 'two'], ['lint', '-j', '999'],
                      ['lint', '--profile', 'poetry'], ['lint', '--min-coverage', '101'], ['lint', '--jsonl'],
                      ['dump'], ['dump', 'nothing', 'clean.txt'], ['rules', 'no/rule'],
                      ['extract', '--format', 'json']):
            with self.subTest(words=words):
                done = self.assertCode(2, *words)
                self.assertTrue(done.err)
                self.assertEqual(done.out, '')

    def test_what_was_meant_is_said(self):
        self.assertIn('is "lint" meant?', self.assertCode(2, 'lnit').err)
        self.assertIn('is "dixit lint clean.txt" meant?', self.assertCode(2, 'clean.txt').err)
        self.assertIn('is --format meant?', self.assertCode(2, 'lint', '--frmat=line', 'clean.txt').err)

    def test_files_that_are_no_text(self):
        for name, start, said in (('a.docx', b'PK\x03\x04', 'Word'), ('a.txt', b'\xFF\xFEa\0', 'UTF-16'),
                                  ('a.pdf', b'%PDF-1.4', 'PDF'), ('a', b'a\0b', 'no text')):
            self.write(name, start)
            done = self.assertCode(2, 'lint', name, 'clean.txt')
            self.assertIn(f'dixit: {name}: is ', done.err)
            self.assertIn(said, done.err)
            self.assertCode(0, 'lint', '--input-format', 'plain', name)
        self.write('stray.txt', b'One word.\0\n')
        self.assertCode(0, 'lint', 'stray.txt')

    def test_minimum_coverage(self):
        self.write('claims.txt', 'Unemployment fell to 4 percent in 2019, the lowest rate in 50 years.\n')
        coverage = self.lint_json('claims.txt')['files'][0]['coverage']
        if coverage['claims'] == 0:
            self.skipTest('no claims here')
        self.assertCode(0, 'lint', '--min-coverage', '0', 'claims.txt')
        self.assertIn('source coverage is 0%', self.assertCode(1, 'lint', '--min-coverage=1', 'claims.txt').err)

    def test_help_and_version(self):
        self.assertRegex(self.assertCode(0, '--version').out, r'^dixit \d+\.\d+\.\d+\n$')
        for words in (['--help'], ['-h'], ['lint', '--help'], ['extract', '-h'], ['dump', '--help'],
                      ['rules', '--help']):
            self.assertIn('dixit', self.assertCode(0, *words).out)


class Writing(ToolTest):
    """A failed write is never a success."""

    def setUp(self):
        super().setUp()
        self.write('a.txt', CLEAN * 2000)
        self.commands = (['lint', 'a.txt'], ['lint', '--format', 'json', 'a.txt'], ['extract', 'a.txt'],
                         ['dump', 'tokens', 'a.txt'], ['rules'], ['--help'], ['--version'], ['lint', '--help'])

    @unittest.skipUnless(pathlib.Path('/dev/full').exists(), 'there is no /dev/full')
    def test_full_disk(self):
        for words in self.commands:
            with self.subTest(words=words), open('/dev/full', 'wb') as full:
                self.assertCode(2, *words, stdout=full)

    def test_closed_pipe(self):
        for words in self.commands:
            with self.subTest(words=words):
                reader, writer = os.pipe()
                os.close(reader)
                try:
                    self.assertCode(2, *words, stdout=writer)
                finally:
                    os.close(writer)

    def test_reader_that_stops_early(self):
        with subprocess.Popen([DIXIT, 'dump', 'tokens', 'a.txt'], cwd=self.folder, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as process:
            process.stdout.read(10)
            process.stdout.close()
            self.assertEqual(process.wait(30), 2)
            self.assertEqual(process.stderr.read(), b'')


class Manual(ToolTest):
    """What the help tells stands in the manual page."""

    def test_options_and_layers(self):
        page = (pathlib.Path(__file__).parents[2] / 'man/dixit.1').read_text(encoding='utf-8').replace('\\', '')
        for command in ('lint', 'extract', 'dump', 'rules', 'config'):
            self.assertTrue(f'.Cm {command}' in page, command)
            for line in self.dixit(command, '--help').out.splitlines():
                for word in line.replace(',', ' ').split():
                    if word.startswith('--'):
                        self.assertTrue(f'Fl Fl {word[2:]}' in page, f'{command}: {word}')
        layers = self.dixit('dump').err.rpartition('layers: ')[2].replace(',', ' ').split()
        for layer in layers:
            self.assertTrue(re.search(rf'[. ]{layer}\b', page), layer)
