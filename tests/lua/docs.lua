-- lua docs.lua FILE...: the examples of the documentation, run in order in a folder of their own.
--
--   ```lua       runs; when its first line is a comment with a path, it is written there instead
--   ```text      behind it: what it printed
--   ```console   `$ command`, and what it printed
--
-- With DIXIT_UPDATE=1 what is printed is written into the file.
local command = os.getenv("DIXIT_COMMAND")
local folder = os.tmpname()
os.remove(folder)

local function shell(words)
  local pipe = io.popen(words)
  local output = pipe:read("*a")
  pipe:close()
  return output
end

local function read(path)
  local file = assert(io.open(path))
  local text = file:read("*a")
  file:close()
  return text
end

local function write(path, text)
  shell("mkdir -p " .. (path:match("^(.*)/") or "."))
  local file = assert(io.open(path, "w"))
  file:write(text)
  file:close()
end

local function run_command(words)
  words = words:gsub("%f[%w]dixit ", command .. " ", 1)
  return shell(string.format("cd %s && HOME=%s XDG_CONFIG_HOME= sh -c %s 2>&1", folder, folder,
    "'" .. words:gsub("'", "'\\''") .. "'")):gsub("%-%- " .. folder:gsub("%p", "%%%0") .. "/", "-- ")
end

-- One environment for all blocks of a file, as if they stood in one.
local function run_lua(code, environment, name)
  local lines = {}
  environment.print = function(...)
    local words = {}
    for i = 1, select("#", ...) do words[i] = tostring((select(i, ...))) end
    lines[#lines + 1] = table.concat(words, "\t") .. "\n"
  end
  environment.io = { open = function(path) return io.open(folder .. "/" .. path) end }
  assert(load(code:gsub("local dixit =", "dixit ="):gsub("local editor =", "editor ="), name, "t", environment))()
  return table.concat(lines)
end

local failed = 0
for _, path in ipairs(arg) do
  shell("rm -rf " .. folder .. "; mkdir -p " .. folder .. "/.git " .. folder .. "/drafts")
  local environment, output, blocks = setmetatable({}, { __index = _G }), nil, 0
  local old = read(path)
  local new = old:gsub("```(%l+)\n(.-)```\n", function(kind, body)
    blocks = blocks + 1
    local file = kind == "lua" and body:match("^%-%- ([%w./-]+)\n")
    if file then
      write(folder .. "/" .. file, body)
    elseif kind == "lua" then
      output = run_lua(body, environment, "=" .. path .. " block " .. blocks)
    elseif kind == "console" then
      local line = body:match("^%$ ([^\n]*)\n")
      return "```console\n$ " .. line .. "\n" .. run_command(line) .. "```\n"
    elseif kind == "text" then
      return "```text\n" .. output .. "```\n"
    end
  end)
  if new ~= old and os.getenv("DIXIT_UPDATE") then
    write(path, new)
  elseif new ~= old then
    failed = failed + 1
    write(folder .. "/shown.md", new)
    print(path .. ": an example is stale; DIXIT_UPDATE=1 writes what is printed:")
    print(shell("diff " .. path .. " " .. folder .. "/shown.md"))
  end
  print(path .. ": " .. blocks .. " blocks")
end
shell("rm -rf " .. folder)
os.exit(failed == 0 and #arg > 0)
