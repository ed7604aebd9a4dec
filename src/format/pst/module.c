/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gmodule.h>

#include "format/mapi-tags.h"
#include "format/pst/reader.h"

#define SUBTREE_ID 0x35e0
#define ROW_ID 0x67f2
/* Reading a store may look at all of it several times, and recovering at all that is marked free. */
#define READ_AT_LEAST (G_GUINT64_CONSTANT (64) * 1024 * 1024)
#define READ_TIMES 64
#define RECOVER_TIMES 4

/* A folder that is being read: its messages, then what else it has, then the folders inside. */
typedef struct {
  libpff_item_t *item;
  char          *path;
  int            n_messages, message, n_folders, folder;
  guint32        unreadable;
  gboolean       has_told;
} Folder;

struct _MspPst {
  MspPstInput       input;
  libbfio_handle_t *handle;
  libpff_file_t    *file;
  guint             depth;
  guint32           subtree;   /* the folder that people see as the top; 0: not known */
  GArray           *folders;   /* Folder; the last is the current one */
  GHashTable       *seen;      /* ids of folders and messages: searches list again what lies elsewhere, damage runs in circles */
  libpff_item_t    *item;      /* the current message */
  char             *path;      /* borrowed by the current item */
  gboolean          is_recovering;
  int               n_recovered, recovered, n_orphans, orphan;
};

static void
clear_folder (gpointer data)
{
  Folder *folder = data;

  libpff_item_free (&folder->item, NULL);
  g_free (folder->path);
}

/* The folder's name as a part of a path; NULL if it has none. */
static char *
dup_name (libpff_item_t *item)
{
  size_t size = 0;

  if (libpff_folder_get_utf8_name_size (item, &size, NULL) != 1 || size < 2 || size > 4096)
    return NULL;
  g_autofree char *raw = g_malloc0 (size + 1);
  if (libpff_folder_get_utf8_name (item, (uint8_t *) raw, size, NULL) != 1 || *raw == '\0')
    return NULL;
  return g_utf8_make_valid (g_strdelimit (raw, "/", '_'), -1);
}

/* Takes item; parent is NULL at the top. */
static void
enter_folder (MspPst *self, libpff_item_t *item, const char *parent)
{
  Folder folder = { .item = item };
  g_autofree char *name = parent != NULL ? dup_name (item) : NULL;
  guint32 id = 0;

  libpff_item_get_identifier (item, &id, NULL);
  if (self->folders->len >= self->depth || !g_hash_table_add (self->seen, GUINT_TO_POINTER (id)))
    {
      libpff_item_free (&item, NULL);
      return;
    }
  libpff_folder_get_number_of_sub_messages (item, &folder.n_messages, NULL);
  libpff_folder_get_number_of_sub_folders (item, &folder.n_folders, NULL);
  /* In stores of Exchange the top is only known by its name. */
  if (parent == NULL || (id == self->subtree && id != 0) || g_strcmp0 (name, "IPM_SUBTREE") == 0)
    folder.path = g_strdup ("");
  else
    folder.path = g_strconcat (parent, *parent != '\0' ? "/" : "", name != NULL ? name : "(no name)", NULL);
  g_array_append_val (self->folders, folder);
}

static void
fill (MspPst *self, MspPstItem *out_item, MspPstKind kind, const char *path, guint32 id)
{
  g_free (self->path);
  self->path = g_strdup (path);
  *out_item = (MspPstItem) { .kind = kind, .folder = self->path, .id = id };
}

