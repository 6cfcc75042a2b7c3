-- One session for each watched buffer: it notes changes, checks after a pause, and draws what it finds.
--
-- A change costs the time of restarting a timer. Small texts are analysed here; large ones in a worker thread, which
-- gives back what stands in and around the windows that show the buffer. What was found in a text that has changed
-- since is thrown away, and the check runs again.
local loaded = require("dixit.nvim.load")
local dixit = loaded.dixit
local draw = require("dixit.nvim.draw")
local options = require("dixit.nvim").options
local project = require("dixit.project")
local view = require("dixit.nvim.view")

local M = {}
local api, loop = vim.api, vim.loop

---@class dixit.nvim.Session
---@field buffer integer
---@field timer userdata
---@field settings dixit.OpenOptions the user's options with those of the file's project over them
---@field engine? dixit.Engine of those; nil when they are wrong
---@field checking? boolean a worker is at it
---@field doc? dixit.Doc of the text at `doc_tick`
---@field doc_tick? integer
---@field found? table what was drawn last (view.collect)
---@field drawn_tick? integer the text it was found in
local sessions = {}

local ruleset

local function complain(message)
  vim.notify_once("dixit: " .. message, vim.log.levels.ERROR)
end

-- The user's own rules; nil when there are none.
local function load_rules()
  local rules = #options.rule_files > 0 and dixit.ruleset() or nil
  for _, path in ipairs(rules and options.rule_files or {}) do
    local text, message = project.read(vim.fn.expand(path))
    if text then text, message = rules:load(text, path) end
    if not text then complain(message) end
  end
  return rules
end

-- Rules that failed say so once.
local function check_rules()
  for _, rule in ipairs(ruleset and ruleset:list() or {}) do
    if rule.error then complain(rule.error .. " (rule " .. rule.id .. ", switched off)") end
  end
end

local function format_of(buffer)
  return options.filetypes[vim.bo[buffer].filetype] or dixit.format_of(vim.api.nvim_buf_get_name(buffer)) or "auto"
end

-- What the options come to for a buffer, and an engine of them.
local function configure(session)
  local base = vim.tbl_extend("force", options.engine, { format = format_of(session.buffer) })
  local settings, message = project.options(vim.api.nvim_buf_get_name(session.buffer), base)
  if message then complain(message) end
  session.settings = settings
  local engine_settings = vim.tbl_extend("force", settings, { ruleset = ruleset })
  engine_settings.format = nil
  session.engine, message = dixit.engine(engine_settings)
  if not session.engine then complain(message) end
end

local function tick(session)
  return api.nvim_buf_get_changedtick(session.buffer)
end

-- A carriage return in a line would end it for dixit, and not for Neovim: it is read as a blank.
local function buffer_text(buffer)
  local text = table.concat(api.nvim_buf_get_lines(buffer, 0, -1, true), "\n")
  return text:find("\r", 1, true) and text:gsub("\r", " ") or text
end

-- ---- documents ----

local function open(session)
  local now = tick(session)
  if session.doc and session.doc_tick == now then return session.doc end
  if session.doc then session.doc:close() end
  session.doc = nil
  if not session.engine then return nil end
  session.doc = assert(dixit.open(buffer_text(session.buffer),
    { engine = session.engine, format = session.settings.format }))
  session.doc_tick = now
  check_rules()
  return session.doc
end

-- The document of a buffer as it is now, or nil when the buffer is not watched.
function M.doc(buffer)
  return sessions[buffer] and open(sessions[buffer])
end

-- ---- drawing ----

local function show(session, found, of_tick)
  session.found, session.drawn_tick = found, of_tick
  draw.draw(session.buffer, found, options)
  api.nvim_exec_autocmds("User", { pattern = "DixitChecked", modeline = false })
end

