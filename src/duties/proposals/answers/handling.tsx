import { unitChoices } from '#institutions/facts.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { unitsOf } from '#platform/identity/actor.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act as Acting } from '#platform/records/act.ts';
import { find } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { DayLight } from '#platform/ui/due.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { allAppliedAt, parameterAt } from '#plans/facts.ts';
import { chosenIn } from '#duties/proposals/chosen.ts';
import { effects } from '#duties/proposals/actions.ts';
import { inHandOf, type InHand } from '#duties/proposals/answers/next.ts';
import { subjectOf } from '#duties/proposals/handled.ts';
import { proposal } from '#duties/proposals/record.ts';

/** 本单位的提案: what a handling unit has in hand, the nearest day first, with what is to be done next; signed for and countersigned from here. */

const PATH = `/${proposal.path}/handling`;
const roles = { lead: '主办', separate: '分办', assisting: '会办' } as const;
const acts = [{ name: 'accept', label: '签收选中的' }, { name: 'countersign', label: '会签选中的（没有书面意见）' }] as const;
type Act = (typeof acts)[number]['name'];

const show: Handler = (visit) => {
  if (unitsOf(visit.actor).length === 0) throw notFound('这个页面');
  return look(visit, async (reading) => {
    const inHand = (await inHandOf(reading)).toSorted((a, b) => Number(a.next.waits ?? false) - Number(b.next.waits ?? false));
    if (visit.json) return json(visit, { items: inHand.map(({ row, role, due, next }) => ({ id: row.id, subject: subjectOf(row), due_on: due, role, next: next.words, href: next.href, waits: next.waits ?? false })) });
    const units = new Map((await unitChoices(reading)).map(({ value, label }) => [value, label]));
    const near = await parameterAt(reading, 'light.near_days', today());
    const own = inHand.filter(({ next }) => !next.waits).length;
    return page(visit, (
      <Desk frame={frameOf(visit)} title="本单位的提案">
        <Head title="本单位的提案" lead={inHand.length > 0 ? `在办${inHand.length}件，等您单位办的${own}件，按期限先后排列。` : undefined} others={[{ label: '全部提案', href: `/${proposal.path}` }, { label: '答复函', href: '/proposal-answers' }, { label: '沟通记录', href: '/proposal-contacts' }]} />
        {inHand.length === 0 ? <Empty title="现在没有等您单位办的提案。" /> : (
          <section class="card list" aria-label="本单位的提案">
            <Table<InHand>
              caption="本单位的提案" rows={inHand} id={({ row }) => row.id} href={({ row }) => `/${proposal.path}/${row.id}`}
              batch={inHand.some(({ next }) => next.act) ? { action: PATH, acts: [...acts] } : undefined} csrf={visit.csrf}
              columns={columnsOf(units, near, unitsOf(visit.actor).length > 1)}
            />
          </section>
        )}
        <AppliedLine bases={await allAppliedAt(reading, ['contacts.required', 'contacts.first_days', 'answers.draft_days'], today())} />
      </Desk>
    ));
  });
};

const columnsOf = (units: ReadonlyMap<string, string>, near: number, several: boolean): Column<InHand>[] => [
  { key: 'subject', label: '提案', cell: ({ row }) => subjectOf(row), onCards: 'title' },
  { key: 'next', label: '下一步', cell: ({ next }) => (next.waits ? <span class="quiet">{next.words}</span> : <a href={next.href}>{next.words}</a>) },
  { key: 'due', label: '期限', cell: ({ due }) => due && <span class="due">{due} <DayLight day={due} near={near} /></span>, tight: true },
  { key: 'role', label: '承办', cell: ({ role, unitId }) => (several ? `${units.get(unitId) ?? ''}${roles[role]}` : roles[role]), tight: true },
  { key: 'proposer', label: '提案人', cell: ({ row }) => row.proposer_name },
];

/** Every one that was ticked, or none. */
async function submit(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const [ids, step] = [chosenIn(body, MOST_TOGETHER, '办'), acts.find(({ name }) => name === body.text('act'))?.name];
  if (!step) throw new Problem(422, 'no_act', '没有说明要签收还是会签，请返回列表重新点按钮。');
  const taken = await transact(visit.house, visit.actor, requestId(visit, body), async (act) => {
    for (const id of ids) await takeOne(act, id, step);
    return ids.length;
  }).catch((error: unknown) => {
    if (error instanceof Repeated) return ids.length;
    throw error;
  });
  if (visit.json) return json(visit, { taken: ids });
  return seeOther(visit, PATH, { tone: 'good', sentence: `已${words[step]}${taken}件。` });
}

/** A refusal among several says which one it is about. */
async function takeOne(act: Acting, id: string, step: Act): Promise<void> {
  await take(act, proposal, id, step, { effect: effects[step] }).catch(async (error: unknown) => {
    const row = error instanceof Problem ? await find(act, proposal, id) : undefined;
    if (!(error instanceof Problem) || !row) throw error;
    throw new Problem(error.status, error.code, `${subjectOf(row)}：${error.message}`, { clause: error.clause });
  });
}

const words: Readonly<Record<Act, string>> = { accept: '签收', countersign: '会签' };
const MOST_TOGETHER = 100;

export function mountHandling(site: Site): void {
  const tag = proposal.title;
  site.add({ method: 'GET', path: PATH, handle: show, readsOnly: true, api: { summary: '本单位在办的提案和下一步', tag } });
  site.add({
    method: 'POST', path: PATH, handle: submit,
    api: { summary: '一并签收、会签', tag, body: { type: 'object', required: ['id', 'act'], properties: { request_id: { type: 'string' }, id: { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: MOST_TOGETHER }, act: { type: 'string', enum: acts.map(({ name }) => name) } } } },
  });
}
