import { paragraph, type AddressPaper, type Block } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import { heldWords } from '#duties/held.ts';
import type { Deed } from '#duties/deeds/record.ts';
import { checkResults, confirmationWords, kindWord } from '#duties/deeds/words.ts';

/** 民生实事登记表 (domain forms, livelihood_deed): one deed, or a member's year. Whom to ask, and what was spent, stand on neither. */

interface Head {
  organ: string;
  date: string;
  member: string;
  place: string;
}

const hoursWords = (hours: number): string => `${hours}小时`;
const peopleWords = ({ beneficiaries, approximate }: Deed): string => (beneficiaries === null ? '' : `${approximate ? '约' : ''}${beneficiaries}人`);
const doneWords = ({ started_on, done_on, precision }: Deed): string => `${started_on ? `${started_on}至` : ''}${heldWords({ held_on: done_on, precision })}`;

/** Who says that it was done, each for himself. */
function standingWords({ confirmation, confirmed_on, state, check_result, checked_on }: Deed): string {
  return [
    confirmation ? `${confirmationWords[confirmation as 'done']}（${confirmed_on}）` : '受益人未确认',
    { verified: '联络委已核实', recorded: '联络委未核实', struck: '不予认定' }[state] ?? '',
    check_result ? `${checkResults[check_result as 'passed']}（${checked_on}）` : '',
  ].filter(Boolean).join('\n');
}

const formOf = (rows: readonly (readonly [label: string, text: string | null])[]): Block => ({
  kind: 'table', form: true,
  columns: [{ label: '项目', share: 5, align: 'center' }, { label: '内容', share: 17, align: 'left' }],
  rows: rows.map(([label, text]) => [label, text || '　']),
});

export const deedSheet = (row: Deed, { organ, date, member, place }: Head): AddressPaper => ({
  layout: 'address', title: '民生实事登记表', byline: `${organ}　${printedDay(date)}`, date, organ,
  blocks: [
    formOf([
      ['委员', member], ['联络委', place], ['实事', row.deed], ['服务类型', kindWord(row.kind)], ['时间', doneWords(row)], ['服务时长', row.hours === null ? '' : hoursWords(row.hours)],
      ['地点', [row.village, row.place].filter(Boolean).join('，')], ['受益群体和人数', [row.helped, peopleWords(row)].filter(Boolean).join('，')], ['协助单位', row.partner],
      ['做法和成效', row.account], ['确认和核实', standingWords(row)], ['委员签名', '　\n　　　　　　　年　　月　　日'],
    ]),
  ],
});

export interface YearOfDeeds extends Head {
  year: number;
  rows: readonly Deed[];
}

const counted = (rows: readonly Deed[], test: (row: Deed) => boolean): number => rows.filter(test).length;
const summed = (rows: readonly Deed[], of: (row: Deed) => number | null): number => rows.reduce((sum, row) => sum + (of(row) ?? 0), 0);

export function yearSummary({ year, member, rows }: Pick<YearOfDeeds, 'year' | 'member' | 'rows'>): string {
  if (rows.length === 0) return `${year}年，${member}委员没有登记民生实事。`;
  const people = summed(rows, ({ beneficiaries }) => beneficiaries);
  const hours = summed(rows, (row) => row.hours);
  return `${year}年，${member}委员办理民生实事${rows.length}件${people > 0 ? `，受益${rows.some(({ approximate }) => approximate) ? '约' : ''}${people}人次` : ''}${hours > 0 ? `，登记的服务时长共${hoursWords(hours)}` : ''}。` +
    `其中受益人确认${counted(rows, ({ confirmation }) => confirmation === 'done' || confirmation === 'partly')}件，联络委核实${counted(rows, ({ state }) => state === 'verified')}件，县政协抽查属实${counted(rows, ({ check_result }) => check_result === 'passed')}件。`;
}

/** What a member did in a year, to be handed over: numbers from the records alone. */
export const yearSheet = (told: YearOfDeeds): AddressPaper => ({
  layout: 'address', title: `${told.year}年民生实事办理证明`, byline: `${told.organ}　${printedDay(told.date)}`, date: told.date, organ: told.organ,
  blocks: [
    paragraph(yearSummary(told)),
    ...(told.rows.length > 0 ? [{
      kind: 'table',
      columns: [
        { label: '时间', share: 3.2, align: 'center' }, { label: '实事', share: 4.2, align: 'left' }, { label: '类型', share: 2.6, align: 'left' }, { label: '受益', share: 2.1, align: 'right' },
        { label: '小时', share: 1.4, align: 'right' }, { label: '确认和核实', share: 4, align: 'left' },
      ],
      rows: told.rows.map((row) => [doneWords(row), row.deed, kindWord(row.kind), peopleWords(row), row.hours === null ? '' : String(row.hours), standingWords(row)]),
    } satisfies Block] : []),
    paragraph(`联络委：${told.place}`),
    paragraph('盖章：　　　　　　　　　年　　月　　日'),
  ],
});
