import { sql } from 'kysely';
import { unitChoices } from '#institutions/facts.ts';
import { daysOn, referenceOn, searchOn, stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import type { Site } from '#platform/http/site.tsx';
import { present } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { DueLight } from '#platform/ui/due.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import { Table } from '#platform/ui/table.tsx';
import { parameterAt } from '#plans/facts.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';
import { correctUndertaking, effects, enterUndertaking } from '#duties/proposals/undertakings/actions.ts';
import { undertaking, undertakingFields, type Undertaking } from '#duties/proposals/undertakings/record.ts';

interface Around extends Surroundings {
  units: ReadonlyMap<string, string>;
  near: number;
  standings: Standing[];
}

/** How a unit keeps what it promised. */
interface Standing {
  unit_id: string;
  open: number;
  late: number;
  kept: number;
  struck: number;
}

const MOST_UNITS = 300;
const MOST_CHOICES = 500;

const Due = ({ row, near }: { row: Undertaking; near: number }) => (row.due_on ? <span class="due">{row.due_on} <DueLight declared={undertaking} row={row} near={near} /></span> : <span class="quiet">没有期限</span>);

async function standingsOf(reading: Reading): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select r.unit_id, count(*) filter (where r.state in ('open', 'reported', 'broken'))::int as open,
      count(*) filter (where r.state in ('open', 'reported', 'broken') and r.due_on < ${today()}::date)::int as late,
      count(*) filter (where r.state = 'kept')::int as kept, count(*) filter (where r.state = 'struck')::int as struck
    from undertakings r where ${among(reading, undertaking)} group by r.unit_id order by late desc, open desc, r.unit_id limit ${MOST_UNITS}`.execute(reading.db);
  return rows;
}

/** 提案承诺: what units promised in their replies, of all years, until it is kept or struck off. */
const undertakings = resource<Undertaking, Around>({
  declared: undertaking,
  fields: undertakingFields,
  newLabel: '登记承诺',
  enter: enterUndertaking,
  correct: correctUndertaking,
  effects,
  async around(reading, rows) {
    const units = await unitChoices(reading);
    const asked = rows.length > 1 ? [] : await list(reading, proposal, { where: present<Proposal>('replied_on'), order: [{ column: 'replied_on', descending: true }], limit: MOST_CHOICES });
    return {
      choices: { unit: units, proposal: asked.map((row) => ({ value: row.id, label: subjectOf(row) })) }, units: new Map(units.map(({ value, label }) => [value, label])),
      near: await parameterAt(reading, 'light.near_days', today()), standings: rows.length === 1 ? [] : await standingsOf(reading),
    };
  },
  known: ({ query }) => ({ proposal_id: query.get('proposal') ?? undefined, unit_id: query.get('unit') ?? undefined, made_on: today() }),
  above: (_visit, { standings, units }) => standings.length > 1 && (
    <details>
      <summary class="btn btn-quiet">各单位兑现情况</summary>
      <Section title="各单位兑现情况">
        <Table<Standing>
          caption="各单位兑现情况"
          rows={standings}
          href={({ unit_id }) => `/${undertaking.path}?unit_id=${unit_id}`}
          columns={[
            { key: 'unit', label: '承诺单位', cell: ({ unit_id }) => units.get(unit_id) ?? '', onCards: 'title' },
            { key: 'open', label: '待落实', cell: ({ open }) => open, align: 'end' },
            { key: 'late', label: '其中过期', cell: ({ late }) => late, align: 'end' },
            { key: 'kept', label: '已落实', cell: ({ kept }) => kept, align: 'end' },
            { key: 'struck', label: '已销号', cell: ({ struck }) => struck, align: 'end' },
          ]}
        />
      </Section>
    </details>
  ),
  listing: {
    columns: [
      { key: 'promise', label: '承诺办成什么', cell: (row) => row.promise, onCards: 'title', fixed: true },
      { key: 'unit', label: '承诺单位', cell: (row, { units }) => units.get(row.unit_id) ?? '' },
      { key: 'subject', label: '提案', cell: (row) => row.subject },
      { key: 'made_on', label: '承诺日期', cell: (row) => row.made_on, sort: 'made_on', tight: true },
      { key: 'due_on', label: '承诺期限', cell: (row, { near }) => <Due row={row} near={near} />, plain: (row) => row.due_on, tight: true },
      { key: 'state', label: '状态', cell: (row) => undertaking.states[row.state as 'open']?.label, tight: true },
    ],
    filters: [
      searchOn(undertaking, '关键词', '承诺、提案、落实情况'),
      referenceOn('unit_id', '承诺单位', ({ choices }) => choices['unit'] ?? []),
      stateFilter(undertaking),
      daysOn('made_on', '承诺日期', { more: true }),
      daysOn('due_on', '承诺期限', { more: true }),
    ],
    defaultSort: '-made_on',
    empty: '还没有承诺。承办单位答复“正在解决”“列入计划”时写明以后办成什么，就会记在这里，一直跟踪到销号。',
  },
  lead: (row, { units, near }) => <>{units.get(row.unit_id) ?? ''} · <Due row={row} near={near} /></>,
  facts: (row, { units, near }) => [
    { label: '承诺办成什么', value: row.promise, wide: true },
    { label: '提案', value: row.subject, wide: true },
    { label: '承诺单位', value: units.get(row.unit_id) ?? '' },
    { label: '承诺日期', value: row.made_on },
    { label: '承诺期限', value: <Due row={row} near={near} /> },
    ...(row.report ? [{ label: '落实情况', value: <LongText text={row.report} />, wide: true }, { label: '报落实日期', value: row.reported_on }] : []),
    ...(row.judged_on ? [{ label: '认定日期', value: row.judged_on }] : []),
  ],
  others: (row) => [{ label: '提案', href: `/${proposal.path}/${row.proposal_id}` }],
});

export const mount = (site: Site): void => mountResource(site, undertakings);
