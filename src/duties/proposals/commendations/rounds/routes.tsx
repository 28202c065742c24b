import { sql } from 'kysely';
import type { Child } from 'hono/jsx';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds, unitsOf } from '#platform/identity/actor.ts';
import { invalid, notFound } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { create, type Circumstances } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { Badge } from '#platform/ui/badge.tsx';
import { Section } from '#platform/ui/detail.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { candidatesOf, roundEffects } from '#duties/proposals/commendations/deciding.ts';
import { awardPaper, type ProposerOf } from '#duties/proposals/commendations/papers.ts';
import { quotasOf, type Quotas } from '#duties/proposals/commendations/quotas.ts';
import { commendation, type Commendation } from '#duties/proposals/commendations/record.ts';
import { candidatesPage, recommendTicked, shortlistTicked } from '#duties/proposals/commendations/rounds/candidates.tsx';
import { decide, decisionPage } from '#duties/proposals/commendations/rounds/decision.tsx';
import { commendationRound, commendationRoundFields, type CommendationRound } from '#duties/proposals/commendations/rounds/record.ts';
import { awardKinds, awardUnits, decidingWays, type AwardKind } from '#duties/proposals/commendations/words.ts';

interface Around extends Surroundings {
  quotas?: Quotas;
  candidates: Commendation[];
}

const kinds = Object.keys(awardKinds) as AwardKind[];

async function around(reading: Reading, rows: readonly CommendationRound[]): Promise<Around> {
  const [row] = rows.length === 1 ? rows : [];
  if (!row) return { choices: {}, candidates: [] };
  return { choices: {}, quotas: await quotasOf(reading, row, row.decided_on ?? today()), candidates: await candidatesOf(reading, row.id, 'recommended', 'shortlisted', 'awarded', 'published', 'passed_over', 'revoked') };
}

function expectInOrder({ from_on, until_on }: Pick<CommendationRound, 'from_on' | 'until_on'>): void {
  if (until_on < from_on) throw invalid({ until_on: `早于开始的日期（${from_on}），请核对。` });
}

async function open(act: Act, values: Partial<CommendationRound> & Pick<CommendationRound, 'from_on' | 'until_on'>, how: Circumstances): Promise<CommendationRound> {
  expectInOrder(values);
  return create<CommendationRound>(act, commendationRound, values, how);
}

async function correct(_act: Act, row: CommendationRound, values: Partial<CommendationRound>): Promise<Partial<CommendationRound>> {
  expectInOrder({ ...row, ...values });
  return values;
}

const thisYear = (): string => today().slice(0, 4);

const rounds = resource<CommendationRound, Around>({
  declared: commendationRound,
  fields: commendationRoundFields,
  newLabel: '开始一次评优',
  around,
  known: () => ({ title: `${thisYear()}年度优秀提案和先进承办单位`, from_on: `${thisYear()}-01-01`, until_on: `${thisYear()}-12-31` }),
  enter: open,
  correct,
  effects: roundEffects,
  listing: {
    columns: [
      { key: 'title', label: '名称', cell: ({ title }) => title, onCards: 'title', fixed: true },
      { key: 'until_on', label: '评哪一段时间提出的', cell: ({ from_on, until_on }) => `${from_on} 至 ${until_on}`, plain: ({ until_on }) => until_on, sort: 'until_on' },
      { key: 'decided_on', label: '决定', cell: ({ decided_on }) => decided_on ?? '', tight: true },
      { key: 'published_on', label: '公布', cell: ({ published_on }) => published_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => commendationRound.states[state as 'open'].label, tight: true },
    ],
    filters: [stateFilter(commendationRound)],
    defaultSort: '-until_on',
    empty: '还没有评过优。开始一次评优，各单位推荐，提案委员会初选，再表决或者由主席会议决定。',
  },
  lead: (row) => `${row.from_on}至${row.until_on}提出的提案`,
  facts: (row, { quotas }) => [
    ...kinds.map((kind) => ({ label: awardKinds[kind], value: quotas?.words[kind] })),
    { label: '集体提案', value: quotas && `优秀提案中不少于${quotas.collectiveShare}%` },
    ...(row.decided_on ? [{ label: '决定', value: [row.decided_on, decidingWays[row.way as 'vote'], row.meeting, row.vote_seats && `全体${row.vote_seats}人`].filter(Boolean).join('，'), wide: true }] : []),
    ...(row.recused ? [{ label: '回避', value: row.recused, wide: true }] : []),
    ...(row.published_on ? [{ label: '公布', value: `${row.published_on}，${row.document_no}` }] : []),
  ],
  sections: (row, { candidates }, visit) => <Lists row={row} candidates={candidates} visit={visit} />,
  others: (row, _around, visit) => linksOf(row, visit),
});

function linksOf({ id, state }: CommendationRound, { actor }: Visit): Action[] {
  const base = `/${commendationRound.path}/${id}`;
  const recommends = state === 'open' && (holds(actor, 'county_office') || unitsOf(actor).length > 0);
  return [
    ...(state === 'open' && holds(actor, 'county_office', 'chair', 'auditor') ? [{ label: '看谁可以推荐', href: `${base}/candidates` }] : []),
    ...(recommends ? [{ label: '推荐', href: `/${commendation.path}/new?round=${id}` }] : []),
    ...(state === 'open' && holds(actor, 'county_office') ? [{ label: '录入决定', href: `${base}/decision` }] : []),
    ...(state === 'decided' || state === 'published' ? [{ label: '表彰决定（Word）', href: `${base}/decision.docx` }] : []),
  ];
}

