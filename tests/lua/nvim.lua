-- nvim --headless -u NONE -i NONE -n -S nvim.lua, with DIXIT_SUITES (paths, blanks between them): the suite in Neovim's
-- own Lua and in one of its worker threads. Exit status 1 when a test fails.
local here = debug.getinfo(1, "S").source:match("^@(.*/)")
local suites = os.getenv("DIXIT_SUITES")

-- Runs in its own Lua state: takes and gives strings only.
local function run_suites(here, suites, path, cpath)
  package.path, package.cpath = path, cpath
  local paths = {}
  for suite in suites:gmatch("%S+") do paths[#paths + 1] = suite end
  local ok, failed, report = pcall(function() return dofile(here .. "check.lua").run(paths) end)
  return ok and failed or 1, tostring(ok and report or failed)
end

local path = package.path .. ";" .. os.getenv("LUA_PATH")
local cpath = package.cpath .. ";" .. os.getenv("LUA_CPATH")
local failed, report = run_suites(here, suites, path, cpath)
print(report)

local finished
local work = vim.loop.new_work(run_suites, function(worker_failed, worker_report)
  finished, failed = true, failed + worker_failed
  print("\nworker thread: " .. worker_report .. "\n")
end)
work:queue(here, suites, path, cpath)
vim.wait(60000, function() return finished end)
vim.cmd(failed == 0 and finished and "qall!" or "cquit 1")
