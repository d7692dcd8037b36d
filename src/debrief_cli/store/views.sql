-- The public face of a journal: open it read-only with any SQLite tool and ask these views.
-- `debrief`, `reflection` and `play` columns hold ids. The tables beneath may change.
-- A column that looks up a partner does so by subquery where counts would otherwise pay for
-- it: SQLite leaves out a subquery nobody selects, but not a join.
--
-- The views are rebuilt by every migration; a change here needs a new step to reach people.

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

-- likelihood() changes no result. Without it SQLite takes a kind for rare, and reads every
-- factor there is before it looks at the days that were asked for.
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

-- `value` is JSON: 2, true, "none".
CREATE VIEW answers AS
SELECT debrief, key, value FROM debrief_answer;

CREATE VIEW reflections AS
SELECT id, uid, day, recorded_at, further, went_well, tomorrow, focus, created_at, updated_at
  FROM reflection;

CREATE VIEW customers AS
SELECT c.reflection, c.position, r.day, c.customer, c.channel, c.felt, c.verdict, c.why,
       c.evidence, c.conduct, (SELECT d.id FROM debrief d WHERE d.uid = c.debrief) AS debrief
  FROM reflection r JOIN reflection_customer c ON c.reflection = r.id;

-- `day` is the working day of the debrief it came from, else the date it was made on. What was
-- answered in a debrief that is set apart (`conduct`) is in none of the counts.
CREATE VIEW plays AS
SELECT p.id, p.uid, p."if", p."then", p.because, p.state, p.created_at,
       coalesce(d.day, substr(p.created_at, 1, 10)) AS day, d.id AS from_debrief,
       (SELECT count(*) FROM play_check c WHERE c.play = p.uid AND c.came_up = 1
           AND NOT EXISTS (SELECT 1 FROM debrief s WHERE s.id = c.debrief AND s.conduct IS NOT NULL)) AS came_up,
       (SELECT count(*) FROM play_check c
         WHERE c.play = p.uid AND c.came_up = 1 AND c.did = 'yes'
           AND NOT EXISTS (SELECT 1 FROM debrief s WHERE s.id = c.debrief AND s.conduct IS NOT NULL)) AS did,
       (SELECT count(*) FROM play_check c
         WHERE c.play = p.uid AND c.came_up = 1 AND c.did = 'partly'
           AND NOT EXISTS (SELECT 1 FROM debrief s WHERE s.id = c.debrief AND s.conduct IS NOT NULL)) AS partly,
       (SELECT count(*) FROM play_check c
         WHERE c.play = p.uid AND c.came_up = 1 AND c.did = 'yes' AND c.worked = 'yes'
           AND NOT EXISTS (SELECT 1 FROM debrief s WHERE s.id = c.debrief AND s.conduct IS NOT NULL)) AS worked
  FROM play p LEFT JOIN debrief d ON d.uid = p.from_debrief;

-- One arm for each place a check is given in, so that a search by place uses its index.
CREATE VIEW checks AS
SELECT p.id AS play, c.day, 'debrief' AS given_in, c.debrief AS given_id, c.position,
       c.came_up, c.did, c.worked, c.note,
       (SELECT s.conduct FROM debrief s WHERE s.id = c.debrief) AS conduct
  FROM play_check c LEFT JOIN play p ON p.uid = c.play WHERE c.debrief IS NOT NULL
UNION ALL
SELECT p.id, c.day, 'reflection', c.reflection, c.position, c.came_up, c.did, c.worked, c.note, NULL
  FROM play_check c LEFT JOIN play p ON p.uid = c.play WHERE c.reflection IS NOT NULL
UNION ALL
SELECT p.id, c.day, 'playbook', NULL, c.position, c.came_up, c.did, c.worked, c.note, NULL
  FROM play_check c LEFT JOIN play p ON p.uid = c.play WHERE c.uid IS NOT NULL;

CREATE VIEW promises AS
SELECT m.id, m.uid, m.text, m.due, m.state, m.note, d.id AS debrief, m.created_at, m.closed_at
  FROM promise m LEFT JOIN debrief d ON d.uid = m.debrief;

CREATE VIEW focuses AS
SELECT f.id, f.uid, f.week, f.text, p.id AS play
  FROM focus f LEFT JOIN play p ON p.uid = f.play;

CREATE VIEW revisions AS
SELECT uid, type, number, time, device, command, deleted, document FROM revision;
