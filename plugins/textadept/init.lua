-- dixit in Textadept: indicators for who vouches for what, speakers behind the line, a call tip for what the mouse is
-- on, source coverage in the status bar. A check runs when the text has rested.
--
-- In ~/.textadept/init.lua: dixit = require("dixit_textadept")
local commands = require "dixit.commands"
local editor = require "dixit.editor"
local live = require "dixit.live"

local M = {}

-- File name endings to formats: where it works.
M.endings = editor.endings
-- Seconds of rest before a check.
M.pause = 0.3
-- How looks are drawn (editor.indicators says what the numbers are). One that is taken away is not drawn.
M.indicators = editor.indicators()
-- Names of speakers behind the line.
M.speakers = true
-- Of the engine: rules, profile and the rest. A project's .dixit.lua goes over them.
M.engine = {}

-- Numbers of indicators by look, the same in all views.
local numbers = {}
for _, look in ipairs(editor.looks) do numbers[look] = view.new_indic_number() end

local sessions = setmetatable({}, { __mode = "k" }) -- by buffer: dixit.Live, with `drawn` and `waiting`

local function session_of(a_buffer)
  local path = a_buffer.filename or ""
  local format = M.endings[path:match("%.(%w+)$") or ""]
  if not format then return nil end
  if not sessions[a_buffer] then
    local options = { format = format }
    for name, value in pairs(M.engine) do options[name] = value end
    sessions[a_buffer] = live.new(path, options)
    if sessions[a_buffer].problem then ui.statusbar_text = "dixit: " .. sessions[a_buffer].problem end
  end
  return sessions[a_buffer]
end

-- ---- drawing: positions and lines there count from 1 ----

local function clear()
  for _, look in ipairs(editor.looks) do
    buffer.indicator_current = numbers[look]
    buffer:indicator_clear_range(1, buffer.length)
  end
  buffer:eol_annotation_clear_all()
end

-- The names of those who speak in a line, behind it.
local function draw_speakers(spans)
  local names = {}
  for _, span in ipairs(spans) do
    local line = span.speaker and buffer:line_from_position(span.stop + 1)
    local known = line and names[line] or ""
    if line and not known:find(span.speaker, 1, true) then
      names[line] = known .. (known == "" and "— " or ", ") .. span.speaker
    end
  end
  for line, text in pairs(names) do buffer.eol_annotation_text[line] = text end
  view.eol_annotation_visible = 1
end

local function define_indicators()
  for look, style in pairs(M.indicators) do
    local number = numbers[look]
    view.indic_style[number], view.indic_fore[number] = style[1], style[2]
    view.indic_alpha[number], view.indic_outline_alpha[number], view.indic_under[number] = 70, 110, true
  end
end

local function draw(doc)
  clear()
  define_indicators()
  local spans = editor.spans(doc, 0, #doc, false)
  for _, span in ipairs(spans) do
    if M.indicators[span.look] and span.stop > span.start then
      buffer.indicator_current = numbers[span.look]
      buffer:indicator_fill_range(span.start + 1, span.stop - span.start)
    end
  end
  if M.speakers then draw_speakers(spans) end
  ui.statusbar_text = editor.status(doc) or ""
end

-- The document of the buffer here as it is, drawn; nil where it is no prose.
local function check()
  local session = session_of(buffer)
  if not session then return nil end
  local doc = session:update(buffer:get_text(), true)
  if doc ~= session.drawn then draw(doc) end
  session.drawn = doc
  return doc
end

-- Check the buffer here when it has rested. Drawing changes annotations, which Textadept tells as a change: so only
-- another text counts.
local function changed()
  local session = session_of(buffer)
  if not session or session.text == buffer:get_text() then return end
  session.changes = (session.changes or 0) + 1
  local here, changes = buffer, session.changes
  timeout(M.pause, function()
    if session.changes == changes and buffer == here then check() end
  end)
end

-- ---- commands ----

local host = {}

function host.tell(message)
  ui.statusbar_text = "dixit: " .. message
end

function host.show(lines)
  view:call_tip_show(buffer.current_pos, table.concat(lines, "\n"))
end

function host.go(place)
  buffer:goto_pos(place.start + 1)
end

function host.edit(edit)
  buffer:set_target_range(edit.start + 1, edit.stop + 1)
  buffer:replace_target(edit.text)
end

function host.choose(prompt, labels, act)
  local number = ui.dialogs.list { title = prompt, items = labels }
  if number then act(number) end
end

function host.list(title, items)
  local labels = {}
  for i, item in ipairs(items) do labels[i] = item.line .. ": " .. item.text end
  host.choose(title, labels, function(number) host.go(items[number]) end)
end

-- Runs a command (dixit/commands.lua lists them) at the caret.
function M.run(name)
  local doc = check()
  if not doc then return host.tell("this is no text that dixit reads") end
  commands.run(name, doc, buffer.current_pos - 1, host)
end

-- M.next_claim and so on, for keys and menus.
for _, command in ipairs(commands.list) do
  M[(command[1]:gsub("-", "_"))] = function() M.run(command[1]) end
end

-- ---- events ----

events.connect(events.FILE_OPENED, check)
events.connect(events.FILE_AFTER_SAVE, check)
events.connect(events.BUFFER_AFTER_SWITCH, function()
  local session = session_of(buffer)
  if session then session.drawn = nil end
  check()
end)
events.connect(events.UPDATE_UI, function(updated)
  if updated and updated & buffer.UPDATE_CONTENT > 0 then changed() end
end)
events.connect(events.DWELL_START, function(position)
  local session = position and position > 0 and session_of(buffer)
  if not session or not session.doc or session.text ~= buffer:get_text() then return end
  local lines = editor.describe(session.doc, position - 1)
  if #lines > 0 then view:call_tip_show(position, table.concat(lines, "\n")) end
end)
events.connect(events.DWELL_END, function() view:call_tip_cancel() end)
events.connect(events.INITIALIZED, function() view.mouse_dwell_time = 500 end)

return M
