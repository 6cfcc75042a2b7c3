/* A parameter is known by its name without numbers, hyphens and underscores: "editor1-last" is "editorlast". The table
 * has what Help:Citation Style 1 documents, what it has given up, and plurals that are no slips. */
#include "refs/cs1_names.h"

#include "base/nearest.h"
#include "base/rows.h"

enum { NAME_LIMIT = 40, NAME_LEAST = 6 };

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

/* What is used most, and long enough that a slip is one. */
static const struct {
  const char *joined;
  const char *name;
} likely[] = {
  {"accessdate", "access-date"}, {"archivedate", "archive-date"}, {"archiveurl", "archive-url"},
  {"author", "author"},          {"authorlink", "author-link"},   {"chapter", "chapter"},
  {"edition", "edition"},        {"editor", "editor"},            {"encyclopedia", "encyclopedia"},
  {"journal", "journal"},        {"language", "language"},        {"location", "location"},
  {"magazine", "magazine"},      {"newspaper", "newspaper"},      {"publisher", "publisher"},
  {"urlstatus", "url-status"},   {"volume", "volume"},            {"website", "website"},
};

/* The name without hyphens and underscores in `out`; 0 when it has other signs than letters, or no usual length. */
static size_t join(dixit_text name, char out[NAME_LIMIT])
{
  size_t length = 0;
  for (size_t i = 0; i < name.length; i++) {
    char c = name.bytes[i];
    if (c == '-' || c == '_')
      continue;
    if (!ascii_is_letter(c) || length == NAME_LIMIT)
      return 0;
    out[length++] = ascii_lower(c);
  }
  return length;
}

const char *cs1_name_meant(dixit_text name)
{
  char joined[NAME_LIMIT];
  size_t length = join(name, joined);
  dixit_text text = text_of(joined, length);
  if (length < NAME_LEAST || rows_find(known, sizeof known / sizeof *known, sizeof *known, text, ROWS_EXACT))
    return NULL;
  for (size_t i = 0; i < sizeof likely / sizeof *likely; i++)
    if (word_distance(text, text_from(likely[i].joined)) == 1)
      return likely[i].name;
  return NULL;
}
