/* A parameter is known by its name without numbers, hyphens and underscores: "editor1-last" is "editorlast". The table
 * has what Help:Citation Style 1 documents, what it has given up, and plurals that are no slips. */
#include "refs/cs1_names.h"

#include <stdio.h>

#include "base/nearest.h"
#include "base/rows.h"

/* LONG_NAME: from so many letters on any slip is one; in shorter names only two letters that are swapped. */
enum { NAME_LIMIT = 40, NAME_LEAST = 4, LONG_NAME = 6, NUMBER_LIMIT = 2 };

static const char *const known[] = {
  "accessdate", "agency", "airdate", "albumlink", "albumtype", "archivedate", "archiveformat", "archiveurl",
  "article", "arxiv", "asin", "asintld", "at", "author", "authorfirst", "authorformat", "authorgiven", "authorlast",
  "authorlink", "authormask", "authornamelist", "authors", "authorseparator", "authorsurname", "bibcode", "biorxiv",
  "booktitle", "booktitlelink", "cartography", "chapter", "chapterformat", "chapters", "chapterurl",
  "chapterurlaccess", "citeseerx", "city", "class", "coauthor", "coauthors", "collaboration", "conference",
  "conferenceformat", "conferenceurl", "contribution", "contributionformat", "contributionurl", "contributor",
  "contributorfirst", "contributorlast", "contributorlink", "credits", "date", "day", "deadlink", "deadurl", "degree",
  "department", "dictionary", "director", "displayauthors", "displaycontributors", "displayeditors",
  "displayinterviewers", "displaysubjects", "displaytranslators", "docket", "doi", "doiaccess", "doibroken",
  "doibrokendate", "edition", "editions", "editor", "editorfirst", "editorgiven", "editorlast", "editorlink",
  "editormask", "editors", "editorsurname", "eissn", "embargo", "encyclopaedia", "encyclopedia", "entry", "entryurl",
  "episode", "episodelink", "eprint", "event", "eventurl", "first", "format", "given", "hdl", "hdlaccess", "host",
  "hosts", "id", "ignoreisbnerror", "inset", "institution", "interviewer", "interviewerfirst", "interviewerlast",
  "interviewerlink", "interviewers", "isbn", "ismn", "isn", "issn", "issue", "issuer", "jfm", "journal", "journals",
  "jstor", "jstoraccess", "lang", "language", "last", "lastauthoramp", "lay", "laydate", "laysource", "laysummary",
  "layurl", "lccn", "link", "location", "locations", "magazine", "mailinglist", "map", "mapformat", "mapurl",
  "medium", "messageid", "minutes", "mode", "month", "mr", "namelistformat", "nameliststyle", "network", "newsgroup",
  "newspaper", "nocat", "noicon", "nopp", "notracking", "number", "oclc", "ol", "olaccess", "origdate", "origyear",
  "osti", "others", "p", "page", "pages", "partname", "partnumber", "people", "periodical", "person", "place", "pmc",
  "pmcembargodate", "pmid", "postscript", "pp", "program", "property", "publicationdate", "publicationplace",
  "publisher", "publishers", "quotation", "quote", "quotepage", "quotepages", "recipient", "ref", "registrant",
  "registration", "rfc", "sbn", "scale", "scriptchapter", "scriptjournal", "scriptquote", "scripttitle", "scriptwork",
  "season", "section", "sectionformat", "sectionurl", "separator", "series", "serieslink", "serieslno", "seriesno",
  "seriesnumber", "seriesseparator", "sheet", "sheets", "short", "ssrn", "ssrnaccess", "station", "subject",
  "subjectfirst", "subjectlast", "subjectlink", "subjects", "subscription", "surname", "template", "time",
  "timecaption", "title", "titlelink", "titlenote", "titles", "titletype", "titleurl", "transarticle", "transchapter",
  "transcript", "transcripturl", "transjournal", "translator", "translatorfirst", "translatorlast", "translatorlink",
  "translators", "transmap", "transquote", "transtitle", "transwork", "type", "url", "urlaccess", "urlstatus",
  "vauthors", "veditors", "via", "vol", "volume", "volumes", "website", "websites", "work", "worktitle", "writer",
  "wstitle", "year", "zbl",
};

