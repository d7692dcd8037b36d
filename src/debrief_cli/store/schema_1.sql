-- Schema 1. Frozen: what a journal looked like when 0.1.0 made it. A change is a new step.
--
-- Links between records are uids, not foreign keys: a merge may bring a record before, or
-- without, its partner. What belongs to one record has real keys and goes when it goes.

CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE debrief (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  occurred_at TEXT NOT NULL,
  day TEXT NOT NULL,
  channel TEXT NOT NULL,
  customer TEXT,
  reference TEXT,
  situation TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('exceeded', 'met', 'below')),
  evidence TEXT
    CHECK (evidence IN ('said_so', 'tone_or_wording', 'survey', 'repeat_contact', 'guess')),
  customer_words TEXT,
  expectation TEXT,
  conduct TEXT CHECK (conduct IN ('abusive')),
  play TEXT,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX debrief_by_day ON debrief (day, outcome, conduct, evidence, channel);
CREATE INDEX debrief_by_creation ON debrief (julianday(created_at));

CREATE TABLE debrief_line (
  debrief INTEGER NOT NULL REFERENCES debrief (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('contribution', 'would_change', 'kudos')),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (debrief, kind, position)
) WITHOUT ROWID;

CREATE TABLE debrief_mark (
  debrief INTEGER NOT NULL REFERENCES debrief (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('factor', 'technique', 'tag', 'stage')),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  verdict TEXT,
  note TEXT,
  PRIMARY KEY (debrief, kind, position),
  CHECK (CASE kind
    WHEN 'factor' THEN coalesce(verdict IN ('helped', 'hurt'), 0)
    WHEN 'stage' THEN coalesce(verdict IN ('worked', 'neutral', 'turned'), 0)
    ELSE verdict IS NULL END)
) WITHOUT ROWID;
CREATE INDEX debrief_mark_by_name ON debrief_mark (kind, name, debrief);

CREATE TABLE debrief_answer (
  debrief INTEGER NOT NULL REFERENCES debrief (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (debrief, key)
) WITHOUT ROWID;
CREATE INDEX debrief_answer_by_key ON debrief_answer (key, debrief);

CREATE TABLE reflection (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL UNIQUE,
  recorded_at TEXT NOT NULL,
  further TEXT,
  went_well TEXT,
  tomorrow TEXT,
  focus TEXT CHECK (focus IN ('every_time', 'sometimes', 'no', 'no_chance')),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL
);
CREATE INDEX reflection_by_creation ON reflection (julianday(created_at));

CREATE TABLE reflection_customer (
  reflection INTEGER NOT NULL REFERENCES reflection (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  customer TEXT,
  channel TEXT,
  felt TEXT,
  verdict TEXT NOT NULL CHECK (verdict IN ('exceeded', 'met', 'below')),
  why TEXT,
  evidence TEXT
    CHECK (evidence IN ('said_so', 'tone_or_wording', 'survey', 'repeat_contact', 'guess')),
  conduct TEXT CHECK (conduct IN ('abusive')),
  debrief TEXT,
  PRIMARY KEY (reflection, position)
) WITHOUT ROWID;

-- Plans of one likeness have the same "if" and "then", case and spaces apart.
CREATE TABLE play (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  "if" TEXT NOT NULL,
  "then" TEXT NOT NULL,
  because TEXT,
  state TEXT NOT NULL CHECK (state IN ('trying', 'resting', 'standard', 'dropped')),
  created_at TEXT NOT NULL,
  from_debrief TEXT,
  likeness TEXT NOT NULL
);
CREATE INDEX play_by_state ON play (state);
CREATE INDEX play_by_likeness ON play (likeness);
CREATE INDEX play_by_debrief ON play (from_debrief);

-- A check belongs to a debrief, to a reflection, or (given in the playbook) to itself,
-- and only then has a uid of its own. Its day is that of the record it was given in.
CREATE TABLE play_check (
  id INTEGER NOT NULL PRIMARY KEY,
  uid TEXT UNIQUE,
  play TEXT NOT NULL,
  debrief INTEGER REFERENCES debrief (id) ON DELETE CASCADE,
  reflection INTEGER REFERENCES reflection (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  day TEXT NOT NULL,
  came_up INTEGER NOT NULL CHECK (came_up IN (0, 1)),
  did TEXT CHECK (did IN ('yes', 'partly', 'forgot', 'chose_not')),
  worked TEXT CHECK (worked IN ('yes', 'mixed', 'no', 'cannot_tell')),
  note TEXT,
  CHECK ((uid IS NOT NULL) + (debrief IS NOT NULL) + (reflection IS NOT NULL) = 1)
);
CREATE INDEX play_check_by_play ON play_check (play, came_up, did, worked);
CREATE INDEX play_check_by_day ON play_check (day);
CREATE INDEX play_check_by_debrief ON play_check (debrief);
CREATE INDEX play_check_by_reflection ON play_check (reflection);

CREATE TABLE promise (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  text TEXT NOT NULL,
  due TEXT,
  state TEXT NOT NULL CHECK (state IN ('open', 'kept', 'broken')),
  note TEXT,
  debrief TEXT,
  created_at TEXT NOT NULL,
  closed_at TEXT
);
CREATE INDEX promise_by_debrief ON promise (debrief);
CREATE INDEX promise_by_state ON promise (state, due);

CREATE TABLE focus (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  week TEXT NOT NULL,
  text TEXT NOT NULL,
  play TEXT
);
CREATE INDEX focus_by_week ON focus (week);

-- Everything that ever was, one row for each change of a record. `record` is the id it has
-- in this journal; `document` is NULL only in the tombstone that a purge leaves.
CREATE TABLE revision (
  id INTEGER NOT NULL PRIMARY KEY,
  uid TEXT NOT NULL,
  type TEXT NOT NULL,
  number INTEGER NOT NULL,
  time TEXT NOT NULL,
  device TEXT NOT NULL,
  command TEXT NOT NULL,
  deleted INTEGER NOT NULL CHECK (deleted IN (0, 1)),
  document TEXT,
  record INTEGER
);
CREATE UNIQUE INDEX revision_by_uid ON revision (uid, time, device, number);
CREATE INDEX revision_by_command ON revision (command);
