-- dixit as a pandoc filter: who said what and what nobody vouches for as spans with titles in HTML, as margin notes in
-- LaTeX, as comments in Word (docx, odt).
--
-- pandoc's tree has no places in the source. So the filter writes the tree as simple Markdown, which it can follow:
-- each inline becomes a node with its bytes of that text, { start, stop, inline } and `children` or, of a word, `text`
-- and `at`. What dixit finds there is wrapped around nodes, cutting words where a span ends inside one; then the nodes
-- become inlines again.
--
-- The Lua module for pandoc's Lua does the work; without one the command does (`dixit annotate`).
local utils = require "pandoc.utils"

-- Metadata `dixit:` may switch these off, and set `command`.
local options = { quotes = true, claims = true, findings = true, command = "dixit" }

local drawn = {
  ["quote named"] = "quotes", ["quote anonymous"] = "quotes", ["quote nobody"] = "quotes", ["claim nobody"] = "claims",
  ["citation nobody"] = "claims", ["finding info"] = "findings", ["finding warning"] = "findings",
  ["finding error"] = "findings",
}

-- ---- the tree as text ----

local writer = {}
writer.__index = writer

function writer:add(text)
  self.parts[#self.parts + 1] = text
  self.length = self.length + #text
end

-- Would it start an item of a list at the start of a line?
local function is_marker(word)
  return word:find("^[-+]$") or word:find("^%d+[.)]$")
end

-- What would be markup is escaped; `at` maps bytes of `word` to those of the text.
local function escape(word)
  local at, parts, length = {}, {}, 0
  for i = 1, #word do
    local character = word:sub(i, i)
    local is_markup = character:find("[%[%]\\`*_<>#^~$@!|&]") or i == #word and is_marker(word)
    if is_markup then character = "\\" .. character end
    at[i - 1] = length
    parts[i], length = character, length + #character
  end
  at[#word] = length
  return table.concat(parts), at
end

local quotation_marks = { SingleQuote = { "‘", "’" }, DoubleQuote = { "“", "”" } }
local containers = {
  Emph = true, Strong = true, Strikeout = true, Underline = true, SmallCaps = true, Superscript = true,
  Subscript = true, Span = true, Link = true, Quoted = true,
}

local write_inlines

local function write_note(self, inline)
  self.notes[#self.notes + 1] = inline
  self:add("[^" .. #self.notes .. "]")
end

local function write_cite(self, inline)
  local keys = {}
  for i, citation in ipairs(inline.citations) do keys[i] = "@" .. citation.id end
  self:add("[" .. table.concat(keys, "; ") .. "]")
end

local leaves = {
  Space = function(self) self:add(" ") end,
  SoftBreak = function(self) self:add(" ") end,
  LineBreak = function(self) self:add(" ") end,
  Note = write_note,
  Cite = write_cite,
}

local function write_leaf(self, inline)
  local node = { start = self.length, inline = inline }
  if inline.t == "Str" then
    local text, at = escape(inline.text)
    node.text, node.at = inline.text, at
    self:add(text)
  elseif leaves[inline.t] then
    leaves[inline.t](self, inline)
  else
    self:add("x") -- code, mathematics, pictures: something stands here
  end
  node.stop = self.length
  return node
end

local function write_container(self, inline)
  local node = { start = self.length, inline = inline }
  local marks = inline.t == "Quoted" and quotation_marks[tostring(inline.quotetype)] or { "", "" }
  if inline.t == "Link" then marks = { "[", "](" .. inline.target:gsub("[%s()]", "") .. ")" } end
  self:add(marks[1])
  node.children = write_inlines(self, inline.content)
  self:add(marks[2])
  node.stop = self.length
  return node
end

function write_inlines(self, inlines)
  local nodes = {}
  for i, inline in ipairs(inlines) do
    nodes[i] = containers[inline.t] and write_container(self, inline) or write_leaf(self, inline)
  end
  return nodes
end

local write_blocks

local function write_paragraph(self, block, prefix, first)
  self:add(first or prefix)
  self.paragraphs[#self.paragraphs + 1] = write_inlines(self, block.content)
  self:add("\n" .. prefix:gsub(" $", "") .. "\n")
end

local function write_list(self, block, prefix)
  for _, item in ipairs(block.content) do write_blocks(self, item, prefix .. "  ", prefix .. "- ") end
end

local blocks = {
  Para = write_paragraph,
  Plain = write_paragraph,
  Header = function(self, block, prefix) write_paragraph(self, block, prefix, prefix .. "# ") end,
  BlockQuote = function(self, block, prefix) write_blocks(self, block.content, prefix .. "> ") end,
  Div = function(self, block, prefix, first) write_blocks(self, block.content, prefix, first) end,
  BulletList = write_list,
  OrderedList = write_list,
}

-- `first` stands before the first block, `prefix` before the others. What is no prose is left out.
function write_blocks(self, list, prefix, first)
  for i, block in ipairs(list) do
    if blocks[block.t] then blocks[block.t](self, block, prefix, i == 1 and first or nil) end
  end
end

-- Notes may hold notes: the list grows while it is read.
local function write_notes(self)
  local number = 1
  while self.notes[number] do
    write_blocks(self, self.notes[number].content, "    ", "[^" .. number .. "]: ")
    number = number + 1
  end
end

local function write_document(doc)
  local self = setmetatable({ parts = {}, length = 0, notes = {}, paragraphs = {} }, writer)
  write_blocks(self, doc.blocks, "")
  write_notes(self)
  return table.concat(self.parts), self.paragraphs
end

-- ---- what dixit finds: { start, stop, kind, state, name, text } ----

local function find_with_module(text)
  local doc = assert(require("dixit").open(text, { format = "markdown" }))
  local found = {}
  for _, mark in ipairs(doc:annotations(0, #doc, false)) do
    local source = mark.source and doc:get("sources", mark.source, false)
    found[#found + 1] = {
      start = mark.start, stop = mark.stop, kind = mark.kind, state = mark.state, name = source and source.name or "",
    }
  end
  for _, finding in ipairs(doc:findings(0, #doc, false)) do
    found[#found + 1] = {
      start = finding.start, stop = finding.stop, kind = "finding", state = finding.severity, name = finding.rule,
      text = finding.message,
    }
  end
  return found
end

local function find_with_command(text)
  local starts, found = { 0 }, {}
  for at in text:gmatch("()\n") do starts[#starts + 1] = at end
  local arguments = { "annotate", "--units", "bytes", "--input-format", "markdown", "-" }
  local ran, output = pcall(pandoc.pipe, options.command, arguments, text)
  if not ran then error("dixit: neither the Lua module nor the command was found", 0) end
  for line in output:gmatch("[^\n]+") do
    local field = {}
    for value in (line .. "\t"):gmatch("([^\t]*)\t") do field[#field + 1] = value end
    found[#found + 1] = {
      kind = field[1], state = field[2], start = starts[tonumber(field[3])] + field[4] - 1,
      stop = starts[tonumber(field[5])] + field[6] - 1, name = field[7],
      text = (field[8]:gsub("\\(.)", { n = "\n", t = "\t", ["\\"] = "\\" })),
    }
  end
  return found
end

-- What is to be drawn, by start, of those that start together the longest first.
local function find(text)
  local found = pcall(require, "dixit") and find_with_module(text) or find_with_command(text)
  local wanted = {}
  for _, span in ipairs(found) do
    local switch = drawn[span.kind .. " " .. span.state]
    if switch and options[switch] and span.stop > span.start then wanted[#wanted + 1] = span end
  end
  table.sort(wanted, function(a, b)
    if a.start ~= b.start then return a.start < b.start end
    return a.stop > b.stop
  end)
  return wanted
end

-- ---- spans around nodes ----

-- A word in two, at a byte of the text; nil where that is not between two of its bytes.
local function split(node, byte)
  for i = 1, node.at and #node.text - 1 or 0 do
    if node.at[i] == byte - node.start then
      local shift, at = node.at[i], {}
      for j = i, #node.text do at[j - i] = node.at[j] - shift end
      return { start = node.start, stop = byte, text = node.text:sub(1, i), at = node.at, inline = node.inline },
        { start = byte, stop = node.stop, text = node.text:sub(i + 1), at = at, inline = node.inline }
    end
  end
end

-- The nodes, with words cut where a span starts or ends inside; `bytes` are those places, sorted; the first ones are
-- passed over up to `at`.
local function cut(nodes, bytes, at)
  local result = {}
  for _, node in ipairs(nodes) do
    while bytes[at] and bytes[at] <= node.start do at = at + 1 end
    if node.children then node.children = cut(node.children, bytes, at) end
    while bytes[at] and bytes[at] < node.stop do
      local before, behind = split(node, bytes[at])
      if before then result[#result + 1], node = before, behind end
      at = at + 1
    end
    result[#result + 1] = node
  end
  return result
end

local function part_of(span, start, stop)
  return setmetatable({ start = start, stop = stop }, { __index = span })
end

-- Takes the spans from `at` on that start before `stop`, as far as they reach to it; what is beyond stays in the list.
-- Returns them and where to go on.
local function take(spans, at, stop)
  local inner, beyond = {}, {}
  while spans[at] and spans[at].start < stop do
    local span = spans[at]
    inner[#inner + 1] = span.stop > stop and part_of(span, span.start, stop) or span
    if span.stop > stop then beyond[#beyond + 1] = part_of(span, stop, span.stop) end
    at = at + 1
  end
  at = at - #beyond
  for i, span in ipairs(beyond) do spans[at + i - 1] = span end
  return inner, at
end

-- The nodes with one put around what each span covers, and into containers that are covered in part.
local function wrap(nodes, spans)
  local result, i, at = {}, 1, 1
  while nodes[i] do
    local node, span = nodes[i], spans[at]
    if span and span.stop <= node.start then
      at = at + 1
    elseif not span or span.start >= node.stop then
      result[#result + 1], i = node, i + 1
    elseif span.start <= node.start and node.stop <= span.stop then
      local inside = {}
      while nodes[i] and nodes[i].stop <= span.stop do inside[#inside + 1], i = nodes[i], i + 1 end
      local inner, behind = take(spans, at, inside[#inside].stop)
      at = behind
      table.remove(inner, 1) -- `span` itself
      result[#result + 1] = { start = node.start, children = wrap(inside, inner), span = span }
    else
      local inner, behind = take(spans, at, node.stop)
      at = behind
      if node.children then node.children = wrap(node.children, inner) end
      result[#result + 1], i = node, i + 1
    end
  end
  return result
end

-- Puts the spans into the paragraphs; both are sorted.
local function wrap_paragraphs(paragraphs, spans)
  local at = 1
  for number, nodes in ipairs(paragraphs) do
    if nodes[1] then
      while spans[at] and spans[at].stop <= nodes[1].start do at = at + 1 end
      local inner, behind = take(spans, at, nodes[#nodes].stop)
      local bytes = {}
      at = behind
      for _, span in ipairs(inner) do bytes[#bytes + 1], bytes[#bytes + 2] = span.start, span.stop end
      table.sort(bytes)
      paragraphs[number] = wrap(cut(nodes, bytes, 1), inner)
    end
  end
end

-- ---- nodes to inlines ----

local build

local function class_of(span)
  return span.kind == "finding" and "dixit-" .. span.state or "dixit-" .. span.kind .. "-" .. span.state
end

local function says(span)
  if span.kind == "claim" then return "Nobody vouches for this." end
  if span.kind == "citation" then return "This citation points nowhere." end
  if span.kind == "quote" then return span.name ~= "" and span.name or "Nobody is named as saying this." end
  return span.text
end

local function as_html(span, content)
  local attributes = { { "title", says(span) } }
  if span.kind == "quote" and span.name ~= "" then attributes[2] = { "data-speaker", span.name } end
  return { pandoc.Span(content, pandoc.Attr("", { class_of(span) }, attributes)) }
end

local function tex(text)
  return (text:gsub("[\\{}$&#^_%%~]", function(c)
    return ({ ["\\"] = "\\textbackslash{}", ["^"] = "\\^{}", ["~"] = "\\~{}" })[c] or "\\" .. c
  end))
end

-- Only what is to be mended: the margin is narrow.
local function needs_note(span)
  return span.kind ~= "quote" or span.state == "nobody"
end

local function as_latex(span, content)
  if needs_note(span) then
    content[#content + 1] = pandoc.RawInline("latex", "\\marginpar{\\raggedright\\scriptsize\\sffamily "
      .. tex(says(span)) .. "}")
  end
  return content
end

local comments = 0

local function as_comment(span, content)
  if not needs_note(span) then return content end
  comments = comments + 1
  local id = tostring(comments)
  table.insert(content, 1, pandoc.Span({ pandoc.Str(says(span)) }, pandoc.Attr("", { "comment-start" },
    { { "id", id }, { "author", "dixit" }, { "date", os.date("!%Y-%m-%dT%H:%M:%SZ") } })))
  content[#content + 1] = pandoc.Span({}, pandoc.Attr("", { "comment-end" }, { { "id", id } }))
  return content
end

local looks = { html = as_html, latex = as_latex, docx = as_comment, odt = as_comment }

local function look_of_format()
  for name, look in pairs(looks) do
    if FORMAT:find(name, 1, true) then return look end
  end
  if FORMAT == "beamer" then return as_latex end
  return as_html -- epub, native and the like have spans
end

local function build_node(node, look)
  if node.span then return look(node.span, build(node.children, look)) end
  if node.children then
    local inline = node.inline
    inline.content = build(node.children, look)
    return { inline }
  end
  return { node.text and pandoc.Str(node.text) or node.inline }
end

function build(nodes, look)
  local inlines = {}
  for _, node in ipairs(nodes) do
    for _, inline in ipairs(build_node(node, look)) do inlines[#inlines + 1] = inline end
  end
  return inlines
end

-- ---- the document ----

local style = [[<style>
.dixit-quote-named { background: #dff3e3 } .dixit-quote-anonymous { background: #f8ecc4 }
.dixit-quote-nobody { background: #fbdcd8 }
.dixit-claim-nobody, .dixit-citation-nobody { text-decoration: underline wavy #e06c4f }
.dixit-info, .dixit-warning, .dixit-error { border-bottom: 1px dotted #a33 }
</style>]]

local function add_style(meta)
  local includes = meta["header-includes"]
  local list = utils.type(includes) == "List" and includes or pandoc.List(includes and { includes } or {})
  list[#list + 1] = pandoc.MetaBlocks { pandoc.RawBlock("html", style) }
  meta["header-includes"] = list
end

local function read_options(meta)
  if type(meta.dixit) ~= "table" then return end
  for name in pairs(options) do
    local value = meta.dixit[name]
    if type(value) == "boolean" then
      options[name] = value
    elseif value then
      options[name] = utils.stringify(value)
    end
  end
end

-- The same walk as write_blocks, putting built inlines back.
local function put_back(list, next_paragraph)
  for _, block in ipairs(list) do
    if blocks[block.t] == write_paragraph or block.t == "Header" then
      block.content = next_paragraph()
    elseif block.t == "BlockQuote" or block.t == "Div" then
      block.content = put_back(block.content, next_paragraph)
    elseif blocks[block.t] then
      local items = {}
      for i, item in ipairs(block.content) do items[i] = put_back(item, next_paragraph) end
      block.content = items
    end
  end
  return list
end

function Pandoc(doc)
  read_options(doc.meta)
  local text, paragraphs = write_document(doc)
  local look, number = look_of_format(), 0
  wrap_paragraphs(paragraphs, find(text))
  local built = put_back(doc.blocks, function()
    number = number + 1
    return build(paragraphs[number], look)
  end)
  if FORMAT:find("html") then add_style(doc.meta) end
  return pandoc.Pandoc(built, doc.meta)
end
