/** 收文处理单: received, what came, what is proposed, what the leader wrote, who handles it, who read it (domain forms, incoming_doc). Pure. */
import type { AddressPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { IncomingPaper } from '#reports/papers/incoming/record.ts';
import { urgencies } from '#reports/papers/kinds.ts';

const day = (text: string | null): string => (text ? printedDay(text) : '');
/** For what is written by hand: room, a name and a day. */
const BY_HAND = '　\n　\n　　　　　　　年　　月　　日';

export function handlingSheet(row: IncomingPaper, organ: string): AddressPaper {
  const rows: readonly (readonly [string, string])[] = [
    ['收文号', numberWords(row)], ['收文日期', day(row.received_on)], ['来文单位', row.from_body], ['来文字号', row.document_no ?? ''], ['来文标题', row.title],
    ['紧急程度', row.urgency ? urgencies[row.urgency as keyof typeof urgencies] : '一般'], ['办理时限', day(row.due_on)], ['内容和相关情况', row.matter ?? ''],
    ['拟办意见', row.proposed ? `${row.proposed}\n${row.proposed_by ?? ''}` : BY_HAND],
    ['领导批示', row.instructed_by ? `${row.instruction ?? '（圈阅）'}\n${row.instructed_by}　${day(row.instructed_on)}` : BY_HAND],
    ['承办人', row.handler ?? BY_HAND], ['传阅', row.circulated ?? BY_HAND], ['办理结果', row.result ? `${row.result}\n${day(row.done_on)}` : ''],
  ];
  return {
    layout: 'address', title: '收文处理单', byline: organ, date: row.received_on, organ,
    blocks: [{ kind: 'table', form: true, columns: [{ label: '项目', share: 5, align: 'center' }, { label: '内容', share: 17, align: 'left' }], rows: rows.map(([label, text]) => [label, text || '　']) }],
  };
}

/** 2026-12: the year's twelfth. */
export const numberWords = ({ received_on, number }: IncomingPaper): string => `${received_on.slice(0, 4)}年收文第${number}号`;
