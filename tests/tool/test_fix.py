"""dixit lint --fix and --diff: safe edits, whole files, nothing lost."""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import unittest

from helper import CLEAN, WARNING, ToolTest

MIXED = 'He called it “fine” and she called it “old”, or "good".\n'
MENDED = 'He called it “fine” and she called it “old”, or “good”.\n'


def own_rule(body):
    """A rule in Lua; `each(pattern, report)` finds all matches."""
    return '''local function each(doc, pattern, found)
  local text, at = doc:text(), 1
  while true do
    local start, stop = text:find(pattern, at)
    if not start then return end
    found(start - 1, stop)
    at = stop + 1
  end
end
''' + body


def replacing(name, pattern, text, severity='warning', safe='true'):
    return f'''dixit.rule {{ id = "own/{name}", message = "{name}", severity = "{severity}",
check = function(doc, report)
  each(doc, "{pattern}", function(start, stop)
    report({{ start = start, stop = stop }}, "{name}", {{ fixes = {{ {{ start = start, stop = stop, text = "{text}",
      label = "{name}", safe = {safe} }} }} }})
  end)
end }}
'''


ROOT = pathlib.Path(__file__).resolve().parents[2]
CITED = ROOT.parent / 'shared/eval/cites'
ENDINGS = {'plain': '.txt', 'markdown': '.md', 'bibtex': '.bib', 'latex': '.tex', 'mediawiki': '.wiki'}
STYLES = [[], ['--rule', '*=on', '--manual', 'apa'], ['--rule', '*=on', '--option', 'quotes/punctuation.usage=2']]


def bad_examples():
    """(name, text) of each text a rule's description calls bad."""
    sys.path.insert(0, str(ROOT / 'src/gen'))
    import rules
    for path in sorted((ROOT / 'src/data/rules').glob('*.txt')):
        for rule in rules.read(path):
            for number, text in enumerate(rule['bad']):
                ending = ENDINGS[rule.get('format', 'plain')]
                yield f'{rule["id"].replace("/", "-")}-{number}{ending}', text + '\n'


