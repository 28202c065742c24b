import type { Child } from 'hono/jsx';
import { unitChoices } from '#institutions/facts.ts';
import { json, page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf } from '#platform/http/site.tsx';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { notFound, Problem, Repeated } from '#platform/problems.ts';
import { transact, type Reading } from '#platform/records/act.ts';
import { isId } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { AppliedLine } from '#platform/ui/applied.tsx';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { Head } from '#platform/ui/head.tsx';
import { Remark } from '#platform/ui/notice.tsx';
import { numberedPages, Pagination } from '#platform/ui/paging.tsx';
import { Table } from '#platform/ui/table.tsx';
import { allAppliedAt } from '#plans/facts.ts';
import { assigningBoard, PAGE, type AssigningBoard, type ToAssign } from '#duties/proposals/assigning/board-reading.ts';
import { timeLimits } from '#duties/proposals/assigning/clock.ts';
import { assignAll, prepareMany, type Row } from '#duties/proposals/assigning/meeting.ts';
import { sessionNow, standingElsewhere, type Session } from '#duties/proposals/numbers.ts';
import { Elsewhere } from '#duties/proposals/elsewhere.tsx';
import { proposal } from '#duties/proposals/record.ts';
import { sessionWords } from '#duties/proposals/sections.tsx';
import { handlingModes } from '#duties/proposals/words.ts';

export const assigningPath = `/${proposal.path}/assigning`;

/** @throws Problem 404 for everybody but those who prepare and see the assignment. */
export function expectAssigner({ actor }: Visit): void {
  if (!holds(actor, 'county_office', 'chair', 'auditor')) throw notFound('这个页面');
}

/** The session of the address, else the one that is under way. */
export async function sessionAsked(reading: Reading, { query }: Visit): Promise<Session> {
  const now = await sessionNow(reading);
  const asked = { term: Number(query.get('term') ?? now.term), session: Number(query.get('session') ?? now.session) };
  if (![asked.term, asked.session].every((one) => Number.isInteger(one) && one > 0 && one < 100)) throw new Problem(400, 'bad_address', '地址里的届次读不懂，请从提案交办的页面重新进入。');
  return asked;
}

export const sessionQuery = ({ term, session }: Session): string => new URLSearchParams({ term: String(term), session: String(session) }).toString();

const MOST_PAGES = 100;

/** What was typed, when something in it was wrong; and the sentence at its row. */
interface Typed {
  rows: ReadonlyMap<string, Row>;
  problem: Problem;
}

const show = (visit: Visit, typed?: Typed): Promise<Response> => {
  expectAssigner(visit);
  return look(visit, async (reading) => {
    const session = await sessionAsked(reading, visit);
    const at = Math.min(Math.max(Number(visit.query.get('page')) || 1, 1), MOST_PAGES);
    const found = await assigningBoard(reading, session, at);
    if (visit.json) return json(visit, { ...session, total: found.total, ready: found.ready, items: found.rows });
    const units = await unitChoices(reading);
    const applied = <AppliedLine bases={await allAppliedAt(reading, timeLimits, today())} />;
    const elsewhere = await standingElsewhere(reading, 'filed', session);
    return page(visit, <BoardPage {...{ visit, session, at, found, units, typed, applied, elsewhere }} />, typed ? 422 : 200);
  });
};

interface BoardProps {
  visit: Visit;
  session: Session;
  at: number;
  found: AssigningBoard;
  units: readonly { value: string; label: string }[];
  typed?: Typed;
  applied: Child;
  elsewhere: Awaited<ReturnType<typeof standingElsewhere>>;
}

function BoardPage({ visit, session, at, found, units, typed, applied, elsewhere }: BoardProps) {
  const frame = frameOf(visit);
  const decides = holds(visit.actor, 'county_office');
  const query = sessionQuery(session);
  return (
    <Desk frame={frame} title="提案交办">
      <Head
        title="提案交办" back={{ label: proposal.title, href: `/${proposal.path}` }} lead={`${sessionWords(session)}待交办${found.total}件，已拟定承办单位${found.ready}件。`}
        main={decides && found.ready > 0 ? { label: `交办${found.ready}件`, href: `${assigningPath}/meeting?${query}` } : undefined}
        others={[{ label: '交办通知和清单', href: `${assigningPath}/papers?${query}` }, { label: '改办待定', href: `/${proposal.path}?state=disputed` }]}
      />
      <Elsewhere what="待交办的" sessions={elsewhere} href={(one) => `${assigningPath}?${sessionQuery(one)}`} />
      {typed && <Remark>{typed.problem.message}</Remark>}
      {found.rows.length === 0 ? <Empty title="没有待交办的提案。" sentence="审查立案之后，提案会出现在这里。" /> : (
        <form class="assigning" method="post" action={`${assigningPath}?${query}&page=${at}`}>
          <CsrfInput csrf={frame.csrf} />
          <datalist id="units">{units.map(({ label }) => <option value={label} />)}</datalist>
          <section class="card list" aria-label="待交办的提案">
            <Table<ToAssign>
              caption="待交办的提案"
              rows={found.rows}
              href={({ id }) => `/${proposal.path}/${id}`}
              columns={[
                { key: 'number', label: '提案号', cell: ({ proposal_no: number }) => number, tight: true },
                { key: 'title', label: '案由', cell: ({ title }) => title, onCards: 'title' },
                { key: 'units', label: '承办单位', cell: (row) => <UnitFields row={row} units={units} typed={typed} /> },
                { key: 'why', label: '推荐依据', cell: (row) => (row.suggestions.length + row.suggested_ids.length > 0 ? <Why row={row} units={units} /> : '') },
              ]}
            />
            <Pagination paging={numberedPages(frame.here, { page: at, size: PAGE, total: found.total })} />
          </section>
          {decides && <div class="form-actions"><button type="submit" class={found.ready > 0 ? 'btn' : 'btn btn-primary'}>保存这一页拟定的单位</button></div>}
        </form>
      )}
      {applied}
    </Desk>
  );
}

