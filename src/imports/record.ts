import type { Selectable } from 'kysely';
import type { ImportBatches } from '#platform/database/schema.ts';
import { auditor, countyOffice, maintainer, self } from '#platform/identity/relations.ts';
import { relation } from '#platform/identity/relations.ts';
import { committeesOf } from '#platform/identity/actor.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { when } from '#platform/predicate.ts';
import { today } from '#platform/time.ts';

export type ImportBatch = Selectable<ImportBatches>;

/** The person who sent the file. */
const sender = self<ImportBatch>('person_id', '上传人');

/** Whoever keeps ledgers somewhere; which rows they may enter is each record's own matter. */
const ledgerKeeper = relation('ledger_keeper', '联络委工作人员', (actor) => when(committeesOf(actor, 'worker', 'director', 'deputy_director').length > 0));

/** 表格导入: one uploaded file, from its preview to the records it became, and back. */
export const importBatch = lifecycle<ImportBatch>()({
  name: 'import_batch',
  title: '表格导入',
  table: 'import_batches',
  path: 'imports',
  nameOf: (row) => row.file_name,
  initial: 'open',
  states: {
    open: { label: '待导入', open: true },
    entered: { label: '已导入', open: false },
    undone: { label: '已撤销', open: false },
    dropped: { label: '未导入', open: false },
  },
  steps: {
    enter: { label: '导入', noun: 'entering', from: ['open', 'entered'], to: 'entered', by: [sender, countyOffice, maintainer] },
    drop: { label: '不导入', noun: 'dropping', from: ['open'], to: 'dropped', by: [sender, countyOffice, maintainer] },
    undo: {
      label: '撤销整批', noun: 'undoing', from: ['entered'], to: 'undone', by: [sender, countyOffice, maintainer], final: true,
      ready: (row) => (row.undo_until !== null && row.undo_until < today() ? `撤销的期限是 ${row.undo_until}，已经过了。请逐条更正。` : undefined),
    },
  },
  visibleTo: [sender, countyOffice, auditor, maintainer],
  createdBy: [ledgerKeeper, countyOffice, maintainer],
  editable: { in: [], by: [] },
  attachable: false, // the file itself is what was imported
});
