/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extract/composer.h"

/* Writes the header or footer of a printed sheet without its codes: "&C" is a place, "&"Arial"" a font, "&P" the page. */
void msp_banner_write (MspComposer *composer, MspSpan banner);
