import { randomUUID } from 'node:crypto';
import { sql, type SqlBool } from 'kysely';
import type { Child } from 'hono/jsx';
import { committeeChoices } from '#institutions/facts.ts';
import type { Awaited } from '#platform/awaited.ts';
import { page, seeOther } from '#platform/http/answers.tsx';
import { requestId, sent } from '#platform/http/body.ts';
import { frameOf, type Site } from '#platform/http/site.tsx';
import { look, type Visit } from '#platform/http/visit.ts';
import { holds } from '#platform/identity/actor.ts';
import { relation } from '#platform/identity/relations.ts';
import { usualWords } from '#platform/languages/recognised.ts';
import { all, is, when } from '#platform/predicate.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { transact, type Act, type Reading } from '#platform/records/act.ts';
import { isId, list } from '#platform/records/read.ts';
import { take } from '#platform/records/write.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { ChoiceField } from '#platform/ui/fields.tsx';
import { freshForm } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Table } from '#platform/ui/table.tsx';
import { headline, ledgerEntry, type LedgerEntry } from '#duties/opinions/ledger/record.ts';
import { holdReasons, screeningEffects } from '#duties/opinions/ledger/screening.ts';

/** So many are looked at in one go; the rest follow. */
const AT_ONCE = 50;
const PATH = `/${ledgerEntry.path}/screening`;

const waits = all(is<LedgerEntry>('screened', 'waiting'), is<LedgerEntry>('state', 'received'));
const isHeld = is<LedgerEntry>('screened', 'held');

const screened = (reading: Reading, where = waits): Promise<LedgerEntry[]> =>
  list(reading, ledgerEntry, { where, order: [{ column: 'received_on', descending: true }], limit: AT_ONCE });

/** Who looks: those who keep the ledger. */
const keepers = relation('keepers', '联络委工作人员', (actor) => when(holds(actor, 'county_office', 'worker', 'director', 'deputy_director')));

/** What came in and waits for eyes is work of those who keep the ledger. */
export const screeningAwaited: Awaited = {
  title: '群众来件',
  what: '审看',
  href: PATH,
  whose: keepers,
  find: async (reading) => (await screened(reading)).map((row) => ({ label: headline(row.matter), href: `/${ledgerEntry.path}/${row.id}`, since: row.received_on })),
};

/** 没有解决: told to the handler where all open work stands, until there is a new answer. */
export const objectionsAwaited: Awaited = {
  title: '群众说没有解决',
  what: '重新办理',
  href: `/${ledgerEntry.path}?state=in_hand`,
  whose: keepers,
  find: async (reading) => {
    const reopened = all<LedgerEntry>(is('state', 'in_hand'), { test: (row) => row.reopened > 0, sql: (alias) => sql<SqlBool>`${sql.ref(`${alias}.reopened`)} > 0` });
    return (await screened(reading, reopened)).map((row) => ({ label: headline(row.matter), href: `/${ledgerEntry.path}/${row.id}`, since: null }));
  },
};

async function show(visit: Visit, problem?: Problem): Promise<Response> {
  const held = visit.query.get('held') === '1';
  const [rows, places, reasons] = await look(visit, async (reading) => [
    await screened(reading, held ? isHeld : waits), new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label])), await holdReasons(reading),
  ] as const);
  return page(visit, <ScreeningPage frame={frameOf(visit)} rows={rows} places={places} reasons={reasons} held={held} problem={problem?.message} />, problem?.status);
}

interface ScreeningProps {
  frame: Frame;
  rows: LedgerEntry[];
  places: ReadonlyMap<string, string>;
  reasons: readonly string[];
  /** The ones held back, to be let through after all. */
  held: boolean;
  problem?: string;
}

/** One table, one decision for all that are ticked. */
const ScreeningPage = ({ frame, rows, places, reasons, held, problem }: ScreeningProps): Child => (
  <Desk frame={frame} title="群众来件审看">
    <Head
      title={held ? '搁置的群众来件' : '群众来件审看'} back={{ label: '民情台账', href: `/${ledgerEntry.path}` }}
      lead={held ? '搁置的不办理、不计数，也不删除。弄错的，选中后放行。' : '含有敏感词、来得过密的，先看一眼再办。直接办理也算通过。'}
      others={[held ? { label: '待审看的', href: PATH } : { label: '搁置的', href: `${PATH}?held=1` }]}
    />
    {problem && <p class="problem" role="alert">{problem}</p>}
    {rows.length === 0 ? <p class="quiet">{held ? '没有搁置的。' : '没有要审看的。'}</p> : (
      <form method="post" action={PATH} class="form">
        <CsrfInput csrf={frame.csrf} />
        <input type="hidden" name="request_id" value={randomUUID()} />
        <Table caption="群众来件" rows={rows} columns={columnsOf(places)} />
        <Section title="对打了勾的">
          {!held && <ChoiceField form={freshForm()} name="screened_why" label="搁置的理由" hint="搁置的才选；群众凭回执号能看到这几个字" options={reasons.map((reason) => ({ value: reason, label: usualWords(reason) }))} />}
          <div class="form-actions">
            <button type="submit" class="btn btn-primary" name="act" value="pass">{held ? '放行' : '通过'}</button>
            {!held && <button type="submit" class="btn" name="act" value="hold">搁置</button>}
          </div>
        </Section>
      </form>
    )}
  </Desk>
);

const columnsOf = (places: ReadonlyMap<string, string>) => [
  { key: 'tick', label: '选', cell: (row: LedgerEntry) => <input class="form-check-input" type="checkbox" name="id" value={row.id} aria-label={`选 ${headline(row.matter)}`} />, tight: true },
  { key: 'matter', label: '反映事项', cell: (row: LedgerEntry) => <a href={`/${ledgerEntry.path}/${row.id}`}>{row.matter}</a>, onCards: 'title' as const },
  { key: 'why', label: '为什么要看', cell: (row: LedgerEntry) => row.screened_why },
  { key: 'committee', label: '联络委', cell: (row: LedgerEntry) => places.get(row.committee_id) ?? '' },
  { key: 'received_on', label: '收到', cell: (row: LedgerEntry) => row.received_on, tight: true },
];

async function decide(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const ids = [...new Set((body.form?.getAll('id') ?? []).map(String))].filter(isId).slice(0, AT_ONCE);
  const step = body.text('act') === 'hold' ? 'hold' : 'pass';
  const screened_why = body.text('screened_why') ?? '';
  try {
    if (ids.length === 0) throw new Problem(422, 'none_chosen', '还没有选中来件。请在要处理的前面打勾。');
    if (step === 'hold' && !screened_why) throw new Problem(422, 'reason_missing', '请选一个搁置的理由。');
    await transact(visit.house, visit.actor, requestId(visit, body), (act) => decideAll(act, ids, step, screened_why));
  } catch (error) {
    if (error instanceof Problem && error.status === 422) return show(visit, error);
    if (!(error instanceof Repeated)) throw error;
  }
  return seeOther(visit, PATH, { tone: 'good', sentence: `${ids.length}件已${step === 'hold' ? '搁置' : '通过'}。` });
}

async function decideAll(act: Act, ids: readonly string[], step: 'pass' | 'hold', screened_why: string): Promise<void> {
  const input = step === 'hold' ? { screened_why } : {};
  for (const id of ids) await take(act, ledgerEntry, id, step, { input, effect: screeningEffects[step] });
}

export function mountScreening(site: Site): void {
  site.add({ method: 'GET', path: PATH, handle: (visit) => show(visit) });
  site.add({ method: 'POST', path: PATH, handle: decide });
}
