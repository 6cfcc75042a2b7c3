-- nvim --headless -u NONE -i NONE -n -S run.lua: the plugin in a real Neovim. DIXIT_ROOT is the source tree, LUA_CPATH
-- says where the module is. Exit status 1 when a test fails.
local root = os.getenv("DIXIT_ROOT")
package.cpath = package.cpath .. ";" .. os.getenv("LUA_CPATH")
vim.opt.runtimepath:prepend(root .. "/plugins/nvim")
vim.cmd("filetype on")
vim.cmd("runtime plugin/dixit.lua")

local failed, report = dofile(root .. "/tests/lua/check.lua").run { root .. "/tests/editors/nvim/plugin.lua" }
print(report .. "\n")
vim.cmd(failed == 0 and "qall!" or "cquit 1")
