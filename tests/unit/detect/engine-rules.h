/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A few rules of every lane for tests of the engine, apart from the built-in pack. */

#define ENGINE_RULES \
  "[rule us_ssn]\ntitle=SSN\ncategory=govid\nsensitivity=90\nconfidence=45;97\ncontext=ssn\nkind=person\nvalidator=ssn\n" \
  "noise=0.889\n" \
  "guards=edges;number;url;hex;histogram;encoded;masked\nshape=digits\ndigits=9-9\nfirst=0-8\n" \
  "pattern=\\b[0-8]\\d{2}[-. ]\\d{2}[-. ]\\d{4}\\b\nnormal=digits\nmask=last4\ntype=ssn\n" \
  "[rule us_ssn_bare]\ntitle=SSN\ncategory=govid\nsensitivity=90\nconfidence=-;88\ncontext=ssn\ncontext-from=label\n" \
  "kind=person\n" \
  "validator=ssn\nguards=edges;number;histogram\nshape=digits\ndigits=9-9\npattern=\\b[0-8]\\d{8}\\b\nnormal=digits\n" \
  "mask=last4\ntype=ssn\n" \
  "[rule nl_bsn]\ntitle=BSN\ncategory=govid\nsensitivity=80\nconfidence=15;92\ncontext=bsn\nkind=person\nvalidator=nl_bsn\n" \
  "noise=0.092\n" \
  "guards=edges;number\nshape=digits\ndigits=9-9\npattern=\\b\\d{9}\\b\nnormal=digits\nmask=last4\n" \
  "[rule iban]\ntitle=IBAN\ncategory=fin\nsensitivity=60\nconfidence=92;98\ncontext=bank\nvalidator=iban\nshape=code\n" \
  "pattern=\\b[A-Z]{2}\\d{2}[ -]?(?:[A-Z0-9]{4}[ -]?){2,7}[A-Z0-9]{1,4}\\b\nnormal=alnum\nmask=last4\n" \
  "[rule swift_bic]\ntitle=BIC\ncategory=fin\nsensitivity=10\nconfidence=-;75\ncontext=bank\nvalidator=bic\nshape=code\n" \
  "public=yes\n" \
  "pattern=\\b[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?\\b\nnormal=alnum\nmask=none\n" \
  "[rule health_mrn]\ntitle=record number\ncategory=health\nsensitivity=60\nconfidence=-;88\ncontext=mrn\n" \
  "head=(?i)\\bmrn\npattern=(?i)\\bmrn[^A-Za-z0-9\\r\\n]{0,6}([A-Z0-9][A-Z0-9-]{4,14})\\b\nnormal=alnum\nmask=last4\n" \
  "[rule ops]\ntitle=operations\ncategory=travel\nsensitivity=60\nconfidence=35;88\ndistinct=3:88\n" \
  "head=(?i)\\b(?:opord|fragord|conop)\npattern=(?i)\\b(?:opord|fragord|conop)\\b\nnormal=lower\nmask=none\n" \
  "[rule email]\ntitle=address\ncategory=contact\nsensitivity=3\nconfidence=95;95\nshape=email\naggregate=yes\n" \
  "pattern=[A-Za-z0-9._%+'-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){1,6}\nnormal=address\nmask=email\nguards=edges\n" \
  "[rule mac]\ntitle=device\ncategory=contact\nsensitivity=5\nconfidence=60;80\nshape=hex\n" \
  "pattern=\\b[0-9A-Fa-f]{2}(?:[:-][0-9A-Fa-f]{2}){5}\\b\nnormal=alnum\nmask=last4\n" \
  "[rule cvv]\ntitle=card code\ncategory=fin\nsensitivity=60\nconfidence=-;85\ncontext=cvv\nrequires=iban\n" \
  "head=(?i)\\bcvv\npattern=(?i)\\bcvv[^0-9\\r\\n]{0,12}(\\d{3,4})\\b\nnormal=digits\nmask=label\n" \
  "[rule token]\ntitle=token\ncategory=cred\nsensitivity=60\nconfidence=90;95\nslow=yes\npattern=zz[a-z]{2,4}[0-9]\n" \
  "normal=text\nmask=label\n" \
  "[lexicon ssn]\nen=ssn;social security;date of issue\nfr=num\303\251ro de s\303\251curit\303\251 sociale\n" \
  "[lexicon bsn]\nen=bsn\nother=\350\272\253\344\273\275\350\257\201\n" \
  "[lexicon bank]\nen=iban;swift;bic;account\n[lexicon mrn]\nen=mrn;chart\n[lexicon cvv]\nen=cvv\n" \
  "[lexicon negative]\nen=invoice;order\n[lexicon sample]\nen=sample;example\n"
