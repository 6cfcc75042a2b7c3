"""symbols.py MODULE: every function of Lua that a build of the module asks for is asked for weakly, so that it loads
into any Lua and can say when it is the wrong one; and luaopen_... is all that it shows."""
import subprocess
import sys


def symbols(*options):
    lines = subprocess.run(['nm', '-D', *options, sys.argv[1]], stdout=subprocess.PIPE, text=True, check=True).stdout
    return [line.split()[-2:] for line in lines.splitlines()]


strong = [name for kind, name in symbols('--undefined-only') if name.startswith('lua') and kind != 'w']
shown = [name for _, name in symbols('--defined-only') if not name.startswith('luaopen_')]
for name in strong:
    print(f'{name} is missing in src/lua/functions.h')
for name in shown:
    print(f'{name} is visible outside')
sys.exit(bool(strong or shown))
