/* Prose bytes to tokens.
 *
 * One loop over the runs of each block, one table look-up a byte, one hash a word (FNV-1a over the lower-case word, the
 * curly apostrophe as the straight one, soft hyphens left out). A word may go on over a run's end when markup stands in
 * its middle; such a token is JOINED, and its text is put together in the arena.
 *
 * What is one token: a word with inner apostrophes and hyphens; an abbreviation with its full stops, when the lexicon
 * has it, when it is an initial, or when it is letters with full stops between; a number with its points, commas,
 * colons, slashes, letters and per-cent sign; stops in a row; a URL. Clitics are split off. */
#include "doc/tokens.h"

#include "base/utf8.h"
#include "doc/known_words.h"
#include "doc/letters.h"
#include "doc/lexicon.h"
#include "engine.h"

/* Character classes. */
enum {
  BLANK, LETTER, CAPITAL, DIGIT, STOP, COMMA, COLON, SEMICOLON, DASH, OPEN, CLOSE, MARK, SYMBOL, IGNORED, LONG
};

#define B BLANK
#define L LETTER
#define C CAPITAL
#define D DIGIT
#define S SYMBOL
#define M MARK
static const uint8_t ascii_classes[128] = {
  B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B, B,
  B, STOP, M, S, S, S, S, M, OPEN, CLOSE, S, S, COMMA, DASH, STOP, S,
  D, D, D, D, D, D, D, D, D, D, COLON, SEMICOLON, S, S, S, STOP,
  S, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, OPEN, S, CLOSE, S, S,
  M, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, OPEN, S, CLOSE, S, S,
};
#undef B
#undef L
#undef C
#undef D
#undef S
#undef M

/* The state of the pass. at, end: the rest of the current run. spaced: a blank stands before the next token.
 * plain_end: words that are read eight letters at a time end before it, inside the run. open: the last token is a word
 * or number that ended with its run, so the next run may carry it on. */
typedef struct splitter {
  dixit_doc *doc;
  const char *text;
  uint32_t at;
  uint32_t end;
  uint32_t plain_end;
  uint8_t run_flags;
  bool spaced;
  bool open;
  bool apostrophe; /* the token before is one, written as an entity behind a word */
  known_words known;
  letter_window letters;
} splitter;

/* The row of a word that ends before `end`: the user's own, or the lexicon's. */
static inline uint16_t find_word(const splitter *self, uint32_t hash, const char *end, size_t length)
{
  uint16_t own = own_words_find(&self->known.own, hash);
  return own ? own : lexicon_find_word(hash, end, length);
}

/* ---- characters ---- */

/* Dashes, quotation marks and stops of U+2010 to U+204F, by code point; 0 where Unicode's own class holds. */
static const uint8_t punctuation_classes[64] = {
  [0x03] = DASH, [0x04] = DASH, [0x05] = DASH, [0x08] = MARK, [0x09] = MARK, [0x0A] = MARK, [0x0B] = MARK,
  [0x0C] = MARK,
  [0x0D] = MARK, [0x0E] = MARK, [0x0F] = MARK, [0x16] = STOP, [0x29] = MARK, [0x2A] = MARK, [0x2C] = STOP,
  [0x37] = STOP,
  [0x38] = STOP, [0x39] = STOP,
};

static uint8_t class_of_rare(uint32_t code)
{
  static const struct {
    uint32_t code;
    uint8_t class;
  } signs[] = {
    {0xAB, MARK},    {0xBB, MARK},   {0x3001, COMMA}, {0x3002, STOP},  {0x300C, MARK}, {0x300D, MARK},  {0x300E, MARK},
    {0x300F, MARK}, {0xFF01, STOP}, {0xFF08, OPEN}, {0xFF09, CLOSE}, {0xFF0C, COMMA}, {0xFF1A, COLON},
    {0xFF1B, SEMICOLON},
    {0xFF1F, STOP},
  };
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
    if (signs[i].code == code)
      return signs[i].class;
  return SYMBOL;
}

