-- A journal as 0.1.0 left it, as text. Frozen: it is upgraded in every run of the tests.
PRAGMA application_id = 1145197126;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
INSERT INTO "debrief" VALUES(1,'5afbfd92-b52a-4f68-a944-35fc49082b36','2026-03-02T09:25:00-06:00','2026-03-02','phone',NULL,NULL,'second call about a refund','exceeded',NULL,NULL,'a date',NULL,'67e9e4eb-40d8-4375-8540-1f3243dd70e3','2026-03-02T09:25:00-06:00','2026-03-02T09:25:00-06:00');
INSERT INTO "debrief" VALUES(2,'0c4e17ef-cdfa-4594-9746-55b2267fc946','2026-03-03T03:30:00-06:00','2026-03-02','other',NULL,NULL,'voucher ran out
yesterday','below',NULL,NULL,NULL,'abusive',NULL,'2026-03-03T03:30:00-06:00','2026-03-03T03:30:00-06:00');
INSERT INTO "debrief" VALUES(3,'85631299-6b08-4e94-86b3-41fcb015d9d2','2026-03-03T11:30:00-06:00','2026-03-03','other',NULL,NULL,'Straße = ''x'' [bold]','below',NULL,NULL,NULL,NULL,NULL,'2026-03-03T11:30:00-06:00','2026-03-03T11:30:00-06:00');
CREATE TABLE debrief_answer (
  debrief INTEGER NOT NULL REFERENCES debrief (id) ON DELETE CASCADE,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (debrief, key)
) WITHOUT ROWID;
INSERT INTO "debrief_answer" VALUES(1,'effort.mine','2');
CREATE TABLE debrief_line (
  debrief INTEGER NOT NULL REFERENCES debrief (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('contribution', 'would_change', 'kudos')),
  position INTEGER NOT NULL,
  text TEXT NOT NULL,
  note TEXT,
  PRIMARY KEY (debrief, kind, position)
) WITHOUT ROWID;
INSERT INTO "debrief_line" VALUES(1,'contribution',0,'named the first call',NULL);
INSERT INTO "debrief_line" VALUES(1,'kudos',0,'the night shift','the parcel');
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
INSERT INTO "debrief_mark" VALUES(1,'factor',0,'system_or_tool','helped','quick');
INSERT INTO "debrief_mark" VALUES(1,'stage',0,'acknowledge','worked',NULL);
INSERT INTO "debrief_mark" VALUES(1,'tag',0,'refund',NULL,NULL);
INSERT INTO "debrief_mark" VALUES(1,'technique',0,'set_expectation',NULL,NULL);
INSERT INTO "debrief_mark" VALUES(3,'factor',0,'queue_or_wait','hurt',NULL);
CREATE TABLE focus (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  week TEXT NOT NULL,
  text TEXT NOT NULL,
  play TEXT
);
INSERT INTO "focus" VALUES(1,'7a013fa1-ae28-5bcd-bf50-429d6462e205','2026-W10','read the form',NULL);
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
INSERT INTO "play" VALUES(1,'67e9e4eb-40d8-4375-8540-1f3243dd70e3','second call about a refund','name the first call',NULL,'trying','2026-03-02T09:25:00-06:00','5afbfd92-b52a-4f68-a944-35fc49082b36','b89fce2b696e3c69a3d1c812622ecf04');
INSERT INTO "play" VALUES(2,'4a58b8a3-59fb-4797-b6cb-d5bbab64b8c8','two chats','read to the end',NULL,'dropped','2026-03-03T18:00:00-06:00',NULL,'dc2c195ac94cba89328c6740c0de8edf');
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
INSERT INTO "play_check" VALUES(1,NULL,'67e9e4eb-40d8-4375-8540-1f3243dd70e3',2,NULL,0,'2026-03-02',1,'yes','yes',NULL);
INSERT INTO "play_check" VALUES(2,NULL,'67e9e4eb-40d8-4375-8540-1f3243dd70e3',3,NULL,0,'2026-03-03',1,'forgot',NULL,NULL);
INSERT INTO "play_check" VALUES(3,NULL,'67e9e4eb-40d8-4375-8540-1f3243dd70e3',NULL,1,0,'2026-03-03',1,'yes','mixed',NULL);
INSERT INTO "play_check" VALUES(4,'afae4e3f-5137-4362-b454-ec1fd450b2c1','67e9e4eb-40d8-4375-8540-1f3243dd70e3',NULL,NULL,0,'2026-03-05',1,'yes','yes',NULL);
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
INSERT INTO "promise" VALUES(1,'c309a1ce-b2ea-4299-9783-85edecdbb92b','ring back','2026-03-04','kept',NULL,'5afbfd92-b52a-4f68-a944-35fc49082b36','2026-03-02T09:25:00-06:00','2026-03-03T18:00:00-06:00');
INSERT INTO "promise" VALUES(2,'a522caf0-34cc-4ea2-8cfa-599fc2143078','send the form',NULL,'open',NULL,NULL,'2026-03-03T18:00:00-06:00',NULL);
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
INSERT INTO "reflection" VALUES(1,'b26386fd-5fe5-5903-850d-180a534eb48b','2026-03-03','2026-03-03T18:00:00-06:00','say it first',NULL,NULL,NULL,'2026-03-03T18:00:00-06:00','2026-03-03T18:00:00.000001-06:00');
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
INSERT INTO "reflection_customer" VALUES(1,0,'man',NULL,'fine','met',NULL,NULL,NULL,NULL);
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
INSERT INTO "revision" VALUES(1,'67e9e4eb-40d8-4375-8540-1f3243dd70e3','play',1,'2026-03-02T15:25:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','53a1e52e-29ab-4e55-98bf-22156e260998',0,'{"if":"second call about a refund","then":"name the first call","created_at":"2026-03-02T09:25:00-06:00","because":null,"state":"trying","uid":"67e9e4eb-40d8-4375-8540-1f3243dd70e3","from_debrief":"5afbfd92-b52a-4f68-a944-35fc49082b36"}',1);
INSERT INTO "revision" VALUES(2,'5afbfd92-b52a-4f68-a944-35fc49082b36','debrief',1,'2026-03-02T15:25:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','53a1e52e-29ab-4e55-98bf-22156e260998',0,'{"occurred_at":"2026-03-02T09:25:00-06:00","situation":"second call about a refund","outcome":"exceeded","channel":"phone","uid":"5afbfd92-b52a-4f68-a944-35fc49082b36","created_at":"2026-03-02T09:25:00-06:00","customer":null,"reference":null,"evidence":null,"customer_words":null,"expectation":"a date","contributions":["named the first call"],"would_change":[],"factors":[{"factor":"system_or_tool","direction":"helped","note":"quick"}],"techniques":["set_expectation"],"tags":["refund"],"conduct":null,"stages":[{"stage":"acknowledge","verdict":"worked","note":null}],"next_time":{"play":"67e9e4eb-40d8-4375-8540-1f3243dd70e3"},"answers":{"effort.mine":2},"kudos":[{"to":"the night shift","for":"the parcel"}],"checks":[]}',1);
INSERT INTO "revision" VALUES(3,'c309a1ce-b2ea-4299-9783-85edecdbb92b','promise',1,'2026-03-02T15:25:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','53a1e52e-29ab-4e55-98bf-22156e260998',0,'{"text":"ring back","created_at":"2026-03-02T09:25:00-06:00","due":"2026-03-04","state":"open","uid":"c309a1ce-b2ea-4299-9783-85edecdbb92b","note":null,"debrief":"5afbfd92-b52a-4f68-a944-35fc49082b36","closed_at":null}',1);
INSERT INTO "revision" VALUES(4,'0c4e17ef-cdfa-4594-9746-55b2267fc946','debrief',1,'2026-03-03T09:30:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','d908dabf-2b2b-48e7-bb4b-ebd0265bd154',0,'{"occurred_at":"2026-03-03T03:30:00-06:00","situation":"voucher ran out\nyesterday","outcome":"below","channel":"other","uid":"0c4e17ef-cdfa-4594-9746-55b2267fc946","created_at":"2026-03-03T03:30:00-06:00","customer":null,"reference":null,"evidence":null,"customer_words":null,"expectation":null,"contributions":[],"would_change":[],"factors":[],"techniques":[],"tags":[],"conduct":"abusive","stages":[],"next_time":null,"answers":{},"kudos":[],"checks":[{"play":"67e9e4eb-40d8-4375-8540-1f3243dd70e3","came_up":true,"did":"yes","worked":"yes","note":null}]}',2);
INSERT INTO "revision" VALUES(5,'85631299-6b08-4e94-86b3-41fcb015d9d2','debrief',1,'2026-03-03T17:30:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','fbf4a87b-9172-49f3-885f-d7435c7fe823',0,'{"occurred_at":"2026-03-03T11:30:00-06:00","situation":"Straße = ''x'' [bold]","outcome":"below","channel":"other","uid":"85631299-6b08-4e94-86b3-41fcb015d9d2","created_at":"2026-03-03T11:30:00-06:00","customer":null,"reference":null,"evidence":null,"customer_words":null,"expectation":null,"contributions":[],"would_change":[],"factors":[{"factor":"queue_or_wait","direction":"hurt","note":null}],"techniques":[],"tags":[],"conduct":null,"stages":[],"next_time":null,"answers":{},"kudos":[],"checks":[{"play":"67e9e4eb-40d8-4375-8540-1f3243dd70e3","came_up":true,"did":"forgot","worked":null,"note":null}]}',3);
INSERT INTO "revision" VALUES(6,'b26386fd-5fe5-5903-850d-180a534eb48b','reflection',1,'2026-03-04T00:00:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','b22fd486-0bad-4738-9ea1-9fc546c97440',0,'{"day":"2026-03-03","recorded_at":"2026-03-03T18:00:00-06:00","customers":[{"verdict":"met","customer":"man","channel":null,"felt":"fine","why":null,"evidence":null,"conduct":null,"debrief":null},{"verdict":"below","customer":null,"channel":null,"felt":null,"why":"rule","evidence":null,"conduct":null,"debrief":"85631299-6b08-4e94-86b3-41fcb015d9d2"}],"uid":"b26386fd-5fe5-5903-850d-180a534eb48b","created_at":"2026-03-03T18:00:00-06:00","further":"say it","went_well":"ok","tomorrow":"ask","focus":"sometimes","checks":[{"play":"67e9e4eb-40d8-4375-8540-1f3243dd70e3","came_up":false,"did":null,"worked":null,"note":null}]}',1);
INSERT INTO "revision" VALUES(7,'b26386fd-5fe5-5903-850d-180a534eb48b','reflection',2,'2026-03-04T00:00:00.000001+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','a4ec7c59-4b0d-478b-8bc4-08f6fd55357d',0,'{"day":"2026-03-03","recorded_at":"2026-03-03T18:00:00-06:00","customers":[{"verdict":"met","customer":"man","channel":null,"felt":"fine","why":null,"evidence":null,"conduct":null,"debrief":null}],"uid":"b26386fd-5fe5-5903-850d-180a534eb48b","created_at":"2026-03-03T18:00:00-06:00","further":"say it first","went_well":null,"tomorrow":null,"focus":null,"checks":[{"play":"67e9e4eb-40d8-4375-8540-1f3243dd70e3","came_up":true,"did":"yes","worked":"mixed","note":null}]}',1);
INSERT INTO "revision" VALUES(8,'4a58b8a3-59fb-4797-b6cb-d5bbab64b8c8','play',1,'2026-03-04T00:00:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','4155daec-e895-482c-9d56-c25904a7fa9b',0,'{"if":"two chats","then":"read to the end","created_at":"2026-03-03T18:00:00-06:00","because":null,"state":"trying","uid":"4a58b8a3-59fb-4797-b6cb-d5bbab64b8c8","from_debrief":null}',2);
INSERT INTO "revision" VALUES(9,'4a58b8a3-59fb-4797-b6cb-d5bbab64b8c8','play',2,'2026-03-04T00:00:00.000001+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','47dc1d15-0a2f-4740-84bd-fadaeedf2925',0,'{"if":"two chats","then":"read to the end","created_at":"2026-03-03T18:00:00-06:00","because":null,"state":"dropped","uid":"4a58b8a3-59fb-4797-b6cb-d5bbab64b8c8","from_debrief":null}',2);
INSERT INTO "revision" VALUES(10,'afae4e3f-5137-4362-b454-ec1fd450b2c1','check',1,'2026-03-05T16:00:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','ab51406d-76e6-4948-8859-f2f88bf19a7d',0,'{"play":"67e9e4eb-40d8-4375-8540-1f3243dd70e3","came_up":true,"did":"yes","worked":"yes","note":null,"day":"2026-03-05","uid":"afae4e3f-5137-4362-b454-ec1fd450b2c1"}',NULL);
INSERT INTO "revision" VALUES(11,'c309a1ce-b2ea-4299-9783-85edecdbb92b','promise',2,'2026-03-04T00:00:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','0b581e26-8edb-4ebe-9fba-a4bead693b5d',0,'{"text":"ring back","created_at":"2026-03-02T09:25:00-06:00","due":"2026-03-04","state":"kept","uid":"c309a1ce-b2ea-4299-9783-85edecdbb92b","note":null,"debrief":"5afbfd92-b52a-4f68-a944-35fc49082b36","closed_at":"2026-03-03T18:00:00-06:00"}',1);
INSERT INTO "revision" VALUES(12,'a522caf0-34cc-4ea2-8cfa-599fc2143078','promise',1,'2026-03-04T00:00:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','fe8af11e-990a-47fc-910e-ee4388e1aa37',0,'{"text":"send the form","created_at":"2026-03-03T18:00:00-06:00","due":null,"state":"open","uid":"a522caf0-34cc-4ea2-8cfa-599fc2143078","note":null,"debrief":null,"closed_at":null}',2);
INSERT INTO "revision" VALUES(13,'7a013fa1-ae28-5bcd-bf50-429d6462e205','focus',1,'2026-03-04T00:00:00.000000+00:00','5d99ea71-c0de-4948-a49b-03b46938e827','c6a14995-6acd-4733-83cc-e3da16ccebd9',0,'{"week":"2026-W10","text":"read the form","play":null,"uid":"7a013fa1-ae28-5bcd-bf50-429d6462e205"}',1);
CREATE TABLE setting (
  key TEXT NOT NULL PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "setting" VALUES('device','5d99ea71-c0de-4948-a49b-03b46938e827');
INSERT INTO "setting" VALUES('needs','0.1.0');
CREATE INDEX debrief_by_day ON debrief (day, outcome, conduct, evidence, channel);
CREATE INDEX debrief_by_creation ON debrief (julianday(created_at));
CREATE INDEX debrief_mark_by_name ON debrief_mark (kind, name, debrief);
CREATE INDEX debrief_answer_by_key ON debrief_answer (key, debrief);
CREATE INDEX reflection_by_creation ON reflection (julianday(created_at));
CREATE INDEX play_by_state ON play (state);
CREATE INDEX play_by_likeness ON play (likeness);
CREATE INDEX play_by_debrief ON play (from_debrief);
CREATE INDEX play_check_by_play ON play_check (play, came_up, did, worked);
CREATE INDEX play_check_by_day ON play_check (day);
CREATE INDEX play_check_by_debrief ON play_check (debrief);
CREATE INDEX play_check_by_reflection ON play_check (reflection);
CREATE INDEX promise_by_debrief ON promise (debrief);
CREATE INDEX promise_by_state ON promise (state, due);
CREATE INDEX focus_by_week ON focus (week);
CREATE UNIQUE INDEX revision_by_uid ON revision (uid, time, device, number);
CREATE INDEX revision_by_command ON revision (command);
CREATE VIEW debriefs AS
SELECT d.id, d.uid, d.occurred_at, d.day, d.channel, d.customer, d.reference, d.situation,
       d.outcome, d.evidence, d.customer_words, d.expectation, d.conduct,
       (SELECT p.id FROM play p WHERE p.uid = d.play) AS play, d.created_at, d.updated_at
  FROM debrief d;
CREATE VIEW contributions AS
SELECT debrief, position, text FROM debrief_line WHERE kind = 'contribution';
CREATE VIEW would_change AS
SELECT debrief, position, text FROM debrief_line WHERE kind = 'would_change';
CREATE VIEW kudos AS
SELECT debrief, position, text AS "to", note AS "for" FROM debrief_line WHERE kind = 'kudos';
CREATE VIEW factors AS
SELECT debrief, position, name AS factor, verdict AS direction, note
  FROM debrief_mark WHERE likelihood(kind = 'factor', 0.5);
CREATE VIEW stages AS
SELECT debrief, position, name AS stage, verdict, note
  FROM debrief_mark WHERE likelihood(kind = 'stage', 0.5);
CREATE VIEW techniques AS
SELECT debrief, position, name AS technique FROM debrief_mark WHERE likelihood(kind = 'technique', 0.5);
CREATE VIEW tags AS
SELECT debrief, position, name AS tag FROM debrief_mark WHERE likelihood(kind = 'tag', 0.5);
CREATE VIEW answers AS
SELECT debrief, key, value FROM debrief_answer;
CREATE VIEW reflections AS
SELECT id, uid, day, recorded_at, further, went_well, tomorrow, focus, created_at, updated_at
  FROM reflection;
CREATE VIEW customers AS
SELECT c.reflection, c.position, r.day, c.customer, c.channel, c.felt, c.verdict, c.why,
       c.evidence, c.conduct, (SELECT d.id FROM debrief d WHERE d.uid = c.debrief) AS debrief
  FROM reflection r JOIN reflection_customer c ON c.reflection = r.id;
CREATE VIEW plays AS
SELECT p.id, p.uid, p."if", p."then", p.because, p.state, p.created_at,
       coalesce(d.day, substr(p.created_at, 1, 10)) AS day, d.id AS from_debrief,
       (SELECT count(*) FROM play_check c WHERE c.play = p.uid AND c.came_up = 1) AS came_up,
       (SELECT count(*) FROM play_check c
         WHERE c.play = p.uid AND c.came_up = 1 AND c.did = 'yes') AS did,
       (SELECT count(*) FROM play_check c
         WHERE c.play = p.uid AND c.came_up = 1 AND c.did = 'partly') AS partly,
       (SELECT count(*) FROM play_check c
         WHERE c.play = p.uid AND c.came_up = 1 AND c.did = 'yes' AND c.worked = 'yes') AS worked
  FROM play p LEFT JOIN debrief d ON d.uid = p.from_debrief;
CREATE VIEW checks AS
SELECT p.id AS play, c.day, 'debrief' AS given_in, c.debrief AS given_id, c.position,
       c.came_up, c.did, c.worked, c.note
  FROM play_check c LEFT JOIN play p ON p.uid = c.play WHERE c.debrief IS NOT NULL
UNION ALL
SELECT p.id, c.day, 'reflection', c.reflection, c.position, c.came_up, c.did, c.worked, c.note
  FROM play_check c LEFT JOIN play p ON p.uid = c.play WHERE c.reflection IS NOT NULL
UNION ALL
SELECT p.id, c.day, 'playbook', NULL, c.position, c.came_up, c.did, c.worked, c.note
  FROM play_check c LEFT JOIN play p ON p.uid = c.play WHERE c.uid IS NOT NULL;
CREATE VIEW promises AS
SELECT m.id, m.uid, m.text, m.due, m.state, m.note, d.id AS debrief, m.created_at, m.closed_at
  FROM promise m LEFT JOIN debrief d ON d.uid = m.debrief;
CREATE VIEW focuses AS
SELECT f.id, f.uid, f.week, f.text, p.id AS play
  FROM focus f LEFT JOIN play p ON p.uid = f.play;
CREATE VIEW revisions AS
SELECT uid, type, number, time, device, command, deleted, document FROM revision;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('play',2);
INSERT INTO "sqlite_sequence" VALUES('debrief',3);
INSERT INTO "sqlite_sequence" VALUES('promise',2);
INSERT INTO "sqlite_sequence" VALUES('reflection',1);
INSERT INTO "sqlite_sequence" VALUES('focus',1);
COMMIT;
