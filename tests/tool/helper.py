"""What the tests of the command share: a folder of their own, and the command run in it."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

DIXIT = os.environ.get('DIXIT', 'dixit')

# Texts with one finding each, of a known severity, and one without.
CLEAN = 'The road is long and the bridge is old.\n'
WARNING = 'The council met on Monday.” Nobody came.\n'
ERROR = 'The bridge is old.[^1]\n'  # Markdown
INFO = 'He called it “fine” and she called it "good".\n'


class ToolTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text if isinstance(text, bytes) else text.encode())
        return target

    def dixit(self, *arguments, text=None, env=None, **more):
        """Run the command in the folder; `text` goes to its standard input. Output as str, bytes kept apart."""
        if isinstance(text, str):
            text = text.encode()
        if text is None and 'stdin' not in more:
            more['stdin'] = subprocess.DEVNULL
        elif text is not None:
            more['input'] = text
        if 'stdout' not in more:
            more['stdout'] = subprocess.PIPE
        more.setdefault('cwd', self.folder)
        done = subprocess.run([DIXIT, *arguments], stderr=subprocess.PIPE, timeout=60,
                              env={**os.environ, 'TERM': 'xterm', **(env or {})}, **more)
        done.out = (done.stdout or b'').decode('utf-8', 'surrogateescape')
        done.err = done.stderr.decode('utf-8', 'surrogateescape')
        return done

    def assertCode(self, code, *arguments, **more):
        done = self.dixit(*arguments, **more)
        self.assertEqual(done.returncode, code, f'{arguments}: {done.out}{done.err}')
        return done

    def lint_json(self, *arguments, **more):
        return json.loads(self.dixit('lint', '--format', 'json', *arguments, **more).stdout)

    def linted(self, *arguments, **more):
        """The paths that were linted, in order."""
        return [f['path'] for f in self.lint_json(*arguments, **more)['files']]
