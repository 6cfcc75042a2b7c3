"""Measure speed and memory: bench.py BUILD [RUNS]   Medians of RUNS (7).

    stages      MB/s of each stage of the analysis on 10 MB of English news, in one process (bench-stages)
    process     `dixit extract` on the same file, start to end, one thread: MB/s, share of `wc -w`, peak memory
    start       2 KB, start to end
    editor      20 KB analysed again from Lua after a change
"""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LUA = '''
local dixit = require "dixit"
local file = assert(io.open(arg[1])); local text = file:read "a"; file:close()
local doc = assert(dixit.open(text))
local times = {}
for i = 1, 25 do
  local start = os.clock()
  assert(doc:edit(100, 101, i % 2 == 0 and "x" or "y"))
  local annotations = doc:annotations()
  times[#times + 1] = os.clock() - start
end
table.sort(times)
print(times[13])
'''


def measure(build, runs, *command):
    """Medians of the seconds a command takes and of its peak memory in bytes."""
    words = [build / 'tests/bench-process', runs, *command]
    done = subprocess.run([str(word) for word in words], check=True, capture_output=True, text=True)
    return [float(number) for number in done.stdout.split()]


def print_stages(build, text, runs):
    size = text.stat().st_size / 1e6
    lines = subprocess.run([build / 'tests/bench-stages', text, str(runs)], check=True, capture_output=True, text=True)
    rows = [line.split('\t') for line in lines.stdout.splitlines()]
    rows = [(name, float(seconds)) for name, seconds in rows]
    total = sum(seconds for _, seconds in rows)
    print(f'{"stage":16}{"ms":>8}{"MB/s":>9}{"share":>8}')
    for name, seconds in [*rows, ('all', total)]:
        speed = f'{size / seconds:9.0f}' if seconds > 1e-6 else f'{"-":>9}'
        print(f'{name:16}{seconds * 1000:8.2f}{speed}{seconds / total:8.0%}')


def print_process(build, text, runs):
    size = text.stat().st_size / 1e6
    seconds, memory = measure(build, runs, build / 'src/dixit', 'extract', '-j1', text)
    words, _ = measure(build, runs, 'wc', '-w', text)
    print(f'dixit extract   {size / seconds:.0f} MB/s ({seconds * 1000:.0f} ms, start to end)')
    print(f'wc -w           {size / words:.0f} MB/s; extract runs at {words / seconds:.2f} of it')
    print(f'peak memory     {memory / 1e6:.0f} MB, {memory / 1e6 / size:.1f} times the file')


def print_start(build, text, folder, runs):
    small = folder / 'small.txt'
    small.write_bytes(text.read_bytes()[:2000].decode(errors='ignore').encode())
    seconds, memory = measure(build, runs * 10, build / 'src/dixit', 'lint', small)
    print(f'2 KB linted     {seconds * 1000:.1f} ms start to end, {memory / 1e6:.1f} MB')


def print_editor(build, text, folder):
    module = build / 'src/lua/5.4/dixit.so'
    if not module.exists() or not shutil.which('lua5.4'):
        print('20 KB from Lua  not measured: no Lua 5.4 module here')
        return
    draft, script = folder / 'draft.txt', folder / 'editor.lua'
    draft.write_bytes(text.read_bytes()[:20000].decode(errors='ignore').encode())
    script.write_text(LUA)
    done = subprocess.run(['lua5.4', script, draft], check=True, capture_output=True, text=True, env={
        **os.environ, 'LUA_CPATH': f'{module.parent}/?.so', 'LUA_PATH': f'{HERE.parents[1]}/lua/?.lua'})
    print(f'20 KB from Lua  {float(done.stdout) * 1000:.2f} ms for a change, the analysis and all annotations')


def main():
    build, runs = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    folder = build / 'bench'
    folder.mkdir(exist_ok=True)
    text = folder / 'news.txt'
    origin = subprocess.run([sys.executable, HERE / 'news.py', text], check=True, capture_output=True, text=True)
    print(f'{text.stat().st_size / 1e6:.1f} MB of English news, {origin.stdout.strip()}\n')
    print_stages(build, text, runs)
    print()
    print_process(build, text, runs)
    print_start(build, text, folder, runs)
    print_editor(build, text, folder)


main()
