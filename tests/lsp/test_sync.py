"""The server's text is the editor's, whatever the edits; diagnostics are of the text as it is."""
import json
import random
import time

from client import TELLS_TEXT, TEXT, LspTest, frame

PIECES = ['a', 'word', ' ', '\n', '\r\n', '\r', 'é', '“', '”', '𝄞', '😀', '👩‍👧', '\u2028', '\x00', '\x0b', 'x' * 50,
          '\n\n', '\ud800', '\udc00', '\ud83d\ude00']


def mended(text):
    """Halves of a pair that stand together are a character, as in a JavaScript string; alone they are U+FFFD."""
    text = text.encode('utf-16-le', 'surrogatepass').decode('utf-16-le', 'surrogatepass')
    return ''.join('\ufffd' if 0xD800 <= ord(c) < 0xE000 else c for c in text)


class Model:
    """A text as an editor keeps it."""

    def __init__(self, text, encoding):
        self.text, self.encoding = text, encoding

    def units(self, text):
        if self.encoding == 'utf-32':
            return len(text)
        if self.encoding == 'utf-16':
            return sum(2 if ord(c) > 0xFFFF else 1 for c in text)
        return len(text.encode())

    def position(self, at):
        """Of a place between characters that is not within CR LF."""
        lines = self.text[:at].replace('\r\n', '\n').replace('\r', '\n').split('\n')
        return {'line': len(lines) - 1, 'character': self.units(lines[-1])}

    def place(self, chance):
        at = chance.randint(0, len(self.text))
        return at - 1 if at and self.text[at - 1:at + 1] == '\r\n' else at

    def edit(self, chance):
        start = self.place(chance)
        end = min(len(self.text), start + chance.choice((0, 0, 1, 2, 5, 30)))
        if end and self.text[end - 1:end + 1] == '\r\n':
            end -= 1 if end > start else 0
        added = ''.join(chance.choices(PIECES, k=chance.randint(0, 3)))
        change = {'range': {'start': self.position(start), 'end': self.position(end)}, 'text': added}
        self.text = self.text[:start] + mended(added) + self.text[end:]
        return change


class Text(LspTest):
    def run_edits(self, encoding, count, seed):
        chance = random.Random(seed)
        model = Model('One “line”.\r\nTwo 𝄞\rthree\n', encoding)
        client = self.start('--rules', TELLS_TEXT)
        client.initialize([encoding])
        client.open(self.uri, model.text)
        while count > 0:
            batch = [model.edit(chance) for _ in range(min(count, chance.choice((1, 1, 2, 40))))]
            count -= len(batch)
            if len(model.text) > 2000:
                model.text = model.text[:500]
                batch.append({'text': model.text})
            client.notify('textDocument/didChange', textDocument={'uri': self.uri, 'version': count},
                          contentChanges=batch)
            if chance.random() < 0.1 or count <= 0:
                self.assertEqual(self.server_text(client), model.text, encoding)
        self.assertEqual(client.leave(), 0)

    def test_10000_edits(self):
        for seed, encoding in enumerate(('utf-8', 'utf-16', 'utf-32')):
            self.run_edits(encoding, 3334, seed)

    def test_places_out_of_range(self):
        client = self.start('--rules', TELLS_TEXT)
        client.initialize()
        client.open(self.uri, 'a𝄞b\r\nc')
        for start, end, added, wanted in (((0, 9), (0, 99), '!', 'a𝄞b!\r\nc'), ((7, 0), (9, 9), '?', 'a𝄞b!\r\nc?'),
                                          ((0, 2), (0, 3), 'x', 'ax' 'b!\r\nc?'), ((1, 1), (1, 0), '', 'axb!\r\n?')):
            change = {'text': added, 'range': {'start': {'line': start[0], 'character': start[1]},
                                               'end': {'line': end[0], 'character': end[1]}}}
            client.notify('textDocument/didChange', textDocument={'uri': self.uri, 'version': 2},
                          contentChanges=[change])
            self.assertEqual(self.server_text(client), wanted)

    def test_bytes_that_are_no_utf8(self):
        """As Neovim sends them from a file in another encoding: each counts as one, and what follows stays in place."""
        client = self.start('--rules', TELLS_TEXT)
        client.initialize()
        client.open(self.uri, 'caf@ bar')
        body = (b'{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"%s","version":2},'
                b'"contentChanges":[{"text":"caf\xe9 bar"}]}}' % self.uri.encode())
        client.write(b'Content-Length: %d\r\n\r\n' % len(body) + body)
        client.notify('textDocument/didChange', textDocument={'uri': self.uri, 'version': 3}, contentChanges=[
            {'text': 'X', 'range': {'start': {'line': 0, 'character': 5}, 'end': {'line': 0, 'character': 6}}}])
        self.assertEqual(self.server_text(client), 'caf\x7f Xar')


