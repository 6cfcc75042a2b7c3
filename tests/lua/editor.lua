-- What all editors share (dixit.editor), as functions of a document.
local check = ...
local dixit = require "dixit"
local editor = require "dixit.editor"

local text = table.concat({
  "“We will fight on.”", "",
  "The Café 𝄞 opened in May. “The bridge is safe and will stay open,” said Mayor Ann Lee. “It is,” she added.[^1]", "",
  "“They never came here,” said a resident who declined to give a name.", "",
  "The clerk said: “so it is and left.", "",
  "See [^2] and [^1].", "",
  "[^1]: City hall, p. 3.", "",
}, "\n")
local doc = assert(dixit.open(text, { format = "markdown" }))

local function place(words)
  return assert(text:find(words, 1, true), words) - 1
end

local function applied(edit)
  return text:sub(1, edit.start) .. edit.text .. text:sub(edit.stop + 1)
end

return {
  { "excerpts are one line and end with a whole character", function()
    check.equal(editor.excerpt("  a\n\n b\t c ", 100), "a b c")
    check.equal(editor.excerpt("abcdef", 3), "abc…")
    check.equal(editor.excerpt("aé𝄞b", 2), "a…")
    check.equal(editor.excerpt("aé𝄞b", 3), "aé…")
    check.equal(editor.excerpt("aé𝄞b", 6), "aé…")
    check.equal(editor.excerpt("aé𝄞b", 7), "aé𝄞…")
  end },

  { "what stands at a place is described", function()
    local lines = table.concat(editor.describe(doc, place "bridge is safe"), "\n")
    assert(lines:find("direct speech by Ann Lee, named", 1, true), lines)
    lines = table.concat(editor.describe(doc, place "Mayor Ann"), "\n")
    assert(lines:find("Ann Lee, named: quoted", 1, true), lines)
    lines = table.concat(editor.describe(doc, place "“so it is"), "\n")
    assert(lines:find("warning quotes/unclosed: ", 1, true), lines)
    lines = table.concat(editor.describe(doc, place "[^2]"), "\n")
    assert(lines:find("points nowhere", 1, true), lines)
    lines = table.concat(editor.describe(doc, place "[^1]"), "\n")
    assert(lines:find("Citation of: ", 1, true) and lines:find("City hall", 1, true), lines)
  end },

  { "next and previous go round", function()
    local first, second = place "“We will", place "“The bridge"
    check.equal(editor.next(doc, "quote", 0).start, second)
    check.equal(editor.next(doc, "quote", first + 1, -1).start, first)
    check.equal(editor.next(doc, "quote", #text).start, first)
    check.equal(editor.next(doc, "quote", 0, -1).start, place "“so it is")
    check.equal(editor.next(assert(dixit.open("")), "quote", 0), nil)
    assert(editor.next(doc, "finding", 0))
  end },

  { "the innermost record at a place", function()
    local nested = assert(dixit.open("“He said ‘so be it’ and left,” said Ann Lee."))
    check.equal(nested:text(editor.at(nested, "quotes", 20)), "‘so be it’")
    check.equal(editor.at(nested, "quotes", #nested), nil)
  end },

  { "sources are listed with their words, those quoted most first", function()
    local list = editor.sources(doc)
    check.equal(list[1].source.name, "Ann Lee")
    check.equal(doc:text(list[1].pieces[1]), "“The bridge is safe and will stay open,”")
    assert(list[1].title:find("^Ann Lee %(named, %d times, %d+ words%)$"), list[1].title)
    check.equal(editor.source_at(doc, place "bridge is safe").name, "Ann Lee")
    check.equal(editor.source_at(doc, place "Café"), nil)
    check.equal(editor.pieces_by(doc, list[1].source), list[1].pieces)
  end },

  { "from a citation to what it cites, and back", function()
    local reference = editor.other_end(doc, place "[^1]")
    check.equal(reference.start, place "[^1]: City")
    check.equal(editor.other_end(doc, reference.start).start, place "[^1]")
    check.equal(editor.other_end(doc, place "[^2]"), nil)
    check.equal(editor.other_end(doc, 0), nil)
  end },

  { "edits are what they say", function()
    local finding = doc:findings(place "“so it is", place "“so it is")[1]
    local ignored = assert(dixit.open(applied(editor.ignore_edit(doc, finding)), { format = "markdown" }))
    for other in ignored:each("findings") do assert(other.rule ~= finding.rule) end
    check.fails(".dixit.lua", editor.ignore_edit(dixit.open("“so.", { format = "plain" }), finding))
    check.equal(applied(editor.citation_needed_edit { stop = 3, start = 0 }):sub(1, 23), "“ [citation needed]We")
  end },

  { "each format asks for a source, and ignores, in its own way", function()
    local claim = { start = 0, stop = 3 }
    for format, words in pairs { plain = " [citation needed]", latex = "\\textsuperscript{[citation needed]}",
      mediawiki = "{{citation needed}}", html = "<sup>[citation needed]</sup>" } do
      check.equal(editor.citation_needed_edit(claim, format), { start = 3, stop = 3, text = words })
    end
    local crlf = assert(dixit.open("A.\r\n\r\nShe said “so.\r\n", { format = "markdown" }))
    local edit = editor.ignore_edit(crlf, crlf:findings()[1])
    check.equal({ edit.start, edit.text:sub(-2) }, { 6, "\r\n" })
  end },

  { "the endings of prose are those the library knows", function()
    for ending, format in pairs(editor.endings) do check.equal(dixit.format_of("a." .. ending), format, ending) end
  end },

  { "spans have a look, speakers and messages", function()
    local spans, by_look = editor.spans(doc), {}
    for _, span in ipairs(spans) do by_look[span.look] = by_look[span.look] or span end
    check.equal(doc:text(by_look["quote-named"]), "“The bridge is safe and will stay open,”")
    check.equal({ by_look["quote-named"].speaker, by_look["quote-named"].column }, { "Ann Lee", 31 })
    check.equal(by_look["quote-anonymous"].line, 5)
    check.equal({ by_look.warning.rule, by_look.warning.message ~= nil }, { "quotes/unclosed", true })
    check.equal(#editor.spans(doc, 0, 1, false) < #spans, true)
    check.equal(editor.spans(doc, #doc, #doc, false), {})
    local known = {}
    for _, look in ipairs(editor.looks) do known[look] = true end
    for _, span in ipairs(spans) do assert(known[span.look], span.look) end
  end },

  { "fixes are made, the first of each finding", function()
    local rules = assert(dixit.ruleset())
    assert(rules:load([[dixit.rule { id = "my/fix", message = "m", check = function(doc, report)
      for token in doc:each("tokens") do
        if doc:text(token) == "very" then
          report(token, nil, { fixes = { { start = token.start, stop = token.stop, text = "quite", label = "a" },
            { start = token.start, stop = token.stop, text = "!", label = "b" } } })
        end
      end
      report(0, 20, "whole", { fixes = { { start = 0, stop = 20, text = "overlaps", label = "c" } } })
    end }]]))
    local other = assert(dixit.open("A very big, very old thing.",
      { ruleset = rules, rules = { ["quotes/*"] = "off" } }))
    local function is_small(finding) return finding.message == "m" end
    check.equal({ editor.fixed(other, is_small) }, { "A quite big, quite old thing.", 2 })
    check.equal({ editor.fixed(other) }, { "overlaps thing.", 1 })
    check.equal(editor.fixes_at(other, 3)[1].fix.label, "c")
    check.equal(applied(editor.fix_edit { start = 0, stop = 3, replacement = "x" }):sub(1, 4), "xWe ")
  end },

  { "safe fixes of a finding are made together", function()
    local text = "---\nreferences:\n- id: a\n  title: The kiln\n  DOI: 10.1000/182\n- id: b\n  title: The kiln\n"
      .. "  DOI: 10.1000/182\n---\nOne [@a], two [@b], three [@b].\n"
    local other = assert(dixit.open(text,
      { format = "markdown", rules = { ["*"] = false, ["citations/two-keys"] = true } }))
    local fixes = editor.fixes_of(other, other:findings()[1])
    check.equal(#fixes, 1)
    local edit = editor.fix_edit(fixes[1])
    check.equal(other:text(0, edit.start) .. edit.text .. other:text(edit.stop), "---\nreferences:\n- id: a\n"
      .. "  title: The kiln\n  DOI: 10.1000/182\n---\nOne [@a], two [@a], three [@a].\n")
  end },

  { "the status is the coverage", function()
    check.equal(editor.status(assert(dixit.open(""))), nil)
    local coverage = doc:coverage()
    check.equal(editor.status(doc) ~= nil, coverage.claims > 0)
  end },
}
