-- dixit in WordGrinder: words drawn by who vouches for them, source coverage in the status bar.
--
-- A document there is a list of paragraphs, each a list of words; words hold control characters for their style. So its
-- text is put together with the place of each word in it (layout), and spans become marks on whole words. It is checked
-- after each change, or in a pause where that takes too long.
--
-- In ~/.wordgrinder/startup.lua: dixit = dofile("/usr/local/share/dixit/wordgrinder/dixit.lua")
local commands = require "dixit.commands"
local editor = require "dixit.editor"
local live = require "dixit.live"

local M = {}

-- How looks (editor.looks) are drawn, as bits of wg: BOLD, BRIGHT, DIM, ITALIC, REVERSE, UNDERLINE.
M.looks = {
  ["quote-named"] = wg.BRIGHT,
  ["quote-anonymous"] = bit32.bor(wg.BRIGHT, wg.ITALIC),
  ["quote-nobody"] = wg.REVERSE,
  ["claim-nobody"] = wg.UNDERLINE,
  ["citation-nobody"] = wg.UNDERLINE,
}
-- Of the engine: rules, profile and the rest.
M.engine = {}

local session
local last -- { document, layout, doc, marks } of what is drawn; marks: by paragraph, then by word's number
local seconds = 0 -- that the last check took

-- ---- the text, and where its words are ----

