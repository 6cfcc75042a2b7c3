---@meta dixit
-- Types of require "dixit", for the Lua language server and for reading. This file is never run.
--
-- Spans are half-open and count bytes of the text from 0: `start` and `stop`. string.sub counts from 1 and takes the
-- last byte, so the words of a record are text:sub(record.start + 1, record.stop), or doc:text(record).
-- `line`, `column`, `end_line` and `end_column` count from 1, columns in the unit that was asked for.
-- Links to other layers are indexes that count from 1, as in doc:quotes()[piece.quote]; nil leads nowhere.
-- Kinds are names; dixit.kinds() lists them all.

---@class dixit
---@field version string "MAJOR.MINOR.PATCH"
local dixit = {}

---@alias dixit.Format "auto"|"plain"|"markdown"|"bibtex"|"csl-yaml"|"latex"|"mediawiki"|"csl-json"|"ris"|"html"|"rst"|"asciidoc"|"org"
---@alias dixit.Kind "auto"|"news"|"encyclopaedia"|"academic"|"essay"|"speech"|"fiction"
---@alias dixit.Unit "bytes"|"chars"|"utf16"|"graphemes"
---@alias dixit.Severity "off"|"info"|"warning"|"error"
---@alias dixit.Setting dixit.Severity|"default"|boolean true is "default": on at the rule's own severity; false is "off"

---@class dixit.EngineOptions
---@field rules? table<string, dixit.Setting>|{ [1]: string, [2]: dixit.Setting }[] rule, "category/*" or "*" to its setting: the narrower one wins; or a list of pairs: the later one wins
---@field profile? string which rules are on to begin with: "news" when not given
---@field options? table<string, table<string, integer>> rule to the options it has and their numbers: { ["quotes/late-attribution"] = { words = 40 } }
---@field manual? "apa"|"chicago"|"mla" the manual of style that sets options of rules
---@field today? string "2015-03-21": dates in bibliographies that come after it lie in the future
---@field citation_scope? "previous"|"sentence"|"clause"|"paragraph" how far a citation vouches: back to the one before it in its paragraph (when not given), for its own sentence only, for what stands before it in its sentence, or for its whole paragraph
---@field kind? dixit.Kind "auto", when not given, goes by the text's shape
---@field words? table<string, string[]> words added to a class of dixit.word_classes(): { cue_verbs = { "quote" } }
---@field claim_threshold? number sentences that score less are no claims; 0 to 1
---@field strict? boolean only attributions that are right 97 times in 100

---@class dixit.OpenOptions: dixit.EngineOptions
---@field format? dixit.Format "auto" goes by the name's ending, then by content
---@field name? string a file name; only its ending is looked at
---@field engine? dixit.Engine instead of the options above: made once, shared by many documents

---@class dixit.Engine: userdata
local engine = {}

---How findings of a rule are told.
---@param rule string "category/name"
---@return string|false severity false: the rule is off, or there is none
function engine:severity(rule) end


---Checks options and makes an engine of them.
---@param options? dixit.EngineOptions
---@return dixit.Engine? engine
---@return string? message what is wrong: a rule that does not exist, a value out of range
function dixit.engine(options) end

---Analyses a text. Bad text is never an error. Cost: linear in its length; it is copied once.
---@param text string any bytes, under 4 GiB
---@param options? dixit.OpenOptions
---@return dixit.Doc? doc
---@return string? message
function dixit.open(text, options) end

---@class dixit.Section: dixit.EngineOptions
---@field files string[] patterns as in .gitignore
---@field format? dixit.Format

---@class dixit.Config: dixit.EngineOptions
---@field paths? dixit.Section[] for the files they name; later ones win

---Runs the text of a configuration file (.dixit.lua) in a sandbox and checks what it returns. With `path`, a file's
---path from the configuration's folder on, the result is for that file: options that dixit.engine and dixit.open take,
---laid over those in `base`.
---@param text string
---@param name? string for messages: ".dixit.lua" when not given
---@param path? string
---@param base? dixit.OpenOptions
---@return dixit.Config|dixit.OpenOptions|nil config
---@return string? message "NAME:LINE: what is wrong"
function dixit.config(text, name, path, base) end

---@class dixit.Rule
---@field id string "quotes/unclosed"
---@field summary string one line
---@field rationale string why, and who says so
---@field source string the style guide, paper or standard
---@field severity dixit.Severity the default; "off" when it must be asked for
---@field suggested dixit.Severity what it gets when switched on
---@field format dixit.Format of its examples
---@field good string[] texts with no such finding
---@field bad string[] texts with one
---@field options { name: string, value: integer, help: string }[] the numbers its check asks for, with what they are by default

---All rules, sorted by id.
---@return dixit.Rule[]
function dixit.rules() end

