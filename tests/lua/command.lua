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
  return shell(string.format("cd %s && %s HOME=%s/home XDG_CONFIG_HOME= %s %s", folder, before or "", folder, command, words))
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
    assert(text:find('  profile = "news",\n  rules = {\n    { "quotes/*", "error" },\n  },\n  strict = true,\n}\n', 1, true), text)
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
