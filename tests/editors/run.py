"""Run the tests of the plugins in the real editors: run.py BUILD [all | NAME...]   Prints TAP, a line a test.

BUILD is a build folder with the command and the Lua modules. Without a name: the editors that CI has; `all`: every one.
An editor that is not installed is skipped."""
import os
import pathlib
import signal
import sys
import unittest

FOLDER = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parent / 'tool')]

IN_CI = ('nvim', 'vis', 'scite', 'pandoc', 'vim', 'kakoune', 'emacs')
MORE = ('micro', 'geany', 'wordgrinder', 'textadept', 'lite_xl', 'lualatex')


def main():
    from tap import TapResult
    build, *names = sys.argv[1:]
    os.environ['DIXIT_BUILD'] = str(pathlib.Path(build).resolve())
    os.environ['DIXIT'] = os.environ['DIXIT_BUILD'] + '/src/dixit'
    if names == ['all']:
        names = IN_CI + MORE
    known = [f'test_{name}' for name in names or IN_CI if (FOLDER / f'test_{name}.py').exists()]
    unknown = [name for name in names if f'test_{name}' not in known]
    if unknown:
        sys.exit(f'no such editor: {", ".join(unknown)}; there are {", ".join(IN_CI + MORE)}')
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the programs are ended even then
    signal.signal(signal.SIGHUP, lambda *_: sys.exit(1))
    result = TapResult()
    unittest.TestLoader().loadTestsFromNames(known).run(result)
    print(f'1..{result.number}')
    print(f'{result.number - len(result.skipped) - result.bad} passed, {result.bad} failed')
    sys.exit(result.bad > 0)


main()
