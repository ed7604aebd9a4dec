/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/shape.h"

#include <string.h>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "detect/shape-tables.h"
#include "detect/token-scan.h"

#define MAX_GAP 3         /* bytes between two groups of digits of one number */
#define MAX_CAPITALS 6    /* letters of a code that stand apart from its digits */
#define MAX_LOCAL 64      /* local part of an address (RFC 5321, 4.5.3.1.1) */

typedef struct {
  const MspShapeTables *tables;
  const char           *data;
  gsize                 len;
  const MspShapeSet    *active;
  MspShapeFound         found;
  gpointer              user;
  gsize                 pairs_done;   /* hexadecimal pairs before it have been tried */
} Scan;

/* The active rules in both a and b that can begin at start by the bytes there, whatever may follow the end of the text: a
   column's header goes on in each cell. FALSE for none. */
typedef gboolean (*Narrow) (const Scan *scan, gsize start, const MspShapeSet *a, const MspShapeSet *b, MspShapeSet *out_set);

static inline gboolean
is_word (const Scan *scan, gsize at)
{
  return g_ascii_isalnum (scan->data[at]) || scan->data[at] == '_';
}

static inline guint8
next_class (const Scan *scan, gsize at)
{
  return at < scan->len ? scan->tables->next_class[(guint8) scan->data[at]] : MSP_NEXT_OTHER;
}

static inline gboolean
meet (MspShapeSet *set, const MspShapeSet *other)
{
  guint64 any = 0;

  for (guint i = 0; i < MSP_SHAPE_WORDS; i++)
    any |= set->bits[i] &= other->bits[i];
  return any != 0;
}

static inline gboolean
share (const MspShapeSet *set, const MspShapeSet *other)
{
  guint64 any = 0;

  for (guint i = 0; i < MSP_SHAPE_WORDS; i++)
    any |= set->bits[i] & other->bits[i];
  return any != 0;
}

static inline void
drop (MspShapeSet *set, const MspShapeSet *other)
{
  for (guint i = 0; i < MSP_SHAPE_WORDS; i++)
    set->bits[i] &= ~other->bits[i];
}

static inline gboolean
is_separator (char c)
{
  return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == '+' || c == ',';
}

static inline gboolean
is_inside_number (char c)
{
  return is_separator (c) || g_ascii_isupper (c);
}

/* How many digits a number that begins at start can have, as bits: after each group of digits it may end. Capitals may stand
   inside. */
static guint64
count_totals (const Scan *scan, gsize start)
{
  guint64 totals = 0;
  guint n = 0;

  for (gsize at = start; at < scan->len && n < 63;)
    {
      gsize gap = 0;

      while (at < scan->len && n < 63 && g_ascii_isdigit (scan->data[at]))
        at++, n++;
      totals |= G_GUINT64_CONSTANT (1) << n;
      while (gap < MAX_GAP && at + gap < scan->len && is_inside_number (scan->data[at + gap]))
        gap++;
      at += gap;
      if (gap == 0 || at >= scan->len || !g_ascii_isdigit (scan->data[at]))
        break;
    }
  return totals;
}

/* Keeps the rules that allow as many digits as the number at start has. */
static void
drop_other_totals (const Scan *scan, gsize start, MspShapeSet *set)
{
  MspShapeSet allowed = { { 0 } };

  for (guint64 totals = count_totals (scan, start); totals != 0; totals &= totals - 1)
    for (guint i = 0; i < MSP_SHAPE_WORDS; i++)
      allowed.bits[i] |= scan->tables->totals[__builtin_ctzll (totals)].bits[i];
  meet (set, &allowed);
}

/* digits: where the first digit of the number is, or G_MAXSIZE if counts do not matter. */
static void
report (const Scan *scan, MspShapeSet *set, gsize start, gsize digits)
{
  if (digits != G_MAXSIZE && share (set, &scan->tables->counted))
    drop_other_totals (scan, digits, set);
  for (guint word = 0; word < MSP_SHAPE_WORDS; word++)
    for (guint64 bits = set->bits[word]; bits != 0; bits &= bits - 1)
      scan->found (scan->user, scan->tables->rules[word * 64 + (guint) __builtin_ctzll (bits)], start);
}

/* The rules that begin with the byte before the token. */
static inline void
try_before (const Scan *scan, gsize start, Narrow narrow)
{
  MspShapeSet set;

  if (narrow (scan, start - 1, &scan->tables->words, scan->active, &set))
    report (scan, &set, start - 1, start);
}

static inline const MspShapeSet *
get_token (const Scan *scan, gsize start, gsize end)
{
  return &scan->tables->token[MIN (end - start, MSP_MAX_TOKEN)][next_class (scan, end)];
}