/* Names of other Wikipedias, one letter away from English ones. */
static const char *const foreign[] = {"autor", "dato", "datum", "tema", "titel", "titol", "titul", "titulo", "volum"};

/* What is used most. numbered: there may be several, "last1", "author-link2". */
static const struct {
  const char *joined;
  const char *name;
  bool numbered;
} likely[] = {
  {"accessdate", "access-date", false}, {"archivedate", "archive-date", false}, {"archiveurl", "archive-url", false},
  {"author", "author", true},           {"authorfirst", "author-first", true},  {"authorlast", "author-last", true},
  {"authorlink", "author-link", true},  {"chapter", "chapter", false},          {"date", "date", false},
  {"edition", "edition", false},        {"editor", "editor", true},             {"editorfirst", "editor-first", true},
  {"editorlast", "editor-last", true},  {"editorlink", "editor-link", true},    {"encyclopedia", "encyclopedia", false},
  {"first", "first", true},             {"issue", "issue", false},              {"journal", "journal", false},
  {"language", "language", false},      {"last", "last", true},                 {"location", "location", false},
  {"magazine", "magazine", false},      {"newspaper", "newspaper", false},      {"pages", "pages", false},
  {"publisher", "publisher", false},    {"title", "title", false},              {"translator", "translator", true},
  {"urlstatus", "url-status", false},   {"volume", "volume", false},            {"website", "website", false},
  {"year", "year", false},
};

/* A name taken apart: its letters in lower case, without hyphens and underscores, and its number, if it has one. */
typedef struct parts {
  char letters[NAME_LIMIT];
  size_t length;
  dixit_text number;
} parts;

/* False when it has other signs, or more than one number. */
static bool split(dixit_text name, parts *out)
{
  *out = (parts){.number = text_of(name.bytes, 0)};
  for (size_t i = 0; i < name.length; i++) {
    char c = name.bytes[i];
    bool digit = ascii_is_digit(c);
    if (c == '-' || c == '_')
      continue;
    if ((!digit && !ascii_is_letter(c)) || out->length == NAME_LIMIT)
      return false;
    if (!digit) {
      out->letters[out->length++] = ascii_lower(c);
      continue;
    }
    if (!out->number.length)
      out->number.bytes = name.bytes + i;
    if (out->number.bytes + out->number.length++ != name.bytes + i)
      return false;
  }
  return out->number.length <= NUMBER_LIMIT;
}

/* Are two letters swapped? The distance of the words is 1. */
static bool is_swap(dixit_text a, dixit_text b)
{
  int sum = 0;
  for (size_t i = 0; i < a.length && i < b.length; i++)
    sum += a.bytes[i] - b.bytes[i];
  return a.length == b.length && sum == 0;
}

bool cs1_name_meant(dixit_text name, char meant[CS1_NAME_ROOM])
{
  parts given;
  if (!split(name, &given) || given.length + given.number.length < NAME_LEAST)
    return false;
  dixit_text text = text_of(given.letters, given.length);
  if (rows_find(known, sizeof known / sizeof *known, sizeof *known, text, ROWS_EXACT) ||
      rows_find(foreign, sizeof foreign / sizeof *foreign, sizeof *foreign, text, ROWS_EXACT))
    return false;
  for (size_t i = 0; i < sizeof likely / sizeof *likely; i++) {
    dixit_text row = text_from(likely[i].joined);
    if ((given.number.length && !likely[i].numbered) || word_distance(text, row) != 1)
      continue;
    if (given.length < LONG_NAME && !given.number.length && !is_swap(text, row))
      continue; /* short words are too near to others */
    snprintf(meant, CS1_NAME_ROOM, "%s%.*s", likely[i].name, (int)given.number.length, given.number.bytes);
    return true;
  }
  return false;
}
