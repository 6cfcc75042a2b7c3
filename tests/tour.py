"""src/README.md is the tour: it has a line for each file, in the order of the meson.build files. tour.py SRC"""
import difflib
import pathlib
import re
import sys

src = pathlib.Path(sys.argv[1])
wanted = [f'{prefix}{name}' for folder, prefix in (('', ''), ('lua', 'lua/'))
          for block in re.findall(r'^\w+_files = .*?files\((.*?)^\)', (src / folder / 'meson.build').read_text(),
                                  re.M | re.S)
          for name in re.findall(r"'([\w/]+\.c)'", block)]
listed = re.findall(r'^- `([\w/]+\.c)`: \S', (src / 'README.md').read_text(encoding='utf-8'), re.M)
difference = list(difflib.unified_diff(listed, wanted, 'src/README.md', 'meson.build', lineterm=''))
print('\n'.join(difference) or f'{len(listed)} files')
sys.exit(bool(difference))