static uint8_t class_of_long(uint32_t code)
{
  if (code - 0x2010 < sizeof punctuation_classes && punctuation_classes[code - 0x2010])
    return punctuation_classes[code - 0x2010];
  switch (utf8_classify(code)) {
  case UTF8_LETTER: return LETTER;
  case UTF8_UPPER: return CAPITAL;
  case UTF8_DIGIT: return DIGIT;
  case UTF8_BLANK: return BLANK;
  case UTF8_IGNORED: return IGNORED;
  default: return class_of_rare(code);
  }
}

/* The character at `at`, which is inside the run. */
static utf8_char char_at(const splitter *self, uint32_t at)
{
  unsigned char byte = (unsigned char)self->text[at];
  return byte < 0x80 ? (utf8_char){byte, 1} : utf8_decode_long(self->text, self->end, at);
}

/* The class of the byte or character at `at`; BLANK at the run's end. */
static uint8_t class_at(const splitter *self, uint32_t at)
{
  if (at >= self->end)
    return BLANK;
  unsigned char byte = (unsigned char)self->text[at];
  return byte < 0x80 ? ascii_classes[byte] : class_of_long(char_at(self, at).code);
}

static bool is_word_class(uint8_t class)
{
  return class == LETTER || class == CAPITAL || class == DIGIT;
}

/* ---- tokens ---- */

static dixit_token *add_token(splitter *self, uint32_t start, uint32_t end, uint8_t kind, uint32_t hash)
{
  dixit_doc *doc = self->doc;
  if (!ARRAY_ROOM(&doc->memory, doc->tokens, 1))
    return NULL;
  dixit_token *token = &doc->tokens.items[doc->tokens.count++];
  uint8_t flags = (uint8_t)(self->spaced ? DIXIT_TOKEN_SPACED : 0) | self->run_flags;
  *token = (dixit_token){start, end, hash, 0, kind, flags};
  self->spaced = false;
  return token;
}

/* A word being read. capitals, letters: counted. segment: letters since the last inner full stop. */
typedef struct word {
  uint32_t start;
  uint32_t hash;
  uint32_t letters;
  uint32_t capitals;
  uint32_t segment;
  bool first_capital;
  bool dotted;
  bool number;
} word;

static void word_add(word *self, uint32_t code, uint8_t class)
{
  if (class == CAPITAL && self->letters == 0)
    self->first_capital = true;
  self->capitals += class == CAPITAL;
  self->letters += class != DIGIT;
  self->segment++;
  if (code < 0x80) {
    self->hash = lexicon_hash_byte(self->hash, (unsigned char)ascii_lower((char)code));
    return;
  }
  char bytes[4];
  uint32_t length = utf8_encode(class == CAPITAL ? utf8_lower(code) : code, bytes);
  for (uint32_t i = 0; i < length; i++)
    self->hash = lexicon_hash_byte(self->hash, (unsigned char)bytes[i]);
}

static void word_add_sign(word *self, char sign)
{
  self->hash = lexicon_hash_byte(self->hash, (unsigned char)sign);
}

/* The bytes of an apostrophe at `at`, or 0. */
static uint32_t apostrophe_length(const splitter *self, uint32_t at)
{
  if (at >= self->end)
    return 0;
  if (self->text[at] == '\'')
    return 1;
  if (self->end - at >= 3 && memcmp(self->text + at, "\xE2\x80", 2) == 0) {
    unsigned char last = (unsigned char)self->text[at + 2];
    return last == 0x99 || last == 0x98 ? 3 : 0;
  }
  return 0;
}

/* The letters of the clitic that starts at `at` (behind its apostrophe), or 0: s, d, m, ll, re, ve. */
static uint32_t clitic_length(const splitter *self, uint32_t at)
{
  static const char clitics[][3] = {"s", "d", "m", "ll", "re", "ve"};
  for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++) {
    uint32_t length = (uint32_t)strlen(clitics[i]);
    if (self->end - at < length || is_word_class(class_at(self, at + length)))
      continue;
    if (text_equal_folded(text_of(self->text + at, length), text_of(clitics[i], length)))
      return length;
  }
  return 0;
}

