import { paragraph, type FormalPaper, type AddressPaper, type Table } from '#platform/documents/model.ts';
import type { Sheet } from '#platform/documents/sheet.ts';
import { roles, type Role } from '#platform/identity/actor.ts';
import { noteBeside, printedName } from '#platform/people/printed-name.ts';
import { nameKey } from '#platform/people/strokes.ts';
import { all, is, oneOf } from '#platform/predicate.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { printedDay } from '#platform/time.ts';
import type { Committee } from '#institutions/committees/record.ts';
import { sectorChoices } from '#institutions/facts.ts';
import { member, type Member } from '#institutions/members/record.ts';
import { orderOfNames } from '#institutions/name-order.ts';
import { participantsNow } from '#institutions/participants/facts.ts';
import type { Participant } from '#institutions/participants/record.ts';
import { rosterOf } from '#institutions/people/facts.ts';
import { committeeRoles, post, type Post } from '#institutions/posts/record.ts';

/** One line of 联络委组成人员名册. */
export interface RosterLine {
  place: string;
  post: string;
  name: string;
  /** （女，苗族） */
  note: string;
  position: string;
  /** 是否县政协委员 */
  seated: string;
  /** 界别或代表方面 */
  sector: string;
  phone: string;
  since: string;
  document: string;
}

/** More people than this the committees of one county do not have. */
const MOST = 2_000;

const AFTER_THE_POSTS = committeeRoles.length;
const AFTER_THE_MEMBERS = AFTER_THE_POSTS + 1;

/**
 * Who belongs to these committees: the holders of posts in the order of the posts, then the members stationed there who hold none, then who was
 * taken in without being a member, each by strokes of the name (forms: 姓名按职务、再按姓氏笔画).
 * @param withPhones telephones are for the county office and for the committee's own paper
 */
export async function rosterLines(reading: Reading, committees: readonly Committee[], withPhones: boolean): Promise<RosterLine[]> {
  const ids = committees.map(({ id }) => id);
  const order = await orderOfNames(reading);
  const posts = await list(reading, post, { where: all(oneOf<Post>('committee_id', ids), is<Post>('state', 'holding'), oneOf<Post>('role', committeeRoles)), limit: MOST });
  const members = await list(reading, member, { where: all(oneOf<Member>('committee_id', ids), is<Member>('state', 'current')), limit: MOST });
  const seats = new Map((await list(reading, member, { where: all(is<Member>('state', 'current'), oneOf<Member>('person_id', posts.map(({ person_id }) => person_id))), limit: MOST })).map((one) => [one.person_id, one]));
  const added = (await participantsNow(reading, ids)).filter(({ belongs }) => belongs);
  const people = await rosterOf(reading, [...posts, ...members, ...added].map(({ person_id }) => person_id));
  const sectors = new Map((await sectorChoices(reading)).map(({ value, label }) => [value, label]));
  const noteOf = (id: string): string => noteBeside(people.get(id) ?? { sex: null, ethnic: null });
  const line = (committee: Committee, who: { person_id: string; name: string }, holds?: Post): RosterLine => {
    const seat = seats.get(who.person_id) ?? members.find(({ person_id }) => person_id === who.person_id);
    return {
      place: committee.place, post: holds ? `${plainPost(holds.role)}${holds.acting ? '（代理）' : ''}` : '委员', name: who.name, note: noteOf(who.person_id), position: people.get(who.person_id)?.position ?? '',
      seated: seat ? '是' : '否', sector: (seat && sectors.get(seat.sector_id ?? '')) ?? '', phone: (withPhones && people.get(who.person_id)?.phone) || '',
      since: (holds ? holds.since : seat?.joined_on) ?? '', document: holds?.document_no ?? '',
    };
  };
  const addedLine = (committee: Committee, who: Participant): RosterLine => ({
    place: committee.place, post: '吸纳人员', name: who.name, note: noteOf(who.person_id), position: people.get(who.person_id)?.position ?? '', seated: '否', sector: sectors.get(who.sector_id ?? '') ?? who.kind,
    phone: (withPhones && people.get(who.person_id)?.phone) || '', since: who.since ?? '', document: who.basis ?? '',
  });
  return committees.flatMap((one) => {
    const held = posts.filter(({ committee_id }) => committee_id === one.id);
    const busy = new Set(held.map(({ person_id }) => person_id));
    const lines = [
      ...held.map((holds) => ({ rank: committeeRoles.indexOf(holds.role), line: line(one, holds, holds) })),
      ...members.filter(({ committee_id, person_id }) => committee_id === one.id && !busy.has(person_id)).map((who) => ({ rank: AFTER_THE_POSTS, line: line(one, who) })),
      ...added.filter(({ committee_id }) => committee_id === one.id).map((who) => ({ rank: AFTER_THE_MEMBERS, line: addedLine(one, who) })),
    ];
    return lines.toSorted((a, b) => a.rank - b.rank || (nameKey(a.line.name, order) < nameKey(b.line.name, order) ? -1 : 1)).map((each) => each.line);
  });
}

