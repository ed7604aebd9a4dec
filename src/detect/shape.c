/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/shape.h"

#include <string.h>

#ifdef __x86_64__
#include <emmintrin.h>
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

/* How many digits a number that begins at start, with n of them, can have, as bits: after each group of digits it may end.
   Capitals may stand inside. */
static guint64
count_totals (const Scan *scan, gsize start, gsize n)
{
  guint64 totals = 0;

  for (gsize at = start + n; n < 63;)
    {
      gsize gap = 0;

      totals |= G_GUINT64_CONSTANT (1) << n;
      while (gap < MAX_GAP && at + gap < scan->len && is_inside_number (scan->data[at + gap]))
        gap++;
      at += gap;
      if (gap == 0 || at >= scan->len || !g_ascii_isdigit (scan->data[at]))
        return totals;
      while (at < scan->len && n < 63 && g_ascii_isdigit (scan->data[at]))
        at++, n++;
    }
  return totals | G_GUINT64_CONSTANT (1) << 63;
}

/* Keeps the rules that allow as many digits as the number at start has. */
static void
drop_other_totals (const Scan *scan, gsize start, gsize n, MspShapeSet *set)
{
  MspShapeSet allowed = { { 0 } };

  for (guint64 totals = count_totals (scan, start, n); totals != 0; totals &= totals - 1)
    for (guint i = 0; i < MSP_SHAPE_WORDS; i++)
      allowed.bits[i] |= scan->tables->totals[__builtin_ctzll (totals)].bits[i];
  meet (set, &allowed);
}

/* digits: where the number begins, with n of them, or G_MAXSIZE if counts do not matter. */
static void
report (const Scan *scan, MspShapeSet *set, gsize start, gsize digits, gsize n)
{
  if (digits != G_MAXSIZE && share (set, &scan->tables->counted))
    drop_other_totals (scan, digits, n, set);
  for (guint word = 0; word < MSP_SHAPE_WORDS; word++)
    for (guint64 bits = set->bits[word]; bits != 0; bits &= bits - 1)
      scan->found (scan->user, scan->tables->rules[word * 64 + (guint) __builtin_ctzll (bits)], start);
}

/* What is looked at in a token: rows of its length and of the digits it begins with; none for what is no token. */
typedef struct {
  gsize   length, digits;
  MspNext behind_token, behind_digits;
} Look;

static inline Look
look_at_token (const Scan *scan, gsize start, gsize end)
{
  return (Look) { .length = MIN (end - start, MSP_MAX_TOKEN), .behind_token = next_class (scan, end) };
}

/* Keeps the rules of set that can begin with the byte at start alone. */
static gboolean
begin_with (const Scan *scan, gsize start, MspShapeSet *set)
{
  guint64 any = 0;

  for (guint i = 0; i < MSP_SHAPE_WORDS; i++)
    {
      const MspShapePart *part = &scan->tables->parts[i / MSP_SHAPE_PART_WORDS];

      any |= set->bits[i] &= part->at[0][(guint8) scan->data[start]].bits[i % MSP_SHAPE_PART_WORDS];
    }
  return any != 0;
}

/* A set of a part in a register. */
#ifdef __x86_64__
typedef __m128i Held;

static inline Held
hold (const guint64 *bits)
{
  return _mm_loadu_si128 ((const __m128i *) (gconstpointer) bits);
}

static inline Held
take_both (Held a, Held b)
{
  return _mm_and_si128 (a, b);
}

static inline gboolean
is_empty (Held held)
{
  return _mm_movemask_epi8 (_mm_cmpeq_epi8 (held, _mm_setzero_si128 ())) == 0xFFFF;
}

static inline void
let_go (Held held, guint64 *bits)
{
  _mm_storeu_si128 ((__m128i *) (gpointer) bits, held);
}
#else
typedef MspShapePartSet Held;

static inline Held
hold (const guint64 *bits)
{
  return (Held) { { bits[0], bits[1] } };
}

static inline Held
take_both (Held a, Held b)
{
  return (Held) { { a.bits[0] & b.bits[0], a.bits[1] & b.bits[1] } };
}

