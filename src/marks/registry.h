/* The people and bodies a text names, as they come up, and the search among them by name. */
#ifndef DIXIT_MARKS_REGISTRY_H
#define DIXIT_MARKS_REGISTRY_H

#include "marks/phrases.h"

enum { ENTITY_ROLES = 4, RECENT_PEOPLE = 12 };

/* name_first, name_end: tokens of the fullest name so far. roles: hashes of words it was called by ("senator"). role:
 * the phrase that says so. name: its known_name, or DIXIT_NONE. source: its source, or DIXIT_NONE. plural: a pair;
 * members then says which entities. */
typedef struct entity {
  uint32_t name;
  uint8_t kind;    /* a phrase_kind */
  uint8_t role_count;
  bool plural;
  char gender;
  uint32_t source;
  uint32_t name_first;
  uint32_t name_end;
  uint32_t roles[ENTITY_ROLES];
  dixit_span role;
  uint32_t members[2];
} entity;

/* What an entity is found by; apart from it, so that those of a whole book lie close together. given: a word's hash, 0
 * for none. next_given: a chain of the registry. gender: its entity's. */
typedef struct known_name {
  uint32_t given;
  uint32_t next_given;
  uint32_t entity;
  char gender;
} known_name;

/* A name's surname, by the same index: apart from the rest, for most that are looked at are somebody else's. */
typedef struct known_surname {
  uint32_t hash;
  uint32_t next; /* in the chain */
} known_surname;

/* Somebody mentioned lately. weight: how much the sentence is about him or her. gender, person, plural: as they were
 * known then: whether "he" or "she" may mean the entity, and whether "they" may. */
typedef struct recent_entity {
  uint32_t entity;
  uint32_t token;
  float weight;
  char gender;
  bool person;
  bool plural;
} recent_entity;

/* memory: of what the registry holds. by_surname, by_given: heads of chains of names by the low bits of a hash (mask);
 * chains hold the latest first. */
typedef struct entity_registry {
  dixit_doc *doc;
  arena *memory;
  ARRAY(entity) items;
  ARRAY(known_name) names;
  ARRAY(known_surname) surnames;
  uint32_t *by_surname;
  uint32_t *by_given;
  uint32_t mask;
  uint32_t last_pair;        /* the entity of the pair the last name resolved ends, or DIXIT_NONE */
  recent_entity recent[RECENT_PEOPLE];
  uint32_t recent_count;
} entity_registry;

/* False when there is no memory. */
bool entities_begin(entity_registry *self, dixit_doc *doc, arena *memory);
/* A new entity, of the phrase's kind, gender and number, that no name leads to; DIXIT_NONE when memory is out. */
uint32_t entity_add(entity_registry *self, const phrase *p);
/* The entity a name phrase means, new if need be; DIXIT_NONE when memory is out. Cost: bounded. */
uint32_t entity_named(entity_registry *self, const phrase *p);
/* Somebody called it by the word with this hash. */
void entity_add_role(entity *self, uint32_t hash);
/* Its gender, if that is not known yet. */
void entity_learn_gender(entity_registry *self, entity *e, char gender);

static inline const dixit_token *token_of(const entity_registry *self, uint32_t token)
{
  return &self->doc->tokens.items[token];
}

static inline bool genders_fit(char a, char b)
{
  return a == 0 || b == 0 || a == b;
}

#endif
