-- dixit in Neovim: options, and which buffers it watches. Drawing is in draw.lua, checking in session.lua.
local M = {}

---@class dixit.nvim.Options
---@field filetypes table<string, dixit.Format> where it starts by itself, and what format they hold
---@field debounce integer milliseconds without a change before a check
---@field background_over integer texts of more bytes are analysed in another thread
---@field quotes boolean tint quotations
---@field claims boolean underline claims nobody vouches for
---@field speakers boolean speakers' names at the end of the line
---@field diagnostics boolean findings as diagnostics
---@field engine dixit.EngineOptions rules, profile and the rest; a project's .dixit.lua goes over them
---@field rule_files string[] files with rules of your own, in Lua
M.options = {
  filetypes = {
    markdown = "markdown", text = "plain", tex = "latex", mediawiki = "mediawiki", rst = "rst", asciidoc = "asciidoc",
    org = "org",
  },
  debounce = 200,
  background_over = 100 * 1024,
  quotes = true,
  claims = true,
  speakers = true,
  diagnostics = true,
  engine = {},
  rule_files = {},
}

local function check_options(options)
  for name, value in pairs(options) do
    local default = M.options[name]
    if default == nil then error("dixit: there is no option " .. name .. "; :help dixit-options lists them", 0) end
    if type(value) ~= type(default) then error("dixit: the option " .. name .. " is a " .. type(default), 0) end
  end
end

---Options; calling it is not needed. Buffers that are watched are checked again.
---@param options? dixit.nvim.Options
function M.setup(options)
  check_options(options or {})
  for name, value in pairs(options or {}) do M.options[name] = value end
  if package.loaded["dixit.nvim.session"] then require("dixit.nvim.session").restart() end
end

---@param buffer integer
---@param file_type string
function M.file_type(buffer, file_type)
  if M.options.filetypes[file_type] then M.attach(buffer) end
end

---Start watching a buffer (0: this one). Asking twice is no error.
---@param buffer integer
function M.attach(buffer)
  local ok, session = pcall(require, "dixit.nvim.session")
  if not ok then
    vim.notify_once(tostring(session), vim.log.levels.WARN)
    return
  end
  session.start(buffer == 0 and vim.api.nvim_get_current_buf() or buffer)
end

---Stop watching a buffer and take away what was drawn.
---@param buffer integer
function M.detach(buffer)
  local session = package.loaded["dixit.nvim.session"]
  if session then session.stop(buffer == 0 and vim.api.nvim_get_current_buf() or buffer) end
end

---Source coverage for a status line, such as "4 of 9 claims sourced (44%)"; "" where there is none. Never analyses.
---@param buffer? integer
---@return string
function M.status(buffer)
  local session = package.loaded["dixit.nvim.session"]
  return session and session.status(buffer or vim.api.nvim_get_current_buf()) or ""
end

return M
