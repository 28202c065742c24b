import { sql } from 'kysely';
import type { Child } from 'hono/jsx';
import type { Visit } from '#platform/http/visit.ts';
import { visible } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { Section } from '#platform/ui/detail.tsx';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { keyOutcomes } from '#duties/proposals/keys/words.ts';
import type { Proposal } from '#duties/proposals/record.ts';

/** One proposal is not in more years' selections. */
const MOST = 20;

/** Whoever sees a proposal may know that and how it is supervised; who nominated it in vain is for those who see the selection. */
export async function selectionsOfProposal(reading: Reading, { id }: Pick<Proposal, 'id'>): Promise<KeySelection[]> {
  const { rows } = await sql<KeySelection>`select * from key_selections where county_id = ${reading.county} and proposal_id = ${id} order by year, id limit ${MOST}`.execute(reading.db);
  const seen = visible(keySelection, reading.actor);
  return rows.filter((row) => ['chosen', 'supervised', 'concluded'].includes(row.state) || seen.test(row));
}

export function KeyTrail({ rows, visit }: { rows: readonly KeySelection[]; visit: Visit }): Child {
  if (rows.length === 0) return null;
  return (
    <Section title="重点提案的遴选和督办">
      <ol class="links">
        {rows.map((row) => (
          <li>{visible(keySelection, visit.actor).test(row) ? <a href={`/${keySelection.path}/${row.id}`}>{row.year}年</a> : `${row.year}年`} {trailWords(row)}</li>
        ))}
      </ol>
    </Section>
  );
}

function trailWords(row: KeySelection): string {
  const { states } = keySelection;
  return [
    `${row.nominated_on}${row.nominator}推荐`,
    row.decided_on ? `${row.decided_on}主席会议确定，${row.led_by ?? ''}领衔` : '',
    row.approved_on ? `${row.approved_on}审定督办方案` : '',
    row.acts_n > 0 ? `督办活动${row.acts_n}次，最近${row.last_act_on}` : '',
    row.outcome ? `年度结果：${keyOutcomes[row.outcome as 'partly']}` : states[row.state as 'chosen'].label,
  ].filter(Boolean).join(' → ');
}
