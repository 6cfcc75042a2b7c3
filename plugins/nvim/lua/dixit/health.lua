-- :checkhealth dixit
local M = {}

-- Neovim before 0.9 has the functions under other names.
local report = vim.health or require("health")
local start = report.start or report.report_start
local ok = report.ok or report.report_ok
local warn = report.warn or report.report_warn
local fail = report.error or report.report_error

local function check_module()
  local found, loaded = pcall(require, "dixit.nvim.load")
  if not found then return fail(tostring(loaded)) end
  ok("module " .. loaded.dixit.version .. ", " .. #loaded.dixit.rules() .. " rules")
  local doc, message = loaded.dixit.open("“It works,” said Ann Lee.")
  if not doc or #doc:quotes() ~= 1 then return fail("the module does not work: " .. tostring(message)) end
  ok("it finds a quotation")
end

local function check_options()
  local options = require("dixit.nvim").options
  local loaded = package.loaded["dixit.nvim.load"]
  if loaded then
    local engine, message = loaded.dixit.engine(options.engine)
    if engine then ok("options are valid") else fail("options.engine: " .. message) end
  end
  ok("starts by itself in: " .. table.concat(vim.tbl_keys(options.filetypes), ", "))
end

function M.check()
  start("dixit")
  if vim.fn.has("nvim-0.7") == 0 then fail("Neovim 0.7 or later is needed") end
  check_module()
  check_options()
  if not vim.o.termguicolors then warn("without 'termguicolors' the tints are those of 256 colours") end
end

return M
