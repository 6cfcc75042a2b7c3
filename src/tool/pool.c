/* A ring of slots between the item made last and the item taken last. Every thread does whatever is next: take the
 * oldest item if it is ready, else make a new one and work on it, else wait. There is no thread of its own for reading
 * or writing, so one thread does the whole and an item that comes late (a line typed at a terminal) is answered at
 * once. */
#include "tool/pool.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { POOL_SLOTS = 2, POOL_THREADS_MAX = 64 };

/* made, taken: how many so far; item n lives in slot n % slots. making, taking: a thread is at it, outside the lock. */
typedef struct pool {
  const pool_task *task;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  char *items;
  bool *ready;
  uint64_t slots;
  uint64_t made;
  uint64_t taken;
  bool making;
  bool taking;
  bool ended;
} pool;

static void *slot_item(const pool *self, uint64_t number)
{
  return self->items + number % self->slots * self->task->item_size;
}

static bool can_take(const pool *self)
{
  return !self->taking && self->taken < self->made && self->ready[self->taken % self->slots];
}

static bool can_make(const pool *self)
{
  return !self->making && !self->ended && self->made - self->taken < self->slots;
}

/* These two are called with the lock held, and leave it while they call out. */
static void take_item(pool *self)
{
  void *item = slot_item(self, self->taken);
  self->taking = true;
  pthread_mutex_unlock(&self->lock);
  bool go_on = self->task->take(self->task->ctx, item);
  pthread_mutex_lock(&self->lock);
  self->ready[self->taken % self->slots] = false;
  self->taken++;
  self->taking = false;
  self->ended |= !go_on;
  pthread_cond_broadcast(&self->changed);
}

static void make_item(pool *self)
{
  uint64_t number = self->made;
  void *item = slot_item(self, number);
  self->making = true;
  pthread_mutex_unlock(&self->lock);
  memset(item, 0, self->task->item_size);
  bool more = self->task->make(self->task->ctx, item);
  pthread_mutex_lock(&self->lock);
  self->making = false;
  self->ended |= !more;
  self->made += more;
  pthread_cond_broadcast(&self->changed);
  if (!more)
    return;
  pthread_mutex_unlock(&self->lock);
  self->task->work(self->task->ctx, item);
  pthread_mutex_lock(&self->lock);
  self->ready[number % self->slots] = true;
  pthread_cond_broadcast(&self->changed);
}

static void *run_thread(void *argument)
{
  pool *self = argument;
  pthread_mutex_lock(&self->lock);
  for (;;) {
    if (can_take(self))
      take_item(self);
    else if (can_make(self))
      make_item(self);
    else if (self->ended && !self->making && self->taken == self->made)
      break;
    else
      pthread_cond_wait(&self->changed, &self->lock);
  }
  pthread_mutex_unlock(&self->lock);
  return NULL;
}

static unsigned count_cores(void)
{
  long cores = sysconf(_SC_NPROCESSORS_ONLN);
  return cores < 1 ? 1 : cores > POOL_THREADS_MAX ? POOL_THREADS_MAX : (unsigned)cores;
}

bool pool_run(const pool_task *task, unsigned threads)
{
  pthread_t others[POOL_THREADS_MAX];
  unsigned started = 0;
  if (threads == 0)
    threads = count_cores();
  pool self = {.task = task, .slots = (uint64_t)threads * POOL_SLOTS};
  self.items = malloc(self.slots * task->item_size);
  self.ready = calloc(self.slots, sizeof *self.ready);
  bool enough = self.items && self.ready;
  if (enough) {
    pthread_mutex_init(&self.lock, NULL);
    pthread_cond_init(&self.changed, NULL);
    while (started + 1 < threads && pthread_create(&others[started], NULL, run_thread, &self) == 0)
      started++;
    run_thread(&self);
    while (started)
      pthread_join(others[--started], NULL);
    pthread_cond_destroy(&self.changed);
    pthread_mutex_destroy(&self.lock);
  }
  free(self.items);
  free(self.ready);
  return enough;
}
