import { sql } from 'kysely';
import { heading, paragraph, type AddressPaper, type Block, type BoundPapers } from '#platform/documents/model.ts';
import type { Reading } from '#platform/records/act.ts';
import { printedDay } from '#platform/time.ts';
import type { Session } from '#duties/proposals/numbers.ts';
import { sessionWords } from '#duties/proposals/sections.tsx';
import { refusalGrounds } from '#duties/proposals/words.ts';

/** 提案审查结果通知: what became of each proposal, told to its proposer (domain rules 2.2: not filed must be told in time). */

export interface Decided {
  id: string;
  title: string;
  state: string;
  disposition: string | null;
  serial_no: number;
  proposal_no: number | null;
  proposer_key: string;
  proposer_name: string;
  refusal_ground: string | null;
  /** The reason that was given for refusing or giving back. */
  remark: string | null;
  into_no: number | null;
  into_title: string | null;
}

/** More a session does not have. */
const MOST = 3_000;

const decidedIn = (reading: Reading) => sql`
  select p.id, p.title, p.state, p.disposition, p.serial_no, p.proposal_no, p.proposer_key, p.proposer_name, p.refusal_ground, i.proposal_no as into_no, i.title as into_title,
    (select r.remark from proposal_reviews r where r.county_id = p.county_id and r.proposal_id = p.id and r.state = 'given' and r.remark is not null order by r.round desc, r.given_on desc, r.id desc limit 1) as remark
  from proposals p left join proposals i on i.county_id = p.county_id and i.id = p.merged_root_id
  where p.county_id = ${reading.county} and p.serial_no is not null and (p.disposition is not null and p.disposition <> 'withdrawn' or p.state = 'returned')`;

/** All of a session that were decided, by proposer. */
export async function decidedOf(reading: Reading, { term, session }: Session): Promise<Decided[]> {
  const { rows } = await sql<Decided>`${decidedIn(reading)} and p.term = ${term} and p.session = ${session} order by p.proposer_name, p.proposer_key, p.serial_no limit ${MOST}`.execute(reading.db);
  return rows;
}

export async function anyDecided(reading: Reading, { term, session }: Session): Promise<boolean> {
  const { rows } = await sql`${decidedIn(reading)} and p.term = ${term} and p.session = ${session} limit 1`.execute(reading.db);
  return rows.length > 0;
}

export async function decidedOne(reading: Reading, id: string): Promise<Decided | undefined> {
  const { rows } = await sql<Decided>`${decidedIn(reading)} and p.id = ${id}`.execute(reading.db);
  return rows[0];
}

interface Letterhead {
  session: Session;
  bodyName: string;
  committee: string;
  date: string;
}

/** A page for each proposer, all in one file. */
export function noticesPaper(decided: readonly Decided[], head: Letterhead): BoundPapers {
  const byProposer = Map.groupBy(decided, ({ proposer_key }) => proposer_key);
  return { title: `${sessionWords(head.session)}提案审查结果通知`, date: head.date, organ: head.bodyName, papers: [...byProposer.values()].map((own) => noticePaper(own, head)) };
}

/** One proposer's own. The words are ours. */
export function noticePaper(own: readonly Decided[], { session, bodyName, committee, date }: Letterhead): AddressPaper {
  const of = (...dispositions: string[]) => own.filter(({ disposition, state }) => dispositions.includes(state === 'returned' ? 'returned' : (disposition ?? '')));
  const part = (title: string, some: readonly Decided[], words: (one: Decided) => string): Block[] => (some.length === 0 ? [] : [heading(1, title), ...some.map((one) => paragraph(`流水${one.serial_no}《${one.title}》：${words(one)}`))]);
  return {
    layout: 'address', title: '提案审查结果通知', byline: `${bodyName}${committee}　${printedDay(date)}`, date, organ: bodyName,
    blocks: [
      paragraph(`${own[0]!.proposer_name}：`),
      paragraph(`您在${sessionWords(session)}期间提出的${own.length}件提案已经审查。感谢您的辛勤工作，现将结果告诉您。`),
      ...part('立案', of('filed'), ({ proposal_no: number }) => `已立案，编为第${number}号，将交有关单位办理，办理结果会书面答复您。`),
      ...part('并案', of('merged'), ({ into_no, into_title }) => `与内容相近的提案合并办理${into_title ? `，主案是${into_no ? `第${into_no}号` : ''}《${into_title}》` : ''}。您的原件和署名都保留，办理结果同样答复您。`),
      ...part('转社情民意信息', of('converted'), () => '内容适宜以社情民意信息反映，已转信息工作办理。'),
      ...part('作委员来信处理', of('letter'), () => '作委员来信转有关单位参考，由有关单位酌情答复。'),
      ...part('退回修改', of('returned'), ({ remark }) => `请修改后再提交。${remark ? `理由：${remark}` : ''}`),
      ...part('不予立案', of('refused'), ({ refusal_ground: ground, remark }) => `${ground ? `属于“${refusalGrounds[ground as 'empty'] ?? ground}”的情形。` : ''}${remark ? `说明：${remark}` : ''}`),
      paragraph(`对审查结果有不同意见的，请与${committee}联系。`),
    ],
  };
}
