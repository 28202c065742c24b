import type { Child } from 'hono/jsx';
import { sql } from 'kysely';
import { unitChoices } from '#institutions/facts.ts';
import { json, page } from '#platform/http/answers.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { unitsOf } from '#platform/identity/actor.ts';
import { oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { allAppliedAt, parameterAt } from '#plans/facts.ts';
import { addresseeWords, placesNamed, type Named } from '#duties/inspections/recommendations/addressing.ts';
import { recommendation, stillOpen, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { Due } from '#duties/inspections/recommendations/sections.tsx';

/** How many of those addressed to somebody are open, and what became of the rest. */
interface Standing extends Pick<Recommendation, 'unit_id' | 'township_id' | 'addressee'> {
  open: number;
  unanswered: number;
  late: number;
  done: number;
  refused: number;
}

/** A county has fewer units and townships; addressees in words are added at the end. */
const MOST_STANDINGS = 300;
const MOST_OPEN = 200;

async function standingsOf(reading: Reading): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select r.unit_id, r.township_id, r.addressee,
      count(*) filter (where r.state in ('open', 'accepted', 'carried', 'reported'))::int as open,
      count(*) filter (where r.state = 'open')::int as unanswered,
      count(*) filter (where r.state in ('open', 'accepted', 'carried') and r.due_on < ${today()}::date)::int as late,
      count(*) filter (where r.state = 'done')::int as done, count(*) filter (where r.state = 'refused')::int as refused
    from recommendations r where ${among<Recommendation>(reading, recommendation)} and r.state <> 'void'
    group by r.unit_id, r.township_id, r.addressee order by open desc, late desc, r.unit_id, r.township_id, r.addressee limit ${MOST_STANDINGS}`.execute(reading.db);
  return rows;
}

const openOnes = (reading: Reading): Promise<Recommendation[]> =>
  list<Recommendation>(reading, recommendation, { where: oneOf<Recommendation>('state', stillOpen), order: [{ column: 'due_on' }], limit: MOST_OPEN });

/** 在办建议: what is open, by whom it was addressed to, the nearest day first. */
async function board(visit: Visit): Promise<Response> {
  return look(visit, async (reading) => {
    const [rows, standings] = [await openOnes(reading), await standingsOf(reading)];
    if (visit.json) return json(visit, { open: rows, standings });
    const named = { units: new Map((await unitChoices(reading)).map(({ value, label }) => [value, label])), places: await placesNamed(reading) };
    const near = await parameterAt(reading, 'light.near_days', today());
    const ofUnit = unitsOf(visit.actor).length > 0;
    const groups = Map.groupBy(rows, (row) => addresseeWords(row, named));
    return page(visit, (
      <Desk frame={frameOf(visit)} title="在办的调研建议">
        <Head
          title={ofUnit ? '向本单位提的调研建议' : '在办的调研建议'}
          lead={rows.length > 0 ? `还没有办完的${rows.length}${rows.length === MOST_OPEN ? '条以上' : '条'}，按完成日期先后排列。` : undefined}
          others={[{ label: '全部调研建议', href: `/${recommendation.path}` }]}
        />
        {rows.length === 0 && <Empty title="现在没有在办的调研建议。" />}
        {[...groups].map(([to, those]) => <Group to={to} rows={those} near={near} />)}
        {standings.length > 1 && <Standings rows={standings} named={named} />}
        <AppliedLine bases={await allAppliedAt(reading, ['recommendations.answer_days', 'light.near_days'], today())} />
      </Desk>
    ));
  });
}

const Group = ({ to, rows, near }: { to: string; rows: Recommendation[]; near: number }): Child => (
  <Section title={to} count={rows.length}>
    <Table<Recommendation>
      caption={to}
      rows={rows}
      href={({ id }) => `/${recommendation.path}/${id}`}
      columns={[
        { key: 'words', label: '建议', cell: ({ words }) => words, onCards: 'title' },
        { key: 'subject', label: '调研视察', cell: ({ subject }) => subject },
        { key: 'due_on', label: '完成日期', cell: (row) => <Due row={row} near={near} />, tight: true },
        { key: 'followed_on', label: '最近跟进', cell: ({ followed_on }) => followed_on ?? '', tight: true },
        { key: 'state', label: '状态', cell: stateWords, tight: true },
      ]}
    />
  </Section>
);

const stateWords = ({ state, answer_by }: Recommendation): string => `${recommendation.states[state as 'open'].label}${state === 'open' && answer_by ? `（${answer_by}前）` : ''}`;

const Standings = ({ rows, named }: { rows: Standing[]; named: Named }): Child => (
  <Section title="各单位办理情况" count={rows.length}>
    <Table<Standing>
      caption="各单位办理情况"
      rows={rows}
      columns={[
        { key: 'to', label: '建议对象', cell: (row) => addresseeWords(row, named), onCards: 'title' },
        { key: 'open', label: '在办', cell: ({ open }) => open, align: 'end' },
        { key: 'unanswered', label: '其中没有回复', cell: ({ unanswered }) => unanswered, align: 'end' },
        { key: 'late', label: '其中过期', cell: ({ late }) => late, align: 'end' },
        { key: 'done', label: '已落实', cell: ({ done }) => done, align: 'end' },
        { key: 'refused', label: '没有采纳', cell: ({ refused }) => refused, align: 'end' },
      ]}
    />
  </Section>
);

export function mountBoard(site: Site): void {
  site.add({ method: 'GET', path: `/${recommendation.path}/board`, handle: board, readsOnly: true, api: { summary: '在办的调研建议和各单位办理情况', tag: recommendation.title } });
}
