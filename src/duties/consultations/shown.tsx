import type { Child } from 'hono/jsx';
import { dayOf } from '#platform/time.ts';
import { AppliedLine, type Basis } from '#platform/ui/applied.tsx';
import { Badge } from '#platform/ui/badge.tsx';
import { Section } from '#platform/ui/detail.tsx';
import { Facts, type Fact } from '#platform/ui/facts.tsx';
import { leadWords, type Lead } from '#duties/consultations/leads.ts';
import type { Point } from '#duties/consultations/quality.ts';
import type { Consultation } from '#duties/consultations/record.ts';
import { heldStates } from '#duties/consultations/words.ts';
import type { Topic } from '#duties/consultations/topics/record.ts';

/** By which rule and which days a consultation goes, and how it stands against them. */
export interface Measured {
  leads: Lead[];
  points: Point[];
  bases: Basis[];
}

/** 质量和时限: told, never a reason to refuse. Before it is held the rule says what is still to be seen to. */
export const QualitySection = ({ row, measured: { leads, points, bases } }: { row: Consultation; measured: Measured }): Child => (leads.length + points.length === 0 ? null : (
  <Section title="质量和时限">
    <Facts facts={[...points.map((one) => pointFact(one, heldStates.includes(row.state))), ...leads.map(leadFact)]} />
    <AppliedLine bases={bases} />
  </Section>
));

const pointFact = ({ label, met, why }: Point, held: boolean): Fact => ({
  label, value: <><Badge tone={met ? 'closed' : held ? 'returned' : 'open'}>{met ? '达到' : held ? '欠缺' : '还没有'}</Badge>　<span class="quiet">{why}</span></>,
});

const leadFact = ({ name, days, due, done, late }: Lead): Fact => ({
  label: `${leadWords[name]}（${name === 'minutes' ? '会后' : '会前'}${days}个工作日，${due}）`,
  value: <Badge tone={late ? 'returned' : done ? 'closed' : 'open'}>{done ? `${done}${late ? '，迟了' : ''}` : late ? '还没有，迟了' : '还没有'}</Badge>,
});

/** From which topic of the pool it came. */
export const TopicLine = ({ topic }: { topic: Topic }): Child => <Section title="征集的议题"><p><a href={`/topics/${topic.id}`}>{topic.title}</a></p></Section>;

/** What is known besides the fields: the notice, the list, the filing. */
export const courseFacts = (row: Consultation) => [
  ...(row.noticed_on ? [{ label: '通知', value: [row.noticed_on, row.reply_by && `请在${row.reply_by}前答复`].filter(Boolean).join('，') }] : []),
  ...(row.materials_on ? [{ label: '材料送达', value: row.materials_on }] : []),
  ...(row.asked_n !== null ? [{ label: '应邀和到会', value: [`应邀${row.asked_n}人`, row.coming_n ? `答复参加${row.coming_n}人` : '', row.came_n ? `到会${row.came_n}人` : ''].filter(Boolean).join('，') }] : []),
  ...(row.results_listed_at ? [{ label: '成果清单', value: dayOf(row.results_listed_at) }] : []),
  ...(row.filing_no ? [{ label: '备案', value: [row.filing_no, row.filed_at && dayOf(row.filed_at)].filter(Boolean).join('，') }] : []),
];
