/* dixit: who said what in a text, and what nobody vouches for.
 *
 * # The simple path
 *
 *     dixit_engine *engine;
 *     dixit_doc *doc;
 *     if (dixit_engine_new(&engine, NULL, NULL) != DIXIT_OK) ...
 *     if (dixit_doc_new(&doc, engine, text, length, NULL, NULL) != DIXIT_OK) ...
 *     size_t count;
 *     const dixit_finding *findings = dixit_doc_findings(doc, &count);
 *     ...
 *     dixit_doc_free(doc);
 *     dixit_engine_free(engine);
 *
 * # Ownership, three sentences
 *
 * What comes out through `**out` is yours; what is returned is borrowed from its parent; the library copies what it
 * must keep.
 *
 * # Conventions
 *
 * A span is half-open, in bytes of the original input. Lines and columns start at 1. Strings are pointer and length
 * unless a comment says they end in NUL. An index that leads nowhere is DIXIT_NONE. Bad text is never an error: bytes
 * that are not UTF-8, unbalanced marks and broken markup become findings, and analysis always ends. Nothing here
 * prints, aborts, exits or keeps process-wide state. An engine may be shared between threads; a document belongs to
 * one thread at a time.
 *
 * The header is clean as C99 and C++, and loads in LuaJIT's ffi.cdef once preprocessor lines and DIXIT_API are
 * stripped.
 */
#ifndef DIXIT_H
#define DIXIT_H

#include <stddef.h>
#include <stdint.h>

#ifndef DIXIT_API
#if defined(_WIN32) || !defined(__GNUC__)
#define DIXIT_API
#else
#define DIXIT_API __attribute__((visibility("default")))
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ## Version ------------------------------------------------------------------------------------------------------ */

/* The library's version, "MAJOR.MINOR.PATCH", ending in NUL. */
DIXIT_API const char *dixit_version(void);

/* ## Status and errors -------------------------------------------------------------------------------------------- */

typedef enum dixit_status {
  DIXIT_OK = 0,
  DIXIT_NO_MEMORY = -1,   /* the allocator returned NULL; nothing was made */
  DIXIT_TOO_BIG = -2,     /* an input of 4 GiB or over */
  DIXIT_BAD_OPTION = -3,  /* an option, rule name or value that does not exist; the error says what may be meant */
  DIXIT_BAD_ARGUMENT = -4,/* a NULL where none may be, a span outside the text */
  DIXIT_WRITE_FAILED = -5 /* a dixit_write function returned non-zero */
} dixit_status;

/* What went wrong, filled by the call that failed; caller-owned; may always be NULL. */
typedef struct dixit_error {
  int32_t status;     /* a dixit_status */
  uint32_t at;        /* the byte of the input or option text the error is about, or DIXIT_NONE */
  char message[248];  /* one sentence, UTF-8, ending in NUL */
} dixit_error;

/* ## Values ------------------------------------------------------------------------------------------------------- */

/* "No index": what a link field holds when it leads nowhere. (An enum constant could not hold it in C99.) */
#define DIXIT_NONE 0xFFFFFFFFu

/* Bytes start to end - 1 of the original input. */
typedef struct dixit_span {
  uint32_t start;
  uint32_t end;
} dixit_span;

/* Text borrowed from its parent. `bytes` does not end in NUL. */
typedef struct dixit_text {
  const char *bytes;
  size_t length;
} dixit_text;

/* A place as people and editors count it; both numbers start at 1. */
typedef struct dixit_position {
  uint32_t line;
  uint32_t column;
} dixit_position;

/* What a column counts. An invalid byte counts as one of each; so does each half of CR LF in its line's length, and a
 * byte order mark, which is a character of the first line. Inside a character or cluster, what has ended counts. */
typedef enum dixit_unit {
  DIXIT_BYTES = 0,
  DIXIT_CHARS = 1,    /* Unicode code points */
  DIXIT_UTF16 = 2,    /* UTF-16 code units, as language servers count */
  DIXIT_GRAPHEMES = 3 /* extended grapheme clusters (UAX #29), as readers count */
} dixit_unit;

/* Memory. `resize(ctx, NULL, 0, n)` allocates, `resize(ctx, p, n, 0)` frees and returns NULL, else it grows or
 * shrinks as realloc does. It returns NULL when it cannot; the block is then as it was. */
typedef struct dixit_allocator {
  void *(*resize)(void *ctx, void *block, size_t old_size, size_t new_size);
  void *ctx;
} dixit_allocator;

/* Takes `length` bytes of output, which live as long as the call and end in no NUL; returns 0, or anything else to
 * stop. It is called once or many times for one output, with pieces that may end anywhere, inside a character too. */
typedef int (*dixit_write)(void *ctx, const char *bytes, size_t length);

/* ## Opaque types ------------------------------------------------------------------------------------------------- */

typedef struct dixit_engine dixit_engine; /* configuration, rules, word lists: immutable once made */
typedef struct dixit_doc dixit_doc;       /* one text and everything found in it */

/* ## Engine ------------------------------------------------------------------------------------------------------- */

typedef enum dixit_severity {
  DIXIT_OFF = 0,
  DIXIT_INFO = 1,
  DIXIT_WARNING = 2,
  DIXIT_ERROR = 3,
  DIXIT_DEFAULT = 4 /* in a dixit_rule_setting: on, at the rule's own severity */
} dixit_severity;

/* Switches one rule, or with "category/" followed by "*" a category, or with "*" all. Later settings win. */
typedef struct dixit_rule_setting {
  const char *rule;  /* ends in NUL */
  int32_t severity;  /* a dixit_severity */
} dixit_rule_setting;

/* Sets an option of a rule (dixit_rule_option). Later settings win, and all win over the manual. */
typedef struct dixit_option_setting {
  const char *rule;  /* ends in NUL */
  const char *name;  /* of the option; ends in NUL */
  uint32_t value;
} dixit_option_setting;

/* How far a citation vouches. See docs/claims.md. */
typedef enum dixit_citation_scope {
  DIXIT_SCOPE_PREVIOUS = 0,  /* default: for its sentence and those before it, back to the citation before */
  DIXIT_SCOPE_SENTENCE = 1,  /* for its own sentence only */
  DIXIT_SCOPE_CLAUSE = 2,    /* for what stands before it in its sentence: one that goes on behind it needs another */
  DIXIT_SCOPE_PARAGRAPH = 3  /* for its whole paragraph */
} dixit_citation_scope;

/* What kind of text a document is: what its claims are weighed by. See docs/claims.md. */
typedef enum dixit_kind {
  DIXIT_KIND_AUTO = 0,          /* default: found by the document's own shape */
  DIXIT_KIND_NEWS = 1,
  DIXIT_KIND_ENCYCLOPAEDIA = 2,
  DIXIT_KIND_ACADEMIC = 3,
  DIXIT_KIND_ESSAY = 4,         /* whatever is none of the others */
  DIXIT_KIND_SPEECH = 5,
  DIXIT_KIND_FICTION = 6
} dixit_kind;

