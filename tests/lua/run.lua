-- lua run.lua SUITE...: exit status 1 when a test fails.
local here = arg[0]:match("^(.*/)") or "./"
local failed, report = dofile(here .. "check.lua").run(arg)
print(report)
if failed > 0 then os.exit(1) end -- else the Lua state is closed in order, and leaks show
