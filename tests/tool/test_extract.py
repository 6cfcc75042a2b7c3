"""extract: a JSON object a file, or a line of standard input."""
import json
import random
import subprocess

from helper import CLEAN, DIXIT, ToolTest

QUOTED = '“They left,” Mara Lindt said. The “term” is old.\n'


class Extract(ToolTest):
    def test_a_line_a_file(self):
        self.write('a.txt', QUOTED)
        self.write('sub/b "x".md', CLEAN)
        lines = self.assertCode(0, 'extract', 'a.txt', 'sub').out.splitlines()
        facts = [json.loads(line) for line in lines]
        self.assertEqual([f['id'] for f in facts], ['a.txt', 'sub/b "x".md'])
        self.assertEqual(list(facts[0]), ['id', 'kind', 'quotes', 'claims', 'citations', 'references', 'sources',
                                          'findings', 'coverage'])
        self.assertEqual(facts[0]['kind'], 'news')
        first = facts[0]['quotes'][0]
        self.assertEqual((first['start'], first['end'], first['type']), (0, 16, 'direct'))

    def test_a_kind_that_is_told(self):
        self.write('a.txt', QUOTED)
        for kind in ('encyclopaedia', 'fiction'):
            facts = json.loads(self.assertCode(0, 'extract', '--kind', kind, 'a.txt').stdout)
            self.assertEqual(facts['kind'], kind)
        self.write('.dixit.lua', 'return { kind = "speech" }')
        self.assertEqual(json.loads(self.assertCode(0, 'extract', 'a.txt').stdout)['kind'], 'speech')
        self.assertCode(2, 'extract', '--kind', 'sermon', 'a.txt')

    def test_scores_cover_every_sentence(self):
        self.write('a.txt', QUOTED)
        facts = json.loads(self.assertCode(0, 'extract', '--scores', 'a.txt').stdout)
        self.assertEqual([(s['start'], s['end']) for s in facts['scores']], [(0, 33), (34, 56)])


class JsonLines(ToolTest):
    def answers(self, text, *words, code=0):
        done = self.assertCode(code, 'extract', '--jsonl', *words, text=text)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_any_id_comes_back(self):
        ids = ['a1', 5, 1.5, None, True, ['x', {'y': 1}], 'é"\\\n']
        answers = self.answers(''.join(json.dumps({'id': i, 'text': QUOTED}) + '\n' for i in ids))
        self.assertEqual([a['id'] for a in answers], ids)
        self.assertTrue(all(a['quotes'] for a in answers))

    def test_no_id(self):
        self.assertNotIn('id', self.answers('{"text":"x"}\n')[0])

    def test_format(self):
        text = '# Head\n\n“x” `“y`\n'
        plain, markdown, unset = self.answers(''.join(json.dumps({'text': text, **f}) + '\n' for f in (
            {'format': 'plain'}, {'format': 'markdown'}, {})), '--input-format', 'markdown')
        self.assertEqual(len(markdown['quotes']), 1)
        self.assertEqual(len(plain['quotes']), 2)
        self.assertEqual(unset, markdown)

    def test_bad_lines_are_answered_and_the_run_goes_on(self):
        lines = ['nonsense', '', '{"id":1}', '{"id":2,"text":3}', '[1]', '7', '{"id":3,"text":"x","format":"tex"}',
                 '{"id":4,"text":"x","format":1}', '{"id":5,"text":"\\ud800"}', '{"id":6,"text":"x"} more',
                 '{"id":7,"text":"good"}']
        answers = self.answers('\n'.join(lines))
        self.assertEqual(len(answers), len(lines))
        for number, answer in enumerate(answers[:-1], 1):
            self.assertEqual(answer['line'], number)
            self.assertTrue(answer['error'])
        self.assertEqual([a.get('id') for a in answers], [None, None, 1, 2, None, None, 3, 4, None, None, 7])
        self.assertNotIn('error', answers[-1])

    def test_bytes_that_are_not_utf8(self):
        answers = self.answers(b'{"text":"\xff"}\n{"text":"x"}\n')
        self.assertIn('error', answers[0])
        self.assertNotIn('error', answers[1])

    def test_whatever_comes_is_answered_line_by_line(self):
        chance = random.Random(4)
        whole = json.dumps({'id': 'a', 'text': QUOTED, 'format': 'plain'}).encode()
        lines = []
        for _ in range(300):
            line = bytearray(whole)
            for _ in range(chance.randint(0, 4)):
                at = chance.randrange(len(line))
                signs = bytes(chance.choices(b'{}[]",:\\u0\xff\x00 a1', k=chance.randint(0, 3)))
                line[at:at + chance.randint(0, 3)] = signs
            lines.append(bytes(line))
        answers = self.answers(b'\n'.join(lines) + b'\n')
        self.assertEqual(len(answers), len(lines))
        self.assertTrue(all(('error' in a) != ('quotes' in a) for a in answers))

    def test_nul_and_line_ends(self):
        answers = self.answers(b'{"id":1,"text":"a\\u0000b \xe2\x80\x9cc\xe2\x80\x9d"}\r\n{"id":2,"text":""}')
        self.assertEqual((answers[0]['quotes'][0]['start'], answers[1]['quotes']), (4, []))

    def test_order_whatever_the_jobs(self):
        text = ''.join(json.dumps({'id': n, 'text': QUOTED * (n * 7919 % 200)}) + '\n' for n in range(120))
        once = self.answers(text, '-j1')
        self.assertEqual([a['id'] for a in once], list(range(120)))
        self.assertEqual(self.answers(text, '-j8'), once)

    def test_a_long_line(self):
        answers = self.answers(json.dumps({'text': QUOTED * 60000}) + '\n')
        self.assertGreaterEqual(len(answers[0]['quotes']), 60000)

    def test_each_line_is_answered_at_once(self):
        for jobs in ('1', '4'):
            with subprocess.Popen([DIXIT, 'extract', '--jsonl', '-j', jobs], stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE) as process:
                for number in range(5):
                    process.stdin.write(json.dumps({'id': number, 'text': QUOTED}).encode() + b'\n')
                    process.stdin.flush()
                    self.assertEqual(json.loads(process.stdout.readline())['id'], number)
                process.stdin.close()
                self.assertEqual(process.wait(30), 0)

    def test_paths_make_no_sense(self):
        self.assertCode(2, 'extract', '--jsonl', 'a.txt', text='')

    def test_a_reader_that_went_away(self):
        with subprocess.Popen([DIXIT, 'extract', '--jsonl'], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            process.stdout.close()
            try:
                for _ in range(1000):
                    process.stdin.write(b'{"text":"x"}\n')
                process.stdin.close()
            except BrokenPipeError:
                pass
            self.assertEqual(process.wait(30), 2)
