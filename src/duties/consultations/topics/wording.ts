import { personalIn, personalKinds, withoutPersonal } from '#platform/people/masking.ts';
import { invalid } from '#platform/problems.ts';

/** What of a topic everybody reads: no telephone and no identity number goes out, and what a resident wrote is shortened to a title. */

const LONGEST_TITLE = 40;

/** @throws Problem 422 at the field in which somebody's number stands. */
export function expectPublishable(said: Readonly<Record<string, string | null | undefined>>): void {
  for (const [field, text] of Object.entries(said)) {
    const found = personalIn(text ?? '').find(({ kind }) => kind === 'phone' || kind === 'identity');
    if (found) throw invalid({ [field]: `这里会公开，请去掉${personalKinds[found.kind]}。` });
  }
}

/** The first sentence of what was told, without whom it names: staff put it right before it is chosen. */
export function titleFrom(told: string): string {
  const [first = ''] = withoutPersonal(told).split(/[。！？!?\n；;]/u).map((part) => part.trim()).filter(Boolean);
  const characters = [...first];
  return characters.length > LONGEST_TITLE ? `${characters.slice(0, LONGEST_TITLE - 1).join('')}…` : first || '群众想商量的一件事';
}
