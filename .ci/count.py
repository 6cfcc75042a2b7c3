"""Print how many tests of a meson test log (JUnit) passed and failed; what was skipped is neither.

Meson puts what tests print into the log as it is; control characters, as editors print them, are not XML and are dropped.
"""
import pathlib
import re
import sys
import xml.etree.ElementTree

log = pathlib.Path(sys.argv[1]).read_text(encoding='utf-8', errors='replace')
log = re.sub('[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]', '', log)
passed = failed = 0
for case in xml.etree.ElementTree.fromstring(log.encode()).iter('testcase'):
    bad = case.find('failure') is not None or case.find('error') is not None
    failed += bad
    passed += not bad and case.find('skipped') is None
print(passed, failed)
