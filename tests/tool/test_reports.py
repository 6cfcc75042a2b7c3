"""Reports for other programs: each is what its standard or its readers ask for, whatever is in the texts."""
import json
import os
import pathlib
import random
import re
import xml.etree.ElementTree as xml

from helper import CLEAN, ERROR, INFO, WARNING, ToolTest

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Three findings: one behind 😀 (two UTF-16 units), one with a related place and two edits that belong together.
TEXT = 'é😀.” Nobody came.\n\nHe called it “fine” and she called it "good".\n'


def sarif_schema():
    """The published schema, where the npm package @microsoft/jest-sarif is installed: ./run test does that."""
    places = [ROOT / 'build/npm/node_modules', pathlib.Path(os.environ.get('NODE_PATH') or '/usr/lib/node_modules')]
    for place in places:
        for path in place.glob('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0*.json'):
            return json.loads(path.read_text())
    return None


class Sarif(ToolTest):
    def sarif(self, *arguments):
        log = json.loads(self.dixit('lint', '--format', 'sarif', *arguments).stdout)
        self.check_shape(log)
        return log['runs'][0]

    def check_shape(self, log):
        """What the standard requires of the objects we write; the rest is the schema's."""
        self.assertEqual(log['version'], '2.1.0')
        for run in log['runs']:
            rules = run['tool']['driver']['rules']
            self.assertEqual(run['columnKind'], 'utf16CodeUnits')
            for result in run['results']:
                self.assertTrue(result['message']['text'])
                self.assertIn(result['level'], ('error', 'warning', 'note'))
                if 'ruleIndex' in result:
                    self.assertEqual(rules[result['ruleIndex']]['id'], result['ruleId'])
                places = result['locations'] + result.get('relatedLocations', [])
                for place in places:
                    self.check_place(place['physicalLocation'])
                for fix in result.get('fixes', []):
                    for change in fix['artifactChanges']:
                        self.assertTrue(change['replacements'])
                        for replacement in change['replacements']:
                            self.check_region(replacement['deletedRegion'])

    def check_place(self, place):
        characters = r"[\w.~!$&'()*+,;=@/-]*"
        self.assertRegex(place['artifactLocation']['uri'], f'^(file:///)?{characters}(%[0-9A-F]{{2}}{characters})*$')
        self.check_region(place['region'])

    def check_region(self, region):
        self.assertEqual(set(region), {'startLine', 'startColumn', 'endLine', 'endColumn'})
        self.assertGreaterEqual(min(region.values()), 1)
        self.assertLessEqual((region['startLine'], region['startColumn']), (region['endLine'], region['endColumn']))

    def test_places_are_utf16_whatever_the_units(self):
        self.write('a.txt', TEXT)
        for unit in ('bytes', 'chars', 'utf16'):
            result = self.sarif('--units', unit, 'a.txt')['results'][0]
            self.assertEqual(result['locations'][0]['physicalLocation']['region'],
                             {'startLine': 1, 'startColumn': 5, 'endLine': 1, 'endColumn': 6})

    def test_related_places_and_fixes(self):
        self.write('a.txt', TEXT)
        result = [r for r in self.sarif('a.txt')['results'] if r['ruleId'] == 'quotes/mixed-style'][0]
        self.assertEqual([place['id'] for place in result['relatedLocations']], [1])
        self.assertTrue(result['relatedLocations'][0]['message']['text'])
        fix, = result['fixes']
        replacements = fix['artifactChanges'][0]['replacements']
        self.assertEqual([r['insertedContent']['text'] for r in replacements], ['“', '”'])
        self.assertEqual([r['deletedRegion']['startColumn'] for r in replacements], [39, 44])

    def test_levels_and_rules(self):
        self.write('a.md', ERROR)
        self.write('b.txt', WARNING)
        self.write('c.txt', INFO)
        run = self.sarif('a.md', 'b.txt', 'c.txt')
        self.assertEqual([r['level'] for r in run['results']], ['error', 'warning', 'note'])
        listed = {rule['id'] for rule in run['tool']['driver']['rules']}
        self.assertLessEqual({r['ruleId'] for r in run['results']}, listed)
        for rule in run['tool']['driver']['rules']:
            self.assertTrue(rule['shortDescription']['text'] and rule['fullDescription']['text'])

    def test_paths_are_uris(self):
        for path, uri in (('a b.txt', 'a%20b.txt'), ('é.txt', '%C3%A9.txt'), ('a:b%.txt', 'a%3Ab%25.txt')):
            self.write(path, WARNING)
            place = self.sarif(path)['results'][0]['locations'][0]['physicalLocation']
            self.assertEqual(place['artifactLocation']['uri'], uri)
        absolute = self.sarif(str(self.folder / 'a b.txt'))['results'][0]['locations'][0]['physicalLocation']
        self.assertEqual(absolute['artifactLocation']['uri'], f'file://{self.folder}/a%20b.txt')

    def test_braces_in_messages_are_no_placeholders(self):
        self.write('a.md', 'The bridge is old.[^{0}]\n')
        self.assertIn('"{{0}}"', self.sarif('a.md')['results'][0]['message']['text'])

    def test_own_rules_have_no_index(self):
        self.write('own.lua', 'dixit.rule { id = "own/any", message = "m", severity = "warning", '
                              'check = function(doc, report) report({ start = 0, stop = 2 }) end }')
        self.write('a.txt', CLEAN)
        result, = self.sarif('--rules', 'own.lua', 'a.txt')['results']
        self.assertEqual(result['ruleId'], 'own/any')
        self.assertNotIn('ruleIndex', result)

    def test_no_files_is_a_log(self):
        self.assertEqual(self.sarif('gone.txt')['results'], [])

    def test_published_schema(self):
        schema = sarif_schema()
        try:
            import jsonschema
        except ImportError:
            schema = None
        if not schema:
            self.skipTest('the schema (npm: @microsoft/jest-sarif) or python3-jsonschema is not here')
        self.write('a.txt', TEXT)
        self.write('b.md', ERROR)
        validator = jsonschema.Draft7Validator(schema)
        for words in (['a.txt', 'b.md'], ['gone.txt'], ['--rule', '*', 'a.txt', 'b.md']):
            log = json.loads(self.dixit('lint', '--format', 'sarif', *words).stdout)
            self.assertEqual([error.message for error in validator.iter_errors(log)], [])
        log['runs'][0]['results'][0]['level'] = 'loud'
        self.assertFalse(validator.is_valid(log))


