import { randomUUID } from 'node:crypto';
import { unitChoices } from '#institutions/facts.ts';
import { isDay } from '#platform/fields.ts';
import { json, page } from '#platform/http/answers.tsx';
import { boundAnswer, paperAnswer, sheetAnswer } from '#platform/http/paper-answer.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { notFound, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Table, type Column } from '#platform/ui/table.tsx';
import { Views } from '#platform/ui/views.tsx';
import { today } from '#platform/time.ts';
import { assigningPath, expectAssigner, sessionAsked, sessionQuery } from '#duties/proposals/assigning/board.tsx';
import { assigningBoard } from '#duties/proposals/assigning/board-reading.ts';
import { assistingDay, objectionDay } from '#duties/proposals/assigning/clock.ts';
import { assignedDays, handedOn, type Handed } from '#duties/proposals/assigning/handed.ts';
import { assigningLetter, handedSheet, unitLists, type AssigningFacts } from '#duties/proposals/assigning/papers.ts';
import type { Session } from '#duties/proposals/numbers.ts';
import { proposal } from '#duties/proposals/record.ts';
import { sessionWords } from '#duties/proposals/sections.tsx';
import { sides } from '#duties/proposals/words.ts';

/** The day of the address; without one the last on which something of the session was assigned. */
async function dayAsked(reading: Reading, visit: Visit, session: Session): Promise<string | undefined> {
  const on = visit.query.get('on');
  if (on && !isDay(on)) throw new Problem(400, 'bad_address', '地址里的日期读不懂，请从提案交办的页面重新进入。');
  return on ?? (await assignedDays(reading, session))[0];
}

async function factsOf(visit: Visit): Promise<AssigningFacts> {
  expectAssigner(visit);
  return look(visit, async (reading) => {
    const session = await sessionAsked(reading, visit);
    const on = await dayAsked(reading, visit, session);
    const handed = on ? await handedOn(reading, session, on) : [];
    if (!on || handed.length === 0) throw notFound('交办清单：这一天没有交办这次会议的提案');
    const named = (await unitChoices(reading)).map(({ value, label }): [string, string] => [value, label]);
    return { session, county: visit.county, on, objectBy: await objectionDay(reading, on), assistingBy: await assistingDay(reading, on), handed, names: new Map(named) };
  });
}

const letter = (side: keyof typeof sides) => async (visit: Visit): Promise<Response> => {
  const facts = await factsOf(visit);
  if (!facts.handed.some(({ items }) => items.some(({ row }) => (row.side ?? 'government') === side))) throw notFound(`交办通知：这一天没有${sides[side]}的提案`);
  return paperAnswer(visit, assigningLetter(side, facts));
};

/** Before the click: to whom what will go. */
const confirm = (visit: Visit): Promise<Response> => {
  expectAssigner(visit);
  return look(visit, async (reading) => {
    const session = await sessionAsked(reading, visit);
    const { ready, total } = await assigningBoard(reading, session, 1);
    const frame = frameOf(visit);
    return page(visit, (
      <Desk frame={frame} title="交办" width="narrow">
        <Head title={`交办${ready}件提案`} back={{ label: '提案交办', href: `${assigningPath}?${sessionQuery(session)}` }} lead={sessionWords(session)} />
        <p>已拟定承办单位的{ready}件将一次交办，答复期限和异议期限从今天起算，承办单位马上可以看到并签收。{total > ready && `其余${total - ready}件还没有拟定单位，这次不交办。`}</p>
        <p>交办之后不能撤回；单位不合适的，由承办单位在异议期内提出，再改办或指定承办。</p>
        <form method="post" action={`${assigningPath}/meeting?${sessionQuery(session)}`}>
          <CsrfInput csrf={frame.csrf} />
          <input type="hidden" name="request_id" value={randomUUID()} />
          <button type="submit" class="btn btn-primary">{`确认交办${ready}件`}</button>
        </form>
      </Desk>
    ));
  });
};

