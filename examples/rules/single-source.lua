-- An article in which one person does all the talking is an interview, or a press release.
dixit.rule {
  id = "balance/single-source",
  severity = "info",
  docs = "BBC Editorial Guidelines, 4.3: due impartiality needs more than one voice where views differ.",

  check = function(doc, report)
    local most, total
    for source in doc:each("sources") do
      total = (total or 0) + source.quote_count
      if not most or source.quote_count > most.quote_count then most = source end
    end
    if not most or most.quote_count < 3 or most.quote_count < total then return end
    report(most.name_span or { start = 0, stop = 0 },
      "All " .. total .. " quotations are " .. most.name .. "'s: ask somebody else, too.")
  end,

  good = {
    "“It is safe,” said Ann Lee.",
    "“It is safe,” said Ann Lee. “It is new,” said Ann Lee. “It is not,” said Ben Ito. “It is,” said Ann Lee.",
  },
  bad = {
    "“It is safe,” said Ann Lee. “It is new,” said Ann Lee. “It is ours,” said Ann Lee.",
    "“It is safe,” said Ann Lee.\n\n“It is new,” said Ann Lee.\n\n“It is ours,” said Ann Lee.",
  },
}
