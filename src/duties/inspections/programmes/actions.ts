import { all, is, not, present, type Predicate } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { find, list } from '#platform/records/read.ts';
import { amend, create, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { happenedOn, today } from '#duties/days.ts';
import { inspectionProgramme, spanWords, type InspectionProgramme } from '#duties/inspections/programmes/record.ts';
import { inspectionTopic, type InspectionTopic } from '#duties/inspections/programmes/topics/record.ts';

/** As the form gives it: a quarter is one of fixed choices. */
type Entered<Row extends { quarter: number | null }> = Omit<Values<Row>, 'quarter'> & { quarter?: string | number | null };

/** One programme has not more topics; they are all on its page and paper. */
export const MOST_TOPICS = 100;

const MONTHS_OF_A_QUARTER = 3;
const firstDay = (year: number, quarter: number | null): string => `${year}-${String(((quarter ?? 1) - 1) * MONTHS_OF_A_QUARTER + 1).padStart(2, '0')}-01`;
const quarterIn = (quarter: string | number | null | undefined): number | null => (quarter ? Number(quarter) : null);

export const topicsOf = (reading: Reading, programmeId: string): Promise<InspectionTopic[]> =>
  list(reading, inspectionTopic, { where: all(is<InspectionTopic>('programme_id', programmeId), not(is<InspectionTopic>('state', 'dropped'))), order: [{ column: 'quarter' }, { column: 'created_at' }], limit: MOST_TOPICS });

export async function openProgramme(act: Act, { quarter, ...values }: Entered<InspectionProgramme>, how: Circumstances): Promise<InspectionProgramme> {
  const year = values.year!;
  const row = { ...values, committee_id: values.committee_id ?? null, year, quarter: quarterIn(quarter) };
  await expectOnce(act, row);
  return create<InspectionProgramme>(act, inspectionProgramme, { ...row, from_day: firstDay(year, row.quarter) }, how);
}

export async function correctProgramme(act: Act, row: InspectionProgramme, { quarter, ...values }: Entered<InspectionProgramme>): Promise<Values<InspectionProgramme>> {
  const changed = { ...row, ...values, committee_id: values.committee_id ?? row.committee_id, quarter: quarter === undefined ? row.quarter : quarterIn(quarter) };
  if (changed.committee_id !== row.committee_id) throw invalid({ committee_id: '是哪个联络委的计划不能改。登记错了的，作废这一份，再写一份。' });
  await expectOnce(act, changed, row.id);
  return { ...values, committee_id: row.committee_id, quarter: changed.quarter, from_day: firstDay(changed.year, changed.quarter) };
}

async function expectOnce(act: Act, row: Pick<InspectionProgramme, 'committee_id' | 'year' | 'quarter'>, id?: string): Promise<void> {
  const whose: Predicate<InspectionProgramme> = row.committee_id ? is('committee_id', row.committee_id) : not(present('committee_id'));
  const span: Predicate<InspectionProgramme> = row.quarter ? is('quarter', row.quarter) : not(present('quarter'));
  const found = await list(act, inspectionProgramme, { where: all(whose, is<InspectionProgramme>('year', row.year), span, not(is<InspectionProgramme>('state', 'void'))), limit: 2 });
  if (found.some((one) => one.id !== id)) throw invalid({ year: `${spanWords(row)}的计划已经有一份了，请直接打开那一份。` });
}

/** The programme to which a topic is added or in which one is changed. @throws Problem while it is not being drafted */
async function draftedProgramme(act: Act, id: string): Promise<InspectionProgramme> {
  const row = await find<InspectionProgramme>(act, inspectionProgramme, id);
  if (!row) throw invalid({ programme_id: '没有找到这份计划，或者不在您的查看范围内。' });
  if (row.state !== 'draft') throw new Problem(409, 'wrong_state', `计划现在是“${inspectionProgramme.states[row.state as 'draft'].label}”。要增减题目，请先在计划的页面上“调整计划”。`);
  return row;
}

const placed = (programme: InspectionProgramme, { quarter, ...values }: Entered<InspectionTopic>) => {
  const wanted = programme.quarter ?? quarterIn(quarter) ?? 1;
  const body_id = programme.committee_id ?? values.body_id ?? null;
  return { ...values, committee_id: programme.committee_id, body_id, partner_ids: (values.partner_ids ?? []).filter((one) => one !== body_id), quarter: wanted, planned_on: firstDay(programme.year, wanted) };
};

/** Adds a topic. In a committee's programme the committee itself is responsible; in a quarter's, the quarter is known. */
export async function addTopic(act: Act, values: Entered<InspectionTopic>, how: Circumstances): Promise<InspectionTopic> {
  const programme = await draftedProgramme(act, values.programme_id!);
  if ((await topicsOf(act, programme.id)).length >= MOST_TOPICS) throw invalid({ topic: `一份计划最多${MOST_TOPICS}个题目。` });
  return create<InspectionTopic>(act, inspectionTopic, placed(programme, values), how);
}

export async function correctTopic(act: Act, row: InspectionTopic, values: Entered<InspectionTopic>): Promise<Values<InspectionTopic>> {
  return { ...placed(await draftedProgramme(act, row.programme_id), { ...row, ...values }), programme_id: row.programme_id };
}

/** Topics go with their programme. */
async function moveTopics(act: Act, { id }: InspectionProgramme, from: string, step: 'approve' | 'redraft'): Promise<number> {
  const { to } = inspectionTopic.steps[step];
  const topics = (await topicsOf(act, id)).filter(({ state }) => state === from);
  for (const topic of topics) await amend<InspectionTopic>(act, inspectionTopic, topic, { state: to }, { step, relation: 'consequence' });
  return topics.length;
}

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof inspectionProgramme.steps, Effect<InspectionProgramme>>> = {
  async submit(act, row) {
    if ((await topicsOf(act, row.id)).length === 0) throw new Problem(422, 'not_ready', '计划里还没有题目。请先添加题目，再报批。');
    return { submitted_on: today(act) };
  },
  async approve(act, row, { document_no, approved_on }: { document_no?: string; approved_on?: string }) {
    await moveTopics(act, row, 'draft', 'approve');
    return { document_no: document_no ?? null, approved_on: happenedOn(act, 'approved_on', approved_on) };
  },
  async amend(act, row) {
    await moveTopics(act, row, 'approved', 'redraft');
  },
};
