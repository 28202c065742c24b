import { numberIn, paragraph, type FormalPaper, type Table } from '#platform/documents/model.ts';
import { printedDay } from '#platform/time.ts';
import { placeKinds, type Committee } from '#institutions/committees/record.ts';
import { namesAttached, type RosterLine } from '#institutions/roster.ts';
import type { Setting } from '#institutions/settings/record.ts';

/** What the papers of a setting-up are written from. */
export interface SettingWritten {
  row: Setting;
  committees: readonly Committee[];
  people: readonly RosterLine[];
  county: { name: string; bodyName: string };
  /** Printed while the request is not registered with its day. */
  today: string;
}

/** Where nobody has been named yet, the signatory writes on paper. */
const TO_BE_SIGNED = '　　　　';

/**
 * 请示 in the layout of an upward paper (GB/T 9704-2012, 7.2.6): number left, 签发人 right, one matter, one addressee, 妥否，请批示, the
 * lists attached, the contact in the 附注. Source of its parts: domain forms, setup_request.
 */
export function requestPaper({ row, committees, people, county, today }: SettingWritten): FormalPaper {
  const number = numberIn(row.request_no);
  return {
    layout: 'formal',
    mark: `${county.bodyName}文件`,
    ...(number ? { number } : {}),
    signatories: [row.signatory ?? TO_BE_SIGNED],
    title: row.title,
    date: row.requested_on ?? today,
    organ: county.bodyName,
    addressee: `中共${county.name}委员会`,
    sealed: true,
    blocks: [
      paragraph(row.grounds ?? GROUNDS),
      paragraph(`${studied(row)}，拟设置${listed(committees)}共${committees.length}个联络委，领导和组成人员按设置方案配备。设置一览表附后。`),
      paragraph('妥否，请批示。'),
    ],
    attachments: [{ title: LIST, blocks: [tableOf(committees)] }, ...namesAttached(people)],
    ...(row.contact ? { remark: `联系人及电话：${row.contact}` } : {}),
  };
}

/**
 * 批复 as a downward paper (GB/T 9704-2012; 党政机关公文处理工作条例: 批复适用于答复下级机关请示事项): to whom asked, by title and number of the request. Until
 * it is registered it is a draft that the county Party office may use; then it is what the Party committee wrote. Source of its parts: domain forms, setup_reply.
 */
export function replyPaper({ row, committees, county, today }: Omit<SettingWritten, 'people'>): FormalPaper {
  const organ = `中共${county.name}委员会`;
  const number = numberIn(row.reply_no);
  const asked = `《${row.title}》${row.request_no ? `（${row.request_no}）` : ''}`;
  return {
    layout: 'formal',
    mark: `${organ}文件`,
    ...(number ? { number } : {}),
    title: `${organ}${row.title.replace(/的?请示$/u, '')}的批复`,
    date: row.replied_on ?? today,
    organ,
    addressee: county.bodyName,
    sealed: true,
    blocks: [
      paragraph(`你们${asked}收悉。经研究，现批复如下：`),
      ...(row.reply ?? replyDrafted(committees)).split('\n').filter(Boolean).map((line) => paragraph(line)),
      paragraph('此复。'),
    ],
    ...(row.reply ? {} : { attachments: [{ title: LIST, blocks: [tableOf(committees)] }] }),
  };
}

/** The usual words, for the county Party office to change and for ours to be corrected by what came back. */
export const replyDrafted = (committees: readonly Committee[]): string => [
  `一、同意设置${listed(committees)}${committees.length > 1 ? `共${committees.length}个联络委` : ''}。`,
  '二、请会同县委组织部和有关乡镇（街道）党（工）委，按设置方案配备领导和组成人员，抓好规范化建设，及时开展工作。',
].join('\n');

const LIST = '乡镇（街道）政协联络委设置一览表';

/** The speech's own reasons, until the office writes others. */
const GROUNDS = '为贯彻落实加强和改进新时代市县政协工作的要求，推动政协协商向基层延伸，方便委员联系群众、反映社情民意，现就设置乡镇（街道）政协联络委有关事项请示如下。';

const studied = ({ studied_on, studied_with }: Setting): string =>
  `${studied_on ? `${printedDay(studied_on)}，` : ''}县政协${studied_with ? `会同${studied_with}` : ''}调研论证`;

/** A few are named in the text; more are counted there and named in the list. */
const NAMED_IN_TEXT = 5;

const listed = (committees: readonly Committee[]): string =>
  `${committees.slice(0, NAMED_IN_TEXT).map(({ name }) => name).join('、')}${committees.length > NAMED_IN_TEXT ? '等' : ''}`;

const tableOf = (committees: readonly Committee[]): Table => ({
  kind: 'table',
  columns: [{ label: '序号', share: 1.5, align: 'center' }, { label: '名称', share: 6, align: 'left' }, { label: '乡镇（街道）', share: 4, align: 'left' }, { label: '类型', share: 2.5, align: 'center' }, { label: '机构形式', share: 2.5, align: 'center' }, { label: '设置方式', share: 2.5, align: 'center' }],
  rows: committees.map(({ name, place, place_kind, form, mode }, n) => [String(n + 1), name, place, placeKinds[place_kind as keyof typeof placeKinds], form, mode ?? '']),
});
