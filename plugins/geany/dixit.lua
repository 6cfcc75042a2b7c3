-- dixit in Geany, by its plugin GeanyLua: indicators for who vouches for what, drawn when a file is saved or its tab is
-- gone to.
--
-- GeanyLua runs each script in a Lua of its own and keeps nothing. So this one file does, by what it is called as:
--   events/saved.lua, events/activated.lua   draw
--   next-claim.lua, explain.lua ...       the command of that name
--   anything else                         a menu of all commands
local commands = require "dixit.commands"
local editor = require "dixit.editor"
local live = require "dixit.live"

-- A file dixit-options.lua in GeanyLua's folder may return a table with any of these.
local options = {
  -- File name endings to formats: where it works.
  endings = editor.endings,
  -- How looks are drawn (editor.indicators says what the numbers are); one that is false is not drawn.
  indicators = editor.indicators(),
  -- The first of nine indicators that are taken.
  first_indicator = 20,
  -- Of the engine. A project's .dixit.lua goes over them.
  engine = {},
}

local function read_options()
  local chunk = loadfile(geany.appinfo().scriptdir .. "/dixit-options.lua")
  for name, value in pairs(chunk and chunk() or {}) do
    local merged = type(value) == "table" and name ~= "engine" and options[name] or nil
    for key, inner in pairs(merged and value or {}) do merged[key] = inner end
    if not merged then options[name] = value end
  end
end

-- The path of the document the script is for: of one that was just opened geany.filename may not know yet.
local function path_here()
  return geany.filename() or geany.caller and geany.caller > 0 and geany.documents(geany.caller) or nil
end

-- The document of the text as it is, or nil where it is no prose.
local function open()
  local path = path_here()
  local format = path and options.endings[path:match("%.(%w+)$") or ""]
  if not format then return nil end
  local settings = { format = format }
  for name, value in pairs(options.engine) do settings[name] = value end
  local session = live.new(path, settings)
  if session.problem then geany.status("dixit: " .. session.problem) end
  return session:update(geany.text() or "", true)
end

-- ---- drawing ----

local function draw(doc)
  local send, numbers = geany.scintilla, {}
  for i, look in ipairs(editor.looks) do
    local number, style = options.first_indicator + i - 1, options.indicators[look]
    send("SETINDICATORCURRENT", number, 0)
    send("INDICATORCLEARRANGE", 0, geany.length())
    if style then
      send("INDICSETSTYLE", number, style[1])
      send("INDICSETFORE", number, style[2])
      send("INDICSETALPHA", number, 70)
      send("INDICSETUNDER", number, true)
      numbers[look] = number
    end
  end
  for _, span in ipairs(editor.spans(doc, 0, #doc, false)) do
    if numbers[span.look] and span.stop > span.start then
      send("SETINDICATORCURRENT", numbers[span.look], 0)
      send("INDICATORFILLRANGE", span.start, span.stop - span.start)
    end
  end
  geany.status("dixit: " .. (editor.status(doc) or "no claims in this text"))
end

-- ---- commands ----

local host = {}

function host.tell(message)
  geany.status("dixit: " .. message)
end

function host.show(lines)
  geany.message("dixit", table.concat(lines, "\n\n"))
end

function host.go(place)
  geany.caret(place.start)
end

function host.edit(edit)
  local caret = geany.caret()
  geany.batch(true)
  geany.select(edit.start, edit.stop)
  geany.selection(edit.text)
  geany.batch(false)
  geany.caret(caret)
end

-- The number of the label that was chosen, or nil.
local function choose(prompt, labels)
  local numbers, lines = {}, {}
  for number, label in ipairs(labels) do
    lines[number] = number .. "  " .. label
    numbers[lines[number]] = number
  end
  return numbers[geany.choose(prompt, lines)]
end

function host.choose(prompt, labels, act)
  local number = choose(prompt, labels)
  if number then act(number) end
end

function host.list(title, items)
  local labels = {}
  for i, item in ipairs(items) do labels[i] = item.line .. ": " .. item.text end
  local number = choose(title, labels)
  if number then host.go(items[number]) end
end

local function run(name)
  local doc = open()
  if not doc then return host.tell("this is no text that dixit reads") end
  commands.run(name, doc, geany.caret(), host)
  local changed = open()
  if changed:text() ~= doc:text() then draw(changed) end
end

local function show_menu()
  local titles = {}
  for i, command in ipairs(commands.list) do titles[i] = command[2] end
  local number = choose("dixit", titles)
  if number then run(commands.list[number][1]) end
end

geany.optimize() -- Geany's own hook that counts steps is not needed: no check takes long
read_options()
local script = geany.script:gsub("\\", "/")
local name = script:match("([^/]+)%.lua$")
if script:find("/events/[^/]+$") then
  local doc = open()
  if doc then draw(doc) end
elseif commands.has(name) then
  run(name)
else
  show_menu()
end
