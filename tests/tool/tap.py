"""Results of Python's unit tests as TAP, a line a test."""
import unittest


class TapResult(unittest.TestResult):
    number = 0
    bad = 0

    def line(self, good, test, note=''):
        self.number += 1
        self.bad += not good
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
