import { printedDay } from '#platform/time.ts';
import { Section } from '#platform/ui/detail.tsx';
import { Desk } from '#platform/ui/desk.tsx';
import { Empty } from '#platform/ui/empty.tsx';
import { LongText } from '#platform/ui/facts.tsx';
import type { Frame } from '#platform/ui/frame.ts';
import { Head } from '#platform/ui/head.tsx';
import type { Instruction } from '#duties/opinions/instructions/record.ts';

/** What one unit is reminded of. */
interface Owing {
  unit: string;
  /** With the working days that it is over. */
  rows: { row: Instruction; over: number }[];
}

export interface ReminderProps {
  frame: Frame;
  back: string;
  organ: string;
  today: string;
  units: readonly Owing[];
}

/** One text for each unit, to be copied into a message or printed: never a list of all units, which would be a ranking. */
export function ReminderPage({ frame, back, organ, today, units }: ReminderProps) {
  return (
    <Desk frame={frame} title="催办通知" width="narrow">
      <Head title="催办通知" lead="每个单位一段，复制发给联系人，或者打印。" back={{ label: '批示督办台', href: back }} />
      {units.length === 0 && <div class="card"><Empty title="没有要催办的批示件" sentence="选中的批示件已经反馈，或者不在您的查看范围内。" /></div>}
      {units.map((owing) => (
        <Section title={owing.unit} count={owing.rows.length}>
          <LongText text={reminderText(owing, organ, today)} />
        </Section>
      ))}
    </Desk>
  );
}

export function reminderText({ unit, rows }: Owing, organ: string, today: string): string {
  const lines = rows.map(({ row, over }, n) =>
    `${rows.length > 1 ? `${n + 1}．` : ''}${row.leader}${printedDay(row.instructed_on)}对“${row.title}”的批示，反馈期限${printedDay(row.due_on!)}${over > 0 ? `，已超过${over}个工作日` : ''}。`);
  return [`${unit}：`, `下列领导批示件由你单位牵头办理，请抓紧办理并反馈办理情况：`, ...lines, '需要延期的，请在到期前说明原因。', `${organ}　${printedDay(today)}`].join('\n');
}