class Fix(ToolTest):
    def read(self, path):
        return (self.folder / path).read_text()

    def own(self, *rules):
        self.write('own.lua', own_rule(''.join(rules)))
        return ['--no-config', '--rules', 'own.lua', '--rule', '*=off', '--rule', 'own/*=on']

    def test_the_file_is_mended_and_the_rest_reported(self):
        self.write('a.txt', MIXED + '\n' + WARNING)
        done = self.assertCode(1, 'lint', '--fix', '--format', 'line', 'a.txt')
        self.assertEqual(self.read('a.txt'), MENDED + '\n' + WARNING)
        self.assertEqual([line.rsplit(' ', 1)[1] for line in done.out.splitlines()], ['[quotes/unclosed]'])
        self.assertEqual(done.err, 'dixit: 2 edits in 1 file\n')

    def test_a_second_time_changes_nothing(self):
        self.write('a.txt', MIXED)
        self.assertCode(0, 'lint', '--fix', 'a.txt')
        before = os.stat(self.folder / 'a.txt')
        done = self.assertCode(0, 'lint', '--fix', 'a.txt')
        after = os.stat(self.folder / 'a.txt')
        self.assertEqual((before.st_ino, before.st_mtime_ns), (after.st_ino, after.st_mtime_ns))
        self.assertEqual(done.err, '')

    def test_files_without_edits_are_left_alone(self):
        self.write('a.txt', CLEAN)
        before = os.stat(self.folder / 'a.txt').st_ino
        self.assertCode(0, 'lint', '--fix', 'a.txt')
        self.assertEqual(os.stat(self.folder / 'a.txt').st_ino, before)

    def test_edits_that_are_offers_are_not_made(self):
        rules = self.own(replacing('offer', 'bridge', 'tunnel', safe='false'))
        self.write('a.txt', CLEAN)
        self.assertCode(1, 'lint', '--fix', *rules, 'a.txt')
        self.assertEqual(self.read('a.txt'), CLEAN)

    def all_texts(self):
        return {path: path.read_bytes() for path in self.folder.rglob('*') if path.is_file()}

    @unittest.skipUnless(shutil.which('patch'), 'there is no patch')
    def test_the_diff_is_what_is_done_and_a_second_time_does_nothing(self):
        for name, text in bad_examples():
            self.write(name, text)
        if CITED.exists():
            shutil.copytree(CITED, self.folder / 'cited')
        texts = self.all_texts()
        for style in STYLES:
            lint = ['lint', '--no-config', '--exit-zero', '--format', 'line', *style]
            diff = self.dixit('lint', '--no-config', *style, '--diff', '.').out
            self.dixit(*lint, '--fix', '.')
            mended = self.all_texts()
            self.assertEqual(self.dixit(*lint, '--fix', '.').err, '')
            self.assertEqual(self.all_texts(), mended)
            for path, text in texts.items():
                path.write_bytes(text)
            subprocess.run(['patch', '-p1', '-s', '--no-backup-if-mismatch'], cwd=self.folder,
                           input=diff.encode(errors='surrogateescape'), check=True)
            self.assertEqual(self.all_texts(), mended)
            for path, text in texts.items():
                path.write_bytes(text)

    def test_marks_do_not_become_markup(self):
        straight = 'He called it "one", "two", "three" and "four". '
        self.write('a.wiki', straight + "She wrote ‘''khmi''’ and ‘a’‘b’ and ‘c’.\n")
        self.write('a.tex', straight + 'She wrote “six”.\n')
        self.dixit('lint', '--fix', 'a.wiki', 'a.tex')
        self.assertEqual(self.read('a.wiki'), straight + "She wrote ‘''khmi''’ and ‘a’‘b’ and 'c'.\n")
        self.assertEqual(self.read('a.tex'), straight + 'She wrote “six”.\n')

    def test_rules_that_are_off_mend_nothing(self):
        self.write('a.txt', MIXED)
        self.assertCode(0, 'lint', '--fix', '--rule', 'quotes/mixed-style=off', 'a.txt')
        self.assertEqual(self.read('a.txt'), MIXED)

    def test_of_two_that_overlap_the_first_wins_and_it_goes_on(self):
        rules = self.own(replacing('a', 'one two', 'uno two'), replacing('b', 'two three', 'dos three'))
        self.write('a.txt', 'one two three\n')
        self.assertCode(0, 'lint', '--fix', *rules, 'a.txt')
        self.assertEqual(self.read('a.txt'), 'uno dos three\n')

    def test_edits_beside_each_other(self):
        rules = self.own(replacing('a', 'x', 'yy'))
        self.write('a.txt', 'xxx x xx\n')
        self.assertCode(0, 'lint', '--fix', *rules, 'a.txt')
        self.assertEqual(self.read('a.txt'), 'yyyyyy yy yyyy\n')

    def test_edits_that_undo_each_other_are_not_made(self):
        rules = self.own(replacing('a', 'left', 'right'), replacing('b', 'right', 'left'))
        self.write('a.txt', 'left and so on\n')
        self.write('b.txt', CLEAN)
        done = self.assertCode(2, 'lint', '--fix', *rules, 'a.txt', 'b.txt')
        self.assertEqual(self.read('a.txt'), 'left and so on\n')
        self.assertIn('a.txt: its edits undo each other; none was made', done.err)

    def test_permissions_are_kept(self):
        for mode in (0o600, 0o664, 0o755):
            path = self.write('a.txt', MIXED)
            path.chmod(mode)
            self.assertCode(0, 'lint', '--fix', 'a.txt')
            self.assertEqual(self.read('a.txt'), MENDED)
            self.assertEqual(path.stat().st_mode & 0o7777, mode)

    def test_links_are_followed(self):
        self.write('deep/a.txt', MIXED)
        (self.folder / 'link.txt').symlink_to('deep/a.txt')
        self.assertCode(0, 'lint', '--fix', 'link.txt')
        self.assertTrue((self.folder / 'link.txt').is_symlink())
        self.assertEqual(self.read('deep/a.txt'), MENDED)

    def test_nothing_is_left_behind(self):
        self.write('a.txt', MIXED)
        self.assertCode(0, 'lint', '--fix', 'a.txt')
        self.assertEqual(os.listdir(self.folder), ['a.txt'])

    @unittest.skipIf(os.geteuid() == 0, 'root may write anywhere')
    def test_what_may_not_be_written(self):
        path = self.write('a.txt', MIXED)
        path.chmod(0o444)
        done = self.assertCode(2, 'lint', '--fix', 'a.txt')
        self.assertIn('a.txt: Permission denied', done.err)
        self.assertEqual(self.read('a.txt'), MIXED)

    def test_a_pipe_is_no_file_to_mend(self):
        os.mkfifo(self.folder / 'pipe.txt')
        writer = subprocess.Popen(['sh', '-c', 'printf "%s" "$1" > pipe.txt', '-', MIXED], cwd=self.folder)
        done = self.assertCode(2, 'lint', '--fix', 'pipe.txt')
        writer.wait()
        self.assertIn('pipe.txt: not mended: no ordinary file', done.err)

    def test_a_file_that_changed_meanwhile_is_left_alone(self):
        """A file read twice under two names is what that looks like, when both are read before one is written."""
        (self.folder / 'a2.txt').symlink_to('a.txt')
        for _ in range(50):
            self.write('a.txt', MIXED)
            done = self.dixit('lint', '--fix', '-j', '2', 'a.txt', 'a2.txt')
            self.assertEqual(self.read('a.txt'), MENDED)
            if done.returncode == 2:
                self.assertRegex(done.err, r'a2?\.txt: not mended: changed meanwhile; nothing written')
                return
        self.skipTest('one was always written before the other was read')

    def test_standard_input(self):
        done = self.assertCode(0, 'lint', '--fix', '-', text=MIXED)
        self.assertEqual(done.out, MENDED)
        done = self.assertCode(1, 'lint', '--fix', text=WARNING)
        self.assertEqual(done.out, WARNING)
        self.assertCode(2, 'lint', '--fix', '-', 'a.txt', text=MIXED)

    def test_bytes_that_are_no_text_stay(self):
        marks = (b'\xe2\x80\x9c', b'\xe2\x80\x9d')
        text = b'\xef\xbb\xbf\xff\0 He called it %bfine%b and %bold%b, or "good".\r\n\x80' % (marks * 2)
        self.write('a.txt', text)
        self.dixit('lint', '--fix', 'a.txt')
        mended = (self.folder / 'a.txt').read_bytes()
        for mark in marks:
            text, mended = text.replace(mark, b'"'), mended.replace(mark, b'"')
        self.assertEqual(mended, text)


