/* Identifiers, addresses, dates, pages and names in bibliographies: what can be right, and what was meant. */
#include "helper.h"

#include <string.h>

#include "refs/dates.h"
#include "refs/identifiers.h"
#include "refs/names.h"
#include "refs/urls.h"

typedef struct sample {
  identifier_check (*check)(dixit_text);
  const char *text;
  identifier_fault fault;
  const char *meant;
} sample;

static const sample samples[] = {
  {isbn_check, "978-0-306-40615-7", IDENTIFIER_FINE, ""},
  {isbn_check, "0-306-40615-2", IDENTIFIER_FINE, ""},
  {isbn_check, "080442957X", IDENTIFIER_FINE, ""},
  {isbn_check, "978\xE2\x80\x93" "0306406157", IDENTIFIER_FINE, ""},
  {isbn_check, "978-0-306-40615-2", IDENTIFIER_CHECK, "978-0-306-40615-7"}, /* the check digit of the ISBN-10 */
  {isbn_check, "9780306046157", IDENTIFIER_CHECK, "9780306406157"},         /* two digits exchanged */
  {isbn_check, "987-0-306-40615-7", IDENTIFIER_CHECK, "978-0-306-40615-7"}, /* the prefix */
  {isbn_check, "0-306-46015-2", IDENTIFIER_CHECK, "0-306-40615-2"},
  {isbn_check, "978-0-306-40615", IDENTIFIER_LENGTH, ""},
  {isbn_check, "X-306-40615-2", IDENTIFIER_CHECK, ""},
  {isbn_check, "978-0-306-4O615-7", IDENTIFIER_CHARACTER, ""},
  {isbn_check, "979-8-89176-251-0", IDENTIFIER_FINE, ""},
  {issn_check, "0378-5955", IDENTIFIER_FINE, ""},
  {issn_check, "2434-561X", IDENTIFIER_FINE, ""},
  {issn_check, "0378-5956", IDENTIFIER_CHECK, ""},
  {issn_check, "0387-5955", IDENTIFIER_CHECK, "0378-5955"},
  {issn_check, "378-5955", IDENTIFIER_LENGTH, ""},
  {orcid_check, "0000-0002-1825-0097", IDENTIFIER_FINE, ""},
  {orcid_check, "https://orcid.org/0000-0001-5109-3700", IDENTIFIER_FINE, ""},
  {orcid_check, "0000-0002-1694-233X", IDENTIFIER_FINE, ""},
  {orcid_check, "0000-0002-1825-0098", IDENTIFIER_CHECK, ""},
  {orcid_check, "0000-0002-1825", IDENTIFIER_LENGTH, ""},
  {doi_check, "10.1000/182", IDENTIFIER_FINE, ""},
  {doi_check, "10.1002/(SICI)1097-4571(199009)41:6<391::AID-ASI1>3.0.CO;2-9", IDENTIFIER_FINE, ""},
  {doi_check, "10.1016/S0076-5392(08)60497-X", IDENTIFIER_FINE, ""},
  {doi_check, "https://doi.org/10.1000/182", IDENTIFIER_PREFIX, "10.1000/182"},
  {doi_check, "doi: 10.1000/182", IDENTIFIER_PREFIX, "10.1000/182"},
  {doi_check, "10.1000/182.", IDENTIFIER_ENDING, "10.1000/182"},
  {doi_check, "10.1000/182).", IDENTIFIER_ENDING, "10.1000/182"},
  {doi_check, "11.1000/182", IDENTIFIER_PREFIX, ""},
  {doi_check, "10.10/182", IDENTIFIER_PREFIX, ""},
  {doi_check, "10.1000", IDENTIFIER_PREFIX, ""},
  {doi_check, "10.1000/18 2", IDENTIFIER_CHARACTER, ""},
  {doi_check, "10.1000/18\xE2\x80\x93" "2", IDENTIFIER_CHARACTER, ""},
  {arxiv_check, "1501.00001", IDENTIFIER_FINE, ""},
  {arxiv_check, "1412.7878v2", IDENTIFIER_FINE, ""},
  {arxiv_check, "0704.0001", IDENTIFIER_FINE, ""},
  {arxiv_check, "arXiv:hep-th/9901001", IDENTIFIER_FINE, ""},
  {arxiv_check, "math.GT/0309136", IDENTIFIER_FINE, ""},
  {arxiv_check, "2101.00001 [cs.CL]", IDENTIFIER_FINE, ""},
  {arxiv_check, "1513.00001", IDENTIFIER_RANGE, ""},
  {arxiv_check, "0703.0001", IDENTIFIER_RANGE, ""},
  {arxiv_check, "1501.0001", IDENTIFIER_LENGTH, ""},
  {arxiv_check, "hep-th/990100", IDENTIFIER_LENGTH, ""},
  {arxiv_check, "hep-th/0704001", IDENTIFIER_RANGE, ""},
  {arxiv_check, "1501.00001x", IDENTIFIER_ENDING, ""},
  {arxiv_check, "kiln", IDENTIFIER_CHARACTER, ""},
  {pmid_check, "12345678", IDENTIFIER_FINE, ""},
  {pmid_check, "012345", IDENTIFIER_RANGE, ""},
  {pmid_check, "123456789", IDENTIFIER_LENGTH, ""},
  {pmid_check, "PMC12", IDENTIFIER_CHARACTER, ""},
  {pmcid_check, "PMC3531190", IDENTIFIER_FINE, ""},
  {pmcid_check, "PMC03", IDENTIFIER_RANGE, ""},
  {handle_check, "2027/mdp.39015", IDENTIFIER_FINE, ""},
  {handle_check, "20.500.12592/x", IDENTIFIER_FINE, ""},
  {handle_check, "mdp.39015", IDENTIFIER_PREFIX, ""},
};

