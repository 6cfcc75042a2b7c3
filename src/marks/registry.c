/* The people and bodies a text names, and the search among them by name.
 *
 * A name joins the latest entity with the same surname unless given names or genders differ; a single word also joins
 * by given name; capitals join the initials of an organisation. What has no name of its own ("the central bank") goes
 * by its noun, and by the word before it. */
#include "marks/registry.h"

#include "doc/lexicon.h"

enum { CHAIN_LIMIT = 12 };

/* Chains stay short when there is one for so many tokens, for a text names somebody new every forty or so; more of them
 * would not stay in the cache. */
enum { TOKENS_PER_CHAIN = 64, FEWEST_CHAINS = 256 };

static uint32_t *chains_new(arena *memory, uint32_t count)
{
  uint32_t *heads = arena_get(memory, count * sizeof *heads);
  if (heads)
    memset(heads, 0xFF, count * sizeof *heads); /* DIXIT_NONE */
  return heads;
}

bool entities_begin(entity_registry *self, dixit_doc *doc, arena *memory)
{
  uint32_t chains = FEWEST_CHAINS;
  while (chains < doc->tokens.count / TOKENS_PER_CHAIN)
    chains *= 2;
  self->doc = doc;
  self->memory = memory;
  self->items.count = self->names.count = self->surnames.count = 0;
  self->recent_count = 0;
  self->last_pair = DIXIT_NONE;
  self->mask = chains - 1;
  self->by_surname = chains_new(memory, chains);
  self->by_given = chains_new(memory, chains);
  return self->by_surname && self->by_given;
}

/* ---- entities ---- */

static uint32_t slot_of(const entity_registry *self, uint32_t hash)
{
  return (hash ^ hash >> 13) & self->mask;
}

uint32_t entity_add(entity_registry *self, const phrase *p)
{
  entity *made = ARRAY_ADD(self->memory, self->items);
  if (!made)
    return DIXIT_NONE;
  made->name_first = p->first;
  made->name_end = p->end;
  made->name = made->source = made->members[0] = made->members[1] = DIXIT_NONE;
  made->kind = p->kind;
  made->gender = p->gender;
  made->plural = (p->flags & PHRASE_PLURAL) != 0;
  return self->items.count - 1;
}

/* Let entity `index`, which has no name yet, be found by its surname. */
static void link_surname(entity_registry *self, uint32_t index, uint32_t hash)
{
  known_name *name = ARRAY_ADD(self->memory, self->names);
  known_surname *surname = name ? ARRAY_ADD(self->memory, self->surnames) : NULL;
  if (!surname) { /* both lists have the same numbers */
    self->names.count -= name != NULL;
    return;
  }
  uint32_t *head = &self->by_surname[slot_of(self, hash)];
  *name = (known_name){0, DIXIT_NONE, index, self->items.items[index].gender};
  *surname = (known_surname){hash, *head};
  *head = self->items.items[index].name = self->names.count - 1;
}

static void link_given(entity_registry *self, uint32_t index, uint32_t hash)
{
  uint32_t name = self->items.items[index].name, *head = &self->by_given[slot_of(self, hash)];
  if (name == DIXIT_NONE)
    return;
  self->names.items[name].given = hash;
  self->names.items[name].next_given = *head;
  *head = name;
}

void entity_add_role(entity *self, uint32_t hash)
{
  if (self->role_count < ENTITY_ROLES)
    self->roles[self->role_count++] = hash;
}

void entity_learn_gender(entity_registry *self, entity *e, char gender)
{
  if (e->gender)
    return;
  e->gender = gender;
  if (e->name != DIXIT_NONE)
    self->names.items[e->name].gender = gender;
}

/* ---- names ---- */

/* What a name phrase says: its parts. */
typedef struct name_parts {
  uint32_t first; /* tokens of the name proper */
  uint32_t end;
  uint32_t surname;
  uint32_t given; /* 0 when there is one word only */
  char gender;
  bool proper;    /* no noun in lower case: "the central bank" */
} name_parts;

/* What tells a body that has no name of its own from others: the word before the noun, or its possessor ("the central
 * bank", "Alder's office"); 0 for "the bank". */
static uint32_t distinction_of(const entity_registry *self, const phrase *p)
{
  uint32_t i = p->head;
  while (i > p->first) {
    const dixit_token *token = token_of(self, --i);
    if (word_is(token, WORD_DEFINITE | WORD_INDEFINITE))
      return 0;
    if (token->kind == DIXIT_WORD && token->end - token->start > 2)
      return token->hash;
  }
  return 0;
}

