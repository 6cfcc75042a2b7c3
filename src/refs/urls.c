/* Cautious: many odd URLs work. What is said to be wrong cannot be opened from another computer as it stands. */
#include "refs/urls.h"

enum { TIMESTAMP_DIGITS = 14, ARCHIVE_LEAST_DIGITS = 8 };

/* Schemes, and slips in them. */
static const struct {
  const char *written;
  const char *meant;  /* NULL: right as it is */
} schemes[] = {
  {"https://", NULL},       {"http://", NULL},         {"ftp://", NULL},         {"ftps://", NULL},
  {"sftp://", NULL},        {"gopher://", NULL},       {"git://", NULL},         {"ssh://", NULL},
  {"ipfs://", NULL},        {"gemini://", NULL},
  {"htp://", "http://"},    {"htpp://", "http://"},    {"htttp://", "http://"},  {"hhttp://", "http://"},
  {"ttp://", "http://"},    {"hptt://", "http://"},    {"http:///", "http://"},  {"http//", "http://"},
  {"http:\\\\", "http://"}, {"http;//", "http://"},    {"htps://", "https://"},  {"htpps://", "https://"},
  {"htttps://", "https://"},{"hhttps://", "https://"}, {"ttps://", "https://"},  {"httsp://", "https://"},
  {"https//", "https://"},  {"https:///", "https://"}, {"https;//", "https://"}, {"httpss://", "https://"},
};

static const char *const other_schemes[] = {
  "doi:", "urn:", "mailto:", "news:", "hdl:", "magnet:", "data:", "isbn:", "arxiv:", "info:",
};
static const char *const local_starts[] = {
    "file:", "chrome:", "chrome-extension:", "about:", "blob:", "moz-extension:"};
static const char *const local_hosts[] = {"localhost", "127.0.0.1", "0.0.0.0", "[::1]"};

/* How many bytes of scheme stand at the start; a fault that has been found goes to *result. */
static size_t check_scheme(dixit_text text, url_check_result *result)
{
  size_t longest = sizeof "https://" - 1;
  if (text_starts_folded(text, "https://") && text.length > longest && text.bytes[longest] != '/') /* nearly all */
    return longest;
  longest = 0;
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t length = strlen(schemes[i].written);
    if (length <= longest || !text_starts_folded(text, schemes[i].written))
      continue;
    longest = length;
    result->meant = schemes[i].meant;
    result->meant_length = length;
    result->fault = schemes[i].meant ? URL_SCHEME : URL_FINE;
  }
  return longest;
}

static bool is_other(dixit_text text)
{
  for (size_t i = 0; i < sizeof other_schemes / sizeof *other_schemes; i++)
    if (text_starts_folded(text, other_schemes[i]))
      return true;
  return false;
}

static bool is_local(dixit_text text, size_t scheme)
{
  for (size_t i = 0; i < sizeof local_starts / sizeof *local_starts; i++)
    if (text_starts_folded(text, local_starts[i]))
      return true;
  if (text.length > 3 && ascii_is_letter(text.bytes[0]) && text.bytes[1] == ':' &&
      (text.bytes[2] == '\\' || text.bytes[2] == '/'))
    return true;
  dixit_text host = text_of(text.bytes + scheme, text.length - scheme);
  for (size_t i = 0; scheme && i < sizeof local_hosts / sizeof *local_hosts; i++)
    if (text_starts_folded(host, local_hosts[i]))
      return true;
  return false;
}

static bool is_host_end(char c)
{
  return c == '/' || c == '?' || c == '#' || c == ':';
}

/* "host.name": two labels at least, the last not of digits alone unless all are. */
static bool is_host(dixit_text text)
{
  size_t end = 0, dots = 0, last = 0;
  bool letters = false;
  const char *at = memchr(text.bytes, '@', text.length), *slash = memchr(text.bytes, '/', text.length);
  if (at && (!slash || at < slash)) /* a name and password before the host */
    text = text_of(at + 1, (size_t)(text.bytes + text.length - at - 1));
  if (text.length && text.bytes[0] == '[')
    return true;
  for (; end < text.length && !is_host_end(text.bytes[end]); end++) {
    char c = text.bytes[end];
    if (c == '.') {
      if (end == last)
        return false;
      dots++;
      last = end + 1;
      letters = false;
    } else if (ascii_is_digit(c) || c == '-' || c == '_') {
      continue;
    } else if (ascii_is_letter(c) || (unsigned char)c >= 0x80) {
      letters = true;
    } else {
      return false;
    }
  }
  if (dots && end == last) /* a dot at the end is the root */
    return dots > 1;
  return dots > 0 && end > last + 1 && (letters || dots == 3);
}

static int32_t number_at(const char *digits, size_t count)
{
  int32_t value = 0;
  for (size_t i = 0; i < count; i++)
    value = value * 10 + (digits[i] - '0');
  return value;
}

/* Does an archived page's address start at `at`? */
static bool is_archive_at(dixit_text text, size_t at)
{
  dixit_text rest = text_of(text.bytes + at, text.length - at);
  return text_starts_folded(rest, "http://web.archive.org/web/") ||
         text_starts_folded(rest, "https://web.archive.org/web/");
}

