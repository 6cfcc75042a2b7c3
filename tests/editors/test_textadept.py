"""dixit in Textadept: with its Lua API mocked, as Debian 12 has no Textadept."""
from helper import ROOT, EditorTest, needs


@needs('lua5.4')
class Textadept(EditorTest):
    lua = '5.4'

    def test_with_a_mock(self):
        suite = ROOT / 'tests/editors/textadept/plugin.lua'
        said = self.run_program('lua5.4', str(ROOT / 'tests/lua/run.lua'), str(suite))
        self.assertRegex(said, r'[1-9]\d* passed, 0 failed')
