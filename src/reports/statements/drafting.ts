/** One click drafts a statement from the records; another takes the numbers anew and leaves the sentences alone. */
import type { Committee } from '#institutions/committees/record.ts';
import { post, type Post } from '#institutions/posts/record.ts';
import type { Block } from '#platform/documents/model.ts';
import { all, is } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import type { Standing } from '#platform/records/moment.ts';
import { parameterAt } from '#plans/facts.ts';
import type { Asked } from '#reports/asked.ts';
import type { NamedTable } from '#reports/wording/body.ts';
import { countyOf } from '#reports/quoting/county-words.ts';
import type { QuotedFact, QuotedFigure } from '#reports/quoting/quote.ts';
import { readWords } from '#reports/wording/words.ts';
import { hardMatters, ledgerTable, told, toldHard, typicalMatters } from '#reports/statements/matters.ts';
import { figuresOf, judgementsOf, standingNow } from '#reports/statements/numbers.ts';
import { monthBefore, periodWords, yearBefore, type Kind, type Period } from '#reports/statements/periods.ts';
import type { Statement } from '#reports/statements/record.ts';
import { fiveOnesTable, monthTable } from '#reports/statements/tables.ts';
import { CALENDAR, FIVE_ONES, LEDGER, MONTH, TASKS, wordings } from '#reports/statements/wording.ts';
import { calendarTable, tasksTable } from '#reports/statements/year-ahead.ts';

/** Of whom and of which days. */
export interface Subject {
  committee: Committee;
  kind: Kind;
  period: Period;
}

/** What the records give at a moment: everything of a statement but its sentences. */
export type Numbers = Pick<Statement, 'as_of' | 'quotes' | 'tables' | 'zero'>;

/** Takes the numbers of the moment. */
export async function numbersOf(reading: Reading, subject: Subject): Promise<Numbers> {
  const standing = await standingNow(reading);
  const asked: Asked = { ...subject.period, committee: subject.committee.id };
  const figures = await figuresOf(standing, asked);
  const judgements = await judgementsOf(standing, asked);
  const { table: ledger, states } = await ledgerTable(standing.reading, subject.committee.id, subject.period);
  const facts = await factsOf(standing, subject, asked, states);
  return {
    as_of: standing.at,
    quotes: [...facts, ...figures, ...judgements],
    tables: await tablesOf(standing, subject, figures, ledger),
    zero: subject.kind === 'monthly' && ledger.rows.length === 0,
  };
}

/** The body as it is first written: the wording of its kind, with matters that were picked from the ledger. */
export async function firstBody(reading: Reading, { committee, kind, period }: Subject): Promise<Pick<Statement, 'body' | 'matters'>> {
  const standing = (await standingNow(reading)).reading;
  const picked = await typicalMatters(standing, committee.id, period);
  const hard = kind === 'monthly' ? await hardMatters(standing, committee.id, period) : [];
  const none = kind === 'monthly' ? '' : '（请主任补写一件典型事例；没有的，连同上面的标题删去。）';
  const matters = picked.length > 0 ? picked.map(told).join('\n') : none;
  const body = wordings[kind].replace('{{matters}}', () => (kind === 'monthly' && matters ? `典型事例：${matters}` : matters)).replace('{{hard}}', () => toldHard(hard));
  return { body: body.replace(/\n{2,}/g, '\n').trim(), matters: [...new Set([...picked, ...hard].map(({ id }) => id))] };
}

async function factsOf({ reading, at }: Standing, { committee, kind, period }: Subject, asked: Asked, states: string): Promise<QuotedFact[]> {
  const county = await countyOf(reading);
  const consultation = await parameterAt(reading, 'label.consultation', period.to);
  const [director] = await list(reading, post, { where: all(is<Post>('committee_id', committee.id), is<Post>('role', 'director'), is<Post>('state', 'holding')), limit: 1 });
  const fact = (name: string, label: string, definition: string, text: string): QuotedFact => ({ kind: 'fact', name, label, definition, text });
  return [
    ...readWords({ county, asked, at, consultation }).map((word) => (word.name === 'period' ? { ...word, text: periodWords(kind, period) } : word)),
    fact('committee', '联络委名称', '联络委的全称。', committee.name),
    fact('director', '联络委主任', '起草时在任的主任。', director ? `联络委主任${director.name}` : '联络委主任（暂缺）'),
    fact('signatory', '签发人', '起草时在任的主任姓名。', director?.name ?? ''),
    fact('month', '月份', '月报的月份。', periodWords(kind, period)),
    fact('ledger_states', '台账办理状态', '期间内民情台账各办理状态的条数，已作废的不计。', states),
  ];
}

async function tablesOf({ reading }: Standing, subject: Subject, figures: readonly QuotedFigure[], ledger: Extract<Block, { kind: 'table' }>): Promise<NamedTable[]> {
  const { committee, kind, period } = subject;
  if (kind === 'monthly') return ledger.rows.length > 0 ? [{ name: MONTH, table: monthTable(figures, await figuresBefore(reading, committee, monthBefore(period))) }, { name: LEDGER, table: ledger, annex: true }] : [];
  if (kind === 'yearly_plan') return [{ name: TASKS, table: await tasksTable(reading, period.to) }, { name: CALENDAR, table: await calendarTable(reading, committee, period) }];
  return [{ name: FIVE_ONES, table: fiveOnesTable(figures, await figuresBefore(reading, committee, yearBefore(kind, period))) }];
}

/** Of an earlier period; undefined when the committee was not there yet. */
async function figuresBefore(reading: Reading, { id, founded_on }: Committee, earlier: Period): Promise<QuotedFigure[] | undefined> {
  return founded_on !== null && founded_on <= earlier.to ? figuresOf({ reading, at: new Date(0) }, { ...earlier, committee: id }) : undefined;
}
