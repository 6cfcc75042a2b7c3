-- Finds the C module and the Lua that all editors share: installed, in 'runtimepath', or beside this plugin in dixit's
-- own source tree. Returns { dixit, path, cpath }: the module, and where a worker thread, which has no 'runtimepath',
-- finds the same. Raises an error that says what to do when there is no module.
local here = debug.getinfo(1, "S").source:match("^@(.*)/lua/dixit/nvim/load%.lua$")
local root = vim.fn.fnamemodify(here, ":p:h:h:h")

local function folders(pattern, up)
  local found = {}
  for _, file in ipairs(vim.api.nvim_get_runtime_file(pattern, true)) do
    found[#found + 1] = vim.fn.fnamemodify(file, ":p" .. (":h"):rep(up))
  end
  return found
end

local function with_folders(path, list, file)
  for _, folder in ipairs(list) do path = path .. ";" .. folder .. "/" .. file end
  return path
end

local paths = { package.path, package.cpath }
paths[1] = with_folders(paths[1], folders("lua/dixit/editor.lua", 2), "?.lua")
paths[1] = with_folders(paths[1], { here .. "/lua", root .. "/lua" }, "?.lua")
paths[2] = with_folders(paths[2], folders("lua/dixit.so", 1), "?.so")
paths[2] = with_folders(paths[2], folders("lib/dixit.so", 1), "?.so")

-- require with these paths, for the first of what is asked for.
local function require_from(name)
  local path, cpath = package.path, package.cpath
  package.path, package.cpath = paths[1], paths[2]
  local ok, result = pcall(require, name)
  package.path, package.cpath = path, cpath
  return ok and result or nil, result
end

local dixit, why = require_from("dixit")
if not dixit then
  local absent = why:find("module 'dixit' not found", 1, true) -- behind it stands every place that was tried
  error("dixit: no module for Neovim's Lua (5.1): see :help dixit-install" .. (absent and "" or "\n" .. why), 0)
end
for _, name in ipairs { "editor", "project", "commands" } do
  if not require_from("dixit." .. name) then
    error("dixit: the module is installed, its Lua file dixit/" .. name .. ".lua is not; :help dixit-install", 0)
  end
end
return { dixit = dixit, path = paths[1], cpath = paths[2] }
