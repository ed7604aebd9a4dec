/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "access/records.h"

/* Where a record that counts stands. */
typedef struct {
  guint32 id, input, first_trace;
  guint64 line;
  guint64 lack;      /* what it is silent on */
} Home;

struct _MspRecords {
  MspTrail   *trail;
  GArray     *homes;     /* Home */
  GHashTable *numbers;   /* index in homes + 1, by name of the record */
  GArray     *holes;     /* MspRecordHole of those rejected */
  GArray     *places;    /* Place of each */
};

typedef struct {
  guint32 input;
  guint64 line;
} Place;

MspRecords *
msp_records_new (MspTrail *trail)
{
  MspRecords *self = g_new0 (MspRecords, 1);

  self->trail = trail;
  self->homes = g_array_new (FALSE, FALSE, sizeof (Home));
  self->numbers = g_hash_table_new (NULL, NULL);
  self->holes = g_array_new (FALSE, FALSE, sizeof (MspRecordHole));
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  return self;
}

/* NULL if the record counts nowhere. */
static Home *
find_home (const MspRecords *self, guint32 id)
{
  guint number = id != 0 ? GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, GUINT_TO_POINTER (id))) : 0;

  return number > 0 ? &g_array_index (self->homes, Home, number - 1) : NULL;
}

/* Accesses that it counts and does not name; of lists that were lost nobody knows how many. */
static guint64
get_lack (const MspEvent *event)
{
  if (event->is_cut)
    return G_MAXUINT64;
  return event->operations > event->n_items ? event->operations - event->n_items : 0;
}

/* A record that can stand nowhere else is kept only for its hole. */
static void
note_nameless (MspRecords *self, const Home *here)
{
  const Home *last = self->homes->len > 0 ? &g_array_index (self->homes, Home, self->homes->len - 1) : NULL;

  if (here->lack == G_MAXUINT64 && (last == NULL || last->input != here->input || last->line != here->line))
    g_array_append_val (self->homes, *here);
}

gboolean
msp_records_take (MspRecords *self, const MspEvent *event, const char *id, guint32 input, guint32 *out_dropped)
{
  const Home here = { msp_names_add (self->trail->names, id), input, self->trail->traces->len, event->line, get_lack (event) };
  Home *home = find_home (self, here.id);

  *out_dropped = G_MAXUINT32;
  if (here.id == 0)
    note_nameless (self, &here);
  else if (home == NULL)
    {
      g_array_append_val (self->homes, here);
      g_hash_table_insert (self->numbers, GUINT_TO_POINTER (here.id), GUINT_TO_POINTER (self->homes->len));
    }
  else if (home->input == input && home->line == event->line)
    home->lack = MAX (home->lack, here.lack);
  else if (here.lack < home->lack)
    {
      *out_dropped = home->input;
      msp_trail_drop (self->trail, home->first_trace);
      *home = here;
    }
  else
    return FALSE;
  return TRUE;
}

static gint64
get_latest (gint64 time, MspClock clock, guint precision)
{
  return time != MSP_TIME_UNKNOWN ? time + msp_clock_get_doubt (clock, precision) : G_MAXINT64;
}

void
msp_records_reject (MspRecords *self, guint32 input, guint64 line, const MspEvent *known)
{
  MspRecordHole hole = { .time = G_MAXINT64 };
  const Place place = { input, line };

  if (known != NULL)
    hole = (MspRecordHole) {
      msp_names_add (self->trail->names, known->id), msp_trail_add_mailbox (self->trail, known),
      get_latest (known->time, known->clock, known->precision),
    };
  g_array_append_val (self->holes, hole);
  g_array_append_val (self->places, place);
}

/* A record that lost lists counts as far as it goes, and is a hole besides. */
static void
add_cut_record (MspRecords *self, const Home *home)
{
  const MspTrace *trace = msp_trail_get (self->trail, home->first_trace);
  MspRecordHole hole = { home->id, trace->mailbox, get_latest (trace->time, (MspClock) trace->clock, trace->precision) };

  g_array_append_val (self->holes, hole);
}

/* Whether the rejected record counts elsewhere. */
static gboolean
is_filled (const MspRecords *self, guint i)
{
  const MspRecordHole *hole = &g_array_index (self->holes, MspRecordHole, i);
  const Place *place = &g_array_index (self->places, Place, i);
  const Home *home = find_home (self, hole->id);

  return home != NULL && (home->input != place->input || home->line != place->line);
}

const GArray *
msp_records_end (MspRecords *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->places->len; i++)
    if (!is_filled (self, i))
      g_array_index (self->holes, MspRecordHole, kept++) = g_array_index (self->holes, MspRecordHole, i);
  g_array_set_size (self->holes, kept);
  for (guint i = 0; i < self->homes->len; i++)
    if (g_array_index (self->homes, Home, i).lack == G_MAXUINT64)
      add_cut_record (self, &g_array_index (self->homes, Home, i));
  return self->holes;
}

void
msp_records_free (MspRecords *self)
{
  g_array_free (self->homes, TRUE);
  g_hash_table_destroy (self->numbers);
  g_array_free (self->holes, TRUE);
  g_array_free (self->places, TRUE);
  g_free (self);
}
