import { heading, paragraph, type AddressPaper, type Block, type BoundPapers, type FormalPaper } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import type { Attendance } from '#duties/attending/record.ts';
import { capacities, type Capacity } from '#duties/attending/words.ts';
import type { Consultation } from '#duties/consultations/record.ts';

/** What the papers of a consultation are written from. */
export interface Convened {
  row: Consultation;
  asked: readonly Attendance[];
  committee: string;
  /** Where it is held, in words. */
  where: string;
  /** The county's word for its kind, and for its consultations. */
  kind: string;
  brand: string;
  /** Printed while the notice is not registered with its day. */
  today: string;
}

/** To whom a notice speaks, by role: members and offices are told to prepare, residents to come and speak. */
const openings: Readonly<Record<Capacity, string>> = {
  leader: '请到会听取意见，回应大家关心的问题。', member: '请会前走访了解情况，准备发言。', unit: '请派熟悉情况的负责同志参加，带上有关政策和数据，回应大家的问题。', expert: '请从专业角度提出意见。',
  resident: '请您来说说想法，怎么想就怎么说，不用准备材料。', concerned: '这件事和您有关，请您来说明情况、提出意见。', participant: '请会前听听周围群众的想法，准备发言。', staff: '请做好会务准备。',
};

/** How those of a role are addressed. */
const addressed: Readonly<Record<Capacity, string>> = {
  leader: '有关领导', member: '各位委员', unit: '有关部门和单位', expert: '各位专家', resident: '各位群众代表', concerned: '有关各方', participant: '各位参加人员', staff: '会务人员',
};

/** 通知, one for each role, with the names of its people: printed in one go. */
export function noticePapers(convened: Convened): BoundPapers {
  const { row, asked, committee, today } = convened;
  const roles = (Object.keys(capacities) as Capacity[]).filter((role) => asked.some(({ capacity }) => capacity === role));
  const papers = roles.length > 0 ? roles.map((role) => noticeFor(convened, role)) : [noticeFor(convened)];
  return { title: titleOf(convened), date: row.noticed_on ?? today, organ: committee, papers };
}

const titleOf = ({ row, brand }: Convened): string => `关于召开“${row.topic}”${brand}的通知`;

function noticeFor(convened: Convened, role?: Capacity): FormalPaper {
  const { row, asked, committee, where, kind, today } = convened;
  const names = asked.filter(({ capacity }) => capacity === role).map(({ invitee }) => invitee);
  const few = names.length > 0 && names.length <= FEW_NAMES;
  return {
    layout: 'formal', mark: committee, title: titleOf(convened), date: row.noticed_on ?? today, organ: committee, sealed: true, addressee: role ? (few ? names.join('、') : addressed[role]) : '参加协商的各方',
    blocks: [
      paragraph(`现定于${printedDay(row.held_on)}${row.time_words ?? ''}召开协商会，就“${row.topic}”听取各方意见。${role ? openings[role] : ''}`),
      heading(1, '时间地点'), paragraph(`时间：${printedDay(row.held_on)}${row.time_words ?? ''}。`), paragraph(`地点：${where || '另行通知'}。`),
      heading(1, '形式和召集'), paragraph([kind, row.first_convenor && `第一召集人${row.first_convenor}`, row.executive_convenor && `执行召集人${row.executive_convenor}`, row.host && `主持人${row.host}`].filter(Boolean).join('，') + '。'),
      ...agendaOf(row), heading(1, '其他'),
      paragraph(`${row.reply_by ? `能不能参加，请在${printedDay(row.reply_by)}前答复。` : ''}协商是听取意见、增进共识；意见报请有权决定的党委、政府或者村（居）组织研究，会上不作决定。`),
    ],
    ...(names.length > FEW_NAMES ? { attachments: [{ title: `${capacities[role!]}名单`, blocks: [paragraph(`${names.join('、')}。`)] }] } : {}),
  };
}

/** So many are addressed by name; more are listed in the annex. */
const FEW_NAMES = 6;

const agendaOf = ({ agenda }: Consultation): Block[] => (agenda ? [heading(1, '议程'), ...agenda.split('\n').filter(Boolean).map((line, n) => paragraph(`${n + 1}. ${line.replace(TYPED_NUMBER, '')}`))] : []);

/** Typed before a line of the agenda: the paper numbers its parts itself. */
const TYPED_NUMBER = /^(?:[（(]?[\d一二三四五六七八九十]{1,3}[)）.．、]+)\s*/u;

/** Empty lines for those who come without being on the list. */
const BLANK_LINES = 8;

/** 签名表: on paper, for the file; nobody signs in on a machine. */
export function signSheet({ row, asked, committee, where, brand, today }: Convened): AddressPaper {
  const known = asked.map(({ invitee, capacity }, n) => [String(n + 1), invitee, capacities[capacity as Capacity], '', '']);
  const blank = Array.from({ length: BLANK_LINES }, (_, n) => [String(known.length + n + 1), '', '', '', '']);
  return {
    layout: 'address', title: `“${row.topic}”${brand}签名表`, byline: `${committee}　${printedDay(row.held_on)}${row.time_words ?? ''}　${where}`, date: row.noticed_on ?? today, organ: committee,
    blocks: [{
      kind: 'table', columns: [{ label: '序号', share: 1, align: 'center' }, { label: '姓名（单位）', share: 3.4, align: 'left' }, { label: '身份', share: 2.2, align: 'center' }, { label: '签名', share: 2.6, align: 'center' }, { label: '备注', share: 2, align: 'center' }],
      rows: [...known, ...blank],
    }],
  };
}
