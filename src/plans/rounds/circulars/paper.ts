import type { Circular } from '#plans/rounds/circulars/record.ts';
import type { Finding } from '#plans/rounds/findings/record.ts';
import type { Round } from '#plans/rounds/rounds/record.ts';
import { checksIn, pointsIn, verdicts, type CheckVerdict } from '#plans/rounds/visits/checks.ts';
import type { RoundVisit } from '#plans/rounds/visits/record.ts';
import { heading, numberIn, paragraph, type Block, type FormalPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';

export interface CircularFacts {
  row: Circular;
  about: Round;
  visits: readonly RoundVisit[];
  findings: readonly Finding[];
  placeOf(committee: string): string;
}

/** The circular as a paper: what was looked at, what is done well and by whom, what was found, who is named for what, what is asked. */
export function circularPaper(facts: CircularFacts, bodyName: string, date: string): FormalPaper {
  const { row, findings } = facts;
  return {
    layout: 'formal', mark: `${bodyName}文件`, number: numberIn(row.document_no), title: row.title, date, organ: bodyName, addressee: '各乡镇（街道）政协联络委', sealed: true,
    blocks: [
      heading(1, '总体情况'), paragraph(summary(facts)), ...checked(facts),
      ...praised(facts),
      heading(1, '发现的问题'), ...(findings.length > 0 ? [tableOf(facts)] : [paragraph('本次督查没有发现问题。')]),
      ...named(facts),
      heading(1, '工作要求'), ...sentences(row.demands),
    ],
  };
}

function summary({ about, visits, findings }: CircularFacts): string {
  const made = visits.filter(({ state }) => state === 'made').length;
  const closed = findings.filter(({ state }) => state === 'closed').length;
  const basis = about.basis ? `根据${about.basis}，` : '';
  return `${basis}${printedDay(about.from_day)}至${printedDay(about.to_day)}开展了“${about.title}”，督查内容为：${pointsIn(about.points).join('；')}。确定督查对象${about.committee_ids.length}个，已走访${made}个，发现问题${findings.length}个，其中已整改销号${closed}个。`;
}

/** How the visited committees stand on each point. */
function checked({ about, visits }: CircularFacts): Block[] {
  const all = visits.flatMap(({ checks }) => checksIn(checks));
  if (all.length === 0) return [];
  const of = (point: string, verdict: CheckVerdict) => all.filter((check) => check.point === point && check.verdict === verdict).length;
  const words = pointsIn(about.points).map((point) => `${point}，${verdicts.good}${of(point, 'good')}个、${verdicts.short}${of(point, 'short')}个`);
  return [paragraph(`逐项核对的结果：${words.join('；')}。`)];
}

function praised({ row, placeOf }: CircularFacts): Block[] {
  if (!row.praise) return [];
  const places = row.praised_ids.map((id) => `${placeOf(id)}联络委`).join('、');
  return [heading(1, '好的做法'), ...(places ? [paragraph(`对${places}予以通报表扬。`)] : []), ...sentences(row.praise)];
}

const tableOf = ({ findings, placeOf }: CircularFacts): Block => ({
  kind: 'table',
  columns: [{ label: '联络委', share: 2, align: 'left' }, { label: '问题', share: 5, align: 'left' }, { label: '整改期限', share: 2, align: 'center' }, { label: '进展', share: 2, align: 'center' }],
  rows: findings.map((one) => [placeOf(one.committee_id), one.what, one.mend_by, progressWords[one.state as keyof typeof progressWords]]),
});

const progressWords = { found: '整改中', mended: '待复核', closed: '已销号' } as const;

function named({ row, findings, placeOf }: CircularFacts): Block[] {
  if (row.committee_ids.length === 0) return [];
  const reasons = row.committee_ids.map((id) => `${placeOf(id)}联络委：${findings.filter(({ committee_id }) => committee_id === id).map(({ what }) => what).join('；')}。`);
  return [heading(1, '点名通报'), ...reasons.map((reason) => paragraph(reason))];
}

/** One paragraph for each line; a line that was typed without its full stop gets one. */
const sentences = (lines: string): Block[] => pointsIn(lines).map((line) => paragraph(/[。！？；…]$/u.test(line) ? line : `${line}。`));