/* An opening single mark between letters is an apostrophe that points the wrong way. */
static void note_backward_apostrophe(splitter *self, uint32_t at, uint32_t length)
{
  if (length != 3 || (unsigned char)self->text[at + 2] != 0x98)
    return;
  dixit_mark *mark = ARRAY_ADD(&self->doc->memory, self->doc->marks);
  if (!mark)
    return;
  mark->span = span_of(at, at + length);
  mark->character = 0x2018;
  mark->token = self->doc->tokens.count;
  mark->meant = 0x2019;
  mark->problem = DIXIT_MARK_BACKWARD;
}

/* Add the clitic behind the apostrophe at self->at. */
static void add_clitic(splitter *self, uint32_t apostrophe, uint32_t letters)
{
  word clitic = {.start = self->at, .hash = LEXICON_HASH_BASIS};
  note_backward_apostrophe(self, self->at, apostrophe);
  word_add_sign(&clitic, '\'');
  self->at += apostrophe;
  for (uint32_t i = 0; i < letters; i++, self->at++)
    word_add(&clitic, (unsigned char)self->text[self->at], LETTER);
  dixit_token *token = add_token(self, clitic.start, self->at, DIXIT_WORD, clitic.hash);
  if (token)
    token->word = find_word(self, token->hash, self->text + token->end, token->end - token->start);
}

/* May the sign at self->at stand inside a word? If so, it is read. */
static bool read_inner_sign(splitter *self, word *current)
{
  char sign = self->text[self->at];
  uint8_t next = class_at(self, self->at + 1);
  if (!is_word_class(next) || current->segment == 0)
    return false;
  switch (sign) {
  case '-':
    break;
  case '.':
    if (current->number ? next != DIGIT : next != LETTER && current->segment != 1)
      return false;
    current->dotted = !current->number;
    break;
  case ',':
  case ':':
  case '/':
    if (!current->number || next != DIGIT)
      return false;
    break;
  case '@':
    break;
  default:
    return false;
  }
  current->segment = 0;
  word_add_sign(current, sign);
  self->at++;
  return true;
}

/* An apostrophe with a letter behind it, and no clitic, stands inside the word: "don't", "O’Brien". */
static bool read_inner_apostrophe(splitter *self, word *current)
{
  uint32_t length = apostrophe_length(self, self->at);
  if (!length || !is_word_class(class_at(self, self->at + length)) || clitic_length(self, self->at + length))
    return false;
  note_backward_apostrophe(self, self->at, length);
  word_add_sign(current, '\'');
  current->segment = 0;
  self->at += length;
  return true;
}

/* Lower-case ASCII letters, the most frequent bytes there are. */
static void read_plain_letters(splitter *self, word *current)
{
  const char *text = self->text;
  uint32_t at = self->at, end = self->end, hash = current->hash;
  while (at < end && text[at] >= 'a' && text[at] <= 'z')
    hash = lexicon_hash_byte(hash, (unsigned char)text[at++]);
  current->letters += at - self->at;
  current->segment += at - self->at;
  current->hash = hash;
  self->at = at;
}

/* Read word characters from self->at on; stops at the first that is none. */
static void read_word(splitter *self, word *current)
{
  while (self->at < self->end) {
    unsigned char byte = (unsigned char)self->text[self->at];
    if (byte < 0x80) {
      uint8_t class = ascii_classes[byte];
      if (class == LETTER) {
        read_plain_letters(self, current);
      } else if (is_word_class(class)) {
        word_add(current, byte, class);
        self->at++;
      } else if (class == BLANK) {
        return;
      } else if (!read_inner_sign(self, current) && !(byte == '\'' && read_inner_apostrophe(self, current))) {
        return;
      }
      continue;
    }
    utf8_char c = char_at(self, self->at);
    uint8_t class = class_of_long(c.code);
    if (is_word_class(class))
      word_add(current, c.code, class);
    else if (class != IGNORED && !(class == MARK && read_inner_apostrophe(self, current)))
      return;
    if (class != MARK)
      self->at += c.length;
  }
}

/* Longer words are no abbreviations. */
enum { ABBREVIATION_LIMIT = 6 };

