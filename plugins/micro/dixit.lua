-- dixit in micro, through `dixit annotate`: claims nobody vouches for, quotations of nobody and findings as messages,
-- their words underlined. micro has no colours for plugins, no hover and no timers: a check is a job that first sleeps.
-- There is one at a time (a job that has not started yet cannot be stopped); what it finds in a text that has changed
-- since is thrown away, and the next one starts.
VERSION = "0.1.0"

local micro = import("micro")
local buffer = import("micro/buffer")
local config = import("micro/config")
local shell = import("micro/shell")
local util = import("micro/util")

-- By the buffer's path: { number, of the text, counting changes; is_checking; records; of, the number of the text they
-- are of; coverage; pending, a command that waits for them }.
local states = {}

local kinds_of_messages = {
  ["claim nobody"] = buffer.MTInfo, ["citation nobody"] = buffer.MTWarning, ["quote nobody"] = buffer.MTInfo,
  ["finding info"] = buffer.MTInfo, ["finding warning"] = buffer.MTWarning, ["finding error"] = buffer.MTError,
}
local longest = 100 -- characters of a line in lists
local texts = { claim = "Nobody vouches for this.", quote = "Nobody is named as saying this." }

local function tell(message)
  micro.InfoBar():Message("dixit: " .. message)
end

-- Is it a text that dixit reads? Readonly buffers are lists and help.
local function is_prose(buf)
  local filetypes = config.GetGlobalOption("dixit.filetypes")
  local is_known = ("," .. filetypes .. ","):find("," .. buf:FileType() .. ",", 1, true)
  return not buf.Type.Readonly and (is_known or buf.Path:find("%.txt$"))
end

-- ---- records ----

local function unescape(text)
  return (text:gsub("\\(.)", { n = "\n", t = "\t", ["\\"] = "\\" }))
end

