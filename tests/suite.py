"""Run the test_*.py of a folder on the command: suite.py FOLDER DIXIT [NAME...]   Prints TAP, a line a test method."""
import os
import pathlib
import sys
import unittest

folder = pathlib.Path(sys.argv[1]).resolve()
sys.path[:0] = [str(folder), str(pathlib.Path(__file__).parent / 'tool')]
from tap import TapResult  # noqa: E402


def main():
    os.environ['DIXIT'] = str(pathlib.Path(sys.argv[2]).resolve())
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromNames(sys.argv[3:]) if sys.argv[3:] else loader.discover(str(folder))
    result = TapResult()
    suite.run(result)
    print(f'1..{result.number}')
    sys.exit(not result.wasSuccessful())


main()
