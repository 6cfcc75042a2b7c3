-- mod-version:3
-- dixit in lite-xl: quotations tinted by who is named as saying them, claims that nobody vouches for underlined,
-- speakers behind the line, source coverage in the status bar. A check runs when the text has rested.
local core = require "core"
local command = require "core.command"
local common = require "core.common"
local config = require "core.config"
local style = require "core.style"
local Doc = require "core.doc"
local DocView = require "core.docview"

-- The module and its Lua files are installed beside this one.
local folder = debug.getinfo(1, "S").source:match("^@(.*)[/\\]")
if folder then
  package.path = package.path .. ";" .. folder .. "/?.lua"
  package.cpath = package.cpath .. ";" .. folder .. "/?.so"
end

local commands = require "dixit.commands"
local editor = require "dixit.editor"
local live = require "dixit.live"

local options = common.merge({
  -- File name endings to formats: where it works.
  endings = editor.endings,
  -- Seconds of rest before a check.
  pause = 0.3,
  -- How looks (editor.looks) are drawn: a tint behind the words, or a line below them. false: not at all.
  looks = {
    ["quote-named"] = { tint = { 60, 160, 90, 50 } },
    ["quote-anonymous"] = { tint = { 220, 170, 40, 50 } },
    ["quote-nobody"] = { tint = { 220, 70, 60, 50 } },
    ["claim-nobody"] = { line = { 224, 108, 79, 255 } },
    ["citation-nobody"] = { line = { 224, 108, 79, 255 } },
    ["info"] = { line = { 90, 140, 200, 180 } },
    ["warning"] = { line = { 220, 170, 40, 255 } },
    ["error"] = { line = { 230, 60, 50, 255 } },
  },
  -- Names of speakers behind the line.
  speakers = true,
  -- Of the engine: rules, profile and the rest. A project's .dixit.lua goes over them.
  engine = {},
}, config.plugins.dixit)
config.plugins.dixit = options

local sessions = setmetatable({}, { __mode = "k" }) -- by Doc: dixit.Live, with `lines`, `change` and `seen`

local function session_of(doc)
  local path = doc.abs_filename or doc.filename or ""
  local format = options.endings[path:match("%.(%w+)$") or ""]
  if not format then return nil end
  if not sessions[doc] then
    local settings = { format = format }
    for name, value in pairs(options.engine) do settings[name] = value end
    sessions[doc] = live.new(path, settings)
    if sessions[doc].problem then core.error("dixit: %s", sessions[doc].problem) end
  end
  return sessions[doc]
end

-- ---- checking ----

-- Spans by line, each { from, to, look, speaker }; columns are bytes from 1, as lite-xl counts.
local function by_line(doc, found)
  local lines = {}
  for _, span in ipairs(editor.spans(found)) do
    for line = span.line, span.end_line do
      lines[line] = lines[line] or {}
      table.insert(lines[line], {
        from = line == span.line and span.column or 1,
        to = line == span.end_line and span.end_column or #doc.lines[line],
        look = span.look,
        speaker = line == span.end_line and span.speaker or nil,
      })
    end
  end
  return lines
end

-- What dixit found in the text as it is; nil where it is no prose. The lines of a Doc end with "\n" in every file.
local function check(doc)
  local session = session_of(doc)
  if not session then return nil end
  local found = session:update(table.concat(doc.lines), true)
  if session.found ~= found then session.found, session.lines = found, by_line(doc, found) end
  session.change = doc:get_change_id()
  core.redraw = true
  return found
end

-- Check the texts that have rested. Those in no view wait.
local function check_rested()
  local now = system.get_time()
  for _, doc in ipairs(core.docs) do
    local session, change = session_of(doc), doc:get_change_id()
    if session and session.change ~= change then
      if session.seen ~= change then session.seen, session.since = change, now end
      if not session.change or now - session.since >= options.pause then check(doc) end
    end
  end
end

core.add_thread(function()
  while true do
    check_rested()
    coroutine.yield(0.05)
  end
end)

-- ---- drawing ----

-- What was found, if it is of the text that is drawn.
local function lines_of(doc)
  local session = sessions[doc]
  return session and session.change == doc:get_change_id() and session.lines or {}
end

