"""What the server answers, on one text with one bibliography (client.py)."""
from client import TEXT, LspTest

EVERYWHERE = {'start': {'line': 0, 'character': 0}, 'end': {'line': 1000, 'character': 0}}


class Features(LspTest):
    def at(self, method, words, after=0, **more):
        return self.client.at(method, self.uri, *self.place(words, after=after), **more)

    def ask(self, method, **more):
        return self.client.request('textDocument/' + method, textDocument={'uri': self.uri}, **more)

    def setUp(self):
        super().setUp()
        self.client = self.session()


class Hover(Features):
    def said(self, words, **more):
        found = self.at('hover', words, **more)
        return found and found['contents']['value']

    def test_quotations_speakers_claims_citations(self):
        self.assertIn('direct speech by Ruth Okafor, named (“said”)', self.said('We have known'))
        self.assertIn('Ruth Okafor, named: quoted', self.said('she said'))
        self.assertIn('nobody vouches for it', self.said('The tests'))
        self.assertIn('Citation of: Brandt, Ida, The kiln, 1901', self.said('@brandt1901'))
        self.assertIn('minutes, p. 3', self.said('[^1]'))

    def test_a_finding_comes_with_its_reasons(self):
        value = self.said('“was rebuilt')
        self.assertIn('warning quotes/unclosed: ', value)
        self.assertIn('\n\nquotes/unclosed: ', value)

    def test_nothing(self):
        self.assertIsNone(self.said('bibliography'))
        self.assertIsNone(self.client.at('hover', self.uri, 1000, 1000))

    def test_the_range_is_what_is_told_of(self):
        found = self.at('hover', '𝄞 wanted')
        self.assertEqual(self.cut(found['range']), '“Nobody 𝄞 wanted to hear of it,”')


class Places(Features):
    def test_definition(self):
        entry = self.at('definition', '@brandt1901')
        self.assertEqual(entry['uri'], self.uri_of('refs.bib'))
        self.assertEqual(entry['range']['start'], {'line': 0, 'character': 6})
        self.assertEqual(self.cut(self.at('definition', 'she said')['range']), 'Ruth Okafor')
        self.assertTrue(self.cut(self.at('definition', '[^1]')['range']).startswith('[^1]: Town council'))
        self.assertIsNone(self.at('definition', 'The bridge'))

    def test_references(self):
        words = [self.cut(place['range']) for place in self.at('references', 'she said', context={})]
        self.assertIn('“Nobody 𝄞 wanted to hear of it,”', words)
        self.assertNotIn('she', words)
        words = [self.cut(p['range']) for p in self.at('references', 'she said', context={'includeDeclaration': True})]
        self.assertEqual(words[:2], ['Ruth Okafor', 'she'])
        words = [self.cut(place['range']) for place in self.at('references', '[^1]: Town', context={})]
        self.assertEqual(words, ['[^1]'])

    def test_from_a_bibliography_to_all_open_texts(self):
        bibliography, other = self.uri_of('refs.bib'), self.uri_of('sub/../c.md')
        self.client.open(bibliography, (self.folder / 'refs.bib').read_text(), 'bibtex')
        self.client.open(other, '---\nbibliography: refs.bib\n---\nSmoke [@brandt1901].\n')
        found = self.client.at('references', bibliography, 0, 8, context={'includeDeclaration': False})
        self.assertEqual(sorted(place['uri'] for place in found), sorted([self.uri, other]))

    def test_highlight(self):
        words = [self.cut(place['range']) for place in self.at('documentHighlight', 'Ruth')]
        self.assertIn('she', words)
        self.assertIn('“We have known of the cracks since 2019,”', words)


