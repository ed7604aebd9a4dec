/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "evidence/dovecot-events.h"

#include <glib/gi18n-lib.h>

#include "evidence/address.h"
#include "evidence/imap-command.h"
#include "evidence/json-reader.h"
#include "evidence/text.h"
#include "evidence/timestamp.h"
#include "evidence/uid-set.h"

/* Sessions whose folder is remembered; when there are more, all are forgotten, and what they fetch names no message. */
#define SESSIONS_MAX 65536

/* Numbers of sets that are written out in a file: a few bytes stand for many. */
#define NUMBERS_MAX 2000000

/* What a session has open. Times are as recorded: within a session they are of one form. */
typedef struct {
  char *folder;    /* NULL: not known */
  char *changed;   /* when it was opened or closed */
  char *last;      /* when the newest of its commands ended that depend on it */
} Place;

typedef struct {
  MspJsonTree  *tree;
  MspEventSink *sink;
  GHashTable   *places;   /* session to Place */
  gsize         n_numbers;
} Reader;

typedef struct {
  MspEvent    event;
  MspNode     fields;
  const char *time, *name, *arguments;
  gboolean    is_ok, is_refused;
  char        ip[MSP_ADDRESS_SIZE];
} Command;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->folder);
  g_free (place->changed);
  g_free (place->last);
  g_free (place);
}

static Place *
find_place (Reader *self, const char *session)
{
  Place *place = g_hash_table_lookup (self->places, session);

  if (place != NULL || *session == '\0')
    return place;
  if (g_hash_table_size (self->places) >= SESSIONS_MAX)
    g_hash_table_remove_all (self->places);
  place = g_new0 (Place, 1);
  g_hash_table_insert (self->places, g_strdup (session), place);
  return place;
}

static void
set_last (Place *place, const char *time)
{
  if (place->last != NULL && strcmp (place->last, time) >= 0)
    return;
  g_free (place->last);
  place->last = g_strdup (time);
}

static const char *
get_first (const Reader *self, MspNode fields, const char *const *keys)
{
  const char *text = "";

  for (; *text == '\0' && *keys != NULL; keys++)
    text = msp_json_tree_get_text (self->tree, fields, *keys);
  return text;
}

static gboolean
parse_time (const char *text, gint64 *out_time)
{
  MspSpan span = msp_span_from_string (text);
  gboolean has_zone;

  if (msp_timestamp_parse_iso (span, out_time, &has_zone))
    return TRUE;
  *out_time = msp_timestamp_from_epoch (span, 1);
  return *out_time != MSP_TIME_UNKNOWN;
}

/* A folder opened or closed. If commands stand in another order than they ran, fetches before may have been taken for those of
   a wrong folder. */
static gboolean
change_folder (Reader *self, const Command *command, gboolean opens, GError **error)
{
  Place *place = find_place (self, command->event.session);
  const char *arguments = command->arguments;

  if (command->is_refused || place == NULL)
    return self->sink->event (self->sink, &command->event, error);
  gboolean is_late = place->last != NULL && strcmp (command->time, place->last) < 0;
  g_clear_pointer (&place->folder, g_free);
  if (is_late)
    {
      self->sink->reject (self->sink, command->event.line, "the commands of its session are not in order of time", NULL);
      return TRUE;
    }
  place->folder = opens && command->is_ok ? msp_imap_command_take_folder (&arguments) : NULL;
  g_free (place->changed);
  place->changed = g_strdup (command->time);
  set_last (place, command->time);
  return self->sink->event (self->sink, &command->event, error);
}

/* "" if it is not known. */
static const char *
get_folder (Reader *self, const Command *command)
{
  const char *stated = msp_json_tree_get_text (self->tree, command->fields, "mailbox");
  Place *place = find_place (self, command->event.session);
  gboolean is_known = place != NULL && place->folder != NULL && strcmp (command->time, place->changed) >= 0;

  if (place != NULL)
    set_last (place, command->time);
  return *stated != '\0' ? stated : is_known ? place->folder : "";
}

