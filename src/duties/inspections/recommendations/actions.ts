import { committeeChoices, unitChoices } from '#institutions/facts.ts';
import { committee } from '#institutions/committees/record.ts';
import { unit } from '#institutions/units/record.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { happenedOn, today } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { ofVisit, visitNamed } from '#duties/inspections/of-visit.ts';
import { addressedTo, townshipWords, type Addressed } from '#duties/inspections/recommendations/addressing.ts';
import { recommendation, type FollowUp, type Recommendation } from '#duties/inspections/recommendations/record.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';

export type Advised = Addressed & { inspection_id: string; words: string; due_on?: string | null; report_id?: string | null };

const DAY_MS = 86_400_000;
const daysAfter = (day: string, days: number): string => dayOf(new Date(Date.parse(`${day}T12:00:00+08:00`) + days * DAY_MS));

/** Makes one recommendation of a visit, with the day by which it is to be answered. */
export async function recommend(act: Act, { inspection_id, words, due_on, report_id, ...to }: Advised, how: Circumstances): Promise<Recommendation> {
  const visit = await visitNamed(act, inspection_id);
  const made_on = today(act);
  return create<Recommendation>(act, recommendation, {
    ...ofVisit(visit), ...(await expectAddressee(act, to)), words, due_on: notBefore(made_on, due_on), report_id: await reportOf(act, visit.id, report_id),
    made_on, answer_by: daysAfter(made_on, await parameterAt(act, 'recommendations.answer_days', made_on)),
  }, how);
}

export async function correctRecommendation(act: Act, row: Recommendation, { inspection_id: _stays, words, due_on, report_id, ...to }: Partial<Advised>): Promise<Values<Recommendation>> {
  const said = 'unit_id' in to || 'township_id' in to || 'addressee' in to;
  return {
    inspection_id: row.inspection_id, words: words ?? row.words, due_on: due_on ? notBefore(row.made_on, due_on) : due_on, report_id: report_id ? await reportOf(act, row.inspection_id, report_id) : report_id,
    ...(said ? await expectAddressee(act, to) : { unit_id: row.unit_id, township_id: row.township_id, addressee: row.addressee }),
  };
}

async function expectAddressee(act: Act, to: Addressed): Promise<Required<Addressed>> {
  const addressed = addressedTo(to);
  await expectThere(act, unit, 'unit_id', addressed.unit_id);
  await expectThere(act, committee, 'township_id', addressed.township_id);
  return addressed;
}

function notBefore(made_on: string, due_on: string | null | undefined): string | null {
  if (due_on && due_on < made_on) throw invalid({ due_on: `完成日期在提出建议（${made_on}）之前，请核对。` });
  return due_on ?? null;
}

async function reportOf(act: Act, visit: string, id: string | null | undefined): Promise<string | null> {
  const report = await expectThere<VisitReport>(act, visitReport, 'report_id', id);
  if (report && report.inspection_id !== visit) throw invalid({ report_id: '这份报告写的是另一次调研视察，请重新选择。' });
  return report?.id ?? null;
}

/** One line of what is registered of a report in one go. */
export interface AdvisedLine {
  words: string;
  /** The name of a unit, of a township, or whoever else it is. */
  to: string;
  due_on?: string;
}

/** Enters several recommendations of one report in one act, to whoever is named. */
export async function recommendAll(act: Act, report: VisitReport, lines: readonly AdvisedLine[]): Promise<Recommendation[]> {
  const units = new Map((await unitChoices(act)).map(({ value, label }) => [label, value]));
  const townships = new Map((await committeeChoices(act)).map(({ value, label }) => [townshipWords(label), value]));
  const named = (to: string): Addressed => {
    const [unit_id, township_id] = [units.get(to), townships.get(to)];
    return unit_id ? { unit_id } : township_id ? { township_id } : { addressee: to };
  };
  const made: Recommendation[] = [];
  for (const { words, to, due_on } of lines) made.push(await recommend(act, { inspection_id: report.inspection_id, report_id: report.id, words, due_on, ...named(to) }, {}));
  return made;
}

/** More looks at one recommendation nobody takes. */
const MOST_FOLLOW_UPS = 100;

const asText = (follow_ups: readonly FollowUp[]) => JSON.stringify(follow_ups) as unknown as FollowUp[];

export const effects: Partial<Record<keyof typeof recommendation.steps, Effect<Recommendation>>> = {
  accept: async (act, row, { answer, due_on }: { answer: string; due_on?: string }) => ({ answer, answered_on: today(act), due_on: due_on ? notBefore(row.made_on, due_on) : row.due_on }),
  refuse: async (act, row, { refused_why }: { refused_why: string }) => ({ refused_why, answered_on: row.answered_on ?? today(act) }),
  report: async (act, _row, { report }: { report: string }) => ({ report, reported_on: today(act) }),
  confirm: async (act, _row, { checked_by, checked_on, found }: { checked_by?: string; checked_on?: string; found: string }) => ({
    found, checked_by: checked_by ?? act.actor.name, checked_on: happenedOn(act, 'checked_on', checked_on),
  }),
  async carry(_act, row, { due_on }: { due_on: string }) {
    if (row.due_on && due_on <= row.due_on) throw invalid({ due_on: `新的完成日期要晚于现在的（${row.due_on}）。` });
    return { due_on, postponed: row.postponed + 1 };
  },
  async follow(act, row, { followed_on, note }: { followed_on?: string; note: string }) {
    if (row.follow_ups.length >= MOST_FOLLOW_UPS) throw new Problem(422, 'too_many', `已经记了${MOST_FOLLOW_UPS}次跟进，请到现场核实后办结，或作废重新提出。`);
    const on = happenedOn(act, 'followed_on', followed_on);
    return { follow_ups: asText([...row.follow_ups, { on, words: note, by: act.actor.name }]), followed_on: on };
  },
  reopen: async () => ({ refused_why: null, answered_on: null }),
};
