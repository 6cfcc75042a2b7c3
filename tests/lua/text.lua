-- Positions: bytes, lines and columns in every unit, counted from 1 and from 0.
local check = ...
local dixit = require "dixit"

local text = "é “𝄞” a\r\nline two\rthree\n\ncafe\204\129"
local doc = assert(dixit.open(text, { format = "plain" }))

return {
  { "lengths and slices", function()
    check.equal(doc:length(), #text)
    check.equal(#doc, #text)
    check.equal(doc:text(), text)
    check.equal(doc:text(3, 13), "“𝄞”")
    check.equal(doc:text { start = 3, stop = 13 }, "“𝄞”")
    check.equal(doc:text(14), text:sub(15))
    check.equal(doc:text(5, 2), "")
    check.equal(doc:text(0, 1e9), text)
    check.raises("#2", doc.text, doc, -1)
    check.raises("#2", doc.text, doc, 1.5)
    check.raises("stop:", doc.text, doc, { start = 1 })
  end },

  { "lines, whatever ends them", function()
    check.equal(doc:line_count(), 5)
    local lines = {}
    for n = 1, 5 do lines[n] = doc:text(doc:line(n)) end
    check.equal(lines, { "é “𝄞” a", "line two", "three", "", "cafe\204\129" })
    check.equal({ doc:line(99) }, { #text, #text })
  end },

  { "columns in each unit", function()
    local columns = { bytes = 14, chars = 6, utf16 = 7, graphemes = 6 }
    for unit, column in pairs(columns) do
      check.equal({ doc:position(13, unit) }, { 1, column }, unit)
      check.equal({ doc:position(13, unit, 0) }, { 0, column - 1 }, unit)
      check.equal(doc:offset(1, column, unit), 13, unit)
      check.equal(doc:offset(0, column - 1, unit, 0), 13, unit)
    end
    check.equal({ doc:position(13) }, { 1, 14 })
    check.equal({ doc:position(#text, "graphemes") }, { 5, 5 })
    check.equal({ doc:position(1e9) }, { doc:position(#text) })
    check.equal(doc:offset(1, 1e9), 15)
    check.equal(doc:offset(1e9, 1), #text)
  end },

  { "counts through the whole text", function()
    check.equal(doc:count(13), 13)
    check.equal(doc:count(13, "chars"), 5)
    check.equal(doc:count(13, "utf16"), 6)
    check.equal(doc:count(#text, "graphemes"), 29)
  end },

  { "misuse is named", function()
    check.raises("#2", doc.position, doc)
    check.raises("#3", doc.position, doc, 1, "words")
    check.raises("#4", doc.position, doc, 1, "bytes", 2)
    check.raises("#2", doc.offset, doc, 0, 1)
    check.raises("#3", doc.offset, doc, 1, 0)
    check.raises("#2", doc.line, doc, "one")
  end },
}
