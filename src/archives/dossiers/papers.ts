import { heading, paragraph, type AddressPaper, type Block, type BoundPapers } from '#platform/documents/model.ts';
import type { Sheet } from '#platform/documents/sheet.ts';
import { printedDay } from '#platform/time.ts';
import type { Heading } from '#platform/work.ts';
import { confirmationOf, type MemberAnnual } from '#archives/annuals/facts.ts';
import type { Profile } from '#archives/dossiers/facts.ts';
import type { Line } from '#archives/dossiers/lines.ts';
import type { Dossier } from '#archives/dossiers/whose.ts';
import { emptyParts, partsOf, partWord, periodWords, titleOf } from '#archives/dossiers/words.ts';

/** What a printed archive is made of; pure, so that the same content gives the same bytes. */
export interface Printing {
  dossier: Dossier;
  profile: Profile;
  lines: readonly Line[];
  possible: readonly Heading[];
  /** What the member wrote of each year, and what the county's body said of it. */
  annuals: readonly MemberAnnual[];
  corrections: readonly { asked_on: string; line: string | null; said: string; answer: string | null; answered_on: string | null }[];
  /** The county's body, and the day on which it is printed. */
  organ: string;
  day: string;
}

/** 履职档案册 (forms member_profile: 首页表格，续页分类履职清单): a cover, the first page as a table, then a list for each kind of work. */
export function dossierPapers(printing: Printing): BoundPapers {
  const title = titleOf(printing.dossier);
  return { title, date: printing.day, organ: printing.organ, papers: [coverOf(printing), bodyOf(printing)] };
}

const sheetOf = ({ organ, day }: Printing, title: string, blocks: Block[], byline?: string): AddressPaper => ({ layout: 'address', title, byline, date: day, organ, blocks });

/** The body stands a third down the page, as on the cover of a paper file. */
const LINES_ABOVE = 7;

function coverOf(printing: Printing): AddressPaper {
  const { dossier, organ, day } = printing;
  const said: [string, string][] = [[dossier.member ? '委员' : '联络委', dossier.name], ...(dossier.member ? [['届次', `第${dossier.member.term}届`] as [string, string]] : []), ['期间', periodWords(dossier)], ['建档单位', organ], ['印制日期', printedDay(day)]];
  return sheetOf(printing, dossier.member ? '政协委员履职档案' : '联络委履职档案', [
    ...Array.from({ length: LINES_ABOVE }, () => paragraph('')),
    { kind: 'table', form: true, columns: [{ label: '', share: 2, align: 'center' }, { label: '', share: 5, align: 'left' }], rows: said },
  ]);
}

function bodyOf(printing: Printing): AddressPaper {
  const { dossier, profile, lines, possible, corrections, annuals } = printing;
  const parts = partsOf(lines);
  const empty = emptyParts(lines, possible);
  return sheetOf(printing, titleOf(dossier), [
    heading(1, '基本信息'),
    { kind: 'table', form: true, columns: [{ label: '', share: 3, align: 'center' }, { label: '', share: 8, align: 'left' }], rows: profile.map(([label, value]) => [label, value || '—']) },
    ...parts.flatMap(([part, some]): Block[] => [heading(1, `${partWord(part)}（${some.length}条）`), listOf(some)]),
    ...annuals.flatMap((one): Block[] => [heading(1, `${one.year}年履职小结`), ...one.summary.split('\n').map((words) => paragraph(words)), ...(one.state === 'confirmed' ? [paragraph(`县政协意见：${confirmationOf(one)}`)] : [])]),
    ...(empty.length > 0 ? [heading(1, '没有记录的'), paragraph(`这段时间没有记录：${empty.join('、')}。`)] : []),
    ...(corrections.length > 0 ? [heading(1, '更正申请'), ...corrections.map((one) => paragraph(`${one.asked_on}申请：${one.line ? `${one.line}。` : ''}${one.said}${one.answer ? `（${one.answered_on}答复：${one.answer}）` : '（待答复）'}`))] : []),
  ], [periodWords(dossier), dossier.frozenAt ? '本届已届满，内容不再变动' : ''].filter(Boolean).join('　'));
}

const listOf = (lines: readonly Line[]): Block => ({
  kind: 'table',
  columns: [{ label: '日期', share: 18, align: 'center' }, { label: '事项', share: 32, align: 'left' }, { label: '类别、角色和结果', share: 26, align: 'left' }, { label: '记录单位', share: 16, align: 'center' }],
  rows: lines.map(({ row, about, by, kind }) => [row.day, row.title, about || kind.word, by]),
});

/** The same as a list for Excel. */
export function dossierSheet({ dossier, lines, organ, day }: Printing): Sheet<Line> {
  return {
    title: titleOf(dossier), note: `期间：${periodWords(dossier)}`, organ, date: day, rows: lines,
    columns: [
      { label: '部分', kind: 'text', width: 14, value: ({ heading: part }) => partWord(part) },
      { label: '日期', kind: 'date', width: 14, value: ({ row }) => row.day },
      { label: '种类', kind: 'text', width: 16, value: ({ kind }) => kind.word },
      { label: '事项', kind: 'text', width: 44, value: ({ row }) => row.title },
      { label: '类别、角色和结果', kind: 'text', width: 36, value: ({ about }) => about },
      { label: '记录单位', kind: 'text', width: 18, value: ({ by }) => by },
    ],
  };
}
