import { claims, figures, ratios } from '#county.ts';
import { categoryWord, type CategoryWord } from '#plans/categories/record.ts';
import { checkedWord } from '#plans/categories/actions.ts';
import { create, take } from '#platform/records/write.ts';
import { enterOwn } from '#reports/figures/own/actions.ts';
import { ownFigure } from '#reports/figures/own/record.ts';
import { dayIn, type Life } from './life.ts';

/** What the office wants to say that no chapter declares: a narrower number, one of different committees, a share; and a category that was called otherwise last year. */
export function ownFigures({ on, office, year }: Life): void {
  on(dayIn(year, 6, 12), office, async (act) => {
    const enter = enterOwn({ figures, ratios, claims });
    await enter(act, { label: '走访收集的意见', definition: '期间内走访时当面收集的群众意见条数，已作废的不计。', unit: '条', composition: 'figure=opinions_received&by.way=visit' }, {});
    await enter(act, { label: '走访意见占比', definition: '群众意见里走访时当面收集的占多少。', unit: '条', composition: 'figure=opinions_received&by.way=visit', ratio_of: 'figure=opinions_received', decimals: 1, convention: '按条数计，合并的各算一条' }, {});
    await enter(act, { label: '有联动调研的联络委', definition: '期间内牵头开展过联动调研的联络委个数，同一个只计一次。', unit: '个', composition: 'figure=inspections_joint&each=committee_id' }, {});
    const tried = await enter(act, { label: '电话反映的意见', definition: '期间内电话反映的群众意见条数。', unit: '条', composition: 'figure=opinions_received&by.way=telephone' }, {});
    await take(act, ownFigure, tried.id, 'retire', { reason: '与“走访收集的意见”一起看就够了' });
    await create<CategoryWord>(act, categoryWord, await checkedWord(act, { kind: 'ledger_entry', was: '水利', becomes: '饮水' }));
  });
}
