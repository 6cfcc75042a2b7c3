"""A language server's client over pipes, for tests, and a model of how an editor keeps its text."""
import json
import os
import pathlib
import queue
import subprocess
import tempfile
import threading
import unittest

DIXIT = os.environ.get('DIXIT', 'dixit')
# Sanitizers are slow on a busy machine.
PATIENCE = 30

# A file of rules that tells what text the server has.
TELLS_TEXT = str(pathlib.Path(__file__).parent / 'text.lua')

TEXT = '''---
bibliography: refs.bib
---
# The bridge

“We have known of the cracks since 2019,” said Ruth Okafor, the town's chief engineer. “Nobody 𝄞 wanted to hear of it,”
she said on Monday. The tests cost $4.2 million, 30 percent more than in any other town.

“It was the cheapest steel.”

The kiln burned down [@brandt1901, p. 3].[^1] It “was rebuilt [@brandt190].

[^1]: Town council, minutes, p. 3.
'''
BIB = '''@book{brandt1901,
  author = {Brandt, Ida},
  title = {The kiln},
  publisher = {The Mill Press},
  year = {1901}
}
'''


def frame(message):
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b'Content-Length: %d\r\n\r\n' % len(body) + body


class Client:
    """Starts the server. Answers are found by id; notifications wait in a queue."""

    def __init__(self, *arguments, cwd=None, env=None):
        self.process = subprocess.Popen([DIXIT, 'lsp', *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, cwd=cwd, env={**os.environ, **(env or {})})
        self.messages = queue.Queue()
        self.kept = []
        self.next_id = 0
        self.threads = [threading.Thread(target=run, daemon=True) for run in (self.read, self.drain)]
        for thread in self.threads:
            thread.start()

    def drain(self):
        self.errors = self.process.stderr.read().decode('utf-8', 'replace')

    def read(self):
        out = self.process.stdout
        while True:
            length = None
            while (line := out.readline()).strip():
                if line.lower().startswith(b'content-length:'):
                    length = int(line.split(b':')[1])
            if length is None:
                break
            self.messages.put(json.loads(out.read(length)))
        self.messages.put(None)

    # ---- out ----

    def write(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def send(self, **message):
        self.write(frame({'jsonrpc': '2.0', **message}))

    def notify(self, method, **params):
        self.send(method=method, params=params)

    def ask(self, method, **params):
        """Send a request; its id."""
        self.next_id += 1
        self.send(id=self.next_id, method=method, params=params)
        return self.next_id

    # ---- in ----

    def wait(self, wanted):
        """The first message, of those that have come or will, that `wanted` holds for."""
        for message in self.kept:
            if wanted(message):
                self.kept.remove(message)
                return message
        while (message := self.messages.get(timeout=PATIENCE)) is not None:
            if wanted(message):
                return message
            self.kept.append(message)
        raise AssertionError(f'the server ended; it had said {self.kept}')

    def answer(self, number):
        return self.wait(lambda m: m.get('id', '') == number and 'method' not in m)

    def request(self, method, **params):
        answer = self.answer(self.ask(method, **params))
        if 'error' in answer:
            raise AssertionError(f'{method}: {answer["error"]}')
        return answer['result']

    def refused(self, method, **params):
        """The code of the error that a request gets."""
        return self.answer(self.ask(method, **params))['error']['code']

    def notification(self, method, **params):
        return self.wait(lambda m: m.get('method') == method and
                         all(m['params'].get(k) == v for k, v in params.items()))['params']

    # ---- a session ----

    def initialize(self, encodings=None, **more):
        capabilities = more.pop('capabilities', {})
        if encodings:
            capabilities.setdefault('general', {})['positionEncodings'] = encodings
        result = self.request('initialize', processId=os.getpid(), rootUri=None, capabilities=capabilities, **more)
        self.notify('initialized')
        return result

    def open(self, uri, text, language='markdown', version=1):
        self.notify('textDocument/didOpen',
                    textDocument={'uri': uri, 'languageId': language, 'version': version, 'text': text})

    def at(self, method, uri, line, character, **more):
        return self.request('textDocument/' + method, textDocument={'uri': uri},
                            position={'line': line, 'character': character}, **more)

    def leave(self):
        self.request('shutdown')
        self.notify('exit')
        return self.end()

    def end(self):
        """Close the input; the exit code."""
        try:
            self.process.stdin.close()
        except BrokenPipeError:
            pass
        return self.process.wait(PATIENCE)

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for thread in self.threads:
            thread.join(PATIENCE)
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            try:
                pipe.close()
            except (BrokenPipeError, ValueError):
                pass


class LspTest(unittest.TestCase):
    """A folder with a text and its bibliography, and a client when asked for."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name).resolve()
        (self.folder / '.git').mkdir()
        (self.folder / 'refs.bib').write_text(BIB, encoding='utf-8')
        self.uri = self.uri_of('a b.md')

    def uri_of(self, name):
        return (self.folder / name).as_uri()

    def start(self, *arguments):
        client = Client(*arguments, cwd=self.folder, env={'XDG_CONFIG_HOME': str(self.folder / 'config')})
        self.addCleanup(client.close)
        return client

    def session(self, text=TEXT, encodings=('utf-16',), **more):
        client = self.start()
        client.initialize(list(encodings), **more)
        client.open(self.uri, text)
        return client

    def server_text(self, client, uri=None):
        """Of a server started with the rules in TELLS_TEXT."""
        items = client.request('textDocument/diagnostic', textDocument={'uri': uri or self.uri})['items']
        message = next(item['message'] for item in items if item['code'] == 'test/text')
        return bytes.fromhex(message[1:]).decode()

    def place(self, words, text=TEXT, encoding='utf-16', after=0):
        """Line and character of the first of some words, or of a place in them."""
        at = text.index(words) + after
        line = text.count('\n', 0, at)
        before = text[text.rfind('\n', 0, at) + 1:at]
        width = {'utf-8': lambda s: len(s.encode()), 'utf-16': lambda s: len(s.encode('utf-16-le')) // 2,
                 'utf-32': len}[encoding]
        return line, width(before)

    def cut(self, span, text=TEXT):
        """The words of a range in UTF-16."""
        lines = text.split('\n')

        def offset(position):
            line = lines[position['line']].encode('utf-16-le')[:position['character'] * 2].decode('utf-16-le')
            return sum(len(other) + 1 for other in lines[:position['line']]) + len(line)
        return text[offset(span['start']):offset(span['end'])]
