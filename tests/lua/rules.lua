-- Rules in Lua: declared, run, limited, tried on their examples. The rules run in a sandbox; what one computes comes back
-- in the messages it reports.
local check, here = ...
local dixit = require "dixit"

local function ruleset(text, name)
  local rules = assert(dixit.ruleset())
  assert(rules:load(text, name))
  return rules
end

local function findings(rules, text, options)
  options = options or {}
  options.ruleset = rules
  options.rules = options.rules or { ["quotes/*"] = false, ["claims/*"] = false, ["sources/*"] = false }
  return assert(dixit.open(text, options)):findings()
end

-- A rule whose check is this chunk, which can call show(value).
local function shows(chunk)
  local rules = ruleset('dixit.rule { id = "my/show", check = function(doc, report)\n'
    .. "local function show(...) local parts = {} for i = 1, select('#', ...) do parts[i] = tostring((select(i, ...))) end "
    .. "report(0, 0, table.concat(parts, '|')) end\n" .. chunk .. "\nend }")
  local messages = {}
  for i, finding in ipairs(findings(rules, "Some text.")) do messages[i] = finding.message end
  return messages, rules:list()[1].error
end

-- What a broken check is switched off for.
local function error_of(body)
  local rules = ruleset('dixit.rule { id = "my/broken", message = "m", check = function(doc, report) ' .. body .. ' end }\n'
    .. 'dixit.rule { id = "my/whole", message = "whole", check = function(doc, report) report(0, 1) end }', "mine.lua")
  local found = findings(rules, "Some text.")
  check.equal(found[#found].rule, "my/whole", "the other rule goes on")
  check.equal(#findings(rules, "Some text."), 1, "it stays switched off")
  return rules:list()[1].error
end

local very = [[
dixit.rule {
  id = "my/very",
  severity = "info",
  message = "Say it without “very”.",
  docs = "Mark Twain: substitute “damn” every time you're inclined to write “very”.",
  check = function(doc, report)
    for token in doc:each("tokens") do
      if doc:text(token):lower() == "very" then report(token) end
    end
  end,
  good = { "It is hot." },
  bad = { "It is very hot.", "Very hot." },
}]]

-- Patterns and texts for which the sandbox's search must say what Lua's own does.
local patterns = {
  "", "a", "b+", "a-b", "(a*)(b?)", "^a", "b$", "^", "$", ".", ".-", "%a+", "%A", "[abc]+", "[^abc]", "[a-c]-$", "%bxy",
  "%f[%w]%w+", "(%w+) (%w+)", "()b()", "(a)(%1)", "[%a_][%w_]*", "[%]%-]", "[]]", "[^]]", "%.", "a?b?c?", "x*y*z*$", "%s*$",
  "((a)(b))", "%d+%.?%d*", "[+-]?%d+", "[%w-]+", "é", "[é]+", "%%", "\0", "a.", "..", "(.)%1", "%f[%a]", "%f[%z]?",
}
local texts = { "", "a", "aab", "abcabc", "x(yx)y", "hello big world", "f(a,b) = [1-2]", "  3.14  -7", "é und ééa", "a\0b",
  "aabb%cc.]-", "xyxyz" }

local comparison = [[
local function described(...)
  local parts = {}
  for i = 1, select("#", ...) do parts[i] = tostring((select(i, ...))) end
  return table.concat(parts, ",")
end
local results = {}
for _, text in ipairs(texts) do
  for _, pattern in ipairs(patterns) do
    results[#results + 1] = described(text:find(pattern))
    results[#results + 1] = described(text:find(pattern, 2))
    results[#results + 1] = described(text:find(pattern, -1))
    results[#results + 1] = described(text:find(pattern, 1, true))
    results[#results + 1] = described(text:match(pattern))
    results[#results + 1] = described(text:gsub(pattern, "<%0>"))
    results[#results + 1] = described(text:gsub(pattern, "%%", 2))
    local all = {}
    for a, b in text:gmatch(pattern) do all[#all + 1] = described(a, b) end
    results[#results + 1] = table.concat(all, ";")
  end
end
]]

local function quoted(list)
  local parts = {}
  for i, text in ipairs(list) do
    local bytes = {}
    for j = 1, #text do bytes[j] = string.format("\\%03d", text:byte(j)) end
    parts[i] = '"' .. table.concat(bytes) .. '"'
  end
  return "{" .. table.concat(parts, ",") .. "}"
end

return {
  { "a rule finds what its check reports", function()
    local found = findings(ruleset(very), "It is very hot. Very.")
    check.equal(#found, 2)
    check.equal({ found[1].start, found[1].stop, found[1].rule, found[1].severity, found[1].message },
      { 6, 10, "my/very", "info", "Say it without “very”." })
  end },

  { "severities and suppressions hold for it as for others", function()
    local rules = ruleset(very)
    check.equal(findings(rules, "Very.", { rules = { ["my/very"] = "error" } })[1].severity, "error")
    check.equal(#findings(rules, "Very.", { rules = { ["my/*"] = "off" } }), 0)
    check.equal(#findings(rules, "<!-- dixit-disable my/very -->\n\nVery.\n", { format = "markdown" }), 0)
  end },

  { "what was declared is listed", function()
    local rule = ruleset(very, "mine.lua"):list()[1]
    check.equal({ rule.id, rule.severity, rule.file, rule.error }, { "my/very", "info", "mine.lua", nil })
    assert(rule.docs:find("Twain") and rule.message:find("Say it"))
  end },

  { "examples are tried", function()
    local fine, examples = ruleset(very):test()
    check.equal(fine, true)
    check.equal(#examples, 3)
    fine, examples = ruleset(very:gsub("It is hot", "Very good"):gsub("It is very hot", "Nothing")):test()
    check.equal(fine, false)
    check.equal({ examples[1].kind, examples[1].error }, { "good", "finds something in a good example" })
    check.equal({ examples[2].kind, examples[2].error }, { "bad", "finds nothing in a bad example" })
  end },

  { "related places and fixes go with a report", function()
    local found = findings(ruleset [[dixit.rule { id = "my/fix", check = function(doc, report)
      report({ start = 0, stop = 4 }, "first", { related = { { start = 5, stop = 9, message = "there" } },
        fixes = {
          { start = 0, stop = 4, text = "Other", label = "other", safe = true },
          { start = 0, stop = 5, text = "", label = "none" },
        },
      })
      report(5, 9, "second")
    end }]], "Some text.")
    check.equal({ found[1].related[1].start, found[1].related[1].message }, { 5, "there" })
    check.equal({ found[1].fixes[1].replacement, found[1].fixes[2].label }, { "Other", "none" })
    check.equal({ found[1].fixes[1].safe, found[1].fixes[2].safe }, { true, nil })
    check.equal({ found[2].message, found[2].start, #found[2].fixes }, { "second", 5, 0 })
  end },

  { "a check sees all layers", function()
    local rules = ruleset [[dixit.rule { id = "my/layers", check = function(doc, report)
      local quote = doc:quotes()[1]
      local who = doc:get("sources", doc:get("attributions", quote.attribution).source)
      local counts = #doc .. " " .. doc:line_count() .. " " .. #doc:sentences()
      report(quote, who.name .. " " .. doc:format() .. " " .. counts)
    end }]]
    check.equal(findings(rules, "“It works,” said Ann Lee.")[1].message, "Ann Lee plain 29 1 1")
  end },

  { "what is wrong with a declaration is told with its line", function()
    local function refused(text, words)
      local rules = dixit.ruleset()
      check.fails("mine.lua:2: ", rules:load("local x\n" .. text, "mine.lua"))
      check.fails(words, dixit.ruleset():load("local x\n" .. text, "mine.lua"))
    end
    refused("dixit.rule { }", "needs an id")
    refused('dixit.rule { id = "My/Rule" }', "category/name")
    refused('dixit.rule { id = "quotes/mine" }', "dixit's own")
    refused('dixit.rule { id = "my/rule" }', "check: a function")
    refused('dixit.rule { id = "my/rule", chekc = 1 }', "is 'check' meant?")
    refused('dixit.rule { id = "my/rule", severity = "loud" }', "severity: there is no 'loud'")
    refused('dixit.rule { id = "my/rule", format = "docx" }', "format: there is no 'docx'")
    refused('dixit.rule { id = "my/rule", good = "text" }', "good: a list of texts expected")
    refused("os.execute('true')", "os")
    refused("local y = = 1", "unexpected")
    local rules = ruleset(very)
    check.fails("already", rules:load(very))
    check.equal(#rules:list(), 1)
  end },

  { "a rule that fails is named and switched off, the others go on", function()
    assert(error_of("local x = nil; x.y = 1"):find("^mine.lua:1: attempt to index"))
    assert(error_of("while true do end"):find("^mine.lua:1: takes too long$"))
    assert(error_of("local function f() return 1 + f() end f()"):find("^mine.lua:1: "))
    assert(error_of("local s = 'xxxxxxxx' while true do s = s .. s end"):find("memory"))
    assert(error_of("error('on purpose')"):find("^mine.lua:1: on purpose$"))
    assert(error_of("error({})"):find("stops with an error"))
    assert(error_of("(('a'):rep(40)):find(('a*'):rep(20) .. 'b')"):find("takes too long"))
    assert(error_of("(('a'):rep(40)):gsub(('a*'):rep(20) .. 'b', '')"):find("takes too long"))
    assert(error_of("for x in (('a'):rep(40)):gmatch(('a*'):rep(20) .. 'b') do end"):find("takes too long"))
  end },

  { "reports of nonsense are errors", function()
    for _, body in ipairs { "report()", "report('x')", "report({}, 'x')", "report(-1, 2)", "report(5, 2)", "report(1.5, 2)",
      "report({ start = 'a', stop = 2 })", "report({ start = 3, stop = 2 })", "report(0, 1, {})", "report(0, 1, 'x', 'y')",
      "report(0, 1, 'x', { fixes = { 1 } })", "report(0, 1, 'x', { fixes = { { start = 0, stop = 1 } } })",
      "report(0, 1, 'x', { related = { { start = 0, stop = 1 } } })", "report(0/0, 1)" } do
      assert(error_of(body), body)
    end
  end },

  { "places beyond the text are clipped", function()
    local far = ruleset 'dixit.rule { id = "my/far", check = function(doc, report) report(5, 1e6, "x") end }'
    local found = findings(far, "Some text.")
    check.equal({ found[1].start, found[1].stop }, { 5, 10 })
  end },

  { "nothing reaches outside, and nothing of a document is left behind", function()
    for _, name in ipairs { "io", "os", "require", "package", "debug", "load", "loadstring", "dofile", "loadfile", "pcall",
      "xpcall", "coroutine", "setmetatable", "getmetatable", "collectgarbage", "print", "getfenv", "setfenv", "newproxy",
      "jit", "ffi", "module", "_G" } do
      check.equal(shows("show(" .. name .. ")"), { "nil" }, name)
    end
    check.equal(shows "show(string.dump, math.random, doc.close, doc.edit, doc.dump, dixit.open, dixit.engine, dixit.ruleset)",
      { "nil|nil|nil|nil|nil|nil|nil|nil" })
    local rules = ruleset('dixit.rule { id = "my/keep", check = function(doc, report) kept = kept or { doc, report } end }\n'
      .. 'local old dixit.rule { id = "my/use", check = function(doc, report) old = old or doc:each("tokens") end }')
    findings(rules, "Some text.")
    assert(rules:load('kept[1]:text()') == nil)
    assert(rules:load('kept[2](0, 1, "x")') == nil)
    local _, message = rules:load('\nkept[1]:quotes()', "later.lua")
    assert(message:find("later.lua:2: ") and message:find("closed"), message)
  end },

  { "searching is what Lua 5.3's and 5.4's own is", function()
    if _VERSION < "Lua 5.3" then return end -- older ones differ where a match is empty
    local some = os.getenv("DIXIT_CHECKED") and { texts[3], texts[4] } or texts -- under valgrind all take too long
    local chunk = "local texts, patterns = " .. quoted(some) .. ", " .. quoted(patterns) .. "\n" .. comparison
    local environment = { select = select, tostring = tostring, ipairs = ipairs, table = table }
    local own = chunk .. "return results"
    local run = assert(load(own, "own", "t", environment))
    local expected, found = run(), shows(chunk .. "for i = 1, #results do report(0, 0, i .. '=' .. results[i]) end")
    local by_index = {}
    for _, message in ipairs(found) do
      local index, words = message:match("^(%d+)=(.*)$")
      if index then by_index[tonumber(index)] = words end
    end
    local different = 0
    for i, words in ipairs(expected) do
      words = words:match("^[^%z]*")
      if by_index[i] ~= words then
        different = different + 1
        if different < 4 then
          local pattern = math.floor((i - 1) / 8) % #patterns + 1
          io.write(string.format("%q on %q (%d): %q, not %q\n", patterns[pattern],
            some[math.floor((i - 1) / 8 / #patterns) + 1], (i - 1) % 8, tostring(by_index[i]), words))
        end
      end
    end
    check.equal(different, 0)
  end },

  { "the rules that ship pass their examples", function()
    for _, name in ipairs { "hedges", "single-source", "long-quote", "sites" } do
      local file = assert(io.open(here .. "../../examples/rules/" .. name .. ".lua"))
      local rules = ruleset(file:read("*a"), name .. ".lua")
      file:close()
      local fine, examples = rules:test()
      for _, example in ipairs(examples) do
        assert(not example.error, name .. ": " .. example.text .. ": " .. tostring(example.error))
      end
      check.equal(fine, true)
      assert(#examples >= 4, name)
    end
  end },
}