static void test_identifiers(void **state)
{
  (void)state;
  for (size_t i = 0; i < COUNT_OF(samples); i++) {
    identifier_check check = samples[i].check(text_from(samples[i].text));
    if (check.fault != samples[i].fault || strcmp(check.meant, samples[i].meant) != 0)
      fail_msg("%s: fault %d, expected %d; meant \"%s\", expected \"%s\"", samples[i].text, (int)check.fault,
               (int)samples[i].fault, check.meant, samples[i].meant);
  }
}

static void test_isbn_lists(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    uint32_t count;
  } lists[] = {
    {"0-306-40615-2", 1}, {"0 306 40615 2", 1},   {"978-0-306-40615-7, 0-306-40615-2", 2},
      {"9780306406157 9780306406157", 2},
    {"0306406152 (pbk.), 9780306406157 (hbk.)", 2}, {"none", 0},
  };
  dixit_span parts[IDENTIFIERS_IN_LIST];
  char digits[14];
  for (size_t i = 0; i < COUNT_OF(lists); i++) {
    dixit_text text = text_from(lists[i].text);
    assert_int_equal(isbn_split(text, parts), lists[i].count);
    for (uint32_t part = 0; part < lists[i].count; part++) {
      assert_true(isbn_normalize(text_of(text.bytes + parts[part].start, span_length(parts[part])), digits));
      assert_string_equal(digits, "9780306406157");
    }
  }
}

static void test_urls(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    url_fault fault;
    const char *meant;
  } urls[] = {
    {"https://example.org/kiln", URL_FINE, NULL},
    {"http://193.0.6.139/a", URL_FINE, NULL},
    {"https://m\xC3\xBCller.example/", URL_FINE, NULL},
    {"http://user:word@example.org/", URL_FINE, NULL},
    {"doi:10.1000/1", URL_FINE, NULL},
    {"https://web.archive.org/web/20150321093000/https://example.org/", URL_FINE, NULL},
    {"htp://example.org", URL_SCHEME, "http://"},
    {"https//example.org", URL_SCHEME, "https://"},
    {"http:///example.org", URL_SCHEME, "http://"},
    {"example.org/kiln", URL_SCHEME, NULL},
    {"http://example", URL_HOST, NULL},
    {"http://ex ample.org", URL_HOST, NULL},
    {"http://example.org/a b", URL_BLANK, NULL},
    {"http://localhost:8000/", URL_LOCAL, "http://"},
    {"file:///home/ida/a.pdf", URL_LOCAL, NULL},
    {"C:\\kiln.pdf", URL_LOCAL, NULL},
    {"https://web.archive.org/web/2015/https://web.archive.org/web/2014/http://example.org", URL_NESTED, NULL},
    {"https://web.archive.org/web/20151321093000/https://example.org/", URL_TIMESTAMP, NULL},
    {"http://example.org/a),", URL_BRACKET, NULL},
    {"http://example.org/a_(b)", URL_FINE, NULL},
  };
  for (size_t i = 0; i < COUNT_OF(urls); i++) {
    url_check_result result = url_check(text_from(urls[i].text));
    if (result.fault != urls[i].fault)
      fail_msg("%s: fault %d, expected %d", urls[i].text, (int)result.fault, (int)urls[i].fault);
    if (urls[i].fault == URL_SCHEME && urls[i].meant)
      assert_string_equal(result.meant, urls[i].meant);
  }
}

static void test_dates(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    date_fault fault;
    int32_t number;
  } dates[] = {
    {"2015", DATE_FINE, 20150101},       {"2015-03", DATE_FINE, 20150301},          {"2015-03-21", DATE_FINE, 20150321},
    {"2004-02-29", DATE_FINE, 20040229}, {"2015-03-21T09:30:00Z", DATE_FINE, 20150321},
      {"1999/2001", DATE_FINE, 19990101},
    {"1999/", DATE_FINE, 19990101},      {"/1999", DATE_FINE, 101},                 {"1999/..", DATE_FINE, 19990101},
    {"2004-22", DATE_FINE, 20040101},    {"199X", DATE_FINE, 19900101},             {"1999-XX-XX", DATE_FINE, 19990101},
    {"2004?", DATE_FINE, 20040101},      {"2004-06~", DATE_FINE, 20040601},         {"-0876", DATE_FINE, -8759899},
    {"y17000002", DATE_FINE, 101},       {"2003-02-29", DATE_CALENDAR, 20030229},
        {"1900-02-29", DATE_CALENDAR, 19000229},
    {"2015-13", DATE_CALENDAR, 20150101},{"2015-04-31", DATE_CALENDAR, 20150431},   {"2001/1999", DATE_ORDER, 20010101},
    {"1.5.1988", DATE_FORM, 0},          {"1995-1-04", DATE_FORM, 0},               {"May 2015", DATE_FORM, 0},
    {"20150321", DATE_FORM, 0},          {"888", DATE_FORM, 0},
  };
  for (size_t i = 0; i < COUNT_OF(dates); i++) {
    date_value first;
    date_fault fault = date_check(text_from(dates[i].text), &first);
    if (fault != dates[i].fault || (fault == DATE_FINE && date_number(first, false) != dates[i].number))
      fail_msg("%s: fault %d, number %d", dates[i].text, (int)fault, (int)date_number(first, false));
  }
}

