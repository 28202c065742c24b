import { heading, numberIn, paragraph, type Block, type FormalPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { Attendance } from '#duties/attending/record.ts';
import { halfWords } from '#duties/attending/halves.ts';
import { capacities, type Capacity } from '#duties/attending/words.ts';
import type { Inspection } from '#duties/inspections/record.ts';
import { inspectionKinds, type InspectionKind } from '#duties/inspections/words.ts';

/** 关于开展……调研的通知, with the itinerary and the list (forms survey_plan: 内容、时间路线、人员、要求；附日程表). The words are ours. */

interface Sender {
  /** Who sends it: the committee, or the county's body. */
  organ: string;
  date: string;
  /** The committees that take part, as they are called. */
  bodies: readonly string[];
}

/** What is asked of those who come, by the kind of the visit (domain rules 4, S125). */
const asked: Record<InspectionKind, string> = {
  research: '围绕提纲了解实情，多听基层和群众的意见，带着问题去、带着建议回。',
  inspection: '对照部署和计划，看落实了没有、效果怎样、还有什么问题，只提意见建议，不代替有关部门作决定。',
  study: '学习外地的做法和经验，结合本地实际想一想哪些用得上，回来后提出建议。',
};

export function visitNotice(row: Inspection, rows: readonly Attendance[], { organ, date, bodies }: Sender): FormalPaper {
  const kind = row.kind as InspectionKind;
  const word = inspectionKinds[kind];
  return {
    layout: 'formal', mark: `${organ}${row.notice_no ? '文件' : ''}`, number: numberIn(row.notice_no), title: `关于开展“${row.topic}”${word}活动的通知`, date, organ, sealed: true,
    addressee: addresseeOf(rows, bodies),
    blocks: [
      paragraph(`按照${row.topic_id ? '年度调研视察计划' : '工作安排'}，定于${whenWords(row)}开展“${row.topic}”${word}活动${row.joint ? '（县、乡镇联动）' : ''}。现将有关事项通知如下。`),
      heading(1, '时间和地点'),
      paragraph(`时间：${whenWords(row)}。地点：${[row.destination, row.place].filter(Boolean).join('；') || '另行通知'}。`),
      ...(row.outline ? [heading(1, '内容'), ...linesOf(row.outline)] : []),
      ...(row.itinerary ? [heading(1, '行程'), itineraryTable(row.itinerary)] : []),
      heading(1, '参加人员'),
      paragraph(rows.length > 0 ? `应邀参加的共${rows.length}人，名单附后。` : `${row.attend === 'sign_up' ? '由委员自愿报名' : '名单另行通知'}${row.places ? `，名额${row.places}人` : ''}。`),
      heading(1, '有关要求'),
      paragraph(asked[kind]),
      paragraph(replyWords(row)),
      ...(row.transport ? [paragraph(`交通：${row.transport}。`)] : []),
      ...(row.contact ? [paragraph(`联系人：${row.contact}。`)] : []),
    ],
    attachments: rows.length > 0 ? [{ title: '参加人员名单', blocks: [peopleTable(rows)] }] : [],
  };
}

const addresseeOf = (rows: readonly Attendance[], bodies: readonly string[]): string => {
  const units = rows.filter(({ capacity }) => capacity === 'unit').map(({ invitee }) => invitee);
  return [...(bodies.length > 1 ? bodies : []), ...units, '各有关委员'].join('，');
};

/** 2026年3月5日上午至6日. */
function whenWords({ held_on, until_on, from_half, until_half }: Inspection): string {
  const half = (one: string | null) => (one ? halfWords[one as 'am'] : '');
  if (!until_on || until_on === held_on) return `${printedDay(held_on)}${from_half && (from_half === until_half || from_half === 'pm') ? half(from_half) : until_half === 'am' ? halfWords.am : ''}`;
  return `${printedDay(held_on)}${half(from_half)}至${printedDay(until_on)}${half(until_half)}`;
}

const replyWords = ({ reply_by, attend }: Inspection): string =>
  `${attend === 'sign_up' ? '愿意参加的，' : ''}请${reply_by ? `于${printedDay(reply_by)}前` : '及时'}在手机上或者向联系人答复；因故不能参加的，请说明原因请假。`;

const linesOf = (text: string): Block[] => text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => paragraph(line));

/** One stop on a line: when, where, what to see. */
export function stopsIn(itinerary: string): { when: string; where: string; what: string }[] {
  return itinerary.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, when = '', where = line, what = ''] = /^(\S*\d+[:：点时]\S*|\S*[上下]午\S*)?\s*(\S+)\s*(.*)$/u.exec(line) ?? [];
    return { when, where, what };
  });
}

const itineraryTable = (itinerary: string): Block => ({
  kind: 'table',
  columns: [{ label: '时间', share: 2, align: 'center' }, { label: '地点', share: 3, align: 'left' }, { label: '内容', share: 5, align: 'left' }],
  rows: stopsIn(itinerary).map(({ when, where, what }) => [when, where, what]),
});

const peopleTable = (rows: readonly Attendance[]): Block => ({
  kind: 'table',
  columns: [{ label: '序号', share: 1, align: 'center' }, { label: '姓名（单位）', share: 4, align: 'left' }, { label: '身份', share: 3, align: 'left' }, { label: '备注', share: 2, align: 'left' }],
  rows: rows.map(({ invitee, capacity }, place) => [String(place + 1), invitee, capacities[capacity as Capacity], '']),
});