-- Rows from a window's height above it to one below it, for each window that shows the buffer.
local function visible_ranges(buffer)
  local ranges = {}
  for _, window in ipairs(vim.fn.win_findbuf(buffer)) do
    local first, last = vim.fn.line("w0", window) - 1, vim.fn.line("w$", window) - 1
    local height = last - first + 1
    ranges[#ranges + 1] = { math.max(first - height, 0), last + height }
  end
  return ranges
end

-- ---- in a worker thread ----

-- Runs in a Lua state of its own: strings in, strings out.
local function check_in_worker(text, options_text, rule_paths, ranges, path, cpath)
  package.path, package.cpath = path, cpath
  local ok, result = pcall(function()
    local worker_dixit, worker_view = require("dixit"), require("dixit.nvim.view")
    local settings = assert(loadstring("return " .. options_text))()
    local rows = assert(loadstring("return " .. ranges))()
    for rule_path in rule_paths:gmatch("[^\n]+") do
      settings.ruleset = settings.ruleset or assert(worker_dixit.ruleset())
      settings.ruleset:load(require("dixit.project").read(rule_path) or "", rule_path)
    end
    local doc = assert(worker_dixit.open(text, settings))
    local packed = worker_view.pack(worker_view.collect(doc, rows))
    doc:close()
    return packed
  end)
  return ok, tostring(result)
end

local function start_worker(session)
  local of_tick = tick(session)
  session.checking = true
  local work = loop.new_work(check_in_worker, vim.schedule_wrap(function(ok, result)
    session.checking = false
    if sessions[session.buffer] ~= session then return end
    if not ok then vim.notify_once("dixit: " .. result, vim.log.levels.ERROR) return end
    if tick(session) ~= of_tick then M.changed(session.buffer) return end
    show(session, view.unpack(result), of_tick)
  end))
  local paths = table.concat(vim.tbl_map(vim.fn.expand, options.rule_files), "\n")
  work:queue(buffer_text(session.buffer), vim.inspect(session.settings), paths,
    vim.inspect(visible_ranges(session.buffer)), loaded.path, loaded.cpath)
end

-- ---- checking ----

local function is_large(session)
  return api.nvim_buf_get_offset(session.buffer, api.nvim_buf_line_count(session.buffer)) > options.background_over
end

local function check(session)
  if sessions[session.buffer] ~= session or not api.nvim_buf_is_loaded(session.buffer) then return end
  if session.checking or not session.engine then return end
  if is_large(session) then return start_worker(session) end
  local doc = open(session)
  show(session, view.collect(doc), session.doc_tick)
end

-- Check a buffer now.
function M.check(buffer)
  if sessions[buffer] then check(sessions[buffer]) end
end

-- Check a buffer when nothing has changed for a while.
function M.changed(buffer)
  local session = sessions[buffer]
  if session then session.timer:start(options.debounce, 0, session.timed_check) end
end

-- Of a large text only what is near the windows is drawn: the rest when they come there.
local function scrolled()
  local session = sessions[api.nvim_get_current_buf()]
  if session and is_large(session) then M.changed(session.buffer) end
end

-- ---- life ----

local function forget(session)
  if sessions[session.buffer] == session then sessions[session.buffer] = nil end
  if not session.timer:is_closing() then session.timer:close() end
  if session.doc then session.doc:close() end
  session.doc = nil
end

local function watch_changes(session)
  local function on_change()
    if sessions[session.buffer] ~= session then return true end -- true: call no more
    M.changed(session.buffer)
  end
  return api.nvim_buf_attach(session.buffer, false, {
    on_lines = on_change,
    on_reload = on_change,
    on_detach = function() forget(session) end,
  })
end

function M.start(buffer)
  if sessions[buffer] or not api.nvim_buf_is_loaded(buffer) then return end
  local session = { buffer = buffer, timer = loop.new_timer() }
  session.timed_check = vim.schedule_wrap(function() check(session) end)
  sessions[buffer] = session
  ruleset = ruleset or load_rules()
  configure(session)
  if not watch_changes(session) then return forget(session) end
  draw.define_groups()
  M.changed(buffer)
end

function M.stop(buffer)
  local session = sessions[buffer]
  if not session then return end
  forget(session)
  draw.clear(buffer)
end

-- Options, or the configuration of a project, have changed.
function M.restart()
  ruleset = load_rules()
  for buffer, session in pairs(sessions) do
    configure(session)
    session.doc_tick = nil
    draw.clear(buffer)
    M.changed(buffer)
  end
end

function M.is_on(buffer)
  return sessions[buffer] ~= nil
end

function M.status(buffer)
  local session = sessions[buffer]
  return session and session.found and session.found.status or ""
end

-- The text in which what is drawn was found, as nvim_buf_get_changedtick counts; for tests.
function M.drawn_tick(buffer)
  return sessions[buffer] and sessions[buffer].drawn_tick
end

local group = api.nvim_create_augroup("dixit", {})
api.nvim_create_autocmd("ColorScheme", { group = group, callback = draw.define_groups })
api.nvim_create_autocmd("BufWritePost", { group = group, pattern = project.file_name, callback = M.restart })
api.nvim_create_autocmd({ "WinScrolled", "BufWinEnter" }, { group = group, callback = scrolled })

return M