/* Where a check of the caller's own puts what it finds. It lives as long as the call. */
typedef struct dixit_finder dixit_finder;

/* A rule of the caller's own, beside those of dixit_rules(). */
typedef struct dixit_check {
  const char *id;      /* "category/name": small letters, digits and "-"; a category no rule of dixit_rules() has */
  uint32_t severity;   /* a dixit_severity: what its findings get; a dixit_rule_setting may change it */
  uint32_t reserved;
  /* Looks at one document and reports to `out` (dixit_finder_add). All layers are there but findings and annotations.
   * It keeps neither pointer, and may be called from several threads at once when the engine is. */
  void (*run)(void *ctx, const dixit_doc *doc, dixit_finder *out);
  void *ctx;
} dixit_check;

/* A word added to one of dixit_word_classes(): from then on it counts as those built in do, whatever it was before. A
 * verb is given by its base form ("quote"), or by four: "go goes went going". Both strings end in NUL. */
typedef struct dixit_word {
  const char *class_name;
  const char *word;       /* UTF-8; of any case */
} dixit_word;
/* "cue_verbs", "roles", "titles" and others, ending with NULL. */
DIXIT_API const char *const *dixit_word_classes(void);

/* Options of an engine. Set `size` to sizeof(dixit_options), anything else is DIXIT_BAD_OPTION, and the rest to zero
 * for the defaults. */
typedef struct dixit_options {
  uint32_t size;
  uint32_t citation_scope;            /* a dixit_citation_scope */
  const dixit_allocator *allocator;   /* NULL: malloc and free. Copied; its ctx must outlive engine and documents */
  const dixit_rule_setting *rules;    /* borrowed during the call */
  uint32_t rule_count;
  float claim_threshold;              /* 0: the shipped one; a sentence scored below it is no claim */
  const char *profile;                /* NULL: "news", which spares stories as "fiction" does. Ends in NUL */
  uint8_t strict;                     /* 1: only attributions that are right 97 times in 100 */
  uint8_t reserved[3];
  uint32_t today;                     /* 20150321: dates after it lie in the future; 0: not known, none does */
  uint32_t check_count;
  const dixit_check *checks;          /* borrowed during the call; what their ctx points to outlives the documents */
  const dixit_option_setting *option_settings; /* borrowed during the call */
  uint32_t option_setting_count;
  uint32_t kind;                      /* a dixit_kind: of all its documents */
  const dixit_word *words;            /* borrowed during the call */
  uint32_t word_count;
  uint32_t reserved2;
  const char *manual;                 /* of style: "apa", "chicago" or "mla", ending in NUL; NULL: the rules' own */
} dixit_options;

/* Make an engine. `options` and `error` may be NULL.
 * Owner:  *out is yours; free with dixit_engine_free() after all its documents.
 * Errors: DIXIT_NO_MEMORY, DIXIT_BAD_OPTION; then *out is NULL.
 * Cost:   microseconds; no file is read. */
DIXIT_API dixit_status dixit_engine_new(dixit_engine **out, const dixit_options *options, dixit_error *error);
/* NULL does nothing. */
DIXIT_API void dixit_engine_free(dixit_engine *engine);
/* How findings of the rule `id` ("quotes/unclosed", ending in NUL) are told: a dixit_severity, DIXIT_OFF when it is off
 * or there is no such rule. Cost: linear in the rules. */
DIXIT_API uint32_t dixit_engine_severity(const dixit_engine *engine, const char *id);

/* ## Document ----------------------------------------------------------------------------------------------------- */

typedef enum dixit_format {
  DIXIT_FORMAT_AUTO = 0, /* by the name's ending, then by content */
  DIXIT_PLAIN = 1,
  DIXIT_MARKDOWN = 2,
  DIXIT_BIBTEX = 3,      /* BibTeX and biblatex */
  DIXIT_CSL_YAML = 4,    /* CSL items in YAML */
  DIXIT_LATEX = 5,
  DIXIT_MEDIAWIKI = 6,
  DIXIT_CSL_JSON = 7,    /* CSL items in JSON */
  DIXIT_RIS = 8,
  DIXIT_FORMAT_HTML = 9,
  DIXIT_RST = 10,        /* reStructuredText */
  DIXIT_ASCIIDOC = 11,
  DIXIT_ORG = 12
} dixit_format;

/* Options of a document. Set `size` to sizeof(dixit_doc_options) and the rest to zero for the defaults. */
typedef struct dixit_doc_options {
  uint32_t size;
  uint32_t format;    /* a dixit_format */
  const char *name;   /* file name, ends in NUL; NULL when there is none. Only its ending is looked at */
  uint8_t borrow;     /* 1: the text is not copied. It ends in a NUL beyond `length`, and stays as it is as long as the
                         document lives; after an edit, which copies, it is no longer needed */
  uint8_t reserved[7];
} dixit_doc_options;

/* Analyse `length` bytes of `text` under `engine`. The text is copied, unless the options say otherwise. `options` and
 * `error` may be NULL.
 * Owner:  *out is yours; free with dixit_doc_free(). The engine must outlive it.
 * Lives:  everything read from *out dies with it.
 * Errors: DIXIT_NO_MEMORY, DIXIT_TOO_BIG, DIXIT_BAD_OPTION (format), DIXIT_BAD_ARGUMENT (no NUL behind a borrowed
 *         text); then *out is NULL.
 * Cost:   linear in length. */
DIXIT_API dixit_status dixit_doc_new(dixit_doc **out, const dixit_engine *engine, const char *text, size_t length,
                                     const dixit_doc_options *options, dixit_error *error);
/* NULL does nothing. */
DIXIT_API void dixit_doc_free(dixit_doc *doc);

/* Put `text` in place of the bytes of `span` and analyse the whole anew; the format stays. What was read from `doc`
 * before is gone. On an error the document is as it was. `error` may be NULL.
 * Errors: DIXIT_NO_MEMORY, DIXIT_TOO_BIG, DIXIT_BAD_ARGUMENT (span).
 * Cost:   linear in the new length. */
DIXIT_API dixit_status dixit_doc_edit(dixit_doc *doc, dixit_span span, const char *text, size_t length,
                                      dixit_error *error);

/* The format a file of this name holds, by its ending: a dixit_format, DIXIT_FORMAT_AUTO when the ending says nothing.
 * `name` ends in NUL. What is linted in a folder is what this knows. */
DIXIT_API uint32_t dixit_format_find(const char *name);

