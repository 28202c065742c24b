import type { Reading } from '#platform/records/act.ts';
import type { Scope } from '#platform/figures/count.ts';

/** One X for which there is no Y. */
export interface CounterExample {
  /** What it is, e.g. 小河乡 第三季度. */
  label: string;
  /** Why it refutes the sentence. */
  why: string;
  /** Where it can be seen or mended. */
  href?: string;
}

export interface Finding {
  /** How many X were examined; with none, nothing is proved. */
  examined: number;
  counterExamples: CounterExample[];
}

/** A sentence with "all" or "every": proved by the records, or refused with those that are missing. */
export interface Claim {
  /** Also the token in the speech, e.g. `every_quarter_inspected`. */
  name: string;
  /** The sentence as the speech says it when it is true. */
  sentence: string;
  /** For every X there is Y, in one sentence. */
  definition: string;
  /** The clause that makes it a duty. */
  clause?: string;
  /** The parameters whose values it is judged by: a change of one shows beforehand what becomes of the claim. */
  parameters?: readonly string[];
  /** Where all X can be looked at. */
  href?: string;
  examine(reading: Reading, scope: Scope): Promise<Finding>;
  /** What is true instead, when there are counter-examples. */
  otherwise(finding: Finding): string;
  /** What is true when all that was examined refutes it: nobody writes 12个中，0个. */
  none(examined: number): string;
}

export const claim = (declared: Claim): Claim => declared;

/** 都, of more than one. */
export const allOf = (n: number): string => (n > 1 ? '都' : '');

/** What is true in the place of a claim that was refused. */
export const insteadOf = ({ otherwise, none }: Pick<Claim, 'otherwise' | 'none'>, finding: Finding): string =>
  (finding.counterExamples.length === finding.examined ? none(finding.examined) : otherwise(finding));

/** An empty set proves nothing: "all of none" is not printed as a success. */
export type Verdict = 'proved' | 'refused' | 'nothing_to_examine';

export const verdict = ({ examined, counterExamples }: Finding): Verdict =>
  counterExamples.length > 0 ? 'refused' : examined === 0 ? 'nothing_to_examine' : 'proved';
