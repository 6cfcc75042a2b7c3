-- A test runner small enough to run anywhere Lua does: under every interpreter, in an editor, in a worker thread.
-- A suite is a file that returns a list of { name, function }; it takes this table and its own folder as arguments.
local check = {}

local function show(value)
  if type(value) == "string" then return string.format("%q", value) end
  if type(value) ~= "table" then return tostring(value) end
  local parts = {}
  for key, inner in pairs(value) do parts[#parts + 1] = tostring(key) .. "=" .. show(inner) end
  table.sort(parts)
  return "{" .. table.concat(parts, ", ") .. "}"
end

local function same(a, b)
  if type(a) ~= "table" or type(b) ~= "table" then return a == b end
  for key, value in pairs(a) do
    if not same(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

function check.equal(found, expected, what)
  if same(found, expected) then return end
  error((what and what .. ": " or "") .. "expected " .. show(expected) .. ", found " .. show(found), 2)
end

-- The call raises an error whose message holds `words`.
function check.raises(words, call, ...)
  local ok, message = pcall(call, ...)
  if ok then error("no error; expected one with " .. show(words), 2) end
  if not tostring(message):find(words, 1, true) then
    error("expected an error with " .. show(words) .. ", found " .. show(message), 2)
  end
end

-- The results are nil and a message that holds `words`.
function check.fails(words, result, message)
  if result ~= nil then error("expected nil, found " .. show(result), 2) end
  if not tostring(message):find(words, 1, true) then
    error("expected a message with " .. show(words) .. ", found " .. show(message), 2)
  end
end

-- Runs the suites (paths); returns how many tests failed, and what there is to say.
function check.run(paths)
  local failed, passed, lines = 0, 0, {}
  for _, path in ipairs(paths) do
    for _, test in ipairs(assert(loadfile(path))(check, path:match("^(.*/)") or "./")) do
      local ok, message = xpcall(test[2], function(text)
        return debug and debug.traceback(tostring(text), 2) or text
      end)
      if ok then
        passed = passed + 1
      else
        failed = failed + 1
        lines[#lines + 1] = "FAILED " .. test[1] .. "\n" .. tostring(message)
      end
    end
  end
  lines[#lines + 1] = string.format("%s: %d passed, %d failed", jit and jit.version or _VERSION, passed, failed)
  return failed, table.concat(lines, "\n")
end

return check
