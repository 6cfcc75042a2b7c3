"""What comes out: formats, units, colours, order, progress."""
import json
import os
import pty
import random
import subprocess
import threading
import time

from helper import CLEAN, DIXIT, ERROR, WARNING, ToolTest

# The mark stands behind é (2 bytes), 😀 (4 bytes, 2 UTF-16 units) and a full stop.
UNITS = 'é😀.” Nobody came.\n'


class Formats(ToolTest):
    def test_columns_in_units(self):
        self.write('a.txt', 'First line.\n\n' + UNITS)
        for unit, column in (('bytes', 8), ('chars', 4), ('utf16', 5)):
            done = self.assertCode(1, 'lint', '--format', 'line', '--units', unit, 'a.txt')
            self.assertTrue(done.out.startswith(f'a.txt:3:{column}: warning: '), done.out)
            finding = self.lint_json('--units', unit, 'a.txt')['files'][0]['findings'][0]
            self.assertEqual((finding['line'], finding['column']), (3, column))
            self.assertEqual((finding['end_line'], finding['end_column']), (3, column + (3 if unit == 'bytes' else 1)))
            self.assertEqual((finding['start'], finding['end']), (20, 23))

    def test_json_is_what_is_promised(self):
        self.write('a.md', ERROR)
        self.write('b.txt', CLEAN)
        report = self.lint_json('a.md', 'b.txt')
        self.assertEqual(report['version'], 1)
        self.assertEqual([f['path'] for f in report['files']], ['a.md', 'b.txt'])
        for file in report['files']:
            self.assertEqual(set(file), {'path', 'coverage', 'findings'})
            self.assertLessEqual({'claims', 'supported'}, set(file['coverage']))
        finding = report['files'][0]['findings'][0]
        self.assertEqual(set(finding), {'rule', 'severity', 'start', 'end', 'line', 'column', 'end_line', 'end_column',
                                        'message', 'related', 'fixes'})
        self.assertEqual((finding['rule'], finding['severity']), ('citations/undefined-footnote', 'error'))
        self.assertEqual(ERROR.encode()[finding['start']:finding['end']], b'[^1]')

    def test_json_without_files_is_json(self):
        self.assertEqual(self.lint_json('gone.txt'), {'version': 1, 'files': []})

    def test_any_bytes_give_valid_json(self):
        chance = random.Random(2)
        for _ in range(20):
            text = bytes(chance.choices(b'ab.\n\r\0\xff\xe2\x80\x9c\x9d"\'*[]^:>', k=400))
            self.write('a.md', text)
            self.lint_json('a.md')
            json.loads(self.assertCode(0, 'extract', 'a.md').stdout)

    def test_no_escape_reaches_the_terminal(self):
        self.write('a.txt', 'The \x1b[31m council \u202e met \x07.” Nobody came.\n')
        done = self.assertCode(1, 'lint', 'a.txt')
        for bad in ('\x1b', '\x07', '\u202e'):
            self.assertNotIn(bad, done.out)

    def test_summary(self):
        self.write('a.txt', WARNING)
        self.write('b.txt', CLEAN)
        self.assertRegex(self.dixit('lint', 'a.txt').out, r'\n1 warning; no claims\n$')
        self.assertRegex(self.dixit('lint', 'b.txt').out, r'^no findings; no claims\n$')
        self.assertRegex(self.dixit('lint', 'a.txt', 'b.txt', 'a.txt').out, r'\n2 warnings in 3 files; no claims\n$')


def open_terminal(test):
    """Both ends of a new terminal; skips the test where there are none (a bare chroot)."""
    try:
        return pty.openpty()
    except OSError as error:
        test.skipTest(f'no terminal to be had: {error}')


class Colors(ToolTest):
    def setUp(self):
        super().setUp()
        self.write('a.txt', WARNING)

    def on_terminal(self, *words, env=None):
        master, slave = open_terminal(self)
        try:
            self.dixit(*words, stdout=slave, env=env)
            return os.read(master, 100000)
        finally:
            os.close(slave)
            os.close(master)

    def test_only_on_a_terminal(self):
        self.assertNotIn('\x1b', self.dixit('lint', 'a.txt').out)
        self.assertIn(b'\x1b[1;33m', self.on_terminal('lint', 'a.txt'))

    def test_a_bar_of_coverage(self):
        self.write('a.txt', 'The mill closed in 1974, said Ann Ode. It burned in 1901. Critics say it made 40 tons a day in '
                   '1970. It was sold in 1903 for 400 dollars.\n')
        self.write('low.lua', 'return { claim_threshold = 0.001 }\n')
        out = self.dixit('lint', '--config', 'low.lua', '--color', 'always', 'a.txt').out
        cells = [out.count(cell) for cell in '\u2588\u2592\u2591']
        self.assertEqual(cells, [15, 15, 30], out)

    def test_asked_for_or_not(self):
        self.assertIn('\x1b', self.dixit('lint', '--color', 'always', 'a.txt').out)
        self.assertNotIn('\u2588', self.dixit('lint', 'a.txt').out)
        self.assertNotIn(b'\x1b', self.on_terminal('lint', '--color=never', 'a.txt'))

    def test_environment(self):
        self.assertNotIn(b'\x1b', self.on_terminal('lint', 'a.txt', env={'NO_COLOR': '1'}))
        self.assertIn(b'\x1b', self.on_terminal('lint', 'a.txt', env={'NO_COLOR': ''}))
        self.assertNotIn(b'\x1b', self.on_terminal('lint', 'a.txt', env={'TERM': 'dumb'}))
        self.assertIn(b'\x1b', self.on_terminal('lint', '--color=always', 'a.txt', env={'NO_COLOR': '1'}))


class ManyFiles(ToolTest):
    def test_same_every_run(self):
        chance = random.Random(3)
        for number in range(60):
            self.write(f'{number:02}.md', (CLEAN * chance.randint(0, 300) + WARNING + '\n') * chance.randint(1, 3))
        for words in (['lint'], ['lint', '--format', 'json'], ['extract'], ['dump', 'quotes']):
            outputs = {self.dixit(*words, '-j', jobs, '.').out for jobs in ('1', '2', '8', '8')}
            self.assertEqual(len(outputs), 1, words)
            self.assertTrue(outputs.pop())

    def test_progress_on_a_terminal_when_it_takes_long(self):
        self.write('a.txt', CLEAN)
        os.mkfifo(self.folder / 'slow.txt')
        master, slave = open_terminal(self)
        process = subprocess.Popen([DIXIT, 'lint', '-j1', 'a.txt', 'slow.txt', 'a.txt'], cwd=self.folder, stderr=slave,
                                   stdout=subprocess.PIPE)

        def answer_late():
            time.sleep(1.3)
            (self.folder / 'slow.txt').write_text(CLEAN)
        writer = threading.Thread(target=answer_late)
        writer.start()
        process.communicate(timeout=30)
        writer.join()
        os.close(slave)
        shown = os.read(master, 10000)
        os.close(master)
        self.assertEqual(process.returncode, 0)
        self.assertIn(b'2 of 3 files', shown)
        self.assertTrue(shown.endswith(b'\r\x1b[K'), shown)
