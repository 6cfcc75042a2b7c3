-- Textadept's Lua API as far as the plugin uses it, on one buffer whose text a test sets: positions and lines count
-- from 1. What is drawn is kept, so that it can be looked at.
local mock = { drawn = {}, eol = {}, timers = {}, tips = {}, indicators = 0 }
local handlers = {}

local function names(list)
  local set = {}
  for name in list:gmatch("%S+") do set[name] = name end
  return set
end

events = names("FILE_OPENED FILE_AFTER_SAVE BUFFER_AFTER_SWITCH UPDATE_UI DWELL_START DWELL_END INITIALIZED")
function events.connect(event, handler)
  assert(event, "no such event")
  handlers[event] = handlers[event] or {}
  table.insert(handlers[event], handler)
end

function events.emit(event, ...)
  for _, handler in ipairs(handlers[event] or {}) do handler(...) end
end

function timeout(seconds, call)
  assert(seconds > 0)
  table.insert(mock.timers, call)
end

-- Let all timers run out.
function mock.rest()
  local timers = mock.timers
  mock.timers = {}
  for _, call in ipairs(timers) do call() end
end

ui = { dialogs = { list = function(dialog) mock.dialog = dialog return mock.choice end } }

view = { indic_style = {}, indic_fore = {}, indic_alpha = {}, indic_outline_alpha = {}, indic_under = {} }
function view.new_indic_number()
  mock.indicators = mock.indicators + 1
  return mock.indicators
end
function view.call_tip_show(_, position, text) mock.tips[#mock.tips + 1] = { position, text } end
function view.call_tip_cancel() end

local text = ""
buffer = { filename = "/tmp/article.md", UPDATE_CONTENT = 1, current_pos = 1 }
-- As the real one, an annotation that is drawn tells of a change.
buffer.eol_annotation_text = setmetatable({}, {
  __newindex = function(_, line, words)
    mock.eol[line] = words
    events.emit(events.UPDATE_UI, buffer.UPDATE_CONTENT)
  end,
})
function buffer.get_text() return text end
function buffer.indicator_clear_range(_, position, length)
  assert(position == 1 and length == #text)
  mock.drawn[buffer.indicator_current] = nil
end
function buffer.indicator_fill_range(_, position, length)
  assert(position >= 1 and position + length - 1 <= #text)
  local list = mock.drawn[buffer.indicator_current] or {}
  mock.drawn[buffer.indicator_current] = list
  list[#list + 1] = text:sub(position, position + length - 1)
end
function buffer.eol_annotation_clear_all() mock.eol = {} end
function buffer.line_from_position(_, position) return select(2, text:sub(1, position - 1):gsub("\n", "")) + 1 end
function buffer.goto_pos(_, position) buffer.current_pos = position end
function buffer.set_target_range(_, start, stop) mock.target = { start, stop } end
function buffer.replace_target(_, words)
  mock.set(text:sub(1, mock.target[1] - 1) .. words .. text:sub(mock.target[2]))
end

-- The buffer's text is another one.
function mock.set(words)
  text = words
  buffer.length = #text
  events.emit(events.UPDATE_UI, buffer.UPDATE_CONTENT)
end

return mock