class Symbols(Features):
    def test_flat(self):
        names = {(s['name'], s.get('containerName')) for s in self.ask('documentSymbol')}
        self.assertIn(('Ruth Okafor', None), names)
        self.assertIn(('“Nobody 𝄞 wanted to hear of it,”', 'Ruth Okafor'), names)

    def test_nested(self):
        client = self.session(capabilities={'textDocument': {'documentSymbol': {
            'hierarchicalDocumentSymbolSupport': True}}})
        first = client.request('textDocument/documentSymbol', textDocument={'uri': self.uri})[0]
        self.assertEqual(first['name'], 'Ruth Okafor')
        self.assertEqual(self.cut(first['selectionRange']), 'Ruth Okafor')
        self.assertEqual(self.cut(first['children'][0]['range']), '“We have known of the cracks since 2019,”')

    def test_workspace(self):
        self.assertEqual([s['name'] for s in self.client.request('workspace/symbol', query='OKAF')], ['Ruth Okafor'])
        self.assertEqual(self.client.request('workspace/symbol', query='nobody such'), [])

    def test_hints_where_the_words_do_not_name(self):
        hints = [h['label'] for h in self.ask('inlayHint', range=EVERYWHERE)]
        self.assertIn('— Ruth Okafor', hints)
        first = {'start': {'line': 5, 'character': 0}, 'end': {'line': 5, 'character': 10}}
        self.assertEqual(self.ask('inlayHint', range=first), [])


class Completion(Features):
    def keys(self, text, language='markdown', name='b.md'):
        """Of a text in which the cursor is where "|" is."""
        at = text.index('|')
        uri = self.uri_of(name)
        self.client.open(uri, text.replace('|', ''), language)
        before = text[:at]
        found = self.client.at('completion', uri, before.count('\n'), at - before.rfind('\n') - 1)
        return [(i['label'], i['textEdit']['newText']) for i in found['items']], found['items']

    def test_keys(self):
        head = '---\nbibliography: refs.bib\n---\n'
        for text in ('See [@|', 'See @|', '[@bra|]', 'see [@x; @BRA|'):
            self.assertEqual(self.keys(head + text)[0], [('brandt1901', 'brandt1901')], text)
        for text in ('bra|', '[@x|', 'a {bra|'):
            self.assertEqual(self.keys(head + text)[0], [], text)
        self.assertEqual(self.keys(head + '[@|')[1][0]['detail'], 'Brandt, Ida The kiln (1901)')

    def test_latex(self):
        head = '\\documentclass{book}\\addbibresource{refs.bib}\\begin{document}\n'
        for text in ('\\cite{|', '\\parencite[p.~3]{bra|', '\\textcite*{x, b|}', '\\citep[see][3]{|'):
            self.assertEqual([k for k, _ in self.keys(head + text, 'latex', 'b.tex')[0]], ['brandt1901'], text)
        self.assertEqual(self.keys(head + '\\emph{|', 'latex', 'b.tex')[0], [])

    def test_footnotes(self):
        self.assertEqual(self.keys('It is.[^|\n\n[^one]: This.\n')[0], [('one', 'one')])