---The format a file of this name holds, by its ending; nil when the ending says nothing.
---@param name string
---@return dixit.Format?
function dixit.format_of(name) end

---The layers doc:dump knows.
---@return string[]
function dixit.layers() end

---@class dixit.Signs
---@field comment_open string "" where the format has no comments
---@field comment_close string "" where a comment ends with its line
---@field citation_needed string asks for a source, behind a claim

---What an editor puts into texts of a format.
---@param format dixit.Format
---@return dixit.Signs
function dixit.signs(format) end

---The classes that words may be added to, with the option `words`.
---@return string[]
function dixit.word_classes() end

---The names of kinds: kinds.quote, kinds.source, kinds.support ...
---@return table<string, string[]>
function dixit.kinds() end

---@class dixit.Span
---@field start integer the first byte, counted from 0
---@field stop integer the byte after the last

---@class dixit.Record: dixit.Span
---@field line? integer of `start`; these four are absent when the unit asked for is false
---@field column? integer
---@field end_line? integer of `stop`
---@field end_column? integer

---One text and everything found in it. Memory goes when Lua collects it, or at once with doc:close().
---@class dixit.Doc: userdata
---@operator len: integer
local doc = {}

---Frees its memory. Using it afterwards raises an error; closing it again does not.
function doc:close() end

---Puts `text` in place of a span and analyses the whole anew. Records read before belong to the old text.
---@param start integer|dixit.Span
---@param stop? integer not given when `start` is a span
---@param text string
---@return true? done
---@return string? message
function doc:edit(start, stop, text) end

---Hands bibliographies to a document: its keys are looked up in them, first come first, and its findings made anew. They
---stay through edits, and cannot be closed before it.
---@param bibliographies dixit.Doc[]
---@return true? done
---@return string? message
function doc:set_bibliographies(bibliographies) end

---Tells a bibliography all documents that cite it: the use_count of its references, and its findings, are made anew.
---@param documents dixit.Doc[] to which it was handed
---@return true? done
---@return string? message
function doc:set_citing(documents) end

---The same document by document: counts one more that cites this bibliography. It may then be closed.
---@param document dixit.Doc to which this bibliography was handed
function doc:add_citing(document) end

---All have been counted: the findings are made anew, if references/unused is on.
---@param all? boolean false: other documents are left, so that no entry may be called unused
---@return true? done
---@return string? message
function doc:end_citing(all) end

---What the marker at a byte leads to.
---@param byte integer
---@return integer? reference its index in the references of the document, or of the bibliography; nil when it leads nowhere
---@return integer? bibliography which of those handed over; nil for the document itself
---@return integer? citation the marker's index in doc:citations()
function doc:definition(byte) end

---The reference that stands at a byte.
---@param byte integer
---@return integer? reference its index in doc:references()
function doc:reference_at(byte) end

---The other way: the markers that lead to a reference.
---@param reference integer its index
---@param bibliography? integer which of those handed over; the document's own references when not given
---@return integer[] citations their indexes in doc:citations()
function doc:uses(reference, bibliography) end

---The text, or the part of it in a span, clipped.
---@param start? integer|dixit.Span
---@param stop? integer
---@return string
function doc:text(start, stop) end

---@return integer bytes
function doc:length() end

---@return dixit.Format format what it was read as, never "auto"
function doc:format() end

---@return dixit.Kind kind what kind of text it is, never "auto"
function doc:kind() end

---@return integer
function doc:line_count() end

---A line's span, without its line end; past the last line: empty, at the end of the text.
---@param line integer counted from 1
---@return integer start
---@return integer stop
function doc:line(line) end

---Line and column of a byte. One inside a character is taken as that character's first, one past the end as the end.
---@param byte integer
---@param unit? dixit.Unit "bytes" when not given
---@param base? 0|1 what lines and columns count from: 1 when not given
---@return integer line
---@return integer column
function doc:position(byte, unit, base) end

---The byte of a line and column. Columns past a line's end give its end, lines past the last the end of the text.
---@param line integer
---@param column integer
---@param unit? dixit.Unit
---@param base? 0|1
---@return integer byte
function doc:offset(line, column, unit, base) end

---How many units stand before a byte in the whole text: the offset editors want that count the text through.
---@param byte integer
---@param unit? dixit.Unit
---@return integer
function doc:count(byte, unit) end

---Source coverage: how many claims have something that vouches for them, and what.
---@return dixit.Coverage
function doc:coverage() end

---@class dixit.Coverage
---@field claims integer
---@field supported integer the sum of the five below
---@field named integer
---@field anonymous integer
---@field vague integer
---@field document integer
---@field cited integer
---@field none integer the claims that are not supported
---@field share? number supported of claims, 0 to 1; absent when there is no claim

