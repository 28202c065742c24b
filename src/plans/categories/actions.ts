import { all, any, is } from '#platform/predicate.ts';
import { invalid } from '#platform/problems.ts';
import type { Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { categoryWord, type CategoryWord } from '#plans/categories/record.ts';

export type Said = Pick<CategoryWord, 'kind' | 'was' | 'becomes'>;

/** A word is called one thing, in one step: what became another is no target of a third. @throws Problem 422 at the field */
export async function checkedWord(reading: Reading, said: Said, except?: string): Promise<Said> {
  const { kind, was, becomes } = said;
  if (was === becomes) throw invalid({ becomes: '两个类别是同一个词，不用对应。请填另一个词。' });
  const touching = await list<CategoryWord>(reading, categoryWord, {
    where: all(is<CategoryWord>('state', 'in_use'), is<CategoryWord>('kind', kind), any(is<CategoryWord>('was', was), is<CategoryWord>('was', becomes), is<CategoryWord>('becomes', was))), limit: 10,
  });
  const others = touching.filter(({ id }) => id !== except);
  const same = others.find((row) => row.was === was);
  if (same) throw invalid({ was: `“${was}”已经归入“${same.becomes}”。要改请打开那一条修改。` });
  const further = others.find((row) => row.was === becomes);
  if (further) throw invalid({ becomes: `“${becomes}”已经归入“${further.becomes}”，请直接归入“${further.becomes}”。` });
  if (others.length > 0) throw invalid({ was: `别的类别正归入“${was}”，它不能再归到别处。请先停用那一条。` });
  return said;
}
