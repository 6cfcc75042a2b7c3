-- For dixit.sty: puts \dixitmark around what is to be marked, line by line as LuaTeX reads the document.
--
-- Only what stands in one source line and holds no command, brace, mathematics or comment is marked: nothing else can
-- be wrapped and still be the same document. What is marked comes from JOBNAME.dixit (`dixit annotate --units bytes`),
-- or, under shell escape, from the Lua module.
local M = {}

local texts = { claim = "Nobody vouches for this.", citation = "This citation points nowhere.",
  quote = "Nobody is named as saying this." }
local kinds = {
  ["claim nobody"] = "nobody", ["citation nobody"] = "nobody", ["quote nobody"] = "nobody",
  ["finding info"] = "finding", ["finding warning"] = "finding", ["finding error"] = "finding",
}

-- Text for TeX, where every character is itself.
local function escape(text)
  return (text:gsub("[\\{}$&#^_%%~]", function(character)
    return "\\char" .. character:byte() .. " "
  end))
end

-- ---- marks: by line, { from, to, kind, note }, columns in bytes from 1, `to` exclusive ----

local function add(marks, line, from, to, kind, note)
  marks[line] = marks[line] or {}
  table.insert(marks[line], { from = from, to = to, kind = kind, note = note })
end

local function unescape(text)
  return (text:gsub("\\(.)", { n = " ", t = " ", ["\\"] = "\\" }))
end

local function add_record(marks, field, with_quotes)
  local kind, name = kinds[field[1] .. " " .. field[2]], field[7]
  if field[3] ~= field[5] then return end
  local line, from, to = tonumber(field[3]), tonumber(field[4]), tonumber(field[6])
  if kind then
    add(marks, line, from, to, kind, texts[field[1]] or unescape(field[8]))
  elseif with_quotes and field[1] == "quote" and name ~= "" then
    add(marks, line, from, to, "quote", name)
  end
end

local function read_file(path, with_quotes)
  local file = io.open(path)
  if not file then return nil end
  local marks = {}
  for record in file:lines() do
    local field = {}
    for value in (record .. "\t"):gmatch("([^\t]*)\t") do field[#field + 1] = value end
    if #field == 8 then add_record(marks, field, with_quotes) end
  end
  file:close()
  return marks
end

-- With the Lua module, which LuaTeX loads under shell escape only.
local function read_module(path, with_quotes)
  local found, dixit = pcall(require, "dixit")
  local file = found and io.open(path, "rb")
  if not file then return nil end
  local doc, marks = dixit.open(file:read("a"), { format = "latex" }), {}
  file:close()
  local function take(record, kind, state, name, text)
    add_record(marks, { kind, state, record.line, record.column, record.end_line, record.end_column, name, text },
      with_quotes)
  end
  for _, mark in ipairs(doc:annotations()) do
    local source = mark.source and doc:get("sources", mark.source, false)
    take(mark, mark.kind, mark.state, source and source.name or "", "")
  end
  for _, finding in ipairs(doc:findings()) do
    take(finding, "finding", finding.severity, finding.rule, finding.message)
  end
  doc:close()
  return marks
end

-- ---- lines ----

-- Is it words alone?
local function can_be_marked(words)
  return words ~= "" and not words:find("[\\{}$&#^_%%~]")
end

-- Marks that do not overlap, sorted; one inside another gives that its note.
local function choose(list, line)
  table.sort(list, function(a, b)
    if a.from ~= b.from then return a.from < b.from end
    return a.to > b.to
  end)
  local chosen, last = {}, nil
  for _, mark in ipairs(list) do
    if last and mark.from < last.to then
      if mark.note ~= last.note then last.note = last.note .. " " .. mark.note end
    elseif can_be_marked(line:sub(mark.from, mark.to - 1)) then
      chosen[#chosen + 1], last = mark, mark
    end
  end
  return chosen
end

local function mark_line(line, list)
  local parts, at = {}, 1
  for _, mark in ipairs(choose(list, line)) do
    parts[#parts + 1] = line:sub(at, mark.from - 1)
    parts[#parts + 1] = "\\dixitmark{" .. mark.kind .. "}{" .. escape(mark.note) .. "}{"
      .. line:sub(mark.from, mark.to - 1) .. "}"
    at = mark.to
  end
  parts[#parts + 1] = line:sub(at)
  return table.concat(parts)
end

-- Environments whose lines are taken as they are.
local verbatim = { verbatim = true, ["verbatim*"] = true, lstlisting = true, minted = true, comment = true }

-- Mark the lines that are read from the main file from now on.
function M.start(jobname, with_quotes)
  local main = status.filename
  local marks = read_module(main, with_quotes) or read_file(jobname .. ".dixit", with_quotes)
  if not marks then
    texio.write_nl("Package dixit: there is no " .. jobname .. ".dixit; make it with")
    texio.write_nl("  dixit annotate --units bytes " .. main .. " >" .. jobname .. ".dixit")
    return
  end
  local inside
  luatexbase.add_to_callback("process_input_buffer", function(line)
    if status.filename ~= main then return nil end
    local name = line:match("\\begin{(%a+%*?)}")
    if verbatim[name] then inside = name end
    local list = not inside and not line:find("\\verb", 1, true) and marks[tex.inputlineno]
    if inside and line:find("\\end{" .. inside .. "}", 1, true) then inside = nil end
    return list and mark_line(line, list) or nil
  end, "dixit: marks")
end

return M