---A layer as text, one record a line.
---@param layer? string one of dixit.layers(), or "all" when not given
---@return string? text
---@return string? message
function doc:dump(layer) end

---What stands at a byte and why dixit thinks so, in sentences, a line each: who said it, what vouches for it, findings.
---@param byte integer
---@return string lines "" where there is nothing
function doc:describe(byte) end

---The facts as one JSON object: quotes, claims, citations, references, sources, findings, coverage.
---@param with_scores? boolean add the claim score of every sentence
---@return string? json
---@return string? message
function doc:extract(with_scores) end

---@alias dixit.Layer "annotations"|"attributions"|"blocks"|"citation_check"|"citations"|"claims"|"entries"|"findings"|"marks"|"mentions"|"pieces"|"quotes"|"references"|"runs"|"sentences"|"sources"|"tokens"

---One record of a layer, or nil where there is none.
---@param layer dixit.Layer
---@param index integer counted from 1
---@param unit? dixit.Unit|false
---@return dixit.Record?
function doc:get(layer, index, unit) end

---The records of a layer one at a time: for quote in doc:each "quotes" do ... end
---@param layer dixit.Layer
---@param start? integer|dixit.Span what overlaps this range only
---@param stop? integer
---@param unit? dixit.Unit|false
---@return fun(): dixit.Record?
function doc:each(layer, start, stop, unit) end

-- Each layer is a method that returns its records in a list: whole, or what overlaps a range. An empty range is a
-- place: what stands over it. Columns are counted in `unit`; false leaves lines and columns out, which is quicker.

---Every span to draw, sorted by start, then longest first. Cost: logarithmic in the text plus what is returned.
---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Annotation[]
function doc:annotations(start, stop, unit) end

---@class dixit.Annotation: dixit.Record
---@field kind "quote"|"content"|"speaker"|"cue"|"claim"|"citation"
---@field state "named"|"anonymous"|"nobody"|"cited"|"other" how it is to be drawn
---@field index integer in the layer of its kind: quotes, pieces, mentions, attributions, claims, citations
---@field attribution? integer
---@field source? integer

---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Finding[]
function doc:findings(start, stop, unit) end

---Findings about sources, claims, citations and references alone.
---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Finding[]
function doc:citation_check(start, stop, unit) end

---@class dixit.Finding: dixit.Record
---@field index integer
---@field rule string
---@field severity dixit.Severity
---@field message string what to do
---@field related dixit.Related[] other places it speaks of
---@field fixes dixit.Fix[] edits that mend it

---@class dixit.Related: dixit.Record
---@field message string

---@class dixit.Fix: dixit.Record
---@field replacement string what to put instead of the span
---@field label string what it does, for a menu
---@field safe? true certain to be right; a finding's safe fixes belong together and are made all or none

---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Quote[]
function doc:quotes(start, stop, unit) end

---@class dixit.Quote: dixit.Record
---@field index integer
---@field kind "speech"|"scare"|"title"|"term"
---@field style string "curly-double", "guillemets", "block" ...
---@field content? dixit.Span without the marks; absent when there is nothing between them
---@field attribution? integer who said it
---@field parent? integer the quote it stands in
---@field previous? integer the piece in the paragraph before that this one continues
---@field block? integer
---@field first_token? integer
---@field token_count integer
---@field word_count integer
---@field depth integer 0 for the outermost
---@field confidence number how sure the kind is, 0 to 1
---@field unclosed? true no closing mark; ends where its paragraph ends
---@field continued? true rightly without closing mark: the next paragraph reopens it
---@field mismatched? true closed by a mark of another kind or direction
---@field whole? true holds a whole sentence or more
---@field alone? true its paragraph holds nothing else
---@field part? true words inside a paraphrase: mixed speech
---@field doubtful? true strict engines only: what it is and who says it is too uncertain to tell

---Quotation marks that found no partner.
---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Mark[]
function doc:marks(start, stop, unit) end

---@class dixit.Mark: dixit.Record
---@field index integer
---@field problem "unopened"|"backward"
---@field character string
---@field meant? string what should stand here
---@field token? integer

---Who said what: content, cue and speaker.
---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Attribution[]
function doc:attributions(start, stop, unit) end

---@class dixit.Attribution: dixit.Record
---@field index integer
---@field type "direct"|"mixed"|"indirect"
---@field cue? dixit.Span "said", "according to", ":"
---@field mention? integer the speaker's words
---@field source? integer the speaker
---@field pieces dixit.Piece[] the content
---@field sentence? integer
---@field confidence number 0 to 1
---@field step string which step found it
---@field speech? true absent where the cue states a wish, plan or belief rather than speech
---@field nested? true a quotation inside another one, said by whom the outer one's words name

---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Piece[]
function doc:pieces(start, stop, unit) end

