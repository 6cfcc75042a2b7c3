/* Time a program: bench-process RUNS COMMAND [WORD...]. Runs it so often with its output thrown away and prints the
 * medians of the seconds it took, of the seconds it had a processor (its own and the kernel's for it, which other
 * programs disturb least), and of its peak memory in bytes. A small program measures what a large one cannot: the
 * memory a child is charged with begins with that of its parent. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_RUNS = 999 };

static double now(void)
{
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void become(char **command)
{
  int nowhere = open("/dev/null", O_RDWR);
  dup2(nowhere, STDIN_FILENO);
  dup2(nowhere, STDOUT_FILENO);
  execvp(command[0], command);
  _exit(127);
}

static double seconds_of(struct timeval time)
{
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

/* False when the command could not be run. Exit codes 0 and 1 are fine: findings are no failure. */
static bool run_once(char **command, double *seconds, double *processor, double *memory)
{
  int status;
  struct rusage usage;
  double start = now();
  pid_t child = fork();
  if (child == 0)
    become(command);
  if (child < 0 || wait4(child, &status, 0, &usage) != child)
    return false;
  *seconds = now() - start;
  *processor = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  *memory = (double)usage.ru_maxrss * 1024;
  return WIFEXITED(status) && WEXITSTATUS(status) <= 1;
}

static int compare(const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;
  return (left > right) - (left < right);
}

static double median(double *numbers, int count)
{
  qsort(numbers, (size_t)count, sizeof *numbers, compare);
  return numbers[count / 2];
}

int main(int argc, char **argv)
{
  static double seconds[MOST_RUNS], processor[MOST_RUNS], memory[MOST_RUNS];
  int runs = argc > 2 ? atoi(argv[1]) : 0;
  if (runs < 1 || runs > MOST_RUNS) {
    fprintf(stderr, "usage: bench-process RUNS COMMAND [WORD...]\n");
    return 2;
  }
  for (int i = 0; i < runs; i++) {
    if (!run_once(argv + 2, &seconds[i], &processor[i], &memory[i])) {
      fprintf(stderr, "bench-process: %s failed\n", argv[2]);
      return 2;
    }
  }
  printf("%.6f %.6f %.0f\n", median(seconds, runs), median(processor, runs), median(memory, runs));
  return 0;
}
