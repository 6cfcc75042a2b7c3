"""How a session begins and ends, and what happens to input that makes no sense."""
import json
import random

from client import TEXT, LspTest, frame

INVALID_REQUEST, NOT_FOUND, INVALID_PARAMS, PARSE_ERROR, NOT_INITIALIZED, CANCELLED = (
    -32600, -32601, -32602, -32700, -32002, -32800)


class Life(LspTest):
    def test_before_initialize(self):
        client = self.start()
        self.assertEqual(client.refused('textDocument/hover'), NOT_INITIALIZED)
        self.assertEqual(client.refused('no/such'), NOT_INITIALIZED)
        client.open(self.uri, TEXT)  # passed over
        client.initialize()
        self.assertEqual(client.refused('textDocument/hover', textDocument={'uri': self.uri}), INVALID_PARAMS)
        self.assertEqual(client.refused('initialize', capabilities={}), INVALID_REQUEST)
        self.assertEqual(client.leave(), 0)

    def test_after_shutdown(self):
        client = self.session()
        client.request('shutdown')
        self.assertEqual(client.refused('textDocument/hover', textDocument={'uri': self.uri}), INVALID_REQUEST)
        client.notify('exit')
        self.assertEqual(client.end(), 0)

    def test_leaving_without_a_word(self):
        client = self.session()
        client.notify('exit')
        self.assertEqual(client.end(), 1)
        self.assertEqual(self.session().end(), 1)

    def test_encodings(self):
        for offered, chosen in ((None, 'utf-16'), (['utf-8', 'utf-16'], 'utf-8'), (['utf-16', 'utf-8'], 'utf-16'),
                                (['x', 'utf-32'], 'utf-32'), (['x', 7], 'utf-16')):
            with self.subTest(offered=offered):
                client = self.start()
                self.assertEqual(client.initialize(offered)['capabilities']['positionEncoding'], chosen)
                self.assertEqual(client.leave(), 0)

    def test_it_takes_no_paths(self):
        client = self.start('a.md')
        self.assertEqual(client.end(), 2)


