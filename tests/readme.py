"""What README.md shows is what happens: readme.py DIXIT [--update]

    console blocks   `$ dixit ...`, run in the project's root, prints what stands below it
    options          every option of meson_options.txt has a row

--update writes the real output in."""
import pathlib
import re
import shlex
import subprocess
import sys

root = pathlib.Path(__file__).resolve().parents[1]
readme = root / 'README.md'
dixit = str(pathlib.Path(sys.argv[1]).resolve())
text = readme.read_text(encoding='utf-8')


def run_block(match):
    done = subprocess.run([dixit, *shlex.split(match[1])[1:]], cwd=root, capture_output=True, stdin=subprocess.DEVNULL)
    return f'```console\n$ {match[1]}\n{done.stdout.decode()}```'


shown, blocks = re.subn(r'^```console\n\$ (dixit .*)\n(?:.*\n)*?```$', run_block, text, flags=re.M)
options = re.findall(r"^option\('(\w+)'", (root / 'meson_options.txt').read_text(encoding='utf-8'), re.M)
missing = [name for name in options if f'| `{name}` |' not in text]
if '--update' in sys.argv:
    readme.write_text(shown, encoding='utf-8')
print(f'{blocks} console blocks{", one of them stale: run tests/readme.py DIXIT --update" * (shown != text)}')
if missing:
    print('options without a row:', *missing)
sys.exit(blocks == 0 or shown != text or bool(missing))
