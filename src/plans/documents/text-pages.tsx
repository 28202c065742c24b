import { accepted, typed } from '#platform/fields.ts';
import { page } from '#platform/http/answers.tsx';
import { sent } from '#platform/http/body.ts';
import { FieldOf } from '#platform/http/derived.tsx';
import { frameOf, type Site } from '#platform/http/site.tsx';
import type { Visit } from '#platform/http/visit.ts';
import { invalid, notFound } from '#platform/problems.ts';
import { CsrfInput } from '#platform/ui/csrf.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { FormPage, freshForm, type FormState } from '#platform/ui/form.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { clauseName, clausesIn, emptyClause, type Clause } from '#plans/clauses.ts';
import { mountPasting } from '#plans/documents/pasting.tsx';
import { nextNumber, renumbered, renumberedWords } from '#plans/documents/numbering.ts';
import { PlanText } from '#plans/documents/plan-text.tsx';
import { plan, type Plan } from '#plans/documents/record.ts';
import { asClause, asForm, clausesFrom, fieldsOfClause, otherParameters, ownParameters } from '#plans/documents/text.ts';
import { opened, write } from '#plans/documents/writing.ts';

/** Where a plan's text is written: piece by piece, or pasted as a whole. */
export function mountText(site: Site): void {
  mountPasting(site);
  site.add({ method: 'GET', path: '/plans/:id/clauses', handle: showText });
  site.add({
    method: 'POST', path: '/plans/:id/clauses', handle: replaceText,
    api: { summary: '写入方案全文', tag: plan.title, body: { type: 'object', required: ['clauses'], properties: { clauses: { type: 'array', items: { type: 'object' }, description: '按顺序：level（chapter、section、clause）、number、heading、text、key（系统里对应的条款键）、parameters（本条规定的参数）' } } } },
  });
  site.add({ method: 'GET', path: '/plans/:id/clauses/new', handle: (visit) => showNew(visit) });
  site.add({ method: 'POST', path: '/plans/:id/clauses/new', handle: addClause });
  site.add({ method: 'GET', path: '/plans/:id/clauses/:place', handle: (visit) => showClause(visit) });
  site.add({ method: 'POST', path: '/plans/:id/clauses/:place', handle: changeClause });
}

const editing = (row: Plan): string => `/plans/${row.id}/clauses`;

async function showText(visit: Visit): Promise<Response> {
  const row = await opened(visit);
  const clauses = clausesIn(row);
  const frame = frameOf(visit);
  return page(visit, (
    <Desk frame={frame} title="编辑条文" width="narrow">
      <Head
        title="编辑条文" lead={row.title} back={{ label: row.title, href: `/plans/${row.id}` }}
        main={{ label: '增加一条', href: `${editing(row)}/new`, icon: 'add' }} others={[{ label: '粘贴全文', href: `${editing(row)}/pasted` }]}
      />
      <Section title="正文" count={clauses.length}>
        {clauses.length === 0 && <p class="quiet">还没有正文。可以从 Word 里复制全文，粘贴后自动拆成章、条；也可以一条一条增加。</p>}
        <PlanText clauses={clauses} kind={row.kind} beside={(clause, place) => <Acts frame={frame} row={row} clause={clause} place={place} last={clauses.length - 1} />} />
      </Section>
    </Desk>
  ));
}

function Acts({ frame, row, clause, place, last }: { frame: Frame; row: Plan; clause: Clause; place: number; last: number }) {
  const named = clauseName(clause);
  return (
    <form method="post" action={`${editing(row)}/${place + 1}`} class="plan-acts">
      <CsrfInput csrf={frame.csrf} />
      <input type="hidden" name="version" value={row.version} />
      <a class="btn btn-quiet" href={`${editing(row)}/${place + 1}`} aria-label={`修改${named}`}>修改</a>
      {place > 0 && <button type="submit" class="btn btn-quiet" name="act" value="up" aria-label={`上移${named}`}>上移</button>}
      {place < last && <button type="submit" class="btn btn-quiet" name="act" value="down" aria-label={`下移${named}`}>下移</button>}
      <a class="btn btn-quiet" href={`${editing(row)}/new?after=${place + 1}`} aria-label={`后面加一条（${named}之后）`}>后面加一条</a>
    </form>
  );
}

async function replaceText(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  if (!body.json) throw invalid({ clauses: '全文请在“粘贴全文”页提交。' });
  return write({
    visit, body,
    change: (_before, row) => clausesFrom(row.kind, body.json!['clauses']),
    next: (row) => ({ href: editing(row), sentence: '已保存正文。' }),
    redraw: () => showText(visit),
  });
}

/** Where a new piece goes: after the one that was named, else at the end. */
const placeAfter = (asked: string | null | undefined, length: number): number =>
  asked && /^\d{1,4}$/.test(asked) ? Math.min(Number(asked), length) : length;

