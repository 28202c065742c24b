import { unitChoices } from '#institutions/facts.ts';
import { paragraph, type AddressPaper, type Block } from '#platform/documents/model.ts';
import { paperAnswer } from '#platform/http/paper-answer.ts';
import { look, type Handler, type Visit } from '#platform/http/visit.ts';
import { find, get } from '#platform/records/read.ts';
import { printedDay, today } from '#platform/time.ts';
import { instruction, type Instruction } from '#duties/opinions/instructions/record.ts';
import { opinionItem, type OpinionItem } from '#duties/opinions/items/record.ts';
import { itemWords } from '#duties/opinions/outcomes/choosing.ts';
import { levels } from '#duties/opinions/outcomes/record.ts';
import { resultBoxes, results } from '#duties/opinions/referrals/words.ts';

/** What the two sheets are written from. */
interface Written {
  row: Instruction;
  /** Its item, as far as the person sees it; units have the title alone. */
  item: OpinionItem | undefined;
  units: ReadonlyMap<string, string>;
  organ: string;
}

/** For what is written by hand: a name and a day. */
const BY_HAND = '　　　　　　　年　　月　　日';

/** A sheet of two columns, as offices keep them: what it is, and what is written there; where somebody writes by hand, so many lines of room. */
const sheetOf = (rows: readonly (readonly [label: string, text: string | null | undefined, room?: number])[]): Block => ({
  kind: 'table', form: true,
  columns: [{ label: '项目', share: 5, align: 'center' }, { label: '内容', share: 17, align: 'left' }],
  rows: rows.map(([label, text, room = 1]) => [label, text || Array.from({ length: room }, () => '　').join('\n')]),
});

const day = (text: string | null): string => (text ? printedDay(text) : '');
const instructed = ({ leader, words, instructed_on }: Instruction): string => `${words ?? '（圈阅）'}\n${leader}　${printedDay(instructed_on)}`;
const titleOf = ({ row, item }: Written): string => (item ? itemWords(item) : row.title);

/** 批示件转办单与办理反馈: domain forms, info_transfer. Above what came, in the middle the instruction, below handling and feedback. */
export function transferPaper(written: Written): AddressPaper {
  const { row, units, organ } = written;
  const assisting = row.assisting_ids.map((id) => units.get(id) ?? '').join('、');
  return {
    layout: 'address', title: '领导批示件转办单', byline: `${organ}　${day(row.handed_on)}`, date: row.handed_on ?? today(), organ,
    blocks: [
      sheetOf([
        ['信息标题', titleOf(written)], ['批示领导', `${row.leader}（${levels[row.level as 'county']}）`], ['批示内容', instructed(row)],
        ['牵头单位', units.get(row.lead_unit_id ?? '')], ['配合单位', assisting || '无'], ['督办', units.get(row.supervisor_unit_id ?? '') ?? organ],
        ['反馈期限', day(row.due_on)], ['转办内容', row.content],
        ['配合情况', row.assisting_words, assisting ? 3 : 1], ['办理结果', resultLine(row) || resultBoxes], ['办理情况', row.feedback, 4], ['承办人', row.handler],
        ['单位负责人签字', `　\n${BY_HAND}`], ['告知反映委员', row.member_id ? day(row.told_member_on) : '没有反映委员'], ['答复群众', row.sources > 0 ? day(row.told_residents_on) : '不是由民情引出'],
      ]),
      paragraph('请于反馈期限前书面反馈，由单位负责人签字。'),
    ],
  };
}

const resultLine = ({ result, planned_on, fed_back_on }: Instruction): string =>
  [result && results[result as 'solved'], planned_on && `计划${day(planned_on)}完成`, fed_back_on && `${day(fed_back_on)}反馈`].filter(Boolean).join('，');

/** 收文处理单: domain forms, incoming_doc. For the paper itself: what is known is printed, the rest is written by hand. */
export function incomingPaper(written: Written): AddressPaper {
  const { row, organ } = written;
  return {
    layout: 'address', title: '收文处理单', byline: organ, date: row.received_on ?? row.instructed_on, organ,
    blocks: [sheetOf([
      ['收文日期', day(row.received_on)], ['来文单位', ''], ['来文编号', row.document_no], ['来文标题', `${row.leader}对《${titleOf(written)}》的批示`],
      ['领导批示', instructed(row)], ['内容及相关情况', row.content], ['拟办意见', row.proposed, 6], ['承办人', `　\n${BY_HAND}`], ['负责人', `　\n${BY_HAND}`], ['传阅', row.circulated, 3],
    ])],
  };
}

/** Written for whoever may see the instruction, from what that person may see. */
const sheet = (paper: (written: Written) => AddressPaper): Handler => async (visit: Visit) => paperAnswer(visit, await look(visit, async (reading) => {
  const row = await get<Instruction>(reading, instruction, visit.param('id'));
  const item = await find<OpinionItem>(reading, opinionItem, row.item_id);
  return paper({ row, item, units: new Map((await unitChoices(reading)).map(({ value, label }) => [value, label])), organ: visit.county.bodyName });
}));

export const transferSheet = sheet(transferPaper);
export const incomingSheet = sheet(incomingPaper);
