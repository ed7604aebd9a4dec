/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "export/columns.h"

#include <string.h>

#include "export/fields.h"

typedef enum { ANY, PURVIEW, VAULT, ITEMS } Product;

static const struct { const char *key; MspColumnKind kind; Product product; } names[] = {
  /* Purview eDiscovery (Premium), exported field names (learn.microsoft.com, "Document metadata fields") */
  { "exportnativepath", MSP_COLUMN_PATH, PURVIEW }, { "emailmessageid", MSP_COLUMN_MESSAGE_ID, PURVIEW },
  { "emailinternetmessageid", MSP_COLUMN_MESSAGE_ID, PURVIEW }, { "locationname", MSP_COLUMN_MAILBOX, PURVIEW },
  { "compoundpath", MSP_COLUMN_PLACE, PURVIEW }, { "nativesize", MSP_COLUMN_SIZE, PURVIEW },
  { "nativemd5", MSP_COLUMN_MD5, PURVIEW }, { "nativesha256", MSP_COLUMN_SHA256, PURVIEW },
  { "dedupedcustodians", MSP_COLUMN_COPY_OWNERS, PURVIEW }, { "dedupedcompoundpath", MSP_COLUMN_COPY_PLACES, PURVIEW },
  { "errorcode", MSP_COLUMN_ERROR, PURVIEW }, { "emaildatereceived", MSP_COLUMN_DATE, PURVIEW },
  { "fileid", MSP_COLUMN_NONE, PURVIEW }, { "familyid", MSP_COLUMN_NONE, PURVIEW }, { "emailsecurity", MSP_COLUMN_NONE, PURVIEW },
  /* its lists of items */
  { "originalpath", MSP_COLUMN_PLACE, ITEMS }, { "targetpath", MSP_COLUMN_PATH, ITEMS },
  { "internetmessageid", MSP_COLUMN_MESSAGE_ID, ITEMS }, { "itemidentity", MSP_COLUMN_NONE, ITEMS },
  /* Google Vault */
  { "rfc822messageid", MSP_COLUMN_MESSAGE_ID, VAULT }, { "account", MSP_COLUMN_MAILBOX, VAULT },
  { "accountstatus", MSP_COLUMN_STATUS, VAULT }, { "successcount", MSP_COLUMN_COUNT, VAULT },
  { "messageerrorcount", MSP_COLUMN_FAILED, VAULT }, { "gmailmessageid", MSP_COLUMN_NONE, VAULT },
  { "labels", MSP_COLUMN_LABELS, ANY }, { "count", MSP_COLUMN_COUNT, ANY }, { "messagecount", MSP_COLUMN_COUNT, ANY },
  { "resultcount", MSP_COLUMN_COUNT, ANY }, { "resultscount", MSP_COLUMN_COUNT, ANY }, { "error", MSP_COLUMN_STATUS, ANY },
  /* load files of Concordance and Relativity */
  { "nativelink", MSP_COLUMN_PATH, ANY }, { "nativepath", MSP_COLUMN_PATH, ANY }, { "nativefile", MSP_COLUMN_PATH, ANY },
  { "nativefilepath", MSP_COLUMN_PATH, ANY }, { "filelink", MSP_COLUMN_PATH, ANY },
  { "messageid", MSP_COLUMN_MESSAGE_ID, ANY }, { "custodian", MSP_COLUMN_CUSTODIAN, ANY }, { "folder", MSP_COLUMN_FOLDER, ANY },
  { "folderpath", MSP_COLUMN_FOLDER, ANY }, { "emailfolder", MSP_COLUMN_FOLDER, ANY }, { "emailfolderpath", MSP_COLUMN_FOLDER, ANY },
  { "datercvd", MSP_COLUMN_DATE, ANY }, { "daterecvd", MSP_COLUMN_DATE, ANY }, { "datereceived", MSP_COLUMN_DATE, ANY },
  { "md5hash", MSP_COLUMN_MD5, ANY }, { "md5", MSP_COLUMN_MD5, ANY }, { "sha256", MSP_COLUMN_SHA256, ANY },
  { "sha256hash", MSP_COLUMN_SHA256, ANY }, { "hash", MSP_COLUMN_HASH, ANY }, { "hashvalue", MSP_COLUMN_HASH, ANY },
  { "filehash", MSP_COLUMN_HASH, ANY }, { "dupcustodian", MSP_COLUMN_COPY_OWNERS, ANY },
  { "duplicatecustodian", MSP_COLUMN_COPY_OWNERS, ANY }, { "othercustodians", MSP_COLUMN_COPY_OWNERS, ANY },
};

MspColumnKind
msp_columns_classify (MspSpan name, MspColumnSet *set)
{
  g_autofree char *key = msp_export_dup_key (name);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (key, names[i].key) == 0)
      {
        if (set != NULL)
          {
            set->kinds |= names[i].kind != MSP_COLUMN_NONE ? 1u << names[i].kind : 0;
            set->of_purview += names[i].product == PURVIEW;
            set->of_vault += names[i].product == VAULT;
            set->of_items += names[i].product == ITEMS;
          }
        return names[i].kind;
      }
  return MSP_COLUMN_NONE;
}