async function showNew(visit: Visit, form?: FormState, status = 200): Promise<Response> {
  const row = await opened(visit);
  const clauses = clausesIn(row);
  const after = placeAfter(visit.query.get('after') ?? String(form?.values['after'] ?? ''), clauses.length);
  const fresh = freshForm(asForm({ ...emptyClause, number: nextNumber(clauses, after) }));
  return draw({ visit, row, clause: emptyClause, form: form ?? fresh, status, title: '增加一条', action: 'new', after });
}

async function addClause(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const at = (length: number) => placeAfter(body.text('after'), length);
  let place = 0;
  let moved = '';
  return write({
    visit, body,
    change: (before, row) => {
      place = at(before.length);
      const done = inOrder(row, before, before.toSpliced(place, 0, clauseSent(row, body.form ?? new FormData())));
      moved = done.words;
      return done.clauses;
    },
    next: (row) => ({ href: `${editing(row)}#clause-${place + 1}`, sentence: `已增加一条。${moved}` }),
    redraw: (form, status) => showNew(visit, form, status),
  });
}

/** A draft's numbers count on; an issued plan keeps those that were printed. */
function inOrder(row: Plan, before: readonly Clause[], after: readonly Clause[]): { clauses: Clause[]; words: string } {
  if (row.state !== 'draft') return { clauses: [...after], words: '' };
  const done = renumbered(before, after);
  return { clauses: done.clauses, words: renumberedWords(done) };
}

/** Counted from one, as the address has it. */
function placeOf(visit: Visit, clauses: readonly Clause[]): number {
  const asked = visit.param('place');
  const place = /^\d{1,4}$/.test(asked) ? Number(asked) - 1 : -1;
  if (!clauses[place]) throw notFound('这一条');
  return place;
}

async function showClause(visit: Visit, form?: FormState, status = 200): Promise<Response> {
  const row = await opened(visit);
  const clauses = clausesIn(row);
  const place = placeOf(visit, clauses);
  const clause = clauses[place]!;
  return draw({ visit, row, clause, form: form ?? freshForm(asForm(clause)), status, title: `修改${clauseName(clause)}`, action: String(place + 1) });
}

const MOVES: Record<string, number> = { up: -1, down: 1 };

async function changeClause(visit: Visit): Promise<Response> {
  const body = await sent(visit);
  const asked = body.text('act') ?? 'save';
  let place = 0;
  let words = '';
  return write({
    visit, body,
    change: (before, row) => {
      place = placeOf(visit, before);
      if (asked !== 'remove' && !(asked in MOVES)) return before.with(place, clauseSent(row, body.form ?? new FormData(), before[place]));
      const done = inOrder(row, before, asked === 'remove' ? before.toSpliced(place, 1) : moved(before, place, (place += MOVES[asked]!)));
      words = done.words;
      return done.clauses;
    },
    next: (row) => ({ href: `${editing(row)}#clause-${place + 1}`, sentence: `${asked === 'remove' ? '已删除这一条。' : '已保存。'}${words}` }),
    redraw: (form, status) => showClause(visit, form, status),
  });
}

function moved(clauses: readonly Clause[], from: number, to: number): Clause[] {
  const rest = clauses.toSpliced(from, 1);
  return to < 0 || to > rest.length ? [...clauses] : rest.toSpliced(to, 0, clauses[from]!);
}

/** The clause of a form; of an issued plan the form has no values, and those it set stay. */
function clauseSent(row: Plan, form: FormData, before: Clause = emptyClause): Clause {
  const fields = fieldsOfClause(row.kind);
  const clause = asClause(accepted(fields, typed(fields, form.entries())));
  return row.state === 'draft' ? clause : { ...clause, parameters: before.parameters };
}

interface Drawn {
  visit: Visit;
  row: Plan;
  clause: Clause;
  form: FormState;
  status: number;
  title: string;
  /** Last part of the address that takes the form. */
  action: string;
  after?: number;
}

function draw({ visit, row, clause, form, status, title, action, after }: Drawn): Promise<Response> {
  const fields = fieldsOfClause(row.kind);
  const inputs = (names: readonly string[]) => names.map((name) => <FieldOf of={fields} name={name} form={form} choices={{}} />);
  const [own, others] = [ownParameters(clause), otherParameters(row.kind, clause)];
  return page(visit, (
    <FormPage
      frame={frameOf(visit)} title={title} lead={row.title} back={{ label: '编辑条文', href: editing(row) }}
      action={`${editing(row)}/${action}`} form={form} version={row.version} submit="保存"
      second={after === undefined && <button type="submit" class="btn btn-quiet" name="act" value="remove">删除这一条</button>}
    >
      {after !== undefined && <input type="hidden" name="after" value={after} />}
      {inputs(['level', 'number', 'heading', 'text', 'key'])}
      {row.state === 'draft' && (
        <>
          {inputs(own)}
          {others.length > 0 && (
            <details class="plan-values" open={others.some((name) => clause.parameters[name] !== undefined || form.problems[name])}>
              <summary>{own.length > 0 ? '本条还规定了别的数字' : '本条规定了系统要用的数字'} <Icon name="down" class="turn" /></summary>
              {inputs(others)}
            </details>
          )}
        </>
      )}
    </FormPage>
  ), status);
}