/* "web.archive.org/web/20150321093000/http://...". */
static void check_archive(dixit_text text, size_t scheme, url_check_result *result)
{
  static const char host[] = "web.archive.org/web/";
  dixit_text rest = text_of(text.bytes + scheme, text.length - scheme);
  if (!text_starts_folded(rest, host))
    return;
  const char *digits = rest.bytes + sizeof host - 1;
  size_t length = rest.length - (sizeof host - 1), count = 0;
  while (count < length && ascii_is_digit(digits[count]))
    count++;
  for (size_t i = count; i < length; i++)
    if (is_archive_at(text_of(digits, length), i))
      result->fault = URL_NESTED;
  if (count < ARCHIVE_LEAST_DIGITS)
    return;
  result->archived = (date_value){number_at(digits, 4), number_at(digits + 4, 2), number_at(digits + 6, 2)};
  bool possible = result->archived.month >= 1 && result->archived.month <= 12 && result->archived.day >= 1 &&
                  result->archived.day <= 31 && result->archived.year >= 1996 && count <= TIMESTAMP_DIGITS;
  if (!possible && result->fault == URL_FINE)
    result->fault = URL_TIMESTAMP;
}

static bool has_stray_end(dixit_text text)
{
  char last = text.bytes[text.length - 1];
  int depth = 0;
  for (size_t i = 0; i < text.length; i++)
    depth += text.bytes[i] == '(' || text.bytes[i] == '[' ? 1 : text.bytes[i] == ')' || text.bytes[i] == ']' ? -1 : 0;
  return last == ',' || last == ';' || last == '"' || last == '>' || ((last == ')' || last == ']') && depth < 0);
}

static bool has_blank(dixit_text text)
{
  for (size_t i = 0; i < text.length; i++)
    if ((unsigned char)text.bytes[i] <= ' ')
      return true;
  return false;
}

url_check_result url_check(dixit_text text)
{
  url_check_result result = {URL_FINE, NULL, 0, {0, 0, 0}};
  text = text_trimmed(text);
  if (text.length == 0 || is_other(text))
    return result;
  size_t scheme = check_scheme(text, &result);
  if (is_local(text, scheme)) {
    result.fault = URL_LOCAL;
    return result;
  }
  if (result.fault != URL_FINE)
    return result;
  if (!scheme) {
    result.fault = URL_SCHEME;
    return result;
  }
  if (!is_host(text_of(text.bytes + scheme, text.length - scheme)))
    result.fault = URL_HOST;
  else if (has_blank(text))
    result.fault = URL_BLANK;
  else if (has_stray_end(text))
    result.fault = URL_BRACKET;
  else
    check_archive(text, scheme, &result);
  return result;
}

/* ---- weak addresses ---- */

static const char *const shorteners[] = {"bit.ly", "t.co",  "tinyurl.com", "goo.gl",
                                         "ow.ly",  "is.gd", "buff.ly",     "tiny.cc"};
static const char *const trackers[] = {"utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "igshid="};
static const char *const sessions[] = {"jsessionid=", "phpsessid=", "sessionid="};

static bool starts_with_any(dixit_text text, const char *const *words, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (text_starts_folded(text, words[i]))
      return true;
  return false;
}

#define STARTS_WITH_ANY(text, words) starts_with_any(text, words, sizeof(words) / sizeof *(words))

static bool is_shortened(dixit_text host)
{
  for (size_t i = 0; i < sizeof shorteners / sizeof *shorteners; i++) {
    size_t length = strlen(shorteners[i]);
    if (text_starts_folded(host, shorteners[i]) && host.length > length + 1 && host.bytes[length] == '/')
      return true;
  }
  return false;
}

static bool separates(char c)
{
  return c == '?' || c == '&' || c == ';';
}

/* The parameter at `at` and those behind it of the same sort, with the sign before it. */
static dixit_span parameters_at(dixit_text text, size_t at)
{
  size_t end = at;
  while (end < text.length && text.bytes[end] != '#') {
    while (end < text.length && !separates(text.bytes[end]) && text.bytes[end] != '#')
      end++;
    bool more = end < text.length && text.bytes[end] == '&' &&
                STARTS_WITH_ANY(text_of(text.bytes + end + 1, text.length - end - 1), trackers);
    if (!more)
      break;
    end++;
  }
  /* others follow: the "?" is theirs */
  bool first = text.bytes[at - 1] == '?' && end < text.length && text.bytes[end] == '&';
  return first ? span_of((uint32_t)at, (uint32_t)end + 1) : span_of((uint32_t)at - 1, (uint32_t)end);
}

url_weakness url_find_weakness(dixit_text text, dixit_span *part)
{
  url_check_result unused = {URL_FINE, NULL, 0, {0, 0, 0}};
  size_t scheme = check_scheme(text, &unused);
  *part = span_of(0, (uint32_t)text.length);
  if (scheme && is_shortened(text_of(text.bytes + scheme, text.length - scheme)))
    return URL_SHORTENED;
  for (size_t at = 1; at < text.length; at++) {
    if (!separates(text.bytes[at - 1]))
      continue;
    dixit_text rest = text_of(text.bytes + at, text.length - at);
    if (!STARTS_WITH_ANY(rest, trackers) && !STARTS_WITH_ANY(rest, sessions))
      continue;
    *part = parameters_at(text, at);
    return STARTS_WITH_ANY(rest, trackers) ? URL_TRACKING : URL_SESSION;
  }
  return URL_STRONG;
}
