import { indicatorAt } from '#assessment/rounds/edition.ts';
import { periodWords } from '#assessment/rounds/period.ts';
import { shown } from '#assessment/rounds/points.ts';
import type { OpenSheet } from '#assessment/rounds/sheets/around.ts';
import { columns, isClosed, pointsOf, totalOf, type ColumnName } from '#assessment/rounds/sheets/columns.ts';
import { filledOf, givenOf, reasonsOf } from '#assessment/rounds/sheets/columns-table.tsx';
import type { AssessmentLine, AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { subjects } from '#assessment/rounds/record.ts';
import { ruleWords } from '#assessment/schemes/facts.ts';
import { heading, paragraph, type Block, type WidePaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';

/** A form has so many records named; the page has all of them. */
const MOST_NAMED = 3;

/** 考核表 as counties print it: A4 on its side, each line with its points in every column and what they rest on (forms, assessment_sheet). */
export function sheetPaper(sheet: AssessmentSheet, open: OpenSheet, names: { checker: string; organ: string }, date: string): WidePaper {
  const { assessment, scheme, edition, lines } = open;
  return {
    layout: 'wide', title: `${sheet.year}年度${subjects[sheet.subject as keyof typeof subjects]}考核表`, date, organ: names.organ,
    about: [`考核对象：${sheet.name}`, `考核办法：${edition}`, `统计：${periodWords(assessment)}`].join('　　'),
    blocks: [
      ...[...Map.groupBy(lines, ({ section }) => section)].flatMap(([section, those]): Block[] => [heading(1, section), linesTable(sheet, open, those)]),
      paragraph(totalsWords(sheet, open)), ...(sheet.self_words ? [paragraph(`自评说明：${sheet.self_words}`)] : []), ...usesWords(sheet).map((words) => paragraph(words)),
      ...(scheme.evidence ? [paragraph(`证明：${scheme.evidence}`)] : []),
    ],
    hands: [['考核对象（盖章）', ''], ['考核人', names.checker], ['考核组组长', ''], ['主席会议审定', assessment.decision_no ?? ''], ['日期', assessment.decided_on ? printedDay(assessment.decided_on) : '']],
  };
}

const linesTable = (sheet: AssessmentSheet, { scheme }: OpenSheet, lines: readonly AssessmentLine[]): Block => {
  const said = (['reckoned', 'self', 'checked', 'final'] as const).map((column) => ({ column, filled: filledOf(sheet).includes(column) }));
  return {
    kind: 'table',
    columns: [
      { label: '项目', share: 3, align: 'left' }, { label: '分值', share: 1.1, align: 'right' }, { label: '评分标准', share: 6, align: 'left' }, ...said.map(({ column }) => ({ label: columns[column], share: 1.3, align: 'right' as const })),
      { label: '评分依据和理由', share: 7, align: 'left' },
    ],
    rows: lines.map((line) => [`${line.address} ${line.name}`, shown(line.most), ruleWords(indicatorAt(scheme, line.address)!), ...said.map(({ column, filled }) => (filled && !isClosed(line) ? pointsOf(line, column).toString() : '')), restingOn(line)]),
  };
};

function restingOn(line: AssessmentLine): string {
  const given = givenOf(line);
  const named = given.slice(0, MOST_NAMED).map(({ day }) => dayInYear(day)).join('、');
  const records = given.length > 0 ? `记录${given.length}条（${named}${given.length > MOST_NAMED ? '等' : ''}）。` : '';
  return [`${line.sentence}${records}`, ...reasonsOf(line).map(([who, reason]) => `${who}：${reason}`)].join('\n');
}

/** The year stands above: 1月8日. */
const dayInYear = (day: string): string => printedDay(day).replace(/^\d+年/u, '');

const totalsWords = (sheet: AssessmentSheet, { scheme, lines }: OpenSheet): string =>
  `总分：${filledOf(sheet).map((column: ColumnName) => `${columns[column]}${totalOf(scheme, lines, column)}分`).join('，')}。`;

/** A member has no place, on paper neither. */
function usesWords({ unmet, band, place, awards, follows, scaled }: AssessmentSheet): string[] {
  const words = [
    unmet.length > 0 && `没有达到的必须做到的事：${unmet.join('、')}`, band && `等次：${band}`, place && `名次：第${place}名`, awards.length > 0 && `评先：${awards.join('、')}`,
    follows.length > 0 && `结果运用：${follows.join('、')}`, scaled !== null && `折算分：${shown(scaled)}分`,
  ].filter((one) => typeof one === 'string');
  return words.length > 0 ? [`${words.join('；')}。`] : [];
}