/* The next message of the folder that was not given out yet. */
static gboolean
next_message (MspPst *self, Folder *folder, MspPstItem *out_item)
{
  while (folder->message < folder->n_messages)
    {
      guint32 id = 0;

      if (libpff_folder_get_sub_message (folder->item, folder->message++, &self->item, NULL) != 1)
        {
          folder->unreadable++;
          /* What cannot be read by then will not be read in the rest of four billion. */
          if (self->input.left == 0)
            folder->message = folder->n_messages;
          continue;
        }
      libpff_item_get_identifier (self->item, &id, NULL);
      if (g_hash_table_add (self->seen, GUINT_TO_POINTER (id)))
        {
          fill (self, out_item, MSP_PST_MESSAGE, folder->path, id);
          out_item->flags = msp_pst_item_get_u32 (self->item, MSP_MAPI_MESSAGE_FLAGS);
          return TRUE;
        }
      libpff_item_free (&self->item, NULL);
    }
  return FALSE;
}

/* What a folder has beside its messages is told once. */
static gboolean
tell_rest (MspPst *self, Folder *folder, MspPstItem *out_item)
{
  int n = 0;

  if (folder->unreadable > 0)
    {
      fill (self, out_item, MSP_PST_UNREADABLE, folder->path, folder->unreadable);
      folder->unreadable = 0;
      return TRUE;
    }
  if (folder->has_told)
    return FALSE;
  folder->has_told = TRUE;
  if (libpff_folder_get_number_of_sub_associated_contents (folder->item, &n, NULL) != 1 || n <= 0)
    return FALSE;
  fill (self, out_item, MSP_PST_SETTINGS, folder->path, (guint32) n);
  return TRUE;
}

static gboolean
next_in_folders (MspPst *self, MspPstItem *out_item)
{
  while (self->folders->len > 0)
    {
      Folder *folder = &g_array_index (self->folders, Folder, self->folders->len - 1);
      libpff_item_t *inner = NULL;

      if (next_message (self, folder, out_item) || tell_rest (self, folder, out_item))
        return TRUE;
      if (folder->folder < folder->n_folders && self->input.left > 0)
        {
          if (libpff_folder_get_sub_folder (folder->item, folder->folder++, &inner, NULL) == 1)
            enter_folder (self, inner, folder->path);
          else
            folder->unreadable++;
        }
      else
        g_array_set_size (self->folders, self->folders->len - 1);
    }
  return FALSE;
}

static void
recover (MspPst *self)
{
  self->is_recovering = TRUE;
  self->input.left = MAX (self->input.source.size * RECOVER_TIMES, READ_AT_LEAST);
  libpff_file_recover_items (self->file, LIBPFF_RECOVERY_FLAG_IGNORE_ALLOCATION_DATA, NULL);
  libpff_file_get_number_of_recovered_items (self->file, &self->n_recovered, NULL);
  libpff_file_get_number_of_orphan_items (self->file, &self->n_orphans, NULL);
  self->input.left = MAX (self->input.source.size * READ_TIMES, READ_AT_LEAST);
}

static gboolean
is_message (libpff_item_t *item)
{
  guint8 type = LIBPFF_ITEM_TYPE_UNDEFINED;

  if (libpff_item_get_type (item, &type, NULL) != 1)
    return FALSE;
  switch (type)
    {
    case LIBPFF_ITEM_TYPE_UNDEFINED:
    case LIBPFF_ITEM_TYPE_UNKNOWN:
    case LIBPFF_ITEM_TYPE_ATTACHMENT:
    case LIBPFF_ITEM_TYPE_ATTACHMENTS:
    case LIBPFF_ITEM_TYPE_CONFIGURATION:
    case LIBPFF_ITEM_TYPE_FOLDER:
    case LIBPFF_ITEM_TYPE_RECIPIENTS:
    case LIBPFF_ITEM_TYPE_SUB_ASSOCIATED_CONTENTS:
    case LIBPFF_ITEM_TYPE_SUB_FOLDERS:
    case LIBPFF_ITEM_TYPE_SUB_MESSAGES:
      return FALSE;
    default:
      return TRUE;
    }
}

/* A row of an old table of contents tells again of a message that is still there. */
static gboolean
is_row_of_seen (const MspPst *self)
{
  guint32 id = msp_pst_item_get_u32 (self->item, ROW_ID);

  return id != 0 && g_hash_table_contains (self->seen, GUINT_TO_POINTER (id));
}

