import { composed, saysMore } from '#platform/figures/composition.ts';
import { is } from '#platform/predicate.ts';
import { invalid, Problem } from '#platform/problems.ts';
import type { Act, Reading } from '#platform/records/act.ts';
import { list } from '#platform/records/read.ts';
import { nextNumber } from '#platform/records/numbers.ts';
import { create, type Circumstances } from '#platform/records/write.ts';
import type { Declared } from '#reports/declared.ts';
import { compositionOf } from '#reports/figures/facts.ts';
import { textOf } from '#reports/figures/own/composing.ts';
import { ownFigure, type OwnFigureRow } from '#reports/figures/own/record.ts';

export type Composed = Pick<OwnFigureRow, 'label' | 'definition' | 'unit' | 'composition'> & Partial<Pick<OwnFigureRow, 'ratio_of' | 'decimals' | 'convention'>>;

/** As most reports print a share. */
const USUAL_DECIMALS = 2;

/** Gives it its lasting name. */
export const enterOwn = (declared: Declared) => async (act: Act, values: Composed, how: Circumstances): Promise<OwnFigureRow> => {
  const columns = await checked(act, declared, values);
  return create<OwnFigureRow>(act, ownFigure, { ...columns, number: await nextNumber(act, 'own_figure') }, how);
};

export const correctOwn = (declared: Declared) => (act: Act, row: OwnFigureRow, values: Partial<Composed>): Promise<Composed> =>
  checked(act, declared, { ...row, ratio_of: undefined, decimals: undefined, convention: undefined, ...values }, row.id);

/** @throws Problem 422 with a sentence at the field that is wrong */
async function checked(reading: Reading, declared: Declared, { label, definition, unit, composition, ratio_of, decimals, convention }: Composed, except?: string): Promise<Composed> {
  await expectNameFree(reading, declared, label, except);
  const part = canonical(reading, composition, 'composition');
  if (!ratio_of) {
    if (!saysMore(compositionOf(part))) throw invalid({ composition: '还没有加条件，也没有换计法，和原来的数字完全一样，不必另存。请先组合。' });
    return { label, definition, unit, composition: part, ratio_of: null, decimals: null, convention: null };
  }
  if (!convention) throw invalid({ convention: '请写明占比的口径，例如：按件数计。它会印在百分数后面。' });
  return { label, definition, unit, composition: part, ratio_of: canonical(reading, ratio_of, 'ratio_of'), decimals: decimals ?? USUAL_DECIMALS, convention };
}

/** The composition as it is kept, if it can be put together. */
function canonical(reading: Reading, text: string, field: string): string {
  try {
    const composition = compositionOf(text);
    composed(reading, composition);
    return textOf(composition);
  } catch (error) {
    if (error instanceof Problem) throw invalid({ [field]: error.message });
    throw error;
  }
}

/** Templates call figures by their labels, too: one label means one thing. */
async function expectNameFree(reading: Reading, { figures, ratios, claims }: Declared, label: string, except: string | undefined): Promise<void> {
  const bare = (one: string) => one.replace(/[^\p{L}\p{N}]/gu, '');
  const taken = [...figures, ...ratios].some((one) => bare(one.label) === bare(label)) || claims.some(({ sentence }) => bare(sentence) === bare(label));
  if (taken) throw invalid({ label: `系统里已经有“${label}”，写材料时会分不清。请换一个名称。` });
  const same = await list<OwnFigureRow>(reading, ownFigure, { where: is<OwnFigureRow>('state', 'in_use'), limit: 1_000 });
  if (same.some((row) => row.id !== except && bare(row.label) === bare(label))) throw invalid({ label: `本县已经有一个自拟数字叫“${label}”。请换一个名称。` });
}
