"""Make the static library that is installed: archive.py IN.a OUT.a OBJCOPY AR CC...

Inside, the library's floors call each other by short names (arena_get, json_text), which programs may want for
themselves. So all objects are joined into one, and there only what the public header declares stays visible. Where
objcopy is missing, the objects go in as they are."""
import pathlib
import shutil
import subprocess
import sys
import tempfile


def main():
    source, target, objcopy, ar, *cc = sys.argv[1:]
    target = pathlib.Path(target).resolve()
    target.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        joined = pathlib.Path(folder) / 'dixit.o'
        subprocess.run([*cc, '-r', '-nostdlib', '-o', joined, '-Wl,--whole-archive', source, '-Wl,--no-whole-archive'],
                       check=True)
        if shutil.which(objcopy):
            subprocess.run([objcopy, '--localize-hidden', joined], check=True)
        subprocess.run([ar, 'rcs', target, joined], check=True)


main()
