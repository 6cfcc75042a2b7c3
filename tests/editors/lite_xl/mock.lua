-- lite-xl's Lua API as far as the plugin uses it: one Doc in one view, where each byte is ten wide and a line 24 high.
-- What is drawn is kept, so that it can be looked at.
local mock = { rects = {}, texts = {}, log = {}, time = 0 }

local Doc = { filename = "article.md", abs_filename = "/tmp/article.md" }
Doc.__index = Doc
function Doc:get_change_id() return self.change end
function Doc:get_selection() return self.line, self.column, self.line, self.column end
function Doc:set_selection(line, column) self.line, self.column = line, column end

-- The lines of a text, each with its "\n": as lite-xl reads a file, CR LF or not.
function Doc:set(text)
  self.lines, self.change = {}, (self.change or 0) + 1
  for line in (text:gsub("\r\n", "\n") .. "\n"):gmatch("([^\n]*\n)") do self.lines[#self.lines + 1] = line end
end

local function replace(self, line, column, end_line, end_column, text)
  local before = table.concat(self.lines, "", 1, line - 1) .. self.lines[line]:sub(1, column - 1)
  local behind = self.lines[end_line]:sub(end_column) .. table.concat(self.lines, "", end_line + 1)
  self:set((before .. text .. behind):gsub("\n$", ""))
end

function Doc:remove(line, column, end_line, end_column) replace(self, line, column, end_line, end_column, "") end
function Doc:insert(line, column, text) replace(self, line, column, line, column, text) end

local DocView = {}
DocView.__index = DocView
function DocView.draw_line_text() return 24 end
function DocView.get_line_height() return 24 end
function DocView.get_line_text_y_offset() return 4 end
function DocView.get_col_x_offset(_, _, column) return (column - 1) * 10 end
function DocView.get_font() return { get_width = function(_, text) return #text * 10 end } end
function DocView.scroll_to_line() end
function DocView.on_mouse_moved() end
function DocView.resolve_screen_position(_, x, y) return math.floor(y / 24) + 1, math.floor(x / 10) + 1 end

system = { get_time = function() return mock.time end }
renderer = {
  draw_rect = function(x, y, width, height, color)
    mock.rects[#mock.rects + 1] = { x = x, y = y, width = width, height = height, color = color }
  end,
  draw_text = function(_, text, x) mock.texts[#mock.texts + 1] = { text = text, x = x } end,
}

mock.doc = setmetatable({ line = 1, column = 1 }, Doc)
mock.view = setmetatable({ doc = mock.doc }, DocView)

local function merge(defaults, given)
  local merged = {}
  for name, value in pairs(defaults) do merged[name] = value end
  for name, value in pairs(given or {}) do merged[name] = value end
  return merged
end

local modules = {
  ["core"] = {
    docs = { mock.doc }, active_view = mock.view,
    add_thread = function(call) mock.thread = coroutine.wrap(call) end,
    log = function(format, ...) mock.log[#mock.log + 1] = format:format(...) end,
    error = function(format, ...) error(format:format(...)) end,
    status_view = {
      add_item = function(_, item) mock.item = item end,
      show_tooltip = function(_, text) mock.tooltip = text end,
      remove_tooltip = function() mock.tooltip = nil end,
    },
    command_view = { enter = function(_, label, asked) mock.asked = asked mock.label = label end },
  },
  ["core.command"] = { add = function(predicate, map) assert(predicate == "core.docview") mock.commands = map end },
  ["core.common"] = { merge = merge, fuzzy_match = function(list) return list end },
  ["core.config"] = { plugins = {} },
  ["core.style"] = { text = "text", dim = "dim" },
  ["core.doc"] = Doc,
  ["core.docview"] = DocView,
}
for name, module in pairs(modules) do package.preload[name] = function() return module end end

-- Let time pass, with the plugin's thread running as often as it asks to.
function mock.pass(seconds)
  local stop = mock.time + seconds
  while mock.time < stop do mock.time = mock.time + mock.thread() end
end

-- Draw all lines anew.
function mock.draw()
  mock.rects, mock.texts = {}, {}
  for line = 1, #mock.doc.lines do mock.view:draw_line_text(line, 0, (line - 1) * 24) end
end

return mock