/* "A 123 456 789", "X-1234567-L": capitals that stand before the digits. */
static void
try_capitals (const Scan *scan, gsize start, Narrow narrow)
{
  gsize end = start - 1, begin = end;

  while (begin > 0 && end - begin <= MAX_CAPITALS && (g_ascii_isupper (scan->data[begin - 1]) || scan->data[begin - 1] == '&'))
    begin--;
  if (begin == end || end - begin > MAX_CAPITALS || (begin > 0 && is_word (scan, begin - 1)))
    return;
  MspShapeSet set;

  if (narrow (scan, begin, &scan->tables->code, get_token (scan, begin, end), &set))
    report (scan, &set, begin, G_MAXSIZE);
}

/* Pairs before the token that hold no digit: those with one have been tried when they were met. */
static void
try_pairs (Scan *scan, gsize start, gsize end, Narrow narrow)
{
  gsize begin = start;
  MspShapeSet set;

  while (begin >= 3 && begin - 3 >= scan->pairs_done && (scan->data[begin - 1] == ':' || scan->data[begin - 1] == '-')
         && g_ascii_isxdigit (scan->data[begin - 2]) && g_ascii_isxdigit (scan->data[begin - 3]))
    begin -= 3;
  scan->pairs_done = end;
  if (begin < start && narrow (scan, begin, &scan->tables->hex, scan->active, &set))
    report (scan, &set, begin, G_MAXSIZE);
}

static inline gboolean
is_number_joint (char c)
{
  return c == '.' || c == ',' || c == '-' || c == '/';
}

static inline void
try_neighbours (Scan *scan, gsize start, gsize end, Narrow narrow)
{
  const guint8 before = scan->tables->before[(guint8) scan->data[start - 1]];

  if (before == 0)
    return;
  if ((before & MSP_BEFORE_SIGN) != 0)
    try_before (scan, start, narrow);
  if ((before & MSP_BEFORE_CAPITALS) != 0 && start >= 2 && g_ascii_isdigit (scan->data[start]))
    try_capitals (scan, start, narrow);
  if ((before & MSP_BEFORE_PAIR) != 0 && end - start == 2)
    try_pairs (scan, start, end, narrow);
}

/* A token of letters, digits and "_" at [start, end). */
G_ALWAYS_INLINE static inline void
visit_token (Scan *scan, gsize start, gsize end, gsize n_digits, Narrow narrow)
{
  const MspShapeSet *token = get_token (scan, start, end), *digits = token;
  MspShapeSet set;

  if (start > 0)
    try_neighbours (scan, start, end, narrow);
  if (n_digits > MSP_MAX_DIGITS)
    return;
  if (n_digits > 0)
    digits = &scan->tables->digits[n_digits][next_class (scan, start + n_digits)];
  if (!narrow (scan, start, token, digits, &set))
    return;
  if (start >= 2 && is_number_joint (scan->data[start - 1]) && g_ascii_isdigit (scan->data[start - 2]))
    drop (&set, &scan->tables->number);
  report (scan, &set, start, n_digits > 0 ? start : G_MAXSIZE);
}

static inline gboolean
is_local_part (char c)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("._%+'-!#$/=^}~", c) != NULL);
}

/* "mail=jane@…" names the value; "bounce-7=jane=home@…" is one. */
static gboolean
is_name_of_value (const Scan *scan, gsize sign)
{
  gsize start = sign;

  while (start > 0 && (g_ascii_isalpha (scan->data[start - 1]) || scan->data[start - 1] == '_'))
    start--;
  return start < sign && (start == 0 || !is_local_part (scan->data[start - 1]));
}

/* Where the address begins whose local part ends before at: not within a word of letters beyond ASCII (RFC 6531), and behind dots
   that lead to it. */
static gsize
find_local_part (const Scan *scan, gsize at)
{
  const char *data = scan->data;
  gsize start = at;

  while (start > 0 && at - start < MAX_LOCAL)
    {
      guint8 c = (guint8) data[start - 1];

      if (c < 0x80 && (!is_local_part ((char) c) || (c == '.' && data[start] == '.')
                       || (c == '=' && is_name_of_value (scan, start - 1))))
        break;
      if (c >= 0x80 && !(c < 0xc0 && start > 1 && (guint8) data[start - 2] >= 0xc3 && (guint8) data[start - 2] < 0xe0))
        break;
      start -= c < 0x80 ? 1 : 2;
    }
  return start;
}

