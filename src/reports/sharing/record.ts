import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Sharings } from '#platform/database/schema.ts';
import { choice, day, text, tick } from '#platform/fields.ts';
import { auditor, chair, countyOffice, leader, maintainer } from '#platform/identity/relations.ts';
import { lifecycle } from '#platform/lifecycle/lifecycle.ts';

/** What a superior with a machine of its own asks, from its last signed file. */
export type Sharing = Omit<Selectable<Sharings>, 'asked'> & { asked: unknown };

export const sends = { due: '到期自动报送，之前可以先看、可以暂缓', hand: '逐项看过、点了“报送”才出去' } as const;

export const sharingFields = z.object({
  superior_name: text('报给哪里', 50, { hint: '市（州）、省政协的名称。已在本系统的，从列表中选' }),
  sends: choice('怎样报送', sends),
  names_shown: tick('兄弟县市可以看到本县的名称和数字').optional(),
});

/** Whose decision it is to let numbers out, and by which paper. */
const agreed = z.object({
  agreed_by: text('由谁同意', 100, { hint: '例如：主席会议、秘书长办公会议' }),
  agreed_on: day('同意日期'),
  document_no: text('文号或会议纪要编号', 60),
});

/** Where the superior takes files in, as it told when it gave the token. */
const reached = z.object({
  address: text('上级的接口地址', 300, { hint: '上级发放接口密钥时一并给的，以 /api/v1/rollups/… 结尾' }),
  token: text('接口密钥', 100, { hint: '上级只显示一次的那一串，原样粘贴。保存后谁也看不到' }),
});

const elsewhere = (row: Sharing): string | undefined => (row.superior_id ? '上级就在本系统里，数字到期自己出去，不用另设。' : undefined);

/** 数据共享: the county's own act. Without it no superior sees anything of the county (docs/decisions/0025). */
export const sharing = lifecycle<Sharing>()({
  name: 'sharing',
  title: '数据共享',
  table: 'sharings',
  path: 'sharings',
  fields: sharingFields,
  nameOf: (row) => row.superior_name,
  initial: 'draft',
  states: {
    draft: { label: '未开始', open: true },
    active: { label: '共享中', open: true, waitsFor: [] },
    ended: { label: '已停止', open: false },
  },
  steps: {
    begin: { label: '开始共享', noun: 'beginning', from: ['draft'], to: 'active', by: [countyOffice, maintainer], input: agreed },
    post: { label: '设定自动报送', noun: 'delivery', from: ['active'], by: [countyOffice], input: reached, ready: elsewhere, aside: true },
    carry: { label: '改为文件报送', noun: 'carrying', from: ['active'], by: [countyOffice], ready: (row) => elsewhere(row) ?? (row.address ? undefined : '没有设定自动报送。'), aside: true },
    end: { label: '停止共享', noun: 'ending', from: ['draft', 'active'], to: 'ended', by: [countyOffice], reason: true, final: true },
  },
  visibleTo: [countyOffice, chair, leader, auditor, maintainer],
  createdBy: [countyOffice, maintainer],
  editable: { in: ['draft', 'active'], by: [countyOffice] },
});