/* What an editor puts into texts of a format; "" where there is no such thing; static, all end in NUL. */
typedef struct dixit_format_signs {
  const char *comment_open;    /* a comment, such as one that switches rules off, stands between these; without a */
  const char *comment_close;   /* closing sign it ends with its line, and has that to itself */
  const char *citation_needed; /* asks for a source, behind a claim */
} dixit_format_signs;
DIXIT_API dixit_format_signs dixit_format_signs_get(uint32_t format);

/* The text as given. */
DIXIT_API dixit_text dixit_doc_text(const dixit_doc *doc);
/* The text of a span, clipped to the document. */
DIXIT_API dixit_text dixit_doc_slice(const dixit_doc *doc, dixit_span span);
/* The format it was read as: a dixit_format, never DIXIT_FORMAT_AUTO. */
DIXIT_API uint32_t dixit_doc_format(const dixit_doc *doc);
/* What kind of text it is: a dixit_kind, never DIXIT_KIND_AUTO. Told by the engine's options, else by the text's
 * shape. */
DIXIT_API uint32_t dixit_doc_kind(const dixit_doc *doc);
/* Line and column of a byte. A byte past the end is taken as the end; one inside a character as that character's
 * first. Lines end at LF, CR and CR LF, as in editors; U+2028 and U+2029 end none.
 * Cost: logarithmic in lines plus the bytes of the line before it, at most some thousand: in longer lines the first
 * call for a unit counts the text before it, once (DIXIT_BYTES: logarithmic). */
DIXIT_API dixit_position dixit_doc_position(const dixit_doc *doc, uint32_t byte, dixit_unit unit);
/* The byte of a line and column; columns past the end of the line give its end, lines past the end the text's end.
 * Cost: as of dixit_doc_position, the other way (DIXIT_BYTES: constant). */
DIXIT_API uint32_t dixit_doc_offset(const dixit_doc *doc, dixit_position position, dixit_unit unit);
/* How many `unit`s stand before `byte` in the whole text.
 * Cost: the first call for a unit is linear in byte, the others are bounded (DIXIT_BYTES: constant). */
DIXIT_API uint32_t dixit_doc_count(const dixit_doc *doc, uint32_t byte, dixit_unit unit);
/* At least 1: an empty text is one empty line. Cost: constant. */
DIXIT_API uint32_t dixit_doc_line_count(const dixit_doc *doc);
/* A line's span without its line end; `line` starts at 1. Past the last: empty at the end. Cost: constant. */
DIXIT_API dixit_span dixit_doc_line(const dixit_doc *doc, uint32_t line);

/* ## Layers -------------------------------------------------------------------------------------------------------
 *
 * Each layer is an array of plain records, sorted by position, linked by index into other layers: `first_token` and
 * `token_count` are a run of tokens, `block` is one of blocks, and so on. The functions return it and store its length
 * in *count (which may be NULL); an array of length 0 may be NULL. It is borrowed: void once the document is edited,
 * freed, or given bibliographies. Cost: constant. */

/* ### Blocks: what stands where. Containers come before what they hold. */

typedef enum dixit_block_kind {
  DIXIT_PARAGRAPH = 0,
  DIXIT_HEADING = 1,       /* level 1 to 6 */
  DIXIT_TITLE = 2,         /* an article's title in plain text */
  DIXIT_BYLINE = 3,        /* who wrote it, and the date under it */
  DIXIT_LIST = 4,          /* container */
  DIXIT_LIST_ITEM = 5,     /* container */
  DIXIT_BLOCK_QUOTE = 6,   /* container */
  DIXIT_TABLE = 7,         /* container */
  DIXIT_TABLE_CELL = 8,
  DIXIT_FOOTNOTE = 9,      /* container: a note's definition; inline notes too, read after their paragraph */
  DIXIT_CODE = 10,         /* no prose */
  DIXIT_HTML = 11,         /* no prose */
  DIXIT_FRONT_MATTER = 12, /* no prose */
  DIXIT_DEFINITION = 13,   /* a link reference definition: no prose */
  DIXIT_RULE_LINE = 14,    /* a thematic break: no prose */
  DIXIT_MATH = 15,         /* displayed mathematics: no prose */
  DIXIT_CAPTION = 16
} dixit_block_kind;

typedef struct dixit_block {
  dixit_span span;
  uint32_t parent;       /* the container, or DIXIT_NONE */
  uint32_t first_run;
  uint32_t run_count;    /* 0 for containers and blocks without prose */
  uint32_t first_token;
  uint32_t token_count;
  uint32_t first_sentence;
  uint32_t sentence_count;
  uint8_t kind;          /* a dixit_block_kind */
  uint8_t level;         /* of a heading */
  uint8_t quoted;        /* how many block quotations it stands in */
  uint8_t reserved;
} dixit_block;
DIXIT_API const dixit_block *dixit_doc_blocks(const dixit_doc *doc, size_t *count);

/* ### Runs: which bytes are prose. What no run covers is markup. */

typedef enum dixit_run_kind {
  DIXIT_RUN_TEXT = 0,   /* these bytes, as they are */
  DIXIT_RUN_CHAR = 1,   /* an entity or escape: these bytes stand for `character` */
  DIXIT_RUN_BREAK = 2,  /* a line break that reads as a blank */
  DIXIT_RUN_OPAQUE = 3, /* inline code, mathematics, an image: takes a noun's place, has no words */
  DIXIT_RUN_CITATION = 4/* a citation's marker: no words, `character` is its index in citations */
} dixit_run_kind;

enum {
  DIXIT_RUN_EMPHASIS = 1, /* inside emphasis */
  DIXIT_RUN_STRONG = 2,   /* inside strong emphasis */
  DIXIT_RUN_LINK = 4,     /* the words of a link */
  DIXIT_RUN_DELETED = 8   /* struck out */
};

typedef struct dixit_run {
  dixit_span span;
  uint32_t block;
  uint32_t character;  /* of DIXIT_RUN_CHAR: the code point */
  uint8_t kind;        /* a dixit_run_kind */
  uint8_t flags;       /* DIXIT_RUN_... bits */
  uint8_t reserved[2];
} dixit_run;
DIXIT_API const dixit_run *dixit_doc_runs(const dixit_doc *doc, size_t *count);

/* ### Tokens, in reading order */

typedef enum dixit_token_kind {
  DIXIT_WORD = 0,
  DIXIT_NUMBER = 1,      /* digits, with signs, points, commas, ordinal endings and % inside */
  DIXIT_MARK = 2,        /* anything that may be a quotation mark; apostrophes within words belong to the word */
  DIXIT_STOP = 3,        /* . ? ! ... and their wide forms */
  DIXIT_COMMA = 4,
  DIXIT_COLON = 5,
  DIXIT_SEMICOLON = 6,
  DIXIT_DASH = 7,        /* em and en dashes and hyphens that stand alone */
  DIXIT_OPEN = 8,        /* ( [ { */
  DIXIT_CLOSE = 9,
  DIXIT_SYMBOL = 10,     /* all else that is no blank */
  DIXIT_OPAQUE = 11,     /* code, mathematics, an image */
  DIXIT_CITE = 12        /* a citation's marker; `hash` is its index in citations */
} dixit_token_kind;