-- The text of a document, and its words in order, each { start, stop, pn, wn }, bytes from 0.
local function lay_out(document)
  local parts, words, at = {}, {}, 0
  for pn = 1, #document do
    local paragraph = document[pn]
    for wn = 1, #paragraph do
      local word = wg.getwordtext(paragraph[wn])
      words[#words + 1] = { start = at, stop = at + #word, pn = pn, wn = wn }
      parts[#parts + 1], parts[#parts + 2] = word, wn < #paragraph and " " or "\n\n"
      at = at + #word + #parts[#parts]
    end
  end
  return table.concat(parts), words
end

-- The number of the first word that ends behind a byte.
local function word_at(words, byte)
  local low, high = 1, #words + 1
  while low < high do
    local middle = math.floor((low + high) / 2)
    if words[middle].stop > byte then high = middle else low = middle + 1 end
  end
  return low
end

-- The byte of the text where the cursor is.
local function cursor_byte()
  for _, word in ipairs(last.words) do
    if word.pn == Document.cp and word.wn == Document.cw then
      local text = wg.getwordtext(Document[word.pn][word.wn]:sub(1, Document.co - 1))
      return word.start + #text
    end
  end
  return 0
end

-- ---- checking and drawing ----

local function mark_words(doc, words)
  local marks = setmetatable({}, { __mode = "k" })
  for _, span in ipairs(editor.spans(doc, 0, #doc, false)) do
    local bits, number = M.looks[span.look], word_at(words, span.start)
    while bits and words[number] and words[number].start < span.stop do
      local word = words[number]
      local paragraph = Document[word.pn]
      marks[paragraph] = marks[paragraph] or {}
      marks[paragraph][word.wn] = bit32.bor(marks[paragraph][word.wn] or 0, bits)
      number = number + 1
    end
  end
  return marks
end

-- The document of the text as it is; nil where it has to wait.
local function check(at_once)
  local started = os.clock()
  if not session then
    local options = { format = "plain" }
    for name, value in pairs(M.engine) do options[name] = value end
    session = live.new(nil, options)
    if session.problem then NonmodalMessage("dixit: " .. session.problem) end
  end
  local text, words = lay_out(Document)
  local doc = session:update(text, at_once)
  if not doc then
    last = nil
  elseif not last or last.doc ~= doc then
    last = { doc = doc, words = words, marks = mark_words(doc, words) }
    QueueRedraw()
  end
  seconds = os.clock() - started
  return doc
end

local drawing -- the paragraph that is being drawn, the words of its line, and how many of them were

-- WordGrinder does not say which word it draws: the line it is in does.
local function follow(name)
  local render = ParagraphClass[name]
  ParagraphClass[name] = function(paragraph, line, ...)
    drawing = { paragraph = paragraph, line = line, count = 0 }
    render(paragraph, line, ...)
    drawing = nil
  end
end

local function draw_word(_, _, payload)
  if not drawing or not last then return end
  drawing.count = drawing.count + 1
  local marks = last.marks[drawing.paragraph]
  local bits = marks and marks[drawing.line[drawing.count]]
  if bits then payload.cstyle = bit32.bor(payload.cstyle, bits) end
end

local function changed()
  if seconds <= live.patience then check(false) else last = nil end
end

local function idle()
  if not last then check(true) end
end

local function build_status(_, _, terms)
  local status = last and editor.status(last.doc)
  if status then terms[#terms + 1] = { priority = 95, value = status } end
end

-- ---- commands ----

-- The cursor before the character at a byte.
local function put_cursor(byte)
  local word = last.words[math.min(word_at(last.words, byte), #last.words)]
  if not word then return end
  local text, offset, seen = Document[word.pn][word.wn], 1, word.start
  while seen < byte and offset <= #text do
    if text:byte(offset) >= 32 then seen = seen + 1 end
    offset = offset + 1
  end
  Document.cp, Document.cw, Document.co = word.pn, word.wn, offset
end

local host = {}

function host.tell(message)
  NonmodalMessage("dixit: " .. message)
end

function host.show(lines)
  ModalMessage("dixit", table.concat(lines, " — "))
end

function host.go(place)
  put_cursor(place.start)
  QueueRedraw()
end

function host.edit(edit)
  Cmd.Checkpoint()
  if edit.stop > edit.start then
    put_cursor(edit.start)
    Cmd.SetMark()
    put_cursor(edit.stop)
    Cmd.Delete()
  else
    -- Behind a word stands no word: the cursor goes to the end of the one before.
    local word = last.words[math.min(word_at(last.words, math.max(edit.start - 1, 0)), #last.words)]
    put_cursor(edit.start)
    if word and edit.start == word.stop then
      Document.cp, Document.cw, Document.co = word.pn, word.wn, #Document[word.pn][word.wn] + 1
    end
  end
  if edit.text:find("^%s") then Cmd.SplitCurrentWord() end
  Cmd.InsertStringIntoParagraph(edit.text)
  QueueRedraw()
end

-- Lets the user choose; the number, or nil.
local function choose(title, labels)
  local data = {}
  for number, label in ipairs(labels) do data[number] = { label = label, data = label, key = tostring(number % 10) } end
  local chosen = Browser(title, "", "Choose one", data)
  for number, label in ipairs(labels) do
    if label == chosen then return number end
  end
end

function host.choose(prompt, labels, act)
  local number = choose(prompt, labels)
  if number then act(number) end
end

function host.list(title, items)
  local labels = {}
  for i, item in ipairs(items) do labels[i] = item.text end
  local number = choose(title, labels)
  if number then host.go(items[number]) end
end

-- Runs a command (dixit/commands.lua lists them) at the cursor.
function M.run(name)
  local doc = check(true)
  commands.run(name, doc, cursor_byte(), host)
  check(true)
end

-- Cmd.DixitNextClaim and so on, for OverrideKey.
for _, command in ipairs(commands.list) do
  local name = ("-" .. command[1]):gsub("%-(%l)", string.upper)
  Cmd["Dixit" .. name] = function() M.run(command[1]) end
end

-- What is drawn of a paragraph: its words' marks by number, or nil; for tests.
function M.marks(paragraph)
  return last and last.marks[paragraph]
end

follow("renderLine")
follow("renderMarkedLine")
AddEventListener(Event.DrawWord, draw_word)
AddEventListener(Event.Changed, changed)
AddEventListener(Event.Idle, idle)
AddEventListener(Event.DocumentLoaded, function() check(true) end)
AddEventListener(Event.BuildStatusBar, build_status)

return M
