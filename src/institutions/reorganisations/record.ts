import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Reorganisations } from '#platform/database/schema.ts';
import { choice, day, lines, reference, references, text, tick } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer, signedIn } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';
import { today } from '#platform/time.ts';

export type Reorganisation = Selectable<Reorganisations>;

export const reorganisationKinds = { rename: '更名', merge: '合并', split: '分设', abolish: '撤销', cover: '调整覆盖范围' } as const;
export type ReorganisationKind = keyof typeof reorganisationKinds;

/** More committees than this are not changed by one decision. */
const MOST_COMMITTEES = 50;
/** More members and posts than this do not move at once. */
const MOST_MOVES = 1_000;

export const reorganisationFields = z.object({
  kind: choice('调整方式', reorganisationKinds),
  committee_ids: references('调整的联络委', 'committee', MOST_COMMITTEES, { hint: '合并：勾选并入别处的；其他：只选一个' }).min(1),
  successor_ids: references('由哪个联络委承接', 'committee', MOST_COMMITTEES, { hint: '合并：并入哪一个；分设：分到哪几个；撤销：不用选' }).optional(),
  successor_places: lines('另行新设联络委的乡镇（街道）', 500, { hint: '合并、分设时要新设的，每行一个；登记后自动列为“拟设立”，生效时一并设立' }).optional(),
  continues: tick('分设后原联络委保留').optional(),
  new_name: text('新名称', 50, { hint: '更名时填写，例如：白石街道政协联络委' }).optional(),
  new_place: text('新的乡镇（街道）名称', 50, { hint: '撤乡设镇、撤镇设街道时填写；地方名称没有变的不填' }).optional(),
  places: lines('调整后另外覆盖的地方', 1000, { hint: '调整覆盖范围时填写：除本乡镇（街道）外还覆盖哪些乡镇、街道、园区、县直机关组，每行一个；留空为不再另外覆盖' }).optional(),
  meeting: text('审定会议', 100, { hint: '例如：县委常委会第12次会议' }).optional(),
  decided_on: day('审定日期'),
  document_no: text('文号', 60),
  effective_on: day('生效日期'),
  remark: lines('备注', 500).optional(),
});

/** 由…承接: where each member and post goes that does not go where the others do, as `record id:committee id`, or `:none`. */
const move = z.string().regex(/^[0-9a-f-]{36}:(?:[0-9a-f-]{36}|none)$/);
const moves = z.array(move).max(MOST_MOVES).meta({ title: '人员去向', field: { label: '人员去向', kind: 'references', to: 'committee', hint: '委员或职务的编号:联络委的编号；不再编入、卸任写 none' } });

/** 机构调整: a decision by which committees are renamed, merged, split or abolished, or cover other places. Domain rules 1.2: reorganisation across terms is normal. */
export const reorganisation = lifecycle<Reorganisation>()({
  name: 'reorganisation',
  title: '机构调整',
  table: 'reorganisations',
  path: 'reorganisations',
  fields: reorganisationFields,
  nameOf: (row) => `${reorganisationKinds[row.kind as ReorganisationKind] ?? row.kind}（${row.document_no}）`,
  initial: 'prepared',
  states: {
    prepared: { label: '待生效', open: true, waitsFor: ['effect'] },
    effected: { label: '已生效', open: false },
    dropped: { label: '不再办理', open: false },
  },
  steps: {
    effect: {
      label: '办理生效', noun: 'effect', from: ['prepared'], to: 'effected', by: [countyOffice], onBehalfOf: '县委常委会', clause: 'setting_up.procedure', final: true,
      input: z.object({ moves: moves.optional(), carried_by: reference('没有办结的事项由哪个联络委继续办', 'committee', { hint: '每件事只由一个联络委继续办' }).optional() }),
      ready: (row) => (row.effective_on > today() ? `生效日期（${row.effective_on}）还没有到，到那天再办理。` : undefined),
    },
    drop: { label: '不再办理', noun: 'dropping', from: ['prepared'], to: 'dropped', by: [countyOffice], reason: true },
  },
  visibleTo: [signedIn, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['prepared'], by: [countyOffice] },
  searchable: ['document_no', 'meeting', 'new_name', 'new_place'],
});
