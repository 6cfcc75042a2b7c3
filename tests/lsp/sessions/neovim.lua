-- How neovim.jsonl was recorded, with Neovim 0.7.2 in an empty FOLDER with a text a.md (TEXT of client.py):
--     FOLDER=$PWD nvim --headless -u NONE -i NONE -n -S .../sessions/neovim.lua a.md
-- DIXIT_RECORD is the command line of record.py, its words separated by blanks.
local function wait(milliseconds) vim.wait(milliseconds, function() return false end) end

local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), "tx", false)
  wait(250)
end

vim.bo.filetype = "markdown"
local id = vim.lsp.start_client {
  name = "dixit", cmd = vim.split(os.getenv("DIXIT_RECORD"), " "), root_dir = os.getenv("FOLDER"),
  settings = { dixit = { citation_scope = "sentence" } },
}
vim.lsp.buf_attach_client(0, id)
vim.wait(5000, function() return #vim.diagnostic.get(0) > 0 end)

type_keys("6GOThe mayor said: “We 𝄞 know.”<Esc>") -- typing, a wide character in it
type_keys("u")
type_keys("<C-r>")
type_keys("8GddP")
type_keys("ggOFirst <C-v>u1f600 line.<CR>Second.<Esc>")
vim.cmd("%s/the/thé/g")
wait(250)
type_keys("GoA last line<Esc>")
vim.cmd("3,5delete")
wait(250)
vim.cmd("normal! gg")

local params = { textDocument = vim.lsp.util.make_text_document_params(), position = { line = 6, character = 3 } }
local range = { start = { line = 0, character = 0 }, ["end"] = { line = 12, character = 0 } }
for _, method in ipairs { "hover", "definition", "documentHighlight", "completion" } do
  vim.lsp.buf_request_sync(0, "textDocument/" .. method, params, 2000)
end
params.context = { includeDeclaration = true }
vim.lsp.buf_request_sync(0, "textDocument/references", params, 2000)
vim.lsp.buf_request_sync(0, "textDocument/documentSymbol", { textDocument = params.textDocument }, 2000)
vim.lsp.buf_request_sync(0, "textDocument/codeAction",
  { textDocument = params.textDocument, range = range, context = { diagnostics = {} } }, 2000)
vim.lsp.buf_request_sync(0, "workspace/symbol", { query = "" }, 2000)
vim.cmd("write!")
wait(250)
vim.lsp.stop_client(id)
vim.wait(2000, function() return vim.lsp.client_is_stopped(id) end)
vim.cmd("qall!")
