-- The configuration of the project a file belongs to: the nearest .dixit.lua from its folder upward, as far as the root
-- of its repository. What runs in it can do no harm (dixit.config). Paths are absolute and have slashes.
local dixit = require "dixit"

local project = {}
project.file_name = ".dixit.lua"

local function exists(path)
  local file = io.open(path)
  if file then file:close() end
  return file ~= nil
end

-- The path of the configuration that counts for a file, or nil.
function project.find(path)
  local folder = path:match("^(.*/)")
  while folder do
    if exists(folder .. project.file_name) then return folder .. project.file_name end
    if exists(folder .. ".git") then return nil end
    folder = folder:match("^(.*/)[^/]+/$")
  end
end

-- A file's text, or nil and why not.
function project.read(path)
  local file, message = io.open(path, "rb")
  if not file then return nil, message end
  local text = file:read("*a")
  file:close()
  return text, path .. ": cannot be read"
end

-- Options for a file: those of its project laid over `base`. When the configuration is wrong, `base` and what is wrong.
-- The third result is the path of the configuration.
---@return dixit.OpenOptions options
---@return string? message
---@return string? path
function project.options(path, base)
  local found = project.find(path)
  if not found then return base end
  local text, message = project.read(found)
  if not text then return base, message, found end
  local options
  options, message = dixit.config(text, found, path:sub(#found - #project.file_name + 1), base)
  return options or base, message, found
end

return project
