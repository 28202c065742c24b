import type { Assessment } from '#assessment/rounds/record.ts';
import type { AssessmentLine, AssessmentSheet } from '#assessment/rounds/sheets/record.ts';
import { Exact } from '#assessment/schemes/facts.ts';
import { heading, numberIn, paragraph, type Block, type OfficialPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { Consequence } from '#assessment/consequences/record.ts';
import { kinds, type Kind } from '#assessment/consequences/words.ts';

/** The paper of each consequence. What it says of the result comes from the sheet; the rest a person has written. */
export interface PaperFacts {
  row: Consequence;
  sheet: AssessmentSheet;
  about: Assessment;
}

/** Where somebody signs by hand. */
const BLANK = '＿＿＿＿＿';

export const points = (kept: string | null): string => (kept === null ? '' : Exact.of(kept).toString());

const titles: Readonly<Record<Kind, (row: Consequence) => string>> = {
  recommendation: ({ name, whom }) => `关于推荐${whom ?? name}的函`,
  praise: ({ name, year }) => `关于对${name}${year}年度考核予以表扬的通报`,
  criticism: ({ name, year }) => `关于对${name}${year}年度考核予以批评的通报`,
  deduction: ({ name, year }) => `关于在${year}年度目标考核中对${name}扣分的函`,
  talk: ({ whom, name }) => `与${whom ?? name}的提醒谈话记录`,
};

export const titleOf = (row: Consequence): string => titles[row.kind as Kind](row);

export function consequencePaper(facts: PaperFacts, organ: string, today: string): OfficialPaper {
  const { row } = facts;
  const common = { title: titleOf(row), date: row.issued_on ?? today, organ };
  const addressee = row.addressee ?? '';
  switch (row.kind as Kind) {
    case 'praise':
    case 'criticism':
      return { ...common, layout: 'formal', mark: `${organ}文件`, number: numberIn(row.document_no), addressee, sealed: true, blocks: written(row) };
    case 'recommendation':
      return { ...common, layout: 'letter', mark: organ, number: row.document_no ?? undefined, copies: [{ addressee }], sealed: true, copyTo: [], blocks: written(row) };
    case 'deduction':
      return { ...common, layout: 'letter', mark: organ, number: row.document_no ?? undefined, copies: [{ addressee }], sealed: true, copyTo: [row.name], blocks: [...written(row), deductionTable(facts)] };
    case 'talk':
      return {
        ...common, layout: 'minutes', mark: '提醒谈话记录', blocks: [...written(row), ...talked(row)], attended: [],
        hands: [['谈话人', row.talked_by ? `${row.talked_by}　${BLANK}` : BLANK], ['谈话对象', `${row.whom ?? row.name}　${BLANK}`], ['记录人', BLANK]],
      };
  }
}

const written = ({ words }: Consequence): Block[] => (words ?? '').split('\n').filter((line) => line.trim()).map((line) => paragraph(line.trim()));

const talked = ({ talked_on, gist, pledge }: Consequence): Block[] => (talked_on === null ? [] : [
  heading(1, '谈话情况'), paragraph(`谈话时间：${printedDay(talked_on)}。`), ...(gist ?? '').split('\n').map((line) => paragraph(line)),
  heading(1, '整改打算'), ...(pledge ?? '').split('\n').map((line) => paragraph(line)),
]);

const deductionTable = ({ row, sheet }: PaperFacts): Block => ({
  kind: 'table',
  columns: [{ label: '对象', share: 4, align: 'left' }, { label: '考核得分', share: 2, align: 'center' }, { label: '折算得分', share: 2, align: 'center' }, { label: '扣减', share: 2, align: 'center' }, { label: '计入', share: 2, align: 'center' }],
  rows: [[row.name, points(sheet.final_total), points(sheet.scaled), points(row.points), remaining(sheet.scaled, [row.points])]],
});

/** What is left of the scaled points, never below nought. */
export function remaining(scaled: string | null, taken: readonly (string | null)[]): string {
  if (scaled === null) return '';
  const off = Exact.sum(taken.filter((one) => one !== null).map((one) => Exact.of(one)));
  return Exact.of(scaled).minus(off).within(Exact.zero, undefined).toString();
}

/** How the text begins before anybody has written it: the result, why it is as it is, and what is asked. `before`: bands of earlier years. */
export function beginningOf({ row, sheet, about }: PaperFacts, lines: readonly AssessmentLine[], before: readonly { year: number; band: string | null }[]): string {
  const result = `${about.title}经主席会议${about.decided_on ? printedDay(about.decided_on) : ''}审定${about.decision_no ? `（${about.decision_no}）` : ''}，${sheet.name}得${points(sheet.final_total)}分${sheet.band ? `，等次为“${sheet.band}”` : ''}。`;
  return [result, ...streak(before), ...reasons(row, sheet, lines), closing[row.kind as Kind](row)].join('\n');
}

const streak = (before: readonly { year: number; band: string | null }[]): string[] => {
  const told = before.filter(({ band }) => band !== null);
  return told.length === 0 ? [] : [`以前年度的等次：${told.map(({ year, band }) => `${year}年度“${band}”`).join('，')}。`];
};

/** Why: what was not met, and what brought nothing; of praise and recommendation what brought all. */
function reasons({ kind }: Consequence, { unmet }: AssessmentSheet, lines: readonly AssessmentLine[]): string[] {
  const told = lines.filter((line) => line.most !== null && line.final_points !== null);
  const named = (found: readonly AssessmentLine[]): string => found.map(({ name }) => name).join('、');
  if (kind === 'praise' || kind === 'recommendation') {
    const full = told.filter((line) => Exact.of(line.final_points!).equals(Exact.of(line.most!)));
    return full.length > 0 ? [`得满分的项目：${named(full)}。`] : [];
  }
  const empty = told.filter((line) => Exact.of(line.final_points!).compare(Exact.zero) <= 0);
  return [...(unmet.length > 0 ? [`没有做到：${unmet.join('、')}。`] : []), ...(empty.length > 0 ? [`没有得分的项目：${named(empty)}。`] : [])];
}

const closing: Readonly<Record<Kind, (row: Consequence) => string>> = {
  recommendation: ({ whom, name, grounds }) => `根据考核办法（${grounds}），推荐${whom ?? name}，请在提拔、晋级、评先中予以考虑。`,
  praise: ({ name, grounds }) => `根据考核办法（${grounds}），现对${name}予以通报表扬。`,
  criticism: ({ name, grounds }) => `根据考核办法（${grounds}），现对${name}予以通报批评。请对照查找原因，落实整改。`,
  deduction: ({ name, grounds }) => `根据考核办法（${grounds}），请在年度目标考核中对${name}扣减相应分值。`,
  talk: ({ grounds }) => `根据考核办法（${grounds}），进行提醒谈话。`,
};

export const kindWord = ({ kind }: Consequence): string => kinds[kind as Kind];
