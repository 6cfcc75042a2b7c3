"""Run the tests of the command: run.py DIXIT [NAME...]   Prints TAP, a line a test method."""
import os
import pathlib
import sys
import unittest

folder = pathlib.Path(__file__).parent
sys.path.insert(0, str(folder))


class TapResult(unittest.TestResult):
    number = 0

    def line(self, good, test, note=''):
        self.number += 1
        print(f'{"ok" if good else "not ok"} {self.number} {test.id()}{note}', flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.line(True, test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.line(True, test, f' # SKIP {reason}')

    def explain(self, test, error):
        self.line(False, test)
        for line in self._exc_info_to_string(error, test).splitlines():
            print('# ' + line)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.explain(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self.explain(test, error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error:
            self.explain(subtest, error)


def main():
    os.environ['DIXIT'] = str(pathlib.Path(sys.argv[1]).resolve())
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromNames(sys.argv[2:]) if sys.argv[2:] else loader.discover(str(folder))
    result = TapResult()
    suite.run(result)
    print(f'1..{result.number}')
    sys.exit(not result.wasSuccessful())


main()