static gboolean
next_recovered (MspPst *self, MspPstItem *out_item)
{
  while (self->recovered < self->n_recovered || self->orphan < self->n_orphans)
    {
      guint32 id = 0;
      gboolean is_orphan = self->recovered >= self->n_recovered;
      int got = is_orphan ? libpff_file_get_orphan_item_by_index (self->file, self->orphan++, &self->item, NULL)
                          : libpff_file_get_recovered_item_by_index (self->file, self->recovered++, &self->item, NULL);

      if (got == 1 && is_message (self->item) && !is_row_of_seen (self))
        {
          libpff_item_get_identifier (self->item, &id, NULL);
          fill (self, out_item, MSP_PST_RECOVERED, "", id);
          out_item->copy = (guint32) (self->recovered + self->orphan);
          out_item->flags = msp_pst_item_get_u32 (self->item, MSP_MAPI_MESSAGE_FLAGS);
          return TRUE;
        }
      libpff_item_free (&self->item, NULL);
    }
  return FALSE;
}

static gboolean
pst_next (MspPst *self, MspPstItem *out_item)
{
  libpff_item_free (&self->item, NULL);
  if (next_in_folders (self, out_item))
    return TRUE;
  if (!self->is_recovering)
    recover (self);
  return next_recovered (self, out_item);
}

static void
pst_read (MspPst *self, gsize max, const MspPstSink *sink)
{
  gsize left = max;

  if (self->item != NULL)
    msp_pst_item_read (self->item, self->depth, &left, sink);
}

static guint
pst_get_codepage (MspPst *self)
{
  int codepage = 0;

  return libpff_file_get_ascii_codepage (self->file, &codepage, NULL) == 1 && codepage > 0 ? (guint) codepage : 0;
}

static void
pst_free (MspPst *self)
{
  if (self == NULL)
    return;
  libpff_item_free (&self->item, NULL);
  g_clear_pointer (&self->folders, g_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  if (self->file != NULL)
    {
      libpff_file_close (self->file, NULL);
      libpff_file_free (&self->file, NULL);
    }
  if (self->handle != NULL)
    libbfio_handle_free (&self->handle, NULL);
  g_free (self->path);
  g_free (self);
}

static MspPst *
pst_open (const MspPstSource *source, guint depth)
{
  MspPst *self = g_new0 (MspPst, 1);
  libpff_item_t *store = NULL, *root = NULL;

  self->input = (MspPstInput) { .source = *source, .left = MAX (source->size * READ_TIMES, READ_AT_LEAST) };
  self->depth = depth;
  self->folders = g_array_new (FALSE, FALSE, sizeof (Folder));
  g_array_set_clear_func (self->folders, clear_folder);
  self->seen = g_hash_table_new (NULL, NULL);
  self->handle = msp_pst_input_new (&self->input);
  if (self->handle == NULL || libpff_file_initialize (&self->file, NULL) != 1
      || libpff_file_open_file_io_handle (self->file, self->handle, LIBPFF_OPEN_READ, NULL) != 1)
    {
      pst_free (self);
      return NULL;
    }
  if (libpff_file_get_message_store (self->file, &store, NULL) == 1)
    self->subtree = msp_pst_item_get_entry_id (store, SUBTREE_ID);
  libpff_item_free (&store, NULL);
  /* Without a root the messages may still be found as orphans. */
  if (libpff_file_get_root_folder (self->file, &root, NULL) == 1)
    enter_folder (self, root, NULL);
  return self;
}

extern const MspPstModule MSP_MODULE_SYMBOL;

G_MODULE_EXPORT const MspPstModule MSP_MODULE_SYMBOL = {
  .head = { MSP_MODULE_BUILD },
  .open = pst_open,
  .get_codepage = pst_get_codepage,
  .next = pst_next,
  .read = pst_read,
  .free = pst_free,
};
