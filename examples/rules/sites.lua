-- Sites that are no source for a claim: what anybody can write, what a company says of itself. The list is yours.
local sites = {
  ["facebook.com"] = "anybody can write there: find who said it first",
  ["prnewswire.com"] = "a company says so of itself: find somebody who is not paid to",
  ["wikipedia.org"] = "cite what its article cites",
}

-- "https://en.wikipedia.org/wiki/Ferry": "en.wikipedia.org", "wikipedia.org" and "org" are tried.
local function advice(address)
  local host = address:lower():match("^%a+://([%w.-]+)")
  while host do
    if sites[host] then return host, sites[host] end
    host = host:match("^[^.]*%.(.+)$")
  end
end

dixit.rule {
  id = "own/sites",
  severity = "info",
  format = "markdown",
  docs = "Wikipedia, template “Better source needed”.",

  check = function(doc, report)
    for citation in doc:each("citations") do
      local site, why = advice(doc:text(citation.key))
      if site then report(citation, site .. " is no good source: " .. why .. ".") end
    end
  end,

  good = {
    "The mill [closed](https://example.org/mill).",
    "The mill [closed](https://notwikipedia.org/mill).",
  },
  bad = {
    "The mill [closed](https://en.wikipedia.org/wiki/Mill).",
    "The mill closed, says <https://facebook.com/mill>.",
  },
}
