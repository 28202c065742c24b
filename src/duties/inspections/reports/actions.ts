import { sql } from 'kysely';
import { committeeChoices } from '#institutions/facts.ts';
import { attachIssued } from '#platform/documents/issuing.ts';
import { attachmentsOf } from '#platform/files/attachments.ts';
import { all, is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { count, list } from '#platform/records/read.ts';
import { amend, create, lock, type Circumstances, type Effect, type Values } from '#platform/records/write.ts';
import { parameterAt } from '#plans/facts.ts';
import { happenedOn, today } from '#duties/days.ts';
import { fieldNote, type FieldNote } from '#duties/inspections/notes/record.ts';
import { ofVisit, visitNamed } from '#duties/inspections/of-visit.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { drafted, isWritten, redrawn, type Written } from '#duties/inspections/reports/drafting.ts';
import { reportPaper } from '#duties/inspections/reports/paper.ts';
import { printing } from '#duties/inspections/reports/printing.ts';
import { reportTitles, sectionNames, visitReport, type Section, type VisitReport } from '#duties/inspections/reports/record.ts';
import { reportRemark, type ReportRemark } from '#duties/inspections/reports/remarks/record.ts';

type Entered = { inspection_id: string; title?: string; in_file?: boolean } & Partial<Record<Section, string>>;

/** More notes than these nobody takes on one visit; later ones are put in by hand. */
const MOST_NOTES = 500;

const notesOf = (reading: Reading, visit: string): Promise<FieldNote[]> =>
  list<FieldNote>(reading, fieldNote, { where: all(is<FieldNote>('inspection_id', visit), is<FieldNote>('state', 'kept')), order: [{ column: 'noted_on' }, { column: 'id' }], limit: MOST_NOTES });

/** Drafts a report from the notes of the visit; what was typed along stands in their place. An old one is only its file. */
export async function draftReport(act: Act, { inspection_id, title, in_file, ...parts }: Entered, how: Circumstances): Promise<VisitReport> {
  const visit = await visitNamed(act, inspection_id);
  const written = in_file || isWritten(parts as Partial<VisitReport>) ? { ...parts, drawn: [] } : drafted(visit, await placesOf(act, visit), await notesOf(act, visit.id));
  return create<VisitReport>(act, visitReport, {
    ...written, ...ofVisit(visit), kind: visit.kind, member_ids: visit.asked_ids, author_id: act.actor.personId, in_file: in_file ?? false, title: title ?? titleOf(visit),
  }, how);
}

async function placesOf(reading: Reading, visit: Inspection): Promise<string[]> {
  const places = new Map((await committeeChoices(reading)).map(({ value, label }) => [value, label]));
  return visit.body_ids.map((id) => places.get(id) ?? '').filter(Boolean);
}

const TITLE_MAX = 100;

/** 关于农村饮水安全情况的调研报告 */
function titleOf({ topic, kind }: Inspection): string {
  const word = reportTitles[kind as 'research'] ?? reportTitles.research;
  const about = topic.replace(/^关于/u, '').replace(/的?(?:调研|视察|考察|活动)+$/u, '') || topic;
  return `关于${Array.from(about).slice(0, TITLE_MAX - word.length - 3).join('')}的${word}`;
}

/** Of which visit it is stays. */
export async function correctReport(_act: Act, row: VisitReport, { title, in_file, ...parts }: Partial<Entered>): Promise<Values<VisitReport>> {
  const texts = Object.fromEntries(sectionNames.filter((name) => name in parts).map((name) => [name, parts[name] ?? null]));
  return { ...texts, inspection_id: row.inspection_id, title: title ?? row.title, in_file: in_file ?? row.in_file };
}

const asColumns = ({ drawn, ...parts }: Written): Values<VisitReport> => ({ ...parts, drawn: JSON.stringify(drawn) } as unknown as Values<VisitReport>);

async function expectRemarksAnswered(act: Act, row: VisitReport): Promise<void> {
  const open = await count<ReportRemark>(act, reportRemark, all(is<ReportRemark>('report_id', row.id), is<ReportRemark>('state', 'open')));
  if (open > 0) throw new Problem(422, 'remarks_open', `还有${open}条修改意见没有回应。请先在报告页面下方逐条回应，再办这一步。`);
}

/** The report is there: nobody ticks that again on the visit. */
async function tellVisit(act: Act, { inspection_id, title }: VisitReport): Promise<void> {
  const visit = await lock<Inspection>(act, inspection, inspection_id);
  if (!visit.report) await amend<Inspection>(act, inspection, visit, { report: true }, { step: 'edit', relation: 'consequence', reason: `印发了《${title}》` });
}

/** What was issued is kept as the file that it was: later versions of the program may lay out papers in another way. */
async function keepAsFile(act: Act, row: VisitReport): Promise<void> {
  await attachIssued(act, visitReport, row.id, { title: row.title, paper: reportPaper(await printing(act, row, await bodyNameOf(act))) });
}

async function bodyNameOf(act: Act): Promise<string> {
  const { rows } = await sql<{ body_name: string }>`select body_name from counties where county_id = ${act.county}`.execute(act.db);
  return rows[0]?.body_name ?? '';
}

type Issuing = { issued_on?: string; doc_no?: string; send_to?: string };

/** What steps change besides the state. */
export const effects: Partial<Record<keyof typeof visitReport.steps, Effect<VisitReport>>> = {
  submit: async (act, { committee_id }) => ({ submitted_on: today(act), checker: committee_id ? await parameterAt(act, 'visit_reports.checker', today(act)) : 'chair' }),
  redraw: async (act, row) => asColumns(redrawn(row, await notesOf(act, row.inspection_id))),
  async check(act, row, { checked_by, checked_on }: { checked_by?: string; checked_on?: string }) {
    await expectRemarksAnswered(act, row);
    return { checked_by: checked_by ?? act.actor.name, checked_on: happenedOn(act, 'checked_on', checked_on) };
  },
  giveBack: async () => ({ checked_by: null, checked_on: null }),
  async issue(act, row, { issued_on, ...said }: Issuing) {
    await expectRemarksAnswered(act, row);
    const issued = { ...said, issued_on: happenedOn(act, 'issued_on', issued_on) };
    if (row.checked_on && issued.issued_on < row.checked_on) throw invalid({ issued_on: `${row.checked_on}才审核通过，印发不能更早，请核对日期。` });
    await keepAsFile(act, { ...row, ...issued });
    await tellVisit(act, row);
    return issued;
  },
  async file(act, row, { issued_on, ...said }: Issuing) {
    const files = await attachmentsOf(act, visitReport, row.id);
    if (!files.some(({ withdrawn_at }) => withdrawn_at === null)) throw new Problem(422, 'file_missing', '还没有报告的原文件。请先在本页下方“附件”里添加，再登记。');
    await tellVisit(act, row);
    return { ...said, issued_on: happenedOn(act, 'issued_on', issued_on) };
  },
};
