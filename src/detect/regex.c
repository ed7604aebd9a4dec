/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "detect/regex.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "detect/regex-bytes.h"

#define MAX_STATES 20000   /* a megabyte */
#define MAX_DEPTH 32

typedef struct {
  const char *at;
  const char *whole;
  GArray     *states;
  gboolean    caseless;
  int         depth;
  GError    **error;
} Parser;

/* A piece of the graph: entered at first, left at out, an empty fork whose next is open. */
typedef struct {
  int   first, out;
  gsize width;
} Piece;

static gboolean parse_choice (Parser *self, Piece *out_piece);

static gboolean
fail (Parser *self, const char *cause)
{
  if (self->error != NULL && *self->error == NULL)
    g_set_error (self->error, G_REGEX_ERROR, G_REGEX_ERROR_COMPILE, _("%s at byte %d"), cause, (int) (self->at - self->whole));
  return FALSE;
}

static int
add_state (Parser *self, MspRegexStateKind kind, int next, int other)
{
  MspRegexState state = { kind, next, other, { { 0 } } };

  g_array_append_val (self->states, state);
  return (int) self->states->len - 1;
}

static MspRegexState *
get_state (Parser *self, int index)
{
  return &g_array_index (self->states, MspRegexState, index);
}

static Piece
empty_piece (Parser *self)
{
  int state = add_state (self, MSP_REGEX_FORK, -1, -1);

  return (Piece) { state, state, 0 };
}

/* The byte that an escape stands for, behind its backslash; -1 if it is no single byte. */
static int
parse_escape_byte (Parser *self)
{
  char c = *self->at++;

  switch (c)
    {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'f': return '\f';
    case 'x':
      if (g_ascii_isxdigit (self->at[0]) && g_ascii_isxdigit (self->at[1]))
        {
          int byte = g_ascii_xdigit_value (self->at[0]) * 16 + g_ascii_xdigit_value (self->at[1]);

          self->at += 2;
          return byte;
        }
      return -1;
    case '\0': self->at--; return -1;
    default: return g_ascii_isalnum (c) ? -1 : (guint8) c;
    }
}

/* One member of a class: a byte, or -1 after a named class was added, or -2 if malformed. */
static int
parse_class_member (Parser *self, MspBytes *set)
{
  if (*self->at != '\\')
    return (guint8) *self->at++;
  self->at++;
  if (msp_bytes_add_class (set, *self->at))
    {
      self->at++;
      return -1;
    }
  int byte = parse_escape_byte (self);

  return byte >= 0 ? byte : -2;
}

static gboolean
parse_class (Parser *self, MspBytes *set)
{
  gboolean inverted = *self->at == '^';
  const char *begin = self->at += inverted;

  while (*self->at != ']' || self->at == begin)
    {
      if (*self->at == '\0')
        return fail (self, _("class without end"));
      if (self->at[0] == '[' && self->at[1] == ':')
        return fail (self, _("named POSIX classes are not taken"));
      int from = parse_class_member (self, set), to = from;

      if (from == -2)
        return fail (self, _("unknown escape in class"));
      if (from >= 0 && self->at[0] == '-' && self->at[1] != ']' && self->at[1] != '\0')
        {
          self->at++;
          to = parse_class_member (self, set);
          if (to < from)
            return fail (self, _("range in class the wrong way round"));
        }
      if (from >= 0)
        msp_bytes_add_range (set, (guint8) from, (guint8) to);
    }
  self->at++;
  if (self->caseless)
    msp_bytes_fold_case (set);
  if (inverted)
    msp_bytes_invert (set);
  return TRUE;
}

static gboolean
set_piece (Parser *self, const MspBytes *set, Piece *out_piece)
{
  int out = add_state (self, MSP_REGEX_FORK, -1, -1), eat = add_state (self, MSP_REGEX_EAT, out, -1);

  get_state (self, eat)->set = *set;
  *out_piece = (Piece) { eat, out, 1 };
  return TRUE;
}

/* Behind "(?": options, look-around or a plain group. Look-around is parsed for its errors and then forgotten. */
static gboolean
parse_special_group (Parser *self, Piece *out_piece)
{
  gboolean around = FALSE, outer = self->caseless;

  if (self->at[0] == '=' || self->at[0] == '!')
    around = TRUE, self->at++;
  else if (self->at[0] == '<' && (self->at[1] == '=' || self->at[1] == '!'))
    around = TRUE, self->at += 2;
  else if (self->at[0] == '>' || self->at[0] == ':')
    self->at++;
  else if (self->at[0] == 'i' || (self->at[0] == '-' && self->at[1] == 'i'))
    {
      self->caseless = self->at[0] == 'i';
      self->at += self->caseless ? 1 : 2;
      if (*self->at == ')')
        {
          self->at++;
          *out_piece = empty_piece (self);
          return TRUE;
        }
      if (*self->at++ != ':')
        return fail (self, _("unknown option"));
    }
  else
    return fail (self, _("this kind of group is not taken"));
  if (!parse_choice (self, out_piece))
    return FALSE;
  if (*self->at++ != ')')
    return fail (self, _("group without end"));
  self->caseless = outer;
  if (around)
    *out_piece = empty_piece (self);
  return TRUE;
}