static inline gboolean
is_empty (Held held)
{
  return (held.bits[0] | held.bits[1]) == 0;
}

static inline void
let_go (Held held, guint64 *bits)
{
  memcpy (bits, held.bits, sizeof held.bits);
}
#endif

static inline Held
hold_at (const MspShapePart *part, const guint8 *data, gsize i)
{
  return hold (part->at[i][data[i]].bits);
}

/* FALSE if none of set is left; set is then as it was. */
G_ALWAYS_INLINE static inline gboolean
narrow_part (const MspShapePart *part, const guint8 *data, gsize n, const Look *look, guint64 *set)
{
  Held held = take_both (hold (part->token[look->length][look->behind_token].bits),
                         hold (part->digits[look->digits][look->behind_digits].bits));

  held = take_both (held, hold (set));
  for (gsize i = 0; n == MSP_FRONT_LEN && i < MSP_FRONT_LEN; i += 4)
    {
      held = take_both (held, take_both (take_both (hold_at (part, data, i), hold_at (part, data, i + 1)),
                                         take_both (hold_at (part, data, i + 2), hold_at (part, data, i + 3))));
      if (is_empty (held))
        return FALSE;
    }
  for (gsize i = 0; n < MSP_FRONT_LEN && i < n; i++)
    held = take_both (held, hold_at (part, data, i));
  if (is_empty (held))
    return FALSE;
  let_go (held, set);
  return TRUE;
}

/* Keeps the rules of set that can begin at start by the bytes there, whatever may follow the end of the text: a column's header
   goes on in each cell. FALSE for none; set is then of no use. */
G_ALWAYS_INLINE static inline gboolean
narrow (const Scan *scan, gsize start, const Look *look, MspShapeSet *set)
{
  const guint8 *data = (const guint8 *) scan->data + start;
  const gsize n = MIN (scan->len - start, MSP_FRONT_LEN);
  const gboolean some = narrow_part (&scan->tables->parts[0], data, n, look, set->bits);

  if (G_LIKELY (scan->tables->n <= MSP_SHAPE_PART_RULES))
    return some;
  guint64 *rest = set->bits + MSP_SHAPE_PART_WORDS;
  const gboolean more = narrow_part (&scan->tables->parts[1], data, n, look, rest);

  if (!some)
    memset (set->bits, 0, sizeof (MspShapePartSet));
  if (!more)
    memset (rest, 0, sizeof (MspShapePartSet));
  return some || more;
}

/* The rules that begin with the byte before the token. */
static void
try_before (const Scan *scan, gsize start, gsize n_digits)
{
  MspShapeSet set = *scan->active;

  if (meet (&set, &scan->tables->words) && narrow (scan, start - 1, &(Look) { 0 }, &set))
    report (scan, &set, start - 1, start, n_digits);
}

/* "A 123 456 789", "X-1234567-L": capitals that stand before the digits. */
static void
try_capitals (const Scan *scan, gsize start)
{
  gsize end = start - 1, begin = end;

  while (begin > 0 && end - begin <= MAX_CAPITALS && (g_ascii_isupper (scan->data[begin - 1]) || scan->data[begin - 1] == '&'))
    begin--;
  if (begin == end || end - begin > MAX_CAPITALS || (begin > 0 && is_word (scan, begin - 1)))
    return;
  const Look look = look_at_token (scan, begin, end);
  MspShapeSet set = *scan->active;

  if (meet (&set, &scan->tables->code) && narrow (scan, begin, &look, &set))
    report (scan, &set, begin, G_MAXSIZE, 0);
}

/* Pairs before the token that hold no digit: those with one have been tried when they were met. */
static void
try_pairs (Scan *scan, gsize start, gsize end)
{
  gsize begin = start;
  MspShapeSet set = *scan->active;

  while (begin >= 3 && begin - 3 >= scan->pairs_done && (scan->data[begin - 1] == ':' || scan->data[begin - 1] == '-')
         && g_ascii_isxdigit (scan->data[begin - 2]) && g_ascii_isxdigit (scan->data[begin - 3]))
    begin -= 3;
  scan->pairs_done = end;
  if (begin < start && meet (&set, &scan->tables->hex) && narrow (scan, begin, &(Look) { 0 }, &set))
    report (scan, &set, begin, G_MAXSIZE, 0);
}

