import type { Child } from 'hono/jsx';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { stateFilter } from '#platform/http/listing.tsx';
import { mountResource } from '#platform/http/mount-resource.tsx';
import { resource, type Surroundings } from '#platform/http/resource.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { get } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import type { Action } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { subjectOf } from '#duties/proposals/handled.ts';
import { markedWithoutSelection } from '#duties/proposals/keys/marking.ts';
import { keyNotice, keyReport } from '#duties/proposals/keys/papers.ts';
import { keySelection, type KeySelection } from '#duties/proposals/keys/record.ts';
import { keyYear } from '#duties/proposals/keys/report-reading.ts';
import { roomIn, type Room } from '#duties/proposals/keys/room.ts';
import { correctKeyRound, effects, openKeyRound, selectionsOf } from '#duties/proposals/keys/rounds/actions.ts';
import { decide, decisionPage } from '#duties/proposals/keys/rounds/decision.tsx';
import { keyRound, keyRoundFields, type KeyRound } from '#duties/proposals/keys/rounds/record.ts';
import { adoptMarked, oldPage, shortlist, takeUp } from '#duties/proposals/keys/rounds/shortlist.tsx';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

interface Around extends Surroundings {
  room?: Room;
  selections: KeySelection[];
  /** Marked in this year, but not by this selection. */
  marked: Proposal[];
}

async function around(reading: Reading, rows: readonly KeyRound[]): Promise<Around> {
  const [row] = rows.length === 1 ? rows : [];
  if (!row) return { choices: {}, selections: [], marked: [] };
  const selections = await selectionsOf(reading, row.year, 'nominated', 'shortlisted', 'chosen', 'supervised', 'concluded', 'passed_over', 'dropped');
  return { choices: {}, room: await roomIn(reading, row.year, row.decided_on ?? today()), selections, marked: await markedWithoutSelection(reading, row.year) };
}

const yearWords = ({ year }: KeyRound): string => `${year}年`;

const rounds = resource<KeyRound, Around>({
  declared: keyRound,
  fields: keyRoundFields,
  newLabel: '开始一年的遴选',
  around,
  known: () => ({ year: Number(today().slice(0, 4)) }),
  enter: openKeyRound,
  correct: correctKeyRound,
  effects,
  listing: {
    columns: [
      { key: 'year', label: '年度', cell: yearWords, plain: ({ year }) => year, onCards: 'title', fixed: true, sort: 'year' },
      { key: 'recommend_by', label: '推荐截止', cell: ({ recommend_by }) => recommend_by ?? '', tight: true },
      { key: 'decided_on', label: '主席会议', cell: ({ decided_on, meeting }) => [decided_on, meeting].filter(Boolean).join('，') },
      { key: 'notified_on', label: '通知', cell: ({ notified_on }) => notified_on ?? '', tight: true },
      { key: 'state', label: '状态', cell: ({ state }) => keyRound.states[state as 'decided'].label, tight: true },
    ],
    filters: [stateFilter(keyRound)],
    defaultSort: '-year',
    empty: '还没有开始遴选。开始之后，各部门推荐、提案委员会初选、主席会议确定都在这里办。',
  },
  lead: (row) => `${row.year}年${row.recommend_by ? `，推荐到${row.recommend_by}` : ''}`,
  facts: (row, { room, selections }) => [
    { label: '年度', value: yearWords(row) },
    { label: '名额', value: room && `${room.words}，已确定${room.taken}件` },
    { label: '推荐', value: `${selections.length}件` },
    { label: '主席会议', value: [row.decided_on, row.meeting].filter(Boolean).join('，') || '还没有开' },
    { label: '通知', value: [row.notified_on, row.document_no].filter(Boolean).join('，') || '还没有发' },
    ...(row.summary ? [{ label: '年度总结', value: <LongText text={row.summary} />, wide: true }] : []),
  ],
  sections: (row, { selections, marked }, visit) => <><Lists row={row} selections={selections} visit={visit} /><Marked row={row} rows={marked} ticks={selections.every(({ state }) => state !== 'nominated')} visit={visit} /></>,
  others: (row, { selections }, visit) => linksOf(row, selections, visit),
});

function linksOf({ id, state }: KeyRound, selections: readonly KeySelection[], { actor }: Visit): Action[] {
  const base = `/${keyRound.path}/${id}`;
  if (state === 'void') return [];
  const deciding = holds(actor, 'county_office') && state !== 'concluded';
  const decided = selections.some(({ decided_on }) => decided_on !== null);
  return [
    ...(deciding ? [{ label: '往年没有落实的', href: `${base}/unimplemented` }, { label: '主席会议确定', href: `${base}/decision` }] : []),
    ...(decided ? [{ label: '通知（Word）', href: `${base}/notice.docx` }, { label: '督办情况报告（Word）', href: `${base}/report.docx` }] : []),
  ];
}

/** Nominations first, to be ticked onto the shortlist; then what became of the others. */
function Lists({ row, selections, visit }: { row: KeyRound; selections: readonly KeySelection[]; visit: Visit }): Child {
  const inState = (...states: string[]) => selections.filter(({ state }) => states.includes(state));
  const nominated = inState('nominated');
  const ticks = holds(visit.actor, 'county_office') && row.state !== 'concluded';
  return (
    <>
      {nominated.length > 0 && (
        <Section title="推荐，等初选" count={nominated.length}>
          <SelectionTable caption="推荐的提案" rows={nominated} visit={visit} batch={ticks ? { action: `/${keyRound.path}/${row.id}/shortlisting`, label: '列入备选' } : undefined} />
        </Section>
      )}
      <Group title="备选，等主席会议" rows={inState('shortlisted')} visit={visit} />
      <Group title="已确定" rows={inState('chosen', 'supervised', 'concluded')} visit={visit} led />
      <Group title="没有列入、不再督办" rows={inState('passed_over', 'dropped')} visit={visit} />
    </>
  );
}

