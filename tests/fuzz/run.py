#!/usr/bin/env python3
"""Fuzz for a while: run.py BUILD [SECONDS]. Every target of a build with -Dfuzz=true gets its share of the time.

The corpus stays in BUILD/corpus and grows from run to run; it starts from the seeds. What fails is left in BUILD/failures,
named after its target: `replay-TARGET FILE` of an ordinary build runs it again. Exits with 1 when anything failed.
"""
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LONGEST_TEXT = 4000
LONGEST_RUN = 20  # seconds, with sanitizers


def fuzz(program, corpus, failures, seconds):
    target = program.name.removeprefix('fuzz-')
    done = subprocess.run(
        [program, f'-dict={HERE / "words.dict"}', f'-max_total_time={seconds}', f'-max_len={LONGEST_TEXT}',
         f'-timeout={LONGEST_RUN}', f'-artifact_prefix={failures}/{target}-', '-print_final_stats=1', corpus],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors='replace')
    runs = [line.split()[1] for line in done.stdout.splitlines() if line.startswith('stat::number_of_executed_units')]
    if done.returncode:
        print('\n'.join(done.stdout.splitlines()[-60:]))
    print(f'{target}: {runs[0] if runs else "?"} texts in {seconds} s, {"FAILED" if done.returncode else "nothing found"}')
    return done.returncode == 0


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    corpus, failures = build / 'corpus', build / 'failures'
    failures.mkdir(exist_ok=True)
    subprocess.run([sys.executable, HERE / 'seeds.py', corpus], check=True)
    programs = sorted(p for p in (build / 'tests/fuzz').glob('fuzz-*') if p.is_file())
    if not programs:
        sys.exit(f'{build} has no fuzz targets: set it up with -Dfuzz=true and clang')
    good = [fuzz(program, corpus, failures, max(1, seconds // len(programs))) for program in programs]
    sys.exit(not all(good))


main()