static gboolean
send_items (Reader *self, Command *command, const GArray *numbers, GError **error)
{
  g_autofree MspEventItem *items = g_new (MspEventItem, MAX (numbers->len, 1));

  for (guint i = 0; i < numbers->len; i++)
    items[i] = (MspEventItem) { .message_id = "", .item = "", .folder = command->event.folder, .subject = "", .digest = "",
                                .uid = g_array_index (numbers, guint64, i) };
  command->event.items = items;
  command->event.n_items = numbers->len;
  self->n_numbers += numbers->len;
  return self->sink->event (self->sink, &command->event, error);
}

/* "12,15:17 (UID BODY.PEEK[])". Numbers that are no UIDs, or of an unknown folder, name no message; those of a command that
   failed may have been sent or not. */
static gboolean
read_fetch (Reader *self, Command *command, gboolean by_uid, GError **error)
{
  MspSpan items = msp_span_from_string (command->arguments), set = items;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  gsize max = MIN (MSP_UID_SET_MAX, NUMBERS_MAX - self->n_numbers);
  MspEvent *event = &command->event;
  guint64 count;

  msp_text_take_last (&items, " ", &set);
  MspFetchContent content = msp_imap_command_judge_items (items);
  gboolean is_set = msp_uid_set_parse (set, max, numbers, &count);
  event->folder = get_folder (self, command);
  if (command->is_refused || content == MSP_FETCH_NO_CONTENT)
    return self->sink->event (self->sink, event, error);
  gboolean is_sure = is_set && command->is_ok && content == MSP_FETCH_CONTENT && *event->folder != '\0';
  event->kind = MSP_EVENT_FETCH;
  event->operations = MAX (count, 1);
  if (!is_sure || !by_uid)
    g_array_set_size (numbers, 0);
  return send_items (self, command, numbers, error);
}

static gboolean
is_one_of (const char *name, const char *const *names)
{
  while (*names != NULL && g_ascii_strcasecmp (name, *names) != 0)
    names++;
  return *names != NULL;
}

/* Other commands that send content, of messages that nobody can tell later: POP numbers them anew in each session. */
static gboolean
sends_content (const Command *command)
{
  static const char *const names[] = { "RETR", "TOP", "URLFETCH", NULL };

  if (command->is_refused)
    return FALSE;
  if (g_ascii_strcasecmp (command->name, "NOTIFY") == 0)
    return msp_imap_command_judge_items (msp_span_from_string (command->arguments)) != MSP_FETCH_NO_CONTENT;
  return is_one_of (command->name, names);
}

/* Folders that are made, renamed or deleted: whatever numbers meant in them before. */
static gboolean
read_folder_change (Reader *self, Command *command, GError **error)
{
  const char *arguments = command->arguments;
  g_autofree char *folder = msp_imap_command_take_folder (&arguments), *target = msp_imap_command_take_folder (&arguments);

  command->event.folder = folder != NULL && command->is_ok ? folder : "";
  command->event.target = target != NULL && command->is_ok ? target : "";
  return self->sink->event (self->sink, &command->event, error);
}

static gboolean
read_command (Reader *self, Command *command, GError **error)
{
  static const char *const opening[] = { "SELECT", "EXAMINE", NULL };
  static const char *const closing[] = { "CLOSE", "UNSELECT", "LOGOUT", NULL };
  static const char *const fetching[] = { "FETCH", "UID FETCH", NULL };
  static const char *const changing[] = { "CREATE", "DELETE", "RENAME", NULL };

  if (is_one_of (command->name, opening))
    return change_folder (self, command, TRUE, error);
  if (is_one_of (command->name, closing))
    return change_folder (self, command, FALSE, error);
  if (is_one_of (command->name, fetching))
    return read_fetch (self, command, g_ascii_strncasecmp (command->name, "UID", 3) == 0, error);
  if (is_one_of (command->name, changing))
    return read_folder_change (self, command, error);
  if (sends_content (command))
    {
      command->event.kind = MSP_EVENT_FETCH;
      command->event.operations = 1;
    }
  return self->sink->event (self->sink, &command->event, error);
}

