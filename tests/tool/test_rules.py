"""dixit rules: the list, and explanations that say what the rule says."""
import re

from helper import ToolTest


class Rules(ToolTest):
    def explain(self, *words):
        return self.assertCode(0, 'rules', *words).out

    def listed(self):
        return [line.split()[0] for line in self.explain().splitlines()]

    def test_each_is_explained_and_finds_its_bad_example(self):
        rules = self.listed()
        self.assertGreater(len(rules), 50)
        for explanation, rule in zip(self.explain(*rules).split('\n----\n'), rules):
            self.assertTrue(explanation.strip().startswith(f'{rule} ('), explanation)
            for part in ('\nSource:', '\nFound', '\nLeft alone'):
                self.assertIn(part, explanation, rule)
            found = re.search(r'\nFound.*?(?=\nLeft alone|\Z)', explanation, re.S)[0]
            self.assertIn('    ->  ', found, rule)
            self.assertNotIn('    ->  ', explanation.split('\nLeft alone')[1], rule)

    def test_lines_fit(self):
        for line in self.explain('quotes').splitlines():
            if ' ' in line.strip():
                self.assertLessEqual(len(line), 80, line)

    def test_what_a_rule_says_about_edits(self):
        self.assertIn('(--fix does that)', self.explain('quotes/mixed-style'))
        self.assertIn('(an offer to editors)', self.explain('references/bad-isbn'))

    def test_off_and_how_to_switch_on(self):
        self.assertIn('claims/unsourced (off; --rule claims/unsourced makes it info)', self.explain('claims/unsourced'))

    def test_a_whole_category(self):
        wanted = [rule for rule in self.listed() if rule.startswith('sources/')]
        for words in ('sources', 'sources/', 'sources/*'):
            shown = re.findall(r'^(\w+/[\w-]+) \(', self.explain(words), re.M)
            self.assertEqual(shown, wanted)

    def test_what_may_have_been_meant(self):
        done = self.assertCode(2, 'rules', 'quots/unclosed')
        self.assertEqual(done.err, 'dixit: there is no rule "quots/unclosed"; did you mean quotes/unclosed?\n')
        self.assertCode(2, 'rules', 'nothing-like-it-at-all')

    def test_rules_of_ones_own(self):
        self.write('own.lua', 'dixit.rule { id = "own/any", message = "No tunnels.", docs = "Why.",'
                              ' severity = "warning", check = function(doc, report) end,'
                              ' bad = { "A tunnel." }, good = { "A bridge." } }')
        shown = self.explain('--rules', 'own.lua', 'own/any')
        for words in ('own/any (warning)', 'No tunnels.', 'Why.', 'own.lua', 'A tunnel.', 'A bridge.'):
            self.assertIn(words, shown)
