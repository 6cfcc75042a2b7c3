"""What editors really say: sessions of Neovim's own client and of eglot (record.py), played to the server. Each request is
answered, and in the end the server has the text that the editor saved."""
import json
import pathlib

from client import BIB, TELLS_TEXT, Client, LspTest

HERE = pathlib.Path(__file__).parent


class Replay(LspTest):
    def messages(self, name):
        for line in (HERE / f'sessions/{name}.jsonl').read_text(encoding='utf-8').splitlines():
            yield json.loads(line.replace('FOLDER', str(self.folder)))

    def play(self, name):
        client = Client('--rules', TELLS_TEXT, cwd=self.folder)
        self.addCleanup(client.close)
        client.next_id = 1000
        (self.folder / 'refs.bib').write_text(BIB, encoding='utf-8')
        uri, answers = None, {}
        for message in self.messages(name):
            method = message.get('method')
            if method == 'textDocument/didOpen':
                uri = message['params']['textDocument']['uri']
            if method in ('shutdown', 'textDocument/didClose'):
                break
            client.send(**message)
            if method and 'id' in message:
                answer = client.answer(message['id'])
                self.assertNotIn('error', answer, method)
                answers[method] = answer['result']
        saved = (HERE / f'sessions/{name}.md').read_text(encoding='utf-8')
        # An editor writes a line end behind the last line, and need not tell.
        self.assertEqual(self.server_text(client, uri).rstrip('\n'), saved.rstrip('\n'))
        told = client.notification('textDocument/publishDiagnostics', uri=uri)
        self.assertTrue(told['diagnostics'])
        self.assertEqual(client.leave(), 0)
        return answers

    def check(self, answers):
        self.assertEqual(answers['initialize']['capabilities']['positionEncoding'], 'utf-16')
        self.assertTrue(answers['textDocument/documentSymbol'])
        self.assertTrue(answers['workspace/symbol'])

    def test_neovim(self):
        answers = self.play('neovim')
        self.check(answers)
        self.assertTrue(answers['textDocument/codeAction'])

    def test_eglot(self):
        answers = self.play('eglot')
        self.check(answers)
        self.assertTrue(answers['textDocument/hover'])
