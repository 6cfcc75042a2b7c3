-- The commands every editor offers: each works on a document, at a byte, through the little an editor must be able to
-- do. Pure Lua, 5.1 and later.
--
-- An editor is a table of functions:
--   tell(message)                  say one line
--   show(lines)                    say several: what stands here and why
--   go(place)                      put the cursor on a place: start, stop, line, column (bytes)
--   edit(edit)                     put edit.text for the bytes from edit.start to edit.stop
--   list(title, items)             show places to go to: items are places with `text`, some with `severity`
--   choose(prompt, labels, act)    let the user choose a label; act(number) if one was chosen
local editor = require "dixit.editor"

local commands = {}

---@class dixit.Editor
---@field tell fun(message: string)
---@field show fun(lines: string[])
---@field go fun(place: dixit.Record)
---@field edit fun(edit: dixit.Edit)
---@field list fun(title: string, items: dixit.Item[])
---@field choose fun(prompt: string, labels: string[], act: fun(number: integer))

---@class dixit.Item: dixit.Record
---@field text string
---@field severity? dixit.Severity

local function item(doc, place, text, severity)
  return {
    start = place.start, stop = place.stop, line = place.line, column = place.column, end_line = place.end_line,
    end_column = place.end_column, text = text or editor.excerpt(doc:text(place), 100), severity = severity,
  }
end

local function show_list(host, title, items, nothing)
  if #items == 0 then return host.tell(nothing) end
  host.list(title, items)
end

-- Of one thing there is no choice.
local function choose(host, prompt, things, label, act)
  if #things == 1 then return act(things[1]) end
  local labels = {}
  for i, thing in ipairs(things) do labels[i] = label(thing) end
  host.choose(prompt, labels, function(number) act(things[number]) end)
end

-- Findings at a byte, else those of its line.
function commands.findings_here(doc, byte)
  local here = doc:findings(byte, byte)
  if #here > 0 then return here end
  return doc:findings(doc:line((doc:position(byte))))
end

-- ---- what each command does ----

local function go_to(kind, direction, nothing)
  return function(doc, byte, host)
    local place = editor.next(doc, kind, byte, direction)
    if place then host.go(place) else host.tell(nothing) end
  end
end

local function list_sources(doc, _, host)
  local items = {}
  for _, entry in ipairs(editor.sources(doc)) do
    local mention = entry.source.first_mention and doc:get("mentions", entry.source.first_mention)
    if mention then items[#items + 1] = item(doc, mention, entry.title) end
    for _, piece in ipairs(entry.pieces) do
      items[#items + 1] = item(doc, piece, "    " .. editor.excerpt(doc:text(piece), 100))
    end
  end
  show_list(host, "Sources", items, "nobody is quoted here")
end

local function list_quotes(doc, byte, host)
  local source = editor.source_at(doc, byte)
  if not source then return host.tell("no source here") end
  local items = {}
  for i, piece in ipairs(editor.pieces_by(doc, source)) do items[i] = item(doc, piece) end
  show_list(host, "Quotes by " .. source.name, items, source.name .. " is not quoted")
end

local function list_findings(doc, _, host)
  local items = {}
  for finding in doc:each("findings") do
    items[#items + 1] = item(doc, finding, finding.message .. " [" .. finding.rule .. "]", finding.severity)
  end
  show_list(host, "dixit", items, "nothing to say about this text")
end

local function explain(doc, byte, host)
  local lines = editor.describe(doc, byte)
  if #lines == 0 then return host.tell("nothing here") end
  host.show(lines)
end

local function explain_finding(doc, byte, host)
  local finding = commands.findings_here(doc, byte)[1]
  if not finding then return host.tell("no finding here") end
  host.show(editor.explain_rule(finding))
end

local function fix(doc, byte, host)
  local fixes = {}
  for _, finding in ipairs(commands.findings_here(doc, byte)) do
    for _, one in ipairs(editor.fixes_of(doc, finding)) do fixes[#fixes + 1] = one end
  end
  if #fixes == 0 then return host.tell("nothing here that can be mended by itself") end
  choose(host, "Fix", fixes, function(one) return one.label end, function(one) host.edit(editor.fix_edit(one)) end)
end

local function ignore(doc, byte, host)
  local findings = commands.findings_here(doc, byte)
  if #findings == 0 then return host.tell("no finding here") end
  choose(host, "Ignore", findings, function(one) return one.rule .. ": " .. one.message end, function(one)
    local edit, why = editor.ignore_edit(doc, one)
    if edit then host.edit(edit) else host.tell(why) end
  end)
end

local function cite(doc, byte, host)
  local claim = editor.at(doc, "claims", byte)
  if not claim then return host.tell("no claim here") end
  host.edit(editor.citation_needed_edit(claim, doc:format()))
end

local function go_to_reference(doc, byte, host)
  local place = editor.other_end(doc, byte)
  if place then host.go(place) else host.tell("no citation here, or it points nowhere") end
end

local function tell_status(doc, _, host)
  host.tell(editor.status(doc) or "no claims in this text")
end

-- In the order of menus: { name, title, what it does }.
commands.list = {
  { "next-claim", "Next unsourced claim", go_to("claim", 1, "no claim without a source") },
  { "previous-claim", "Previous unsourced claim", go_to("claim", -1, "no claim without a source") },
  { "next-quote", "Next quotation", go_to("quote", 1, "no quotation") },
  { "previous-quote", "Previous quotation", go_to("quote", -1, "no quotation") },
  { "next-finding", "Next finding", go_to("finding", 1, "nothing to say about this text") },
  { "previous-finding", "Previous finding", go_to("finding", -1, "nothing to say about this text") },
  { "sources", "List of sources", list_sources },
  { "quotes", "Quotes by this source", list_quotes },
  { "findings", "List of findings", list_findings },
  { "explain", "What stands here and why", explain },
  { "rule", "Explain the finding here", explain_finding },
  { "fix", "Apply a fix", fix },
  { "ignore", "Ignore the finding here", ignore },
  { "cite", "Insert “citation needed”", cite },
  { "reference", "Go to the reference, or back", go_to_reference },
  { "status", "Source coverage", tell_status },
}

local by_name = {}
for _, command in ipairs(commands.list) do by_name[command[1]] = command[3] end

-- Is there such a command?
function commands.has(name)
  return by_name[name] ~= nil
end

-- Runs a command at a byte. A name that does not exist is told.
---@param name string
---@param doc dixit.Doc of the text as it is now
---@param byte integer
---@param host dixit.Editor
function commands.run(name, doc, byte, host)
  local command = by_name[name]
  if not command then return host.tell("there is no command " .. name) end
  command(doc, byte, host)
end

return commands
