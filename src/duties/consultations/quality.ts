import { parameterOver } from '#plans/facts.ts';
import { workCalendarOf } from '#plans/calendar/facts.ts';
import type { Scope } from '#platform/figures/count.ts';
import type { Derived } from '#platform/figures/figure.ts';
import { all, always, between, is, oneOf, type Predicate } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { dayOf, today } from '#platform/time.ts';
import { countsItself } from '#duties/counted.ts';
import { kindOf } from '#duties/consultations/kinds.ts';
import { lateBy, leadsOf, leadTimesOn, leadWords, type Lead } from '#duties/consultations/leads.ts';
import { consultation, type Consultation } from '#duties/consultations/record.ts';
import { heldStates } from '#duties/consultations/words.ts';

/** Beside how often, how well: the topic approved, residents there, a result list made. Peers E9; domain rules 5.2. What falls short is listed, nothing is refused. */

/** What the plan asks of a consultation that is held on a day. */
export interface QualityAsked {
  approval: boolean;
  residents: number;
  results: boolean;
}

/** What is asked on any day, by kind; looked up once. */
export async function qualityOver(reading: Reading): Promise<(row: Pick<Consultation, 'kind' | 'held_on'>) => QualityAsked> {
  const approval = await parameterOver(reading, 'consultations.approval');
  const residents = await parameterOver(reading, 'consultations.quality_residents');
  const results = await parameterOver(reading, 'consultations.quality_results');
  return ({ kind, held_on }) => {
    const asked = approval(held_on);
    return { approval: asked === 'all' || (asked === 'formal' && kindOf(kind) !== 'grassroots'), residents: residents(held_on), results: results(held_on) === 'asked' };
  };
}

/** One point of the rule at one consultation. */
export interface Point {
  label: string;
  met: boolean;
  /** What there is, or is not. */
  why: string;
}

/** Which points the rule has, and which of them a consultation meets. */
export function pointsOf(row: Consultation, asked: QualityAsked): Point[] {
  return [
    ...(asked.approval ? [{ label: '议题经党委批准', met: row.approved_on !== null, why: row.approved_on ? [row.approved_on, row.approval_no].filter(Boolean).join('，') : '没有批准记录' }] : []),
    ...(asked.residents > 0 ? [{ label: `参加群众不少于${asked.residents}人`, met: (row.residents ?? 0) >= asked.residents, why: row.residents === null ? '没有登记人数' : `${row.residents}人` }] : []),
    ...(asked.results ? [{ label: '有成果清单', met: row.results_listed_at !== null, why: row.results_listed_at ? dayOf(row.results_listed_at) : '没有成果清单' }] : []),
  ];
}

/** A consultation that was held, and how well by the rule and the lead times of its day. */
export interface Standing {
  consultation_id: string;
  committee_id: string;
  topic: string;
  held_on: string;
  kind: string | null;
  state: string;
  points: Point[];
  good: boolean;
  /** What is short of the rule, in words; empty when nothing is. */
  lacking: string;
  /** What was or is late against its lead time, in words. */
  late: string;
}

const carriedOut = oneOf<Consultation>('state', heldStates);

/** More consultations than this a county does not hold in the years of one list. */
const MOST = 20_000;

async function heldIn(reading: Reading, scope: Scope): Promise<Consultation[]> {
  const where: Predicate<Consultation> = all(carriedOut, countsItself<Consultation>(), scope.from || scope.to ? between<Consultation>('held_on', scope.from, scope.to) : always, scope.committee ? is<Consultation>('committee_id', scope.committee) : always);
  return list<Consultation>(reading, consultation, { where, order: [{ column: 'held_on', descending: true }], limit: MOST });
}

/** Which of those held in these days meet every point of the rule of their day. */
export async function goodOnes(reading: Reading, scope: Scope): Promise<string[]> {
  const rows = await heldIn(reading, scope);
  const asked = await qualityOver(reading);
  return rows.filter((row) => pointsOf(row, asked(row)).every(({ met }) => met)).map(({ id }) => id);
}

async function standings(reading: Reading, scope: Scope): Promise<Standing[]> {
  const rows = await heldIn(reading, scope);
  const asked = await qualityOver(reading);
  const day = reading.asOf ? dayOf(reading.asOf) : today();
  const times = await leadTimesOn(reading, day);
  const calendar = await workCalendarOf(reading);
  return rows.map((row) => {
    const points = pointsOf(row, asked(row));
    const lacking = points.filter(({ met }) => !met);
    const late = leadsOf(row, times[kindOf(row.kind)], calendar, day).filter((one) => one.late);
    return {
      consultation_id: row.id, committee_id: row.committee_id, topic: row.topic, held_on: row.held_on, kind: row.kind, state: row.state, points, good: lacking.length === 0,
      lacking: lacking.map(({ label, why }) => `${label}：${why}`).join('；'), late: late.map((one) => lateWords(one, lateBy(one, calendar, day))).join('；'),
    };
  });
}

const lateWords = ({ name, done, due }: Lead, days: number): string => (done ? `${leadWords[name]}迟了${days}个工作日（应在${due}以前，${done}）` : `没有登记${leadWords[name]}（应在${due}以前）`);

export const standingOfConsultations: Derived<Standing> = { path: 'consultations/standing', rows: standings };
