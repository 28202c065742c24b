import { committee } from '#institutions/committees/record.ts';
import { membershipsOf } from '#platform/identity/actor.ts';
import { invalid } from '#platform/problems.ts';
import type { Act } from '#platform/records/act.ts';
import { happenedOn } from '#duties/days.ts';
import { expectThere } from '#duties/expecting.ts';
import { asking } from '#duties/proposals/cosigning/actions.ts';
import { cut } from '#duties/proposals/drafting/submitting.ts';
import { invitedOf, proposerOf, type Entered } from '#duties/proposals/entering.ts';
import { membersNamed } from '#duties/proposals/naming.ts';
import { nextSerial } from '#duties/proposals/numbers.ts';
import { expectMayPropose } from '#duties/proposals/plenaries/proposing.ts';
import { followConsent } from '#duties/proposals/publishing/consenting.ts';
import type { Proposal } from '#duties/proposals/record.ts';

type Columns = Partial<Proposal>;

/** What only the office says of a proposal; its author's form does not have it. */
const officeOnly = ['member_id', 'proposer_name', 'proposer_kind', 'committee_id', 'submitted_on', 'term', 'session', 'time_class', 'sealed_on'] as const;
const texts = ['title', 'situation', 'analysis', 'advice'] as const;

/** Turns what was typed in a correction into columns. What a form does not have stays as it is. */
export async function correctProposal(act: Act, row: Proposal, { cosigners, ...typed }: Entered): Promise<Columns> {
  const kept: Columns = Object.fromEntries(officeOnly.map((column) => [column, row[column]]));
  const names = cosigners === undefined ? undefined : await membersNamed(act, cosigners);
  const own = row.member_id !== null && membershipsOf(act.actor).includes(row.member_id);
  if (own && ['draft', 'returned'].includes(row.state)) {
    const { time_class: timeClass = row.time_class } = typed;
    return { ...typed, ...kept, time_class: row.serial_no === null ? timeClass : row.time_class, ...(await asked(act, row, typed, names)) };
  }
  if (typed.public_ok !== undefined && typed.public_ok !== row.public_ok) await followConsent(act, row, typed.public_ok);
  const corrected = { ...kept, ...given(typed), committee_id: 'committee_id' in typed ? (typed.committee_id ?? null) : row.committee_id };
  await expectThere(act, committee, 'committee_id', corrected.committee_id);
  happenedOn(act, 'submitted_on', corrected.submitted_on);
  happenedOn(act, 'sealed_on', corrected.sealed_on);
  const invitations = { invited_ids: row.invited_ids, cosign_by: row.cosign_by };
  return { ...typed, ...corrected, ...invitations, ...recut(row, typed), ...(await proposer(act, row, typed)), ...(await renumbered(act, row, typed)), ...(names ? signed(row, names) : {}) };
}

const given = (typed: Columns): Columns => Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));

const rewritten = (row: Proposal, typed: Columns): boolean =>
  texts.some((column) => column in typed && (typed[column] ?? null) !== row[column]);

/** The author invites, by ticks or by names. Whoever signed has signed this text: when it changes, the signatures are asked for again. */
async function asked(act: Act, row: Proposal, typed: Columns, names: readonly string[] | undefined): Promise<Columns> {
  const said = typed.invited_ids !== undefined || names !== undefined;
  const wanted = said ? invitedOf(typed.invited_ids ?? [], names ?? [], row.member_id) : [...row.cosigner_ids, ...row.invited_ids];
  const signers = rewritten(row, typed) ? [] : row.cosigner_ids.filter((id) => wanted.includes(id));
  return { cosigner_ids: signers, ...(await asking(act, wanted.filter((id) => !signers.includes(id)), { typed: typed.cosign_by, before: row.cosign_by })) };
}

/** What was submitted is answered as it was cut; before anybody handles it, the office may still put the text right. */
const recut = (row: Proposal, { advice }: Columns): Columns =>
  (advice !== undefined && advice !== row.advice && ['submitted', 'returned', 'filed'].includes(row.state) ? cut(advice) : {});

/** The office copies the signatures of the paper. */
function signed(row: Proposal, names: readonly string[]): Columns {
  const signers = names.filter((id) => id !== row.member_id);
  return { cosigner_ids: signers, invited_ids: row.invited_ids.filter((id) => !signers.includes(id)) };
}

/** A name of a register that nobody of the roster has stays as printed until somebody chooses the member. */
async function proposer(act: Act, row: Proposal, typed: Columns): Promise<Columns> {
  const kind = typed.proposer_kind ?? row.proposer_kind;
  const memberId = typed.member_id ?? row.member_id;
  if (kind !== row.proposer_kind) await expectMayPropose(act, kind, typed.submitted_on ?? row.submitted_on!);
  if ((kind === 'member' || kind === 'joint') && !memberId) return { proposer_kind: kind, member_id: null, proposer_name: row.proposer_name };
  return proposerOf(act, { proposer_kind: kind, member_id: memberId, proposer_name: typed.proposer_name ?? row.proposer_name });
}

/** In another session it gets a serial number of that session; once filed, what was printed stays. */
async function renumbered(act: Act, row: Proposal, typed: Columns): Promise<Columns> {
  const place = { term: typed.term ?? row.term, session: typed.session ?? row.session, time_class: typed.time_class ?? row.time_class };
  const moved = place.term !== row.term || place.session !== row.session;
  if (row.proposal_no !== null && (moved || place.time_class !== row.time_class)) {
    throw invalid({ [moved ? 'session' : 'time_class']: `已按${row.term}届${row.session}次编为第${row.proposal_no}号，届次和时间类别不能再改。` });
  }
  return moved && row.serial_no !== null ? { ...place, serial_no: await nextSerial(act, place) } : place;
}
