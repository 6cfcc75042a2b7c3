"""Which files are linted: folders, .gitignore, standard input."""
import os
import random
import shutil
import subprocess
import unittest

from helper import CLEAN, WARNING, ToolTest


class Folders(ToolTest):
    def test_documents_in_order(self):
        for name in ('b.md', 'a.txt', 'sub/c.markdown', 'sub/deep/d.TXT', 'x.c', 'sub/README', 'z.pdf'):
            self.write(name, CLEAN)
        self.assertEqual(self.linted('.'), ['a.txt', 'b.md', 'sub/c.markdown', 'sub/deep/d.TXT'])
        self.assertEqual(self.linted('sub'), ['sub/c.markdown', 'sub/deep/d.TXT'])
        self.assertEqual(self.linted('sub/'), ['sub/c.markdown', 'sub/deep/d.TXT'])
        self.assertEqual(self.linted('./sub'), ['./sub/c.markdown', './sub/deep/d.TXT'])
        self.assertEqual(self.linted('x.c', 'sub', 'a.txt'), ['x.c', 'sub/c.markdown', 'sub/deep/d.TXT', 'a.txt'])

    def test_absolute(self):
        self.write('sub/a.md', CLEAN)
        self.assertEqual(self.linted(str(self.folder)), [f'{self.folder}/sub/a.md'])

    def test_links(self):
        self.write('real/a.md', CLEAN)
        (self.folder / 'real/loop').symlink_to('..')
        (self.folder / 'real/b.md').symlink_to('a.md')
        (self.folder / 'real/broken.md').symlink_to('nowhere.md')
        (self.folder / 'link').symlink_to('real')
        self.assertEqual(self.linted('real'), ['real/a.md', 'real/b.md'])
        self.assertEqual(self.linted('link'), ['link/a.md', 'link/b.md'])

    def test_a_folder_without_documents_is_told(self):
        self.write('sub/x.c', '')
        done = self.assertCode(0, 'lint', 'sub')
        self.assertEqual(done.out, '')
        self.assertIn('sub: no documents in it', done.err)

    def test_odd_names(self):
        self.write('a b.md', CLEAN)
        self.write('-x.md', WARNING)
        with open(os.fsencode(self.folder) + b'/\xff.md', 'wb') as file:
            file.write(CLEAN.encode())
        self.assertEqual(self.linted('.'), ['-x.md', 'a b.md', '\ufffd.md'])
        self.assertCode(1, 'lint', '--', '-x.md')