const nameIn = (units: BoardProps['units'], id: string | null | undefined): string => units.find(({ value }) => value === id)?.label ?? '';

/** Filled in with what was decided, else with what past assignments suggest: a person looks it through and saves. */
function UnitFields({ row, units, typed }: { row: ToAssign } & Pick<BoardProps, 'units' | 'typed'>) {
  const mine = typed?.rows.get(row.id);
  const others = [...row.assisting_ids, ...row.separate_ids];
  const lead = mine?.lead ?? (nameIn(units, row.lead_unit_id) || nameIn(units, row.suggestions[0]?.unit));
  const mode = mine?.mode ?? (row.mode === 'separate' ? 'separate' : '');
  const problem = typed?.problem.fields[row.id];
  const of = `第${row.proposal_no}号`;
  return (
    <span class="assigning-row">
      <input type="hidden" name="id" value={row.id} />
      <input class="form-control" name={`lead-${row.id}`} value={lead} list="units" maxlength={60} placeholder="主办单位" aria-label={`${of}主办单位`} autocomplete="off" />
      <input class="form-control" name={`others-${row.id}`} value={mine?.others ?? others.map((id) => nameIn(units, id)).join('、')} maxlength={300} placeholder="会办单位（没有就空着）" aria-label={`${of}会办单位`} autocomplete="off" />
      <select class="form-select" name={`mode-${row.id}`} aria-label={`${of}办理方式`}>
        <option value="" selected={mode === ''}>独办或主办、会办</option>
        <option value="separate" selected={mode === 'separate'}>{handlingModes.separate}</option>
      </select>
      {row.lead_unit_id === null && !mine && lead !== '' && <span class="hint">按以往交办推荐，保存才算拟定</span>}
      {problem && <span class="problem">{problem}</span>}
    </span>
  );
}

/** What speaks for each: past proposals like it, and what the proposer thought. */
const Why = ({ row, units }: { row: ToAssign } & Pick<BoardProps, 'units'>) => (
  <span class="assigning-why">
    {row.suggested_ids.length > 0 && <span>提案人建议：{row.suggested_ids.map((id) => nameIn(units, id)).join('、')}</span>}
    {row.suggestions.map(({ unit, share, examples }) => <span><strong>{nameIn(units, unit)}</strong> {Math.round(share * 100)}%：{examples[0]?.title}{examples.length > 1 && `等${examples.length}件`}</span>)}
  </span>
);

export const board: Handler = (visit) => show(visit);

/** Saves the units of one page of the board. */
export async function saveUnits(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const rows = body.form ? rowsIn(body.form) : jsonRows(body.json?.['items']);
  try {
    const n = await transact(visit.house, visit.actor, requestId(visit, body), (act) => prepareMany(act, rows)).catch((error: unknown) => {
      if (error instanceof Repeated) return 0;
      throw error;
    });
    if (visit.json) return json(visit, { written: n });
    return seeOther(visit, `${assigningPath}?${visit.query}`, { tone: 'good', sentence: n > 0 ? `已保存${n}件拟定的承办单位。` : '没有改动。' });
  } catch (error) {
    if (visit.json || !(error instanceof Problem) || error.status !== 422) throw error;
    return show(visit, { rows: new Map(rows.map((row) => [row.id, row])), problem: error });
  }
}

const textOf = (value: unknown, most: number): string => (typeof value === 'string' ? value.trim().slice(0, most) : '');
const rowOf = (id: string, lead: unknown, others: unknown, mode: unknown): Row => ({ id, lead: textOf(lead, 60), others: textOf(others, 300), mode: mode === 'separate' ? 'separate' : '' });

const rowsIn = (form: FormData): Row[] =>
  [...new Set(form.getAll('id').map(String))].filter(isId).slice(0, PAGE).map((id) => rowOf(id, form.get(`lead-${id}`), form.get(`others-${id}`), form.get(`mode-${id}`)));

function jsonRows(items: unknown): Row[] {
  if (!Array.isArray(items)) throw new Problem(422, 'invalid', '请把每件提案写在 items 里：id、lead、others、mode。');
  return items.slice(0, PAGE).flatMap((one: unknown) => {
    const { id, lead, others, mode } = (one ?? {}) as Record<string, unknown>;
    return typeof id === 'string' && isId(id) ? [rowOf(id, lead, others, mode)] : [];
  });
}

/** One click, after the numbers were looked through. */
export async function holdMeeting(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const session = await look(visit, (reading) => sessionAsked(reading, visit));
  const n = await transact(visit.house, visit.actor, requestId(visit, body), (act) => assignAll(act, session)).catch((error: unknown) => {
    if (error instanceof Repeated) return 0;
    throw error;
  });
  if (visit.json) return json(visit, { assigned: n });
  return seeOther(visit, `${assigningPath}/papers?${sessionQuery(session)}&on=${today()}`, { tone: 'good', sentence: `已交办${n}件，承办单位已经可以签收。` });
}
