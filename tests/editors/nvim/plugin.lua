-- What is drawn, where, and when.
local check = ...
local api = vim.api

-- Before each span stand characters of 2, 3 and 4 bytes.
local article = {
  "# The “Café 𝄞” bridge",
  "",
  "“We will fight on.”",
  "",
  "The Café 𝄞 opened in May. “The bridge is safe and will stay open,” said Mayor Ann Lee. “It is,” she added.",
  "",
  "“They never came here,” said a resident who declined to give a name.",
  "",
  "𝄞 Unemployment fell 12 percent in 2019, the steepest fall ever.",
  "",
  "The clerk said: “so it is and left.",
}

local function namespace()
  return require("dixit.nvim.draw").namespace
end

local function wait_for(condition, what)
  assert(vim.wait(5000, condition, 5), "waited in vain for " .. what)
end

local function is_drawn(buffer)
  return require("dixit.nvim.session").drawn_tick(buffer) == api.nvim_buf_get_changedtick(buffer)
end

-- A new window on a buffer with these lines, drawn.
local function open(lines, file_type)
  vim.cmd("silent! %bwipeout!")
  api.nvim_buf_set_lines(0, 0, -1, true, lines)
  vim.bo.filetype = file_type or "markdown"
  wait_for(function() return is_drawn(api.nvim_get_current_buf()) end, "the first drawing")
  return api.nvim_get_current_buf()
end

-- Drawn spans as "row:column-row:column group words", sorted.
local function drawn(buffer)
  local list = {}
  for _, mark in ipairs(api.nvim_buf_get_extmarks(buffer, namespace(), 0, -1, { details = true })) do
    local row, column, details = mark[2], mark[3], mark[4]
    if details.hl_group then
      local words = api.nvim_buf_get_text(buffer, row, column, details.end_row, details.end_col, {})
      list[#list + 1] = string.format("%d:%d-%d:%d %s %s", row, column, details.end_row, details.end_col,
        details.hl_group, table.concat(words, "\n"))
    end
  end
  return list
end

local function keep(list, pattern)
  return vim.tbl_filter(function(line) return line:find(pattern) end, list)
end

local function cursor_on(words)
  api.nvim_win_set_cursor(0, { 1, 0 })
  assert(vim.fn.search("\\V" .. words) > 0, words)
end

