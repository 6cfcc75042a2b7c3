-- events/saved.lua of the test: what Geany has drawn, written to a file, then a few commands. PLUGIN, RESULT: put in by
-- the test.
local result = io.open("RESULT", "w")
local looks = { "quote-named", "quote-anonymous", "quote-nobody", "claim-anonymous", "claim-nobody", "citation-nobody",
  "info", "warning", "error" }
local text

local function dump()
  text = geany.text()
  for i, look in ipairs(looks) do
    local number, at = 19 + i, 0
    while at < #text do
      local stop = geany.scintilla("INDICATOREND", number, at)
      if stop <= at then break end
      if geany.scintilla("INDICATORVALUEAT", number, at) ~= 0 then
        result:write("drawn\t", look, "\t", geany.scintilla("LINEFROMPOSITION", at, 0) + 1, "\t",
          (text:sub(at + 1, stop):gsub("[\r\n]+", " ")), "\n")
      end
      at = stop
    end
  end
end

-- The plugin as if it were called by this name.
local function run(name)
  local script = geany.script
  rawset(geany, "script", script:gsub("events/saved", name))
  dofile("PLUGIN")
  rawset(geany, "script", script)
end

local ok, message = pcall(function()
  dofile("PLUGIN")
  dump()
  geany.caret(0)
  run("next-claim")
  result:write("go\t", geany.scintilla("LINEFROMPOSITION", geany.caret(), 0) + 1, "\t\t\n")
  run("cite")
  result:write("cite\t", (geany.text():match("[^\n]*%[citation needed%]")), "\t\t\n")
end)
result:write(ok and "end" or "error\t" .. tostring(message), "\t\t\t\n")
result:close()
