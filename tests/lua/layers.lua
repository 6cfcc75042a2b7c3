-- Every layer: spans lie in the text, lines and columns fit them, links lead somewhere, ranges cut as they say.
local check = ...
local dixit = require "dixit"

local text = table.concat({
  "# The “é 𝄞” bridge", "",
  "“The bridge is é 𝄞 safe,” Mayor Ann Lee told reporters on Monday. “It is,” she added.[^1]",
  "Critics say the city spent $40 million on it in 2019, the highest sum ever. See [the plan](http://example.org).", "",
  "> “Nobody asked us,” one resident said.", "",
  "He said ‘so-called “experts” were paid.", "",
  "[^1]: City hall, p. 3.", "[^2]: Never used.", "",
  "Unemployment fell 12 percent [@lee2020, p. 4]. It is believed that nobody noticed.", "",
}, "\r\n")
local doc = assert(dixit.open(text, { format = "markdown" }))

local bibliography = assert(dixit.open("@string{v = {Verlag}}\n@book{lee2020,\n  title = {Bridges “é 𝄞”},\n  publisher = v\n}\n",
  { format = "bibtex" }))

local layers = { "annotations", "attributions", "blocks", "citation_check", "citations", "claims", "entries",
  "findings", "marks", "mentions", "pieces", "quotes", "references", "runs", "sentences", "sources", "tokens" }

-- Which layer each link leads to.
local links = { attribution = "attributions", block = "blocks", citation = "citations", claim = "claims",
  duplicate_of = "references", first_mention = "mentions", first_run = "runs", first_sentence = "sentences",
  first_token = "tokens", mention = "mentions", quote = "quotes", reference = "references", sentence = "sentences",
  source = "sources", token = "tokens" }
local own_links = { blocks = { parent = "blocks" }, quotes = { parent = "quotes", previous = "quotes" },
  annotations = {} }
local annotated = { quote = "quotes", content = "pieces", speaker = "mentions", cue = "attributions",
  claim = "claims", citation = "citations" }

