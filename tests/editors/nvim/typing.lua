-- nvim --headless -u NONE -i NONE -n -S typing.lua: how long the plugin holds Neovim up. DIXIT_ROOT and LUA_CPATH as for
-- run.lua. Every function it gives Neovim to call is timed: when keys are typed at 20 a second in a draft of 1 MB (each
-- wanted under 5 ms), and from the end of the pause to the drawing of an article of 20 KB (wanted within 10 ms). Exit
-- status 1 when a figure is missed.
local root = os.getenv("DIXIT_ROOT")
package.cpath = package.cpath .. ";" .. os.getenv("LUA_CPATH")
vim.opt.runtimepath:prepend(root .. "/plugins/nvim")
vim.cmd("filetype on")

local slowest = {}

-- `call`, with the longest time it took kept under `name`.
local function timed(name, call)
  return function(...)
    local started = vim.loop.hrtime()
    local results = { call(...) }
    slowest[name] = math.max(slowest[name] or 0, (vim.loop.hrtime() - started) / 1e6)
    return unpack(results)
  end
end

-- What the plugin registers is timed: changes, events, and what runs when a timer or a worker ends.
local attach, autocmd, wrap = vim.api.nvim_buf_attach, vim.api.nvim_create_autocmd, vim.schedule_wrap
vim.api.nvim_buf_attach = function(buffer, send, calls)
  calls.on_lines = calls.on_lines and timed("key", calls.on_lines)
  return attach(buffer, send, calls)
end
vim.api.nvim_create_autocmd = function(event, options)
  if options.callback then options.callback = timed("event", options.callback) end
  return autocmd(event, options)
end
vim.schedule_wrap = function(call)
  return wrap(timed("pause", call))
end
vim.cmd("runtime plugin/dixit.lua")

local function is_drawn()
  local buffer = vim.api.nvim_get_current_buf()
  return require("dixit.nvim.session").drawn_tick(buffer) == vim.api.nvim_buf_get_changedtick(buffer)
end

-- A buffer with a draft of so many bytes, drawn.
local function open_draft(bytes)
  local lines = {}
  for number = 1, math.ceil(bytes / 256) do
    lines[2 * number - 1] = "“The Café 𝄞 stayed open,” said Mayor Ann Lee on day " .. number .. ". Critics say it did "
      .. "not. The bridge carries 18,000 cars a day, twice as many as in 1961, and the town paid 4.2 million euros for it. "
      .. "Nobody came to see it, she told the council later that week."
    lines[2 * number] = ""
  end
  vim.cmd("enew!")
  vim.api.nvim_buf_set_lines(0, 0, -1, true, lines)
  vim.bo.filetype = "markdown"
  require("dixit.nvim").attach(0)
  assert(vim.wait(20000, function()
    return require("dixit.nvim.session").drawn_tick(vim.api.nvim_get_current_buf()) ~= nil
  end), "no drawing")
  slowest = {}
end

local function type_keys(count)
  vim.api.nvim_win_set_cursor(0, { 41, 0 })
  for number = 1, count do
    vim.api.nvim_feedkeys(number % 40 == 0 and "i\n" or "ix", "ntx", false)
    vim.wait(50)
  end
  assert(vim.wait(20000, is_drawn), "no drawing after the pause")
end

local missed = 0
local function report(what, value, limit)
  if value >= limit then missed = missed + 1 end
  io.stdout:write(string.format("%s: %.2f ms (wanted: under %g)\n", what, value, limit))
end

-- The least of several rounds: what the machine does beside is not the plugin's doing.
local function best(rounds, keys, name)
  local least = math.huge
  for _ = 1, rounds do
    slowest = {}
    type_keys(keys)
    least = math.min(least, slowest[name] or 0)
  end
  return least
end

open_draft(1e6)
report("1 MB draft, slowest handler of 60 keys", best(3, 60, "key"), 5)
report("1 MB draft, slowest handler of an event while typing", best(3, 60, "event"), 5)
report("1 MB draft, slowest step at the pause", best(3, 1, "pause"), 10)
open_draft(2e4)
report("20 KB article, from the pause to the drawing", best(10, 1, "pause"), 10)
vim.cmd(missed == 0 and "qall!" or "cquit 1")