static void
visit_at (Scan *scan, gsize at, Narrow narrow)
{
  MspShapeSet email = *scan->active, set;

  if (!meet (&email, &scan->tables->email))
    return;
  for (gsize start = find_local_part (scan, at); start < at; start++)
    {
      if (!g_ascii_isalnum (scan->data[start]) || !share (&email, &scan->tables->at[0][(guint8) scan->data[start]]))
        continue;
      if (narrow (scan, start, &email, &email, &set))
        report (scan, &set, start, G_MAXSIZE);
      return;
    }
}

static gboolean
narrow_scalar (const Scan *scan, gsize start, const MspShapeSet *a, const MspShapeSet *b, MspShapeSet *out_set)
{
  *out_set = *scan->active;
  gboolean some = meet (out_set, a) && meet (out_set, b);

  for (gsize i = 0; some && i < MIN (scan->len - start, MSP_FRONT_LEN); i++)
    some = meet (out_set, &scan->tables->at[i][(guint8) scan->data[start + i]]);
  return some;
}

/* Each variant of the loop holds its way to narrow. */
G_ALWAYS_INLINE static inline void
scan_tokens (Scan *scan, MspTokenScan *tokens, Narrow narrow)
{
  MspToken token;

  while (msp_token_scan_next (tokens, &token))
    if (token.at)
      visit_at (scan, token.start, narrow);
    else
      visit_token (scan, token.start, token.end, token.digits, narrow);
}

static void
scan_tokens_scalar (Scan *scan, MspTokenScan *tokens)
{
  scan_tokens (scan, tokens, narrow_scalar);
}

#ifdef __x86_64__
#define TARGET __attribute__ ((target ("avx2")))

TARGET static inline __m256i
load (const MspShapeSet *set)
{
  return _mm256_loadu_si256 ((const __m256i *) (gconstpointer) set);
}

/* Of set, the rules that can have the bytes of data from the ith on. */
TARGET static inline __m256i
take_four (__m256i set, const MspShapeTables *tables, const guint8 *data, gsize i)
{
  const __m256i front = _mm256_and_si256 (load (&tables->at[i][data[i]]), load (&tables->at[i + 1][data[i + 1]]));
  const __m256i back = _mm256_and_si256 (load (&tables->at[i + 2][data[i + 2]]), load (&tables->at[i + 3][data[i + 3]]));

  return _mm256_and_si256 (set, _mm256_and_si256 (front, back));
}

TARGET static inline gboolean
narrow_avx2 (const Scan *scan, gsize start, const MspShapeSet *a, const MspShapeSet *b, MspShapeSet *out_set)
{
  const guint8 *data = (const guint8 *) scan->data + start;
  __m256i set = _mm256_and_si256 (_mm256_and_si256 (load (a), load (b)), load (scan->active));

  if (scan->len - start < MSP_FRONT_LEN)
    return narrow_scalar (scan, start, a, b, out_set);
  for (gsize i = 0; i < MSP_FRONT_LEN; i += 4)
    {
      set = take_four (set, scan->tables, data, i);
      if (_mm256_testz_si256 (set, set))
        return FALSE;
    }
  _mm256_storeu_si256 ((__m256i *) (gpointer) out_set, set);
  return TRUE;
}

TARGET static void
scan_tokens_avx2 (Scan *scan, MspTokenScan *tokens)
{
  scan_tokens (scan, tokens, narrow_avx2);
}

static gboolean
has_avx2 (void)
{
  static int known = -1;

  if (G_UNLIKELY (known < 0))
    known = __builtin_cpu_supports ("avx2") != 0;
  return known;
}
#endif

void
msp_shapes_scan (const MspShapes *self, MspSpan text, const MspShapeSet *active, MspShapeFound found, gpointer data)
{
#ifdef __x86_64__
  if (has_avx2 ())
    {
      Scan scan = { self->tables, text.data, text.len, active, found, data, 0 };
      MspTokenScan tokens;

      msp_token_scan_init (&tokens, text);
      scan_tokens_avx2 (&scan, &tokens);
      return;
    }
#endif
  msp_shapes_scan_scalar (self, text, active, found, data);
}

void
msp_shapes_scan_scalar (const MspShapes *self, MspSpan text, const MspShapeSet *active, MspShapeFound found, gpointer data)
{
  Scan scan = { self->tables, text.data, text.len, active, found, data, 0 };
  MspTokenScan tokens;

  msp_token_scan_init_scalar (&tokens, text);
  scan_tokens_scalar (&scan, &tokens);
}

void
msp_shapes_try_token (const MspShapes *self, MspSpan text, gsize start, gsize end, const MspShapeSet *active, MspShapeFound found,
                      gpointer data)
{
  Scan scan = { self->tables, text.data, text.len, active, found, data, G_MAXSIZE };

  visit_token (&scan, start, end, 0, narrow_scalar);
}