---@class dixit.Piece: dixit.Record
---@field index integer
---@field attribution? integer
---@field quote? integer the quote it is

---Speakers with all their mentions joined. They stand in no one place: they have no span, and a range is ignored.
---@return dixit.Source[]
function doc:sources() end

---@class dixit.Source
---@field index integer
---@field name string canonical: blanks folded, possessive ending and markup taken away
---@field kind "named"|"role"|"group"|"document"|"anonymous"|"vague"|"pronoun"
---@field name_span? dixit.Span the mention that names it best
---@field role? dixit.Span
---@field first_mention? integer
---@field mention_count integer
---@field quote_count integer attributions that name it
---@field word_count integer words it is quoted with
---@field members integer[] of a plural speaker: the sources that make it up
---@field gender? "f"|"m"|"n"
---@field plural? true

---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Mention[]
function doc:mentions(start, stop, unit) end

---@class dixit.Mention: dixit.Record
---@field index integer
---@field kind "name"|"pronoun"|"role"
---@field source? integer
---@field first_token? integer
---@field token_count integer

---Sentences that assert something checkable, and what supports them.
---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Claim[]
function doc:claims(start, stop, unit) end

---@class dixit.Claim: dixit.Record
---@field index integer
---@field support "none"|"named"|"anonymous"|"vague"|"document"|"citation"
---@field score number 0 to 1
---@field reasons string[] "statistic", "accusation" ...
---@field sentence? integer
---@field attribution? integer what vouches, when a speaker does
---@field citation? integer what vouches, when a citation does

---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Citation[]
function doc:citations(start, stop, unit) end

---@class dixit.Citation: dixit.Record
---@field index integer
---@field kind string "footnote", "key", "link" ...
---@field key? dixit.Span label, key or URL
---@field locator? dixit.Span "p. 3"
---@field reference? integer what it points to
---@field bibliography? integer of a key that is defined elsewhere: which of doc:set_bibliographies
---@field entry? integer and which of the references there
---@field block? integer

---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Reference[]
function doc:references(start, stop, unit) end

---@class dixit.Reference: dixit.Record
---@field index integer
---@field kind string "footnote", "link", "entry", "note"
---@field key? dixit.Span
---@field content? dixit.Span
---@field use_count integer citations that point here
---@field duplicate_of? integer an earlier reference with the same key

---What stands in a bibliography.
---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Entry[]
function doc:entries(start, stop, unit) end

---@class dixit.Entry: dixit.Record
---@field index integer
---@field kind "work"|"macro"|"preamble"|"comment"
---@field type? dixit.Span "article"
---@field key? dixit.Span
---@field reference? integer its key in the references
---@field fields dixit.Field[]

---@class dixit.Field: dixit.Record
---@field name? dixit.Span
---@field value? dixit.Span without the braces or marks around it
---@field entry? integer
---@field macro? boolean a macro's name is part of its value
---@field joined? boolean several pieces joined

---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Sentence[]
function doc:sentences(start, stop, unit) end

---@class dixit.Sentence: dixit.Record
---@field index integer
---@field block? integer
---@field first_token? integer
---@field token_count integer
---@field score number how likely an editor asks for a source here, 0 to 1
---@field claim? integer

---What stands where. Containers come before what they hold.
---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Block[]
function doc:blocks(start, stop, unit) end

---@class dixit.Block: dixit.Record
---@field index integer
---@field kind string "paragraph", "heading", "footnote" ...
---@field parent? integer the container
---@field level integer of a heading
---@field quoted integer how many block quotations it stands in
---@field first_run? integer
---@field run_count integer
---@field first_token? integer
---@field token_count integer
---@field first_sentence? integer
---@field sentence_count integer

---Which bytes are prose. What no run covers is markup.
---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Run[]
function doc:runs(start, stop, unit) end

---@class dixit.Run: dixit.Record
---@field index integer
---@field kind "text"|"char"|"break"|"opaque"|"citation"
---@field block? integer
---@field character integer of a "char": the code point its bytes stand for
---@field emphasis? true
---@field strong? true
---@field link? true
---@field deleted? true

---@param start? integer|dixit.Span
---@param stop? integer
---@param unit? dixit.Unit|false
---@return dixit.Token[]
function doc:tokens(start, stop, unit) end

---@class dixit.Token: dixit.Record
---@field index integer
---@field kind string "word", "number", "mark" ...
---@field capital? true first letter is upper case
---@field upper? true all letters are, and there are two or more
---@field spaced? true a blank, a line break or the block's start stands before it
---@field joined? true markup or an entity inside: its text is not the bytes of its span
---@field quoted? true between quotation marks, or one of them
---@field abbreviated? true it took its full stop with it
---@field emphasis? true
---@field link? true

return dixit
