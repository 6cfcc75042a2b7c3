-- A long quotation belongs in a block of its own, without marks.
local longest = 40 -- words, as the American Psychological Association counts

dixit.rule {
  id = "layout/long-quote",
  severity = "warning",
  format = "markdown",
  docs = "Publication Manual of the American Psychological Association, 7th edition, 8.27: from 40 words on, a block.",

  check = function(doc, report)
    for quote in doc:each("quotes") do
      if quote.style ~= "block" and quote.word_count >= longest then
        report(quote, quote.word_count .. " words between marks: make it a block quotation.")
      end
    end
  end,

  good = {
    "“It is safe,” said Ann Lee.",
    "> " .. ("It is safe, she said. "):rep(12),
  },
  bad = {
    "“" .. ("It is safe and new. "):rep(12) .. "It is,” said Ann Lee.",
    "Ann Lee said: “" .. ("It is safe and new. "):rep(10) .. "It is.”",
  },
}