local function check_span(doc, record, where)
  assert(record.start >= 0 and record.start <= record.stop and record.stop <= #doc, where)
  check.equal({ record.line, record.column }, { doc:position(record.start) }, where)
  check.equal({ record.end_line, record.end_column }, { doc:position(record.stop) }, where)
end

local function check_links(doc, record, layer, where)
  for field, value in pairs(record) do
    local target = (own_links[layer] or {})[field] or links[field]
    if target and type(value) == "number" then
      local count = record[field:gsub("^first_", "") .. "_count"]
      assert(doc:get(target, value) or count == 0, where .. "." .. field .. " leads nowhere: " .. value)
    end
  end
end

-- Document, layer, index and record of every record of both documents.
local function every_record()
  return coroutine.wrap(function()
    for _, document in ipairs { doc, bibliography } do
      for _, layer in ipairs(layers) do
        for i, record in ipairs(document[layer](document)) do coroutine.yield(document, layer, i, record) end
      end
    end
  end)
end

-- The types as meta.lua documents them: class to a set of fields, with those of the classes it stands on.
local function documented()
  local file
  for pattern in package.path:gmatch("[^;]+") do file = file or io.open((pattern:gsub("%?", "dixit/meta"))) end
  local classes = {}
  local class
  for line in assert(file, "dixit/meta.lua is not on package.path"):lines() do
    local name = line:match("^%-%-%-@class ([%w.]+)")
    local field = line:match("^%-%-%-@field ([%w_]+)")
    if name then
      class = {}
      for inherited in pairs(classes[line:match(": ([%w.]+)")] or {}) do class[inherited] = true end
      classes[name] = class
    elseif field then
      class[field] = true
    end
  end
  file:close()
  return classes
end

return {
  { "the example has something in it", function()
    for _, layer in ipairs { "blocks", "tokens", "sentences", "quotes", "citations", "references", "findings" } do
      assert(#doc[layer](doc) > 0, layer)
    end
  end },

  { "spans lie in the text and have their lines and columns", function()
    for doc, layer, i, record in every_record() do
      if layer ~= "sources" then check_span(doc, record, layer .. " " .. i) end
      for _, name in ipairs { "pieces", "related", "fixes", "fields" } do
        for _, inner in ipairs(record[name] or {}) do check_span(doc, inner, layer .. " " .. i .. "." .. name) end
      end
      for _, name in ipairs { "content", "cue", "key", "locator", "role", "name_span", "type" } do
        local span = record[name]
        if type(span) == "table" then
          assert(span.start < span.stop and span.stop <= #doc, layer .. " " .. i .. "." .. name)
        end
      end
    end
  end },

  { "links lead to records", function()
    for doc, layer, i, record in every_record() do
      check_links(doc, record, layer, layer .. " " .. i)
      if layer ~= "annotations" then check.equal(record.index, i, layer) end
    end
    for _, annotation in ipairs(doc:annotations()) do
      assert(doc:get(annotated[annotation.kind], annotation.index), annotation.kind)
    end
  end },

  { "lists, single records and iterators agree", function()
    for _, layer in ipairs(layers) do
      local list, seen = doc[layer](doc), 0
      for record in doc:each(layer) do
        seen = seen + 1
        check.equal(record, list[seen], layer)
      end
      check.equal(seen, #list, layer)
      for i, record in ipairs(list) do check.equal(doc:get(layer, i), record, layer) end
      check.equal({ doc:get(layer, 0) }, {})
      check.equal({ doc:get(layer, #list + 1) }, {})
    end
  end },

  { "a range gives what overlaps it", function()
    for _, layer in ipairs { "annotations", "quotes", "tokens", "sentences", "findings", "blocks" } do
      for start = 0, #text, 7 do
        local stop = math.min(start + 30, #text)
        local expected = {}
        for _, record in ipairs(doc[layer](doc)) do
          if record.start < stop and (record.stop > start) then expected[#expected + 1] = record end
        end
        check.equal(doc[layer](doc, start, stop), expected, layer .. " " .. start)
        local seen = {}
        for record in doc:each(layer, start, stop) do seen[#seen + 1] = record end
        check.equal(seen, expected, layer .. " each " .. start)
      end
    end
  end },

  { "an empty range is a place", function()
    local quote = doc:quotes()[1]
    check.equal(#doc:quotes(quote.start, quote.start) > 0, true)
    check.equal(doc:quotes(quote.start, quote.start)[1], quote)
    check.equal(#doc:quotes(0, 0), 0)
    check.equal(#doc:quotes(#text, #text), 0)
  end },

  { "columns come in the unit asked for, or not at all", function()
    local quote = doc:quotes()[2]
    for _, unit in ipairs { "bytes", "chars", "utf16", "graphemes" } do
      local record = doc:get("quotes", 2, unit)
      check.equal({ record.line, record.column }, { doc:position(quote.start, unit) }, unit)
      check.equal(doc:quotes(0, #text, unit)[2], record)
    end
    check.equal(doc:get("quotes", 2, false).line, nil)
    for record in doc:each("quotes", 0, #text, false) do check.equal(record.column, nil) end
  end },

  { "an iterator survives an edit", function()
    local other = assert(dixit.open("“One.” “Two.” “Three.”"))
    local each = other:each("quotes")
    each()
    other:edit(0, #other, "“One.”")
    check.equal(each(), nil)
  end },

  { "layers are asked for by their names", function()
    check.raises("is 'quotes' meant", doc.each, doc, "quote")
    check.raises("#2", doc.get, doc, "nothing", 1)
    check.raises("#3", doc.get, doc, "quotes", "x")
    check.raises("#4", doc.quotes, doc, 0, 1, "words")
  end },

  { "words of records", function()
    check.equal(doc:text(doc:quotes()[2]), "“The bridge is é 𝄞 safe,”")
    check.equal(doc:text(doc:quotes()[2].content), "The bridge is é 𝄞 safe,")
  end },

  { "every field is documented", function()
    local classes = documented()
    local class_of = { citation_check = "Finding", entries = "Entry" }
    local fields_of = {}
    for _, layer in ipairs(layers) do
      local name = class_of[layer] or layer:gsub("s$", ""):gsub("^%l", string.upper)
      local class = classes["dixit." .. name]
      fields_of[layer] = assert(class, name)
    end
    for _, layer, _, record in every_record() do
      for field in pairs(record) do assert(fields_of[layer][field], layer .. "." .. field .. " is not in meta.lua") end
    end
    for field in pairs(doc:coverage()) do assert(classes["dixit.Coverage"][field], field) end
    for field in pairs(dixit.rules()[1]) do assert(classes["dixit.Rule"][field], field) end
  end },
}
