-- What every editor plugin needs beside drawing: who said what is here, where the next one is, what an edit would be.
-- Functions of a document (require "dixit") and bytes of its text; no editor, no state. Lua 5.1 and later.
local dixit = require "dixit"

local editor = {}

-- File name endings of prose to formats: where plugins start by themselves unless told otherwise. Web pages are not
-- among them: most are made by programs.
editor.endings = {
  md = "markdown", markdown = "markdown", qmd = "markdown", rmd = "markdown", txt = "plain", text = "plain",
  tex = "latex", wiki = "mediawiki", rst = "rst", adoc = "asciidoc", org = "org",
}

---@alias dixit.Edit { start: integer, stop: integer, text: string }

local source_kinds = {
  named = "named", role = "known by role", group = "a group", document = "a document",
  anonymous = "not named", vague = "nobody in particular", pronoun = "a pronoun without a name",
}

-- "once", "2 times"
local function times(count)
  return count == 1 and "once" or count .. " times"
end

local function percent(share)
  return math.floor(share * 100 + 0.5) .. "%"
end

-- Blanks folded, and cut to a length for one line of a list; never inside a character.
function editor.excerpt(text, longest)
  text = text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", "")
  if #text <= longest then return text end
  local stop = longest
  while stop > 0 and text:byte(stop + 1) >= 0x80 and text:byte(stop + 1) < 0xC0 do stop = stop - 1 end
  return text:sub(1, stop) .. "…"
end

-- ---- what is here ----

-- Lines that say what stands at a byte and why: the innermost first, then the findings.
function editor.describe(doc, byte)
  local lines = {}
  for line in doc:describe(byte):gmatch("[^\n]+") do lines[#lines + 1] = line end
  return lines
end

-- ---- what is drawn ----

-- What an annotation looks like, by kind and state; what is not here is not drawn.
local looks = {
  quote = { named = "quote-named", anonymous = "quote-anonymous", nobody = "quote-nobody" },
  claim = { nobody = "claim-nobody", anonymous = "claim-anonymous" },
  citation = { nobody = "citation-nobody" },
}

-- Every look there is, those that go below others first. "claim-anonymous": only an unnamed source vouches for it.
editor.looks = {
  "quote-named", "quote-anonymous", "quote-nobody", "claim-anonymous", "claim-nobody", "citation-nobody", "info",
  "warning", "error",
}

-- How looks are drawn in programs made with Scintilla: the indicator's style (16: a tinted box; 1: a squiggle; 6: a
-- plain box) and its colour, blue first. What is not here is not drawn. A new table each time, for users to change.
function editor.indicators()
  return {
    ["quote-named"] = { 16, 0x50B060 },
    ["quote-anonymous"] = { 16, 0x20B0E0 },
    ["quote-nobody"] = { 16, 0x5050E0 },
    ["claim-nobody"] = { 1, 0x4F6CE0 },
    ["citation-nobody"] = { 1, 0x4F6CE0 },
    ["info"] = { 6, 0xC08040 },
    ["warning"] = { 6, 0x20B0E0 },
    ["error"] = { 6, 0x3030E0 },
  }
end

function editor.look(kind, state)
  return looks[kind] and looks[kind][state]
end

