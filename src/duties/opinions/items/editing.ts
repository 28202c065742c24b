import { sql } from 'kysely';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { nextNumber, numberUsed } from '#platform/records/numbers.ts';
import type { Values } from '#platform/records/write.ts';
import { dayOf } from '#platform/time.ts';
import { parameterAt } from '#plans/facts.ts';
import { signatory, type OpinionItem } from '#duties/opinions/items/record.ts';
import { expectNoSecret } from '#duties/opinions/items/secrecy.ts';
import { currentWording, expectLength, kept, type Wording } from '#duties/opinions/items/wording.ts';

/** The way of an item from the writer to the printed issue. Domain rules 3.2: saved – reviewed – edited – checked – signed – issued. */

type Changes = Promise<Values<OpinionItem>>;

/** What was checked and signed is so no more. */
export const reopened = { checked_on: null, checked_by: null, signed_on: null, signed_by: null };

/** Keeps the writer's text as it was sent in. What comes back after a return keeps the day on which it first arrived. */
export async function submitting(act: Act, row: OpinionItem, { route, cleared }: { route: string; cleared?: boolean }): Changes {
  const today = dayOf(act.at);
  expectNoSecret(row);
  await expectLength(act, row, route);
  return {
    route, ...kept(row), submitted_on: row.submitted_on ?? today, precision: 'day', cleared_on: cleared ? today : row.cleared_on,
    counted_as_proposal: row.proposal_id !== null && (await parameterAt(act, 'items.from_proposal', today)) === 'proposal',
  };
}

type Edited = Pick<Wording, 'title'> & Partial<Wording> & { route: string; editor_note?: string };

/** The editor's text. Who edits has looked it through, also when nobody said so before. */
export async function compiling(act: Act, row: OpinionItem, input: Edited): Changes {
  const today = dayOf(act.at);
  expectNoSecret(input);
  await expectLength(act, { ...currentWording(row), ...input }, input.route);
  return { ...input, ...(row.sent_title === null ? kept(row) : {}), reviewed_on: row.reviewed_on ?? today, edited_on: today, edited_by: act.actor.name };
}

const separateHands = async (act: Act): Promise<boolean> => (await parameterAt(act, 'items.hands', dayOf(act.at))) === 'separate';

export async function checking(act: Act, row: OpinionItem, { checked_by = act.actor.name }: { checked_by?: string }): Changes {
  if (checked_by === row.edited_by && (await separateHands(act))) {
    throw invalid({ checked_by: `按本县办法，核稿人不能是采编人。这条是${row.edited_by}采编的，请换一位核稿。` });
  }
  return { checked_by, checked_on: dayOf(act.at) };
}

export async function signing(act: Act, row: OpinionItem, { signed_by, signed_on }: { signed_by?: string; signed_on: string }): Changes {
  const name = signed_by ?? (signatory.of(act.actor).test(row) ? act.actor.name : undefined);
  if (!name) throw invalid({ signed_by: '请写明是谁签发的，与纸质件上的签字一致。' });
  if (signed_on > dayOf(act.at)) throw invalid({ signed_on: '签发日期还没有到，请核对。' });
  if (!(await separateHands(act))) return { signed_by: name, signed_on };
  if (row.state === 'edited') throw new Problem(422, 'not_checked', '按本县办法，要先核稿再签发。请先点“核稿”。');
  if (name === row.checked_by) throw invalid({ signed_by: `按本县办法，签发人不能是核稿人。这条是${row.checked_by}核稿的，请换一位签发。` });
  return { signed_by: name, signed_on };
}

interface Printed {
  issued_on: string;
  report_to?: string;
  send_to?: string;
  issue_to?: string;
  copies?: number;
  issue_total?: number;
}

/** Gives the issue its numbers. What goes to a township's own Party committee and government is issued by its committee, in a series of its own. */
export async function issuing(act: Act, row: OpinionItem, input: Printed): Changes {
  if (row.signed_on && input.issued_on < row.signed_on) throw invalid({ issued_on: `签发日期是${row.signed_on}，印发不能在它之前。` });
  const issuer_id = row.route === 'township' ? row.committee_id : null;
  const issue_year = Number(input.issued_on.slice(0, 4));
  return {
    ...(await printedUsually(act, row.route, input.issued_on)), ...input, issuer_id, issue_year,
    issue: await nextNumber(act, issueSeries(issuer_id, issue_year)), issue_total: await totalOf(act, issuer_id, input.issue_total),
  };
}

/** Addressees and copies by the county's parameters, where nobody says otherwise. */
export async function printedUsually(reading: Reading, route: string | null, day: string): Promise<Required<Omit<Printed, 'issued_on' | 'issue_total'>>> {
  return {
    report_to: await parameterAt(reading, route === 'township' ? 'items.report_to_township' : 'items.report_to', day),
    send_to: await parameterAt(reading, 'items.send_to', day), issue_to: await parameterAt(reading, 'items.issue_to', day), copies: await parameterAt(reading, 'items.copies', day),
  };
}

/** Issues are counted through a year: 〔2025〕第1期, 第2期 … `issuer`: the committee whose series it is; null: the county's. */
export const issueSeries = (issuer: string | null, year: number): string => (issuer ? `opinion-issue/${issuer}/${year}` : `opinion-issue/${year}`);

/** 总第×期. A number that is typed goes on from a series kept on paper; the same one is not given twice. */
async function totalOf(act: Act, issuer: string | null, typed: number | undefined): Promise<number> {
  const series = `opinion-issue-total/${issuer ?? 'county'}`;
  if (typed === undefined) return nextNumber(act, series);
  const { rows } = await sql`select from opinion_items where county_id = ${act.county} and issue_total = ${typed} and issuer_id is not distinct from ${issuer}::uuid limit 1`.execute(act.db);
  if (rows.length > 0) throw invalid({ issue_total: `总第${typed}期已经用过了。请核对；不填就顺着编。` });
  await numberUsed(act, series, typed);
  return typed;
}
