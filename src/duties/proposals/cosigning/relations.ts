import { sql, type SqlBool } from 'kysely';
import { whilst } from '#platform/identity/relations.ts';
import { oneOf, type Predicate } from '#platform/predicate.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { author } from '#duties/proposals/relations.ts';

/** Somebody was asked to sign and has not answered. */
const someInvited: Predicate<Proposal> = {
  test: ({ invited_ids }) => (invited_ids ?? []).length > 0,
  sql: (alias) => sql<SqlBool>`cardinality(${sql.ref(`${alias}.invited_ids`)}) > 0`,
};

export const authorWhoInvited = whilst(whilst(author, oneOf<Proposal>('state', ['draft', 'submitted', 'returned'])), someInvited, '第一提案人（有人还没有签名时）');