-- Spans to draw that overlap a range (the whole text when none is given), findings last: each { start, stop, look }
-- with line and columns in `unit` (false: without), `speaker` for quotations, `message` and `rule` for findings.
function editor.spans(doc, start, stop, unit)
  local spans = {}
  start, stop = start or 0, stop or #doc
  for _, mark in ipairs(doc:annotations(start, stop, unit)) do
    mark.look = editor.look(mark.kind, mark.state)
    if mark.look then
      local source = mark.kind == "quote" and mark.source and doc:get("sources", mark.source, false)
      mark.speaker = source and source.name or nil
      spans[#spans + 1] = mark
    end
  end
  for _, finding in ipairs(doc:findings(start, stop, unit)) do
    finding.look = finding.severity
    spans[#spans + 1] = finding
  end
  return spans
end

-- "4 of 9 claims have a source (44%)"; nil where nothing is claimed.
function editor.status(doc)
  local coverage = doc:coverage()
  if not coverage.share then return nil end
  return string.format("%d of %d claims sourced (%s)", coverage.supported, coverage.claims, percent(coverage.share))
end

-- Lines that explain a finding: what it says, and its rule: why there is such a rule, who says so.
function editor.explain_rule(finding)
  local lines = { finding.severity .. " " .. finding.rule .. ": " .. finding.message }
  for _, rule in ipairs(dixit.rules()) do
    if rule.id == finding.rule then
      lines[#lines + 1] = rule.rationale
      lines[#lines + 1] = rule.source
    end
  end
  return lines
end

-- ---- where the next one is ----

local wanted = {
  claim = function(record) return record.support == "none" end,
  quote = function(record) return record.kind == "speech" end,
  finding = function() return true end,
}
local layer_of = { claim = "claims", quote = "quotes", finding = "findings" }

-- The next record ("claim": one nobody vouches for; "quote": speech; "finding") that starts after a byte, or before it
-- with direction -1; after the last comes the first. nil when there is none.
function editor.next(doc, kind, byte, direction)
  local first, last, before, after
  for record in doc:each(layer_of[kind]) do
    if wanted[kind](record) then
      first, last = first or record, record
      if record.start < byte then before = record end
      if record.start > byte then after = after or record end
    end
  end
  if direction == -1 then return before or last end
  return after or first
end

-- The record of a layer that stands at a byte: the innermost, or nil.
function editor.at(doc, layer, byte)
  local records = doc[layer](doc, byte, byte)
  return records[#records]
end

-- The source that is speaking, spoken of or quoted at a byte, or nil.
function editor.source_at(doc, byte)
  local annotations = doc:annotations(byte, byte, false)
  for i = #annotations, 1, -1 do
    if annotations[i].source then return doc:get("sources", annotations[i].source, false) end
  end
end

-- The words of a source, in order: pieces of its attributions.
function editor.pieces_by(doc, source)
  local pieces = {}
  for attribution in doc:each("attributions") do
    if attribution.source == source.index then
      for _, piece in ipairs(attribution.pieces) do pieces[#pieces + 1] = piece end
    end
  end
  return pieces
end

-- Sources with the words of each: those quoted most first. Each is { source, pieces, title }.
function editor.sources(doc)
  local list, by_index = {}, {}
  for source in doc:each("sources") do
    local entry = { source = source, pieces = {} }
    list[#list + 1], by_index[source.index] = entry, entry
  end
  for attribution in doc:each("attributions") do
    local entry = by_index[attribution.source]
    for _, piece in ipairs(entry and attribution.pieces or {}) do entry.pieces[#entry.pieces + 1] = piece end
  end
  table.sort(list, function(a, b)
    if a.source.quote_count ~= b.source.quote_count then return a.source.quote_count > b.source.quote_count end
    return a.source.index < b.source.index
  end)
  for _, entry in ipairs(list) do
    entry.title = string.format("%s (%s, %s, %d words)", entry.source.name, source_kinds[entry.source.kind],
      times(entry.source.quote_count), entry.source.word_count)
  end
  return list
end

-- The place a citation at a byte points to, or the first citation of the reference there; nil when there is neither.
function editor.other_end(doc, byte)
  local citation = editor.at(doc, "citations", byte)
  if citation then return citation.reference and doc:get("references", citation.reference) end
  local reference = editor.at(doc, "references", byte)
  for other in doc:each("citations") do
    if reference and other.reference == reference.index then return other end
  end
end

-- ---- what an edit would be ----

-- Several edits as one, from the start of the first to the end of the last.
local function join(doc, fixes)
  table.sort(fixes, function(a, b) return a.start < b.start end)
  local first, parts, at = fixes[1], {}, fixes[1].start
  for _, fix in ipairs(fixes) do
    parts[#parts + 1] = doc:text(at, fix.start)
    parts[#parts + 1] = fix.replacement
    at = fix.stop
  end
  return { start = first.start, stop = at, replacement = table.concat(parts), label = first.label, safe = true }
end

-- The fixes of a finding to choose from: the safe ones, which belong together, are one.
function editor.fixes_of(doc, finding)
  local safe, list = {}, {}
  for _, fix in ipairs(finding.fixes) do
    local place = fix.safe and safe or list
    place[#place + 1] = fix
  end
  if #safe > 0 then table.insert(list, 1, #safe == 1 and safe[1] or join(doc, safe)) end
  return list
end

-- Fixes of the findings at a byte, each with the finding it mends: { fix, finding }.
function editor.fixes_at(doc, byte)
  local list = {}
  for _, finding in ipairs(doc:findings(byte, byte)) do
    for _, fix in ipairs(editor.fixes_of(doc, finding)) do list[#list + 1] = { fix = fix, finding = finding } end
  end
  return list
end

---@return dixit.Edit
function editor.fix_edit(fix)
  return { start = fix.start, stop = fix.stop, text = fix.replacement }
end

-- The edit that silences a finding where it stands, or nil and why there is none.
function editor.ignore_edit(doc, finding)
  local signs = dixit.signs(doc:format())
  if signs.comment_open == "" then
    return nil, doc:format() .. " has no comments: switch " .. finding.rule .. " off in .dixit.lua"
  end
  local start, stop = doc:line(finding.line or (doc:position(finding.start)))
  local line_end = doc:text(stop, stop + 2):match("^\r?\n") or "\n"
  local comment = signs.comment_open .. "dixit-disable-next-line " .. finding.rule .. signs.comment_close
  return { start = start, stop = start, text = comment .. line_end }
end

-- The edit that asks for a source behind a claim.
function editor.citation_needed_edit(claim, format)
  return { start = claim.stop, stop = claim.stop, text = dixit.signs(format or "plain").citation_needed }
end

-- The text with the first fix of every finding made, but for those that overlap one before; and how many were made.
-- `accept(finding)` says which findings; all when not given.
function editor.fixed(doc, accept)
  local fixes, parts, at = {}, {}, 0
  for finding in doc:each("findings") do
    local fix = (not accept or accept(finding)) and editor.fixes_of(doc, finding)[1]
    if fix then fixes[#fixes + 1] = fix end
  end
  table.sort(fixes, function(a, b) return a.start < b.start end)
  local made = 0
  for _, fix in ipairs(fixes) do
    if fix.start >= at then
      parts[#parts + 1] = doc:text(at, fix.start)
      parts[#parts + 1] = fix.replacement
      at, made = fix.stop, made + 1
    end
  end
  parts[#parts + 1] = doc:text(at)
  return table.concat(parts), made
end

return editor