/* Who, from where and how it ended. Only "OK" says that all was sent; BAD and FAIL that nothing was. */
static void
fill_command (const Reader *self, Command *command)
{
  static const char *const names[] = { "cmd_name", "name", NULL };
  static const char *const arguments[] = { "cmd_args", "cmd_human_args", "args", NULL };
  static const char *const tags[] = { "cmd_tag", "tag", NULL }, *const states[] = { "tagged_reply_state", "reply", NULL };
  static const char *const addresses[] = { "remote_ip", "rip", NULL };
  const char *state = get_first (self, command->fields, states);
  MspEvent *event = &command->event;

  command->name = event->operation = get_first (self, command->fields, names);
  command->arguments = get_first (self, command->fields, arguments);
  command->is_ok = g_ascii_strcasecmp (state, "OK") == 0;
  command->is_refused = g_ascii_strcasecmp (state, "BAD") == 0 || g_ascii_strcasecmp (state, "FAIL") == 0;
  event->user = event->mailbox = msp_json_tree_get_text (self->tree, command->fields, "user");
  event->session = msp_json_tree_get_text (self->tree, command->fields, "session");
  event->id = get_first (self, command->fields, tags);
  event->precision = 1;
  if (msp_address_normalise (msp_span_from_string (get_first (self, command->fields, addresses)), command->ip))
    event->ip = command->ip;
  if (g_ascii_strcasecmp (command->name, "UID") == 0 && g_ascii_strncasecmp (command->arguments, "FETCH ", 6) == 0)
    {
      command->name = "UID FETCH";
      command->arguments += 6;
    }
}

static gboolean
take_record (gpointer data, MspNode record, guint64 number, GError **error)
{
  static const char *const times[] = { "end_time", "start_time", NULL };
  Reader *self = data;
  const char *what = msp_json_tree_get_text (self->tree, record, "event");
  Command command = { .fields = msp_json_tree_get (self->tree, record, "fields"), .time = get_first (self, record, times) };

  msp_event_init (&command.event, MSP_EVENT_OTHER);
  command.event.line = number;
  if (*what != '\0' && !g_str_equal (what, "imap_command_finished") && !g_str_equal (what, "pop3_command_finished"))
    {
      self->sink->pass (self->sink, number);
      return TRUE;
    }
  fill_command (self, &command);
  if (*what == '\0' || *command.event.user == '\0' || *command.name == '\0' || !parse_time (command.time, &command.event.time))
    {
      self->sink->reject (self->sink, number, "it has no event, user, command or time", NULL);
      return TRUE;
    }
  /* A tag alone is not unique; without a session nothing is. */
  g_autofree char *id = g_strdup_printf ("%s:%s:%s", command.event.session, command.event.id, command.time);
  command.event.id = *command.event.session != '\0' && *command.event.id != '\0' ? id : "";
  return read_command (self, &command, error);
}

static gboolean
read_stream (MspStream *stream, const MspEvidenceOptions *options, MspEventSink *sink, GError **error)
{
  g_autoptr (MspJsonTree) tree = msp_json_tree_new ();
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_free);
  Reader self = { .tree = tree, .sink = sink, .places = places };

  return msp_json_read (stream, tree, sink, take_record, &self, error);
}

static int
bid (MspSpan head)
{
  if (!msp_json_looks (head) || !msp_json_has (head, "\"fields\"") || !msp_json_has (head, "\"event\""))
    return 0;
  if (msp_json_has (head, "\"imap_command_finished\"") || msp_json_has (head, "\"pop3_command_finished\""))
    return 94;
  return msp_json_has (head, "\"start_time\"") && msp_json_has (head, "\"end_time\"") && msp_json_has (head, "\"categories\"")
         ? 80 : 0;
}

const MspEvidenceReader msp_dovecot_events_reader = {
  "dovecot-events", N_("Dovecot events (JSON)"), bid, read_stream,
};
