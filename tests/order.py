"""Reading order is law: check it. order.py SRC; order.py --self-test shows each check failing.

The lists of files in SRC/meson.build are in dependency order. Checked are all *.c and *.h under SRC:

  order    a library file includes only headers of its own or of files listed above it; a header without a .c counts as
           listed with the last file it includes
  listed   every library .c is listed
  edges    lua/ and tool/ include only dixit/dixit.h, base/ and their own folder; nothing includes them or train/, whose
           programs stand above the library and may do as they like
  alone    only base/utf8.c knows utf8proc, only base/memory.c calls malloc and free
  quiet    the library prints nothing and never ends the process
"""
import pathlib
import re
import sys
import tempfile

INCLUDE = re.compile(r'^\s*#\s*include\s+["<]([^">]+)[">]')
COMMENT_OR_STRING = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)
HEAP_CALL = re.compile(r'\b(malloc|calloc|realloc|free|strdup|strndup|aligned_alloc)\s*\(')
LOUD_CALL = re.compile(r'\b(abort|exit|_exit|quick_exit|printf|puts|putchar|perror|fprintf|fputs|fputc)\s*\(')
EDGES = ('lua', 'tool')
PROGRAMS = ('train',)


def code_of(text):
    """The text without comments and strings, lines kept."""
    return COMMENT_OR_STRING.sub(lambda m: re.sub(r'[^\n]', ' ', m[0]), text)


def includes_of(text):
    for number, line in enumerate(text.splitlines(), 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found[1]


class Tree:
    def __init__(self, src):
        self.files = {str(p.relative_to(src)): p.read_text(encoding='utf-8')
                      for p in sorted(src.rglob('*.[ch]')) if p.is_file()}
        listed = re.findall(r"'([\w/]+)\.c'", (src / 'meson.build').read_text(encoding='utf-8'))
        self.rank = {name: i for i, name in enumerate(dict.fromkeys(listed))}

    def rank_of(self, path, seen=()):
        """The place in the list; of a header without a .c, that of the last file it includes."""
        name = path[:-2]
        if name in self.rank:
            return self.rank[name]
        if path in seen or not path.endswith('.h'):
            return -1
        return max((self.rank_of(header, (*seen, path)) for _, header in includes_of(self.files[path])
                    if header in self.files), default=-1)


def is_edge(path):
    return path.split('/')[0] in EDGES


def is_library(path):
    return path.split('/')[0] not in EDGES + PROGRAMS


def check_order(tree):
    for path, text in tree.files.items():
        if not is_library(path):
            continue
        if path.endswith('.c') and path[:-2] not in tree.rank:
            yield f'{path}: not listed in meson.build'
            continue
        if path[:-2] not in tree.rank:
            continue
        for number, header in includes_of(text):
            if header in tree.files and tree.rank_of(header) > tree.rank[path[:-2]]:
                yield f'{path}:{number}: may not include {header}, which is listed later'


def check_edges(tree):
    for path, text in tree.files.items():
        floor = path.split('/')[0]
        for number, header in includes_of(text):
            if is_edge(path) and header in tree.files and not header.startswith(('base/', 'lua/', floor + '/')):
                yield f'{path}:{number}: {floor}/ includes only dixit/dixit.h and base/, not {header}'
            if is_library(path) and header in tree.files and not is_library(header):
                yield f'{path}:{number}: the library knows nothing of {header}'


def check_calls(tree):
    for path, text in tree.files.items():
        if not is_library(path):
            continue
        for number, line in enumerate(code_of(text).splitlines(), 1):
            if HEAP_CALL.search(line) and path != 'base/memory.c':
                yield f'{path}:{number}: only base/memory.c calls malloc and free'
            if LOUD_CALL.search(line):
                yield f'{path}:{number}: the library prints nothing and ends nothing'
        for number, header in includes_of(text):
            if header == 'utf8proc.h' and path != 'base/utf8.c':
                yield f'{path}:{number}: only base/utf8.c includes utf8proc'


def problems(src):
    tree = Tree(src)
    return [*check_order(tree), *check_edges(tree), *check_calls(tree)]


GOOD = {
    'meson.build': "files('base/memory.c', 'base/utf8.c', 'doc/lines.c', 'api.c') executable('dixit', 'tool/main.c')",
    'base/memory.c': '#include "base/memory.h"\nvoid *get(void) { return malloc(1); }\n',
    'base/memory.h': '#include "dixit/dixit.h"\n',
    'base/utf8.c': '#include <utf8proc.h>\n#include "base/memory.h"\n',
    'doc/document.h': '#include "base/memory.h"\n',
    'doc/lines.c': '#include "doc/lines.h"\n/* free(x) and printf() in a comment */ char *s = "free(y)";\n',
    'doc/lines.h': '#include "doc/document.h"\n',
    'api.c': '#include "doc/lines.h"\n',
    'tool/main.c': '#include "dixit/dixit.h"\n#include "base/memory.h"\n#include "tool/args.h"\nvoid f(void) { free(0); }\n',
    'tool/args.h': '',
    'train/learn.c': '#include "doc/lines.h"\nvoid f(void) { printf("x"); }\n',
    'train/learn.h': '',
}
# One change to the good tree, and the words of the problem it must cause.
BAD = [
    ('base/memory.c', '#include "doc/lines.h"\n', 'listed later'),
    ('base/memory.h', '#include "doc/document.h"\n#include "doc/lines.h"\n', 'listed later'),
    ('doc/document.h', '#include "api.h"\n', 'listed later'),
    ('doc/stray.c', '', 'not listed'),
    ('tool/main.c', '#include "doc/lines.h"\n', 'includes only'),
    ('doc/lines.c', '#include "tool/args.h"\n', 'knows nothing'),
    ('doc/lines.c', '#include "train/learn.h"\n', 'knows nothing'),
    ('doc/lines.c', 'void f(void) { free(0); }\n', 'calls malloc'),
    ('doc/lines.h', '#include <utf8proc.h>\n', 'includes utf8proc'),
    ('api.c', 'void f(void) { printf("x"); }\n', 'prints nothing'),
]


def check_tree(files):
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            target = pathlib.Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return problems(pathlib.Path(folder))


def self_test():
    found = check_tree(GOOD)
    assert not found, found
    for path, text, words in BAD:
        files = {**GOOD, 'api.h': '', path: text}
        found = check_tree(files)
        assert any(words in problem for problem in found), (path, text, found)


def main():
    if sys.argv[1:] == ['--self-test']:
        self_test()
        return
    found = problems(pathlib.Path(sys.argv[1]))
    print('\n'.join(found) or 'one direction')
    sys.exit(bool(found))


main()
