-- A rule that tells the whole text, in hexadecimal: how tests see what the server has.
dixit.rule {
  id = "test/text",
  severity = "info",
  message = "The text.",
  docs = "For tests.",
  check = function(doc, report)
    report(0, 0, "=" .. doc:text():gsub(".", function(c) return string.format("%02x", c:byte()) end))
  end,
  good = {},
  bad = { "Any." },
}
