-- What an editor waits for: editor.lua TEXT. Medians, in milliseconds:
--   open      20 KB opened and analysed
--   change    a change in them, analysed anew, with all annotations as tables
--   tables    all annotations of 1 MB as tables
--   kept      KB the process has grown by after a thousand times opened and closed
local dixit = require "dixit"

local file = assert(io.open(arg[1]))
local text = file:read("*a")
file:close()
local draft, book = text:sub(1, 20000), text:sub(1, 1000000)
local engine = assert(dixit.engine())

local function median(count, work)
  local times = {}
  for i = 1, count do
    local start = os.clock()
    work(i)
    times[i] = os.clock() - start
  end
  table.sort(times)
  return times[math.floor((count + 1) / 2)] * 1000
end

local function resident()
  local status = io.open("/proc/self/status")
  local kilobytes = status and tonumber(status:read("*a"):match("VmRSS:%s*(%d+)")) or 0
  if status then status:close() end
  return kilobytes
end

local function open()
  assert(dixit.open(draft, { engine = engine })):close()
end

local opening = median(100, open)
local doc = assert(dixit.open(draft, { engine = engine }))
local change = median(50, function(i)
  assert(doc:edit(100, 101, i % 2 == 0 and "x" or "y"))
  return doc:annotations()
end)
doc:close()
doc = assert(dixit.open(book, { engine = engine }))
local count = #doc:annotations()
local tables = median(9, function() return doc:annotations() end)
doc:close()
collectgarbage()
collectgarbage()
local before = resident()
for _ = 1, 1000 do open() end
collectgarbage()
collectgarbage()
print(string.format("%.3f\t%.3f\t%.2f\t%d\t%d", opening, change, tables, count, resident() - before))