enum {
  DIXIT_TOKEN_CAPITAL = 1,  /* first letter is upper case */
  DIXIT_TOKEN_UPPER = 2,    /* all letters are, and there are two or more */
  DIXIT_TOKEN_SPACED = 4,   /* a blank, a line break or the block's start stands before it */
  DIXIT_TOKEN_JOINED = 8,   /* markup or an entity inside: its text is not the bytes of its span */
  DIXIT_TOKEN_QUOTED = 16,  /* between quotation marks, or one of them */
  DIXIT_TOKEN_ABBREVIATED = 32, /* a word that took its full stop with it: "Mr.", "U.S.", "J." */
  DIXIT_TOKEN_EMPHASIS = 64,
  DIXIT_TOKEN_LINK = 128
};

typedef struct dixit_token {
  uint32_t start;
  uint32_t end;
  uint32_t hash;   /* of the lower-case word (of a mark or sign: its code point); stable within one version only */
  uint16_t word;   /* its row in the built-in lexicon, or that of words like it; 0 for signs; as stable as hash */
  uint8_t kind;    /* a dixit_token_kind */
  uint8_t flags;   /* DIXIT_TOKEN_... bits */
} dixit_token;
DIXIT_API const dixit_token *dixit_doc_tokens(const dixit_doc *doc, size_t *count);

/* ### Sentences */

typedef struct dixit_sentence {
  dixit_span span;
  uint32_t block;
  uint32_t first_token;
  uint32_t token_count;
  float score;      /* how likely an editor asks for a source here, 0 to 1; 0 where no claim can stand */
  uint32_t claim;   /* DIXIT_NONE when it is none */
} dixit_sentence;
DIXIT_API const dixit_sentence *dixit_doc_sentences(const dixit_doc *doc, size_t *count);

/* ### Quotes: marks and the words between them; block quotations */

typedef enum dixit_quote_kind {
  DIXIT_SPEECH = 0, /* somebody's words */
  DIXIT_SCARE = 1,  /* words held at arm's length */
  DIXIT_NAMED = 2,  /* a title or nickname: `title` */
  DIXIT_TERM = 3    /* a word mentioned, not used */
} dixit_quote_kind;

typedef enum dixit_quote_style {
  DIXIT_CURLY_DOUBLE = 0,
  DIXIT_CURLY_SINGLE = 1,
  DIXIT_STRAIGHT_DOUBLE = 2,
  DIXIT_STRAIGHT_SINGLE = 3,
  DIXIT_GUILLEMETS = 4,        /* « » and » « */
  DIXIT_GUILLEMETS_SINGLE = 5,
  DIXIT_LOW_DOUBLE = 6,        /* „ “ */
  DIXIT_LOW_SINGLE = 7,
  DIXIT_CORNER = 8,            /* 「 」 */
  DIXIT_CORNER_WHITE = 9,      /* 『 』 */
  DIXIT_TEX_DOUBLE = 10,       /* `` '' */
  DIXIT_TEX_SINGLE = 11,       /* ` ' */
  DIXIT_BLOCK_STYLE = 12,      /* a block quotation: no marks */
  DIXIT_QUOTE_STYLE_COUNT = 13
} dixit_quote_style;

enum {
  DIXIT_QUOTE_UNCLOSED = 1,   /* no closing mark; ends where its paragraph ends */
  DIXIT_QUOTE_CONTINUED = 2,  /* rightly without closing mark: the next paragraph reopens it */
  DIXIT_QUOTE_MISMATCHED = 4, /* closed by a mark of another kind or direction */
  DIXIT_QUOTE_WHOLE = 8,      /* holds a whole sentence or more */
  DIXIT_QUOTE_ALONE = 16,     /* its paragraph holds nothing else */
  DIXIT_QUOTE_PART = 32,      /* words inside a paraphrase: mixed speech */
  DIXIT_QUOTE_DOUBTFUL = 64   /* strict engines only: what it is and who says it is too uncertain to tell */
};

typedef struct dixit_quote {
  dixit_span span;        /* marks included */
  dixit_span content;     /* without the marks */
  uint32_t first_token;   /* the opening mark (block quotations: the first word) */
  uint32_t token_count;
  uint32_t block;
  uint32_t parent;        /* the quote it stands in, or DIXIT_NONE */
  uint32_t previous;      /* the piece in the paragraph before that this one continues, or DIXIT_NONE */
  uint32_t attribution;   /* who said it, or DIXIT_NONE */
  uint32_t word_count;
  float confidence;       /* how likely its kind is right, 0 to 1 */
  uint8_t kind;           /* a dixit_quote_kind */
  uint8_t style;          /* a dixit_quote_style */
  uint8_t depth;          /* 0 for the outermost */
  uint8_t flags;          /* DIXIT_QUOTE_... bits */
} dixit_quote;
DIXIT_API const dixit_quote *dixit_doc_quotes(const dixit_doc *doc, size_t *count);

/* A quotation mark that found no partner. */
typedef enum dixit_mark_problem {
  DIXIT_MARK_UNOPENED = 0,  /* closes nothing */
  DIXIT_MARK_BACKWARD = 1   /* points the wrong way: a closing mark where one opens, an opening one as apostrophe */
} dixit_mark_problem;

typedef struct dixit_mark {
  dixit_span span;
  uint32_t character;
  uint32_t token;
  uint32_t meant;     /* the code point that should stand here, or 0 */
  uint8_t problem;    /* a dixit_mark_problem */
  uint8_t reserved[3];
} dixit_mark;
DIXIT_API const dixit_mark *dixit_doc_marks(const dixit_doc *doc, size_t *count);

/* ### Sources: speakers with all their mentions joined */

typedef enum dixit_source_kind {
  DIXIT_SOURCE_NAMED = 0,
  DIXIT_SOURCE_ROLE = 1,      /* one person, by role only, told apart: "the mayor" */
  DIXIT_SOURCE_GROUP = 2,     /* an organisation or a body of people: "the Pentagon", "residents" */
  DIXIT_SOURCE_DOCUMENT = 3,  /* "the report" */
  DIXIT_SOURCE_ANONYMOUS = 4, /* somebody the text knows and does not name: "one former official" */
  DIXIT_SOURCE_VAGUE = 5,     /* nobody in particular: "critics", "some experts" */
  DIXIT_SOURCE_PRONOUN = 6    /* a pronoun that found no name */
} dixit_source_kind;

