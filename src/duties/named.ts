import { unitChoices } from '#institutions/facts.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';

/** Members and units by the names that people type, several in one field. */

interface Choosable {
  value: string;
  label: string;
}

/** 王强（白石镇） → 王强: members are listed with their place because names repeat. */
export const nameAlone = (label: string): string => label.replace(/（.*/u, '');

const MOST = 30;

/**
 * Units by the names typed in one field: 县水务局、县林业局.
 * @throws Problem 422 at the field `assisting` for a name that no unit has.
 */
export async function unitsNamed(reading: Reading, typed: string): Promise<string[]> {
  return idsOf(typed.split(/[、，,;；\n]+/u).map((part) => part.trim()), await unitChoices(reading), 'assisting', '承办单位');
}

/**
 * The ids of the names, in that order and each once.
 * @throws Problem 422 at the field for a name that nothing or several have.
 */
export function idsOf(names: readonly string[], known: readonly Choosable[], field: string, what: string): string[] {
  const asked = [...new Set(names.filter((name) => name !== ''))];
  if (asked.length > MOST) throw invalid({ [field]: `一次最多写${MOST}个，现在有${asked.length}个。` });
  const ids = asked.map((name) => theOne(name, known, field, what));
  return [...new Set(ids)];
}

function theOne(name: string, known: readonly Choosable[], field: string, what: string): string {
  const written = name.replaceAll('(', '（').replaceAll(')', '）');
  const exact = known.filter(({ label }) => label === written);
  const found = exact.length > 0 ? exact : known.filter(({ label }) => nameAlone(label) === written);
  if (found.length === 1) return found[0]!.value;
  if (found.length === 0) throw invalid({ [field]: `没有找到${what}“${name.slice(0, 30)}”。请核对名称，几个之间用顿号隔开。` });
  throw invalid({ [field]: `有${found.length}个${what}叫“${name.slice(0, 30)}”，请写明是哪一位：${found.slice(0, 5).map(({ label }) => label).join('、')}。` });
}
