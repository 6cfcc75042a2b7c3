-- dixit in lite-xl with its Lua API mocked (mock.lua): Debian 12 has no lite-xl.
local check, here = ...
local mock = dofile(here .. "mock.lua")
local file = assert(io.open(here .. "../article.md", "rb"))
local article = file:read("a")
file:close()
mock.doc:set(article)
local options = dofile(here .. "../../../plugins/lite-xl/init.lua")

-- The words under what is drawn with a look: "LINE WORDS".
local function drawn(look)
  local kind, list = options.looks[look].tint and "tint" or "line", {}
  for _, rect in ipairs(mock.rects) do
    if rect.color == options.looks[look][kind] then
      local line = math.floor(rect.y / 24) + 1
      list[#list + 1] = line .. " " .. mock.doc.lines[line]:sub(rect.x // 10 + 1, (rect.x + rect.width) // 10)
    end
  end
  return list
end

local function open(text)
  mock.doc:set(text)
  mock.pass(1)
  mock.draw()
end

local function check_spans()
  check.equal(drawn("quote-named"), { "5 “The bridge is safe and will stay open,”", "5 “It is,”" })
  check.equal(drawn("quote-anonymous"), { "7 “They never came here,”" })
  check.equal(drawn("quote-nobody"), { "3 “We will fight on.”", "11 “so it is and left." })
  check.equal(drawn("claim-nobody"), { "9 𝄞 Unemployment fell 12 percent in 2019, the steepest fall ever." })
end

return {
  { "quotations are tinted, claims underlined, speakers stand behind the line", function()
    open(article)
    check_spans()
    check.equal(mock.texts[1].text, "— Ann Lee")
    assert(mock.texts[1].x > #mock.doc.lines[5] * 10)
    assert(mock.item.predicate() and mock.item.get_item()[2]:find("claims sourced", 1, true))
  end },

  { "a file with CR LF has its spans at the same words", function()
    open((article:gsub("\n", "\r\n")))
    check_spans()
  end },

  { "a check waits for the pause, and nothing old is drawn", function()
    open(article)
    for i = 1, 5 do
      mock.doc:set(("x"):rep(i) .. "\n" .. article)
      mock.pass(0.1)
    end
    mock.draw()
    check.equal(#mock.rects, 0)
    mock.pass(0.5)
    mock.draw()
    check.equal(drawn("quote-nobody")[1], "4 “We will fight on.”")
  end },

  { "commands go, edit and list", function()
    open(article)
    mock.doc:set_selection(1, 1)
    mock.commands["dixit:next-claim"](mock.view)
    check.equal({ mock.doc:get_selection() }, { 9, 1, 9, 1 })
    mock.commands["dixit:cite"](mock.view)
    assert(mock.doc.lines[9]:find("fall ever. [citation needed]\n", 1, true), mock.doc.lines[9])
    mock.doc:set_selection(11, 20)
    mock.commands["dixit:ignore"](mock.view)
    check.equal(mock.doc.lines[11], "<!-- dixit-disable-next-line quotes/unclosed -->\n")
    mock.commands["dixit:sources"](mock.view)
    check.equal(mock.label, "Sources")
    local texts = mock.asked.suggest("")
    assert(texts[1]:find("Ann Lee", 1, true), texts[1])
    mock.asked.submit("", { text = texts[2] })
    check.equal({ mock.doc:get_selection() }, { 5, 31, 5, 31 })
  end },

  { "the mouse is told what it is on", function()
    open(article)
    mock.view:on_mouse_moved(400, 4 * 24 + 5)
    assert(mock.tooltip:find("Ann Lee", 1, true), mock.tooltip)
    mock.view:on_mouse_moved(5, 4 * 24 + 5)
    check.equal(mock.tooltip, nil)
  end },
}
