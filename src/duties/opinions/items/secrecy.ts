import { invalid } from '#platform/problems.ts';
import type { OpinionItem } from '#duties/opinions/items/record.ts';
import { secretMark, secretSentence } from '#platform/secret-marks.ts';

const looked = ['title', 'situation', 'causes', 'advice', 'editor_note'] as const;

/**
 * 保守国家秘密法: what is a state secret is neither kept nor handled in a system that is not cleared for it. Said at the field, and nothing is written down.
 * @throws Problem 422
 */
export function expectNoSecret(written: Partial<Pick<OpinionItem, (typeof looked)[number]>>): void {
  for (const field of looked) {
    const mark = secretMark(written[field] ?? '');
    if (mark) throw invalid({ [field]: secretSentence(mark) });
  }
}