const Group = ({ title, rows, visit, led }: { title: string; rows: KeySelection[]; visit: Visit; led?: true }): Child =>
  rows.length > 0 && <Section title={title} count={rows.length}><SelectionTable caption={title} rows={rows} visit={visit} led={led} /></Section>;

function SelectionTable({ caption, rows, visit, batch, led }: { caption: string; rows: KeySelection[]; visit: Visit; batch?: { action: string; label: string }; led?: true }): Child {
  return (
    <Table<KeySelection>
      caption={caption} rows={rows} id={({ id }) => id} href={({ id }) => `/${keySelection.path}/${id}`} csrf={frameOf(visit).csrf}
      batch={batch && { action: batch.action, acts: [{ name: 'shortlist', label: batch.label }] }}
      columns={[
        { key: 'subject', label: '提案', cell: ({ subject, old }) => <>{subject}{old && <span class="quiet">（往年）</span>}</>, onCards: 'title' },
        ...(led ? [{ key: 'led_by', label: '领衔领导', cell: ({ led_by }: KeySelection) => led_by ?? '' }] : [{ key: 'why', label: '推荐', cell: ({ nominator, why, seconds }: KeySelection) => `${nominator}：${why ?? ''}${seconds.length > 0 ? `（附议${seconds.length}家）` : ''}` }]),
        { key: 'state', label: '状态', cell: ({ state }) => keySelection.states[state as 'chosen'].label, tight: true },
      ]}
    />
  );
}

/** From a register, or from before: each may be followed here too. One batch on a page: the nominations go first. */
function Marked({ row, rows, ticks, visit }: { row: KeyRound; rows: Proposal[]; ticks: boolean; visit: Visit }): Child {
  if (rows.length === 0) return null;
  const batch = ticks && holds(visit.actor, 'county_office') ? { action: `/${keyRound.path}/${row.id}/adoption`, acts: [{ name: 'adopt', label: '建立督办记录' }] } : undefined;
  return (
    <Section title="已列为重点、还没有督办记录" count={rows.length}>
      <Table<Proposal>
        caption="已列为重点、还没有督办记录" rows={rows} id={({ id }) => id} href={({ id }) => `/${proposal.path}/${id}`} csrf={frameOf(visit).csrf} batch={batch}
        columns={[
          { key: 'subject', label: '提案', cell: subjectOf, onCards: 'title' },
          { key: 'key_led_by', label: '领衔领导', cell: ({ key_led_by }) => key_led_by ?? '' },
          { key: 'key_since', label: '列为重点', cell: ({ key_since }) => key_since, tight: true },
        ]}
      />
    </Section>
  );
}

const printed = (kind: 'notice' | 'report') => async (visit: Visit): Promise<Response> => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get(reading, keyRound, visit.param('id'));
  const told = await keyYear(reading, row.year);
  if (told.chosen.length === 0) throw notFound('重点提案：这一年还没有确定重点提案');
  const sender = { bodyName: visit.county.bodyName, date: (kind === 'notice' ? row.notified_on : row.concluded_on) ?? today() };
  return kind === 'notice' ? keyNotice(told, sender) : keyReport(told, sender);
}));

const idsBody = { type: 'object', required: ['id'], properties: { id: { type: 'array', items: { type: 'string', format: 'uuid' } } } };
const chosenBody = {
  type: 'object', required: ['meeting', 'items'],
  properties: {
    meeting: { type: 'string' }, decided_on: { type: 'string', format: 'date' }, rest_why: { type: 'string' },
    items: { type: 'array', items: { type: 'object', required: ['id', 'led_by'], properties: { id: { type: 'string', format: 'uuid' }, led_by: { type: 'string' }, body_id: { type: 'string', format: 'uuid' }, contact: { type: 'string' } } } },
  },
};

export function mount(site: Site): void {
  const base = `/${keyRound.path}/:id`;
  const tag = keyRound.title;
  site.add({ method: 'GET', path: `${base}/decision`, handle: decisionPage, readsOnly: true });
  site.add({ method: 'POST', path: `${base}/decision`, handle: decide, api: { summary: '主席会议确定重点提案', tag, body: chosenBody, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${base}/unimplemented`, handle: oldPage, readsOnly: true, api: { summary: '往年没有落实、可以再列为重点的提案', tag, answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${base}/unimplemented`, handle: takeUp, api: { summary: '把往年没有落实的提案列入备选', tag, body: idsBody, answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${base}/shortlisting`, handle: shortlist, api: { summary: '几件推荐一并列入备选', tag, body: idsBody, answer: { type: 'object' } } });
  site.add({ method: 'POST', path: `${base}/adoption`, handle: adoptMarked, api: { summary: '给已列为重点的提案建立督办记录', tag, body: idsBody, answer: { type: 'object' } } });
  site.add({ method: 'GET', path: `${base}/notice.docx`, handle: printed('notice') });
  site.add({ method: 'GET', path: `${base}/report.docx`, handle: printed('report') });
  mountResource(site, rounds);
}