/** 主任 instead of 联络委主任: the paper names the committee over the list. */
const plainPost = (role: string): string => (roles[role as Role] ?? role).replace(/^联络委/u, '');

/** The list as a table of a paper; with the place in front when there are several. */
export const rosterTable = (lines: readonly RosterLine[], several: boolean): Table => ({
  kind: 'table',
  columns: [
    ...(several ? [{ label: '乡镇（街道）', share: 3.4, align: 'left' as const }] : []),
    { label: '职务', share: 2.6, align: 'center' }, { label: '姓名', share: 5, align: 'left' }, { label: '单位及职务', share: 5.6, align: 'left' }, { label: '县政协委员', share: 2.2, align: 'center' }, { label: '界别或代表方面', share: 3.6, align: 'left' },
  ],
  rows: lines.map(({ place, post: held, name, note, position, seated, sector }) => [...(several ? [place] : []), held, `${printedName(name)}${note}`, position, seated, sector]),
});

interface Given {
  committee: Committee;
  lines: readonly RosterLine[];
  organ: string;
  day: string;
}

const titleOf = ({ name }: Committee): string => `${name}组成人员名册`;

/** 联络委组成人员名册 as a Word file. */
export const rosterPaper = ({ committee, lines, organ, day }: Given): AddressPaper => ({
  layout: 'address',
  title: titleOf(committee),
  byline: `按职务、再按姓氏笔画为序（${printedDay(day)}）`,
  date: day,
  organ,
  blocks: lines.length > 0 ? [rosterTable(lines, false)] : [paragraph('还没有登记组成人员。')],
});

/** The same as a workbook, with telephones and the papers of appointment. */
export const rosterSheet = ({ committee, lines, organ, day }: Given): Sheet<RosterLine> => ({
  title: titleOf(committee),
  note: `${organ}，${printedDay(day)}；按职务、再按姓氏笔画排列`,
  organ,
  date: day,
  columns: [
    { label: '联络委', kind: 'text', width: 16, value: ({ place }) => place },
    { label: '职务', kind: 'text', width: 14, value: (line) => line.post },
    { label: '姓名', kind: 'text', width: 14, value: ({ name }) => name },
    { label: '党内/行政职务', kind: 'text', width: 30, value: ({ position }) => position },
    { label: '是否县政协委员', kind: 'text', width: 16, value: ({ seated }) => seated },
    { label: '界别或代表方面', kind: 'text', width: 18, value: ({ sector }) => sector },
    { label: '电话', kind: 'text', width: 16, value: ({ phone }) => phone },
    { label: '任职时间', kind: 'date', width: 14, value: ({ since }) => since },
    { label: '任免依据文号', kind: 'text', width: 22, value: ({ document }) => document },
  ],
  rows: lines,
});

/** 附件 of the request: which committees are to be set up, and who is to belong to them. */
export const namesAttached = (lines: readonly RosterLine[]): NonNullable<FormalPaper['attachments']> =>
  lines.length > 0 ? [{ title: '乡镇（街道）政协联络委拟任人员名单', blocks: [rosterTable(lines, true)] }] : [];
