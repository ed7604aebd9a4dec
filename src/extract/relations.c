/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extract/relations.h"

#include "format/xml-reader.h"

/* Packages name a part once or twice, hostile ones without end. */
#define MAX_RELATIONS 100000

static void
relation_free (gpointer data)
{
  MspRelation *self = data;

  g_free (self->id);
  g_free (self->type);
  g_free (self->target);
  g_free (self);
}

/* "word/_rels/document.xml.rels" of "word/document.xml". Caller owns. */
static char *
make_name (const char *owner)
{
  const char *slash = strrchr (owner, '/');
  int folder = slash != NULL ? (int) (slash + 1 - owner) : 0;

  return g_strdup_printf ("%.*s_rels/%s.rels", folder, owner, owner + folder);
}

/* The name of the part that target leads to from owner; "." and ".." are resolved, never above the package. */
static char *
resolve (const char *owner, const char *target)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *folder = g_strdup (owner);
  char *slash = strrchr (folder, '/');
  g_autofree char *path = NULL;

  if (slash != NULL)
    *slash = '\0';
  path = target[0] == '/' || slash == NULL ? g_strdup (target) : g_strconcat (folder, "/", target, NULL);
  g_auto (GStrv) parts = g_strsplit (path, "/", 64);
  for (char **part = parts; *part != NULL; part++)
    if (strcmp (*part, "..") == 0)
      g_ptr_array_set_size (names, (int) MAX (names->len, 1) - 1);
    else if (**part != '\0' && strcmp (*part, ".") != 0)
      g_ptr_array_add (names, *part);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("/", (char **) names->pdata);
}

static MspRelation *
make_relation (const MspXmlReader *xml, const char *owner)
{
  const char *id = msp_xml_reader_get (xml, "Id"), *type = msp_xml_reader_get (xml, "Type");
  const char *target = msp_xml_reader_get (xml, "Target"), *mode = msp_xml_reader_get (xml, "TargetMode");
  MspRelation *self = g_new0 (MspRelation, 1);

  self->is_external = mode != NULL && g_ascii_strcasecmp (mode, "External") == 0;
  self->id = g_strdup (id != NULL ? id : "");
  self->type = g_strdup (type != NULL && strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : "");
  self->target = target == NULL ? g_strdup ("") : self->is_external ? g_strdup (target) : resolve (owner, target);
  return self;
}

MspRelations *
msp_relations_new (const MspPackage *package, const char *owner)
{
  MspRelations *self = g_new0 (MspRelations, 1);
  g_autofree char *name = make_name (owner);
  MspXmlReader xml;

  self->list = g_ptr_array_new_with_free_func (relation_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  msp_xml_reader_init (&xml, msp_package_get (package, name));
  while (self->list->len < MAX_RELATIONS && msp_xml_reader_next (&xml))
    if (msp_xml_reader_opens (&xml, "Relationship"))
      {
        MspRelation *relation = make_relation (&xml, owner);

        g_ptr_array_add (self->list, relation);
        g_hash_table_insert (self->by_id, relation->id, relation);
      }
  msp_xml_reader_clear (&xml);
  return self;
}

const MspRelation *
msp_relations_find (const MspRelations *self, const char *id)
{
  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

const MspRelation *
msp_relations_next (const MspRelations *self, const char *type, guint *io_at)
{
  while (*io_at < self->list->len)
    {
      const MspRelation *relation = g_ptr_array_index (self->list, (*io_at)++);

      if (strcmp (relation->type, type) == 0)
        return relation;
    }
  return NULL;
}

void
msp_relations_free (MspRelations *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->list);
  g_free (self);
}