static void test_years_and_months(void **state)
{
  (void)state;
  static const char *const good[] = {"2015", "[2015]", "1999--2001", "c. 1900",   "in press",
                                     "n.d.", "2015a",  "300 BC",     "194?-194?", "199?"};
  static const char *const bad[] = {"20x4", "45", "20145", "201"};
  int32_t year;
  for (size_t i = 0; i < COUNT_OF(good); i++)
    assert_int_equal(year_check(text_from(good[i]), &year), DATE_FINE);
  for (size_t i = 0; i < COUNT_OF(bad); i++)
    assert_int_equal(year_check(text_from(bad[i]), &year), DATE_FORM);
  assert_int_equal(month_find(text_from("mar")), 3);
  assert_int_equal(month_find(text_from("Sept.")), 9);
  assert_int_equal(month_find(text_from("12")), 12);
  assert_int_equal(month_find(text_from("13")), 0);
  assert_string_equal(month_meant(text_from("Febuary")), "February");
  assert_null(month_meant(text_from("Brumaire")));
}

static void test_pages(void **state)
{
  (void)state;
  static const char *const good[] = {"123--45", "1103-7", "12", "xii-xv", "xii--45", "S1-S9", "e123", "12-1--12-24",
                                     "3, 5-8; 12", "45\xE2\x80\x93" "52", "5-5"};
  static const char *const bad[] = {"45--12", "123-12", "xv-xii", "3, 9-4", "S9-S1", "280--30"};
  dixit_span at;
  page_range whole;
  for (size_t i = 0; i < COUNT_OF(good); i++)
    if (pages_check(text_from(good[i]), &at, &whole) != PAGES_FINE)
      fail_msg("%s is fine", good[i]);
  for (size_t i = 0; i < COUNT_OF(bad); i++)
    if (pages_check(text_from(bad[i]), &at, &whole) != PAGES_BACKWARD)
      fail_msg("%s is backward", bad[i]);
  pages_check(text_from("123--45, 150"), &at, &whole);
  assert_int_equal(whole.first, 123);
  assert_int_equal(whole.last, 150);
}

static void test_names(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    name_fault fault;
    const char *family;
  } names[] = {
    {"Brandt, Ida", NAME_FINE, "Brandt"},       {"Ida Brandt", NAME_FINE, "Brandt"},
          {"de la Vega, Jr., Ana", NAME_FINE, "de la Vega"},
    {"{The Mill and Kiln Society}", NAME_FINE, "{The Mill and Kiln Society}"},
                {"others", NAME_FINE, "others"},
    {"family=Dyk, given=Ina, prefix=van, useprefix=true", NAME_FINE, "family=Dyk"},      {"", NAME_EMPTY, ""},
    {"Brandt, Ida, Ruiz, Arturo", NAME_COMMAS, "Brandt"}, {"Brandt,", NAME_COMMA_END, "Brandt"},
      {"Brandt et al.", NAME_ET_AL, "al."},
    {"Brandt, I.; Ruiz, A.", NAME_SEMICOLON, "Brandt"}, {"Brandt, I. & Ruiz, A.", NAME_AMPERSAND, "Brandt"},
      {"15:54, 2015-", NAME_NUMBER, "15:54"},
  };
  for (size_t i = 0; i < COUNT_OF(names); i++) {
    dixit_text family = name_family(text_from(names[i].text));
    if (name_check(text_from(names[i].text)) != names[i].fault || !text_is(family, names[i].family))
      fail_msg("%s: fault %d, family %.*s", names[i].text, (int)name_check(text_from(names[i].text)),
               (int)family.length, family.bytes);
  }
  size_t at = 0, count = 0;
  dixit_text list = text_from("Brandt, Ida and {Mill and Kiln} AND Ruiz, Arturo and others");
  for (dixit_span name; name_next(list, &at, &name);)
    count++;
  assert_int_equal(count, 4);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_identifiers), cmocka_unit_test(test_isbn_lists),       cmocka_unit_test(test_urls),
      cmocka_unit_test(test_dates),       cmocka_unit_test(test_years_and_months), cmocka_unit_test(test_pages),
      cmocka_unit_test(test_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
