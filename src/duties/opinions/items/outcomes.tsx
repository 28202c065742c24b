import { sql } from 'kysely';
import type { Reading } from '#platform/records/act.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Table } from '#platform/ui/table.tsx';
import { outcomeKinds, outcomeLevels } from '#duties/opinions/items/record.ts';

/** What became of an item, as noted by the office. */
export interface Outcome {
  kind: keyof typeof outcomeKinds;
  level: keyof typeof outcomeLevels;
  body: string | null;
  leader: string | null;
  came_on: string;
  words: string | null;
}

/** More outcomes than this one item never had. */
const MOST = 100;

/** The outcomes of an item that the person may see, oldest first. */
export async function outcomesOf(reading: Reading, item: string): Promise<Outcome[]> {
  const { rows } = await sql<Outcome>`
    select kind, level, body, leader, came_on, words from opinion_outcomes
    where county_id = ${reading.county} and item_id = ${item} order by came_on, id limit ${MOST}`.execute(reading.db);
  return rows;
}

export const Outcomes = ({ outcomes }: { outcomes: Outcome[] }) => (
  <Section title="采用、批示和反馈" count={outcomes.length}>
    <Table<Outcome>
      caption="采用、批示和反馈"
      rows={outcomes}
      columns={[
        { key: 'kind', label: '结果', cell: (row) => `${outcomeLevels[row.level]}：${outcomeKinds[row.kind]}`, onCards: 'title' },
        { key: 'came_on', label: '日期', cell: (row) => row.came_on, tight: true },
        { key: 'who', label: '单位或领导', cell: (row) => [row.body, row.leader].filter(Boolean).join(' ') },
        { key: 'words', label: '内容', cell: (row) => row.words },
      ]}
    />
  </Section>
);
