/* Rules about bibliographies that do one thing in two ways: what most entries do is taken for what is meant, when nine
 * in ten of at least ten do. */
#include "refs/bibliographies.h"
#include "refs/fields.h"
#include "refs/names.h"
#include "rules/rule.h"

enum { LEAST = 10, SHARE = 90 };

/* How often each of the two ways was met. */
typedef struct majority {
  uint32_t first;
  uint32_t second;
} majority;

/* 1 or 2: the way most go; 0 where there is no clear majority. */
static int way_of(majority self)
{
  uint32_t all = self.first + self.second;
  if (all < LEAST)
    return 0;
  return self.first * 100 >= all * SHARE ? 1 : self.second * 100 >= all * SHARE ? 2 : 0;
}

/* ---- BibTeX or biblatex ---- */

/* One field or type in both: BibTeX's name, and biblatex's. */
typedef struct name_pair {
  const char *bibtex;
  const char *biblatex;
} name_pair;

static const name_pair field_pairs[] = {{"journal", "journaltitle"},     {"address", "location"},
                                        {"annote", "annotation"},        {"archiveprefix", "eprinttype"},
                                        {"primaryclass", "eprintclass"}, {"year", "date"}};
static const name_pair type_pairs[] = {
    {"techreport", "report"}, {"phdthesis", "thesis"}, {"mastersthesis", "thesis"}, {"misc", "online"}};

/* 1: BibTeX's name, 2: biblatex's, 0: neither. *other: the other's. */
static int dialect_of(dixit_text name, const name_pair *pairs, size_t count, const char **other)
{
  for (size_t i = 0; i < count; i++) {
    bool bibtex = text_equal_folded(name, text_from(pairs[i].bibtex));
    *other = bibtex ? pairs[i].biblatex : pairs[i].bibtex;
    if (bibtex || text_equal_folded(name, text_from(pairs[i].biblatex)))
      return bibtex ? 1 : 2;
  }
  return 0;
}

static int field_dialect(const dixit_doc *doc, const dixit_field *field, const char **other)
{
  return dialect_of(doc_slice(doc, field->name), field_pairs, sizeof field_pairs / sizeof *field_pairs, other);
}

/* @misc is in both. */
static int type_dialect(const dixit_doc *doc, const dixit_entry *entry, const char **other)
{
  int way = dialect_of(doc_slice(doc, entry->type), type_pairs, sizeof type_pairs / sizeof *type_pairs, other);
  return entry->type_row == TYPE_MISC ? 0 : way;
}

static void report_dialect(rule_run *run, dixit_span name, int dialect, const char *other)
{
  rule_report(run, RULE_REFERENCES_MIXED_DIALECT, name,
              "This is %s's \"%s\", and the other entries are written for %s: say \"%s\".",
              dialect == 1 ? "BibTeX" : "biblatex", rule_excerpt(run, name), dialect == 1 ? "biblatex" : "BibTeX",
              other);
}

static void check_dialect(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  const char *other;
  majority ways = {0, 0};
  for (uint32_t i = 0; i < doc->fields.count; i++) {
    int dialect = field_dialect(doc, &doc->fields.items[i], &other);
    ways.first += dialect == 1;
    ways.second += dialect == 2;
  }
  int way = way_of(ways);
  for (uint32_t i = 0; way && i < doc->fields.count; i++) {
    int dialect = field_dialect(doc, &doc->fields.items[i], &other);
    if (dialect && dialect != way)
      report_dialect(run, doc->fields.items[i].name, dialect, other);
  }
  for (uint32_t i = 0; way && i < doc->entries.count; i++) {
    int dialect = type_dialect(doc, &doc->entries.items[i], &other);
    if (dialect && dialect != way)
      report_dialect(run, doc->entries.items[i].type, dialect, other);
  }
}

/* ---- forms of names ---- */

/* 1: "Brandt, Ida", 2: "Ida Brandt", 0: one word, an organisation in braces, "others". */
static int name_form(dixit_text name)
{
  if (name.length == 0 || name.bytes[0] == '{' || text_is(name, "others"))
    return 0;
  if (memchr(name.bytes, ',', name.length))
    return 1;
  return memchr(name.bytes, ' ', name.length) ? 2 : 0;
}

typedef struct name_walk {
  rule_run *run;
  majority ways;
  int way; /* 0: only counts */
} name_walk;

static void walk_names(name_walk *self, const dixit_field *field)
{
  dixit_text list = doc_slice(self->run->doc, field->value);
  size_t at = 0;
  for (dixit_span name; list.length && name_next(list, &at, &name);) {
    int form = name_form(text_of(list.bytes + name.start, span_length(name)));
    self->ways.first += form == 1;
    self->ways.second += form == 2;
    if (self->way && form && form != self->way)
      rule_report(self->run, RULE_REFERENCES_MIXED_NAMES,
                  span_of(field->value.start + name.start, field->value.start + name.end),
                  self->way == 1 ? "The other names are written \"Last, First\": write this one so too."
                                 : "The other names are written \"First Last\": write this one so too.");
  }
}

static void walk_all(name_walk *self)
{
  const dixit_doc *doc = self->run->doc;
  for (uint32_t i = 0; i < doc->fields.count; i++)
    if (bib_fields[doc->fields.items[i].field].kind == KIND_NAMES && !doc->fields.items[i].flags)
      walk_names(self, &doc->fields.items[i]);
}

static void check_name_forms(rule_run *run)
{
  name_walk walk = {.run = run};
  walk_all(&walk);
  walk.way = way_of(walk.ways);
  if (walk.way)
    walk_all(&walk);
}

/* ---- journals ---- */

/* 1: in full, 2: "J. Fire Res.", 0: one word, which may be either. */
static int journal_form(dixit_text title)
{
  size_t stops = 0, blanks = 0;
  for (size_t i = 1; i < title.length; i++) {
    stops += title.bytes[i] == '.' && ascii_is_letter(title.bytes[i - 1]);
    blanks += title.bytes[i] == ' ';
  }
  return blanks == 0 ? 0 : stops >= 2 || (stops == 1 && title.bytes[title.length - 1] == '.') ? 2 : 1;
}

static bool is_journal(const dixit_field *field)
{
  return field->field == FIELD_JOURNALTITLE && !field->flags;
}

static void check_journals(rule_run *run)
{
  const dixit_doc *doc = run->doc;
  majority ways = {0, 0};
  for (uint32_t i = 0; i < doc->fields.count; i++) {
    int form = is_journal(&doc->fields.items[i]) ? journal_form(doc_slice(doc, doc->fields.items[i].value)) : 0;
    ways.first += form == 1;
    ways.second += form == 2;
  }
  int way = way_of(ways);
  for (uint32_t i = 0; way && i < doc->fields.count; i++) {
    const dixit_field *field = &doc->fields.items[i];
    int form = is_journal(field) ? journal_form(doc_slice(doc, field->value)) : 0;
    if (form && form != way)
      rule_report(run, RULE_REFERENCES_MIXED_JOURNALS, field->value,
                  way == 1 ? "The other journals are named in full: name this one so too."
                           : "The other journals are abbreviated: abbreviate this one too.");
  }
}

void check_majorities(rule_run *run)
{
  if (run->doc->format != DIXIT_BIBTEX)
    return;
  if (rule_is_on(run, RULE_REFERENCES_MIXED_DIALECT))
    check_dialect(run);
  if (rule_is_on(run, RULE_REFERENCES_MIXED_NAMES))
    check_name_forms(run);
  if (rule_is_on(run, RULE_REFERENCES_MIXED_JOURNALS))
    check_journals(run);
}