static gboolean
parse_group (Parser *self, Piece *out_piece)
{
  gboolean outer = self->caseless, ok;

  if (++self->depth > MAX_DEPTH)
    return fail (self, _("groups nested too deep"));
  if (*self->at == '?')
    {
      self->at++;
      ok = parse_special_group (self, out_piece);
    }
  else
    {
      ok = parse_choice (self, out_piece);
      if (ok && *self->at++ != ')')
        ok = fail (self, _("group without end"));
      self->caseless = outer;
    }
  self->depth--;
  return ok;
}

static gboolean
parse_escape (Parser *self, Piece *out_piece)
{
  MspBytes set = { { 0 } };
  char c = *self->at;

  if (strchr ("bBAzZK", c) != NULL && c != '\0')
    {
      self->at++;
      *out_piece = empty_piece (self);
      return TRUE;
    }
  if (msp_bytes_add_class (&set, c))
    {
      self->at++;
      return set_piece (self, &set, out_piece);
    }
  int byte = parse_escape_byte (self);

  if (byte < 0)
    return fail (self, _("unknown escape"));
  msp_bytes_add (&set, (guint8) byte);
  if (self->caseless)
    msp_bytes_fold_case (&set);
  return set_piece (self, &set, out_piece);
}

static gboolean
parse_atom (Parser *self, Piece *out_piece)
{
  MspBytes set = { { 0 } };
  char c = *self->at++;

  switch (c)
    {
    case '(': return parse_group (self, out_piece);
    case '\\': return parse_escape (self, out_piece);
    case '[': return parse_class (self, &set) && set_piece (self, &set, out_piece);
    case '^': case '$': *out_piece = empty_piece (self); return TRUE;
    case '*': case '+': case '?': return fail (self, _("nothing to repeat"));
    case '.':
      msp_bytes_add (&set, '\n');
      msp_bytes_invert (&set);
      return set_piece (self, &set, out_piece);
    default:
      msp_bytes_add (&set, (guint8) c);
      if (self->caseless)
        msp_bytes_fold_case (&set);
      return set_piece (self, &set, out_piece);
    }
}

/* A copy of the states [from, to): those of one atom, which refer to nothing outside but through its out. */
static Piece
copy_piece (Parser *self, const Piece *piece, int from, int to)
{
  int shift = (int) self->states->len - from;

  g_array_set_size (self->states, self->states->len + (guint) (to - from));
  memcpy (get_state (self, from + shift), get_state (self, from), (gsize) (to - from) * sizeof (MspRegexState));
  for (int i = from + shift; i < to + shift; i++)
    {
      MspRegexState *state = get_state (self, i);

      state->next += state->next >= 0 ? shift : 0;
      state->other += state->other >= 0 ? shift : 0;
    }
  return (Piece) { piece->first + shift, piece->out + shift, piece->width };
}

/* TRUE with *out_min and *out_max if a counted repeat stands here: "{3}", "{2,5}". */
static gboolean
parse_count (Parser *self, guint *out_min, guint *out_max)
{
  char *end;
  guint64 min = g_ascii_strtoull (self->at + 1, &end, 10), max = min;

  if (*end == ',')
    {
      if (end[1] == '}')
        return fail (self, _("repeat without bound"));
      max = g_ascii_strtoull (end + 1, &end, 10);
    }
  if (*end != '}')
    return fail (self, _("malformed count of repeats"));
  if (max > 65535)
    return fail (self, _("count of repeats too high"));
  *out_min = (guint) min;
  *out_max = (guint) max;
  if (max < min)
    return fail (self, _("count of repeats the wrong way round"));
  self->at = end + 1;
  return TRUE;
}

/* Unrolls atom: min times in a row, then up to max. Long tails are cut where no prefix filter looks: the first 80 copies are
   enough to know how a match begins. */
static gboolean
repeat (Parser *self, Piece *atom, int from, guint min, guint max)
{
  int to = (int) self->states->len;
  guint copies = MIN (max, 80);
  Piece whole = empty_piece (self);
  int out = add_state (self, MSP_REGEX_FORK, -1, -1);

  whole.width = atom->width * max;
  for (guint i = 0; i < copies; i++)
    {
      if (self->states->len + (guint) (to - from) + 2 > MAX_STATES)
        return fail (self, _("expression too large"));
      Piece next = copy_piece (self, atom, from, to);
      int gate = add_state (self, MSP_REGEX_FORK, next.first, i >= min ? out : -1);

      get_state (self, whole.out)->next = gate;
      whole.out = next.out;
    }
  get_state (self, whole.out)->next = out;
  whole.out = out;
  *atom = whole;
  return TRUE;
}

