"""The HTML report in a headless Chromium: clicks, filters, keys, no errors, no network. page.py DIXIT [SHOTS]

Skipped (exit code 77) where Chromium or chromedriver is not installed. With SHOTS, a folder, it leaves screenshots
there: light, dark, narrow, printed."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from driver import CHROMEDRIVER, CHROMIUM, Browser  # noqa: E402

STORY = '''# The town counts its *trees*

“We were never asked for our opinion.”

The town has lost 1,200 trees since 2010.[^1] “Nobody planted new ones,” said Mira Voss, the town’s head gardener.
Critics say the count is wrong.

Mira Voss said the lists were kept by hand. <script>window.broken = true</script> "Straight" & “curly”.

The town spent $3 million on parks in 2023, more than any other in the county.

[^1]: Register of trees, 2024.
'''
NASTY = (b'Nul \0 and \xff\xfe bytes, \xe2\x80\x9cnested \xe2\x80\x98one \xe2\x80\x9cin\xe2\x80\x9d another'
         b'\xe2\x80\x99,\xe2\x80\x9d she said.\x1b </pre></p><img src=x onerror=broken=1>\n')
TAB, ENTER, ESCAPE = '\ue004', '\ue007', '\ue00c'


class Page(unittest.TestCase):
    browser = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        (cls.folder / 'trees.md').write_text(STORY, encoding='utf-8')
        (cls.folder / '<b>nasty & "co".txt').write_bytes(NASTY)
        cls.page = cls.folder / 'report.html'
        with open(cls.page, 'wb') as out:
            subprocess.run([pathlib.Path(sys.argv[1]).resolve(), 'lint', '--format', 'html', '--exit-zero', '--rule',
                            'claims/unsourced', 'trees.md', '<b>nasty & "co".txt'],
                           cwd=cls.folder, stdout=out, check=True, timeout=60)
        cls.browser = cls.enterClassContext(Browser())

    def setUp(self):
        self.browser.devtools('Emulation.setEmulatedMedia', media='', features=[])
        self.browser.open(self.page)

    def tearDown(self):
        self.assertEqual(self.browser.console(), [])

    def style(self, selector, name):
        return self.browser.run('return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]',
                                selector, name)

    def text(self, selector):
        return self.browser.run('return document.querySelector(arguments[0]).textContent', selector)

    def count(self, selector):
        return self.browser.run('return document.querySelectorAll(arguments[0]).length', selector)

    def toggle(self, layer):
        self.browser.click(f'#file-1 [data-layer="{layer}"]')

    def test_no_network_and_no_markup_from_texts(self):
        self.assertEqual(self.browser.run('return performance.getEntriesByType("resource").length'), 0)
        self.assertIsNone(self.browser.run('return window.broken === undefined ? null : window.broken'))
        self.assertEqual(self.count('article script, article img, h2 b'), 0)
        self.assertEqual(self.text('#path-2'), '<b>nasty & "co".txt')
        self.assertIn('Nul \ufffd and \ufffd\ufffd bytes', self.text('#file-2 article'))

    def test_the_text_is_there(self):
        shown = self.text('#file-1 article')
        for words in ('The town counts its ', '“Nobody planted new ones,”', '“We were never asked for our opinion.”'):
            self.assertIn(words, shown)

    def test_the_index_comes_first(self):
        self.assertTrue(self.browser.run('return !!(document.querySelector("#index").compareDocumentPosition('
                                         'document.querySelector("main")) & Node.DOCUMENT_POSITION_FOLLOWING)'))
        self.browser.click('#index a[href="#file-2"]')
        self.assertTrue(self.browser.run('return location.hash === "#file-2"'))

    def test_layers(self):
        for layer, selector, name, off in (
                ('quotes', '#file-1 article .quote.s0', 'backgroundColor', 'rgba(0, 0, 0, 0)'),
                ('nobody', '#file-1 article .quote.nobody', 'backgroundImage', 'none'),
                ('unnamed', '#file-1 article .paraphrase.anonymous', 'boxShadow', 'none'),
                ('speakers', '#file-1 article .speaker', 'fontWeight', '400'),
                ('supported', '#file-1 article .tick:not(.none)', 'display', 'none'),
                ('findings', '#file-1 article .flag', 'display', 'none')):
            with self.subTest(layer):
                before = self.style(selector, name)
                self.assertNotEqual(before, off)
                self.toggle(layer)
                self.assertEqual(self.style(selector, name), off)
                self.toggle(layer)
                self.assertEqual(self.style(selector, name), before)

    def test_markup_on_request(self):
        self.assertEqual(self.style('#file-1 article .markup', 'display'), 'none')
        self.toggle('markup')
        self.assertEqual(self.style('#file-1 article .markup', 'display'), 'inline')

    def test_severities(self):
        first = '#file-1 .finding.warning'
        self.assertNotEqual(self.style(first, 'display'), 'none')
        self.browser.click('#file-1 [data-severity="warning"]')
        self.assertEqual(self.style(first, 'display'), 'none')
        self.assertNotEqual(self.style('#file-1 .finding.info', 'display'), 'none')

    def chosen(self):
        return self.browser.run('return [...document.querySelectorAll(".chosen")].map(e => e.tagName)')

    def test_a_source_picked_out(self):
        self.browser.click('#file-1 .sources li:first-child button')
        pressed = 'return document.querySelector("#file-1 .source").getAttribute("aria-pressed")'
        self.assertEqual(self.browser.run(pressed), 'true')
        self.assertIn('SPAN', self.chosen())
        self.assertEqual(self.count('#file-2 .chosen'), 0)
        self.browser.click('#file-1 .sources li:first-child button')
        self.assertEqual(self.chosen(), [])

    def test_a_click_on_words_picks_their_source(self):
        self.browser.click('#file-1 article .quote.s0')
        self.assertIn('BUTTON', self.chosen())
        self.browser.press(ESCAPE)
        self.assertEqual(self.chosen(), [])

    def test_findings_and_their_places(self):
        self.browser.click('#file-1 .finding .place')
        self.assertEqual(self.browser.run('return location.hash'), '#place-1-1')
        self.assertEqual(self.count('.lit'), self.count('#file-1 .found[data-finding="1"]'))
        self.browser.click('#place-1-1')
        self.assertEqual(self.browser.run('return location.hash'), '#finding-1-1')

    def test_keys_alone(self):
        """Everything that can be clicked can be reached, and the first key press offers to skip to the text."""
        self.browser.press(TAB)
        self.assertEqual(self.browser.run('return document.activeElement.className'), 'skip')
        self.browser.run('document.querySelector("#file-1 .source").focus()')
        self.browser.press(ENTER)
        self.assertIn('SPAN', self.chosen())
        self.assertEqual(self.browser.run('return [...document.querySelectorAll("[tabindex]")].length'), 0)

    def test_what_is_heard(self):
        """Names for everything a screen reader lands on; landmarks; ids that are there once."""
        tree = self.browser.devtools('Accessibility.getFullAXTree')['nodes']
        roles = [node.get('role', {}).get('value') for node in tree if not node.get('ignored')]
        for role in ('main', 'navigation', 'article', 'complementary', 'contentinfo', 'heading', 'checkbox', 'button'):
            self.assertIn(role, roles)
        for node in tree:
            if not node.get('ignored') and node.get('role', {}).get('value') in ('button', 'checkbox', 'link'):
                self.assertTrue(node.get('name', {}).get('value'), node)
        self.assertIn('[Mira Voss:]', self.text('#file-1 article'))
        self.assertTrue(self.browser.run('const ids = [...document.querySelectorAll("[id]")].map(e => e.id);'
                                         'return new Set(ids).size === ids.length'))
        self.assertTrue(self.browser.run('return [...document.querySelectorAll("a[href^=\\"#\\"]")]'
                                         '.every(a => document.getElementById(a.hash.slice(1)))'))

    def contrast(self, selector):
        """Of its words against what is behind them (WCAG 2.1), on plain backgrounds."""
        return self.browser.run('''
            const parse = color => color.match(/[\\d.]+/g).map(Number);
            const light = color => { const [r, g, b] = parse(color).map(v => v / 255)
                .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
                return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const element = document.querySelector(arguments[0]);
            if (!element) return 0;
            let behind = element;
            while (behind && parse(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
            const back = getComputedStyle(behind || document.body).backgroundColor;
            const [a, b] = [light(getComputedStyle(element).color), light(back)].sort((x, y) => y - x);
            return (a + 0.05) / (b + 0.05);''', selector)

    def test_legible_in_light_and_dark(self):
        papers = set()
        for scheme in ('light', 'dark'):
            wanted = [{'name': 'prefers-color-scheme', 'value': scheme}]
            self.browser.devtools('Emulation.setEmulatedMedia', features=wanted)
            papers.add(self.style('body', 'backgroundColor'))
            for selector in ('article p', 'article .quote', 'article .paraphrase', 'article .speaker', 'article .flag',
                             'article .tick.none', '.chip', '.chip.anonymous', '.chip.none', '.count',
                             '.finding .severity', '.words'):
                self.assertGreater(self.contrast(f'#file-1 {selector}'), 4.5, f'{selector} in {scheme}')
        self.assertEqual(len(papers), 2)

    def test_narrow_and_printed(self):
        self.browser.devtools('Emulation.setDeviceMetricsOverride', width=360, height=800, deviceScaleFactor=1,
                              mobile=True)
        try:
            self.assertLessEqual(self.browser.run('return document.documentElement.scrollWidth'), 360)
        finally:
            self.browser.devtools('Emulation.clearDeviceMetricsOverride')
        self.browser.devtools('Emulation.setEmulatedMedia', media='print')
        self.assertEqual(self.style('.severities', 'display'), 'none')
        self.assertEqual(self.style('body', 'backgroundColor'), 'rgb(255, 255, 255)')

    def test_shots(self):
        if len(sys.argv) < 3:
            self.skipTest('no folder for screenshots named')
        shots = pathlib.Path(sys.argv[2])
        for name, media in (('light', {}), ('dark', {'features': [{'name': 'prefers-color-scheme', 'value': 'dark'}]}),
                            ('print', {'media': 'print'})):
            self.browser.devtools('Emulation.setEmulatedMedia', **media)
            self.browser.screenshot(shots / f'{name}.png')


if __name__ == '__main__':
    if not (CHROMIUM and CHROMEDRIVER):
        print('Chromium or chromedriver is not installed')
        sys.exit(77)
    if not hasattr(unittest.TestCase, 'enterClassContext'):
        print('Python 3.11 or later is needed here')
        sys.exit(77)
    done = unittest.main(argv=sys.argv[:1], exit=False, verbosity=2)
    sys.exit(not done.result.wasSuccessful())