static bool is_abbreviation(const splitter *self, uint32_t hash)
{
  hash = lexicon_hash_byte(hash, '.');
  uint16_t own = own_words_find(&self->known.own, hash), row = own ? own : lexicon_find(hash);
  return lexicon_rows[row].bits & WORD_ABBREVIATION;
}

/* "She said no." Without a number behind the stop, "no" is the answer. */
static bool is_answer(const splitter *self, const word *current, uint32_t length)
{
  const char *text = self->text + current->start;
  bool no = length == 2 && ascii_lower(text[0]) == 'n' && ascii_lower(text[1]) == 'o';
  return no && (class_at(self, self->at + 1) != BLANK || class_at(self, self->at + 2) != DIGIT);
}

/* Does the word take the full stop behind it? Initials, letters with full stops between, abbreviations of the
 * lexicon. */
static bool takes_stop(const splitter *self, const word *current)
{
  if (current->number)
    return false;
  uint8_t next = class_at(self, self->at + 1);
  if (is_word_class(next) || next == STOP)
    return false;
  if (current->dotted && current->segment <= 2)
    return true;
  uint32_t length = self->at - current->start;
  if (length == 1 && current->capitals == 1)
    return self->text[current->start] != 'I';
  return length <= ABBREVIATION_LIMIT && is_abbreviation(self, current->hash) && !is_answer(self, current, length);
}

/* "http" before "://": the whole address. */
static bool read_url(splitter *self)
{
  if (self->end - self->at < 4 || memcmp(self->text + self->at, "://", 3) != 0)
    return false;
  while (self->at < self->end && class_at(self, self->at) != BLANK)
    self->at++;
  while (self->at > 0 && strchr(".,;:!?)'\"", self->text[self->at - 1]))
    self->at--;
  return true;
}

static void finish_word(splitter *self, word *current)
{
  uint8_t kind = current->number ? DIXIT_NUMBER : DIXIT_WORD;
  uint8_t flags = 0;
  char next = self->at < self->end ? self->text[self->at] : ' ';
  if (next == '.' && takes_stop(self, current)) {
    word_add_sign(current, self->text[self->at++]);
    flags |= DIXIT_TOKEN_ABBREVIATED;
  } else if (next == ':' && read_url(self)) {
    kind = DIXIT_OPAQUE;
  }
  if (current->first_capital)
    flags |= DIXIT_TOKEN_CAPITAL;
  if (current->capitals >= 2 && current->capitals == current->letters)
    flags |= DIXIT_TOKEN_UPPER;
  dixit_token *token = add_token(self, current->start, self->at, kind, current->hash);
  if (!token)
    return;
  token->flags |= flags;
  token->word = find_word(self, current->hash, self->text + token->end, token->end - token->start);
  self->open = self->at == self->end;
  if (next == ' ')
    return;
  uint32_t apostrophe = apostrophe_length(self, self->at);
  uint32_t clitic = apostrophe ? clitic_length(self, self->at + apostrophe) : 0;
  if (clitic && !current->number)
    add_clitic(self, apostrophe, clitic);
}

static void split_word(splitter *self, uint8_t class)
{
  word current = {.start = self->at, .hash = LEXICON_HASH_BASIS, .number = class == DIGIT};
  read_word(self, &current);
  if (current.number && self->at < self->end && self->text[self->at] == '%')
    word_add_sign(&current, self->text[self->at++]);
  finish_word(self, &current);
}

/* ---- most words: ASCII letters, lower case but for the first ---- */

/* Is there a blank at `at`, or the end of the run? */
static inline bool is_blank_at(const splitter *self, uint32_t at)
{
  return at >= self->end || self->text[at] == ' ';
}

/* May a word of ASCII letters end before text[at], with nothing of what split_word looks for there, unless it is an
 * abbreviation? */
static inline bool ends_plain_word(const splitter *self, uint32_t at)
{
  static const uint8_t ends[256] = {[' '] = 1, ['\n'] = 1, [','] = 1, [';'] = 1, ['?'] = 1,
                                    ['!'] = 1, [')'] = 1,  ['"'] = 1, ['.'] = 2};
  uint8_t end = ends[(unsigned char)self->text[at]];
  return end == 1 || (end == 2 && is_blank_at(self, at + 1));
}

