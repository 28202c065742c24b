import { committee, type Committee } from '#institutions/committees/record.ts';
import { issuedFiles } from '#platform/documents/issuing.ts';
import { attach } from '#platform/files/attachments.ts';
import type { KeptFile } from '#platform/files/taking-in.ts';
import { check, mayCreate } from '#platform/lifecycle/lifecycle.ts';
import { all, is, not } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { find, get, list } from '#platform/records/read.ts';
import { create, refuse, take, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { paragraphsOf, typedBody } from '#reports/wording/body.ts';
import { firstBody, numbersOf, type Subject } from '#reports/statements/drafting.ts';
import { write } from '#reports/statements/paper.ts';
import { kinds, periodOf, periodWords, titleOf, type Kind } from '#reports/statements/periods.ts';
import { statement, type Remark, type Statement } from '#reports/statements/record.ts';

interface Entered {
  committee_id: string;
  kind: Kind;
  month: string;
  title?: string;
  body?: string;
}

/** Drafts a statement from the records; what was typed along with it stands in place of the drafted words. */
export async function draft(act: Act, entered: Entered, how: Circumstances): Promise<Statement> {
  const { committee_id, kind, month } = entered;
  refuse(mayCreate(statement, act.actor, { committee_id, state: statement.initial } as Statement));
  expectYear(Number(month.slice(0, 4)), Number(dayOf(act.at).slice(0, 4)));
  const subject = { committee: await committeeAt(act, committee_id), kind, period: periodOf(kind, month) };
  await expectPossible(act, subject);
  const numbers = await numbersOf(act, subject);
  const first = await firstBody(act, subject);
  return create<Statement>(act, statement, {
    committee_id, kind, from_on: subject.period.from, to_on: subject.period.to,
    title: entered.title ?? titleOf(subject.committee.name, kind, subject.period),
    ...numbers, ...first, ...(entered.body ? { body: typedBody(entered.body, numbers) } : {}),
  }, how);
}

/** Records do not go back further, and a plan is made for the coming year at most. */
const FIRST_YEAR = 1954;

function expectYear(year: number, now: number): void {
  if (year < FIRST_YEAR || year > now + 1) throw invalid({ month: `“所属月份”的年份请在${FIRST_YEAR}年到${now + 1}年之间。` });
}

async function committeeAt(act: Act, id: string): Promise<Committee> {
  const found = await find(act, committee, id);
  if (!found) throw invalid({ committee_id: '没有这个联络委，请从列表中重新选择。' });
  return found;
}

async function expectPossible(act: Act, { committee: { id, name, founded_on }, kind, period }: Subject): Promise<void> {
  const words = periodWords(kind, period);
  if (kind !== 'yearly_plan' && period.from > dayOf(act.at)) throw invalid({ month: `${words}还没有到，到时候再起草。` });
  if (founded_on && founded_on > period.to) throw invalid({ month: `${name}${founded_on}才设立，${words}没有可写的。请改选以后的月份。` });
  const [there] = await list(act, statement, { where: all(is<Statement>('committee_id', id), is<Statement>('kind', kind), is<Statement>('from_on', period.from), not(is<Statement>('state', 'void'))), limit: 1 });
  if (there) throw new Problem(409, 'already_there', `${name}${words}的${kinds[kind]}已经有一份（${statement.states[there.state as 'draft'].label}），请打开那一份修改；确实要重写的，先作废它。`);
}

/** Corrects the sentences; of which committee and days it speaks is not changed any more. */
export async function correct(_act: Act, row: Statement, values: Partial<Entered>): Promise<Values<Statement>> {
  if ((values.committee_id ?? row.committee_id) !== row.committee_id || (values.kind ?? row.kind) !== row.kind) {
    throw invalid({ '': '联络委和种类不能改。写错了的，请作废这一份，另起草一份。' });
  }
  return { committee_id: row.committee_id, kind: row.kind, title: values.title ?? row.title, body: values.body ? typedBody(values.body, row) : row.body };
}

/** The columns of the numbers as a change writes them: lists of JSON go in as text. */
async function drawnAgain(act: Act, row: Statement): Promise<Values<Statement>> {
  const subject = { committee: await get(act, committee, row.committee_id), kind: row.kind, period: { from: row.from_on, to: row.to_on } };
  const { quotes, tables, ...numbers } = await numbersOf(act, subject);
  return { ...numbers, quotes: JSON.stringify(quotes), tables: JSON.stringify(tables) } as unknown as Values<Statement>;
}

const redraw: Effect<Statement> = drawnAgain;

const submit: Effect<Statement> = async (act) => ({ submitted_on: dayOf(act.at), remarks: '[]' }) as unknown as Values<Statement>;

const comeBack: Effect<Statement> = async (_act, row, input: { remarks?: string }) =>
  ({ submitted_on: null, remarks: JSON.stringify(remarksIn(input.remarks ?? '', paragraphsOf(row.body).length)) }) as unknown as Values<Statement>;

/** 3：请补充…… names the paragraph; a line without a number speaks of the whole. */
function remarksIn(typed: string, paragraphs: number): Remark[] {
  return paragraphsOf(typed).map((line) => {
    const [, number, words] = /^(\d{1,3})\s*[：:、.．]\s*(.+)$/u.exec(line) ?? [];
    if (!number || !words) return { paragraph: null, words: line };
    const paragraph = Number(number);
    if (paragraph < 1 || paragraph > paragraphs) throw invalid({ remarks: `正文共${paragraphs}段，没有第${paragraph}段。请核对段号。` });
    return { paragraph, words };
  });
}

/** What was accepted is kept as the file that it was: later versions of the program may lay out papers in another way. */
const filesOf = (act: Act, rows: readonly Statement[]): KeptFile[][] => issuedFiles(act, rows.map((row) => ({ title: row.title, paper: write(row).paper })));

const acceptedWith = (files: (act: Act, row: Statement) => readonly KeptFile[]): Effect<Statement> => async (act, row) => {
  await attach(act, statement, row.id, files(act, row));
  return { accepted_on: dayOf(act.at) };
};

const accept = acceptedWith((act, row) => filesOf(act, [row])[0]!);

export const effects = { submit, redraw, return: comeBack, accept };

/** So many are read through and accepted in one go. */
export const ACCEPTED_AT_ONCE = 30;

/** Accepts several in one act: all of them, or none when one cannot be, which is then named. */
export async function acceptAll(act: Act, ids: readonly string[]): Promise<Statement[]> {
  const rows: Statement[] = [];
  for (const id of ids) {
    const row = await get(act, statement, id);
    const refusal = check(statement, 'accept', act.actor, row);
    if (refusal?.kind === 'wrong_state') throw new Problem(409, refusal.kind, `“${row.title}”${refusal.sentence}一份也没有通过，请去掉它再点一次。`);
    refuse(refusal);
    rows.push(row);
  }
  const files = new Map(filesOf(act, rows).map((its, place) => [rows[place]!.id, its]));
  const accepted: Statement[] = [];
  for (const { id } of rows) accepted.push(await take<Statement>(act, statement, id, 'accept', { effect: acceptedWith((_, row) => files.get(row.id)!) }));
  return accepted;
}
