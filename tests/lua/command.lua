-- lua run.lua command.lua, with DIXIT_COMMAND: configuration files as the command finds them, and every attack tried on
-- it, within a fifth of a second and 64 MB.
local check, here = ...
local command = os.getenv("DIXIT_COMMAND")
local folder = os.tmpname()
os.remove(folder)

local function shell(words)
  local pipe = io.popen(words .. " 2>&1; echo \"status $?\"")
  local output = pipe:read("*a")
  pipe:close()
  local text, status = output:match("^(.-)status (%d+)\n$")
  return text, tonumber(status)
end

local function write(name, text)
  shell("mkdir -p " .. (folder .. "/" .. name):match("^(.*)/"))
  local file = assert(io.open(folder .. "/" .. name, "wb"))
  file:write(text)
  file:close()
end

-- Runs the command in the folder; HOME is there too, so that nobody's own configuration counts.
local function run(words, before)
  return shell(string.format("cd %s && %s HOME=%s/home XDG_CONFIG_HOME= %s %s", folder, before or "", folder, command,
                             words))
end

local function fresh()
  shell("rm -rf " .. folder)
  write("a.txt", "She said “this.\n")
  write("drafts/b.txt", "She said “this.\n")
  write(".git/HEAD", "")
end


-- A sanitizer needs an address space of its own size.
local limits = os.getenv("DIXIT_CHECKED") == "1" and "" or "ulimit -v 65536 && ulimit -t 1 &&"

local tests = {
  { "the nearest configuration counts, up to the repository's root", function()
    fresh()
    write(".dixit.lua", 'return { rules = { ["quotes/unclosed"] = "error" } }')
    write("drafts/.dixit.lua", 'return { rules = { ["*"] = "off" } }')
    local text, status = run("lint --format line .")
    assert(text:find("a.txt:1:10: error: ", 1, true) and not text:find("b.txt", 1, true), text)
    check.equal(status, 1)
    shell("mkdir " .. folder .. "/drafts/.git; rm " .. folder .. "/drafts/.dixit.lua")
    text = run("lint --format line drafts")
    assert(text:find("b.txt:1:10: warning: ", 1, true), text)
  end },

  { "sections, the user's own and the command line go over each other", function()
    fresh()
    write("home/.config/dixit/config.lua", 'return { strict = true, rules = { ["quotes/unclosed"] = "off" } }')
    check.equal(select(2, run("lint .")), 0)
    write(".dixit.lua", 'return { paths = { { files = { "drafts/*" }, rules = { ["quotes/*"] = "error" } } } }')
    local text = run("lint --format line .")
    assert(text:find("drafts/b.txt:1:10: error: ", 1, true) and not text:find("a.txt", 1, true), text)
    check.equal(select(2, run("lint --rule '*=off' .")), 0)
    check.equal(select(2, run("lint --no-config a.txt")), 1)
    check.equal(select(2, run("lint --config drafts/c.lua a.txt")), 2)
  end },

  { "dixit config shows what counts", function()
    fresh()
    write(".dixit.lua", 'return { profile = "news", rules = { ["quotes/*"] = "error" } }')
    local text, status = run("config --strict drafts/b.txt")
    assert(text:find("/.dixit.lua\nreturn {\n", 1, true), text)
    assert(text:find('  profile = "news",\n  rules = {\n    { "quotes/*", "error" },\n  },\n  strict = true,\n}\n', 1,
                     true), text)
    check.equal(status, 0)
    assert(run("config --no-config"):find("no .dixit.lua found", 1, true))
  end },

  { "standard input has the configuration of its name", function()
    fresh()
    write("drafts/.dixit.lua", 'return { rules = { ["*"] = "off" } }')
    check.equal(select(2, run("lint --stdin-filename drafts/x.txt < a.txt")), 0)
    check.equal(select(2, run("lint --stdin-filename x.txt < a.txt")), 1)
  end },

  { "a broken configuration is told once, and files elsewhere go on", function()
    fresh()
    write("drafts/c.txt", "She said “this.\n")
    write("drafts/.dixit.lua", "return {\n  rulez = {} }")
    local text, status = run("lint --format line .")
    check.equal(select(2, text:gsub("drafts/.dixit.lua:2: rulez: no such option; is 'rules' meant%?", "")), 1)
    assert(text:find("a.txt:1:10", 1, true), text)
    check.equal(status, 2)
  end },
}