/* Would a word of so many letters take a full stop behind it? For one letter that depends on more than its hash. */
static inline bool may_take_stop(const splitter *self, uint32_t length, uint32_t hash)
{
  return length <= ABBREVIATION_LIMIT && (length == 1 || is_abbreviation(self, hash));
}

/* The length of a plain word at `at`, and what it is; 0 where there is none, and near the text's end, where eight bytes
 * cannot be read. */
static inline uint32_t read_plain_word(splitter *self, uint32_t at, known_word *found)
{
  if (!ascii_is_letter(self->text[at]))
    return 0;
  uint32_t length = letters_count(&self->letters, at);
  if (length == 0 || at + length >= self->letters.end) { /* it may go on behind the window */
    self->letters = letters_find(self->text, self->doc->length, at, self->plain_end);
    length = letters_count(&self->letters, at);
    if (at + length >= self->letters.end)
      return 0;
  }
  if (!ends_plain_word(self, at + length))
    return 0;
  *found = known_words_find(&self->known, self->text + at, length);
  return self->text[at + length] == '.' && may_take_stop(self, length, found->hash) ? 0 : length;
}

/* The kind of a sign at `at` that needs no second look, because a blank or the run's end is behind it; 0 for others. */
static inline uint8_t plain_sign(const splitter *self, uint32_t at)
{
  static const uint8_t kinds[256] = {[','] = DIXIT_COMMA, [';'] = DIXIT_SEMICOLON, ['.'] = DIXIT_STOP,
                                     ['?'] = DIXIT_STOP,  ['!'] = DIXIT_STOP};
  if (at >= self->end || !is_blank_at(self, at + 1))
    return 0;
  bool dots = self->text[at] == '.' && self->text[at + 1] == ' ' && self->text[at + 2] == '.'; /* ". . ." */
  return dots ? 0 : kinds[(unsigned char)self->text[at]];
}

/* Tokens that are made in one go. */
enum { PLAIN_TOKENS = 64 };

/* Words from self->at on, with the blanks and signs between them, up to what is of another sort. Not in the first
 * bytes of a text: what looks at endings reads eight bytes back. */
static void split_plain_words(splitter *self)
{
  dixit_doc *doc = self->doc;
  if (self->at < 8 || !ARRAY_ROOM(&doc->memory, doc->tokens, PLAIN_TOKENS))
    return;
  dixit_token *first = doc->tokens.items + doc->tokens.count, *token = first;
  uint32_t at = self->at, length;
  known_word found;
  uint8_t flags = (uint8_t)(self->spaced ? DIXIT_TOKEN_SPACED : 0) | self->run_flags, sign;
  while (at < self->end && token < first + PLAIN_TOKENS) {
    if (self->text[at] == ' ') {
      flags |= DIXIT_TOKEN_SPACED;
      at++;
      continue;
    }
    if ((length = read_plain_word(self, at, &found)) > 0) {
      uint8_t capital = self->text[at] <= 'Z' ? DIXIT_TOKEN_CAPITAL : 0;
      *token++ = (dixit_token){at, at + length, found.hash, found.row, DIXIT_WORD, flags | capital};
      at += length;
    } else if ((sign = plain_sign(self, at)) > 0) {
      *token++ = (dixit_token){at, at + 1, (unsigned char)self->text[at], 0, sign, flags};
      at++;
    } else {
      break;
    }
    flags = self->run_flags;
  }
  self->at = at;
  self->spaced = (flags & DIXIT_TOKEN_SPACED) != 0;
  doc->tokens.count += (uint32_t)(token - first);
}

static void note_ellipsis(dixit_doc *doc)
{
  uint32_t *next = ARRAY_ADD(&doc->memory, doc->ellipses);
  if (next)
    *next = doc->tokens.count;
}

/* The end of ". . .", which starts at `at`: three full stops or more with a blank between them, that does not break.
 * The same number when there are fewer. */
