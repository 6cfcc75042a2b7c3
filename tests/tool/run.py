"""Run the tests of the command: run.py DIXIT [NAME...]   Prints TAP, a line a test method."""
import os
import pathlib
import sys
import unittest

folder = pathlib.Path(__file__).parent
sys.path.insert(0, str(folder))
from tap import TapResult  # noqa: E402


def main():
    os.environ['DIXIT'] = str(pathlib.Path(sys.argv[1]).resolve())
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromNames(sys.argv[2:]) if sys.argv[2:] else loader.discover(str(folder))
    result = TapResult()
    suite.run(result)
    print(f'1..{result.number}')
    sys.exit(not result.wasSuccessful())


main()