class Hostile(LspTest):
    """Whatever comes, the next good request is answered."""

    def still_answers(self, client):
        self.assertEqual(client.refused('no/such'), NOT_FOUND)
        line, character = self.place('We have')
        self.assertIn('Ruth Okafor', client.at('hover', self.uri, line, character)['contents']['value'])

    def broken(self, client, data, code=PARSE_ERROR):
        client.write(data)
        answer = client.answer(None)
        self.assertEqual(answer['error']['code'], code, data[:100])
        self.assertTrue(answer['error']['message'])
        self.still_answers(client)

    def test_headers(self):
        client = self.session()
        for data in (b'nonsense\r\n', b'Content-Length: twelve\r\n\r\n', b'Content-Length: -1\r\n\r\n',
                     b'Content-Length: 99999999999999999999999999\r\n\r\n', b'Content-Length:\r\n\r\n',
                     b'Content-Type: x\r\n\r\n', b'x' * 5000 + b'\r\n', b'\xff\xfe\x00\n'):
            with self.subTest(data=data[:40]):
                self.broken(client, data)

    def test_other_headers_and_line_ends(self):
        client = self.session()
        body = json.dumps({'jsonrpc': '2.0', 'id': 'x', 'method': 'no/such'}).encode()
        for header in (b'content-length:%d\n\n', b'Content-Type: a; b=c\r\nCONTENT-LENGTH:  %d\r\nX: y\r\n\r\n',
                       b'\r\n\r\nContent-Length: 5\r\nContent-Length: %d\r\n\r\n'):
            client.write(header % len(body) + body)
            self.assertEqual(client.answer('x')['error']['code'], NOT_FOUND)

    def test_a_message_too_long_is_skipped(self):
        client = self.session()
        client.write(b'Content-Length: %d\r\n\r\n' % ((1 << 29) + 1))
        self.assertIn('too long', client.answer(None)['error']['message'])
        self.assertIsNone(client.process.poll())

    def test_json(self):
        client = self.session()
        for body in (b'', b'{', b'{"id":1', b'nul', b'[' * 5000 + b']' * 5000, b'{"a":1e999}', b'"\\u12',
                     b'{"\\u0000":1}', b'\xff\xff', b'{"id": 123456789012345678901234567890}'):
            with self.subTest(body=body[:40]):
                self.broken(client, frame(body))
        for body in (b'[]', b'7', b'null', b'{}', b'{"id":[],"method":"shutdown"}', b'{"method":7}', b'{"id":null}'):
            with self.subTest(body=body):
                self.broken(client, frame(body), INVALID_REQUEST)

    def test_answers_nobody_asked_for(self):
        client = self.session()
        for body in (b'{"id":1,"result":null}', b'{"id":"x","error":{"code":1}}'):
            client.write(frame(body))
        self.still_answers(client)

    def test_wrong_types(self):
        """Each method with each parameter of each wrong kind: an answer each, and no crash."""
        client = self.session()
        values = (None, 7, -1, 1e300, 'x', [], [7], {}, {'uri': 7}, {'uri': self.uri}, {'line': -1, 'character': 0},
                  {'line': 2**40, 'character': 2**62}, {'start': 7, 'end': {}}, True)
        keys = ('textDocument', 'position', 'range', 'context', 'contentChanges', 'settings', 'query', 'command',
                'arguments', 'previousResultId', 'changes')
        methods = ('textDocument/hover', 'textDocument/codeAction', 'textDocument/completion', 'textDocument/inlayHint',
                   'textDocument/definition', 'textDocument/references', 'textDocument/documentSymbol',
                   'textDocument/semanticTokens/full', 'textDocument/semanticTokens/range', 'workspace/symbol',
                   'textDocument/semanticTokens/full/delta', 'workspace/executeCommand', 'textDocument/diagnostic',
                   'textDocument/documentHighlight', 'initialize', 'textDocument/didOpen', 'textDocument/didChange',
                   'textDocument/didSave', 'textDocument/didClose', '$/cancelRequest', '$/setTrace')
        good = {'textDocument': {'uri': self.uri}, 'position': {'line': 5, 'character': 3}, 'context': {},
                'range': {'start': {'line': 0, 'character': 0}, 'end': {'line': 9, 'character': 9}}}
        chance = random.Random(7)
        asked = []
        for method in methods:
            client.send(id='list', method=method, params=[1, 2])
            client.send(id='none', method=method)
            for _ in range(12):
                params = {**good, **{chance.choice(keys): chance.choice(values) for _ in range(2)}}
                asked.append(client.ask(method, **params))
                client.send(method=method, params=params)
        for number in asked:
            client.answer(number)
        client.open(self.uri, TEXT)
        self.still_answers(client)

    def test_any_bytes(self):
        chance = random.Random(3)
        client = self.session()
        good = frame(json.dumps({'jsonrpc': '2.0', 'id': 0, 'method': 'no/such', 'params': {'x': 'é𝄞'}}).encode())
        for _ in range(200):
            data = bytearray(good)
            for _ in range(chance.randint(1, 4)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            client.write(bytes(data))
        client.write(b'\r\n' + b' ' * 100000 + b'\r\n')
        for _ in range(3):  # the first may be taken for the body of what was broken
            client.send(id='last', method='no/such')
        self.assertEqual(client.answer('last')['error']['code'], NOT_FOUND)


class Cancelling(LspTest):
    def test_a_request_that_waits(self):
        """Written at once, so that both are there when the server looks."""
        client = self.session()
        body = [frame({'jsonrpc': '2.0', 'id': n, 'method': 'textDocument/hover',
                       'params': {'textDocument': {'uri': self.uri}, 'position': {'line': 5, 'character': 3}}})
                for n in (101, 102)]
        client.write(b''.join(body) + frame({'jsonrpc': '2.0', 'method': '$/cancelRequest', 'params': {'id': 102}}))
        self.assertIn('result', client.answer(101))
        self.assertEqual(client.answer(102)['error']['code'], CANCELLED)

    def test_one_that_does_not(self):
        client = self.session()
        for wanted in (1, 'x', None, {}, []):
            client.notify('$/cancelRequest', id=wanted)
        self.assertEqual(client.refused('no/such'), NOT_FOUND)

    def test_a_flood(self):
        """More than wait in line at once: each is answered."""
        client = self.session()
        asked = [client.ask('no/such') for _ in range(2000)]
        for number in asked:
            self.assertEqual(client.answer(number)['error']['code'], NOT_FOUND)
