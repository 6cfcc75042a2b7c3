-- Marks and problems (view.lua) to extmarks and diagnostics.
local M = {}

local api = vim.api
M.namespace = api.nvim_create_namespace("dixit")
M.problem_namespace = api.nvim_create_namespace("dixit/findings")

-- For each look: the highlight group and the option that switches it.
local groups = {
  ["quote-named"] = { "DixitQuoteNamed", "quotes" },
  ["quote-anonymous"] = { "DixitQuoteAnonymous", "quotes" },
  ["quote-nobody"] = { "DixitQuoteNobody", "quotes" },
  ["claim-nobody"] = { "DixitClaimNobody", "claims", 110 },
  ["claim-anonymous"] = { "DixitClaimAnonymous", "claims", 110 },
  ["citation-nobody"] = { "DixitCitationNobody", "claims" },
}

local colors = {
  dark = {
    DixitQuoteNamed = { bg = "#1d3527", ctermbg = 22 },
    DixitQuoteAnonymous = { bg = "#3d3216", ctermbg = 58 },
    DixitQuoteNobody = { bg = "#43211f", ctermbg = 52 },
  },
  light = {
    DixitQuoteNamed = { bg = "#dff3e3", ctermbg = 194 },
    DixitQuoteAnonymous = { bg = "#f8ecc4", ctermbg = 229 },
    DixitQuoteNobody = { bg = "#fbdcd8", ctermbg = 224 },
  },
}
local underlines = {
  DixitClaimNobody = { undercurl = true, sp = "#e06c4f", cterm = { underline = true } },
  DixitClaimAnonymous = {},
  DixitCitationNobody = { undercurl = true, sp = "#e06c4f", cterm = { underline = true } },
}

-- Defaults, which a colour scheme or the user's own nvim_set_hl overrides.
function M.define_groups()
  for _, set in ipairs { colors[vim.o.background] or colors.dark, underlines } do
    for name, look in pairs(set) do
      api.nvim_set_hl(0, name, vim.tbl_extend("force", look, { default = true }))
    end
  end
  api.nvim_set_hl(0, "DixitSpeaker", { link = "Comment", default = true })
end

local severities = {
  error = vim.diagnostic.severity.ERROR,
  warning = vim.diagnostic.severity.WARN,
  info = vim.diagnostic.severity.INFO,
}

local function draw_mark(buffer, mark, options)
  local group = groups[mark[5]]
  if not options[group[2]] then return end
  api.nvim_buf_set_extmark(buffer, M.namespace, mark[1], mark[2], {
    end_row = mark[3],
    end_col = mark[4],
    hl_group = group[1],
    priority = group[3] or 105,
    strict = false,
  })
end

-- The names of those who speak in a line, at its end: once each, where their last words in it end.
local function draw_speakers(buffer, marks)
  local names = {}
  for _, mark in ipairs(marks) do
    local row, name = mark[3], mark[6]
    if name ~= "" then
      names[row] = names[row] or {}
      if not vim.tbl_contains(names[row], name) then table.insert(names[row], name) end
    end
  end
  for row, list in pairs(names) do
    api.nvim_buf_set_extmark(buffer, M.namespace, row, 0, {
      virt_text = { { "— " .. table.concat(list, ", "), "DixitSpeaker" } },
      strict = false,
    })
  end
end

function M.clear(buffer)
  api.nvim_buf_clear_namespace(buffer, M.namespace, 0, -1)
  vim.diagnostic.reset(M.problem_namespace, buffer)
end

-- A problem as vim.diagnostic wants it.
function M.diagnostic(problem)
  return {
    lnum = problem[1], col = problem[2], end_lnum = problem[3], end_col = problem[4],
    severity = severities[problem[5]], code = problem[6], message = problem[7], source = "dixit",
  }
end

function M.draw(buffer, found, options)
  api.nvim_buf_clear_namespace(buffer, M.namespace, 0, -1)
  for _, mark in ipairs(found.marks) do draw_mark(buffer, mark, options) end
  if options.speakers then draw_speakers(buffer, found.marks) end
  if options.diagnostics then
    vim.diagnostic.set(M.problem_namespace, buffer, vim.tbl_map(M.diagnostic, found.problems))
  end
end

return M