typedef enum dixit_mention_kind {
  DIXIT_MENTION_NAME = 0,
  DIXIT_MENTION_PRONOUN = 1,
  DIXIT_MENTION_ROLE = 2
} dixit_mention_kind;

typedef struct dixit_mention {
  dixit_span span;      /* with title: "Sen. Ruiz", "a retired engineer" */
  uint32_t source;
  uint32_t first_token;
  uint32_t token_count;
  uint8_t kind;         /* a dixit_mention_kind */
  uint8_t reserved[3];
} dixit_mention;
DIXIT_API const dixit_mention *dixit_doc_mentions(const dixit_doc *doc, size_t *count);

typedef struct dixit_source {
  dixit_span name;         /* the mention that names it best; dixit_source_name() gives the words */
  dixit_span role;         /* "a retired engineer who leads the club", or empty */
  uint32_t first_mention;  /* the earliest, in mentions; DIXIT_NONE for a member who never speaks alone */
  uint32_t mention_count;
  uint32_t quote_count;    /* attributions that name it, nested ones aside */
  uint32_t word_count;     /* words it is quoted with, marks or not */
  uint32_t first_member;   /* of a plural speaker: its members, in members; each is a source */
  uint32_t member_count;
  uint8_t kind;            /* a dixit_source_kind */
  uint8_t gender;          /* 0 unknown, 'f', 'm' or 'n' */
  uint8_t plural;
  uint8_t reserved;
} dixit_source;
DIXIT_API const dixit_source *dixit_doc_sources(const dixit_doc *doc, size_t *count);
DIXIT_API const uint32_t *dixit_doc_members(const dixit_doc *doc, size_t *count);
/* The canonical name of source `index`: blanks folded, possessive ending and markup taken away. Borrowed. */
DIXIT_API dixit_text dixit_source_name(const dixit_doc *doc, uint32_t index);

/* ### Attributions: content + cue + speaker */

typedef enum dixit_attribution_type {
  DIXIT_DIRECT = 0,    /* whole sentences between marks, or marks alone */
  DIXIT_MIXED = 1,     /* a paraphrase with words in marks in it */
  DIXIT_INDIRECT = 2   /* a paraphrase */
} dixit_attribution_type;

/* Which step found it; in the order they are tried. Kept in src/marks/steps.def. */
typedef struct dixit_attribution {
  dixit_span span;        /* from its first piece, cue or speaker to its last */
  dixit_span cue;         /* "said", "according to", ":"; empty when there is none */
  uint32_t mention;       /* the speaker's words, or DIXIT_NONE */
  uint32_t source;        /* the speaker, or DIXIT_NONE */
  uint32_t first_piece;
  uint32_t piece_count;
  uint32_t sentence;      /* the one its cue, else its first piece, stands in */
  float confidence;       /* how likely content and speaker are right, 0 to 1 */
  uint8_t type;           /* a dixit_attribution_type */
  uint8_t step;           /* dixit_step_name() */
  uint8_t speech;         /* 0 where the cue states a wish, plan or belief rather than speech */
  uint8_t nested;         /* 1: a quotation inside another one, said by whom the outer one's words name */
} dixit_attribution;
DIXIT_API const dixit_attribution *dixit_doc_attributions(const dixit_doc *doc, size_t *count);

/* One contiguous stretch of an attribution's content. An attribution's pieces stand together. */
typedef struct dixit_piece {
  dixit_span span;
  uint32_t attribution;
  uint32_t quote;         /* the quote it is, or DIXIT_NONE */
} dixit_piece;
DIXIT_API const dixit_piece *dixit_doc_pieces(const dixit_doc *doc, size_t *count);

/* ### Citations and references */

typedef enum dixit_citation_kind {
  DIXIT_CITE_FOOTNOTE = 0,       /* [^1] */
  DIXIT_CITE_INLINE_NOTE = 1,    /* ^[...] */
  DIXIT_CITE_KEY = 2,            /* [@key], @key */
  DIXIT_CITE_LINK = 3,           /* [words](url) */
  DIXIT_CITE_REFERENCE_LINK = 4, /* [words][label] */
  DIXIT_CITE_URL = 5,            /* a bare URL or <url> */
  DIXIT_CITE_SHORT = 6           /* author and year: {{sfn|Brandt|1901}} */
} dixit_citation_kind;

enum {
  DIXIT_CITATION_IN_TEXT = 1,   /* a key that is part of the sentence: "@key says" */
  DIXIT_CITATION_NO_AUTHOR = 2, /* "-@key" */
  DIXIT_CITATION_INTERNAL = 4,  /* leads to the same document or site: "#part", "page.html" */
  DIXIT_CITATION_SILENT = 8     /* puts the work into the list of references and shows nothing: nocite */
};

typedef struct dixit_citation {
  dixit_span span;       /* the whole marker; of a link: words and target */
  dixit_span key;        /* label, key or URL */
  dixit_span locator;    /* "p. 3", or empty */
  uint32_t block;
  uint32_t reference;    /* what it points to, or DIXIT_NONE */
  uint32_t bibliography; /* of a key defined elsewhere: which of the bibliographies handed over, or DIXIT_NONE */
  uint32_t entry;        /* and the index of its reference there */
  uint8_t kind;          /* a dixit_citation_kind */
  uint8_t flags;         /* DIXIT_CITATION_... bits */
  uint8_t reserved[2];
} dixit_citation;
DIXIT_API const dixit_citation *dixit_doc_citations(const dixit_doc *doc, size_t *count);

typedef enum dixit_reference_kind {
  DIXIT_REF_FOOTNOTE = 0,  /* [^1]: ... */
  DIXIT_REF_LINK = 1,      /* [label]: url */
  DIXIT_REF_ENTRY = 2,     /* a bibliography's entry */
  DIXIT_REF_NOTE = 3       /* an inline note: its own reference */
} dixit_reference_kind;

typedef struct dixit_reference {
  dixit_span span;
  dixit_span key;
  dixit_span content;
  uint32_t use_count;      /* citations that point here */
  uint32_t duplicate_of;   /* an earlier reference with the same key, or DIXIT_NONE */
  uint8_t kind;            /* a dixit_reference_kind */
  uint8_t reserved[3];
} dixit_reference;
DIXIT_API const dixit_reference *dixit_doc_references(const dixit_doc *doc, size_t *count);

/* ### Entries and fields: what stands in a bibliography
 *
 * A bibliography (a document of the format DIXIT_BIBTEX, DIXIT_CSL_YAML, DIXIT_CSL_JSON or DIXIT_RIS) has no prose. Its
 * keys are its references. */

typedef enum dixit_entry_kind {
  DIXIT_ENTRY_WORK = 0,
  DIXIT_ENTRY_MACRO = 1,     /* @string */
  DIXIT_ENTRY_PREAMBLE = 2,
  DIXIT_ENTRY_COMMENT = 3
} dixit_entry_kind;

