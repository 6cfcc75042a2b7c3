"""Is everything installed, and does a small program build against it? install.py BUILD VERSION CC...

Installs into an empty folder, compares what is there with what should be, then builds a program of a few lines with what
pkg-config says, once with the shared library and once with the static one, and runs both."""
import os
import pathlib
import subprocess
import sys
import tempfile

PROGRAM = r'''
#include <dixit/dixit.h>
#include <stdio.h>
/* Names the library uses inside are free for programs. */
int arena_init(void);
int arena_init(void) { return 7; }
int main(void)
{
  dixit_engine *engine;
  dixit_doc *doc;
  size_t count;
  if (dixit_engine_new(&engine, NULL, NULL) || dixit_doc_new(&doc, engine, "\"Go,\" she said.", 15, NULL, NULL))
    return 1;
  dixit_doc_quotes(doc, &count);
  printf("%s %d %d\n", dixit_version(), (int)count, arena_init());
  dixit_doc_free(doc);
  dixit_engine_free(engine);
  return 0;
}
'''

WANTED = ('include/dixit/dixit.h', 'lib/libdixit.a', 'lib/libdixit.so', 'lib/libdixit.so.0', 'lib/pkgconfig/dixit.pc',
          'bin/dixit', 'share/man/man1/dixit.1')


def find(root, wanted):
    """The file, wherever the library folder is (lib, lib64, lib/x86_64-linux-gnu)."""
    folder, _, rest = wanted.partition('/')
    found = [p for p in root.glob(f'**/{folder}*/**/{rest}') if p.exists()]
    return found[0] if found else None


def build_and_run(cc, config, environment, folder, library, static):
    flags = subprocess.run(['pkg-config', '--cflags', '--libs', *(['--static'] if static else []), 'dixit'], check=True,
                           env=environment, capture_output=True, text=True).stdout.split()
    if static:
        flags = [str(library / 'libdixit.a') if f == '-ldixit' else f for f in flags]
    program = folder / ('static' if static else 'shared')
    subprocess.run([*cc, '-o', program, folder / 'program.c', *flags], check=True)
    done = subprocess.run([program], check=True, capture_output=True, text=True,
                          env={**os.environ, 'LD_LIBRARY_PATH': str(library)})
    assert done.stdout == f'{config} 1 7\n', done.stdout


def main():
    build, version, *cc = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        root = folder / 'root'
        subprocess.run(['meson', 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', root], check=True,
                       stdout=subprocess.DEVNULL)
        missing = [wanted for wanted in WANTED if not find(root, wanted)]
        assert not missing, f'not installed: {missing}'
        config = find(root, 'lib/pkgconfig/dixit.pc')
        environment = {**os.environ, 'PKG_CONFIG_PATH': str(config.parent), 'PKG_CONFIG_SYSROOT_DIR': str(root)}
        (folder / 'program.c').write_text(PROGRAM)
        library = find(root, 'lib/libdixit.so').parent
        for static in (False, True):
            build_and_run(cc, version, environment, folder, library, static)
        command = find(root, 'bin/dixit')
        assert subprocess.run([command, '--version'], check=True, capture_output=True,
                              text=True).stdout == f'dixit {version}\n'


main()
