import { list, find } from '#platform/records/read.ts';
import type { Reading } from '#platform/records/act.ts';
import { is } from '#platform/predicate.ts';
import { inspection, type Inspection } from '#duties/inspections/record.ts';
import { visitNamed } from '#duties/inspections/of-visit.ts';
import { visitReport, type VisitReport } from '#duties/inspections/reports/record.ts';

/** A formal recommendation or a speech that begins with a visit: what the visit and its report know is not typed again. */

/** The visit as it is written on what began with it; nothing for what stands by itself. */
export async function begunFrom(reading: Reading, id: string | null | undefined): Promise<{ inspection_id: string | null; subject: string | null; report_id: string | null; committee_id?: string | null }> {
  if (!id) return { inspection_id: null, subject: null, report_id: null };
  const visit = await visitNamed(reading, id);
  return { inspection_id: visit.id, subject: visit.topic, committee_id: visit.committee_id, report_id: (await reportOf(reading, visit.id))?.id ?? null };
}

async function reportOf(reading: Reading, visit: string): Promise<VisitReport | undefined> {
  const reports = await list<VisitReport>(reading, visitReport, { where: is<VisitReport>('inspection_id', visit), order: [{ column: 'issued_on', descending: true }], limit: 20 });
  return reports.find(({ state }) => state === 'issued') ?? reports.find(({ state }) => state !== 'void');
}

/** What an empty form begins with when it is opened from a visit: the problems and the advice of its report. */
export async function firstWords(reading: Reading, id: string | null): Promise<{ visit: Inspection; body: string } | undefined> {
  const visit = id ? await find<Inspection>(reading, inspection, id) : undefined;
  if (!visit) return undefined;
  const report = await reportOf(reading, visit.id);
  const parts = [['基本情况', report?.basic], ['存在的问题', report ? report.problems : visit.findings], ['意见建议', report?.advice]] as const;
  const written = parts.filter(([, words]) => words);
  return { visit, body: written.map(([title, words], place) => `${'一二三'[place]}、${title}\n${words}`).join('\n') };
}