class Github(ToolTest):
    def lines(self, *arguments):
        return self.dixit('lint', '--format', 'github', *arguments).out.splitlines()

    def test_commands(self):
        self.write('a.md', ERROR)
        self.write('b.txt', WARNING)
        self.write('c.txt', INFO)
        lines = self.lines('a.md', 'b.txt', 'c.txt')
        self.assertEqual([line.split(' ')[0] for line in lines], ['::error', '::warning', '::notice'])
        self.assertTrue(lines[0].startswith('::error file=a.md,line=1,endLine=1,col=19,endColumn=23,'
                                            'title=citations/undefined-footnote::There is no footnote'), lines[0])

    def test_no_columns_over_several_lines(self):
        self.write('a.txt', '“We have asked for\nthis money since the spring,” Ann Lee said.\n')
        lines = self.lines('--rule', '*=info', 'a.txt')
        several = [line for line in lines if ',line=1,endLine=2,' in line]
        for line in several:
            self.assertNotIn('col=', line)

    def test_escapes(self):
        path = 'a:b,c%d.md'
        self.write(path, 'The bridge is old.[^50%:x,y]\n')
        line, = self.lines(path)
        self.assertTrue(line.startswith('::error file=a%3Ab%2Cc%25d.md,line=1,'), line)
        self.assertIn('::There is no footnote "50%25:x,y"', line)

    def test_no_text_makes_a_command(self):
        """Whatever the name of a file, a finding is one line."""
        self.write('a\n::error::b.txt', WARNING)
        lines = self.lines('.')
        self.assertEqual(len(lines), 1)
        self.assertIn('file=./a%0A%3A%3Aerror%3A%3Ab.txt', lines[0].replace('file=a', 'file=./a'))


