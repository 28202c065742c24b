import { adopting, enterChecklist } from '#plans/haves/checklists/actions.ts';
import { checklist, type Checklist, type Item, type ProofKind } from '#plans/haves/checklists/record.ts';
import type { Act } from '#platform/records/act.ts';
import { edit, take } from '#platform/records/write.ts';

/** Checklists for this folder's tests. */
export const itemId = (n: number): string => `0198c000-0000-7000-8000-${String(900 + n).padStart(12, '0')}`;

export const item = (n: number, kind: ProofKind, months: number | null = null): Item => ({ id: itemId(n), label: kind, asked: '有', kind, months, verifier: '', required: true });

/** 五有, named by what proves them; rules hold for six months. */
export const fiveItems = [item(1, 'place'), item(2, 'documents', 6), item(3, 'worker'), item(4, 'equipment'), item(5, 'funds')];

interface Wanted {
  title?: string;
  items?: readonly Item[];
  /** The line that it revises. */
  line?: string;
  subject?: string;
}

/** As the office does it: entered, its items put in, in force from a day. */
export async function adoptChecklist(act: Act, from: string, { title = '五有', items = fiveItems, line, subject }: Wanted = {}): Promise<Checklist> {
  const draft = await enterChecklist(act, { title, ...(line && { line_id: line }), ...(subject && { subject }) }, {});
  await edit<Checklist>(act, checklist, draft.id, undefined, { items: JSON.stringify(items) as unknown as Checklist['items'] });
  return take(act, checklist, draft.id, 'adopt', { input: { in_force_from: from }, effect: adopting });
}
