/* Output on its way out: bytes are collected and handed to a dixit_write in large pieces. What is called for every
 * comma is inline. */
#ifndef DIXIT_BASE_BUFFER_H
#define DIXIT_BASE_BUFFER_H

#include <stdbool.h>

#include "base/text.h"

/* failed: a write said no; all later output is dropped. last: the last byte handed over. */
typedef struct buffer {
  dixit_write write;
  void *ctx;
  size_t length;
  bool failed;
  char last;
  char bytes[8192];
} buffer;

void buffer_init(buffer *self, dixit_write write, void *ctx);
/* Hand over what is left. False when any write failed. */
bool buffer_flush(buffer *self);

/* The byte added last, or NUL. */
static inline char buffer_last(const buffer *self)
{
  return self->length ? self->bytes[self->length - 1] : self->last;
}

/* What does not fit in what is free. */
void buffer_add_slow(buffer *self, const char *bytes, size_t length);

static inline void buffer_add(buffer *self, const char *bytes, size_t length)
{
  if (length == 0 || length > sizeof self->bytes || self->length > sizeof self->bytes - length) {
    buffer_add_slow(self, bytes, length);
    return;
  }
  memcpy(self->bytes + self->length, bytes, length);
  self->length += length;
}

/* Where the next `length` bytes go, at most sizeof bytes; buffer_took says how many of them were written. */
static inline char *buffer_room(buffer *self, size_t length)
{
  if (self->length > sizeof self->bytes - length)
    buffer_flush(self);
  return self->bytes + self->length;
}

/* Bytes have been written up to `end`. */
static inline void buffer_took(buffer *self, const char *end)
{
  self->length = (size_t)(end - self->bytes);
}

static inline void buffer_add_text(buffer *self, dixit_text text)
{
  buffer_add(self, text.bytes, text.length);
}

static inline void buffer_add_string(buffer *self, const char *string)
{
  buffer_add(self, string, strlen(string));
}

static inline void buffer_add_char(buffer *self, char c)
{
  buffer_add(self, &c, 1);
}

/* What a number needs at `room`, whatever it is; number_put returns where its digits end. */
enum { NUMBER_ROOM = 20 };
char *number_put(char *room, uint64_t number);

static inline void buffer_add_number(buffer *self, uint64_t number)
{
  buffer_took(self, number_put(buffer_room(self, NUMBER_ROOM), number));
}

/* As printf; at most 511 bytes at a time, the rest is cut off. For texts of unknown length there is buffer_add_text. */
__attribute__((format(printf, 2, 3))) void buffer_add_format(buffer *self, const char *format, ...);
/* With `places` decimals (1 to 6), rounded half up, whatever the locale. `number` is at most 1e12; nothing below 0
 * or no number at all counts as 0. */
void buffer_add_decimal(buffer *self, double number, unsigned places);

#endif
