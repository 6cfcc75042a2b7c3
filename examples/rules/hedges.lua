-- Words that take a sentence back while saying it. One is caution; with two the sentence claims nothing.
local hedges = {}
for word in ("may might could perhaps possibly probably apparently seemingly somewhat arguably"):gmatch("%a+") do
  hedges[word] = true
end

dixit.rule {
  id = "style/hedges",
  severity = "info",
  message = "Two hedges in one sentence: keep the one that is meant.",
  docs = "Strunk and White, The Elements of Style, rule II.15: put statements in positive form.",

  check = function(doc, report)
    for sentence in doc:each("sentences") do
      local first
      for i, token in ipairs(doc:tokens(sentence)) do
        local is_month = token.capital and i > 1 -- May
        if hedges[doc:text(token):lower()] and not is_month and not token.quoted then
          if first then
            local there = { start = first.start, stop = first.stop, message = "the first is here" }
            report(token, nil, { related = { there } })
            break
          end
          first = token
        end
      end
    end
  end,

  good = { "The bridge may close in May.", "“It might perhaps close,” said Ann Lee." },
  bad = { "The bridge might possibly close.", "Perhaps the bridge could be closed." },
}