typedef struct dixit_entry {
  dixit_span span;
  dixit_span type;        /* "article" */
  dixit_span key;         /* empty when there is none; of a macro: its name */
  uint32_t first_field;
  uint32_t field_count;
  uint32_t reference;     /* in references, or DIXIT_NONE */
  uint8_t kind;           /* a dixit_entry_kind */
  uint8_t type_row;       /* the built-in type it is, 0 when it is none; stable within one version only */
  uint8_t reserved[2];
} dixit_entry;
DIXIT_API const dixit_entry *dixit_doc_entries(const dixit_doc *doc, size_t *count);

enum {
  DIXIT_FIELD_MACRO = 1,  /* a macro's name is (part of) its value */
  DIXIT_FIELD_JOINED = 2, /* several pieces joined; the value spans them all */
  DIXIT_FIELD_STRUCTURED = 4 /* names or a date in parts, or lines of text (CSL) */
};

typedef struct dixit_field {
  dixit_span span;        /* name and value */
  dixit_span name;
  dixit_span value;       /* without the braces or marks around it */
  uint32_t entry;
  uint16_t field;         /* the built-in field it is, 0 when it is none; stable within one version only */
  uint8_t flags;          /* DIXIT_FIELD_... bits */
  uint8_t reserved;
} dixit_field;
DIXIT_API const dixit_field *dixit_doc_fields(const dixit_doc *doc, size_t *count);

typedef enum dixit_file_kind {
  DIXIT_FILE_BIBLIOGRAPHY = 0, /* `bibliography:` in front matter, \bibliography, \addbibresource */
  DIXIT_FILE_INCLUDED = 1      /* \input, \include, include:: */
} dixit_file_kind;

/* A file the text names, as it names it: relative to the text, perhaps without its ending. */
typedef struct dixit_file {
  dixit_span name;
  uint8_t kind;          /* a dixit_file_kind */
  uint8_t reserved[3];
} dixit_file;
DIXIT_API const dixit_file *dixit_doc_files(const dixit_doc *doc, size_t *count);

/* Hand bibliographies to a document: its keys are looked up in them, first come first, and its findings are made anew.
 * They take the place of those handed over before (`count` 0: there are none any more), and stay through edits. What
 * was borrowed from `doc` before is void.
 * Owner:  the documents in `bibliographies` are borrowed and must outlive `doc`; the array is copied.
 * Errors: DIXIT_BAD_ARGUMENT, and then `doc` is as it was; DIXIT_NO_MEMORY: then only dixit_doc_free() may be called.
 * Cost:   linear in citations and what the rules look at; as dixit_doc_new() where a Markdown text has bare "@word"s,
 *         which are keys only when there is a bibliography. The first hundred keys that are not found cost a look at
 *         all keys each. */
DIXIT_API dixit_status dixit_doc_set_bibliographies(dixit_doc *doc, const dixit_doc *const *bibliographies,
                                                    size_t count, dixit_error *error);
/* Those handed over last; citations' `bibliography` is an index into them. */
DIXIT_API const dixit_doc *const *dixit_doc_bibliographies(const dixit_doc *doc, size_t *count);
/* The other direction: tell a bibliography all documents that cite it, to which it has been handed. Its references'
 * use_count is theirs, and the findings are made anew, with references/unused among them if that rule is on.
 * Errors: DIXIT_BAD_ARGUMENT, DIXIT_NO_MEMORY; after the latter only dixit_doc_free() may be called.
 * Cost:   linear in the documents' citations and the bibliography. */
DIXIT_API dixit_status dixit_doc_set_citing(dixit_doc *bibliography, const dixit_doc *const *documents, size_t count,
                                            dixit_error *error);

/* The same document by document, for who has many and keeps few open: each is counted, and need not stay. At the end
 * the findings are made anew, if references/unused is on; `all`: 0 when documents are left that were not counted, and
 * then no entry is called unused. An entry's uses stay through edits of the bibliography, by its key.
 * Errors: DIXIT_BAD_ARGUMENT, DIXIT_NO_MEMORY; after the latter only dixit_doc_free() may be called.
 * Cost:   adding: linear in the document's citations. */
DIXIT_API void dixit_doc_add_citing(dixit_doc *bibliography, const dixit_doc *document);
DIXIT_API dixit_status dixit_doc_end_citing(dixit_doc *bibliography, int all, dixit_error *error);

/* Where a marker leads: "go to definition". */
typedef struct dixit_target {
  const dixit_doc *doc;  /* where the reference stands: the document itself or one of its bibliographies; borrowed */
  uint32_t reference;    /* its index there */
  uint32_t citation;     /* the marker, in the citations of the document that was asked */
} dixit_target;
/* What the marker at `byte` leads to, in *out. Returns 1, or 0 when there is none or it leads nowhere: then *out stays
 * as it was.
 * Cost: linear in the document's citations. */
DIXIT_API int dixit_doc_definition(const dixit_doc *doc, uint32_t byte, dixit_target *out);
/* The reference that stands at `byte`, or DIXIT_NONE. Cost: logarithmic. */
DIXIT_API uint32_t dixit_doc_reference_at(const dixit_doc *doc, uint32_t byte);
/* The other way: the markers of `doc` that lead to reference `reference` of `bibliography` (`doc` itself, or NULL, for
 * its own), under any of its names. The first `room` of their indexes in citations go to `out`; returns how many there
 * are. Cost: linear in the document's citations. */
DIXIT_API size_t dixit_doc_uses(const dixit_doc *doc, const dixit_doc *bibliography, uint32_t reference, uint32_t *out,
                                size_t room);

/* ### Claims and source coverage */

typedef enum dixit_support {
  DIXIT_SUPPORT_NONE = 0,
  DIXIT_SUPPORT_NAMED = 1,      /* a named speaker, organisation or role vouches */
  DIXIT_SUPPORT_ANONYMOUS = 2,
  DIXIT_SUPPORT_VAGUE = 3,
  DIXIT_SUPPORT_DOCUMENT = 4,
  DIXIT_SUPPORT_CITATION = 5
} dixit_support;

/* What in a sentence makes an editor ask for a source. Bit n of `reasons` is reason n. */
typedef enum dixit_reason {
  DIXIT_REASON_STATISTIC = 0,
  DIXIT_REASON_DATE = 1,
  DIXIT_REASON_SUPERLATIVE = 2,
  DIXIT_REASON_COMPARISON = 3,
  DIXIT_REASON_CAUSE = 4,         /* one thing is said to come of another */
  DIXIT_REASON_LAW = 5,
  DIXIT_REASON_ACCUSATION = 6,    /* words for wrongdoing */
  DIXIT_REASON_HEALTH = 7,
  DIXIT_REASON_SCIENCE = 8,
  DIXIT_REASON_HISTORY = 9,
  DIXIT_REASON_PRIVATE_LIFE = 10,
  DIXIT_REASON_OPINION = 11,      /* words of judgement */
  DIXIT_REASON_PREDICTION = 12,
  DIXIT_REASON_QUOTATION = 13,    /* four quoted words or more */
  DIXIT_REASON_COUNT = 14
} dixit_reason;