class Diagnostics(LspTest):
    def published(self, client, version):
        return client.notification('textDocument/publishDiagnostics', uri=self.uri, version=version)['diagnostics']

    def change(self, client, version, text):
        client.notify('textDocument/didChange', textDocument={'uri': self.uri, 'version': version},
                      contentChanges=[{'text': text}])

    def test_places_after_wide_characters(self):
        client = self.session('é “ 𝄞 “The bridge is old.”\n')
        ranges = [self.cut(d['range'], 'é “ 𝄞 “The bridge is old.”\n') for d in self.published(client, 1)]
        self.assertTrue(ranges)

    def test_only_the_last_text_is_told_of(self):
        """Twenty changes a tenth of a second long: diagnostics of the last version, and of none that was overtaken."""
        client = self.session()
        for version in range(2, 22):
            self.change(client, version, TEXT + 'x' * version)
            time.sleep(0.005)
        self.published(client, 21)
        told = [m['params'].get('version') for m in client.kept if m.get('method') == 'textDocument/publishDiagnostics']
        self.assertTrue(set(told) <= {1}, told)

    def test_closed_texts_have_none(self):
        client = self.session()
        self.assertTrue(self.published(client, 1))
        client.notify('textDocument/didClose', textDocument={'uri': self.uri})
        self.assertEqual(client.notification('textDocument/publishDiagnostics', uri=self.uri)['diagnostics'], [])

    def test_an_editor_that_asks_is_sent_none(self):
        client = self.session(capabilities={'textDocument': {'diagnostic': {}}})
        report = client.request('textDocument/diagnostic', textDocument={'uri': self.uri})
        self.assertEqual(report['kind'], 'full')
        self.assertIn('quotes/unclosed', [item['code'] for item in report['items']])
        time.sleep(0.3)
        client.leave()
        self.assertNotIn('textDocument/publishDiagnostics', [m.get('method') for m in client.kept])

    def test_told_to_ask_again(self):
        """Where the editor asks again on being told, a request that is overtaken is not answered for the old text."""
        client = self.session(capabilities={'general': {'staleRequestSupport': {
            'cancel': True, 'retryOnContentModified': ['textDocument/semanticTokens/full']}}})
        client.request('workspace/symbol', query='')
        place = {'textDocument': {'uri': self.uri, 'version': 2}}
        client.write(b''.join(frame(json.dumps({'jsonrpc': '2.0', **m}).encode()) for m in (
            {'id': 'old', 'method': 'textDocument/semanticTokens/full', 'params': place},
            {'method': 'textDocument/didChange', 'params': {**place, 'contentChanges': [{'text': 'New.'}]}},
            {'id': 'new', 'method': 'textDocument/semanticTokens/full', 'params': place})))
        self.assertEqual(client.answer('old')['error']['code'], -32801)
        self.assertEqual(client.answer('new')['result']['data'], [])