return {
  { "quotations are tinted by who vouches for them, at the right bytes", function()
    check.equal(keep(drawn(open(article)), "Quote"), {
      "2:0-2:23 DixitQuoteNobody “We will fight on.”",
      "4:30-4:74 DixitQuoteNamed “The bridge is safe and will stay open,”",
      "4:95-4:107 DixitQuoteNamed “It is,”",
      "6:0-6:27 DixitQuoteAnonymous “They never came here,”",
      "10:16-10:37 DixitQuoteNobody “so it is and left.",
    })
  end },

  { "claims are underlined by who vouches for them", function()
    check.equal(keep(drawn(open(article)), "Claim"), {
      "6:0-6:72 DixitClaimAnonymous “They never came here,” said a resident who declined to give a name.",
      "8:0-8:66 DixitClaimNobody 𝄞 Unemployment fell 12 percent in 2019, the steepest fall ever.",
    })
  end },

  { "findings are diagnostics", function()
    local buffer = open(article)
    local found = vim.tbl_filter(function(d) return d.code == "quotes/unclosed" end, vim.diagnostic.get(buffer))
    check.equal(#found, 1)
    check.equal({ found[1].lnum, found[1].col, found[1].source }, { 10, 16, "dixit" })
    check.equal(found[1].severity, vim.diagnostic.severity.WARN)
  end },

  { "a file with CR LF has its spans at the same places", function()
    local expected = drawn(open(article))
    local name = vim.fn.tempname() .. ".md"
    local file = assert(io.open(name, "wb"))
    file:write(table.concat(article, "\r\n") .. "\r\n")
    file:close()
    vim.cmd("silent! %bwipeout!")
    vim.cmd("edit " .. name)
    local buffer = api.nvim_get_current_buf()
    wait_for(function() return is_drawn(buffer) end, "the first drawing")
    check.equal(vim.bo.fileformat, "dos")
    check.equal(drawn(buffer), expected)
    vim.bo.fileformat = "unix"
    vim.cmd("edit! ++ff=unix")
    wait_for(function() return is_drawn(buffer) end, "the drawing with carriage returns in the lines")
    check.equal(#drawn(buffer), #expected)
  end },

  { "in an article every mark stands on the bytes of its annotation", function()
    vim.cmd("silent! %bwipeout!")
    vim.cmd("edit " .. (os.getenv("DIXIT_ARTICLE") or os.getenv("DIXIT_ROOT") .. "/docs/bridge.md"))
    local buffer = api.nvim_get_current_buf()
    wait_for(function() return is_drawn(buffer) end, "the drawing")
    local doc, expected, found = require("dixit.nvim.session").doc(buffer), {}, {}
    for _, mark in ipairs(doc:annotations()) do
      local states = ({ quote = "named anonymous nobody", claim = "anonymous nobody", citation = "nobody" })[mark.kind]
      if states and states:find(mark.state, 1, true) then
        expected[#expected + 1] = mark.start .. " " .. doc:text(mark)
      end
    end
    for _, mark in ipairs(api.nvim_buf_get_extmarks(buffer, namespace(), 0, -1, { details = true })) do
      if mark[4].hl_group then
        local words = api.nvim_buf_get_text(buffer, mark[2], mark[3], mark[4].end_row, mark[4].end_col, {})
        found[#found + 1] = api.nvim_buf_get_offset(buffer, mark[2]) + mark[3] .. " " .. table.concat(words, "\n")
      end
    end
    table.sort(expected)
    table.sort(found)
    check.equal(found, expected)
    assert(#found >= 3, #found)
  end },

  { "many changes make one check, and old results are not drawn", function()
    local buffer = open(article)
    local checks = 0
    local group = api.nvim_create_augroup("test", {})
    api.nvim_create_autocmd("User", {
      group = group, pattern = "DixitChecked",
      callback = function()
        checks = checks + 1
        assert(is_drawn(buffer), "a result for old text was drawn")
      end,
    })
    for i = 1, 20 do
      api.nvim_buf_set_lines(buffer, 0, 0, true, { "Line " .. i, "" })
      vim.wait(5)
    end
    wait_for(function() return is_drawn(buffer) end, "the drawing after the changes")
    api.nvim_del_augroup_by_id(group)
    check.equal(checks, 1)
    assert(keep(drawn(buffer), "^44:30%-44:74 DixitQuoteNamed")[1], vim.inspect(drawn(buffer)))
  end },

  { "a large text is analysed in another thread and drawn around the window", function()
    local lines = {}
    for i = 1, 4000 do
      vim.list_extend(lines, { "A Café 𝄞. “The bridge is safe,” said Mayor Ann Lee on day " .. i .. ".", "" })
    end
    local buffer = open(lines)
    assert(#table.concat(lines, "\n") > require("dixit.nvim").options.background_over)
    local first = keep(drawn(buffer), "Quote")
    assert(#first > 0 and #first < 400, #first)
    check.equal(first[1], "0:14-0:39 DixitQuoteNamed “The bridge is safe,”")
    vim.cmd("normal! G")
    vim.cmd("redraw")
    api.nvim_exec_autocmds("WinScrolled", {})
    wait_for(function() return #keep(drawn(buffer), "^7998:") > 0 end, "the drawing at the end")
    api.nvim_buf_set_lines(buffer, -1, -1, true, { "", "“Nobody came,” he said." })
    wait_for(function() return #keep(drawn(buffer), "^8001:0%-8001:18 DixitQuote") > 0 end, "the new line's quote")
  end },

  { "a buffer wiped out during a check is no trouble", function()
    local lines = {}
    for i = 1, 4000 do lines[i] = "“The bridge is safe,” said Ann Lee on day " .. i .. "." end
    local buffer = open(lines)
    require("dixit.nvim.session").check(buffer)
    vim.cmd("bwipeout!")
    vim.wait(300)
    check.equal(require("dixit.nvim.session").is_on(buffer), false)
  end },

  { ":Dixit switches it off and on", function()
    local buffer = open(article)
    assert(#drawn(buffer) > 0)
    vim.cmd("Dixit")
    check.equal(drawn(buffer), {})
    check.equal(vim.diagnostic.get(buffer), {})
    vim.cmd("Dixit")
    wait_for(function() return is_drawn(buffer) end, "the drawing")
    assert(#drawn(buffer) > 0)
  end },

  { "it starts in prose only", function()
    vim.cmd("silent! %bwipeout!")
    vim.bo.filetype = "c"
    check.equal(require("dixit.nvim.session").is_on(api.nvim_get_current_buf()), false)
  end },

  { ":DixitSources lists who is quoted with what", function()
    open(article)
    vim.cmd("DixitSources")
    local list = vim.fn.getloclist(0)
    vim.cmd("lclose")
    assert(list[1].text:find("Ann Lee", 1, true) and list[1].text:find("named", 1, true), vim.inspect(list))
    check.equal(vim.trim(list[2].text), "“The bridge is safe and will stay open,”")
    check.equal({ list[2].lnum, list[2].col }, { 5, 31 })
  end },

  { "next and previous go round", function()
    open(article)
    local places = {}
    for _, command in ipairs { "next-quote", "next-quote", "next-claim", "previous-quote", "previous-quote" } do
      vim.cmd("Dixit " .. command)
      places[#places + 1] = table.concat(api.nvim_win_get_cursor(0), ":")
    end
    check.equal(places, { "3:0", "5:30", "9:0", "7:0", "5:95" })
  end },

  { "fixes, marks of doubt and suppressions are edits", function()
    local buffer = open(article)
    cursor_on("Unemployment")
    vim.cmd("Dixit cite")
    check.equal(api.nvim_buf_get_lines(buffer, 8, 9, true)[1],
      "𝄞 Unemployment fell 12 percent in 2019, the steepest fall ever. [citation needed]")
    cursor_on("so it is")
    vim.cmd("Dixit ignore")
    check.equal(api.nvim_buf_get_lines(buffer, 10, 11, true)[1], "<!-- dixit-disable-next-line quotes/unclosed -->")
  end },

  { "hover says who and why", function()
    open(article)
    cursor_on("bridge is safe")
    vim.cmd("Dixit explain")
    local text
    for _, window in ipairs(api.nvim_list_wins()) do
      if api.nvim_win_get_config(window).relative ~= "" then
        text = table.concat(api.nvim_buf_get_lines(api.nvim_win_get_buf(window), 0, -1, true), " ")
        api.nvim_win_close(window, true)
      end
    end
    assert(text and text:find("Ann Lee", 1, true), text)
  end },

  { "a finding is explained with its rule", function()
    open(article)
    cursor_on("so it is")
    vim.cmd("Dixit rule")
    local text
    for _, window in ipairs(api.nvim_list_wins()) do
      if api.nvim_win_get_config(window).relative ~= "" then
        text = table.concat(api.nvim_buf_get_lines(api.nvim_win_get_buf(window), 0, -1, true), " ")
        api.nvim_win_close(window, true)
      end
    end
    assert(text and text:find("quotes/unclosed", 1, true), text)
    check.equal(#vim.fn.getcompletion("Dixit next-", "cmdline"), 3)
  end },

  { "options are checked and take effect", function()
    local buffer = open(article)
    check.raises("no option", require("dixit.nvim").setup, { quoets = true })
    check.raises("boolean", require("dixit.nvim").setup, { quotes = "yes" })
    require("dixit.nvim").setup { quotes = false, engine = { rules = { ["*"] = "off" } } }
    wait_for(function() return #drawn(buffer) > 0 and #vim.diagnostic.get(buffer) == 0 end, "the drawing")
    check.equal(keep(drawn(buffer), "Quote"), {})
    local names = {}
    for _, mark in ipairs(api.nvim_buf_get_extmarks(buffer, namespace(), 0, -1, { details = true })) do
      if mark[4].virt_text then names[#names + 1] = mark[2] .. " " .. mark[4].virt_text[1][1] end
    end
    require("dixit.nvim").setup { quotes = true, speakers = false, engine = {} }
    wait_for(function() return #vim.diagnostic.get(buffer) > 0 end, "the drawing without names")
    for _, mark in ipairs(api.nvim_buf_get_extmarks(buffer, namespace(), 0, -1, { details = true })) do
      assert(not mark[4].virt_text)
    end
    require("dixit.nvim").setup { speakers = true }
    check.equal(names[1], "4 — Ann Lee")
  end },

  { "a project's configuration counts, and files of rules", function()
    local folder = vim.fn.tempname()
    vim.fn.mkdir(folder .. "/.git", "p")
    vim.fn.writefile({ 'return { rules = { ["*"] = "off" } }' }, folder .. "/.dixit.lua")
    vim.fn.writefile(article, folder .. "/a.md")
    local rule = 'dixit.rule { id = "my/first", message = "first", check = function(doc, report) report(0, 1) end }'
    vim.fn.writefile({ rule },
      folder .. "/rules.lua")
    local function problems()
      return vim.tbl_map(function(d) return d.code end, vim.diagnostic.get(0))
    end
    vim.cmd("silent! %bwipeout!")
    vim.cmd("edit " .. folder .. "/a.md")
    wait_for(function() return is_drawn(api.nvim_get_current_buf()) end, "the first drawing")
    check.equal(problems(), {})
    require("dixit.nvim").setup { rule_files = { folder .. "/rules.lua" }, engine = {} }
    vim.cmd("edit " .. folder .. "/.dixit.lua")
    api.nvim_buf_set_lines(0, 0, -1, true, { 'return { rules = { ["quotes/*"] = "off", ["sources/*"] = "off" } }' })
    vim.cmd("write | buffer #")
    wait_for(function() return #problems() > 0 end, "the finding of the rule")
    check.equal(vim.tbl_contains(problems(), "my/first"), true)
    require("dixit.nvim").setup { rule_files = {} }
    vim.fn.delete(folder, "rf")
  end },

  { "the status is the coverage", function()
    open(article)
    assert(require("dixit.nvim").status():match("^%d+ of %d+ claims sourced"), require("dixit.nvim").status())
  end },

  { "help and health are there", function()
    vim.cmd("helptags " .. os.getenv("DIXIT_ROOT") .. "/plugins/nvim/doc")
    vim.cmd("help :Dixit")
    check.equal(vim.fn.expand("%:t"), "dixit.txt")
    vim.cmd("bwipeout!")
    os.remove(os.getenv("DIXIT_ROOT") .. "/plugins/nvim/doc/tags")
    vim.cmd("checkhealth dixit")
    local health = table.concat(api.nvim_buf_get_lines(0, 0, -1, true), "\n")
    assert(health:find("it finds a quotation", 1, true) and not health:find("ERROR"), health)
    vim.cmd("bwipeout!")
  end },
}
