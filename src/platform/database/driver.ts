import pg from 'pg';
import { processWide } from '#platform/process-wide.ts';

/** The driver's classes know only their own kind: one set of them for the programs of all languages, which share connections. */
export const { DatabaseError, Query } = processWide('database driver', () => pg);
