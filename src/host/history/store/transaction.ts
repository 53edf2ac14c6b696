import type { DatabaseSync } from 'node:sqlite';

/** Makes a change in one transaction: all of it, or nothing. @throws what `change` or SQLite throws */
export function inTransaction<T>(database: DatabaseSync, change: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = change();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
