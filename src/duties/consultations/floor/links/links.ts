import { createHash, randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { ConsultationLinks } from '#platform/database/schema.ts';
import { receiptHolder, type Actor } from '#platform/identity/actor.ts';
import { codeForm, newCode } from '#platform/identity/slips.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { reading, transact, type Act, type House, type Reading } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { today } from '#duties/days.ts';
import { ownLink, type Own } from '#duties/consultations/floor/links/own.ts';
import type { Objection } from '#duties/consultations/floor/objections/record.ts';
import { ballots, type Ballot } from '#duties/consultations/floor/votes/rules.ts';
import { vote, type Vote } from '#duties/consultations/floor/votes/record.ts';
import type { ResultList } from '#duties/consultations/results/record.ts';

/** Personal links of those who took part: one ballot of a written vote, or one judgement of the results and whatever they have against them. */

export type Link = Selectable<ConsultationLinks>;

export interface Holder {
  name: string;
  capacity: string | null;
}

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** The code is in the answer and nowhere else; one made before for the same person is void. Undefined for whoever has spoken already. */
export async function makeLink(act: Act, about: { consultation_id: string; vote_id: string | null }, { name, capacity }: Holder): Promise<string | undefined> {
  const code = newCode();
  const { rows } = await sql`
    insert into consultation_links (county_id, id, consultation_id, vote_id, holder, capacity, code_hash, made_on)
    values (${act.county}, ${randomUUID()}, ${about.consultation_id}, ${about.vote_id}, ${name}, ${capacity}, ${hashOf(code)}, ${today(act)})
    on conflict (county_id, consultation_id, coalesce(vote_id, '00000000-0000-0000-0000-000000000000'), holder)
    do update set code_hash = excluded.code_hash, made_on = excluded.made_on where consultation_links.vote_id is null or not consultation_links.used
    returning id`.execute(act.db);
  return rows.length > 0 ? code : undefined;
}

/** More do not sit round one table. */
const MOST = 500;

export async function linksOf(reading: Reading, about: { consultation_id: string; vote_id: string | null }): Promise<Link[]> {
  const { rows } = await sql<Link>`
    select * from consultation_links where county_id = ${reading.county} and consultation_id = ${about.consultation_id} and vote_id is not distinct from ${about.vote_id}::uuid order by holder limit ${MOST}`.execute(reading.db);
  return rows;
}

const noSuchLink = () => new Problem(404, 'no_such_link', '这个链接不能用：字母可能看错了，或者已经换成了新的链接。请核对后再试，或请联络委工作人员重新发一个。');

/** By what somebody shows that a link is the own: its code, or, signed in, that the link was made for him. */
export type Shown = string | Own;

async function linkBy(look: Reading, shown: Shown): Promise<Link> {
  const link = typeof shown === 'string' ? await linkOfCode(look, shown) : await ownLink(look, shown);
  if (!link) throw noSuchLink();
  return link;
}

async function linkOfCode(look: Reading, typed: string): Promise<Link | undefined> {
  const code = codeForm(typed);
  const { rows: [link] } = code ? await sql<Link>`select * from consultation_links where county_id = ${look.county} and code_hash = ${hashOf(code)}`.execute(look.db) : { rows: [] };
  return link;
}

/** What a link opens. */
export type Opened = { link: Link } & ({ about: 'vote'; row: Vote } | { about: 'results'; row: ResultList; own: Objection[] });

/** @throws Problem in a sentence when it is unknown, or comes too early. */
export const openLink = (house: House, county: string, shown: Shown): Promise<Opened> => reading(house, receiptHolder(county, ''), async (look) => opened(look, await linkBy(look, shown)));

async function opened(look: Reading, link: Link): Promise<Opened> {
  if (link.vote_id) {
    const { rows: [row] } = await sql<Vote>`select * from consultation_votes where county_id = ${look.county} and id = ${link.vote_id}`.execute(look.db);
    return { link, about: 'vote', row: row! };
  }
  const { rows: [row] } = await sql<ResultList>`select * from consultation_results where county_id = ${look.county} and consultation_id = ${link.consultation_id} and state <> 'void'`.execute(look.db);
  if (!row) throw new Problem(409, 'too_early', '这次协商的成果还在整理。整理好以后，这个链接就能看到。');
  const { rows: own } = await sql<Objection>`select * from consultation_objections where county_id = ${look.county} and link_id = ${link.id} order by raised_on, id limit ${MOST}`.execute(look.db);
  return { link, about: 'results', row, own };
}

/** Acts as whoever holds the link. Once a request was answered it is not carried out again. */
async function speak(house: House, actor: Actor, request: string | null, work: (act: Act) => Promise<unknown>): Promise<void> {
  try {
    await transact(house, actor, request, work);
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
  }
}

/** The link, held for this act: it is used once, whoever presses twice. When it was used is not kept. */
async function useUp(act: Act, shown: Shown): Promise<Link> {
  const link = await linkBy(act, shown);
  const { rows } = await sql`update consultation_links set used = true where county_id = ${act.county} and id = ${link.id} and not used returning id`.execute(act.db);
  if (rows.length === 0) throw new Problem(409, 'link_used', link.vote_id ? '您已经投过票了，谢谢。每人只投一次。' : '您已经评价过了，谢谢。还有不同意见，可以在原来的链接里写。');
  return link;
}

/** Takes one ballot: the sums move, and that a ballot came is noted. Who it was from stands beside no choice, in the journal neither. */
export async function castBallot(house: House, county: string, shown: Shown, ballot: Ballot, request: string | null): Promise<void> {
  const { link, about, row } = await openLink(house, county, shown);
  if (about !== 'vote') throw noSuchLink();
  if (row.state !== 'open') throw new Problem(409, 'vote_over', '这次表决已经计票，不能再投了。');
  if (link.used && !request) throw new Problem(409, 'link_used', '您已经投过票了，谢谢。每人只投一次。');
  await speak(house, { ...receiptHolder(county, row.id), name: '持表决链接的人' }, request, async (act) => {
    await useUp(act, shown);
    const { rows: [now] } = await sql<Vote>`select * from consultation_votes where county_id = ${county} and id = ${row.id} for update`.execute(act.db);
    if (now!.state !== 'open') throw new Problem(409, 'vote_over', '这次表决已经计票，不能再投了。');
    const column = sql.ref(`vote_${ballot}`);
    await sql`update consultation_urns set ${column} = ${column} + 1 where county_id = ${county} and vote_id = ${row.id}`.execute(act.db);
    await amend<Vote>(act, vote, now!, { cast_n: now!.cast_n + 1 }, { step: 'cast', relation: 'link_holder' });
  });
}

export const isBallot = (said: unknown): said is Ballot => typeof said === 'string' && Object.hasOwn(ballots, said);

const expectOpenList = ({ state }: ResultList): void => {
  if (state === 'closed') throw new Problem(409, 'closed', '这次协商的成果清单已经销号。还有意见，请联系联络委或县政协办公室。');
};

/** Whoever holds the link of the results, as the act needs him: `receipt` is what the record knows him by. */
async function resultsHolder(house: House, county: string, shown: Shown, receipt: (link: Link) => string, name?: string): Promise<{ actor: Actor; link: Link; row: ResultList }> {
  const found = await openLink(house, county, shown);
  if (found.about !== 'results') throw noSuchLink();
  expectOpenList(found.row);
  return { actor: { ...receiptHolder(county, receipt(found.link)), name: name ?? found.link.holder }, link: found.link, row: found.row };
}

/** One judgement of the results, without a name. */
export async function judgeByLink(house: House, county: string, shown: Shown, request: string | null, judge: (act: Act, row: ResultList) => Promise<unknown>): Promise<void> {
  const { actor, row } = await resultsHolder(house, county, shown, ({ consultation_id }) => consultation_id, '参加协商的人');
  await speak(house, actor, request, async (act) => {
    await useUp(act, shown);
    await judge(act, row);
  });
}

/** An objection by whoever the link was made for, who reads its answer there. */
export async function objectByLink(house: House, county: string, shown: Shown, request: string | null, object: (act: Act, link: Link) => Promise<unknown>): Promise<void> {
  const { actor, link } = await resultsHolder(house, county, shown, ({ id }) => id);
  await speak(house, actor, request, (act) => object(act, link));
}
