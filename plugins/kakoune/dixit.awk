# What `dixit annotate --units bytes` prints to commands of Kakoune. LC_ALL=C, so that all counts are bytes.
#
#   -v action=draw -v timestamp=N TEXT RECORDS      options with everything that is drawn
#   -v action=go -v kind=claim -v state=nobody -v direction=1 ... RECORDS      the cursor to the next, or with -1 before
#   -v action=explain, fix, ignore, cite, reference ... RECORDS                what is here, done or shown
#   -v action=sources, quotes, findings -v file=NAME TEXT RECORDS              a list
#
# line, column: the cursor, from 1. Kakoune's ranges hold their last byte.

BEGIN {
  FS = "\t"
  face["quote named"] = "DixitQuoteNamed"
  face["quote anonymous"] = "DixitQuoteAnonymous"
  face["quote nobody"] = "DixitQuoteNobody"
  face["claim nobody"] = face["citation nobody"] = "DixitClaimNobody"
  face["finding info"] = "DixitInfo"
  face["finding warning"] = "DixitWarning"
  face["finding error"] = "DixitError"
}

# ---- reading ----

function unescape(text,    parts, count, i, result) {
  count = split(text, parts, /\\\\/)
  for (i = 1; i <= count; i++) {
    gsub(/\\n/, "\n", parts[i])
    gsub(/\\t/, "\t", parts[i])
    result = result (i > 1 ? "\\" : "") parts[i]
  }
  return result
}

# Of two files the first is the text.
FNR == NR && ARGC > 2 {
  sub(/\r$/, "")
  text[FNR] = $0
  next
}

NF == 8 {
  count++
  kind_of[count] = $1
  state_of[count] = $2
  first_line[count] = $3
  first_column[count] = $4
  last_line[count] = $5
  last_column[count] = $6
  name[count] = unescape($7)
  words[count] = unescape($8)
  if ($1 != "fix" && $1 != "ignore" && $1 != "cite")
    owner = count
  owner_of[count] = owner
}

# ---- what is here ----

function before(line_a, column_a, line_b, column_b) {
  return line_a + 0 < line_b + 0 || line_a + 0 == line_b + 0 && column_a + 0 < column_b + 0
}

function is_here(i) {
  return !before(line, column, first_line[i], first_column[i]) && !before(last_line[i], last_column[i], line, column)
}

function is_in_line(i) {
  return first_line[i] + 0 == line + 0
}

# The words of a record in one line; cut, never inside a character, where they have more than 120 bytes.
function excerpt(i,    row, words) {
  for (row = first_line[i] + 0; row < last_line[i] + 0; row++)
    words = words substr(text[row], row == first_line[i] + 0 ? first_column[i] : 1) " "
  row = first_line[i] == last_line[i] ? first_column[i] : 1
  words = words substr(text[last_line[i]], row, last_column[i] - row)
  if (length(words) <= 120)
    return words
  words = substr(words, 1, 117)
  sub(/[\300-\377]?[\200-\277]*$/, "", words)
  return words "…"
}

# ---- commands of Kakoune ----