class Diff(ToolTest):
    def test_exit_codes_and_nothing_written(self):
        self.write('a.txt', MIXED)
        done = self.assertCode(1, 'lint', '--diff', 'a.txt')
        self.assertEqual(done.out, f'--- a/a.txt\n+++ b/a.txt\n@@ -1,1 +1,1 @@\n-{MIXED}+{MENDED}')
        self.assertEqual((self.folder / 'a.txt').read_text(), MIXED)
        self.assertEqual(self.assertCode(1, 'lint', '--fix', '--diff', './a.txt').out, done.out)
        self.assertCode(0, 'lint', '--diff', '--exit-zero', 'a.txt')
        self.write('b.txt', WARNING)
        self.assertEqual(self.assertCode(0, 'lint', '--diff', 'b.txt').out, '')
        self.assertCode(2, 'lint', '--diff', 'gone.txt')

    def test_colours(self):
        self.write('a.txt', MIXED)
        self.assertIn('\x1b[31m-He', self.dixit('lint', '--diff', '--color', 'always', 'a.txt').out)

    @unittest.skipUnless(shutil.which('patch') or shutil.which('git'), 'neither patch nor git')
    def test_what_fix_does_is_what_the_diff_says(self):
        """On texts with edits at the start, at the end, close together and far apart, with a last line end or not."""
        chance = random.Random(7)
        tool = ['patch', '-p1', '-s'] if shutil.which('patch') else ['git', 'apply', '-p1']
        lines = ['one\n', 'two x\n', 'three\n', 'x\n', '\n', 'a\rb\n', 'cut cut\n', 'join \n']
        rules = own_rule(replacing('x', 'x', 'y') + replacing('cut', 'cut cut\\n', '')
                         + replacing('join', 'join \\n', 'join ') + replacing('more', 'three\\n', '3\\n3\\n'))
        self.write('own.lua', rules)
        words = ['--no-config', '--rules', 'own.lua', '--rule', '*=off', '--rule', 'own/*=on', 'some text.txt']
        edited = 0
        for _ in range(40):
            text = ''.join(chance.choices(lines, [9, 1, 1, 1, 3, 3, 1, 1], k=30)) + chance.choice(['', 'x', 'end'])
            self.write('some text.txt', text)
            diff = self.dixit('lint', '--diff', *words).stdout
            self.dixit('lint', '--fix', *words)
            mended = (self.folder / 'some text.txt').read_bytes()
            self.write('some text.txt', text)
            self.assertEqual(bool(diff), mended.decode() != text)
            edited += bool(diff)
            if diff:
                done = subprocess.run(tool, cwd=self.folder, input=diff, capture_output=True)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr + diff)
            self.assertEqual((self.folder / 'some text.txt').read_bytes(), mended)
        self.assertGreater(edited, 30)
