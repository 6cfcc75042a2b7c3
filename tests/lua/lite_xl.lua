-- In a program without visible Lua functions (lite_xl_host.c): documents, configuration, rules.
local doc = assert(dixit.open("“It is very safe,” said Ann Lee."))
assert(#doc:quotes() == 1 and doc:get("sources", 1).name == "Ann Lee")
doc:close()
assert(dixit.config("return { strict = true }").strict)
assert(not dixit.config("while true do end"))
local rules = assert(dixit.ruleset())
assert(rules:load('dixit.rule { id = "my/very", message = "m", check = function(doc, report) '
  .. 'local a, b = doc:text():find("very") report(a - 1, b) end, bad = { "It is very hot." } }'))
assert(rules:test())
