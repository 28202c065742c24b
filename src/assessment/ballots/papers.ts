import { heading, paragraph, type AddressPaper, type Block, type MinutesPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import { ABSTAINED, answersTo, ON_ONE_SHEET, outcomes, questionsIn, validOf, ways, type Outcome, type Way } from '#assessment/ballots/rules.ts';
import type { Ballot } from '#assessment/ballots/record.ts';

/** What is printed of a ballot: the paper that voters fill in, and the record of the count that is read out and signed. */

/** The ballot paper: nothing on it tells one from another. */
export function ballotPaper(row: Ballot, organ: string, date: string): AddressPaper {
  return {
    layout: 'address', title: `${row.name}票`, byline: `${row.meeting}　${printedDay(row.held_on)}`, date, organ,
    blocks: [
      paragraph('请在您同意的一栏画“○”，每行只画一个。没有画的算弃权，画两个以上的这一行无效。不要写姓名，不要作记号。'),
      ...sheetTables(row),
    ],
  };
}

/** Several sheets, each with its own head, where there are many: they are handed out and counted together, as one paper. */
function sheetTables({ questions, answers }: Ballot): Block[] {
  const all = questionsIn(questions);
  const sheets = Math.ceil(all.length / ON_ONE_SHEET);
  const rows = all.map(({ name }, place) => [`${place + 1}. ${name}`, ...answers.map(() => '')]);
  return Array.from({ length: sheets }, (_, sheet): Block[] => [
    ...(sheets > 1 ? [heading(1, `第${sheet + 1}张，共${sheets}张`)] : []),
    {
      kind: 'table', columns: [{ label: '测评对象', share: 4, align: 'left' }, ...answers.map((label) => ({ label, share: 2, align: 'center' as const }))],
      rows: rows.slice(sheet * ON_ONE_SHEET, (sheet + 1) * ON_ONE_SHEET),
    },
  ]).flat();
}

/** Where a teller signs by hand. */
const BLANK = '＿＿＿＿＿';

/** 计票结果报告单 (domain rules 8.1: counted and announced at once). */
export function countPaper(row: Ballot, organ: string): MinutesPaper {
  return {
    layout: 'minutes', mark: '民主测评计票结果', title: `${row.name}计票结果报告单`, date: row.counted_on ?? row.held_on, organ,
    blocks: [paragraph(openingWords(row)), paragraph(numbersTold(row)), heading(1, '结果'), ...resultBlocks(row)],
    attended: [],
    hands: [['监票人', `${row.teller_one}　${BLANK}`], ['监票人', `${row.teller_two}　${BLANK}`], ['主持人', BLANK]],
  };
}

const openingWords = ({ meeting, held_on, name, way }: Ballot): string =>
  `${printedDay(held_on)}，${meeting}进行“${name}”，无记名，${ways[way as Way]}，当场计票、当场公布。`;

/** How many there were, in the order in which it is read out. */
export function numbersTold({ asked_n, present_n, issued_n, used_n, received_n, invalid_n, quorum_percent }: Ballot): string {
  const numbers = { used_n: used_n ?? 0, received_n: received_n ?? 0, invalid_n: invalid_n ?? 0 };
  const how = numbers.used_n > 0 && numbers.received_n > 0 ? `（扫码${numbers.used_n}张，纸质${numbers.received_n}张）` : '';
  return `应到${asked_n}人，到会${present_n}人（须超过应到的${quorum_percent}%）。发出${issued_n}张票，收回${numbers.used_n + numbers.received_n}张${how}，其中废票${numbers.invalid_n}张，有效票${validOf(numbers)}张。`;
}

function resultBlocks(row: Ballot): Block[] {
  if (row.outcome !== 'valid') return [paragraph(`${outcomes[row.outcome as Outcome]}。票箱没有打开，须重新测评。`)];
  const words = [...row.answers, ABSTAINED];
  return [
    {
      kind: 'table',
      columns: [{ label: '测评对象', share: 4, align: 'left' }, ...words.map((label) => ({ label, share: 2, align: 'center' as const }))],
      rows: answersTo(row).map(({ question, given }) => [question.name, ...words.map((word) => String(given[word]))]),
    },
    paragraph('没有画的算弃权。票数相同的并列。'),
  ];
}
