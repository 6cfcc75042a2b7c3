"""The extension for Visual Studio Code, as far as it goes without the program: what it starts and sends, and that the
server understands it."""
import json
import pathlib
import shutil
import subprocess
import unittest

from client import LspTest

HERE = pathlib.Path(__file__).resolve().parent
EXTENSION = HERE.parents[1] / 'plugins/vscode'


@unittest.skipUnless(shutil.which('node'), 'Node.js is not installed')
class Extension(LspTest):
    @classmethod
    def setUpClass(cls):
        done = subprocess.run(['node', HERE / 'vscode.js', EXTENSION / 'extension.js'], capture_output=True, text=True,
                              check=True, timeout=60)
        found = json.loads(done.stdout)
        cls.did, cls.subscriptions = found['did'], found['subscriptions']

    def test_it_starts_the_server_with_the_settings(self):
        what, server, options = self.did[0]
        self.assertEqual((what, server), ('start', {'command': 'some/dixit', 'args': ['lsp']}))
        self.assertEqual(options['initializationOptions'],
                         {'dixit': {'rules': {'quotes/unclosed': 'off'}, 'strict': True}})
        self.assertIn({'scheme': 'untitled', 'language': 'markdown'}, options['documentSelector'])

    def test_settings_that_change_are_sent_and_another_program_is_started(self):
        self.assertEqual(self.did[1], ['send', 'workspace/didChangeConfiguration', {'settings': {
            'dixit': {'rules': {'quotes/unclosed': 'off'}, 'strict': False}}}])
        self.assertEqual([step[0] for step in self.did[2:]],
                         ['stop', 'start', 'error', 'stop', 'start', 'error', 'stop'])
        self.assertIn('set dixit.path', self.did[4][1])
        self.assertEqual(self.subscriptions, 2)

    def test_the_server_knows_every_setting(self):
        described = json.loads((EXTENSION / 'package.json').read_text())['contributes']['configuration']['properties']
        values = {'profile': 'news', 'rules': {'quotes/unclosed': 'off'}, 'strict': True,
                  'citation_scope': 'sentence', 'bibliographies': ['refs.bib']}
        self.assertEqual(sorted(described), sorted(f'dixit.{name}' for name in [*values, 'path']))
        client = self.session(initializationOptions={'dixit': values})
        client.leave()
        self.assertNotIn('window/showMessage', [m.get('method') for m in client.kept])
