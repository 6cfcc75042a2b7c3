-- dixit.config: what a configuration may say, what is refused and how, and that nothing in it can do harm.
local check, folder = ...
local dixit = require "dixit"

local function read(text, path)
  return dixit.config(text, "conf.lua", path)
end

local function resident()
  local file = io.open("/proc/self/status")
  local kilobytes = file and tonumber(file:read("*a"):match("VmRSS:%s*(%d+)"))
  if file then file:close() end
  return kilobytes or 0
end

local tests = {
  { "a configuration is a table of options", function()
    check.equal(read "return {}", {})
    check.equal(read [[return { profile = "news", strict = true, claim_threshold = 0.5, citation_scope = "sentence" }]],
      { profile = "news", strict = true, claim_threshold = 0.5, citation_scope = "sentence" })
    check.equal(read [[return { manual = "mla", options = { ["quotes/late-attribution"] = { words = 40,
      sentences = 2 } } }]],
      { manual = "mla", options = { ["quotes/late-attribution"] = { words = 40, sentences = 2 } } })
  end },

  { "wide settings of rules come before narrow ones", function()
    check.equal(read([[return { rules = { ["quotes/unclosed"] = true, ["*"] = false, ["quotes/*"] = "info" } }]]).rules,
      { { "*", "off" }, { "quotes/*", "info" }, { "quotes/unclosed", "default" } })
    check.equal(read([[return { rules = { { "quotes/unclosed", "error" }, { "*", "off" } } }]]).rules,
      { { "quotes/unclosed", "error" }, { "*", "off" } })
  end },

  { "words are added to classes", function()
    local words = { cue_verbs = { "quip", "snarf" }, roles = { "ombudsperson" } }
    check.equal(read([[return { words = { roles = { "ombudsperson" }, cue_verbs = { "snarf", "quip" } } }]]).words,
                words)
    local more = { words = { roles = { "reeve" } } }
    check.equal(dixit.config([[return { words = { roles = { "abbot" } } }]], "conf.lua", "a.md", more).words,
      { roles = { "abbot", "reeve" } })
    local doc = assert(dixit.open("The mayor snarfed that the bridge is closed.", { words = words }))
    check.equal(doc:text(doc:attributions()[1].cue), "snarfed")
    check.fails('conf.lua:2: cue_verb: there is no class of words "cue_verb": is "cue_verbs" meant?',
      read("return { words = {\n cue_verb = { 'x' } } }"))
    check.fails("conf.lua:3: a b: ", read("return { words = {\n roles =\n { 'a b' } } }"))
    check.fails("conf.lua:1: roles: a list of words expected", read("return { words = { roles = 'x' } }"))
    check.fails("conf.lua:1: words: ", read("return { words = 7 }"))
    check.fails("conf.lua:1: words: ", read("return { words = { { 'x' } } }"))
    check.fails("conf.lua:1: roles: ", read("return { words = { roles = { 7 } } }"))
  end },

  { "it may compute", function()
    check.equal(read [[
      local rules = {}
      for _, severity in next or function() end, {} do rules[1] = severity end
      local function off(name) rules[name .. "/*"] = "off" end
      off "quotes"
      return { rules = rules, claim_threshold = 1 / 2 }]], { rules = { { "quotes/*", "off" } }, claim_threshold = 0.5 })
  end },

  { "sections hold for the paths they name; later ones win", function()
    local text = [[return {
      rules = { ["quotes/unclosed"] = "error" },
      paths = {
        { files = { "*.txt" }, format = "plain", strict = true },
        { files = { "drafts/**" }, rules = { ["*"] = "off" } },
        { files = { "drafts/final/*.md", "other.md" }, rules = { ["quotes/*"] = "warning" }, strict = false },
      },
    }]]
    check.equal(read(text, "a.md"), { rules = { { "quotes/unclosed", "error" } } })
    check.equal(read(text, "deep/in/a.txt"), { rules = { { "quotes/unclosed", "error" } }, format = "plain",
      strict = true })
    check.equal(read(text, "drafts/a.md").rules, { { "quotes/unclosed", "error" }, { "*", "off" } })
    check.equal(read(text, "drafts/final/a.md").rules,
      { { "quotes/unclosed", "error" }, { "*", "off" }, { "quotes/*", "warning" } })
    check.equal(read(text, "x/other.md").strict, false)
    check.equal(#read(text).paths, 3)
  end },

  { "it is laid over other options", function()
    local base = { rules = { ["*"] = "off", ["quotes/unclosed"] = "info" }, strict = true, format = "markdown" }
    local options = dixit.config([[return { rules = { ["quotes/*"] = "error" }, format = "plain" }]], "conf.lua",
                                 "a.txt", base)
    check.equal(options, nil) -- a format belongs to a section
    options = dixit.config([[return { rules = { ["quotes/*"] = "error" }, strict = false }]], "conf.lua", "a.txt", base)
    check.equal(options, { rules = { { "*", "off" }, { "quotes/unclosed", "info" }, { "quotes/*", "error" } },
      strict = false, format = "markdown" })
    check.raises("#4", dixit.config, "return {}", "conf.lua", "a.txt", { ruels = {} })
    check.raises("#4", dixit.config, "return {}", "conf.lua", "a.txt", 1)
  end },

  { "the nearest file is found, up to the repository's root", function()
    local project = require "dixit.project"
    local top = os.tmpname()
    os.remove(top)
    os.execute("mkdir -p " .. top .. "/repository/.git " .. top .. "/repository/drafts/deep")
    local function write(name, text)
      local file = assert(io.open(top .. "/" .. name, "w"))
      file:write(text)
      file:close()
    end
    write(".dixit.lua", "return { strict = true }")
    local path = top .. "/repository/drafts/deep/a.md"
    check.equal({ project.options(path, { claim_threshold = 0.5 }) }, { { claim_threshold = 0.5 } })
    write("repository/.dixit.lua", "return { paths = { { files = { 'drafts/**' }, citation_scope = 'sentence' } } }")
    check.equal({ project.options(path, { claim_threshold = 0.5 }) },
      { { claim_threshold = 0.5, citation_scope = "sentence" }, nil, top .. "/repository/.dixit.lua" })
    write("repository/drafts/.dixit.lua", "return { strict = 1 }")
    local options, message, where = project.options(path, { claim_threshold = 0.5 })
    check.equal(options, { claim_threshold = 0.5 })
    check.equal(message, top .. "/repository/drafts/.dixit.lua:1: strict: true or false expected")
    check.equal(where, top .. "/repository/drafts/.dixit.lua")
    check.equal(#{ project.options("", {}) }, 1)
    os.execute("rm -r " .. top)
  end },

  { "what it gives, dixit.open takes", function()
    local options = read([[return { rules = { ["*"] = "off", ["quotes/unclosed"] = "error" } }]], "a.txt")
    local doc = assert(dixit.open("She said “this.\n", options))
    check.equal(#doc:findings(), 1)
    check.equal(doc:findings()[1].severity, "error")
    assert(dixit.engine(options))
  end },

  { "mistakes are told with file and line", function()
    check.fails("conf.lua:2: ruels: no such option; is 'rules' meant?", read("return {\n  ruels = {} }"))
    check.fails("conf.lua:3: strict: true or false expected", read("return {\n\n  strict = 1 }"))
    check.fails("conf.lua:1: citation_scope: 'previous', 'sentence', 'clause' or 'paragraph' expected",
                read("return { citation_scope = 1 }"))
    check.fails('is "quotes/unclosed" meant', read('return { rules = {\n["quotes/unclosd"] = "off" } }'))
    check.fails("conf.lua:2:", read('return { rules = {\n["quotes/unclosd"] = "off" } }'))
    check.fails("quotes/unclosed: true, false, 'off'", read('return { rules = { ["quotes/unclosed"] = "loud" } }'))
    check.fails("conf.lua:1: profile: ", read('return { profile = "gossip" }'))
    check.fails("name = number", read('return { options = { ["sources/single"] = { percent = "many" } } }'))
    check.fails("rule = { name = number }", read('return { options = { ["sources/single"] = 60 } }'))
    check.fails("conf.lua:1: claim_threshold: ", read("return { claim_threshold = 7 }"))
    check.fails("conf.lua:1: paths: each section names its files", read("return { paths = { { strict = true } } }"))
    check.fails("conf.lua:1: name: no such option", read("return { name = 'x' }"))
    check.fails("conf.lua:2:", read("return {\n  rules = = 1 }"))
    check.fails("conf.lua:2:", read("return { rules =\n nothing.there }"))
  end },

  { "a byte order mark is no error", function() check.equal(read "\239\187\191return {}", {}) end },

  { "names of files are not cut", function()
    local name = ("folder/"):rep(20) .. ".dixit.lua"
    check.fails(name .. ":1: ", dixit.config("return 1", name))
  end },
}

for _, attack in ipairs(dofile(folder .. "attacks.lua")) do
  local name, text, words, line = attack[1], attack[2], attack[3], attack[4]
  tests[#tests + 1] = { "attack: " .. name, function()
    local before, memory = os.clock(), resident()
    local result, message = read(text)
    local seconds, kilobytes = os.clock() - before, resident() - memory
    check.fails(words, result, message)
    check.fails("conf.lua:" .. (line and line .. ":" or ""), result, message)
    if not os.getenv("DIXIT_CHECKED") then
      assert(seconds < 0.2, seconds .. " s")
      assert(kilobytes < 64 * 1024, kilobytes .. " KB")
    end
  end }
end

return tests
