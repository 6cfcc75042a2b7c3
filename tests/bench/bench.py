"""Measure speed and memory: bench.py BUILD [RUNS]   Medians of RUNS (7).

    stages      MB/s of each stage of the analysis on 10 MB of English news, in one process (bench-stages)
    process     `dixit extract`, `dixit lint` and `dixit lint` with all rules on, as JSON, on the same file, start to
                end, on one core: MB/s by the clock and by processor time (what other programs on the machine disturb least),
                share of `wc -w`, peak memory
    start       2 KB, start to end
    works       a bibliography of 10 MB; one of 3,332 works with chapters that cite them, all linted
    server      `dixit lsp`: a key typed and the place under the mouse asked about, to the answer, in 20 KB and 1 MB
    Lua         20 KB opened, and analysed again after a change; the annotations of 1 MB as tables; what is kept
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent


def measure(build, runs, *command):
    """Medians of the seconds a command takes, of its processor time, and of its peak memory in bytes."""
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
    dixit = build / 'src/dixit'
    words = measure(build, runs, 'wc', '-w', text)[1]
    lint = [dixit, 'lint', '--no-config', '--format=json']
    rows = [('extract', dixit, 'extract'), ('lint', *lint), ('lint, all rules', *lint, '--rule', '*=on')]
    print(f'{"start to end":16}{"MB/s":>8}{"by processor":>14}{"of wc -w":>10}{"peak memory":>24}')
    for name, *command in rows:
        seconds, processor, memory = measure(build, runs, *command, '-j1', text)
        print(f'{name:16}{size / seconds:8.0f}{size / processor:14.0f}{words / processor:10.2f}'
              f'{memory / 1e6:10.0f} MB, {memory / 1e6 / size:3.1f} times')


def print_start(build, text, folder, runs):
    small = folder / 'start.txt' # no .bib beside it, unlike small.bib of print_works
    small.write_bytes(text.read_bytes()[:2000].decode(errors='ignore').encode())
    seconds, _, memory = measure(build, runs * 10, build / 'src/dixit', 'lint', '--no-config', small)
    print(f'2 KB linted     {seconds * 1000:.1f} ms start to end, {memory / 1e6:.1f} MB')


def write_works(path, count):
    with open(path, 'w', encoding='utf-8') as out:
        for i in range(count):
            out.write(f'@article{{key{i},\n  author = {{Brandt, Ida{i} and Ruiz, Arturo}},\n'
                      f'  title = {{{{Kilns}} of valley {i}, with notes}},\n  journaltitle = {{Fire and Clay}},\n'
                      f'  volume = {{{i % 90}}},\n  pages = {{{i}--{i + 9}}},\n  date = {{{1900 + i % 100}}},\n'
                      f'  doi = {{10.1000/kiln.{i}}},\n  url = {{https://example.org/kilns/{i}}},\n'
                      f'  abstract = {{{"Clay and lime. " * 30}}}\n}}\n\n')


def print_works(build, text, folder, runs):
    large, small = folder / 'large.bib', folder / 'small.bib'
    write_works(large, 12000)
    write_works(small, 3332)
    words = text.read_bytes()[:600000].decode(errors='ignore').split('\n\n')
    chapters = [folder / f'chapter{n}.md' for n in range(10)]
    for n, chapter in enumerate(chapters):
        chapter.write_text('\n\n'.join(f'{words[i % len(words)]} [@key{i}].' for i in range(n * 40, n * 40 + 40)))
    seconds, _, memory = measure(build, runs, build / 'src/dixit', 'lint', '--no-config', '--format=line', large)
    print(f'{large.stat().st_size / 1e6:.1f} MB of works   {seconds * 1000:.0f} ms start to end, {memory / 1e6:.0f} MB')
    size = sum(path.stat().st_size for path in [small, *chapters]) / 1e6
    seconds, _, _ = measure(build, runs, build / 'src/dixit', 'lint', '--no-config', '--format=line', '-b', small,
                            small,
                            *chapters)
    print(f'3,332 works and ten chapters, {size:.1f} MB   {seconds * 1000:.0f} ms start to end')


def print_lua(build, text):
    print(f'{"from Lua":16}{"20 KB opened":>14}{"changed":>10}{"1 MB as tables":>20}{"1,000 times kept":>18}')
    for name, version in (('lua5.1', '5.1'), ('luajit', '5.1'), ('lua5.2', '5.2'), ('lua5.3', '5.3'),
                          ('lua5.4', '5.4')):
        module = build / f'src/lua/{version}/dixit.so'
        if not module.exists() or not shutil.which(name):
            print(f'{name:16}not measured: no module, or no interpreter')
            continue
        done = subprocess.run([name, HERE / 'editor.lua', text], check=True, capture_output=True, text=True, env={
            **os.environ, 'LUA_CPATH': f'{module.parent}/?.so', 'LUA_PATH': f'{HERE.parents[1]}/lua/?.lua'})
        opened, changed, tables, count, kept = done.stdout.split()
        print(f'{name:16}{opened:>11} ms{changed:>7} ms{tables:>7} ms ({count}){kept:>15} KB')


def print_server(build, text, runs):
    os.environ['DIXIT'] = str(build / 'src/dixit')
    sys.path.insert(0, str(HERE.parent / 'lsp'))
    from client import Client
    uri, words = 'file:///bench.txt', text.read_bytes()[:1000000].decode(errors='ignore')
    for size in (20000, len(words)):
        client, seconds = Client(), []
        client.initialize()
        client.open(uri, words[:size], 'plaintext')
        for version in range(2, runs * 3):
            place = {'line': version, 'character': 0}
            before = time.perf_counter()
            client.notify('textDocument/didChange', textDocument={'uri': uri, 'version': version},
                          contentChanges=[{'range': {'start': place, 'end': place}, 'text': 'x'}])
            client.at('hover', uri, version, 0)
            seconds.append(time.perf_counter() - before)
        print(f'dixit lsp       {statistics.median(seconds) * 1000:.1f} ms from a key to an answer, '
              f'in {size // 1000} KB')
        client.leave()


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
    print_works(build, text, folder, runs)
    print()
    print_server(build, text, runs)
    print()
    print_lua(build, text)


main()
