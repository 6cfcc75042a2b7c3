-- The document of a text that is being written: analysed anew only when the text differs, and not while that would hold
-- up the writer. For editors without timers, which ask at every redraw. Pure Lua, 5.1 and later.
local dixit = require "dixit"
local project = require "dixit.project"

local live = {}
live.__index = live

-- Seconds a check may take while the writer types; what takes longer waits until the text has rested.
live.patience = 0.005
-- Seconds of rest. os.time counts whole seconds: there is no finer clock that every Lua has.
live.rest = 1
-- Seconds a byte takes, before anything was measured: one machine's figure, four times over.
local first_rate = 4 / 15e6

---@class dixit.Live
---@field doc? dixit.Doc of `text`; nil while that has not been analysed
---@field text? string as it was seen last
---@field problem? string what is wrong with the options

-- `path`: of the file, absolute; it tells the format and finds the project's .dixit.lua. `options`: of an engine, and
-- `format`. Wrong options leave the defaults, and `problem` says what is wrong.
---@param path? string
---@param options? dixit.OpenOptions
---@return dixit.Live
function live.new(path, options)
  local self = setmetatable({ rate = first_rate, now = os.time }, live)
  local settings, message = project.options(path or "", options or {})
  local format, engine_settings = settings.format, {}
  for name, value in pairs(settings) do
    if name ~= "format" and name ~= "name" then engine_settings[name] = value end
  end
  self.engine, self.problem = dixit.engine(engine_settings)
  self.engine, self.problem = self.engine or assert(dixit.engine {}), self.problem or message
  self.open = { engine = self.engine, format = format, name = path }
  return self
end

local function analyse(self)
  local started = os.clock()
  self.doc = dixit.open(self.text, self.open)
  if #self.text > 4096 then self.rate = (os.clock() - started) / #self.text end
  return self.doc
end

-- The document of `text`; nil while it must wait. `at_once` waits for nothing: a command was given, the file saved,
-- the writer has left insert mode.
---@param text string
---@param at_once? boolean
---@return dixit.Doc?
function live:update(text, at_once)
  if text == self.text then
    if self.doc then return self.doc end
  else
    if self.doc then self.doc:close() end
    at_once = at_once or self.text == nil
    self.doc, self.text, self.changed = nil, text, self.now()
  end
  local rested = self.now() - self.changed > live.rest
  if at_once or rested or self.rate * #text <= live.patience then return analyse(self) end
end

-- Free what it holds.
function live:close()
  if self.doc then self.doc:close() end
  self.doc, self.text = nil, nil
end

return live