typedef struct dixit_claim {
  dixit_span span;
  uint32_t sentence;
  uint32_t attribution;  /* what vouches, when support is a speaker's */
  uint32_t citation;     /* what vouches, when support is a citation's */
  uint32_t reasons;      /* a bit for each dixit_reason; 0 where the words alone made it a claim */
  float score;           /* how likely an editor asks for a source, 0 to 1 */
  uint8_t support;       /* a dixit_support */
  uint8_t reserved[3];
} dixit_claim;
DIXIT_API const dixit_claim *dixit_doc_claims(const dixit_doc *doc, size_t *count);

/* Source coverage: the share of a document's claims that have support, supported / claims. Where there is no claim
 * there is no share. */
typedef struct dixit_coverage {
  uint32_t claims;
  uint32_t supported;  /* the sum of the five below */
  uint32_t named;
  uint32_t anonymous;
  uint32_t vague;
  uint32_t document;
  uint32_t cited;
  uint32_t none;       /* the claims that are not supported */
} dixit_coverage;
DIXIT_API dixit_coverage dixit_doc_coverage(const dixit_doc *doc);

/* ### Findings */

/* related, fixes: `related_count` of dixit_doc_related() from `first_related` on; fixes likewise. */
typedef struct dixit_finding {
  dixit_span span;
  const char *rule;         /* "category/name", ends in NUL */
  const char *message;      /* what to do, ends in NUL */
  uint32_t first_related;
  uint32_t related_count;
  uint32_t first_fix;
  uint32_t fix_count;
  uint8_t severity;         /* a dixit_severity */
  uint8_t reserved[7];
} dixit_finding;
DIXIT_API const dixit_finding *dixit_doc_findings(const dixit_doc *doc, size_t *count);

/* Another place a finding speaks of. */
typedef struct dixit_related {
  dixit_span span;
  const char *message;      /* what that place has to do with it; UTF-8, ends in NUL */
} dixit_related;
DIXIT_API const dixit_related *dixit_doc_related(const dixit_doc *doc, size_t *count);

/* An edit that mends a finding: `replacement` instead of the bytes of `span`. A finding's safe edits belong together:
 * they are made all or none, need no look, and do not overlap. The others are offers: a person picks one. */
typedef struct dixit_fix {
  dixit_span span;
  const char *replacement;  /* UTF-8, ends in NUL */
  const char *label;        /* what it does, for a menu; ends in NUL */
  uint8_t safe;             /* 1: certain to be right */
  uint8_t reserved[7];
} dixit_fix;
DIXIT_API const dixit_fix *dixit_doc_fixes(const dixit_doc *doc, size_t *count);

/* ## For editors: two calls ---------------------------------------------------------------------------------------- */

typedef enum dixit_annotation_kind {
  DIXIT_ANNOTATE_QUOTE = 0,    /* index: quotes */
  DIXIT_ANNOTATE_CONTENT = 1,  /* index: pieces; paraphrases only, quotes have their own */
  DIXIT_ANNOTATE_SPEAKER = 2,  /* index: mentions */
  DIXIT_ANNOTATE_CUE = 3,      /* index: attributions */
  DIXIT_ANNOTATE_CLAIM = 4,    /* index: claims */
  DIXIT_ANNOTATE_CITATION = 5  /* index: citations */
} dixit_annotation_kind;

/* How a span is to be drawn. */
typedef enum dixit_annotation_state {
  DIXIT_STATE_NAMED = 0,      /* quote, content, speaker: by a named source; claim: supported by one */
  DIXIT_STATE_ANONYMOUS = 1,  /* by an anonymous or vague one */
  DIXIT_STATE_NOBODY = 2,     /* quote: nobody is named; claim: nobody vouches; citation: points nowhere */
  DIXIT_STATE_CITED = 3,      /* claim: a citation vouches; citation: resolved */
  DIXIT_STATE_OTHER = 4       /* quote: scare quotes, title, term; claim: below notice */
} dixit_annotation_state;

typedef struct dixit_annotation {
  dixit_span span;
  uint32_t index;        /* in the kind's layer */
  uint32_t attribution;  /* the attribution it belongs to, or DIXIT_NONE */
  uint32_t source;       /* who, or DIXIT_NONE */
  uint8_t kind;          /* a dixit_annotation_kind */
  uint8_t state;         /* a dixit_annotation_state */
  uint8_t reserved[2];
} dixit_annotation;

/* Every span to draw in `range`, sorted by start, then longest first: whatever overlaps it. The array is a part of the
 * document's own, from the first annotation that reaches into the range to the last that starts before its end; after a
 * long one (a block quotation, a footnote) some in between may end before the range starts.
 * Returned array: borrowed, lives as long as the document; NULL when there is none, and when memory is out for the
 * first call, which collects them all: then the next call tries again. Cost: logarithmic in the document; of the
 * first call linear. */
DIXIT_API const dixit_annotation *dixit_doc_annotations(const dixit_doc *doc, dixit_span range, size_t *count);

/* The citation check: findings about sources, claims, citations and references alone, sorted. As dixit_doc_findings
 * otherwise. */
DIXIT_API const dixit_finding *dixit_doc_citation_check(const dixit_doc *doc, size_t *count);

/* ## Rules --------------------------------------------------------------------------------------------------------- */

/* Report a finding, from within a check. Findings may come in any order. The span is clipped to the text; the message
 * (ending in NUL) is copied. Returns 1, or 0 when the rule is off or memory is out: then there is nothing to relate to
 * or to fix. */
DIXIT_API int dixit_finder_add(dixit_finder *out, dixit_span span, const char *message);
/* Point from the finding added last to another place. `message` is copied. Does nothing where dixit_finder_add() gave 0
 * last; so do the two below. */
DIXIT_API void dixit_finder_relate(dixit_finder *out, dixit_span span, const char *message);
/* Offer an edit for the finding added last. `replacement` and `label` (for a menu) are copied. */
DIXIT_API void dixit_finder_fix(dixit_finder *out, dixit_span span, const char *replacement, const char *label);
/* The same for an edit that is safe (dixit_fix). */
DIXIT_API void dixit_finder_mend(dixit_finder *out, dixit_span span, const char *replacement, const char *label);

/* A number that a rule's check asks for. */
typedef struct dixit_rule_option {
  const char *name;        /* "words" */
  const char *help;        /* what it counts */
  uint32_t value;          /* by default */
} dixit_rule_option;

