-- Nothing stays behind. What the C side holds is counted by the system, where it says (Linux).
local dixit = require "dixit"

local text = ("“The bridge is safe,” said Mayor Ann Lee. It cost $40 million in 2019.\n\n"):rep(300)

-- Resident memory in KB, or nil.
local function resident()
  local file = io.open("/proc/self/status")
  if not file then return nil end
  local status = file:read("*a")
  file:close()
  return tonumber(status:match("VmRSS:%s*(%d+)"))
end

-- A sanitizer or valgrind keeps freed memory on purpose, and sees leaks by itself.
local checked = os.getenv("DIXIT_CHECKED")
local slack = checked and 1e9 or 8 * 1024

-- By how many KB the process grows when the work is done again and again.
local function growth(work)
  for _ = 1, checked and 1 or 20 do work() end
  collectgarbage()
  collectgarbage()
  local before = resident()
  for _ = 1, checked and 10 or 200 do work() end
  collectgarbage()
  collectgarbage()
  return before and resident() - before or 0
end

return {
  { "opening and closing leaves nothing", function()
    local grown = growth(function()
      local doc = assert(dixit.open(text))
      assert(#doc:quotes() == 300)
      doc:close()
    end)
    assert(grown < slack, grown .. " KB")
  end },

  { "documents that are only forgotten are collected", function()
    local grown = growth(function() assert(dixit.open(text)):findings() end)
    assert(grown < slack, grown .. " KB")
  end },

  { "failures leave nothing", function()
    local grown = growth(function()
      dixit.open(text, { rules = { ["no/rule"] = "off" } })
      pcall(dixit.open, text, { rules = { ["no/rule"] = 3 } })
      dixit.open(text):dump("nothing")
    end)
    assert(grown < slack, grown .. " KB")
  end },

  { "edits leave nothing", function()
    local doc = assert(dixit.open(text))
    local grown = growth(function() assert(doc:edit(0, 1, "“")) assert(doc:edit(0, 3, "\226")) end)
    assert(grown < slack, grown .. " KB")
  end },
}
