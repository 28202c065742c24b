import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import type { Option } from '#platform/ui/filters.tsx';
import { parameterAt } from '#plans/facts.ts';
import { kindNamed } from '#duties/deeds/words.ts';

/** The kinds of service that the plan names on a day, each under what it is kept. */
export async function kindsOn(reading: Reading, day: string): Promise<Option[]> {
  const words = (await parameterAt(reading, 'deeds.kinds', day)).split('、').map((word) => word.trim()).filter(Boolean);
  return [...new Set(words)].map((word) => ({ value: kindNamed(word), label: word }));
}

/**
 * What is kept for a kind that was chosen or typed. One that stands on the record already may stay, whatever a later plan names.
 * @throws Problem 422 for a kind that the plan does not name
 */
export async function expectKind(reading: Reading, typed: string, day: string, standing?: string): Promise<string> {
  const kind = kindNamed(typed);
  const known = await kindsOn(reading, day);
  if (kind === standing || known.some(({ value }) => value === kind)) return kind;
  throw invalid({ kind: `本县方案没有“${typed.slice(0, 30)}”这一类。请从这些里面选：${known.map(({ label }) => label).join('、')}。` });
}
