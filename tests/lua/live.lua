-- A text that is being written (dixit.live).
local check = ...
local live = require "dixit.live"

local long = ("“It works,” said Ann Lee. "):rep(20000)

return {
  { "the same text is analysed once", function()
    local session = live.new("/tmp/a.md")
    local doc = session:update("“It works,” said Ann Lee.")
    check.equal(doc:format(), "markdown")
    check.equal(session:update("“It works,” said Ann Lee.") == doc, true)
    check.equal(session:update("“It works,” said Bo Lee.") ~= doc, true)
    session:close()
  end },

  { "a long text waits until it has rested, and what was found in the old one is gone", function()
    local session, clock = live.new(), 0
    session.now = function() return clock end
    assert(session:update(long), "the first look waits for nothing")
    session.rate = 1
    check.equal(session:update(long .. "x"), nil)
    check.equal(session:update(long .. "x"), nil)
    clock = 2
    assert(session:update(long .. "x"))
    session.rate = 1
    check.equal(session:update(long .. "xy"), nil)
    assert(session:update(long .. "xy", true), "at once is at once")
    session:close()
  end },

  { "options are the engine's", function()
    local session = live.new(nil, { rules = { ["*"] = "off" }, format = "plain" })
    check.equal(#session:update("“so"):findings(), 0)
    check.equal(session.problem, nil)
    session = live.new(nil, { rules = { ["no/such"] = "off" } })
    assert(session.problem:find("no/such", 1, true), session.problem)
    assert(session:update("“so"))
  end },
}
