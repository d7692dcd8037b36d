-- Schema 2: every command of this machine that changed something, in order, so that the last
-- one can be taken back as a whole, and what was taken back be done again.

-- `undone_by` is the id of the command that took it back, while it is taken back.
CREATE TABLE command (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  uid TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('change', 'undo', 'redo')),
  undone_by INTEGER
);

-- The command that brought a revision into this journal: for one that was imported, another
-- than the `command` that made it elsewhere.
ALTER TABLE revision ADD COLUMN arrived INTEGER;
INSERT INTO command (uid, kind)
  SELECT command, 'change' FROM revision GROUP BY command ORDER BY min(id);
UPDATE revision SET arrived = (SELECT id FROM command WHERE uid = revision.command);
CREATE INDEX revision_by_arrival ON revision (arrived);
DROP INDEX revision_by_command;

-- A record that was deleted is found by the number it had.
CREATE INDEX revision_of_deleted ON revision (type, record) WHERE deleted = 1;

-- A report asks for the plans made in a period, and for the promises kept or broken in it.
CREATE INDEX play_by_creation ON play (created_at);
CREATE INDEX promise_by_closing ON promise (state, closed_at);