-- The records of what the command printed. Edits go with the record before them.
local function parse(output)
  local records = {}
  for line in output:gmatch("[^\n]+") do
    local field = {}
    for value in (line .. "\t"):gmatch("([^\t]*)\t") do field[#field + 1] = value end
    if #field == 8 then
      local record = {
        kind = field[1], state = field[2], line = tonumber(field[3]), column = tonumber(field[4]),
        end_line = tonumber(field[5]), end_column = tonumber(field[6]), name = unescape(field[7]),
        text = unescape(field[8]), edits = {},
      }
      local is_edit = record.kind == "fix" or record.kind == "ignore" or record.kind == "cite"
      local into = is_edit and records[#records].edits or records
      into[#into + 1] = record
    end
  end
  return records
end

local function start_of(record)
  return buffer.Loc(record.column - 1, record.line - 1)
end

local function end_of(record)
  return buffer.Loc(record.end_column - 1, record.end_line - 1)
end

-- ---- checking ----

local function draw(buf, state)
  buf:ClearMessages("dixit")
  state.coverage = ""
  for _, record in ipairs(state.records) do
    local kind = kinds_of_messages[record.kind .. " " .. record.state]
    if kind then
      local text = texts[record.kind] or record.text
      buf:AddMessage(buffer.NewMessage("dixit", text, start_of(record), end_of(record), kind))
    elseif record.kind == "coverage" and record.name ~= "" then
      state.coverage = record.text
    end
  end
end

local run_command, check

local function ended(buf, number, output)
  local state = states[buf.Path]
  state.is_checking = false
  if state.number ~= number then return check(buf, state.pending and 0 or config.GetGlobalOption("dixit.pause")) end
  state.records, state.of = parse(output), number
  draw(buf, state)
  if state.pending then
    local pending = state.pending
    state.pending = nil
    run_command(pending.pane, pending.name, pending.choice)
  end
end

local is_there -- the command, once somebody has looked

local function find_command()
  if is_there == nil then
    local _, err = shell.ExecCommand(config.GetGlobalOption("dixit.command"), "--version")
    is_there = err == nil
    if not is_there then tell("the command was not found: see > help dixit") end
  end
  return is_there
end

-- Check the text as it is now, after so many seconds.
function check(buf, seconds)
  if not find_command() then return end
  local state = states[buf.Path] or { number = 0, records = {}, coverage = "" }
  states[buf.Path] = state
  if state.is_checking then return end
  state.is_checking = true
  local number = state.number
  local arguments = {
    "-c", 'sleep "$0"; exec "$@"', tostring(seconds), config.GetGlobalOption("dixit.command"), "annotate", "--units",
    "chars", "--stdin-filename", buf.AbsPath, "-",
  }
  local job = shell.JobSpawn("sh", arguments, nil, nil, function(output) ended(buf, number, output) end)
  job.Stdin:Write(util.String(buf:Bytes()))
  job.Stdin:Close()
end

-- ---- commands ----

local function is_here(record, cursor)
  local line, column = cursor.Y + 1, cursor.X + 1
  return (record.line < line or record.line == line and record.column <= column)
    and (line < record.end_line or line == record.end_line and column <= record.end_column)
end

-- Records that `wanted` accepts and that stand at the cursor, innermost first.
local function here(pane, state, wanted)
  local found = {}
  for _, record in ipairs(state.records) do
    if wanted(record) and is_here(record, pane.Cursor) then table.insert(found, 1, record) end
  end
  return found
end

local function of_kind(...)
  local kinds = {}
  for _, kind in ipairs { ... } do kinds[kind] = true end
  return function(record) return kinds[record.kind] end
end

local function is_unsourced(record)
  return record.kind == "claim" and record.state == "nobody"
end

local function is_speech(record)
  return record.kind == "quote" and record.state ~= "other"
end

local function go(pane, line, column)
  pane.Cursor:GotoLoc(buffer.Loc(column - 1, line - 1))
  pane:Relocate()
end

local function go_to(wanted, direction, nothing)
  return function(pane, state)
    local first, last, before, after
    local line, column = pane.Cursor.Y + 1, pane.Cursor.X + 1
    for _, record in ipairs(state.records) do
      if wanted(record) then
        first, last = first or record, record
        local order = record.line ~= line and record.line - line or record.column - column
        if order < 0 then before = record end
        if order > 0 then after = after or record end
      end
    end
    local to = direction < 0 and (before or last) or direction > 0 and (after or first)
    if not to then return tell(nothing) end
    go(pane, to.line, to.column)
  end
end

local function show_list(pane, lines, nothing)
  if #lines == 0 then return tell(nothing) end
  local list = buffer.NewBuffer(table.concat(lines, "\n"), "dixit")
  list.Type.Scratch = true
  list.Type.Readonly = true
  pane:HSplitBuf(list)
end

-- The byte a column stands at in a line; the one behind its end where it has no such column.
local function byte_of(line, column)
  local at = 0
  for start in (line .. "\n"):gmatch("()[^\128-\191][\128-\191]*") do
    at = at + 1
    if at == column then return start end
  end
  return #line + 1
end

-- The words of a record in one line, cut where they are many.
local function words(pane, record)
  local lines = {}
  for number = record.line, record.end_line do
    local line = pane.Buf:Line(number - 1)
    local from = number == record.line and byte_of(line, record.column) or 1
    local to = number == record.end_line and byte_of(line, record.end_column) - 1 or #line
    lines[#lines + 1] = line:sub(from, to)
  end
  local text = table.concat(lines, " ")
  local stop = byte_of(text, longest)
  return stop > #text and text or text:sub(1, stop - 1) .. "…"
end

local function quotes_by(pane, state, name, indent)
  local lines = {}
  for _, record in ipairs(state.records) do
    if (record.kind == "quote" or record.kind == "content") and record.name == name then
      lines[#lines + 1] = indent .. record.line .. ": " .. words(pane, record)
    end
  end
  return lines
end

local function list_sources(pane, state)
  local lines = {}
  for _, record in ipairs(state.records) do
    if record.kind == "source" then
      lines[#lines + 1] = record.line .. ": " .. record.name .. " (" .. record.state .. ", " .. record.text .. ")"
      for _, line in ipairs(quotes_by(pane, state, record.name, "    ")) do lines[#lines + 1] = line end
    end
  end
  show_list(pane, lines, "nobody is quoted here")
end

local function list_quotes(pane, state)
  for _, record in ipairs(here(pane, state, of_kind("quote", "content", "speaker", "cue"))) do
    if record.name ~= "" then
      return show_list(pane, quotes_by(pane, state, record.name, ""), record.name .. " is not quoted")
    end
  end
  tell("no source here")
end

local function list_findings(pane, state)
  local lines = {}
  for _, record in ipairs(state.records) do
    if record.kind == "finding" then
      lines[#lines + 1] = record.line .. ": " .. record.state .. ": " .. record.text .. " [" .. record.name .. "]"
    end
  end
  show_list(pane, lines, "nothing to say about this text")
end

local function explain(pane, state)
  local lines, seen = {}, {}
  for _, record in ipairs(here(pane, state,
    of_kind("quote", "content", "speaker", "cue", "claim", "citation", "finding"))) do
    local line = (record.name ~= "" and record.name .. ": " or "") .. record.text
    if not seen[line] then lines[#lines + 1] = line end
    seen[line] = true
  end
  micro.InfoBar():Message(#lines > 0 and table.concat(lines, "; ") or "dixit: nothing here")
end

local function findings_here(pane, state)
  local found = here(pane, state, of_kind("finding"))
  if #found > 0 then return found end
  for _, record in ipairs(state.records) do
    if record.kind == "finding" and record.line == pane.Cursor.Y + 1 then found[#found + 1] = record end
  end
  return found
end

local function explain_rule(pane, state)
  local finding = findings_here(pane, state)[1]
  if not finding then return tell("no finding here") end
  local output = shell.ExecCommand(config.GetGlobalOption("dixit.command"), "rules", finding.name)
  show_list(pane, { finding.text, "", output }, "")
end

local function apply(pane, edit)
  local from, to = start_of(edit), end_of(edit)
  if edit.line ~= edit.end_line or edit.column ~= edit.end_column then pane.Buf:Remove(from, to) end
  pane.Buf:Insert(from, edit.text)
end

local function edit_finding(kind, nothing)
  return function(pane, state, choice)
    local edits, labels = {}, {}
    for _, finding in ipairs(findings_here(pane, state)) do
      for _, edit in ipairs(finding.edits) do
        if edit.kind == kind then
          edits[#edits + 1] = edit
          labels[#labels + 1] = #edits .. " " .. edit.name
        end
      end
    end
    if #edits == 0 then return tell(nothing) end
    if #edits > 1 and not edits[choice] then return tell("give a number: " .. table.concat(labels, ", ")) end
    apply(pane, edits[choice] or edits[1])
  end
end

local function cite(pane, state)
  for _, claim in ipairs(here(pane, state, is_unsourced)) do
    if claim.edits[1] then return apply(pane, claim.edits[1]) end
  end
  tell("no claim without a source here")
end

local function reference(pane, state)
  for _, citation in ipairs(here(pane, state, of_kind("citation"))) do
    local line, column = citation.name:match("^(%d+):(%d+)$")
    if line then return go(pane, tonumber(line), tonumber(column)) end
  end
  for _, record in ipairs(state.records) do
    if record.kind == "citation" and record.name:match("^(%d+):") == tostring(pane.Cursor.Y + 1) then
      return go(pane, record.line, record.column)
    end
  end
  tell("no citation here, or it points nowhere")
end

local commands = {
  ["next-claim"] = go_to(is_unsourced, 1, "no claim without a source"),
  ["previous-claim"] = go_to(is_unsourced, -1, "no claim without a source"),
  ["next-quote"] = go_to(is_speech, 1, "no quotation"),
  ["previous-quote"] = go_to(is_speech, -1, "no quotation"),
  ["next-finding"] = go_to(of_kind("finding"), 1, "nothing to say about this text"),
  ["previous-finding"] = go_to(of_kind("finding"), -1, "nothing to say about this text"),
  sources = list_sources,
  quotes = list_quotes,
  findings = list_findings,
  explain = explain,
  rule = explain_rule,
  fix = edit_finding("fix", "nothing here that can be mended by itself"),
  ignore = edit_finding("ignore", "no finding here, or no comments in this format"),
  cite = cite,
  reference = reference,
  status = function(_, state) tell(state.coverage ~= "" and state.coverage or "no claims in this text") end,
}

-- Runs a command on the text as it is now: after the check that is under way.
function run_command(pane, name, choice)
  local state = states[pane.Buf.Path]
  if not commands[name] then return tell("there is no command " .. tostring(name)) end
  if state and state.of == state.number then return commands[name](pane, state, choice) end
  check(pane.Buf, 0)
  states[pane.Buf.Path].pending = { pane = pane, name = name, choice = choice }
end

-- ---- what micro calls ----

function init()
  config.MakeCommand("dixit", function(pane, arguments)
    local name, choice
    if #arguments > 0 then name = arguments[1] end
    if #arguments > 1 then choice = tonumber(arguments[2]) end
    run_command(pane, name or "status", choice)
  end, config.NoComplete)
  micro.SetStatusInfoFn("dixit.coverage")
  config.AddRuntimeFile("dixit", config.RTHelp, "help/dixit.md")
end

function preinit()
  config.RegisterGlobalOption("dixit", "command", "dixit")
  config.RegisterGlobalOption("dixit", "filetypes", "markdown,tex")
  config.RegisterGlobalOption("dixit", "pause", "0.3")
end

function coverage(buf)
  local state = states[buf.Path]
  return state and state.coverage or ""
end

function onBufferOpen(buf)
  if is_prose(buf) then check(buf, 0) end
end

-- Called before the change; what comes after it starts the check.
function onBeforeTextEvent(buf)
  local state = states[buf.Path]
  if state then state.number = state.number + 1 end
  return true
end

local function after(pane)
  local state = states[pane.Buf.Path]
  if state and state.of ~= state.number then check(pane.Buf, config.GetGlobalOption("dixit.pause")) end
  return true
end

function onRune(pane) return after(pane) end
function onInsertNewline(pane) return after(pane) end
function onBackspace(pane) return after(pane) end
function onDelete(pane) return after(pane) end
function onPaste(pane) return after(pane) end
function onCut(pane) return after(pane) end
function onCutLine(pane) return after(pane) end
function onUndo(pane) return after(pane) end
function onRedo(pane) return after(pane) end
function onSave(pane) return after(pane) end