/* A built-in rule. All strings end in NUL. */
typedef struct dixit_rule {
  const char *id;          /* "quotes/unclosed" */
  const char *summary;     /* one line */
  const char *rationale;   /* why, and who says so; how often it is right, measured */
  const char *source;      /* the style guide, paper or standard */
  const char *const *good; /* texts with no such finding, ending with NULL */
  const char *const *bad;  /* texts with one */
  const dixit_rule_option *options; /* NULL when there are none */
  uint32_t option_count;
  uint8_t severity;        /* a dixit_severity: the default; DIXIT_OFF when it must be asked for */
  uint8_t suggested;       /* the severity it gets when switched on */
  uint8_t format;          /* of its examples: a dixit_format */
  uint8_t reserved;
} dixit_rule;
/* All rules, sorted by id. Static. */
DIXIT_API const dixit_rule *dixit_rules(size_t *count);

/* ## Names of things ----------------------------------------------------------------------------------------------
 * As they stand in dumps and JSON; static, ending in NUL; "?" for values that do not exist. */
DIXIT_API const char *dixit_block_kind_name(uint32_t kind);
DIXIT_API const char *dixit_run_kind_name(uint32_t kind);
DIXIT_API const char *dixit_token_kind_name(uint32_t kind);
DIXIT_API const char *dixit_quote_kind_name(uint32_t kind);
DIXIT_API const char *dixit_quote_style_name(uint32_t style);
DIXIT_API const char *dixit_source_kind_name(uint32_t kind);
DIXIT_API const char *dixit_mention_kind_name(uint32_t kind);
DIXIT_API const char *dixit_attribution_type_name(uint32_t type);
DIXIT_API const char *dixit_step_name(uint32_t step);
DIXIT_API const char *dixit_citation_kind_name(uint32_t kind);
DIXIT_API const char *dixit_reference_kind_name(uint32_t kind);
DIXIT_API const char *dixit_entry_kind_name(uint32_t kind);
DIXIT_API const char *dixit_kind_name(uint32_t kind);
DIXIT_API const char *dixit_support_name(uint32_t support);
DIXIT_API const char *dixit_reason_name(uint32_t reason);
DIXIT_API const char *dixit_severity_name(uint32_t severity);
/* Of the profiles dixit_options knows, from 0 on. */
DIXIT_API const char *dixit_profile_name(uint32_t profile);
DIXIT_API const char *dixit_annotation_kind_name(uint32_t kind);
DIXIT_API const char *dixit_annotation_state_name(uint32_t state);
DIXIT_API const char *dixit_format_name(uint32_t format);

/* ## Output -------------------------------------------------------------------------------------------------------- */

/* Write one layer as text, one record a line: what spec tests compare and bug reports quote. `layer` is one of
 * dixit_layer_names(), or "all", and ends in NUL. `error` may be NULL.
 * Errors: DIXIT_BAD_OPTION (no such layer), DIXIT_WRITE_FAILED, DIXIT_NO_MEMORY.
 * Cost:   linear in the layer. */
DIXIT_API dixit_status dixit_doc_dump(const dixit_doc *doc, const char *layer, dixit_write write, void *ctx,
                                      dixit_error *error);
/* The layers dixit_doc_dump knows, ending with NULL. */
DIXIT_API const char *const *dixit_layer_names(void);

enum {
  DIXIT_EXTRACT_SCORES = 1  /* add the claim score of every sentence */
};
/* Write the facts as one JSON object without line break: quotes, claims, citations, references, sources, findings,
 * coverage. `id` is JSON text to stand behind "id" (such as "\"a1\"") and ends in NUL, or is NULL. `flags`:
 * DIXIT_EXTRACT_... bits. Places are in bytes.
 * Errors: DIXIT_WRITE_FAILED, DIXIT_NO_MEMORY.
 * Cost:   linear in what was found. */
DIXIT_API dixit_status dixit_doc_extract(const dixit_doc *doc, const char *id, uint32_t flags, dixit_write write,
                                         void *ctx);

/* Write what stands at a byte and why dixit thinks so, in sentences for people, a line each, no line end behind the
 * last: who said it, found how and how surely; what vouches for a claim; what a citation points to; then the findings.
 * Nothing where there is nothing. At most eight lines but for findings.
 * Errors: DIXIT_NO_MEMORY, DIXIT_WRITE_FAILED.
 * Cost:   logarithmic in the document, plus its findings; of a citation its bibliography; of the first call, as for
 *         dixit_doc_annotations, linear. */
DIXIT_API dixit_status dixit_doc_describe(const dixit_doc *doc, uint32_t byte, dixit_write write, void *ctx);

typedef struct dixit_report dixit_report; /* findings of several documents on their way to a reader */

/* Options of a report. Set `size` to sizeof(dixit_report_options) and the rest to zero for the defaults. */
typedef struct dixit_report_options {
  uint32_t size;
  uint32_t unit;       /* a dixit_unit: what columns count */
  const char *format;  /* one of dixit_report_formats(); NULL: "human" */
  uint8_t color;       /* 1: escape sequences (human) */
  uint8_t reserved;
  uint16_t width;      /* columns a line may have (human); 0: 100 */
  uint8_t reserved2[4];
} dixit_report_options;

/* Begin a report, which goes to `write` piece by piece. `options` and `error` may be NULL.
 * Owner:  *out is yours; free with dixit_report_free(). `write` and `ctx` must last as long.
 * Errors: DIXIT_NO_MEMORY, DIXIT_BAD_OPTION; then *out is NULL. */
DIXIT_API dixit_status dixit_report_new(dixit_report **out, const dixit_report_options *options, dixit_write write,
                                        void *ctx, dixit_error *error);
/* Add one document's findings. Reports keep no reference to `doc`. `path` ends in NUL.
 * Errors: DIXIT_WRITE_FAILED, DIXIT_NO_MEMORY (html); what was written before them is no whole report. */
DIXIT_API dixit_status dixit_report_add(dixit_report *report, const char *path, const dixit_doc *doc);
/* The same with `count` findings picked from the document's, in their order, instead of all. */
DIXIT_API dixit_status dixit_report_add_findings(dixit_report *report, const char *path, const dixit_doc *doc,
                                                 const dixit_finding *findings, size_t count);
/* Write what comes last (summary, closing brackets): once, after all documents. Without it nothing is whole.
 * Errors: DIXIT_WRITE_FAILED, DIXIT_NO_MEMORY. */
DIXIT_API dixit_status dixit_report_finish(dixit_report *report);
/* Writes nothing. NULL does nothing. */
DIXIT_API void dixit_report_free(dixit_report *report);
/* The formats, ending with NULL. */
DIXIT_API const char *const *dixit_report_formats(void);

#ifdef __cplusplus
}
#endif

#endif
