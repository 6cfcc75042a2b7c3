-- Commands and the event that starts dixit in prose buffers. Nothing else is loaded before it is needed.
if vim.g.loaded_dixit or vim.fn.has("nvim-0.7") == 0 then return end
vim.g.loaded_dixit = true

vim.api.nvim_create_user_command("Dixit", function(call)
  require("dixit.nvim.commands").run(call.args ~= "" and call.args or "toggle")
end, {
  nargs = "?",
  desc = "dixit: who said what, and what nobody vouches for",
  complete = function(lead) return require("dixit.nvim.commands").complete(lead) end,
})

vim.api.nvim_create_user_command("DixitSources", function() require("dixit.nvim.commands").run("sources") end,
  { desc = "dixit: list the sources of this text with their words" })

vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("dixit_start", {}),
  callback = function(event)
    if vim.bo[event.buf].buftype == "" then require("dixit.nvim").file_type(event.buf, event.match) end
  end,
})