class Xml(ToolTest):
    def parse(self, form, *arguments):
        return xml.fromstring(self.dixit('lint', '--format', form, *arguments).stdout)

    def test_checkstyle(self):
        self.write('a.md', ERROR)
        self.write('b "<&\'.txt', WARNING)
        self.write('c.txt', CLEAN)
        root = self.parse('checkstyle', 'a.md', 'b "<&\'.txt', 'c.txt')
        self.assertEqual([file.get('name') for file in root], ['a.md', 'b "<&\'.txt', 'c.txt'])
        error, = root[0]
        self.assertEqual({key: error.get(key) for key in ('line', 'column', 'severity', 'source')},
                         {'line': '1', 'column': '19', 'severity': 'error',
                          'source': 'dixit.citations/undefined-footnote'})
        self.assertIn('There is no footnote "1"', error.get('message'))
        self.assertEqual(len(root[2]), 0)

    def test_junit(self):
        self.write('a.md', ERROR + '\n' + INFO)
        self.write('c.txt', CLEAN)
        root = self.parse('junit', 'a.md', 'c.txt')
        self.assertEqual(root.tag, 'testsuites')
        first, second = root
        self.assertEqual((first.get('name'), first.get('tests'), first.get('failures'), first.get('errors')),
                         ('a.md', '2', '1', '0'))
        failed, passed = first
        self.assertEqual((failed.get('classname'), failed.get('name')), ('a.md', 'citations/undefined-footnote 1:19'))
        self.assertEqual(failed[0].get('type'), 'error')
        self.assertTrue(failed[0].text.startswith('a.md:1:19: There is no footnote'))
        self.assertEqual(passed[0].tag, 'system-out')
        self.assertEqual((second.get('tests'), second.get('failures'), len(second), len(second[0])), ('1', '0', 1, 0))

    def test_any_bytes_are_well_formed(self):
        chance = random.Random(4)
        for _ in range(20):
            text = bytes(chance.choices(b'ab.\n\r\0\x1b\xff\xe2\x80\x9c\x9d\xef\xbf\xbf<&>"\'*[]^:{}', k=400))
            self.write('a.md', text)
            for form in ('checkstyle', 'junit'):
                self.parse(form, '--rule', '*=warning', 'a.md')
            json.loads(self.dixit('lint', '--format', 'sarif', '--rule', '*=warning', 'a.md').stdout)

    def test_no_files(self):
        for form in ('checkstyle', 'junit'):
            self.assertEqual(len(self.parse(form, 'gone.txt')), 0)


class Documented(ToolTest):
    """Each format is in the help and in the manual page."""

    def test_everywhere(self):
        help_text = self.dixit('lint', '--help').out
        formats = re.search(r'--format ([\w|]+)', help_text)[1].split('|')
        self.assertLessEqual({'human', 'line', 'json', 'sarif', 'github', 'checkstyle', 'junit'}, set(formats))
        page = (ROOT / 'man/dixit.1').read_text()
        synopsis = re.search(r'^\.It Fl f , Fl Fl format Cm (.*)$', page, re.M)[1].split(' | ')
        self.assertEqual(synopsis, formats)
        readme = (ROOT / 'README.md').read_text()
        for name in formats:
            self.assertIn(f'`{name}`', readme)

    def test_the_page_on_reports_names_what_there_is(self):
        page = (ROOT / 'docs/reports.md').read_text()
        words = {word for line in re.findall(r'dixit lint .*', page) for word in re.findall(r'--[a-z-]+[a-z]', line)}
        self.assertGreater(len(words), 5)
        for word in words:
            self.assertIn(f' {word}', self.dixit('lint', '--help').out)