static uint32_t spaced_dots_end(const splitter *self, uint32_t at)
{
  static const char unbroken[] = "\xC2\xA0";
  uint32_t end = at, dots = 0;
  for (uint32_t next = at; next < self->end && self->text[next] == '.';) {
    end = next + 1;
    dots++;
    next = end + (end + 2 < self->end && memcmp(self->text + end, unbroken, 2) == 0 ? 2 : 1);
    if (end >= self->end || (self->text[end] != ' ' && next == end + 1))
      break;
  }
  return dots >= 3 ? end : at;
}

/* Stops in a row are one token: its hash is '?' or '!' when one is among them, the ellipsis for two or more full
 * stops. */
static void split_stops(splitter *self)
{
  uint32_t start = self->at, spaced = spaced_dots_end(self, start), stops = spaced > start ? 3 : 0;
  uint32_t sign = stops ? '.' : 0;
  self->at = spaced;
  while (self->at < self->end && class_at(self, self->at) == STOP) {
    utf8_char c = char_at(self, self->at);
    stops += c.code == TOKEN_ELLIPSIS ? 2 : 1;
    if (sign == 0 || c.code == '?' || (c.code == '!' && sign != '?'))
      sign = c.code;
    self->at += c.length;
  }
  if (sign == '.' && stops > 1)
    sign = TOKEN_ELLIPSIS;
  if (sign == TOKEN_ELLIPSIS)
    note_ellipsis(self->doc);
  add_token(self, start, self->at, DIXIT_STOP, sign);
}

static void split_mark(splitter *self, utf8_char c)
{
  uint32_t start = self->at;
  uint32_t hash = c.code;
  self->at += c.length;
  if ((c.code == '`' || c.code == '\'') && self->at < self->end && (uint32_t)self->text[self->at] == c.code) {
    hash = c.code == '`' ? TOKEN_TEX_OPEN : TOKEN_TEX_CLOSE;
    self->at++;
  }
  add_token(self, start, self->at, DIXIT_MARK, hash);
}

static void split_dashes(splitter *self, utf8_char c)
{
  uint32_t start = self->at;
  self->at += c.length;
  while (self->at < self->end && class_at(self, self->at) == DASH)
    self->at += char_at(self, self->at).length;
  add_token(self, start, self->at, DIXIT_DASH, c.code);
}

static void split_sign(splitter *self, uint8_t class, utf8_char c)
{
  static const uint8_t kinds[] = {[COMMA] = DIXIT_COMMA, [COLON] = DIXIT_COLON, [SEMICOLON] = DIXIT_SEMICOLON,
                                  [OPEN] = DIXIT_OPEN,   [CLOSE] = DIXIT_CLOSE, [SYMBOL] = DIXIT_SYMBOL};
  uint32_t start = self->at;
  self->at += c.length;
  add_token(self, start, self->at, kinds[class], c.code);
}

/* One token, or one blank, from self->at on. */
static void split_next(splitter *self)
{
  char first = self->text[self->at];
  if (first == ' ') {
    self->spaced = true;
    self->at++;
    return;
  }
  utf8_char c = char_at(self, self->at);
  uint8_t class = c.code < 0x80 ? ascii_classes[c.code] : class_of_long(c.code);
  switch (class) {
  case BLANK:
    self->spaced = true;
    self->at += c.length;
    return;
  case IGNORED:
    self->at += c.length;
    return;
  case LETTER:
  case CAPITAL:
  case DIGIT:
    split_word(self, class);
    return;
  case STOP:
    split_stops(self);
    return;
  case MARK:
    split_mark(self, c);
    return;
  case DASH:
    split_dashes(self, c);
    return;
  default:
    split_sign(self, class, c);
  }
}

/* ---- words over the ends of runs ---- */

static void set_joined_text(splitter *self, uint32_t token, dixit_text more)
{
  dixit_doc *doc = self->doc;
  dixit_text before = token_text(doc, token);
  char *bytes = arena_get(&doc->memory, before.length + more.length);
  if (!bytes)
    return;
  memcpy(bytes, before.bytes, before.length);
  memcpy(bytes + before.length, more.bytes, more.length);
  bool known = doc->tokens.items[token].flags & DIXIT_TOKEN_JOINED;
  joined_token *joined = known ? &doc->joined.items[doc->joined.count - 1] : ARRAY_ADD(&doc->memory, doc->joined);
  if (!joined)
    return;
  joined->token = token;
  joined->text = text_of(bytes, before.length + more.length);
  doc->tokens.items[token].flags |= DIXIT_TOKEN_JOINED;
}

