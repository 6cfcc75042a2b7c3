-- What a hostile .dixit.lua might try: each { name, text, words the message must hold, line it must name }. The same
-- list is tried in every Lua (config.lua) and on the command (command.lua).
local deep_table = "return " .. ("{"):rep(5000) .. ("}"):rep(5000)
local long_sum = "local x = 1" .. (" + (1"):rep(3000) .. (")"):rep(3000) .. " return {}"
local many_strings = {}
for i = 1, 60000 do many_strings[i] = string.format("%q", "word number " .. i) end

return {
  -- time
  { "an endless loop", "local x = 0\nwhile true do x = x + 1 end", "takes too long", 2 },
  { "an endless loop without a body", "while true do end", "takes too long", 1 },
  { "an endless repeat", "\n\nrepeat until false", "takes too long", 3 },
  { "a loop too long", "for i = 1, 1e15 do end return {}", "takes too long", 1 },
  { "loops in loops", "for i=1,1e5 do\nfor j=1,1e5 do\nfor k=1,1e5 do end end end return {}", "takes too long" },
  { "comparing long strings", [[
local a = "x" for i = 1, 19 do a = a .. a end
local b = a .. "1" a = a .. "2"
while true do local c = a < b end]], "", 3 },
  { "joining and forgetting long strings", [[
local a = "x" for i = 1, 19 do a = a .. a end
while true do local b = a .. 1 end]], "", 2 },

  -- depth
  { "endless recursion", "local function f() return 1 + f() end\nreturn f()", "", 1 },
  { "endless tail calls", "local function f() return f() end\nreturn f()", "takes too long", 1 },
  { "mutual recursion", "local f, g\nfunction f() g() return 1 end\nfunction g() f() return 1 end\nf()", "" },
  { "tables in tables", deep_table, "", 1 },
  { "brackets in brackets", long_sum, "", 1 },
  { "functions in functions", ("return function() "):rep(300) .. ("end "):rep(300), "", 1 },

  -- memory
  { "a string of a gigabyte", "local s = 'x'\nfor i = 1, 30 do s = s .. s end\nreturn {}", "memory", 2 },
  { "a string joined with itself many times",
    "local s = 'xxxxxxxx'\nwhile true do s = s .. s .. s .. s .. s .. s .. s .. s end", "memory", 2 },
  { "a table without end", "local t = {}\nlocal i = 0 while true do i = i + 1 t[i] = {} end", "", 2 },
  { "a table with a large key", "local t = {}\nfor i = 1, 40 do t[2 ^ i] = t end\nreturn t", "names of options", 1 },
  { "a list of tables without end", "local t = {}\nwhile true do t = { t } end", "", 2 },
  { "functions without end", "local t = {}\nlocal i = 0 while true do i = i + 1 t[i] = function() return i end end",
    "", 2 },
  { "a text larger than a configuration", "return { -- " .. ("x"):rep(2 * 1024 * 1024) .. "\n}", "larger", 1 },
  { "many words", "return {" .. table.concat(many_strings, ",") .. "}", "", 1 },

  -- the world outside
  { "require", "local x = 1\nrequire('os').execute('true')", "require", 2 },
  { "os.execute", "os.execute('true')", "os", 1 },
  { "io.open", "io.open('/etc/passwd'):read('*a')", "io", 1 },
  { "dofile", "dofile('/etc/passwd')", "dofile", 1 },
  { "load", "load('return 1')()", "load", 1 },
  { "loadstring", "loadstring('return 1')()", "loadstring", 1 },
  { "package.loadlib", "package.loadlib('libc.so.6', 'system')", "package", 1 },
  { "debug", "debug.getregistry()", "debug", 1 },
  { "collecting garbage", "collectgarbage('stop')", "collectgarbage", 1 },
  { "printing", "print('x')", "print", 1 },
  { "coroutines", "coroutine.wrap(function() end)()", "coroutine", 1 },
  { "LuaJIT's ffi", "ffi.cdef('int system(const char *)')", "ffi", 1 },
  { "reaching for globals", "_G.os.execute('true')", "_G", 1 },
  { "catching errors", "pcall(function() while true do end end)", "pcall", 1 },

  -- tricks
  { "string.rep", "local s = string.rep('x', 1e9)", "string", 1 },
  { "string.rep as a method", "local s = ('x'):rep(1e9)", "string", 1 },
  { "a pattern that explodes", "return ('a'):find(('a*'):rep(50) .. 'b')", "", 1 },
  { "setmetatable", "setmetatable({}, { __index = function() while true do end end })", "setmetatable", 1 },
  { "getmetatable of strings", "getmetatable('').__index.rep = nil", "getmetatable", 1 },
  { "bytecode", "\27Lua\83\0\25\147\r\n\26\n\4\4\8\8\8xV", "compiled", 1 },
  { "bytecode of LuaJIT", "\27LJ\2\10", "compiled", 1 },
  { "a table that holds itself", "local t = {}\nt.rules = t\nreturn t", "rules", 2 },
  { "sections in sections", "return { paths = { { files = { '*' }, paths = { } } } }", "paths", 1 },
  { "a name with a NUL", "return { profile = 'news\\0x' }", "NUL", 1 },
  { "files of rules", "return { rule_files = { 'evil.lua' } }", "your own configuration", 1 },
  { "nothing returned", "local x = 1", "returns a table", 1 },
  { "a function returned", "return function() end", "returns a table", 1 },
}
