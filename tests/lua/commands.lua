-- Commands, in an editor that only notes what it is told to do.
local check = ...
local dixit = require "dixit"
local commands = require "dixit.commands"

local text = table.concat({
  "The Café 𝄞 opened in May. “The bridge is safe,” said Mayor Ann Lee. “It is,” she added.[^1]", "",
  "𝄞 Unemployment fell 12 percent in 2019, the steepest fall ever.", "",
  "The clerk said: “so it is and left.", "",
  "[^1]: City hall, p. 3.", "",
}, "\n")
local doc = assert(dixit.open(text, { format = "markdown" }))

local function place(words)
  return assert(text:find(words, 1, true), words) - 1
end

-- What a command makes the editor do; of a choice it takes the last.
local function run(name, byte)
  local done = {}
  local host = { choose = function(_, labels, act) done.labels = labels act(#labels) end }
  for _, name_of in ipairs { "tell", "show", "go", "edit" } do
    host[name_of] = function(what) done[name_of] = what end
  end
  host.list = function(title, items) done.title, done.items = title, items end
  commands.run(name, doc, byte, host)
  return done
end

return {
  { "the cursor goes to places", function()
    check.equal(run("next-claim", 0).go.start, place "𝄞 Unemployment")
    check.equal(run("previous-quote", place "“It is").go.start, place "“The bridge")
    check.equal(run("next-finding", 0).go.line, 5)
    check.equal(run("reference", place "[^1]").go.start, place "[^1]: City")
  end },

  { "lists have places with a text", function()
    local sources = run("sources", 0)
    check.equal(sources.title, "Sources")
    assert(sources.items[1].text:find("^Ann Lee"), sources.items[1].text)
    check.equal(sources.items[2].text, "    “The bridge is safe,”")
    check.equal({ sources.items[2].line, sources.items[2].column }, { 1, 31 })
    check.equal(run("quotes", place "bridge").title, "Quotes by Ann Lee")
    check.equal(run("findings", 0).items[1].severity, "warning")
  end },

  { "what stands here is shown, and why a rule is one", function()
    assert(run("explain", place "bridge").show[1]:find("Ann Lee", 1, true))
    local lines = run("rule", place "clerk").show
    assert(lines[1]:find("^warning quotes/unclosed: ") and #lines == 3, table.concat(lines, "\n"))
    assert(run("status", 0).tell:find("claims sourced", 1, true))
  end },

  { "edits", function()
    check.equal(run("cite", place "fell 12").edit.text, " [citation needed]")
    check.equal(run("ignore", place "“so it").edit.text, "<!-- dixit-disable-next-line quotes/unclosed -->\n")
  end },

  { "where there is nothing, that is told", function()
    for _, name in ipairs { "fix", "ignore", "cite", "explain", "rule", "quotes", "reference" } do
      local done = run(name, place "\n\nThe clerk" + 1)
      assert(done.tell or name == "fix", name)
    end
    assert(run("nonsense", 0).tell:find("nonsense", 1, true))
    local empty = assert(dixit.open(""))
    for _, command in ipairs(commands.list) do
      local told
      commands.run(command[1], empty, 0, { tell = function(message) told = message end })
      assert(told, command[1])
    end
  end },

  { "every command is known by its name", function()
    for _, command in ipairs(commands.list) do assert(commands.has(command[1]) and #command[2] > 0) end
    check.equal(commands.has("nonsense"), false)
  end },
}