/* The last token goes on with the tokens from `first` on, which were split from `more`: make one of all. */
static void join_word(splitter *self, uint32_t first, dixit_text more, uint32_t end)
{
  dixit_doc *doc = self->doc;
  uint32_t token = first - 1;
  set_joined_text(self, token, more);
  dixit_token *joined = &doc->tokens.items[token];
  dixit_text text = token_text(doc, token);
  joined->end = end;
  joined->hash = LEXICON_HASH_BASIS;
  for (size_t i = 0; i < text.length; i++)
    joined->hash = lexicon_hash_byte(joined->hash, (unsigned char)ascii_lower(text.bytes[i]));
  joined->word = find_word(self, joined->hash, text.bytes + text.length, text.length);
  doc->tokens.count = first;
}

/* The most words may grow over run ends, so that markup between all letters of a long text costs linear time. */
enum { JOIN_LIMIT = 256 };

/* After the first token of a run: does it carry on the word before? */
static void join_if_open(splitter *self, uint32_t first)
{
  dixit_doc *doc = self->doc;
  if (first == 0 || doc->tokens.count != first + 1)
    return;
  const dixit_token *before = &doc->tokens.items[first - 1], *after = &doc->tokens.items[first];
  if (after->kind != DIXIT_WORD && after->kind != DIXIT_NUMBER)
    return;
  if (after->flags & DIXIT_TOKEN_SPACED || after->end - before->start > JOIN_LIMIT)
    return;
  join_word(self, first, doc_slice(doc, token_span(after)), after->end);
}

/* The hash of a word in any case, however its apostrophes are written. */
static uint32_t hash_of_text(dixit_text text)
{
  uint32_t hash = LEXICON_HASH_BASIS;
  for (size_t i = 0; i < text.length; i++) {
    bool curly = text.length - i >= 3 && memcmp(text.bytes + i, "\xE2\x80\x99", 3) == 0;
    hash = lexicon_hash_byte(hash, (unsigned char)(curly ? '\'' : ascii_lower(text.bytes[i])));
    i += curly ? 2 : 0;
  }
  return hash;
}

/* The last token is an apostrophe written as an entity, behind a word; letters follow: a clitic ("council&rsquo;s"), or
 * the rest of the word ("don&rsquo;t"). */
static void join_apostrophe(splitter *self)
{
  dixit_doc *doc = self->doc;
  uint32_t index = doc->tokens.count - 1, letters = clitic_length(self, self->at), start = self->at;
  dixit_text apostrophe = token_text(doc, index);
  if (letters == 0) {
    while (is_word_class(class_at(self, start + letters)) && letters < JOIN_LIMIT)
      letters += char_at(self, start + letters).length;
    doc->tokens.count--;
    doc->joined.count--;
    set_joined_text(self, --index, apostrophe);
  }
  self->at += letters;
  set_joined_text(self, index, text_of(self->text + start, letters));
  dixit_token *token = &doc->tokens.items[index];
  dixit_text text = token_text(doc, index);
  token->kind = DIXIT_WORD;
  token->end = self->at;
  token->hash = hash_of_text(text);
  token->word = find_word(self, token->hash, text.bytes + text.length, text.length);
  self->open = self->at == self->end;
}

static void split_text_run(splitter *self, const dixit_run *run)
{
  bool carry = self->open, apostrophe = self->apostrophe;
  uint32_t first = self->doc->tokens.count;
  self->open = self->apostrophe = false;
  uint32_t last_eight = self->doc->length > 8 ? self->doc->length - 7 : 0;
  self->at = run->span.start;
  self->end = run->span.end;
  self->plain_end = self->end < last_eight ? self->end : last_eight;
  if (apostrophe && is_word_class(class_at(self, self->at))) {
    join_apostrophe(self);
  } else if (carry && self->at < self->end) {
    split_next(self);
    join_if_open(self, first);
  }
  while (self->at < self->end && !self->doc->memory.failed) {
    split_plain_words(self);
    if (self->at < self->end)
      split_next(self);
  }
}

