import { heading, numberIn, paragraph, type Block, type FormalPaper, type TableColumn } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import { awardWords, bandWords, consequenceWords, describe, gateWords } from '#assessment/schemes/describing.ts';
import type { SchemeEdition } from '#assessment/schemes/record.ts';
import type { Scheme } from '#assessment/schemes/scheme.ts';
import { partTitle } from '#assessment/schemes/scheme-tables.tsx';
import { subjectWords } from '#assessment/schemes/words.ts';

/** A scheme goes out behind the 通知 that brings it into force, as plans do; until it is adopted this is the draft of both. */
export function schemePaper(row: SchemeEdition, scheme: Scheme, bodyName: string, today: string): FormalPaper {
  return {
    layout: 'formal', mark: `${bodyName}文件`, number: numberIn(row.document_no), title: `关于印发《${row.title}》的通知`, date: row.adopted_on ?? today, organ: bodyName,
    addressee: row.subject === 'unit' ? '各提案承办单位' : '各乡镇（街道）政协联络委', sealed: true,
    blocks: [paragraph(noticeOf(row))],
    attachments: [{ title: row.title, blocks: blocksOf(scheme) }],
  };
}

function noticeOf({ title, adopted_on, valid_from, clause }: SchemeEdition): string {
  const adopted = adopted_on ? `已经县政协主席会议于${printedDay(adopted_on)}通过，` : '';
  const from = valid_from ? `在${printedDay(valid_from)}或以后结束的年度按本办法考核，` : '';
  return `《${title}》${clause ? `依据考核评价方案${clause}制定，` : ''}${adopted}现印发给你们。${from}请认真执行。`;
}

const columns: readonly TableColumn[] = [
  { label: '项目', share: 24, align: 'left' }, { label: '怎样计分', share: 52, align: 'left' }, { label: '最多', share: 10, align: 'center' }, { label: '依据', share: 14, align: 'left' },
];

const blocksOf = (scheme: Scheme): Block[] => [
  heading(1, '总则'), ...generally(scheme).map((line) => paragraph(line)),
  ...scheme.sections.flatMap((part): Block[] => [
    heading(1, partTitle(part)),
    { kind: 'table', columns, rows: part.indicators.map((one) => [one.name, describe(one), one.most === undefined ? '不限' : `${one.most}分`, one.clause ?? '']) },
  ]),
  ...listed('必须做到', scheme.gates.map((gate) => `${gate.name}：${gateWords(gate)}`)),
  ...listed('等次', scheme.bands.map((band) => `${band.name}：${bandWords(band)}`)),
  ...listed('评先', scheme.awards.map((award) => `${award.title}：${awardWords(award)}`)),
  ...listed('结果运用', scheme.consequences.map(consequenceWords)),
];

function generally({ subject, most, cut_off, evidence, proved_only, scaled_to, notes }: Scheme): string[] {
  return [
    `考核对象为${subjectWords[subject]}，${most === undefined ? '总分不封顶' : `总分最多${most}分`}${scaled_to === undefined ? '' : `，折算为${scaled_to}分计入别的考核`}。`,
    ...(cut_off ? [`材料截止到当年${cut_off.split('-').map(Number).join('月')}日，以后送到的不计。`] : []),
    ...(evidence ? [`证明材料：${evidence}。${proved_only ? '没有证明材料的不计。' : ''}`] : proved_only ? ['没有证明材料的不计。'] : []),
    ...notes.map((note) => (/[。！]$/u.test(note) ? note : `${note}。`)),
  ];
}

const listed = (title: string, lines: readonly string[]): Block[] => (lines.length === 0 ? [] : [heading(1, title), ...lines.map((line) => paragraph(`${line}。`))]);