static inline gboolean
is_number_joint (char c)
{
  return c == '.' || c == ',' || c == '-' || c == '/';
}

/* What rules can have in front of a token that begins behind the first byte of the text. */
static inline guint
find_before (const Scan *scan, gsize start, gsize end)
{
  const guint before = scan->tables->before[(guint8) scan->data[start - 1]];
  const guint second = start > 1 ? scan->tables->second[(guint8) scan->data[start - 2]] : 0;

  return before & (MSP_BEFORE_SIGN | second | (end - start == 2 ? MSP_BEFORE_PAIR : 0));
}

static void
try_neighbours (Scan *scan, gsize start, gsize end, gsize n_digits, guint before)
{
  if ((before & MSP_BEFORE_SIGN) != 0)
    try_before (scan, start, n_digits);
  if ((before & MSP_BEFORE_CAPITALS) != 0 && g_ascii_isdigit (scan->data[start]))
    try_capitals (scan, start);
  if ((before & MSP_BEFORE_PAIR) != 0)
    try_pairs (scan, start, end);
}

/* A token of letters, digits and "_" at [start, end). */
G_ALWAYS_INLINE static inline void
visit_token (Scan *scan, gsize start, gsize end, gsize n_digits)
{
  const guint before = G_LIKELY (start > 0) ? find_before (scan, start, end) : 0;
  MspShapeSet set = *scan->active;

  if (before != 0)
    try_neighbours (scan, start, end, n_digits, before);
  if (n_digits > MSP_MAX_DIGITS)
    return;
  Look look = look_at_token (scan, start, end);

  look.digits = n_digits;
  look.behind_digits = next_class (scan, start + n_digits);
  if (!narrow (scan, start, &look, &set))
    return;
  if (start >= 2 && is_number_joint (scan->data[start - 1]) && g_ascii_isdigit (scan->data[start - 2]))
    drop (&set, &scan->tables->number);
  report (scan, &set, start, n_digits > 0 ? start : G_MAXSIZE, n_digits);
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
visit_at (Scan *scan, gsize at)
{
  MspShapeSet set = *scan->active;

  if (!meet (&set, &scan->tables->email))
    return;
  for (gsize start = find_local_part (scan, at); start < at; start++)
    {
      MspShapeSet here = set;

      if (!g_ascii_isalnum (scan->data[start]) || !begin_with (scan, start, &here))
        continue;
      if (narrow (scan, start, &(Look) { 0 }, &here))
        report (scan, &here, start, G_MAXSIZE, 0);
      return;
    }
}

static void
scan_tokens (Scan *scan, MspTokenScan *tokens)
{
  MspToken token;

  while (msp_token_scan_next (tokens, &token))
    if (token.at)
      visit_at (scan, token.start);
    else
      visit_token (scan, token.start, token.end, token.digits);
}

void
msp_shapes_scan (const MspShapes *self, MspSpan text, const MspShapeSet *active, MspShapeFound found, gpointer data)
{
  Scan scan = { self->tables, text.data, text.len, active, found, data, 0 };
  MspTokenScan tokens;

  msp_token_scan_init (&tokens, text);
  scan_tokens (&scan, &tokens);
}

void
msp_shapes_scan_scalar (const MspShapes *self, MspSpan text, const MspShapeSet *active, MspShapeFound found, gpointer data)
{
  Scan scan = { self->tables, text.data, text.len, active, found, data, 0 };
  MspTokenScan tokens;

  msp_token_scan_init_scalar (&tokens, text);
  scan_tokens (&scan, &tokens);
}

void
msp_shapes_try_token (const MspShapes *self, MspSpan text, gsize start, gsize end, const MspShapeSet *active, MspShapeFound found,
                      gpointer data)
{
  Scan scan = { self->tables, text.data, text.len, active, found, data, G_MAXSIZE };

  visit_token (&scan, start, end, 0);
}
