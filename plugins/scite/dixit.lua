-- dixit in SciTE: indicators for who vouches for what, speakers behind the line, a call tip for what the mouse is on.
-- SciTE tells of no changes and has no timers: a check runs when the view is updated, if the text is another one.
--
-- In the startup script: dixit = dofile("/usr/local/share/dixit/scite/dixit.lua"). Handlers that are there before stay.
local commands = require "dixit.commands"
local editor_of = require "dixit.editor"
local live = require "dixit.live"

local M = {}

-- File name endings to formats: where it works.
M.endings = editor_of.endings
-- How looks are drawn (editor.indicators says what the numbers are). One that is taken away is not drawn.
M.indicators = editor_of.indicators()
-- The first of nine indicators that are taken; SciTE itself uses low ones.
M.first_indicator = 20
-- Names of speakers behind the line.
M.speakers = true
-- Of the engine: rules, profile and the rest. A project's .dixit.lua goes over them.
M.engine = {}

local sessions = {} -- by path
local choosing -- the call that waits for the user's choice
local user_list = 17

local function session_here()
  local path, format = props["FilePath"], M.endings[props["FileExt"]]
  if not format then return nil end
  local session = sessions[path]
  if not session then
    local options = { format = format }
    for name, value in pairs(M.engine) do options[name] = value end
    session = live.new(path, options)
    if session.problem then print("dixit: " .. session.problem) end
    sessions[path] = session
  end
  return session
end

-- ---- drawing ----

local function clear()
  for number = M.first_indicator, M.first_indicator + #editor_of.looks - 1 do
    editor.IndicatorCurrent = number
    editor:IndicatorClearRange(0, editor.Length)
  end
  editor:EOLAnnotationClearAll()
end

local function define_indicators()
  local numbers = {}
  for i, look in ipairs(editor_of.looks) do
    local style = M.indicators[look]
    local number = M.first_indicator + i - 1
    if style then
      editor.IndicStyle[number], editor.IndicFore[number] = style[1], style[2]
      editor.IndicAlpha[number], editor.IndicOutlineAlpha[number] = 70, 110
      editor.IndicUnder[number] = true
      numbers[look] = number
    end
  end
  return numbers
end

-- The names of those who speak in a line, behind it.
local function draw_speakers(spans)
  local names = {}
  for _, span in ipairs(spans) do
    local line = span.speaker and editor:LineFromPosition(span.stop)
    local known = line and names[line] or ""
    if line and not known:find(span.speaker, 1, true) then
      names[line] = known .. (known == "" and "— " or ", ") .. span.speaker
    end
  end
  for line, text in pairs(names) do editor.EOLAnnotationText[line] = text end
  editor.EOLAnnotationVisible = 1
end

local function draw(doc)
  clear()
  local numbers = define_indicators()
  local spans = editor_of.spans(doc, 0, #doc, false)
  for _, span in ipairs(spans) do
    if numbers[span.look] then
      editor.IndicatorCurrent = numbers[span.look]
      editor:IndicatorFillRange(span.start, span.stop - span.start)
    end
  end
  if M.speakers then draw_speakers(spans) end
  props["dixit.coverage"] = editor_of.status(doc) or ""
  scite.UpdateStatusBar(true)
end

-- Draws the text if it has changed. Returns its document, or nil.
local function update(at_once)
  local session = session_here()
  if not session then return nil end
  local doc = session:update(editor:GetText(), at_once)
  if session.drawn and session.drawn ~= doc then clear() end
  if doc and session.drawn ~= doc then draw(doc) end
  session.drawn = doc
  return doc
end

-- ---- commands ----

local host = {}

function host.tell(message)
  print("dixit: " .. message)
end

function host.show(lines)
  editor:CallTipShow(editor.CurrentPos, table.concat(lines, "\n"))
end

function host.go(place)
  editor:GotoPos(place.start)
end

function host.edit(edit)
  editor:SetTargetRange(edit.start, edit.stop)
  editor:ReplaceTarget(edit.text)
end

-- The output pane makes places of lines that look as a compiler's do.
function host.list(title, items)
  print(title)
  for _, item in ipairs(items) do print(props["FileNameExt"] .. ":" .. item.line .. ": " .. item.text) end
end

function host.choose(_, labels, act)
  local lines = {}
  for number, label in ipairs(labels) do lines[number] = number .. " " .. label end
  choosing = act
  editor.AutoCSeparator = 10
  editor:UserListShow(user_list, table.concat(lines, "\n"))
  editor.AutoCSeparator = 32
end

-- The document that is drawn in the buffer here, or nil; for tests.
function M.last_drawn()
  local session = session_here()
  return session and session.drawn
end

-- Runs a command (dixit/commands.lua lists them) at the caret.
function M.run(name)
  local doc = update(true)
  if not doc then return host.tell("not here: " .. props["FileExt"] .. " is none of dixit.endings") end
  commands.run(name, doc, editor.CurrentPos, host)
end

-- For `command.N.*=dixit_next_claim` in SciTE's properties, which can name a function and give it no argument.
for _, command in ipairs(commands.list) do
  _G["dixit_" .. command[1]:gsub("-", "_")] = function() M.run(command[1]) end
end

-- ---- events ----

-- Calls `handler` after what handles the event so far.
local function on(event, handler)
  local before = _G[event]
  _G[event] = function(...)
    local done = before and before(...)
    return handler(...) or done
  end
end

on("OnUpdateUI", function() update(false) end)
on("OnSave", function() update(true) end)
on("OnSwitchFile", function() if session_here() then session_here().drawn = nil end end)
on("OnClose", function(path)
  if sessions[path] then sessions[path]:close() end
  sessions[path] = nil
end)

on("OnDwellStart", function(position)
  local session = position > 0 and session_here()
  if not session or not session.doc or session.drawn ~= session.doc then return end
  local lines = editor_of.describe(session.doc, position)
  if #lines > 0 then editor:CallTipShow(position, table.concat(lines, "\n")) end
end)

on("OnUserListSelection", function(kind, text)
  local number = tonumber(text:match("^%d+"))
  if kind ~= user_list or not choosing or not number then return end
  choosing(number)
  return true
end)

return M
