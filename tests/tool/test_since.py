"""dixit lint --since: findings on lines changed since a revision in git, and no others."""
import os
import shutil
import subprocess
import unittest

from helper import CLEAN, DIXIT, ERROR, WARNING, ToolTest


@unittest.skipUnless(shutil.which('git'), 'git is not installed')
class Since(ToolTest):
    def setUp(self):
        super().setUp()
        self.git('init', '-q', '-b', 'main')
        self.git('config', 'user.name', 'Ann Lee')
        self.git('config', 'user.email', 'ann@example.org')
        self.write('a.txt', CLEAN + '\n' + WARNING + '\n' + CLEAN)
        self.write('docs/b.md', ERROR)
        self.commit()

    def git(self, *words):
        empty = {'GIT_CONFIG_GLOBAL': os.devnull, 'GIT_CONFIG_SYSTEM': os.devnull}
        subprocess.run(['git', *words], cwd=self.folder, check=True, capture_output=True, env={**os.environ, **empty})

    def commit(self):
        self.git('add', '-A')
        self.git('commit', '-q', '-m', 'state')

    def found(self, *words, **more):
        done = self.dixit('lint', '--format', 'line', *words, **more)
        self.assertEqual(done.err, '')
        return [':'.join(line.split(':')[:2]) for line in done.out.splitlines()]

    def test_nothing_changed(self):
        self.assertEqual(self.found('--since', 'HEAD', '.'), [])
        self.assertCode(0, 'lint', '--since', 'HEAD', '.')

    def test_what_is_passed_over_is_told(self):
        done = self.assertCode(0, 'lint', '--since', 'HEAD', '.')
        self.assertRegex(done.err, r'^dixit: \d+ more findings? on lines that have not changed\n$')

    def test_changed_lines(self):
        self.write('a.txt', WARNING + '\n' + CLEAN + '\n' + WARNING + '\n' + CLEAN)
        self.assertEqual(self.found('--since', 'HEAD', 'a.txt'), ['a.txt:1'])
        self.assertCode(1, 'lint', '--since', 'HEAD', 'a.txt')
        self.git('add', 'a.txt')
        self.assertEqual(self.found('--since', 'HEAD', 'a.txt'), ['a.txt:1'])
        self.commit()
        self.assertEqual(self.found('--since', 'HEAD', 'a.txt'), [])
        self.assertEqual(self.found('--since', 'HEAD~1', 'a.txt'), ['a.txt:1'])

    def test_lines_taken_away(self):
        self.write('a.txt', WARNING + '\n' + CLEAN)
        self.assertEqual(self.found('--since', 'HEAD', 'a.txt'), [])

    def test_untracked_and_new_files(self):
        self.write('new.txt', WARNING)
        self.write('odd "name" é\t.txt', WARNING)
        self.write('.gitignore', 'ignored.txt\n')
        self.write('ignored.txt', WARNING)
        self.assertEqual(len(self.found('--since', 'HEAD', '.')), 2)
        self.assertEqual(self.found('--since', 'HEAD', 'ignored.txt'), ['ignored.txt:1'])
        self.git('add', 'new.txt')
        self.assertEqual(self.found('--since', 'HEAD', 'new.txt'), ['new.txt:1'])

    def test_names_that_git_quotes(self):
        name = 'odd "na\\me" é x\ny.txt'
        self.write(name, CLEAN)
        self.commit()
        self.write(name, CLEAN + '\n' + WARNING)
        self.assertEqual(len(self.found('--since', 'HEAD', '.')), 1)

    def test_content_that_looks_like_a_diff(self):
        self.write('c.txt', 'One.\n\nTwo.\n')
        self.commit()
        self.write('c.txt', 'One.\n++ b/a.txt\n@@ -1 +1,9 @@\n\nTwo.\n')
        self.assertEqual(self.found('--since', 'HEAD', 'a.txt'), [])

    def test_subfolders(self):
        self.write('docs/b.md', ERROR + '\n' + ERROR)
        self.assertEqual(self.found('--since', 'HEAD', 'b.md', cwd=self.folder / 'docs'), ['b.md:3'])
        self.assertEqual(self.found('--since', 'HEAD', '../docs/b.md', cwd=self.folder / 'docs'), ['../docs/b.md:3'])
        self.assertEqual(self.found('--since', 'HEAD', '..', cwd=self.folder / 'docs'), ['../docs/b.md:3'])

    def test_renamed_files(self):
        self.write('a.txt', CLEAN * 20 + '\n' + WARNING)
        self.commit()
        self.git('mv', 'a.txt', 'z.txt')
        self.assertEqual(self.found('--since', 'HEAD', 'z.txt'), [])

    def test_whatever_is_configured(self):
        for name, value in (('diff.noprefix', 'true'), ('diff.mnemonicPrefix', 'true'), ('color.ui', 'always'),
                            ('diff.interHunkContext', '9'), ('diff.context', '5'), ('diff.external', 'false')):
            self.git('config', name, value)
        self.test_changed_lines()

    def test_findings_over_several_lines(self):
        text = 'The town has lost\n1,200 trees since 2010,\nmore than any other.\n'
        self.write('c.txt', text)
        self.commit()
        self.write('c.txt', text.replace('1,200', '1,300'))
        self.assertEqual(self.found('--rule', 'claims/unsourced', '--since', 'HEAD', 'c.txt'), ['c.txt:1'])

    def test_files_that_are_not_there(self):
        self.write('c.md', '[one](gone.pdf)\n\nThe town.\n')
        self.commit()
        self.write('c.md', '[one](gone.pdf)\n\nThe [town](lost.pdf).\n')
        self.assertEqual(self.found('--check-files', '--since', 'HEAD', 'c.md'), ['c.md:3'])

    def test_errors(self):
        for revision in ('no-such', '', '--output=x', '-1', 'main..HEAD', 'HEAD; touch x', '$(touch x)'):
            done = self.assertCode(2, 'lint', f'--since={revision}', 'a.txt')
            self.assertEqual(done.err, f'dixit: --since: there is no revision "{revision}"\n')
            self.assertEqual(done.out, '')
        self.assertFalse((self.folder / 'x').exists())
        done = self.assertCode(2, 'lint', '--since', 'HEAD', '-', text=WARNING)
        self.assertIn('not in the git repository', done.err)
        done = self.assertCode(2, 'lint', '--since', 'HEAD', '--fix', 'a.txt')

    def test_outside_of_a_repository(self):
        env = {'GIT_CEILING_DIRECTORIES': str(self.folder.parent)}
        shutil.rmtree(self.folder / '.git')
        done = self.assertCode(2, 'lint', '--since', 'HEAD', 'a.txt', env=env)
        self.assertEqual(done.err, 'dixit: --since: this folder is in no git repository\n')

    def test_without_git(self):
        done = subprocess.run([DIXIT, 'lint', '--since', 'HEAD', 'a.txt'], cwd=self.folder, capture_output=True,
                              text=True, env={'PATH': '/nowhere'})
        self.assertEqual((done.returncode, done.stderr), (2, 'dixit: --since: git is not installed\n'))