/* An entity or escape: its character is split like text, then put where its bytes stand. */
static void split_character(splitter *self, const dixit_run *run)
{
  char bytes[4];
  splitter one = *self;
  uint32_t first = self->doc->tokens.count;
  dixit_doc *doc = self->doc;
  one.text = bytes;
  one.at = 0;
  one.end = utf8_encode(run->character, bytes);
  one.open = false;
  uint32_t length = one.end;
  split_next(&one);
  bool carry = self->open;
  self->spaced = one.spaced;
  self->open = one.open;
  if (doc->tokens.count == first)
    return;
  dixit_token *token = &doc->tokens.items[first];
  token->start = run->span.start;
  token->end = run->span.end;
  bool is_word = token->kind == DIXIT_WORD || token->kind == DIXIT_NUMBER;
  bool glued = carry && is_word && !(token->flags & DIXIT_TOKEN_SPACED) &&
               token->end - doc->tokens.items[first - 1].start <= JOIN_LIMIT;
  if (glued) {
    join_word(self, first, text_of(bytes, length), run->span.end);
    return;
  }
  char *copy = arena_copy(&doc->memory, bytes, length);
  joined_token *joined = copy ? ARRAY_ADD(&doc->memory, doc->joined) : NULL;
  if (!joined)
    return;
  joined->token = first;
  joined->text = text_of(copy, length);
  token->flags |= DIXIT_TOKEN_JOINED;
  bool sign = run->character == 0x2019 || run->character == '\'';
  self->apostrophe = sign && carry && token->end - doc->tokens.items[first - 1].start <= JOIN_LIMIT;
}

static void split_run(splitter *self, const dixit_run *run)
{
  self->run_flags = 0;
  self->apostrophe = self->apostrophe && run->kind == DIXIT_RUN_TEXT;
  if (run->flags & (DIXIT_RUN_EMPHASIS | DIXIT_RUN_STRONG))
    self->run_flags |= DIXIT_TOKEN_EMPHASIS;
  if (run->flags & DIXIT_RUN_LINK)
    self->run_flags |= DIXIT_TOKEN_LINK;
  switch (run->kind) {
  case DIXIT_RUN_TEXT:
    split_text_run(self, run);
    return;
  case DIXIT_RUN_CHAR:
    split_character(self, run);
    return;
  case DIXIT_RUN_BREAK:
    self->spaced = true;
    break;
  case DIXIT_RUN_OPAQUE:
    add_token(self, run->span.start, run->span.end, DIXIT_OPAQUE, 0);
    break;
  default:
    add_token(self, run->span.start, run->span.end, DIXIT_CITE, run->character);
  }
  self->open = false;
}

/* English has a token for five bytes or six, signs included; what has more grows on. */
enum { TOKEN_BYTES = 5 };

static uint32_t count_prose(const dixit_doc *doc)
{
  uint32_t bytes = 0;
  for (uint32_t i = 0; i < doc->runs.count; i++)
    bytes += span_length(doc->runs.items[i].span);
  return bytes;
}

void tokens_split(dixit_doc *doc)
{
  splitter self = {.doc = doc, .text = doc->text};
  arena scratch;
  arena_init(&scratch, &doc->memory.allocator);
  bool enough = known_words_init(&self.known, &scratch, doc->length, doc->engine->words) &&
                ARRAY_EXPECT(&doc->memory, doc->tokens, count_prose(doc) / TOKEN_BYTES);
  for (uint32_t i = 0; enough && i < doc->blocks.count; i++) {
    dixit_block *block = &doc->blocks.items[i];
    block->first_token = doc->tokens.count;
    self.spaced = true;
    self.open = false;
    for (uint32_t r = 0; r < block->run_count; r++)
      split_run(&self, &doc->runs.items[block->first_run + r]);
    block->token_count = doc->tokens.count - block->first_token;
  }
  doc->memory.failed = doc->memory.failed || scratch.failed;
  arena_done(&scratch);
}
