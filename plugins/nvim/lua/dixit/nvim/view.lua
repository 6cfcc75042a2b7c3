-- What is to be drawn of a document, as plain lists of numbers and names; and the same as a string, to bring it from a
-- worker thread. Knows no editor: it runs in threads that have none.
local view = {}

---@class dixit.nvim.Mark
---@field [1] integer row, from 0
---@field [2] integer column, in bytes from 0
---@field [3] integer end row
---@field [4] integer end column
---@field [5] string kind
---@field [6] string state
---@field [7] string the source's name, or ""

---@class dixit.nvim.Problem
---@field [1] integer row and so on to [4], as in a mark
---@field [5] string severity
---@field [6] string rule
---@field [7] string message

local function place(record)
  return record.line - 1, record.column - 1, record.end_line - 1, record.end_column - 1
end

local function collect_marks(doc, start, stop, into)
  for _, record in ipairs(doc:annotations(start, stop)) do
    local row, column, end_row, end_column = place(record)
    local source = record.kind == "quote" and record.source and doc:get("sources", record.source, false)
    into[#into + 1] = { row, column, end_row, end_column, record.kind, record.state, source and source.name or "" }
  end
end

local function collect_problems(doc, start, stop, into)
  for _, record in ipairs(doc:findings(start, stop)) do
    local row, column, end_row, end_column = place(record)
    into[#into + 1] = { row, column, end_row, end_column, record.severity, record.rule, record.message }
  end
end

-- Marks and problems in ranges of rows ({ first, last }, from 0; none: everywhere), and the status.
function view.collect(doc, ranges)
  local found = { marks = {}, problems = {}, status = require("dixit.editor").status(doc) or "" }
  for _, range in ipairs(ranges or { { 0, doc:line_count() } }) do
    local start, stop = doc:offset(range[1], 0, "bytes", 0), doc:offset(range[2] + 1, 0, "bytes", 0)
    collect_marks(doc, start, stop, found.marks)
    collect_problems(doc, start, stop, found.problems)
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