class Configuration(LspTest):
    def codes(self, client):
        items = client.request('textDocument/diagnostic', textDocument={'uri': self.uri})['items']
        return {item['code'] for item in items}

    def test_the_editors_settings(self):
        client = self.session()
        self.assertIn('quotes/unclosed', self.codes(client))
        for settings in ({'dixit': {'rules': {'quotes/unclosed': 'off'}}}, {'rule': 'quotes/unclosed=off'},
                         {'rules': {'quotes/*': False}}, {'dixit': {'rule': ['quotes/unclosed=off'], 'strict': True}}):
            client.notify('workspace/didChangeConfiguration', settings=settings)
            self.assertNotIn('quotes/unclosed', self.codes(client), settings)
            client.notify('workspace/didChangeConfiguration', settings={'dixit': {}})
            self.assertIn('quotes/unclosed', self.codes(client))

    def test_from_the_start(self):
        client = self.session(initializationOptions={'rules': {'quotes/unclosed': 'off'}, 'citation_scope': 'sentence'})
        self.assertNotIn('quotes/unclosed', self.codes(client))

    def test_settings_that_make_no_sense_are_told(self):
        client = self.session()
        for settings, told in (({'profle': 'x'}, 'profle'), ({'rules': {'quotes/unclosd': 'off'}}, 'quotes/unclosed'),
                               ({'citation_scope': 'page'}, 'clause or paragraph'), ({'rules': 7}, 'rule')):
            client.notify('workspace/didChangeConfiguration', settings=settings)
            self.assertIn(told, client.notification('window/showMessage')['message'])
            self.assertIn('citations/undefined-key', self.codes(client))

    def test_an_editor_cannot_name_programs(self):
        """Settings may come from a folder somebody else wrote."""
        (self.folder / 'mine.lua').write_text('error("loaded")')
        client = self.session(initializationOptions={'rules': [str(self.folder / 'mine.lua')], 'rule-files': 'x'})
        for _ in range(2):
            message = client.notification('window/showMessage')['message']
            self.assertNotIn('loaded', message)

    def test_the_projects_file(self):
        (self.folder / '.dixit.lua').write_text('return { rules = { ["quotes/unclosed"] = "error" } }')
        client = self.session()
        items = client.request('textDocument/diagnostic', textDocument={'uri': self.uri})['items']
        self.assertIn(('quotes/unclosed', 1), [(i['code'], i['severity']) for i in items])
        (self.folder / '.dixit.lua').write_text('return { rules = { ["quotes/unclosed"] = "off" } }')
        client.notify('workspace/didChangeWatchedFiles', changes=[{'uri': self.uri_of('.dixit.lua'), 'type': 2}])
        self.assertNotIn('quotes/unclosed', self.codes(client))

    def test_a_wrong_file_is_told_with_its_line(self):
        (self.folder / '.dixit.lua').write_text('return {\n  ruels = {},\n}')
        client = self.session()
        self.assertIn('.dixit.lua:2: ruels', client.notification('window/showMessage')['message'])
        client.notify('textDocument/didSave', textDocument={'uri': self.uri_of('.dixit.lua')})
        self.assertIn('.dixit.lua:2: ruels', client.notification('window/showMessage')['message'])

    def test_a_bibliography_that_changes(self):
        client = self.session()
        self.assertIn('citations/undefined-key', self.codes(client))
        (self.folder / 'refs.bib').write_text('@misc{brandt190, title={A}}\n@misc{brandt1901, title={B}}\n')
        client.notify('textDocument/didSave', textDocument={'uri': self.uri_of('refs.bib')})
        self.assertNotIn('citations/undefined-key', self.codes(client))

    def test_files_are_watched_where_the_editor_can(self):
        client = self.session(capabilities={'workspace': {'didChangeWatchedFiles': {'dynamicRegistration': True}}})
        asked = client.wait(lambda m: m.get('method') == 'client/registerCapability')
        client.send(id=asked['id'], result=None)
        self.assertIn('**/.dixit.lua', str(asked['params']))

    def test_a_rule_that_fails_is_told_once(self):
        (self.folder / 'mine.lua').write_text("""dixit.rule { id = 'my/bad', severity = 'info', message = 'No.', docs = 'x',
            check = function() error('never') end, good = {}, bad = {} }""")
        client = self.start('--rules', str(self.folder / 'mine.lua'))
        client.initialize()
        client.open(self.uri, TEXT)
        self.assertIn('my/bad', client.notification('window/showMessage')['message'])
        self.assertIn('quotes/unclosed', self.codes(client))
        client.leave()
        self.assertNotIn('window/showMessage', [m.get('method') for m in client.kept])
