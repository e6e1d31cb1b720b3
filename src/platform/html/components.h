#pragma once

// Every component, for pages. Each family has its own header.
#include "platform/html/content.h"
#include "platform/html/fields.h"
#include "platform/html/html.h"
#include "platform/html/navigation.h"
#include "platform/html/query.h"
#include "platform/html/states.h"
#include "platform/html/status.h"
#include "platform/html/tables.h"
#include "platform/html/thread.h"
#include "platform/html/typography.h"
