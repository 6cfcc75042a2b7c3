-- :Dixit and what follows it. Each command works on the buffer as it is now, at the cursor.
local M = {}
local api = vim.api

local function session()
  return require("dixit.nvim.session")
end

-- ---- what an editor must be able to do: see dixit/commands.lua ----

local host = {}

function host.tell(message)
  api.nvim_echo({ { "dixit: " .. message } }, false, {})
end

function host.show(lines)
  vim.lsp.util.open_floating_preview(lines, "", { focus_id = "dixit", max_width = 80 })
end

function host.go(place)
  vim.cmd("normal! m'")
  api.nvim_win_set_cursor(0, { place.line, place.column - 1 })
end

function host.edit(edit)
  local doc = session().doc(api.nvim_get_current_buf())
  local row, column = doc:position(edit.start, "bytes", 0)
  local end_row, end_column = doc:position(edit.stop, "bytes", 0)
  api.nvim_buf_set_text(0, row, column, end_row, end_column, vim.split(edit.text, "\n", { plain = true }))
end

local types = { error = "E", warning = "W", info = "I" }

function host.list(title, items)
  local buffer = api.nvim_get_current_buf()
  local entries = vim.tbl_map(function(item)
    return {
      bufnr = buffer, lnum = item.line, col = item.column, end_lnum = item.end_line, end_col = item.end_column,
      text = item.text, type = types[item.severity],
    }
  end, items)
  vim.fn.setloclist(0, {}, " ", { title = title, items = entries })
  vim.cmd("lopen")
end

function host.choose(prompt, labels, act)
  vim.ui.select(labels, { prompt = prompt }, function(_, number)
    if number then act(number) end
  end)
end

-- ---- commands ----

local function toggle(buffer)
  local plugin = require("dixit.nvim")
  if package.loaded["dixit.nvim.session"] and session().is_on(buffer) then
    plugin.detach(buffer)
  else
    plugin.attach(buffer)
  end
end

local on_buffer = {
  toggle = toggle,
  on = function(buffer) require("dixit.nvim").attach(buffer) end,
  off = function(buffer) require("dixit.nvim").detach(buffer) end,
  check = function(buffer)
    require("dixit.nvim").attach(buffer)
    session().check(buffer)
    local status = require("dixit.nvim").status(buffer)
    if status ~= "" then host.tell(status) end
  end,
}

local function run_on_document(name, buffer)
  require("dixit.nvim").attach(buffer)
  local doc = package.loaded["dixit.nvim.session"] and session().doc(buffer)
  if not doc then return end
  local row, column = unpack(api.nvim_win_get_cursor(0))
  require("dixit.commands").run(name, doc, doc:offset(row - 1, column, "bytes", 0), host)
end

-- The names of all commands, sorted. Those on documents are known once the module has been found.
local function names()
  local list = vim.tbl_keys(on_buffer)
  if pcall(require, "dixit.nvim.load") then
    for _, command in ipairs(require("dixit.commands").list) do list[#list + 1] = command[1] end
  end
  table.sort(list)
  return list
end

-- :Dixit NAME
function M.run(name)
  local buffer = api.nvim_get_current_buf()
  if on_buffer[name] then return on_buffer[name](buffer) end
  if vim.tbl_contains(names(), name) then return run_on_document(name, buffer) end
  api.nvim_err_writeln("dixit: there is no :Dixit " .. name .. "; :help :Dixit lists what there is")
end

function M.complete(lead)
  return vim.tbl_filter(function(name) return vim.startswith(name, lead) end, names())
end

return M
