-- What SciTE has drawn, written to a file, step by step; at last a line "end". The test puts PLUGIN and RESULT in.
local result = io.open("RESULT", "w")
local loaded
loaded, dixit = pcall(dofile, "PLUGIN")
if not loaded then
  result:write("error\t", dixit, "\t\t\nend\t\t\t\n")
  result:close()
end
local looks = require("dixit.editor").looks

-- Each stretch of each indicator: look, line, words.
local function dump(step)
  for i, look in ipairs(looks) do
    local number, at = dixit.first_indicator + i - 1, 0
    while at < editor.Length do
      local stop = editor:IndicatorEnd(number, at)
      if stop <= at then break end
      if editor:IndicatorValueAt(number, at) ~= 0 then
        local line = editor:LineFromPosition(at) + 1
        result:write(step, "\t", look, "\t", line, "\t", (editor:textrange(at, stop):gsub("\r?\n", " ")), "\n")
      end
      at = stop
    end
  end
  for line = 0, editor.LineCount - 1 do
    local text = editor.EOLAnnotationText[line]
    if text and text ~= "" then result:write(step, "\tspeaker\t", line + 1, "\t", text, "\n") end
  end
end

local function note(step, what, value)
  result:write(step, "\t", what, "\t", tostring(value), "\t", "\n")
end

local function finish()
  note("end", "", "")
  result:close()
end

local steps = {
  function()
    dump("drawn")
    note("drawn", "coverage", props["dixit.coverage"])
    editor:GotoPos(0)
    dixit_next_quote()
    dixit_next_quote()
    note("go", "line", editor:LineFromPosition(editor.CurrentPos) + 1)
    note("go", "column", editor.CurrentPos - editor:PositionFromLine(editor:LineFromPosition(editor.CurrentPos)) + 1)
    dixit_next_claim()
    dixit_cite()
    note("cite", "line", (editor:GetLine(8):gsub("%s+$", "")))
    OnDwellStart(editor:PositionFromLine(4) + 40, "")
    note("hover", "call tip", editor:CallTipActive())
    editor:CallTipCancel()
    editor:InsertText(0, "é “It works,” said Bo Ray.\n\n")
  end,
  function()
    dump("typed")
    finish()
  end,
}
local step, busy = 1, false
local handle = OnUpdateUI

local function is_drawn()
  local doc = dixit.last_drawn()
  return doc and doc:text() == editor:GetText()
end

local function go_on(...)
  handle(...)
  if not steps[step] or not is_drawn() then return end
  step = step + 1
  steps[step - 1]()
end

function OnUpdateUI(...)
  if busy then return end
  busy = true
  local ok, message = pcall(go_on, ...)
  busy = false
  if not ok then
    note("error", message, "")
    finish()
  end
end