local function example(name)
  return here .. "../../examples/rules/" .. name .. ".lua"
end

local rule_tests = {
  { "files of rules are added, and their findings reported", function()
    fresh()
    write("h.txt", "The bridge might perhaps close.\n")
    local text, status = run("lint --format line --rules " .. example "hedges" .. " h.txt")
    assert(text:find("h.txt:1:18: info: Two hedges", 1, true), text)
    check.equal(status, 0)
    check.equal(select(2, run("lint --fail-on info --rules " .. example "hedges" .. " h.txt")), 1)
    check.equal(run("lint --format line --rule 'style/*=off' --rules " .. example "hedges" .. " h.txt"), "")
  end },

  { "a rule that fails is named once, and nothing else is lost", function()
    fresh()
    write("loop.lua", 'dixit.rule { id = "my/loop", message = "x", check = function() while true do end end }')
    local text, status = run("lint --format line --rules loop.lua .")
    check.equal(select(2, text:gsub("loop.lua:1: takes too long %(rule my/loop", "")), 1)
    assert(text:find("a.txt:1:10", 1, true) and text:find("b.txt:1:10", 1, true), text)
    check.equal(status, 2)
  end },

  { "a file of rules that cannot be loaded ends the run", function()
    fresh()
    write("bad.lua", "dixit.rule { id = 'my/rule' }")
    local text, status = run("lint --rules bad.lua a.txt")
    assert(text:find("bad.lua:1: check: a function", 1, true), text)
    check.equal(status, 2)
    check.equal(select(2, run("lint --rules nothing.lua a.txt")), 2)
  end },

  { "only the user's own configuration may name files of rules", function()
    fresh()
    write("h.txt", "The bridge might perhaps close.\n")
    write("home/.config/dixit/config.lua", 'return { rule_files = { "rules/mine.lua" } }')
    shell("mkdir " .. folder .. "/home/.config/dixit/rules; cp " .. example "hedges" .. " " .. folder
      .. "/home/.config/dixit/rules/mine.lua")
    assert(run("lint --format line h.txt"):find("Two hedges", 1, true))
    check.equal(run("lint --no-config --format line h.txt"), "")
  end },

  { "examples are tried by the command", function()
    fresh()
    local text, status = run(table.concat({ "rules --test", example "hedges", example "long-quote",
      example "single-source" }, " "))
    check.equal({ text, status }, { "3 rules, 12 examples, 0 wrong\n", 0 })
    write("wrong.lua", 'dixit.rule { id = "my/rule", check = function() end, bad = { "No." } }')
    text, status = run("rules --test wrong.lua")
    check.equal({ text, status },
                { "my/rule: finds nothing in a bad example:\n    No.\n1 rules, 1 examples, 1 wrong\n", 1 })
    check.equal(select(2, run("rules --test")), 2)
    assert(run("rules --rules " .. example "hedges" .. " style/hedges"):find("Strunk", 1, true))
  end },
}
for _, test in ipairs(rule_tests) do tests[#tests + 1] = test end

for _, attack in ipairs(dofile(here .. "attacks.lua")) do
  local name, text, words, line = attack[1], attack[2], attack[3], attack[4]
  tests[#tests + 1] = { "attack: " .. name, function()
    fresh()
    write(".dixit.lua", text)
    local output, status = run("lint a.txt", limits)
    check.equal(status, 2, output)
    assert(output:find(words, 1, true), output)
    assert(output:find("dixit: .dixit.lua:" .. (line and line .. ":" or ""), 1, true), output)
    assert(not output:find("root:", 1, true), output)
  end }
end

tests[#tests + 1] = { "and a harmless one runs within the same limits", function()
  fresh()
  write(".dixit.lua", "return {}")
  check.equal(select(2, run("lint a.txt", limits)), 1)
  shell("rm -rf " .. folder)
end }
return tests