function quoted(string) {
  gsub(/'/, "''", string)
  return "'" string "'"
}

function tell(message) {
  print "echo -markup " quoted("{Information}dixit: " message)
}

function range(i) {
  if (last_column[i] > 1)
    return first_line[i] "." first_column[i] "," last_line[i] "." (last_column[i] - 1)
  return first_line[i] "." first_column[i] "," (last_line[i] - 1) "." (length(text[last_line[i] - 1]) + 1)
}

function draw(    i, spans, names, row, speakers, coverage) {
  for (i = 1; i <= count; i++) {
    if ((kind_of[i] " " state_of[i]) in face && before(first_line[i], first_column[i], last_line[i], last_column[i]))
      spans = spans " " quoted(range(i) "|" face[kind_of[i] " " state_of[i]])
    if (kind_of[i] == "quote" && name[i] != "" && index(names[last_line[i]] ", ", " " name[i] ", ") == 0)
      names[last_line[i]] = names[last_line[i]] (names[last_line[i]] == "" ? " — " : ", ") name[i]
    if (kind_of[i] == "coverage" && name[i] != "")
      coverage = words[i]
  }
  for (row in names) {
    gsub(/[{|\\]/, "\\\\&", names[row])
    speakers = speakers " " quoted(row "." (length(text[row]) + 1) "+0|{DixitSpeaker}" names[row])
  }
  print "set-option buffer dixit_spans " timestamp spans
  print "set-option buffer dixit_speakers " timestamp speakers
  print "set-option buffer dixit_coverage " quoted(coverage)
}

function go(    i, first, last, previous, following, to) {
  for (i = 1; i <= count; i++) {
    if (kind_of[i] != kind || state_of[i] !~ state)
      continue
    first = first ? first : i
    last = i
    if (before(first_line[i], first_column[i], line, column))
      previous = i
    if (!following && before(line, column, first_line[i], first_column[i]))
      following = i
  }
  to = direction < 0 ? (previous ? previous : last) : (following ? following : first)
  if (to)
    print "select " first_line[to] "." first_column[to] "," first_line[to] "." first_column[to]
  else
    tell("there is none")
}

function explain(    i, line_of, lines) {
  for (i = count; i; i--) {
    if (!is_here(i) || kind_of[i] !~ /^(quote|content|speaker|cue|claim|citation|finding)$/)
      continue
    line_of = (kind_of[i] == "finding" ? state_of[i] " " : "") (name[i] == "" ? "" : name[i] ": ") words[i] "\n"
    if (index(lines, line_of) == 0)
      lines = lines line_of
  }
  if (lines == "")
    tell("nothing here")
  else
    print "info -title dixit -anchor " line "." column " -- " quoted(lines)
}

function is_empty(i) {
  return first_line[i] == last_line[i] && first_column[i] == last_column[i]
}

# The edit as commands: text put before the place where nothing is taken away, else in its stead.
function edit(i,    place) {
  place = is_empty(i) ? first_line[i] "." first_column[i] "," first_line[i] "." first_column[i] : range(i)
  return "evaluate-commands -draft -save-regs dquote " quoted("select " place \
    "\nset-register dquote " quoted(words[i]) "\nexecute-keys " (is_empty(i) ? "P" : "R"))
}

# Edits of one kind that belong to what is here; for findings, to what is in the line where nothing is here.
function edits(nothing,    i, here, menu, total, last) {
  for (i = 1; i <= count; i++)
    if (kind_of[i] == action && is_here(owner_of[i]))
      here = 1
  for (i = 1; i <= count; i++) {
    if (kind_of[i] == action && (is_here(owner_of[i]) || !here && action != "cite" && is_in_line(owner_of[i]))) {
      menu = menu " " quoted(name[i]) " " quoted(edit(i))
      total++
      last = i
    }
  }
  if (total == 1)
    print edit(last)
  else if (total)
    print "menu" menu
  else
    tell(nothing)
}

function reference(    i) {
  for (i = count; i; i--) {
    if (kind_of[i] == "citation" && is_here(i) && name[i] != "") {
      sub(/:/, ".", name[i])
      print "select " name[i] "," name[i]
      return
    }
  }
  for (i = 1; i <= count; i++) {
    if (kind_of[i] == "citation" && name[i] + 0 == line + 0 && name[i] != "") {
      print "select " first_line[i] "." first_column[i] "," first_line[i] "." first_column[i]
      return
    }
  }
  tell("no citation here, or it points nowhere")
}

function rule(    i) {
  for (i = 1; i <= count; i++) {
    if (kind_of[i] == "finding" && (is_here(i) || is_in_line(i))) {
      print "dixit-show-rule " quoted(name[i])
      return
    }
  }
  tell("no finding here")
}

# ---- lists ----

function item(i, label) {
  return file ":" first_line[i] ":" first_column[i] ": " label "\n"
}

function quotes_by(source, indent,    i, list) {
  for (i = 1; i <= count; i++)
    if ((kind_of[i] == "quote" || kind_of[i] == "content") && name[i] == source)
      list = list item(i, indent excerpt(i))
  return list
}

function show(list) {
  if (list == "")
    tell("there is none")
  else
    print "dixit-show-list " quoted(list)
}

function list_sources(    i, list) {
  for (i = 1; i <= count; i++)
    if (kind_of[i] == "source")
      list = list item(i, name[i] " (" state_of[i] ", " words[i] ")") quotes_by(name[i], "    ")
  show(list)
}

function list_quotes(    i) {
  for (i = count; i; i--) {
    if (is_here(i) && kind_of[i] ~ /^(quote|content|speaker|cue)$/ && name[i] != "") {
      show(quotes_by(name[i], ""))
      return
    }
  }
  tell("no source here")
}

function list_findings(    i, list) {
  for (i = 1; i <= count; i++)
    if (kind_of[i] == "finding")
      list = list item(i, state_of[i] ": " words[i] " [" name[i] "]")
  show(list)
}

END {
  if (action == "draw") draw()
  else if (action == "go") go()
  else if (action == "explain") explain()
  else if (action == "fix") edits("nothing here that can be mended by itself")
  else if (action == "ignore") edits("no finding here, or no comments in this format")
  else if (action == "cite") edits("no claim without a source here")
  else if (action == "reference") reference()
  else if (action == "rule") rule()
  else if (action == "sources") list_sources()
  else if (action == "quotes") list_quotes()
  else if (action == "findings") list_findings()
}
