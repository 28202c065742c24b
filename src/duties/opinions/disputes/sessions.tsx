import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Facts, LongText } from '#platform/ui/facts.tsx';

/** One session of a mediation, as noted. */
export interface Session {
  number: number;
  held_on: string;
  place: string | null;
  present: string;
  said: string;
}

/** Nobody meets more often over one dispute; lists need an end. */
const MOST = 200;

/** The sessions in their order. Only for those privy to the dispute: ask `isPrivy` first. */
export async function sessionsOf(reading: Reading, dispute: string): Promise<Session[]> {
  const { rows } = await sql<Session>`
    select number, held_on, place, present, said from dispute_sessions
    where county_id = ${reading.county} and dispute_id = ${dispute} order by number limit ${MOST}`.execute(reading.db);
  return rows;
}

/** 调解记录: one below the other, so that it prints as the record of the mediation. */
export const Sessions = ({ sessions }: { sessions: readonly Session[] }) => (
  <>
    {sessions.map(({ number, held_on, place, present, said }) => (
      <Section title={`第${number}次调解　${held_on}`}>
        <Facts facts={[{ label: '地点', value: place }, { label: '到场的人', value: present }, { label: '调解情况', value: <LongText text={said} />, wide: true }]} />
      </Section>
    ))}
  </>
);
