import { type Reader, showing } from '../reading.ts';

/**
 * Reads a cell that says several things, such as 办理情况 “转办，已解决”: each part goes to the first of these fields that can read it
 * and has none yet. `main` is the field of the column itself.
 *
 *   column('办理方式', { read: partsFor({ handling: choice(…), outcome: choice(…) }, 'handling') })
 */
export function partsFor<const R extends Readonly<Record<string, Reader<unknown>>>, const M extends keyof R & string>(
  readers: R,
  main: M,
): Reader<R[M] extends Reader<infer V> ? V : never> {
  type Value = R[M] extends Reader<infer V> ? V : never;
  return showing(readers[main]!.example, (cell, context) => {
    const parts = cell.text.split(/[，,；;、/\n]+/u).map((part) => part.trim()).filter((part) => part !== '');
    const found: Record<string, unknown> = {};
    const lost: string[] = [];
    for (const part of parts) {
      const field = Object.keys(readers).find((name) => !(name in found) && readers[name]!({ text: part }, context).value !== null);
      if (field) found[field] = readers[field]!({ text: part }, context).value;
      else lost.push(part);
    }
    const { [main]: value, ...also } = found;
    const remarks = lost.length > 0 ? [{ level: 'check' as const, sentence: `“${lost.join('，')}”没有认出来，没有录入，请核对。` }] : [];
    return { value: (value ?? null) as Value | null, remarks, also };
  });
}
