import { memberChoices } from '#institutions/facts.ts';
import { splitNames } from '#platform/importing/readers/person-name.ts';
import type { Reading } from '#platform/records/act.ts';
import { idsOf } from '#duties/named.ts';

/**
 * Members by the names typed in one field, in that order: 王芳、李强（白石镇）.
 * @throws Problem 422 at the field `cosigners` for a name that nobody or several have.
 */
export async function membersNamed(reading: Reading, typed: string): Promise<string[]> {
  const members = await memberChoices(reading);
  return idsOf(typed.split(/[、，,;；\n]+/u).flatMap((part) => (part.includes('（') ? [part.trim()] : splitNames(part))), members, 'cosigners', '委员');
}
