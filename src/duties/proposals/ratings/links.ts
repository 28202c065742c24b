import { createHash, randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { RatingLinks } from '#platform/database/schema.ts';
import { receiptHolder, type Actor } from '#platform/identity/actor.ts';
import { codeForm, newCode } from '#platform/identity/slips.ts';
import { Problem, Repeated } from '#platform/problems.ts';
import { reading, transact, type Act, type House, type Reading } from '#platform/records/act.ts';
import { amend } from '#platform/records/write.ts';
import { today } from '#platform/time.ts';
import { holdProposal } from '#duties/proposals/handled.ts';
import type { Said } from '#duties/proposals/ratings/fields.ts';
import { give } from '#duties/proposals/ratings/giving.ts';
import type { Rater } from '#duties/proposals/ratings/raters.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Personal links: one proposal, one who signed it, one round; good until the time for rating is over. */

type Link = Selectable<RatingLinks>;

const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

/** The code is in the answer and nowhere else; an older one of the same person is void. */
export async function makeLink(act: Act, row: Proposal, round: number, { rater, member_id }: Rater): Promise<string> {
  const code = newCode();
  await sql`delete from rating_links where county_id = ${act.county} and proposal_id = ${row.id} and rater = ${rater} and used_at is null`.execute(act.db);
  await sql`
    insert into rating_links (county_id, id, code_hash, proposal_id, round, rater, member_id, made_at)
    values (${act.county}, ${randomUUID()}, ${hashOf(code)}, ${row.id}, ${round}, ${rater}, ${member_id}, ${act.at})`.execute(act.db);
  act.lines.push({ record: proposal.name, id: row.id, step: 'make_link', from: row.state, to: row.state, before: {}, after: { rater }, relation: 'county_office' });
  return code;
}

/** What a link opens. */
export interface Asked {
  link: Link;
  row: Proposal;
  /** By which day. */
  until: string | null;
}

const noSuchLink = () => new Problem(404, 'no_such_link', '这个评价链接不能用：字母可能看错了，或者已经换成了新的链接。请核对后再试，或请县政协办公室重新发一个。');

/** @throws Problem in a sentence when it is unknown, was used, or comes too late. */
export async function askedBy(look: Reading, typed: string): Promise<Asked> {
  const code = codeForm(typed);
  if (!code) throw noSuchLink();
  const { rows: [link] } = await sql<Link>`select * from rating_links where county_id = ${look.county} and code_hash = ${hashOf(code)}`.execute(look.db);
  if (!link) throw noSuchLink();
  if (link.used_at) throw new Problem(409, 'link_used', '您已经评价过了，谢谢。每个链接只能用一次；要改，请联系县政协办公室。');
  const { rows: [row] } = await sql<Proposal>`select * from proposals where county_id = ${look.county} and id = ${link.proposal_id}`.execute(look.db);
  const { rows: [handled] } = row!.state === 'merged' ? await sql<Proposal>`select * from proposals where county_id = ${look.county} and id = ${row!.merged_root_id}`.execute(look.db) : { rows: [row!] };
  const isOpen = handled?.state === 'replied' && handled.round === link.round && (handled.rate_by === null || handled.rate_by >= today());
  if (!isOpen) throw new Problem(409, 'link_over', '评价的时间已经过了，或者这件提案又重新办理了。有意见请联系县政协办公室。');
  return { link, row: row!, until: handled.rate_by };
}

export const lookUpLink = (house: House, county: string, typed: string): Promise<Asked> => reading(house, receiptHolder(county, ''), (look) => askedBy(look, typed));

/** Writes what the holder says. The same request twice is one act. */
export async function giveByLink(house: House, county: string, typed: string, said: Said, request: string | null, from: Actor['from']): Promise<void> {
  const { link } = await lookUpLink(house, county, typed).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'link_used' && request) return { link: undefined }; // perhaps by this very request
    throw error;
  });
  const holder: Actor = { ...receiptHolder(county, link?.id ?? ''), name: link?.rater ?? '', from };
  try {
    await transact(house, holder, request, async (act) => {
      const { link: own, row } = await askedBy(act, typed);
      const locked = await holdProposal(act, row.id);
      const columns = await give(act, locked, { rater: own.rater, member_id: own.member_id }, said, { way: 'message', linkId: own.id });
      await sql`update rating_links set used_at = ${act.at} where county_id = ${county} and id = ${own.id}`.execute(act.db);
      await amend(act, proposal, locked, columns, { step: locked.state === 'merged' ? 'rate_merged' : 'rate', relation: 'link_holder' });
    });
  } catch (error) {
    if (!(error instanceof Repeated)) throw error;
  }
}
