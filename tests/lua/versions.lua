-- lua versions.lua FILE VERSION...: each FILE is a build of the module for that Lua. Loaded into this one it works when
-- it is for this one, and says what is wrong when it is not.
for i = 1, #arg, 2 do
  local open, message = package.loadlib(arg[i], "luaopen_dixit")
  assert(open, message)
  local ok, result = pcall(open, "dixit")
  if "Lua " .. arg[i + 1] == _VERSION then
    assert(ok and result.version, result)
  else
    assert(not ok and tostring(result):find("is for Lua " .. arg[i + 1] .. ",", 1, true), tostring(result))
    assert(tostring(result):find("install the one for " .. _VERSION, 1, true), tostring(result))
  end
end
