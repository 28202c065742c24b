import { sql } from 'kysely';
import { ATTACH, WITHDRAW_FILE } from '#platform/files/attachments.ts';
import { recognised } from '#platform/languages/recognised.ts';
import type { Lifecycle, Recorded } from '#platform/lifecycle/lifecycle.ts';
import type { Reading } from '#platform/records/act.ts';
import { shownMoment } from '#platform/time.ts';
import type { JournalEntry } from '#platform/ui/detail.tsx';
import type { TimelineEntry } from '#platform/ui/timeline.tsx';

interface Told {
  step: string;
  from: string | null;
  to: string | null;
  actor: { name: string };
  relation: string;
  onBehalfOf?: string;
  reason?: string;
  after: { file_name?: string };
}

export interface JournalLine extends Told {
  at: string;
  shown: JournalEntry;
}

const MOST_LINES = 200;

/** Words for acts that are no step of a record's own. */
const general: Record<string, string> = { create: '登记', edit: '修改内容', import: '从表格导入', import_change: '按表格更新', import_undone: '撤销导入', take_back: '撤销', recount: '随工作日历调整期限', make_link: '制作个人链接', link: '连到另一条记录', unlink: '取消与另一条的关联', count_with: '按同一件事核定由哪一条计数', taken_on: '接单', declined: '没有接单', finished: '办好', taken_back: '收回派单', taken_up_again: '重新办理', follow_shift: '随值班调整', give_copy: '提供个人信息副本', swap: '换班', [ATTACH]: '添加附件', [WITHDRAW_FILE]: '撤下附件' };

/** What the journal says about a record, oldest first; the newest of very many. */
export async function journalOf<Row extends Recorded>(reading: Reading, declared: Lifecycle<Row>, id: string): Promise<JournalLine[]> {
  const { rows } = await sql<{ at: Date; content: string }>`
    select at, content from journal
    where county_id = ${reading.county} and record = ${declared.name} and record_id = ${id}
    order by seq desc limit ${MOST_LINES}`.execute(reading.db);
  return rows.toReversed().map(({ at, content }) => {
    const told = JSON.parse(content) as Told;
    const moment = shownMoment(at);
    const who = told.onBehalfOf ? `${told.actor.name}（代${told.onBehalfOf}）` : told.actor.name;
    return { ...told, at: moment, shown: { at: moment, who, what: whatOf(declared, told), why: told.reason && recognised(told.reason) } };
  });
}

/** The act, with the name of the file that it was about. */
function whatOf(declared: Lifecycle<any>, { step, after }: Told): string {
  return (step === ATTACH || step === WITHDRAW_FILE) ? `${wordOf(declared, step)}：${after.file_name ?? ''}` : wordOf(declared, step);
}

/** The official path: the lines that began it or moved it. */
export const courseOf = (declared: Lifecycle<any>, lines: readonly JournalLine[]): TimelineEntry[] =>
  lines
    .filter(({ step, from, to }) => from !== to || declared.steps[step])
    .map(({ step, to, at, reason, shown }) => ({
      sentence: declared.steps[step] ? wordOf(declared, step) : began(wordOf(declared, step), declared.states[to ?? '']?.label ?? ''),
      at,
      who: shown.who,
      reason,
    }));

/** 登记（草稿）; only 登记 when the state says no more than the act: 已登记. */
const began = (act: string, state: string): string => (state === '' || state === `已${act}` ? act : `${act}（${state}）`);

/** The word for an act on a record: its step's label, or one of the general acts. */
export const wordOf = (declared: Lifecycle<any>, step: string): string => declared.steps[step]?.label ?? general[step] ?? step;
