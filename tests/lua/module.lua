-- What require "dixit" gives: options, errors, the life of documents and engines.
local check = ...
local dixit = require "dixit"

local function rules_found(text, options)
  local doc = assert(dixit.open(text, options))
  local found = {}
  for _, finding in ipairs(doc:findings()) do found[#found + 1] = finding.rule end
  return table.concat(found, " ")
end

local unclosed = "She said “this is bad and left.\n\nNobody answered her.\n"

return {
  { "the version is a version", function() assert(dixit.version:match("^%d+%.%d+%.%d+$"), dixit.version) end },

  { "any bytes make a document", function()
    for _, text in ipairs { "", "\0", "\255\254 \128", "\r\n\r", "“", ("("):rep(5000) } do
      check.equal(assert(dixit.open(text)):text(), text)
    end
  end },

  { "the text must be a string", function()
    check.raises("#1", dixit.open)
    check.raises("#1", dixit.open, {})
  end },

  { "options are checked by name and type", function()
    check.raises("is 'format' meant", dixit.open, "", { fromat = "plain" })
    check.raises("is 'strict' meant", dixit.engine, { strikt = true })
    check.raises("no such option", dixit.open, "", { xyzzy = 1 })
    check.raises("strings", dixit.open, "", { "plain" })
    check.raises("format:", dixit.open, "", { format = "docx" })
    check.raises("format:", dixit.open, "", { format = 1 })
    check.raises("name:", dixit.open, "", { name = 1 })
    check.raises("engine:", dixit.open, "", { engine = {} })
    check.raises("engine:", dixit.open, "", { engine = dixit.open("") })
    check.raises("strict:", dixit.open, "", { strict = 1 })
    check.raises("claim_threshold:", dixit.open, "", { claim_threshold = "0.5" })
    check.raises("citation_scope:", dixit.open, "", { citation_scope = "page" })
    check.raises("rules:", dixit.open, "", { rules = "all" })
    check.raises("quotes/unclosed:", dixit.open, "", { rules = { ["quotes/unclosed"] = "loud" } })
    check.raises("#2", dixit.open, "", 3)
  end },

  { "values that do not exist are told, not raised", function()
    check.fails("no rule", dixit.open("", { rules = { ["quotes/unclosd"] = "off" } }))
    check.fails("no rule", dixit.engine { rules = { ["nothing/*"] = "off" } })
    check.fails("threshold", dixit.engine { claim_threshold = 2 })
    check.fails("profile", dixit.engine { profile = "gossip" })
    check.fails("manual", dixit.engine { manual = "gossip" })
    check.fails("no option", dixit.engine { options = { ["sources/single"] = { words_ = 1 } } })
    local doc = dixit.open("")
    check.fails("layer", doc:dump("sentencs"))
  end },

  { "a narrow setting wins over a wide one", function()
    check.equal(rules_found(unclosed), "quotes/unclosed")
    check.equal(rules_found(unclosed, { rules = { ["*"] = false } }), "")
    check.equal(rules_found(unclosed, { rules = { ["*"] = false, ["quotes/*"] = true } }), "quotes/unclosed")
    check.equal(rules_found(unclosed, { rules = { ["quotes/unclosed"] = "off", ["quotes/*"] = true } }), "")
    local doc = assert(dixit.open(unclosed, { rules = { ["*"] = "off", ["quotes/unclosed"] = "info" } }))
    check.equal(doc:findings()[1].severity, "info")
  end },

  { "an engine serves many documents and outlives its name", function()
    local engine = assert(dixit.engine { rules = { ["quotes/unclosed"] = "error" } })
    local one, two = dixit.open(unclosed, { engine = engine }), dixit.open(unclosed, { engine = engine })
    engine = nil -- luacheck: ignore
    collectgarbage()
    collectgarbage()
    one:close()
    assert(two:edit(0, 0, "Then. "))
    check.equal(two:findings()[1].severity, "error")
  end },

  { "the format is taken from the options, the name, the content", function()
    check.equal(dixit.open("", { format = "markdown" }):format(), "markdown")
    check.equal(dixit.open("", { name = "article.md" }):format(), "markdown")
    check.equal(dixit.open("", { name = "article.txt" }):format(), "plain")
    check.equal(dixit.format_of("a/b.md"), "markdown")
    check.equal(dixit.format_of("a/b.jpg"), nil)
    check.equal(dixit.open("# x", { name = "article.md", format = "plain" }):format(), "plain")
  end },

  { "a closed document says so, and closing is no error", function()
    local doc = assert(dixit.open(unclosed))
    local each = doc:each("findings")
    doc:close()
    doc:close()
    check.raises("closed", doc.text, doc)
    check.raises("closed", doc.quotes, doc)
    check.raises("closed", each)
    check.equal(tostring(doc), "dixit.doc (closed)")
  end },

  { "methods want a document", function()
    local doc = assert(dixit.open("x"))
    check.raises("dixit.doc", doc.text, {})
    check.raises("dixit.doc", doc.quotes, "x")
    check.raises("dixit.doc", doc.close, io and io.stdout)
  end },

  { "an edit is analysed as if the text had been opened so", function()
    local doc = assert(dixit.open("“One,” said Ann Lee. “Two,” said Bo Dahl.", { name = "a.txt" }))
    assert(doc:edit(doc:quotes()[2], "“Two and a half”"))
    assert(doc:edit(0, 0, "Then:\r\n"))
    assert(doc:edit(#doc, #doc, " End."))
    local fresh = assert(dixit.open(doc:text(), { name = "a.txt" }))
    check.equal(doc:text(), "Then:\r\n“One,” said Ann Lee. “Two and a half” said Bo Dahl. End.")
    check.equal(doc:dump(), fresh:dump())
    check.equal(doc:findings(), fresh:findings())
    check.raises("#4", doc.edit, doc, 0, 1)
  end },

  { "an engine knows which rules are on", function()
    local engine = dixit.engine { rules = { ["quotes/*"] = false, ["references/unused"] = "error" } }
    check.equal({ engine:severity("references/unused"), engine:severity("quotes/unclosed"),
      engine:severity("no/such") },
                { "error", false, false })
  end },

  { "bibliographies are looked up in, and not closed under a document", function()
    local first = assert(dixit.open("@book{lee2020,\n  title = {Bridges}\n}\n", { format = "bibtex" }))
    local second = assert(dixit.open("@book{ruiz2021,\n  title = {Rivers}\n}\n", { format = "bibtex" }))
    local doc = assert(dixit.open("It fell [@lee2020] and rose [@ruiz2021; @nobody].", { format = "markdown" }))
    assert(doc:set_bibliographies { first, second })
    local found = {}
    for i, citation in ipairs(doc:citations()) do found[i] = citation.bibliography or "none" end
    check.equal(found, { 1, 2, "none" })
    check.raises("still open", first.close, first)
    assert(first:set_citing { doc } and first:references()[1].use_count == 1)
    first:add_citing(doc)
    assert(first:end_citing() and first:end_citing(false) and first:references()[1].use_count == 2)
    assert(first:edit(0, 0, "\n") and first:references()[1].use_count == 2)
    assert(doc:edit(0, 2, "This"))
    check.equal(doc:citations()[1].bibliography, 1)
    assert(doc:set_bibliographies { second })
    first:close()
    check.raises("closed", doc.set_bibliographies, doc, { first })
    check.raises("list of documents", doc.set_bibliographies, doc, { 1 })
    check.raises("its own list", doc.set_bibliographies, doc, { doc })
    check.raises("#2", doc.set_bibliographies, doc)
    first, second = nil, nil -- luacheck: ignore
    collectgarbage()
    collectgarbage()
    check.equal(doc:citations()[2].bibliography, 1)
    assert(doc:edit(0, 4, "It"))
    doc:close()
  end },

  { "a marker leads to its reference, and back", function()
    local bib = assert(dixit.open("@book{a, title={x}, ids={c}}\n@book{b, title={y}}\n", { format = "bibtex" }))
    local doc = assert(dixit.open("One[^1] two [@a; @c; @no].\n\n[^1]: Three.\n", { format = "markdown" }))
    assert(doc:set_bibliographies { bib })
    check.equal({ doc:definition(4) }, { 1, nil, 1 })
    check.equal({ doc:definition(13) }, { 1, 1, 2 })
    check.equal({ doc:definition(18) }, { 2, 1, 3 })
    check.equal({ doc:definition(0) }, {})
    check.equal(doc:uses(1, 1), { 2, 3 })
    check.equal(doc:uses(3, 1), {})
    check.equal(doc:uses(1), { 1 })
    check.equal({ bib:reference_at(8), bib:reference_at(40), bib:reference_at(500) }, { 1, 3 })
    check.equal(doc:reference_at(35), 1)
    check.raises("not so many", doc.uses, doc, 1, 2)
  end },

  { "today is a day", function()
    local text = "@misc{a, title={x}, urldate={2020-05-01}, url={https://example.org}}"
    local function count(today)
      return #assert(dixit.open(text, { format = "bibtex", today = today })):findings()
    end
    check.equal({ count("2020-04-30"), count("2020-05-01"), count() }, { 1, 0, 0 })
    check.raises("today:", dixit.open, "", { today = "soon" })
    check.equal(select(2, dixit.open("", { today = "2020-13-01" })):match("no day"), "no day")
  end },

  { "rules, layers and kinds are listed", function()
    local known = {}
    for _, rule in ipairs(dixit.rules()) do
      assert(rule.id:match("^%l+/[%l-]+$") and #rule.summary > 0 and #rule.good > 0 and #rule.bad > 0, rule.id)
      known[rule.id] = rule.severity
    end
    check.equal(known["quotes/unclosed"], "warning")
    local kinds = dixit.kinds()
    check.equal(kinds.quote, { "speech", "scare", "title", "term" })
    check.equal(kinds.support[1], "none")
    for _, layer in ipairs(dixit.layers()) do assert(dixit.open("x"):dump(layer), layer) end
  end },

  { "what is written comes as strings", function()
    local doc = assert(dixit.open("“One,” said Ann Lee."))
    assert(doc:dump("quotes"):find("“One,”", 1, true))
    assert(doc:extract():find('^{.*"quotes":'), doc:extract())
    assert(doc:extract(true):find('"scores":'), doc:extract(true))
  end },

  { "coverage adds up", function()
    check.equal(dixit.open(""):coverage().share, nil)
    local coverage = dixit.open("Unemployment fell 40 percent in 2019, said Ann Lee. Nine people died in 2020."):coverage()
    check.equal(coverage.supported,
      coverage.named + coverage.anonymous + coverage.vague + coverage.document + coverage.cited)
    check.equal(coverage.share, coverage.claims > 0 and coverage.supported / coverage.claims or nil)
  end },
}
