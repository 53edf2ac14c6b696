import type { DatabaseSync } from 'node:sqlite';

/**
 * Which turns hold which three characters in a row, of the folded text; where in the turn is not kept: what is found is
 * looked at. Deleting an entry needs no text.
 * Deleted entries have nothing merged at once, which would take a second: `upkeep` does that in small pieces.
 */
export const TRIGRAMS = `CREATE VIRTUAL TABLE trigrams USING fts5 (
     text, content = '', contentless_delete = 1, detail = none, tokenize = 'trigram case_sensitive 1'
   );
   INSERT INTO trigrams (trigrams, rank) VALUES ('deletemerge', 0)`;

/** Schema changes in order; a database remembers in `user_version` how many of them it has seen. */
const MIGRATIONS = [
  `CREATE TABLE conversation (
     id TEXT PRIMARY KEY,
     title TEXT NOT NULL,
     created INTEGER NOT NULL, -- milliseconds since 1970
     updated INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE turn (
     id TEXT PRIMARY KEY,
     conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
     position INTEGER NOT NULL,
     role TEXT NOT NULL,
     text TEXT NOT NULL,
     facts TEXT NOT NULL, -- JSON: what a turn holds beside its text
     UNIQUE (conversation, position)
   ) STRICT;`,

  // The turns of a conversation become a tree; conversations can be pinned and deleted; all words can be searched.
  `ALTER TABLE turn RENAME TO turn_1;
   CREATE TABLE turn (
     row INTEGER PRIMARY KEY, -- in the order in which turns were made
     id TEXT NOT NULL UNIQUE,
     conversation TEXT NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
     parent TEXT, -- id of the turn it follows; NULL: it begins the conversation
     role TEXT NOT NULL,
     text TEXT NOT NULL,
     facts TEXT NOT NULL, -- JSON: what a turn holds beside its text
     deleted INTEGER -- milliseconds since 1970; NULL: it is there
   ) STRICT;
   INSERT INTO turn (id, conversation, parent, role, text, facts)
     SELECT id, conversation, LAG(id) OVER (PARTITION BY conversation ORDER BY position), role, text, facts
     FROM turn_1 ORDER BY conversation, position;
   DROP TABLE turn_1;
   CREATE INDEX turn_of_conversation ON turn (conversation, row);
   CREATE INDEX turn_deleted ON turn (deleted) WHERE deleted IS NOT NULL;

   ALTER TABLE conversation ADD COLUMN leaf TEXT; -- id of the last turn on screen
   ALTER TABLE conversation ADD COLUMN pinned INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE conversation ADD COLUMN deleted INTEGER; -- as in turn
   UPDATE conversation SET leaf =
     (SELECT turn.id FROM turn WHERE turn.conversation = conversation.id ORDER BY row DESC LIMIT 1);

   CREATE VIRTUAL TABLE search USING fts5 (
     text, content = 'turn', content_rowid = 'row', tokenize = 'unicode61 remove_diacritics 2'
   );
   INSERT INTO search (search) VALUES ('rebuild');
   CREATE TRIGGER turn_inserted AFTER INSERT ON turn BEGIN
     INSERT INTO search (rowid, text) VALUES (new.row, new.text);
   END;
   CREATE TRIGGER turn_removed AFTER DELETE ON turn BEGIN
     INSERT INTO search (search, rowid, text) VALUES ('delete', old.row, old.text);
   END;
   CREATE TRIGGER turn_changed AFTER UPDATE OF text ON turn WHEN old.text <> new.text BEGIN
     INSERT INTO search (search, rowid, text) VALUES ('delete', old.row, old.text);
     INSERT INTO search (rowid, text) VALUES (new.row, new.text);
   END;`,

  // An answer that is being written is saved four times a second: its words are indexed once, when it has ended.
  `ALTER TABLE turn ADD COLUMN open INTEGER NOT NULL DEFAULT 0; -- 1: being written, and not in the index
   CREATE INDEX turn_open ON turn (row) WHERE open = 1;
   DROP TRIGGER turn_inserted;
   DROP TRIGGER turn_removed;
   DROP TRIGGER turn_changed;
   CREATE TRIGGER turn_inserted AFTER INSERT ON turn WHEN new.open = 0 BEGIN
     INSERT INTO search (rowid, text) VALUES (new.row, new.text);
   END;
   CREATE TRIGGER turn_removed AFTER DELETE ON turn WHEN old.open = 0 BEGIN
     INSERT INTO search (search, rowid, text) VALUES ('delete', old.row, old.text);
   END;
   CREATE TRIGGER turn_changed AFTER UPDATE OF text, open ON turn WHEN old.text <> new.text OR old.open <> new.open BEGIN
     INSERT INTO search (search, rowid, text) SELECT 'delete', old.row, old.text WHERE old.open = 0;
     INSERT INTO search (rowid, text) SELECT new.row, new.text WHERE new.open = 0;
   END;

   -- Counting the turns of a conversation reads the index alone.
   DROP INDEX turn_of_conversation;
   CREATE INDEX turn_of_conversation ON turn (conversation, row, deleted);

   CREATE TABLE prompt (
     turn TEXT PRIMARY KEY REFERENCES turn (id) ON DELETE CASCADE, -- the answer
     base TEXT, -- id of an answer whose prompt begins the same
     characters INTEGER NOT NULL, -- of that prompt's text, come first
     tokens INTEGER NOT NULL, -- of that prompt, come first
     rest BLOB NOT NULL -- deflated JSON: text and tokens that follow
   ) STRICT;`,

  // Search by sequences of three characters, in every script. The index is kept beside the writing: see \`upkeep\`.
  // The old index \`search\` is dropped there, too: that takes a moment.
  `DROP TRIGGER turn_inserted;
   DROP TRIGGER turn_removed;
   DROP TRIGGER turn_changed;
   ${TRIGRAMS};
   CREATE TABLE search_queue (row INTEGER PRIMARY KEY) STRICT; -- turns whose entry in the index is missing or old
   INSERT INTO search_queue SELECT row FROM turn INDEXED BY turn_of_conversation ORDER BY row;
   CREATE TRIGGER turn_inserted AFTER INSERT ON turn WHEN new.open = 0 BEGIN
     INSERT INTO search_queue SELECT new.row WHERE new.row NOT IN search_queue;
   END;
   CREATE TRIGGER turn_removed AFTER DELETE ON turn BEGIN
     INSERT INTO search_queue SELECT old.row WHERE old.row NOT IN search_queue;
   END;
   CREATE TRIGGER turn_changed AFTER UPDATE OF text, open ON turn
     WHEN (old.text <> new.text OR old.open <> new.open) AND NOT (old.open = 1 AND new.open = 1) BEGIN
     INSERT INTO search_queue SELECT new.row WHERE new.row NOT IN search_queue;
   END;
   CREATE TABLE upkeep (task TEXT PRIMARY KEY) STRICT; -- what was begun and has to be done to its end
   INSERT INTO upkeep VALUES ('scrub');
   CREATE INDEX conversation_deleted ON conversation (deleted) WHERE deleted IS NOT NULL;`,

  // JSON: what a chat has of its own in place of the settings; NULL: nothing.
  `ALTER TABLE conversation ADD COLUMN settings TEXT;`,

  // Texts are folded in another way: all turns are indexed again.
  `INSERT OR IGNORE INTO search_queue SELECT row FROM turn INDEXED BY turn_of_conversation ORDER BY row;`,
];

/** Brings a database to the newest schema. @throws Error when a newer version of this extension wrote it */
export function migrate(database: DatabaseSync): void {
  const version = () => Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version() > MIGRATIONS.length) throw new Error('A newer version of this extension wrote it.');
  if (version() === MIGRATIONS.length) return;
  // Another window may be doing the same: the version is read again once the lock is ours.
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const sql of MIGRATIONS.slice(version())) database.exec(sql);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