function Lists({ row, candidates, visit }: { row: CommendationRound; candidates: readonly Commendation[]; visit: Visit }): Child {
  const inState = (...states: string[]) => candidates.filter(({ state }) => states.includes(state));
  const recommended = inState('recommended');
  const batch = holds(visit.actor, 'county_office') && row.state === 'open' ? { action: `/${commendationRound.path}/${row.id}/shortlisting`, acts: [{ name: 'shortlist', label: '列入候选' }] } : undefined;
  return (
    <>
      {recommended.length > 0 && (
        <Section title="推荐，等初选" count={recommended.length}>
          <Table<Commendation> caption="推荐" rows={recommended} id={({ id }) => id} href={({ id }) => `/${commendation.path}/${id}`} csrf={frameOf(visit).csrf} batch={batch} columns={columns} />
        </Section>
      )}
      <Group title="候选" rows={inState('shortlisted')} />
      {kinds.map((kind) => {
        const awarded = inState('awarded', 'published').filter((one) => one.kind === kind);
        return <Group title={`${awardKinds[kind]}（${awarded.length}${awardUnits[kind]}）`} rows={awarded} />;
      })}
      <Group title="撤销的" rows={inState('revoked')} />
      <Group title="没有评上的" rows={inState('passed_over')} />
    </>
  );
}

const columns: Column<Commendation>[] = [
  { key: 'subject', label: '提案、单位或个人', cell: ({ subject, collective }) => <>{subject}{collective && <span class="quiet">（集体提案）</span>}</>, onCards: 'title' },
  { key: 'kind', label: '表彰', cell: ({ kind }) => awardKinds[kind as 'unit'], tight: true },
  { key: 'recommended_by', label: '推荐', cell: ({ recommended_by, conflict }) => <>{recommended_by} {conflict && <Badge tone="mark">{conflict}</Badge>}</> },
  { key: 'votes', label: '票数', cell: ({ vote_for, vote_against, vote_abstained }) => (vote_for === null ? '' : `赞成${vote_for}、反对${vote_against}、弃权${vote_abstained}`) },
];

const Group = ({ title, rows }: { title: string; rows: Commendation[] }): Child =>
  rows.length > 0 && <Section title={title}><Table<Commendation> caption={title} rows={rows} href={({ id }) => `/${commendation.path}/${id}`} columns={columns} /></Section>;

const MOST = 300;

async function proposersOf(reading: Reading, roundId: string): Promise<Map<string, ProposerOf>> {
  const { rows } = await sql<ProposerOf & { id: string }>`
    select p.id, p.proposer_name from commendations c join proposals p on p.county_id = c.county_id and p.id = c.proposal_id
    where c.county_id = ${reading.county} and c.round_id = ${roundId} limit ${MOST}`.execute(reading.db);
  return new Map(rows.map(({ id, ...said }) => [id, said]));
}

const printed = async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, commendationRound, visit.param('id'));
  const awarded = await candidatesOf(reading, row.id, 'awarded', 'published');
  if (awarded.length === 0) throw notFound('表彰决定：这一次评优还没有决定');
  return awardPaper(row, awarded, await proposersOf(reading, row.id), visit.county.bodyName, today());
}));

const idsBody = { type: 'object', required: ['id'], properties: { id: { type: 'array', items: { type: 'string', format: 'uuid' } } } };
const votes = { vote_for: { type: 'integer' }, vote_against: { type: 'integer' }, vote_abstained: { type: 'integer' } };
const decisionBody = {
  type: 'object', required: ['way', 'meeting', 'items'],
  properties: {
    way: { type: 'string', enum: Object.keys(decidingWays) }, meeting: { type: 'string' }, decided_on: { type: 'string', format: 'date' }, vote_seats: { type: 'integer' }, recused: { type: 'string' },
    items: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string', format: 'uuid' }, ...votes } } },
  },
};

export function mount(site: Site): void {
  const base = `/${commendationRound.path}/:id`;
  const tag = commendationRound.title;
  site.add({ method: 'GET', path: `${base}/candidates`, handle: candidatesPage, readsOnly: true, api: { summary: '评优：各件提案、各单位的记录', tag, query: [{ name: 'kind', in: 'query', schema: { type: 'string', enum: ['proposal', 'unit'] } }], answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${base}/candidates`, handle: recommendTicked, api: { summary: '推荐勾选的提案或单位', tag, query: [{ name: 'kind', in: 'query', schema: { type: 'string', enum: ['proposal', 'unit'] } }], body: idsBody, answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${base}/shortlisting`, handle: shortlistTicked, api: { summary: '几件推荐一并列入候选', tag, body: idsBody, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${base}/decision`, handle: decisionPage, readsOnly: true });
  site.add({ method: 'POST', path: `${base}/decision`, handle: decide, api: { summary: '录入评优的表决或决定', tag, body: decisionBody, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${base}/decision.docx`, handle: printed });
  mountResource(site, rounds);
}
