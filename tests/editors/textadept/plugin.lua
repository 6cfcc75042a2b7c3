-- dixit in Textadept with its Lua API mocked (mock.lua): Debian 12 has no Textadept.
local check, here = ...
local mock = dofile(here .. "mock.lua")
local root = here .. "../../../"
local file = assert(io.open(here .. "../article.md", "rb"))
local article = file:read("a")
file:close()
mock.set(article)
local dixit = dofile(root .. "plugins/textadept/init.lua")
local looks = require("dixit.editor").looks

local function drawn(look)
  for number, name in ipairs(looks) do
    if name == look then return mock.drawn[number] or {} end
  end
end

local function open(text)
  mock.set(text)
  events.emit(events.FILE_OPENED, buffer.filename)
end

local function check_spans()
  check.equal(drawn("quote-named"), { "“The bridge is safe and will stay open,”", "“It is,”" })
  check.equal(drawn("quote-anonymous"), { "“They never came here,”" })
  check.equal(drawn("quote-nobody"), { "“We will fight on.”", "“so it is and left." })
  check.equal(drawn("claim-nobody"), { "𝄞 Unemployment fell 12 percent in 2019, the steepest fall ever." })
end

return {
  { "quotations and claims have their indicators, speakers stand behind the line", function()
    open(article)
    check_spans()
    check.equal(mock.eol[5], "— Ann Lee")
    assert(ui.statusbar_text:find("claims sourced", 1, true), ui.statusbar_text)
  end },

  { "a file with CR LF has its spans at the same words", function()
    open((article:gsub("\n", "\r\n")))
    check_spans()
  end },

  { "many changes make one check, and drawing makes none", function()
    open(article)
    mock.timers = {}
    mock.set("é " .. article)
    mock.set("é “It works,” said Bo Ray.\n\n" .. article)
    check.equal(#mock.timers, 2)
    mock.rest()
    check.equal(drawn("quote-named")[1], "“It works,”")
    check.equal(#mock.timers, 0)
  end },

  { "commands go, edit and list", function()
    open(article)
    buffer.current_pos = 1
    dixit.next_claim()
    check.equal(buffer.current_pos, article:find("𝄞 Unemployment", 1, true))
    dixit.cite()
    assert(buffer:get_text():find("fall ever. [citation needed]\n", 1, true))
    mock.choice = 2
    dixit.sources()
    assert(mock.dialog.items[1]:find("Ann Lee", 1, true))
    check.equal(buffer.current_pos, article:find("“The bridge", 1, true))
  end },

  { "the mouse is told what it is on", function()
    open(article)
    events.emit(events.DWELL_START, article:find("bridge is safe", 1, true))
    assert(mock.tips[#mock.tips][2]:find("Ann Lee", 1, true))
  end },

  { "other files are left alone", function()
    mock.drawn = {}
    buffer.filename = "/tmp/a.c"
    open(article)
    dixit.explain()
    buffer.filename = "/tmp/article.md"
    check.equal(mock.drawn, {})
  end },
}
