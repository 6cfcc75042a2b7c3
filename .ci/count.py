"""Print how many tests of a meson test log (JUnit) passed and failed; what was skipped is neither."""
import sys
import xml.etree.ElementTree

passed = failed = 0
for case in xml.etree.ElementTree.parse(sys.argv[1]).iter('testcase'):
    bad = case.find('failure') is not None or case.find('error') is not None
    failed += bad
    passed += not bad and case.find('skipped') is None
print(passed, failed)