class Actions(Features):
    def actions(self, words, after=0, **context):
        client = self.session(capabilities={'textDocument': {'codeAction': {'codeActionLiteralSupport': {}}}})
        line, character = self.place(words, after=after)
        place = {'line': line, 'character': character}
        self.client = client
        return client.request('textDocument/codeAction', textDocument={'uri': self.uri}, context=context,
                              range={'start': place, 'end': place})

    def applied(self, action):
        edit = action['edit']['changes'][self.uri][0]
        lines = TEXT.split('\n')
        start, end = edit['range']['start'], edit['range']['end']
        self.assertEqual(start['line'], end['line'])
        line = lines[start['line']].encode('utf-16-le')
        lines[start['line']] = (line[:start['character'] * 2] + edit['newText'].encode('utf-16-le') +
                                line[end['character'] * 2:]).decode('utf-16-le')
        return '\n'.join(lines)

    def test_ignore(self):
        action, = (a for a in self.actions('“was rebuilt') if a['title'] == 'Ignore quotes/unclosed here')
        self.assertEqual(action['diagnostics'][0]['code'], 'quotes/unclosed')
        text = self.applied(action)
        self.assertIn('\n<!-- dixit-disable-next-line quotes/unclosed -->\nThe kiln', text)
        client = self.session(text)
        codes = [d['code'] for d in client.notification('textDocument/publishDiagnostics')['diagnostics']]
        self.assertNotIn('quotes/unclosed', codes)

    def test_ask_for_a_source(self):
        action, = (a for a in self.actions('The tests') if a['title'] == 'Ask for a source here')
        self.assertIn('any other town. [citation needed]\n', self.applied(action))

    def test_explain(self):
        action, = (a for a in self.actions('“was rebuilt') if a['title'] == 'Explain quotes/unclosed')
        self.client.request('workspace/executeCommand', **action['command'])
        self.assertIn('quotes/unclosed: ', self.client.notification('window/showMessage')['message'])

    def test_only_what_is_asked_for(self):
        self.assertEqual(self.actions('“was rebuilt', only=['refactor']), [])
        self.assertTrue(self.actions('“was rebuilt', only=['quickfix']))
        self.assertTrue(self.actions('“was rebuilt', only=['']))

    def test_an_editor_that_takes_none(self):
        found = self.ask('codeAction', range=EVERYWHERE, context={})
        self.assertEqual(found, [])


class Tokens(Features):
    def words(self, data, text=TEXT):
        """Each token's words, type and modifiers."""
        types, bits_of = ('string', 'type', 'keyword', 'macro'), ('named', 'anonymous', 'nobody', 'cited', 'other')
        line = column = 0
        for i in range(0, len(data), 5):
            lines, columns, length, kind, bits = data[i:i + 5]
            line, column = line + lines, columns if lines else column + columns
            place = {'start': {'line': line, 'character': column}, 'end': {'line': line, 'character': column + length}}
            yield self.cut(place, text), types[kind], next(name for n, name in enumerate(bits_of) if bits >> n & 1)

    def test_full(self):
        words = list(self.words(self.ask('semanticTokens/full')['data']))
        for wanted in (('“We have known of the cracks since 2019,”', 'string', 'named'),
                       ('Ruth Okafor', 'type', 'named'),
                       ('said', 'keyword', 'named'), ('[@brandt1901, p. 3]', 'macro', 'cited')):
            self.assertIn(wanted, words)

    def test_quotations_within_and_over_lines(self):
        text = 'He said, “one ‘two’\nthree, 𝄞\r\n\r\nfour,” and left.\n'
        self.client.open(self.uri, text, 'plaintext')
        words = [w for w, kind, _ in self.words(self.ask('semanticTokens/full')['data'], text.replace('\r', '\n', 0))
                 if kind == 'string']
        self.assertEqual(words[:2], ['“one ', '‘two’'])

    def test_range(self):
        part = {'start': {'line': 8, 'character': 0}, 'end': {'line': 9, 'character': 0}}
        words = [w for w, _, _ in self.words(self.ask('semanticTokens/range', range=part)['data'])]
        self.assertEqual(words, ['“It was the cheapest steel.”'])

    def test_delta(self):
        first = self.ask('semanticTokens/full')
        same = self.ask('semanticTokens/full/delta', previousResultId=first['resultId'])
        self.assertEqual(same['edits'], [])
        self.client.notify('textDocument/didChange', textDocument={'uri': self.uri, 'version': 2}, contentChanges=[
            {'range': {'start': {'line': 5, 'character': 0}, 'end': {'line': 5, 'character': 0}}, 'text': 'So: '}])
        delta = self.ask('semanticTokens/full/delta', previousResultId=same['resultId'])
        data = list(first['data'])
        for edit in delta['edits']:
            data[edit['start']:edit['start'] + edit['deleteCount']] = edit['data']
        self.assertEqual(data, self.ask('semanticTokens/full')['data'])
        self.assertIn('data', self.ask('semanticTokens/full/delta', previousResultId='long ago'))
