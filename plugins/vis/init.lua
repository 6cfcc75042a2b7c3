-- dixit in vis: styles for who vouches for what, commands, and source coverage in the status bar. For vis 0.8 and 0.9,
-- which have neither timers nor virtual text: a check runs at a redraw, and `:dixit explain` tells who speaks.
local commands = require "dixit.commands"
local editor = require "dixit.editor"
local live = require "dixit.live"

local M = {}

-- Names of vis's syntaxes to formats: where it starts by itself. Files without a syntax go by their ending.
M.syntaxes = { markdown = "markdown", latex = "latex", text = "plain" }
M.endings = editor.endings
-- How looks (editor.looks) are drawn; a look that is taken away is not.
M.styles = {
  ["quote-named"] = "fore:green",
  ["quote-anonymous"] = "fore:yellow",
  ["quote-nobody"] = "fore:red",
  ["claim-nobody"] = "underlined",
  ["citation-nobody"] = "fore:red,underlined",
  ["warning"] = "fore:yellow,underlined",
  ["error"] = "fore:red,underlined",
}
-- The first of the style numbers that are taken: one for each look. Lexers take them from 0 on, the editor from 64.
M.first_style = 40
-- Coverage in the status bar.
M.status = true
-- Of the engine: rules, profile and the rest. A project's .dixit.lua goes over them.
M.engine = {}

local sessions = setmetatable({}, { __mode = "k" }) -- by file
local last_mode

local function format_of(win)
  local name = win.file and win.file.name or ""
  return M.syntaxes[win.syntax or ""] or M.endings[name:match("%.(%w+)$") or ""]
end

local function session_of(win)
  local session = sessions[win.file]
  if not session then
    local options = { format = format_of(win) }
    for name, value in pairs(M.engine) do options[name] = value end
    session = live.new(win.file.path, options)
    if session.problem then vis:info("dixit: " .. session.problem) end
    sessions[win.file] = session
  end
  return session
end

local function document(win, at_once)
  local file = win.file
  return session_of(win):update(file:content(0, file.size) or "", at_once)
end

-- ---- drawing ----

local function viewport(win)
  local range = win.viewport.bytes or win.viewport
  return range.start, range.finish
end

local function highlight(win)
  local left_insert = last_mode == vis.modes.INSERT and vis.mode ~= vis.modes.INSERT
  last_mode = vis.mode
  if not format_of(win) then return end
  local doc = document(win, left_insert)
  if not doc then return end
  local styles = {}
  for number, look in ipairs(editor.looks) do
    styles[look] = M.styles[look] and M.first_style + number - 1
    if styles[look] then win:style_define(styles[look], M.styles[look]) end
  end
  local start, finish = viewport(win)
  for _, span in ipairs(editor.spans(doc, start, finish, false)) do
    local style = styles[span.look]
    if style and span.stop > span.start then win:style(style, span.start, span.stop - 1) end
  end
end

-- As vis's own, with coverage.
local function show_status(win)
  local session = sessions[win.file]
  if not M.status or not session or not session.doc then return end
  local coverage = editor.status(session.doc)
  if not coverage then return end
  local left = (win.file.name or "[No Name]") .. (win.file.modified and " [+]" or "")
  local mode = vis.mode == vis.modes.INSERT and "INSERT » " or ""
  local place = win.selection.line .. ", " .. win.selection.col
  win:status(" " .. mode .. left .. " ", " " .. coverage .. " « " .. place .. " ")
end

-- ---- commands ----

-- What an editor must be able to do: see dixit/commands.lua. `number`: the choice given with the command.
local function host(win, number)
  return {
    tell = function(message) vis:info("dixit: " .. message) end,
    show = function(lines)
      if #lines == 1 then return vis:info(lines[1]) end
      vis:message(table.concat(lines, "\n"))
    end,
    go = function(place) win.selection.pos = place.start end,
    edit = function(edit)
      local at = win.selection.pos
      win.file:delete(edit.start, edit.stop - edit.start)
      win.file:insert(edit.start, edit.text)
      win.selection.pos = at
    end,
    list = function(title, items)
      local lines = { title }
      for _, item in ipairs(items) do lines[#lines + 1] = item.line .. ":" .. item.column .. ": " .. item.text end
      vis:message(table.concat(lines, "\n"))
    end,
    choose = function(prompt, labels, act)
      if labels[number] then return act(number) end
      local lines = { prompt .. ": give the number behind the command" }
      for i, label in ipairs(labels) do lines[#lines + 1] = i .. " " .. label end
      vis:message(table.concat(lines, "\n"))
    end,
  }
end

vis:command_register("dixit", function(argv, _, win)
  local name = argv[1] or "status"
  local doc = document(win, true)
  commands.run(name, doc, win.selection.pos or 0, host(win, tonumber(argv[2])))
  return true
end, "Who said what: next-claim, sources, explain, fix and others")

vis.events.subscribe(vis.events.WIN_HIGHLIGHT, highlight)
vis.events.subscribe(vis.events.WIN_STATUS, show_status)
vis.events.subscribe(vis.events.FILE_SAVE_POST, function()
  if vis.win and format_of(vis.win) then document(vis.win, true) end
end)
vis.events.subscribe(vis.events.FILE_CLOSE, function(file)
  if sessions[file] then sessions[file]:close() end
  sessions[file] = nil
end)

return M
