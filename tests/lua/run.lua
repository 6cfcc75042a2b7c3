-- lua run.lua SUITE...: exit status 1 when a test fails.
local here = arg[0]:match("^(.*/)") or "./"
local failed, report = dofile(here .. "check.lua").run(arg)
print(report)
os.exit(failed == 0 and 0 or 1)
