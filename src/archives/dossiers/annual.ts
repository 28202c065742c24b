import type { Heading } from '#platform/work.ts';
import { LONGEST_SUMMARY } from '#archives/annuals/record.ts';
import type { Line } from '#archives/dossiers/lines.ts';

/** What a year of a member comes to, as the form tells it (forms member_annual); each part with the way to its lines. */
export interface AnnualPart {
  /** The part of the archive that holds the lines. */
  part: Heading;
  label: string;
  told: string;
}

/** The numbers of the form, from the lines of the archive of that year: nothing is filled in. */
export function annualParts(lines: readonly Line[]): AnnualPart[] {
  const of = (...names: string[]) => lines.filter(({ kind }) => names.includes(kind.name));
  const [meetings, activities, proposals, items, deeds] = [of('meeting'), of('inspection', 'consultation', 'attendance'), of('proposal'), of('opinion_item'), of('deed')];
  const came = (heading: Heading, kind: string) => different(activities.filter((line) => line.heading !== 'leave' && (line.kind.name === kind || line.row.kind === kind) && (line.heading === heading || line.kind.name === 'attendance')));
  const reached = (some: readonly Line[], stage: string) => some.filter(({ row }) => row.stage?.includes(stage)).length;
  const absent = (some: readonly Line[], status: string) => some.filter(({ row }) => row.status === status).length;
  return [
    { part: 'meeting', label: '出席会议', told: meetings.length === 0 ? '没有记录' : `应到${meetings.length}次，实到${meetings.filter(({ heading }) => heading !== 'leave').length}次，请假${absent(meetings, 'leave')}次，缺席${absent(meetings, 'absent')}次` },
    { part: 'visit', label: '参加调研视察', told: times(came('visit', 'inspection'), '次', activities, 'inspection') },
    { part: 'consultation', label: '参加协商', told: times(came('consultation', 'consultation'), '次', activities, 'consultation') },
    { part: 'proposal', label: '提案', told: proposals.length === 0 ? '没有记录' : `领衔${proposals.filter(({ row }) => row.role === 'first').length}件，联名${proposals.filter(({ row }) => row.role === 'cosigner').length}件；其中立案${reached(proposals, 'filed')}件，重点${reached(proposals, 'key')}件，优秀${reached(proposals, 'excellent')}件` },
    { part: 'opinion', label: '社情民意', told: items.length === 0 ? '没有记录' : `报送${items.length}条，采用${reached(items, 'adopted')}条，批示${reached(items, 'instructed')}条` },
    { part: 'deed', label: '为民实事', told: deeds.length === 0 ? '没有记录' : `${deeds.length}件，其中已核实${reached(deeds, 'verified')}件，服务${sum(deeds)}人次` },
    { part: 'station', label: '服务站', told: lines.some(({ heading }) => heading === 'station') ? `值班${of('duty_shift').length}次，接单${of('dispatch').length}件` : '没有记录' },
    { part: 'training', label: '学习培训', told: counted(of('training').filter(({ heading }) => heading !== 'leave').length, '次') },
    { part: 'honour', label: '表彰奖励', told: of('honour').map(({ row }) => `${row.title}（${row.day.slice(0, 7)}）`).join('；') || '没有记录' },
  ];
}

const counted = (n: number, unit: string): string => (n === 0 ? '没有记录' : `${n}${unit}`);
const sum = (lines: readonly Line[]): number => lines.reduce((total, { row }) => total + (row.amount ?? 0), 0);

/** An activity that stands in the archive as itself and in its list is one. */
const different = (lines: readonly Line[]): number => new Set(lines.map(({ row }) => row.same ?? row.id)).size;

function times(came: number, unit: string, activities: readonly Line[], kind: string): string {
  const leave = activities.filter(({ heading, row }) => heading === 'leave' && row.kind === kind).length;
  return leave === 0 ? counted(came, unit) : `${came}${unit}，请假和缺席${leave}${unit}`;
}

/** A first draft of the summary: what there is, in the order of the form. The member writes it. */
export function annualSummary(year: number, parts: readonly AnnualPart[]): string {
  const done = parts.filter(({ told }) => told !== '没有记录');
  if (done.length === 0) return `${year}年，本人没有登记的履职记录。`;
  return `${year}年，本人认真履行委员职责：${done.map(({ label, told }) => `${label}${/^[\d应领报值]/u.test(told) ? '' : '：'}${told}`).join('；')}。`.slice(0, LONGEST_SUMMARY);
}