class Ignore(ToolTest):
    def write_all(self, *names):
        for name in names:
            self.write(name, CLEAN)

    def test_names_anchors_and_folders(self):
        self.write_all('a.md', 'draft.md', 'sub/draft.md', 'sub/b.md', 'out/c.md', 'sub/out/d.md', 'sub/only.md',
                       'only.md')
        self.write('.gitignore', '# drafts\ndraft.md\nout/\n/only.md\n\n')
        self.assertEqual(self.linted('.'), ['a.md', 'sub/b.md', 'sub/only.md'])

    def test_take_back_and_nesting(self):
        self.write_all('a.txt', 'b.txt', 'sub/a.txt', 'sub/b.txt', 'sub/c.md')
        self.write('.gitignore', '*.txt\n!b.txt\n')
        self.write('sub/.gitignore', '!a.txt\n*.md\n')
        self.assertEqual(self.linted('.'), ['b.txt', 'sub/a.txt', 'sub/b.txt'])

    def test_nothing_comes_back_out_of_an_ignored_folder(self):
        self.write_all('out/a.md', 'b.md')
        self.write('.gitignore', 'out/\n!out/a.md\n')
        self.assertEqual(self.linted('.'), ['b.md'])

    def test_two_stars(self):
        self.write_all('x/a.md', 'x/y/a.md', 'x/y/z/a.md', 'a.md', 'q/x/b.md')
        self.write('.gitignore', 'x/**/a.md\n')
        self.assertEqual(self.linted('.'), ['a.md', 'q/x/b.md'])
        self.write('.gitignore', '**/y\n')
        self.assertEqual(self.linted('.'), ['a.md', 'q/x/b.md', 'x/a.md'])
        self.write('.gitignore', 'x/**\n')
        self.assertEqual(self.linted('.'), ['a.md', 'q/x/b.md'])

    def test_files_above_count_up_to_the_repository(self):
        self.write_all('repo/docs/a.md', 'repo/docs/b.md')
        self.write('.gitignore', 'b.md\n')
        self.write('repo/.gitignore', 'docs/a.md\n')
        self.assertEqual(self.linted('repo/docs'), ['repo/docs/a.md', 'repo/docs/b.md'])
        self.write('repo/.git/HEAD', '')
        self.assertEqual(self.linted('repo/docs'), ['repo/docs/b.md'])

    def test_git_itself_is_never_linted(self):
        self.write_all('.git/description.md', 'a.md')
        self.assertEqual(self.linted('.'), ['a.md'])

    def test_named_files_are_linted_all_the_same(self):
        self.write_all('a.md')
        self.write('.gitignore', '*')
        self.assertEqual(self.linted('a.md'), ['a.md'])
        self.assertEqual(self.linted('.'), [])

    def test_line_ends_and_blanks(self):
        self.write_all('a.md', 'b.md', 'c.md', 'd .md', '#e.md', '!f.md')
        self.write('.gitignore', b'\xef\xbb\xbfa.md\r\nb.md   \r\nd\\ .md\n\\#e.md\n\\!f.md')
        self.assertEqual(self.linted('.'), ['c.md'])

    @unittest.skipUnless(shutil.which('git'), 'git is not installed')
    def test_as_git_does(self):
        """Random patterns on a small tree: what git would not ignore is what is linted."""
        names = [f'{a}{b}{c}.md' for a in ('', 'ab/', 'a/b/', 'b/', 'a/b/ab/') for b in 'ab' for c in ('', 'b', '-')]
        self.write_all(*names)
        git = ['git', '-c', 'core.excludesFile=/dev/null', '-C', str(self.folder)]
        subprocess.run([*git, 'init', '-q'], check=True)
        (self.folder / '.git/info/exclude').unlink(missing_ok=True)
        chance = random.Random(1)
        bits = ('a', 'b', 'ab', '*', '?', '**', '/', '/', '.md', '[ab]', '[!a]', '[a-b]', '[', ']', '\\', '-', '[]-]')
        for round_number in range(60):
            for folder in ('', 'a/', 'ab/'):
                lines = (('!' if chance.random() < .25 else '') + ''.join(chance.choices(bits, k=chance.randint(1, 5))) +
                         ('/' if chance.random() < .2 else '') for _ in range(chance.randint(0, 3)))
                self.write(f'{folder}.gitignore', '\n'.join(lines) + '\n')
            listed = subprocess.run([*git, 'ls-files', '-oz', '--exclude-standard'], check=True, capture_output=True)
            expected = sorted(n for n in listed.stdout.decode().split('\0') if n.endswith('.md'))
            patterns = {f: (self.folder / f'{f}.gitignore').read_text() for f in ('', 'a/', 'ab/')}
            self.assertEqual(sorted(self.linted('.')), expected, f'round {round_number}: {patterns}')


class StandardInput(ToolTest):
    def test_dash_and_nothing(self):
        for words in (['-'], []):
            done = self.assertCode(1, 'lint', '--format', 'line', *words, text=WARNING)
            self.assertTrue(done.out.startswith('<stdin>:1:27: warning: '), done.out)
        self.assertCode(0, 'lint', text='')

    def test_name_gives_the_format(self):
        text = 'Some `“code` here.\n'
        self.assertCode(0, 'lint', '--stdin-filename', 'x.md', text=text)
        done = self.assertCode(1, 'lint', '--format=line', '--stdin-filename', 'x.txt', text=text)
        self.assertTrue(done.out.startswith('x.txt:1:'), done.out)
        self.assertCode(0, 'lint', '--stdin-filename', 'x.txt', '--input-format', 'markdown', text=text)

    def test_among_files(self):
        self.write('a.txt', CLEAN)
        self.assertEqual(self.linted('a.txt', '-', 'a.txt', text=CLEAN), ['a.txt', '<stdin>', 'a.txt'])