static gboolean
parse_repeat (Parser *self, Piece *out_piece)
{
  int from = (int) self->states->len;
  guint min = 1, max = 1;

  if (!parse_atom (self, out_piece))
    return FALSE;
  switch (*self->at)
    {
    case '*': case '+': return fail (self, _("repeat without bound"));
    case '?': min = 0; max = 1; self->at++; break;
    case '{':
      if (!g_ascii_isdigit (self->at[1]))
        return TRUE;
      if (!parse_count (self, &min, &max))
        return FALSE;
      break;
    default: return TRUE;
    }
  if (*self->at == '?' || *self->at == '+')
    self->at++;
  return repeat (self, out_piece, from, min, max);
}

static gboolean
parse_sequence (Parser *self, Piece *out_piece)
{
  *out_piece = empty_piece (self);
  while (*self->at != '\0' && *self->at != '|' && *self->at != ')')
    {
      Piece next;

      if (!parse_repeat (self, &next))
        return FALSE;
      get_state (self, out_piece->out)->next = next.first;
      out_piece->out = next.out;
      out_piece->width += next.width;
      if (self->states->len > MAX_STATES)
        return fail (self, _("expression too large"));
    }
  return TRUE;
}

static gboolean
parse_choice (Parser *self, Piece *out_piece)
{
  if (!parse_sequence (self, out_piece))
    return FALSE;
  while (*self->at == '|')
    {
      Piece right;

      self->at++;
      if (!parse_sequence (self, &right))
        return FALSE;
      int out = add_state (self, MSP_REGEX_FORK, -1, -1), fork = add_state (self, MSP_REGEX_FORK, out_piece->first, right.first);

      get_state (self, out_piece->out)->next = out;
      get_state (self, right.out)->next = out;
      *out_piece = (Piece) { fork, out, MAX (out_piece->width, right.width) };
    }
  return TRUE;
}

static int
skip_forks (const GArray *states, int index)
{
  while (index >= 0)
    {
      const MspRegexState *state = &g_array_index (states, MspRegexState, index);

      if (state->kind != MSP_REGEX_FORK || state->other >= 0 || state->next < 0)
        break;
      index = state->next;
    }
  return index;
}

/* Pieces are joined by forks of one way, which no walk need visit. */
static void
join_states (GArray *states)
{
  for (guint i = 0; i < states->len; i++)
    {
      MspRegexState *state = &g_array_index (states, MspRegexState, i);

      state->next = skip_forks (states, state->next);
      state->other = skip_forks (states, state->other);
    }
}

MspRegex *
msp_regex_parse (const char *pattern, GError **error)
{
  GError *cause = NULL;
  guint room = (guint) MIN (3 * strlen (pattern), MAX_STATES);
  Parser parser = { pattern, pattern, g_array_sized_new (FALSE, FALSE, sizeof (MspRegexState), room), FALSE, 0, &cause };
  Piece whole;
  gboolean ok = parse_choice (&parser, &whole);

  if (ok && *parser.at != '\0')
    ok = fail (&parser, _("group end without begin"));
  if (!ok)
    {
      g_array_unref (parser.states);
      g_propagate_error (error, cause);
      return NULL;
    }
  int accept = add_state (&parser, MSP_REGEX_ACCEPT, -1, -1);

  get_state (&parser, whole.out)->next = accept;
  join_states (parser.states);
  MspRegex *self = g_new0 (MspRegex, 1);

  *self = (MspRegex) { parser.states, skip_forks (parser.states, whole.first), whole.width };
  return self;
}

void
msp_regex_free (MspRegex *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->states);
  g_free (self);
}

gboolean
msp_regex_begins_words (const char *pattern)
{
  int depth = 0;
  gboolean begin = TRUE;

  if (g_str_has_prefix (pattern, "(?i)"))
    pattern += strlen ("(?i)");
  for (const char *at = pattern; *at != '\0'; at++)
    {
      if (begin && !g_str_has_prefix (at, "\\b"))
        return FALSE;
      begin = FALSE;
      if (*at == '\\' && at[1] != '\0')
        at++;
      else if (*at == '[')
        while (at[1] != '\0' && *++at != ']')
          at += *at == '\\' && at[1] != '\0';
      else if (*at == '(' || *at == ')')
        depth += *at == '(' ? 1 : -1;
      else if (*at == '|' && depth == 0)
        begin = TRUE;
    }
  return !begin;
}
