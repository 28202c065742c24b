/** A name as printed lists have it: one of two characters is set apart (王　勇), so that names stand below each other (ux 4.6). */
export function printedName(name: string): string {
  const characters = Array.from(name);
  return characters.length === 2 ? characters.join('　') : name;
}

const WOMAN = '2';
const HAN = '汉族';

/** （女，苗族）: what printed lists note beside a name; of men and of the Han nothing is noted. */
export function noteBeside({ sex, ethnic }: { sex: string | null; ethnic: string | null }): string {
  const notes = [sex === WOMAN ? '女' : undefined, ethnic === HAN ? undefined : ethnic].filter(Boolean);
  return notes.length > 0 ? `（${notes.join('，')}）` : '';
}
