import { sql } from 'kysely';
import type { Child } from 'hono/jsx';
import type { Reading } from '#platform/records/act.ts';
import { dayOf } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import type { Fact } from '#platform/ui/facts.tsx';
import type { Suggestion } from '#duties/proposals/assigning/suggesting.ts';
import type { Proposal } from '#duties/proposals/record.ts';
import { handlingModes, sides } from '#duties/proposals/words.ts';

/** To whom it went, one after the other, when it was not only one. */
export interface Turn {
  day: string;
  state: string;
  lead_unit_id: string;
  proposed_unit_id: string | null;
  forced: boolean;
}

const MOST = 50;

/** From the versions of the record: a turn begins whenever the unit or the objection changes. */
export async function turnsOf(reading: Reading, row: Pick<Proposal, 'id' | 'bounced'>): Promise<Turn[]> {
  if (row.bounced === 0) return [];
  const { rows } = await sql<Omit<Turn, 'day'> & { changed_at: Date }>`
    with versions as (
      select version, changed_at, state, lead_unit_id, proposed_unit_id, forced_on is not null as forced from proposals_history where county_id = ${reading.county} and id = ${row.id}
      union all
      select version, changed_at, state, lead_unit_id, proposed_unit_id, forced_on is not null from proposals where county_id = ${reading.county} and id = ${row.id}
    ), turns as (
      select *, lag(state) over w as state_before, lag(lead_unit_id) over w as unit_before from versions where state in ('filed', 'assigned', 'disputed') window w as (order by version)
    )
    select changed_at, state, lead_unit_id, proposed_unit_id, forced from turns
    where state <> 'filed' and (state is distinct from state_before or lead_unit_id is distinct from unit_before) order by version limit ${MOST}`.execute(reading.db);
  return rows.map(({ changed_at, ...turn }) => ({ ...turn, day: dayOf(changed_at) }));
}

type Names = ReadonlyMap<string, string>;

/** How it is handled, besides which units: only what differs from the plain case. */
export function assigningFacts(row: Proposal, units: Names): Fact[] {
  const facts: Fact[] = [];
  if (row.mode) facts.push({ label: '办理方式', value: handlingModes[row.mode as 'sole'] });
  if (row.separate_ids.length > 0) facts.push({ label: '其他分办单位', value: row.separate_ids.map((id) => units.get(id) ?? '').join('、') });
  if (row.side) facts.push({ label: '交办渠道', value: sides[row.side as 'party'] });
  if (row.state === 'assigned' && row.object_by && !row.forced_on) facts.push({ label: '提出异议截止', value: row.object_by });
  if (row.forced_on) facts.push({ label: '指定承办', value: `${row.forced_on}，不再提出异议` });
  if (row.extension_to) facts.push({ label: '申请延期到', value: `${row.extension_to}，等县政协办公室答复` });
  if (row.extensions > 0) facts.push({ label: '已延期', value: `${row.extensions}次` });
  return facts;
}

/** What was objected and decided, in its order; the reasons are in the record of operations below. */
export function TurnsShown({ turns, units }: { turns: readonly Turn[]; units: Names }): Child {
  if (turns.length === 0) return null;
  const words = ({ state, lead_unit_id: unit, proposed_unit_id: proposed, forced }: Turn): string =>
    (state === 'disputed' ? `${units.get(unit) ?? ''}提出不归本单位办，建议改由${units.get(proposed ?? '') ?? ''}` : `${forced ? '指定' : '交'}${units.get(unit) ?? ''}办理`);
  return <Section title="交办经过" count={turns.length}><ol class="links">{turns.map((turn) => <li>{turn.day}　{words(turn)}</li>)}</ol></Section>;
}

/** For the office, on a filed proposal: where the like of it went. */
export function SuggestedUnits({ suggestions, units }: { suggestions: readonly Suggestion[]; units: Names }): Child {
  if (suggestions.length === 0) return null;
  return (
    <Section title="按以往交办推荐的单位">
      <ul class="links">
        {suggestions.map(({ unit, share, examples }) => <li><strong>{units.get(unit)}</strong> {Math.round(share * 100)}%　<span class="quiet">{examples.map(({ title }) => title).join('；')}</span></li>)}
      </ul>
    </Section>
  );
}