static name_parts parts_of(const entity_registry *self, const phrase *p)
{
  name_parts parts = {.first = p->name, .end = p->end, .gender = p->gender};
  while (parts.end > parts.first + 1 && word_is(token_of(self, parts.end - 1), WORD_COMPANY_SUFFIX | WORD_ABBREVIATION))
    parts.end--;
  parts.surname = token_of(self, parts.end - 1)->hash;
  parts.proper = token_of(self, p->head)->flags & DIXIT_TOKEN_CAPITAL;
  if (!parts.proper)
    parts.given = distinction_of(self, p);
  else if (parts.end - parts.first > 1)
    parts.given = token_of(self, parts.first)->hash;
  return parts;
}

static bool given_fits(const known_name *name, const name_parts *parts)
{
  return name->given == 0 || parts->given == 0 || name->given == parts->given;
}

static bool gender_fits(const known_name *name, const name_parts *parts)
{
  return genders_fit(name->gender, parts->gender);
}

static uint32_t find_by_surname(const entity_registry *self, const name_parts *parts)
{
  uint32_t index = self->by_surname[slot_of(self, parts->surname)];
  for (uint32_t n = 0; index != DIXIT_NONE && n < CHAIN_LIMIT; n++) {
    const known_surname *surname = &self->surnames.items[index];
    const known_name *name = &self->names.items[index];
    if (surname->hash == parts->surname && given_fits(name, parts) && gender_fits(name, parts))
      return name->entity;
    index = surname->next;
  }
  return DIXIT_NONE;
}

static uint32_t find_by_given(const entity_registry *self, const name_parts *parts)
{
  uint32_t index = self->by_given[slot_of(self, parts->surname)];
  for (uint32_t n = 0; index != DIXIT_NONE && n < CHAIN_LIMIT; n++) {
    const known_name *name = &self->names.items[index];
    if (name->given == parts->surname && gender_fits(name, parts))
      return name->entity;
    index = name->next_given;
  }
  return DIXIT_NONE;
}

/* A fuller form of the name has come up: from now on it is the canonical one. */
static void take_fuller_name(entity_registry *self, uint32_t index, const phrase *p, const name_parts *parts)
{
  entity *e = &self->items.items[index];
  uint32_t known = e->name_end - e->name_first;
  entity_learn_gender(self, e, parts->gender);
  if (p->flags & PHRASE_TITLED && p->name > p->first)
    entity_add_role(e, token_of(self, p->name - 1)->hash);
  bool has_given = e->name != DIXIT_NONE && self->names.items[e->name].given != 0;
  if (parts->given == 0 || (has_given && parts->end - parts->first <= known))
    return;
  e->name_first = parts->first;
  e->name_end = p->end;
  if (!has_given)
    link_given(self, index, parts->given);
}

/* The hash of an organisation's initials, for acronyms; 0 for names of one word. */
static uint32_t initials_of(const entity_registry *self, const phrase *p)
{
  uint32_t hash = LEXICON_HASH_BASIS, count = 0;
  for (uint32_t i = p->name; i < p->end; i++) {
    const dixit_token *token = token_of(self, i);
    if (!(token->flags & DIXIT_TOKEN_CAPITAL))
      continue;
    hash = lexicon_hash_byte(hash, (unsigned char)ascii_lower(self->doc->text[token->start]));
    count++;
  }
  return count > 1 ? hash : 0;
}

uint32_t entity_named(entity_registry *self, const phrase *p)
{
  name_parts parts = parts_of(self, p);
  uint32_t index = find_by_surname(self, &parts);
  if (index == DIXIT_NONE && parts.given == 0)
    index = find_by_given(self, &parts);
  if (index != DIXIT_NONE) {
    take_fuller_name(self, index, p, &parts);
    return index;
  }
  index = entity_add(self, p);
  if (index == DIXIT_NONE)
    return DIXIT_NONE;
  entity *e = &self->items.items[index];
  bool courtesy = p->flags & PHRASE_TITLED && parts.given == 0;
  e->name_first = courtesy || !parts.proper ? p->first : parts.first;
  if (p->flags & PHRASE_TITLED && p->name > p->first)
    entity_add_role(e, token_of(self, p->name - 1)->hash);
  link_surname(self, index, parts.surname);
  if (!parts.proper) {
    if (e->name != DIXIT_NONE)
      self->names.items[e->name].given = parts.given; /* nobody is called "the central" for short */
    return index;
  }
  uint32_t initials = parts.given ? initials_of(self, p) : 0;
  if (p->kind == PHRASE_ORGANIZATION && initials)
    link_given(self, index, initials);
  else if (parts.given)
    link_given(self, index, parts.given);
  return index;
}
