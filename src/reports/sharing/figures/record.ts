import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { SharedFigures } from '#platform/database/schema.ts';
import { lines } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { periodOf } from '#reports/sharing/periods.ts';

export type SharedFigure = Selectable<SharedFigures>;

/** It goes out with the number, or stands beside it while it is held back. */
const why = (label: string) => z.object({ said: lines(label, 500) });

/** 上报数字: one number for one period. Counted by the program, seen before it goes out, corrected only in the open. */
export const sharedFigure = lifecycle<SharedFigure>()({
  name: 'shared_figure',
  title: '上报数字',
  table: 'shared_figures',
  path: 'shared-figures',
  nameOf: (row) => `${row.label}（${periodOf(row.period)}）`,
  initial: 'prepared',
  states: {
    prepared: { label: '待报送', open: true, waitsFor: ['send'] },
    held: { label: '暂缓', open: true, waitsFor: ['release'] },
    sent: { label: '已报送', open: false },
  },
  steps: {
    send: { label: '报送', noun: 'sending', from: ['prepared'], to: 'sent', by: [countyOffice, maintainer] },
    recount: { label: '按现在的记录重数', noun: 'recount', from: ['prepared'], by: [countyOffice, maintainer], aside: true },
    hold: { label: '暂缓报送', noun: 'hold', from: ['prepared'], to: 'held', by: [countyOffice], input: why('为什么暂缓') },
    release: { label: '恢复报送', noun: 'release', from: ['held'], to: 'prepared', by: [countyOffice] },
    restate: { label: '更正', noun: 'restatement', from: ['sent'], by: [countyOffice, maintainer], input: why('为什么更正') },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: [], by: [countyOffice] },
  attachable: false,
  due: { by: 'due_on', in: ['prepared', 'held'] },
});
