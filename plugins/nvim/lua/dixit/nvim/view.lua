-- What is to be drawn of a document, as plain lists of numbers and names; and the same as a string, to bring it from a
-- worker thread. Knows no editor: it runs in threads that have none.
local editor = require "dixit.editor"

local view = {}

---@class dixit.nvim.Mark
---@field [1] integer row, from 0
---@field [2] integer column, in bytes from 0
---@field [3] integer end row
---@field [4] integer end column
---@field [5] string look (editor.looks)
---@field [6] string the speaker's name, or ""

---@class dixit.nvim.Problem
---@field [1] integer row and so on to [4], as in a mark
---@field [5] string severity
---@field [6] string rule
---@field [7] string message

local function flat(span, ...)
  return { span.line - 1, span.column - 1, span.end_line - 1, span.end_column - 1, span.look, ... }
end

-- Marks and problems in ranges of rows ({ first, last }, from 0; none: everywhere), and the status.
function view.collect(doc, ranges)
  local found = { marks = {}, problems = {}, status = editor.status(doc) or "" }
  for _, range in ipairs(ranges or { { 0, doc:line_count() } }) do
    local start, stop = doc:offset(range[1], 0, "bytes", 0), doc:offset(range[2] + 1, 0, "bytes", 0)
    for _, span in ipairs(editor.spans(doc, start, stop)) do
      local into = span.message and found.problems or found.marks
      into[#into + 1] = span.message and flat(span, span.rule, span.message) or flat(span, span.speaker or "")
    end
  end
  return found
end

-- ---- as a string: fields end with \31, records with \30 ----

local function pack(records)
  local lines = {}
  for i, record in ipairs(records) do lines[i] = table.concat(record, "\31") .. "\31" end
  return table.concat(lines, "\30")
end

local function unpack_records(text)
  local records = {}
  for line in text:gmatch("[^\30]+") do
    local record = {}
    for field in line:gmatch("([^\31]*)\31") do record[#record + 1] = #record < 4 and tonumber(field) or field end
    records[#records + 1] = record
  end
  return records
end

function view.pack(found)
  return pack(found.marks) .. "\29" .. pack(found.problems) .. "\29" .. found.status
end

function view.unpack(text)
  local marks, problems, status = text:match("^([^\29]*)\29([^\29]*)\29(.*)$")
  return { marks = unpack_records(marks), problems = unpack_records(problems), status = status }
end

return view
