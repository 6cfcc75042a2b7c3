-- :Dixit and what follows it. Each command works on the buffer as it is now, at the cursor.
local M = {}
local api = vim.api

local function session()
  return require("dixit.nvim.session")
end

local function editor()
  return require("dixit.editor")
end

local function tell(message)
  api.nvim_echo({ { "dixit: " .. message } }, false, {})
end

-- ---- places ----

local function cursor_byte(doc)
  local row, column = unpack(api.nvim_win_get_cursor(0))
  return doc:offset(row - 1, column, "bytes", 0)
end

local function jump(record, nothing)
  if not record then return tell(nothing) end
  vim.cmd("normal! m'")
  api.nvim_win_set_cursor(0, { record.line, record.column - 1 })
end

local function list_item(doc, record, text)
  return {
    bufnr = api.nvim_get_current_buf(), lnum = record.line, col = record.column, end_lnum = record.end_line,
    end_col = record.end_column, text = text or editor().excerpt(doc:text(record), 100),
  }
end

local function show_list(title, items, nothing)
  if #items == 0 then return tell(nothing) end
  vim.fn.setloclist(0, {}, " ", { title = title, items = items })
  vim.cmd("lopen")
end

local function edit(doc, change)
  local row, column = doc:position(change.start, "bytes", 0)
  local end_row, end_column = doc:position(change.stop, "bytes", 0)
  api.nvim_buf_set_text(0, row, column, end_row, end_column, vim.split(change.text, "\n", { plain = true }))
end

-- Findings at the cursor, else those in its line.
local function findings_here(doc, byte)
  local here = doc:findings(byte, byte)
  if #here > 0 then return here end
  return doc:findings(doc:line(api.nvim_win_get_cursor(0)[1]))
end

local function choose(items, prompt, label, act)
  if #items == 1 then return act(items[1]) end
  vim.ui.select(items, { prompt = prompt, format_item = label }, function(item)
    if item then act(item) end
  end)
end

-- ---- commands: name, what it does, and a function of the document and the cursor's byte ----

local function go(kind, direction, nothing)
  return function(doc, byte) jump(editor().next(doc, kind, byte, direction), nothing) end
end

local function list_sources(doc)
  local items = {}
  for _, entry in ipairs(editor().sources(doc)) do
    local mention = entry.source.first_mention and doc:get("mentions", entry.source.first_mention)
    if mention then items[#items + 1] = list_item(doc, mention, entry.title) end
    for _, piece in ipairs(entry.pieces) do
      items[#items + 1] = list_item(doc, piece, "    " .. editor().excerpt(doc:text(piece), 100))
    end
  end
  show_list("Sources", items, "nobody is quoted here")
end

local function list_quotes(doc, byte)
  local source = editor().source_at(doc, byte)
  if not source then return tell("no source at the cursor") end
  local items = {}
  for _, piece in ipairs(editor().pieces_by(doc, source)) do items[#items + 1] = list_item(doc, piece) end
  show_list("Quotes by " .. source.name, items, source.name .. " is not quoted")
end

local function list_findings(doc)
  local items = {}
  for finding in doc:each("findings") do
    local item = list_item(doc, finding, finding.message .. " [" .. finding.rule .. "]")
    item.type = finding.severity == "error" and "E" or finding.severity == "warning" and "W" or "I"
    items[#items + 1] = item
  end
  show_list("dixit", items, "nothing to say about this text")
end

local function explain(doc, byte)
  local lines = editor().describe(doc, byte)
  if #lines == 0 then return tell("nothing here") end
  vim.lsp.util.open_floating_preview(lines, "", { focus_id = "dixit", max_width = 80 })
end

local function fix(doc, byte)
  local fixes = {}
  for _, finding in ipairs(findings_here(doc, byte)) do vim.list_extend(fixes, finding.fixes) end
  if #fixes == 0 then return tell("nothing here that can be mended by itself") end
  choose(fixes, "Fix", function(one) return one.label end, function(one) edit(doc, editor().fix_edit(one)) end)
end

local function ignore(doc, byte)
  local findings = findings_here(doc, byte)
  if #findings == 0 then return tell("no finding here") end
  choose(findings, "Ignore", function(one) return one.rule .. ": " .. one.message end, function(one)
    local change, why = editor().ignore_edit(doc, one)
    if change then edit(doc, change) else tell(why) end
  end)
end

local function cite(doc, byte)
  local claim = editor().at(doc, "claims", byte)
  if not claim then return tell("no claim here") end
  edit(doc, editor().citation_needed_edit(claim))
end

local function other_end(doc, byte)
  jump(editor().other_end(doc, byte), "no citation here, or it points nowhere")
end

local on_document = {
  ["next-claim"] = go("claim", 1, "no claim without a source"),
  ["previous-claim"] = go("claim", -1, "no claim without a source"),
  ["next-quote"] = go("quote", 1, "no quotation"),
  ["previous-quote"] = go("quote", -1, "no quotation"),
  ["next-finding"] = go("finding", 1, "nothing to say about this text"),
  ["previous-finding"] = go("finding", -1, "nothing to say about this text"),
  sources = list_sources,
  quotes = list_quotes,
  findings = list_findings,
  explain = explain,
  fix = fix,
  ignore = ignore,
  cite = cite,
  reference = other_end,
}

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
    if status ~= "" then tell(status) end
  end,
}

local function run_on_document(name, buffer)
  require("dixit.nvim").attach(buffer)
  local doc = package.loaded["dixit.nvim.session"] and session().doc(buffer)
  if doc then on_document[name](doc, cursor_byte(doc)) end
end

-- :Dixit NAME
function M.run(name)
  local buffer = api.nvim_get_current_buf()
  if on_buffer[name] then return on_buffer[name](buffer) end
  if on_document[name] then return run_on_document(name, buffer) end
  api.nvim_err_writeln("dixit: there is no :Dixit " .. name .. "; :help :Dixit lists what there is")
end

function M.complete(lead)
  local names = vim.list_extend(vim.tbl_keys(on_buffer), vim.tbl_keys(on_document))
  table.sort(names)
  return vim.tbl_filter(function(name) return vim.startswith(name, lead) end, names)
end

return M
