import { appliedAt, clauseWords, proposingKindsOn, type ProposingList } from '#plans/facts.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { plenariesHeld } from '#duties/proposals/plenaries/facts.ts';
import { sits } from '#duties/proposals/plenaries/placing.ts';
import { proposerKinds } from '#duties/proposals/words.ts';

export type ProposerKind = keyof typeof proposerKinds;

/** 党派提案 → 党派: the word under which the plan lists a kind. */
export const kindWord = (kind: string): string => (proposerKinds[kind as ProposerKind] ?? kind).replace(/提案$/u, '');

/** Whether the plan in force on a day lists the kind under one of its parameters. */
export const listsKind = async (reading: Reading, key: ProposingList, kind: string, day: string): Promise<boolean> =>
  (await proposingKindsOn(reading, key, day)).includes(kindWord(kind));

/**
 * Who may propose, and which of them only while a plenary sits, is the county's own rule (domain rules 2.1).
 * @throws Problem 422 with the clause that says so.
 */
export async function expectMayPropose(reading: Reading, kind: string, day: string): Promise<void> {
  const label = proposerKinds[kind as ProposerKind];
  if (!(await listsKind(reading, 'proposals.kinds', kind, day))) {
    throw invalid({ proposer_kind: `本县不收${label}（${await basisOf(reading, 'proposals.kinds', day)}）。请由委员提出，或者改选提案类型。` });
  }
  if (!(await listsKind(reading, 'proposals.session_kinds', kind, day))) return;
  if ((await plenariesHeld(reading)).some((one) => sits(one, day))) return;
  throw invalid({ proposer_kind: `${label}只在全体会议期间提出（${await basisOf(reading, 'proposals.session_kinds', day)}），${day}不在会期内。平时请由委员个人或联名提出。` });
}

/**
 * Proposals of bodies carry a seal, those of sectors and groups the convenor's signature, where the plan asks for it (domain rules 2.1, S40).
 * @throws Problem 422 at the day on which the office says that it saw them.
 */
export async function expectSealed(reading: Reading, kind: string, sealed: boolean, day: string): Promise<void> {
  if (sealed || !(await listsKind(reading, 'proposals.sealed_kinds', kind, day))) return;
  throw invalid({ sealed_on: `${proposerKinds[kind as ProposerKind]}要盖章或由召集人签名（${await basisOf(reading, 'proposals.sealed_kinds', day)}）。纸质件到了的，请填收到日期，并把扫描件传到附件；没有到的，先请提案单位补。` });
}

/** By what it is so: the plan that set the value, else the clause under which it stands, else the value itself. */
async function basisOf(reading: Reading, key: ProposingList, day: string): Promise<string> {
  const { plan, label, shown } = await appliedAt(reading, key, day);
  const clause = plan ? `《${plan.title}》${plan.clause}` : await clauseWords(reading, 'duty.yearly', day);
  return `依据：${clause ? `${clause}，` : ''}${label}为“${shown}”`;
}