local function draw_spans(view, line, x, y, kind)
  local height = view:get_line_height()
  for _, span in ipairs(lines_of(view.doc)[line] or {}) do
    local color = (options.looks[span.look] or {})[kind]
    if color then
      local from = x + view:get_col_x_offset(line, span.from)
      local width = x + view:get_col_x_offset(line, span.to) - from
      local thick = math.max(1, math.floor(height / 12))
      if kind == "tint" then
        renderer.draw_rect(from, y, width, height, color)
      else
        renderer.draw_rect(from, y + height - thick, width, thick, color)
      end
    end
  end
end

local function draw_speakers(view, line, x, y)
  local names, seen = {}, {}
  for _, span in ipairs(lines_of(view.doc)[line] or {}) do
    if span.speaker and not seen[span.speaker] then names[#names + 1] = span.speaker end
    seen[span.speaker or ""] = true
  end
  if #names == 0 then return end
  local font = view:get_font()
  local from = x + view:get_col_x_offset(line, #view.doc.lines[line]) + font:get_width("  ")
  renderer.draw_text(font, "— " .. table.concat(names, ", "), from, y + view:get_line_text_y_offset(), style.dim)
end

local draw_line_text = DocView.draw_line_text
function DocView:draw_line_text(line, x, y)
  draw_spans(self, line, x, y, "tint")
  local height = draw_line_text(self, line, x, y)
  draw_spans(self, line, x, y, "line")
  if options.speakers then draw_speakers(self, line, x, y) end
  return height
end

local on_mouse_moved = DocView.on_mouse_moved
function DocView:on_mouse_moved(x, y, ...)
  on_mouse_moved(self, x, y, ...)
  local session = sessions[self.doc]
  if not session or not session.found or session.change ~= self.doc:get_change_id() then return end
  local lines = editor.describe(session.found, session.found:offset(self:resolve_screen_position(x, y)))
  if #lines > 0 then
    core.status_view:show_tooltip(table.concat(lines, "  |  "))
  else
    core.status_view:remove_tooltip()
  end
end

-- ---- commands ----

local function host_of(view)
  local doc, host = view.doc, {}

  function host.tell(message) core.log("dixit: %s", message) end

  function host.show(lines) core.log("%s", table.concat(lines, "\n")) end

  function host.go(place)
    doc:set_selection(place.line, place.column)
    view:scroll_to_line(place.line, true)
  end

  function host.edit(edit)
    local found = sessions[doc].found
    local line, column = found:position(edit.start)
    local end_line, end_column = found:position(edit.stop)
    if edit.stop > edit.start then doc:remove(line, column, end_line, end_column) end
    doc:insert(line, column, edit.text)
  end

  -- The command view is asked with texts: numbers keep equal labels apart.
  function host.choose(prompt, labels, act)
    local texts, numbers = {}, {}
    for number, label in ipairs(labels) do
      texts[number] = number .. "  " .. label
      numbers[texts[number]] = number
    end
    core.command_view:enter(prompt, {
      submit = function(text, item)
        local number = numbers[item and item.text or text]
        if number then act(number) end
      end,
      suggest = function(text) return common.fuzzy_match(texts, text) end,
    })
  end

  function host.list(title, items)
    local labels = {}
    for i, item in ipairs(items) do labels[i] = item.text end
    host.choose(title, labels, function(number) host.go(items[number]) end)
  end

  return host
end

local function run(name, view)
  view = view or core.active_view
  local found = check(view.doc)
  if not found then return core.log("dixit: this is no text that dixit reads") end
  local line, column = view.doc:get_selection()
  commands.run(name, found, found:offset(line, column), host_of(view))
end

local by_name = {}
for _, entry in ipairs(commands.list) do
  by_name["dixit:" .. entry[1]] = function(view) run(entry[1], view) end
end
command.add("core.docview", by_name)

-- ---- status bar ----

if core.status_view.add_item then
  core.status_view:add_item({
    name = "dixit:coverage",
    alignment = core.status_view.Item and core.status_view.Item.RIGHT,
    predicate = function()
      local view = core.active_view
      local session = view and view.doc and sessions[view.doc]
      return session and session.found and editor.status(session.found) ~= nil
    end,
    get_item = function()
      return { style.text, editor.status(sessions[core.active_view.doc].found) or "" }
    end,
  })
end

-- A Doc that is closed gives its memory back at once.
local on_close = Doc.on_close
function Doc:on_close(...)
  if sessions[self] then sessions[self]:close() end
  sessions[self] = nil
  if on_close then return on_close(self, ...) end
end

return options
