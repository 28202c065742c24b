import { sql } from 'kysely';
import { member } from '#institutions/members/record.ts';
import { all, is, oneOf, present } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { among, list } from '#platform/records/read.ts';
import { today } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { covered, faultIn } from '#duties/proposals/publishing/covering.ts';
import { lettersOf } from '#duties/proposals/publishing/letters.ts';
import { ANSWER_MOST, MATTER_MOST, type Publication } from '#duties/proposals/publishing/record.ts';
import { proposal, type Proposal } from '#duties/proposals/record.ts';

/** Whether a proposal may be made public, and how its public text begins. */

/** Why not; undefined when it may. */
export function unfit({ state, disposition, reply, replied_on, public_ok, public_why }: Proposal): string | undefined {
  if (disposition !== 'filed') return '只公开单独立案的提案。并入别件的，随主案一并答复，由主案公开。';
  if (!['replied', 'rated', 'closed'].includes(state) || !replied_on) return '还没有答复。提案和答复一起公开，请答复之后再拟。';
  if (!public_ok) return `提案人没有同意公开${public_why ? `：${public_why}` : ''}。提案人改变主意的，可以在提案页上点“同意公开”。`;
  return reply ? undefined : '答复还只在纸上，请先在提案里录入答复内容。';
}

/** A list to choose from is not longer. */
const MOST = 300;

/** Answered, agreed to, and without a public text: those of which one may be begun. */
export async function readyForDrafts(reading: Reading): Promise<Proposal[]> {
  const fit = all<Proposal>(is<Proposal>('disposition', 'filed'), oneOf<Proposal>('state', ['replied', 'rated', 'closed']), is<Proposal>('public_ok', true), present<Proposal>('reply'), present<Proposal>('replied_on'));
  const { rows } = await sql<Proposal>`
    select r.* from proposals r where ${among(reading, proposal, fit)} and not exists (select 1 from publications p where p.county_id = r.county_id and p.proposal_id = r.id)
    order by r.replied_on desc, r.id desc limit ${MOST}`.execute(reading.db);
  return rows;
}

type Texts = Pick<Publication, 'title' | 'matter' | 'answer'>;

/** The text as it begins: the words of proposal and letter without what must not be said. The originals stay as they are. */
export function begunFrom(row: Proposal, known: readonly string[]): Pick<Publication, 'proposal_id' | 'extent'> & Texts {
  const parts = [['情况和问题', row.situation], ['原因分析', row.analysis], ['建议', row.advice]].filter(([, text]) => text);
  const matter = parts.map(([heading, text]) => `${heading}：\n${text}`).join('\n\n');
  const [title, proposed, answer] = [row.title, matter, row.reply ?? ''].map((text) => covered(text, known)) as [string, string, string];
  const fits = proposed.length <= MATTER_MOST && answer.length <= ANSWER_MOST;
  return { proposal_id: row.id, extent: fits ? 'full' : 'summary', title, matter: proposed, answer };
}

/** What of these people must not be read: whom to call at the unit, and who proposed and signed where the county shows no names. */
export async function knownOf(reading: Reading, row: Proposal): Promise<string[]> {
  const contacts = (await lettersOf(reading, row)).flatMap(({ contact_name, contact_phone }) => [contact_name, contact_phone]);
  const names = (await parameterAt(reading, 'publishing.proposer', today())) === 'name' ? [] : await signersOf(reading, row);
  return [...new Set([...contacts, ...names].filter((words): words is string => Boolean(words) && words!.length >= 2))].toSorted((a, b) => b.length - a.length);
}

async function signersOf(reading: Reading, { member_id, proposer_name, cosigner_ids, other_cosigners }: Proposal): Promise<string[]> {
  const found = cosigner_ids.length > 0 ? await list(reading, member, { where: oneOf('id', cosigner_ids), limit: cosigner_ids.length }) : [];
  return [...(member_id ? [proposer_name] : []), ...other_cosigners, ...found.map(({ name }) => name)];
}

/** @throws Problem 422 at each field that still says what must not be read */
export function expectClean(texts: Texts, known: readonly string[]): void {
  const problems = (['title', 'matter', 'answer'] as const).flatMap((field) => {
    const fault = faultIn(texts[field], known);
    return fault ? [[field, fault] as const] : [];
  });
  if (problems.length > 0) throw invalid(Object.fromEntries(problems));
}

export function expectFit(row: Proposal, field?: string): void {
  const sentence = unfit(row);
  if (sentence) throw field ? invalid({ [field]: sentence }) : new Problem(422, 'not_public', sentence, { clause: 'duty.yearly' });
}