/** Everything to print after the meeting, and who got how much. */
const papers = (visit: Visit): Promise<Response> => {
  expectAssigner(visit);
  return look(visit, async (reading) => {
    const session = await sessionAsked(reading, visit);
    const on = await dayAsked(reading, visit, session);
    const handed = on ? await handedOn(reading, session, on) : [];
    if (visit.json) return json(visit, { ...session, on: on ?? null, units: handed.map(({ unit, items }) => ({ unit: unit.name, ...countsOf(items) })) });
    const frame = frameOf(visit);
    const query = `${sessionQuery(session)}&on=${on ?? today()}`;
    const given = (side: string) => handed.some(({ items }) => items.some(({ row }) => (row.side ?? 'government') === side));
    const days = (await assignedDays(reading, session)).slice(0, 10).map((day) => ({ label: `${day}交办`, href: `${assigningPath}/papers?${sessionQuery(session)}&on=${day}` }));
    return page(visit, (
      <Desk frame={frame} title="交办通知和清单">
        <Head
          title="交办通知和清单" back={{ label: '提案交办', href: `${assigningPath}?${sessionQuery(session)}` }} lead={on ? `${sessionWords(session)} · ${on}交办，${handed.length}个单位` : sessionWords(session)}
          main={handed.length > 0 ? { label: '各单位清单（Word，一单位一页）', href: `${assigningPath}/lists.docx?${query}`, icon: 'exporting' } : undefined}
          others={handed.length === 0 ? [] : [
            ...Object.keys(sides).filter(given).map((side) => ({ label: side === 'party' ? '交办通知（县委办）' : '交办通知（县政府办）', href: `${assigningPath}/letters/${side}.docx?${query}` })),
            { label: '清单（Excel）', href: `${assigningPath}/lists.xlsx?${query}` },
          ]}
        />
        {days.length > 1 && <Views views={{ saved: days }} here={{ ...frame.here, query: new URLSearchParams(query) }} />}
        {handed.length === 0 ? <Empty title="还没有交办这次会议的提案。" /> : (
          <section class="card list" aria-label="各单位">
            <Table<Handed> caption="各单位" rows={handed} columns={columns} />
          </section>
        )}
      </Desk>
    ));
  });
};

type Counts = Record<'sole' | 'lead' | 'separate' | 'assisting' | 'accepted', number>;

function countsOf(items: Handed['items']): Counts {
  const of = (role: string) => items.filter((one) => one.role === role).length;
  return { sole: of('sole'), lead: of('lead'), separate: of('separate'), assisting: of('assisting'), accepted: items.filter(({ row, role }) => role !== 'assisting' && row.accepted_on !== null).length };
}

const number = (key: keyof Counts, label: string): Column<Handed> => ({ key, label, cell: ({ items }) => countsOf(items)[key], align: 'end' });
const columns: Column<Handed>[] = [
  { key: 'unit', label: '承办单位', cell: ({ unit }) => unit.name, onCards: 'title' },
  number('sole', '独办（件）'), number('lead', '主办'), number('separate', '分办'), number('assisting', '会办'), number('accepted', '已签收'),
];

export function mountPapers(site: Site): void {
  site.add({ method: 'GET', path: `${assigningPath}/meeting`, handle: confirm, readsOnly: true });
  site.add({ method: 'GET', path: `${assigningPath}/papers`, handle: papers, readsOnly: true, api: { summary: '交办清单', tag: proposal.title, answer: { type: 'object' } } });
  for (const side of Object.keys(sides) as (keyof typeof sides)[]) site.add({ method: 'GET', path: `${assigningPath}/letters/${side}.docx`, handle: letter(side) });
  site.add({ method: 'GET', path: `${assigningPath}/lists.docx`, handle: async (visit) => boundAnswer(visit, unitLists(await factsOf(visit))) });
  site.add({ method: 'GET', path: `${assigningPath}/lists.xlsx`, handle: async (visit) => sheetAnswer(handedSheet(await factsOf(visit))) });
}
